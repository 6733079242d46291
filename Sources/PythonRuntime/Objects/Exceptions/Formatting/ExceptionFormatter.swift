import PythonBytecode

/// Writes an exception that nobody caught as CPython's interpreter does (`print_exception`,
/// `Python/pythonrun.c`): chained exceptions first, then the traceback, the type with its text and a
/// suggestion, the notes. The members of a group are boxed, each with its own chain
/// (`ExceptionFormatter+Groups`).
struct ExceptionFormatter {
    let interpreter: Interpreter
    var output = ""
    /// How deep in groups the writer is; every level indents by two columns.
    var groupDepth = 0
    /// Whether the box of the innermost group is to be closed after its last member.
    var closesBox = false
    private var seen: Set<Ref> = []

    /// How many levels a traceback shows, the innermost ones.
    private static let tracebackLimit = 1000

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    /// What comes before every line: the indent, and a bar inside groups.
    var margin: String {
        groupDepth == 0 ? "" : String(repeating: " ", count: 2 * groupDepth) + "| "
    }

    // MARK: The chain

    /// Writes an exception after those that led to it.
    mutating func write(_ exception: Ref) {
        var links: [(exception: Ref, reason: String)] = []
        var current: (exception: Ref, reason: String)? = (exception, "")
        while let link = current {
            seen.insert(link.exception)
            links.append(link)
            current = predecessor(of: link.exception)
            if let next = current, seen.contains(next.exception) { current = nil }
        }
        let closes = closesBox
        for (exception, reason) in links.reversed() {
            closesBox = closes
            if interpreter.isExceptionGroup(exception) {
                writeGroup(exception)
            } else {
                writeOne(exception)
            }
            if !reason.isEmpty {
                output += "\(margin)\n\(margin)\(reason)\n\(margin)\n"
                closesBox = closes
            }
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

    /// An exception without its chain, and without its members where it is a group.
    mutating func writeOne(_ exception: Ref) {
        if let traceback = exception.exception.pointee.traceback, tracebackLimit > 0 {
            writeTracebackHeader(isGroup: interpreter.isExceptionGroup(exception))
            writeTraceback(Ref(traceback))
        }
        let isSyntaxError =
            interpreter.isInstance(exception, .syntaxError) && isPlaced(exception)
        if isSyntaxError { writeSyntaxErrorPlace(exception) }
        output += margin + typeTitle(exception.type)
        let message = isSyntaxError ? syntaxErrorMessage(exception) : text(exception)
        if !message.isEmpty { output += ": \(message)" }
        if let suggestion = ErrorSuggestion(interpreter).suggestion(for: exception) {
            output += ". Did you mean: '\(suggestion)'?"
        }
        output += "\n"
        writeNotes(exception)
    }

    private mutating func writeTracebackHeader(isGroup: Bool) {
        guard isGroup else {
            output += "\(margin)Traceback (most recent call last):\n"
            return
        }
        let bar = groupDepth == 1 ? "  + " : margin
        output += "\(bar)Exception Group Traceback (most recent call last):\n"
    }

    /// `module.QualifiedName`, without the modules everyone knows.
    private func typeTitle(_ type: TypePointer) -> String {
        let object = Ref(RawObject(type))
        let title =
            attributeText(object, interpreter.name(.__qualname__))
            ?? interpreter.shortTypeName(type)
        guard let module = attributeText(object, interpreter.name(.__module__)) else {
            return "<unknown>.\(title)"
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

    // MARK: The traceback

    /// How many levels are shown, the innermost ones: `sys.tracebacklimit`, by default a thousand.
    private var tracebackLimit: Int {
        guard let sys = interpreter.state.pointee.modules.sys,
            let dict = interpreter.moduleDict(Ref(sys)),
            let key = try? interpreter.intern("tracebacklimit"),
            let limit = interpreter.dictGet(dict, str: key.ref), limit.isInt
        else { return 1000 }
        return limit.intValue ?? (limit.itemCount < 0 ? 0 : Int.max)
    }

    private mutating func writeTraceback(_ traceback: Ref) {
        var levels: [Ref] = []
        var next: RawObject? = traceback.raw
        while let raw = next {
            levels.append(Ref(raw))
            next = Ref(raw).traceback.pointee.tb_next
        }
        levels.removeFirst(max(0, levels.count - tracebackLimit))
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
        output += "\(margin)  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n"
    }

    private mutating func writeLevel(_ level: Ref) {
        let fields = level.traceback
        let frame = Ref(fields.pointee.tb_frame).frameFields.pointee.f_frame
        let code = frame.code
        let filename = Ref(code.pointee.co_filename).text
        let line = Int(fields.pointee.tb_lineno)
        output +=
            "\(margin)  File \"\(filename)\", line \(line), in \(Ref(code.pointee.co_name).text)\n"
        guard let source = interpreter.sourceLine(filename, line) else { return }
        let shown = source.drop { $0 == " " || $0 == "\t" || $0 == "\u{0c}" }
        output += "\(margin)    \(shown)\n"
        let location = code.location(atCodeUnit: Int(fields.pointee.tb_lasti) / 2)
        let marks = PositionMarks(source: source, location: location) {
            interpreter.operatorAnchors(in: $0)
        }
        if let text = marks.text { output += "\(margin)    \(text)\n" }
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
            ?? librarySourceLine(filename, line)
    }

    /// The host's parser on an expression.
    func operatorAnchors(in expression: String) -> OperatorAnchors? {
        state.pointee.host?.takeUnretainedValue().host.operatorAnchors(expression)
    }
}
