/// `exec`, `eval` and `compile` (`Python/bltinmodule.c`): the host compiles, since the runtime doesn't know
/// the front end.
extension Interpreter {
    static func codeBuiltins() -> [MethodSpec] {
        [
            MethodSpec("exec", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let given = Arguments(
                        start: arguments, count: count, names: names.map { Ref($0) })
                    try interpreter.checkClosure(given)
                    let closure = given.keywordCount > 0 ? given[count] : nil
                    _ = try interpreter.execute(
                        "exec", .exec, arguments, count,
                        closure: closure.flatMap { $0.isNone ? nil : $0 })
                    return interpreter.none.owned()
                }
            },
            MethodSpec("eval", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("eval", count, 1, 3)
                    let source = interpreter.argument(arguments, 0)
                    if source.isExactly(.code), source.code.pointee.co_nfreevars > 0 {
                        throw interpreter.raise(
                            .typeError,
                            "code object passed to eval() may not contain free variables")
                    }
                    return try interpreter.execute("eval", .eval, arguments, count)
                }
            },
            MethodSpec("compile", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "compile",
                            names: [
                                "source", "filename", "mode", "flags", "dont_inherit", "optimize",
                                "_feature_version",
                            ], required: 3, maximumPositional: 6),
                        Arguments(
                            start: arguments, count: count, names: names.map { Ref($0) }))
                    return try interpreter.compile(values)
                }
            },
        ]
    }

    /// Checks the arguments of `exec`: code with free variables needs a closure of as many cells. Then it
    /// is run with that.
    private func checkClosure(_ arguments: Arguments) throws(Raised) {
        let values = try parseArguments(
            Parameters("exec", ["", "", "", "closure"], required: 1, positional: 3),
            arguments.start, arguments.count, arguments.names?.raw)
        let given = values[3]
        let closure = given.flatMap { $0.isNone ? nil : $0 }
        let source = arguments[0]
        guard source.isExactly(.code) else {
            if closure == nil { return }
            throw raise(
                .typeError, "closure can only be used when source is a code object")
        }
        let count = Int(source.code.pointee.co_nfreevars)
        guard count > 0 else {
            if closure == nil { return }
            throw raise(.typeError, "cannot use a closure with this code object")
        }
        guard let closure, closure.isTuple, closure.itemCount == count,
            (0..<count).allSatisfy({ closure.tupleItem($0).isExactly(.cell) })
        else {
            throw raise(
                .typeError, "code object requires a closure of exactly length \(count)")
        }
    }

    /// Runs source or a code object in namespaces; those of the caller by default.
    private func execute(
        _ function: String, _ mode: CompileRequest.Mode,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, closure: Ref? = nil
    ) throws(Raised) -> Owned {
        let source = argument(arguments, 0)
        let globals = count > 1 && !argument(arguments, 1).isNone ? argument(arguments, 1) : nil
        let locals = count > 2 && !argument(arguments, 2).isNone ? argument(arguments, 2) : nil
        let isMapping = { (object: Ref) in
            object.type.pointee.tp_as_mapping?.pointee.mp_subscript != nil
        }
        if function == "eval", let locals, !isMapping(locals) {
            throw raise(.typeError, "locals must be a mapping")
        }
        if let globals, !globals.isDict {
            throw raise(
                .typeError,
                function == "exec"
                    ? "exec() globals must be a dict, not \(typeName(globals.type, limit: 100))"
                    : isMapping(globals)
                        ? "globals must be a real dict; try eval(expr, {}, mapping)"
                        : "globals must be a dict")
        }
        guard let namespace = globals ?? currentGlobals else {
            throw raise(.systemError, "globals and locals cannot be NULL")
        }
        if source.isExactly(.code) {
            if isAudited { try audit("exec", .object(source)) }
            return try run(
                code: source, globals: namespace, locals: try scope(globals, locals),
                closure: closure)
        }
        let bytes = try sourceBytes(source, function, mode)
        var request = CompileRequest(
            source: bytes, filename: "<string>", mode: mode, features: inheritedFeatures,
            optimizationLevel: programSettings.optimizationLevel)
        request.isText = source.isStr
        let code = try compiled(request)
        let loaded = LoadedCode(self, code, filename: "<string>", holding: .arena)
        guard let raw = loaded.code else { return none.owned() }
        if isAudited { try audit("exec", .object(Ref(raw))) }
        let result = try run(code: Ref(raw), globals: namespace, locals: try scope(globals, locals))
        withExtendedLifetime(loaded) {}
        return result
    }

    /// The locals to run in: those given, the globals given, or the caller's own, borrowed from its frame.
    private func scope(_ globals: Ref?, _ locals: Ref?) throws(Raised) -> Ref? {
        if let locals { return locals }
        if globals != nil { return nil }
        let current = try currentLocals()
        return Ref(current.raw)
    }

    /// The bytes of a source; `eval` leaves out blanks at the start.
    func sourceBytes(
        _ source: Ref, _ function: String, _ mode: CompileRequest.Mode
    ) throws(Raised) -> [UInt8] {
        var bytes: [UInt8]
        if source.isStr {
            bytes = Array(try keptUTF8(source))
        } else if source.hasBuffer {
            let contents = try view(of: source)
            bytes = Array(contents.bytes)
        } else {
            throw raise(
                .typeError,
                function == "compile"
                    ? "compile() arg 1 must be a string, bytes or AST object"
                    : "\(function)() arg 1 must be a string, bytes or code object")
        }
        if mode == .eval, function == "eval" {
            bytes = Array(bytes.drop { $0 == 0x20 || $0 == 0x09 })
        }
        return bytes
    }

    func compiled(_ request: CompileRequest) throws(Raised) -> Owned {
        guard let host = state.pointee.host?.takeUnretainedValue().host else {
            throw raise(.systemError, "no host")
        }
        try auditCompile(request)
        return try compiled(request, by: host)
    }

    private func compiled(_ request: CompileRequest, by host: Host) throws(Raised) -> Owned {
        var request = request
        request.recursionDepth = Int(state.pointee.evaluation.depth)
        request.decimalDigitLimit = state.pointee.limits.intMaxStringDigits
        request.recursionLimit = Int(state.pointee.limits.recursionLimit)
        switch host.compile(request) {
        case .code(let unit, let warnings):
            for warning in warnings { try warn(warning, filename: request.filename) }
            return try makeCode(unit)
        case .tree(let record, let warnings):
            for warning in warnings { try warn(warning, filename: request.filename) }
            return try NodeBuilder.build(record, in: self)
        case .failure(let failure): throw try raiseWithWarnings(failure, filename: request.filename)
        case .encoded(let encoding):
            try decodeSource(of: &request, encoding)
            return try compiled(request, by: host)
        case .unavailable: throw raiseUnsupported("this interpreter has no compiler")
        }
    }

    /// The error of a source, once it has been warned of what came before.
    public func raiseWithWarnings(
        _ failure: CompileFailure, filename: String
    ) throws(Raised) -> Raised {
        for warning in failure.warnings { try warn(warning, filename: filename) }
        return raise(failure, filename: filename)
    }

    /// Turns a source in an encoding of the program's codecs into text.
    public func decodeSource(
        of request: inout CompileRequest, _ encoding: String
    ) throws(Raised) {
        request.source = try decodedSource(request, encoding)
        request.isText = true
    }

    /// A source in an encoding of the program's codecs, as UTF-8. Whatever they raise is an error of the source.
    private func decodedSource(
        _ request: CompileRequest, _ encoding: String
    ) throws(Raised) -> [UInt8] {
        let made = request.source.withUnsafeBytes { buffer in
            slotResult { () throws(Raised) in try makeBytes(buffer) }
        }
        let bytes = try checked(made)
        do throws(Raised) {
            let text = try decode(bytes.ref, encoding: encoding, errors: "strict")
            return utf8Bytes(text.ref)
        } catch {
            guard let raised = takeException() else { throw error }
            let exception = Owned(stealing: raised)
            if request.isFile { throw raise(.syntaxError, "encoding problem: \(encoding)") }
            let message = try str(exception.ref)
            throw raise(
                CompileFailure(
                    typeName: "SyntaxError", message: message.ref.text, line: 0, column: -1,
                    endLine: nil, endColumn: nil, text: nil), filename: request.filename)
        }
    }
}
