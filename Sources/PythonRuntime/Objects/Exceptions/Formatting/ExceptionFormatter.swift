import PythonBytecode

/// Writes an exception that nobody caught as CPython's interpreter does (`print_exception`,
/// `Python/pythonrun.c`): chained exceptions first, then the traceback, the type with its text and a
/// suggestion, the notes.
struct ExceptionFormatter {
    let interpreter: Interpreter
    var output = ""

    /// How many levels a traceback shows, the innermost ones.
    private static let tracebackLimit = 1000

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    // MARK: The chain

    mutating func write(_ exception: Ref) {
        var seen: Set<Ref> = []
        var links: [(exception: Ref, reason: String)] = []
        var current: (exception: Ref, reason: String)? = (exception, "")
        while let link = current {
            seen.insert(link.exception)
            links.append(link)
            current = predecessor(of: link.exception)
            if let next = current, seen.contains(next.exception) { current = nil }
        }
        for (exception, reason) in links.reversed() {
            writeOne(exception)
            if !reason.isEmpty { output += "\n\(reason)\n\n" }
        }
    }

    /// What came before an exception, and the sentence between the two.
    private func predecessor(of exception: Ref) -> (exception: Ref, reason: String)? {
        let fields = exception.exception
        if let cause = fields.pointee.cause {
            return (
                Ref(cause),
                "The above exception was the direct cause of the following exception:"
            )
        }
        guard let context = fields.pointee.context, !fields.pointee.suppress_context else {
            return nil
        }
        return (
            Ref(context), "During handling of the above exception, another exception occurred:"
        )
    }

    private mutating func writeOne(_ exception: Ref) {
        if let traceback = exception.exception.pointee.traceback {
            output += "Traceback (most recent call last):\n"
            writeTraceback(Ref(traceback))
        }
        let isSyntaxError = interpreter.isInstance(exception, .syntaxError)
        if isSyntaxError { writeSyntaxErrorPlace(exception) }
        output += typeTitle(exception.type)
        let message = isSyntaxError ? syntaxErrorMessage(exception) : text(exception)
        if !message.isEmpty { output += ": \(message)" }
        if let suggestion = ErrorSuggestion(interpreter).suggestion(for: exception) {
            output += ". Did you mean: '\(suggestion)'?"
        }
        output += "\n"
        writeNotes(exception)
    }

    /// `module.QualifiedName`, without the modules everyone knows.
    private func typeTitle(_ type: TypePointer) -> String {
        let object = Ref(RawObject(type))
        let title =
            attributeText(object, interpreter.name(.__qualname__))
            ?? interpreter.shortTypeName(type)
        guard let module = attributeText(object, interpreter.name(.__module__)) else {
            return title
        }
        return module == "builtins" || module == "__main__" ? title : "\(module).\(title)"
    }

    private func attributeText(_ object: Ref, _ name: Ref) -> String? {
        guard let found = try? interpreter.lookupAttribute(object, name) else {
            interpreter.clearException()
            return nil
        }
        let value = Owned(stealing: found)
        return value.ref.isStr ? value.ref.text : nil
    }

    /// `str(exception)`.
    private func text(_ exception: Ref) -> String {
        do throws(Raised) {
            let text = try interpreter.str(exception)
            return text.ref.text
        } catch {
            interpreter.clearException()
            return "<exception str() failed>"
        }
    }

    private mutating func writeNotes(_ exception: Ref) {
        guard let found = try? interpreter.lookupAttribute(exception, interpreter.name(.__notes__))
        else {
            interpreter.clearException()
            return
        }
        let notes = Owned(stealing: found)
        guard notes.ref.isList || notes.ref.isTuple else {
            output += ((try? interpreter.repr(notes.ref))?.ref.text ?? "<__notes__ repr() failed>")
            output += "\n"
            return
        }
        guard let items = try? interpreter.tupleFromIterable(notes.ref) else { return }
        for index in 0..<items.ref.itemCount {
            let note = items.ref.tupleItem(index)
            let text = (try? interpreter.str(note))?.ref.text ?? "<note str() failed>"
            output += text + "\n"
        }
    }

    // MARK: The traceback

    private mutating func writeTraceback(_ traceback: Ref) {
        var levels: [Ref] = []
        var next: RawObject? = traceback.raw
        while let raw = next {
            levels.append(Ref(raw))
            next = Ref(raw).traceback.pointee.tb_next
        }
        var last: (code: RawObject, line: Int32)?
        var repeats = 0
        for level in levels.suffix(Self.tracebackLimit) {
            let code = level.traceback.pointee.tb_frame
            let place = (
                code: Ref(code).frameFields.pointee.f_frame.pointee.f_code,
                line: level.traceback.pointee.tb_lineno
            )
            if let known = last, known.line == place.line, isSamePlace(known.code, place.code) {
                repeats += 1
            } else {
                writeRepeats(repeats)
                last = place
                repeats = 1
            }
            if repeats <= 3 { writeLevel(level) }
        }
        writeRepeats(repeats)
    }

    private func isSamePlace(_ left: RawObject, _ right: RawObject) -> Bool {
        if left == right { return true }
        let a = Ref(left).code.pointee
        let b = Ref(right).code.pointee
        return a.co_filename == b.co_filename && a.co_name == b.co_name
    }

    /// The note on levels that were left out.
    private mutating func writeRepeats(_ count: Int) {
        guard count > 3 else { return }
        let more = count - 3
        output += "  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n"
    }

    private mutating func writeLevel(_ level: Ref) {
        let fields = level.traceback
        let frame = Ref(fields.pointee.tb_frame).frameFields.pointee.f_frame
        let code = frame.code
        let filename = Ref(code.pointee.co_filename).text
        let line = Int(fields.pointee.tb_lineno)
        output += "  File \"\(filename)\", line \(line), in \(Ref(code.pointee.co_name).text)\n"
        guard let source = interpreter.sourceLine(filename, line) else { return }
        let shown = source.drop { $0 == " " || $0 == "\t" || $0 == "\u{0c}" }
        output += "    \(shown)\n"
        let location = code.location(atCodeUnit: Int(fields.pointee.tb_lasti) / 2)
        let marks = PositionMarks(source: source, location: location) {
            interpreter.operatorAnchors(in: $0)
        }
        if let text = marks.text { output += "    \(text)\n" }
    }
}

extension Interpreter {
    /// An exception as the text that CPython writes to standard error for it.
    public func formatException(_ exception: Ref) -> String {
        // What fails while formatting must not disturb the exception on its way, if there is one.
        let pending = state.pointee.errors.current
        state.pointee.errors.current = nil
        let stop = state.pointee.limits.stop
        state.pointee.limits.stop = .none
        var formatter = ExceptionFormatter(self)
        formatter.write(exception)
        clearException()
        state.pointee.limits.stop = stop
        state.pointee.errors.current = pending
        return formatter.output
    }

    func sourceLine(_ filename: String, _ line: Int) -> String? {
        state.pointee.host?.takeUnretainedValue().host.sourceLine(filename, line)
    }

    /// The host's parser on an expression.
    func operatorAnchors(in expression: String) -> OperatorAnchors? {
        state.pointee.host?.takeUnretainedValue().host.operatorAnchors(expression)
    }
}
