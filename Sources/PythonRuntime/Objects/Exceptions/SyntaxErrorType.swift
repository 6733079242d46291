/// `SyntaxError`, `IndentationError` and `TabError`.
extension Interpreter {
    static func syntaxErrorSpec() -> TypeSpec {
        exceptionSpec(
            .syntaxError, "SyntaxError", .exception, size: 136,
            members: [
                MemberSpec("msg", .object, offset: 72, isReadOnly: false),
                MemberSpec("filename", .object, offset: 80, isReadOnly: false),
                MemberSpec("lineno", .object, offset: 88, isReadOnly: false),
                MemberSpec("offset", .object, offset: 96, isReadOnly: false),
                MemberSpec("text", .object, offset: 120, isReadOnly: false),
                MemberSpec("end_lineno", .object, offset: 104, isReadOnly: false),
                MemberSpec("end_offset", .object, offset: 112, isReadOnly: false),
                MemberSpec("print_file_and_line", .object, offset: 128, isReadOnly: false),
            ]
        ) { block in
            block.pointee.type.tp_init = initializeSyntaxError
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.syntaxErrorText(Ref(raw))
                }
            }
        }
    }

    static func syntaxErrorSubclass(
        _ builtin: BuiltinType, _ name: StaticString, _ base: BuiltinType
    ) -> TypeSpec {
        exceptionSpec(builtin, name, base, size: 136) { block in
            block.pointee.type.tp_init = initializeSyntaxError
        }
    }

    private static var initializeSyntaxError: InitSlot {
        { raw, arguments, keywords in
            let status = Interpreter.initializeBaseException(raw, arguments, keywords)
            if status < 0 { return status }
            return slotStatus { () throws(Raised) in
                try Ref(raw).interpreter.fillSyntaxError(Ref(raw), Ref(arguments))
                return 0
            }
        }
    }

    /// `SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))`.
    private func fillSyntaxError(_ exception: Ref, _ arguments: Ref) throws(Raised) {
        let fields = exception.fields(PySyntaxErrorObject.self)
        let count = arguments.itemCount
        if count >= 1 { setField(&fields.pointee.msg, arguments.tupleItem(0)) }
        guard count == 2 else { return }
        let info = try tupleFromIterable(arguments.tupleItem(1))
        let items = info.ref.itemCount
        guard items >= 4 else {
            throw raise(
                .typeError, "function takes at least 4 arguments (\(items) given)")
        }
        guard items <= 6 else {
            throw raise(.typeError, "function takes at most 6 arguments (\(items) given)")
        }
        setField(&fields.pointee.filename, info.ref.tupleItem(0))
        setField(&fields.pointee.lineno, info.ref.tupleItem(1))
        setField(&fields.pointee.offset, info.ref.tupleItem(2))
        setField(&fields.pointee.text, info.ref.tupleItem(3))
        if items > 4 { setField(&fields.pointee.end_lineno, info.ref.tupleItem(4)) }
        if items > 5 { setField(&fields.pointee.end_offset, info.ref.tupleItem(5)) }
        if items == 5 {
            throw raise(
                .typeError, "end_offset must be provided when end_lineno is provided")
        }
    }

    private func syntaxErrorText(_ exception: Ref) throws(Raised) -> Owned {
        let fields = exception.fields(PySyntaxErrorObject.self)
        let message = fields.pointee.msg.map { Ref($0) } ?? none
        var filename: String?
        if let raw = fields.pointee.filename, Ref(raw).isStr {
            let text = Ref(raw).text
            filename = text.split(separator: "/", omittingEmptySubsequences: false).last.map {
                String($0)
            }
        }
        var line: Int?
        if let raw = fields.pointee.lineno, Ref(raw).isExactly(.int) { line = Ref(raw).intValue }
        let text = try str(message).text
        switch (filename, line) {
        case (let filename?, let line?):
            return try makeString("\(text) (\(filename), line \(line))")
        case (let filename?, nil): return try makeString("\(text) (\(filename))")
        case (nil, let line?): return try makeString("\(text) (line \(line))")
        case (nil, nil): return try str(message)
        }
    }

    /// Raises what the compiler found: an exception of the class it names, with the place.
    public func raise(_ failure: CompileFailure, filename: String) -> Raised {
        do {
            let type: BuiltinType =
                switch failure.typeName {
                case "IndentationError": .indentationError
                case "TabError": .tabError
                case "ValueError": .valueError
                case "TypeError": .typeError
                case "SystemError": .systemError
                case "MemoryError": .memoryError
                case "RecursionError": .recursionError
                case "OverflowError": .overflowError
                default: .syntaxError
                }
            let message = try makeString(failure.message)
            guard [.syntaxError, .indentationError, .tabError].contains(type) else {
                return raise(type, argument: message.ref)
            }
            let place = try place(of: failure, filename: filename)
            let arguments = try makeTuple([message.ref, place.ref])
            return raise(instance: try makeException(self.type(type), arguments.ref))
        } catch { return error }
    }

    /// `(filename, line, column, text, end line, end column)`, without an end where there is none.
    private func place(
        of failure: CompileFailure, filename: String
    ) throws(Raised) -> Owned {
        let file = try makeString(filename)
        let line = try makeInt(failure.line)
        let column = try makeInt(failure.column)
        let source =
            failure.textIsInFile
            ? sourceLine(filename, failure.line).map { $0 + "\n" } : failure.text
        let text = if let source { try makeString(source) } else { none.owned() }
        guard let lastLine = failure.endLine else {
            return try makeTuple([file.ref, line.ref, column.ref, text.ref])
        }
        let endLine = try makeInt(lastLine)
        let endColumn = if let last = failure.endColumn { try makeInt(last) } else { none.owned() }
        return try makeTuple([
            file.ref, line.ref, column.ref, text.ref, endLine.ref, endColumn.ref,
        ])
    }
}
