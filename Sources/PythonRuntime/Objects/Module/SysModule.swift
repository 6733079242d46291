/// The module `sys`, as far as it belongs to the interpreter (`Python/sysmodule.c`).
extension Interpreter {
    /// The namespace of `sys`, borrowed; nil before it is made and after it is gone.
    var sysDict: Ref? { state.pointee.modules.sys.flatMap { moduleDict(Ref($0)) } }

    func makeSysModule() throws(Raised) -> Owned {
        let module = try makeModule("sys")
        try addFunctions(Interpreter.sysFunctions(), to: module.ref)
        try addFunctions(Interpreter.sysProcessFunctions(), to: module.ref)
        try addFunctions(Interpreter.sysEvaluationFunctions(), to: module.ref)
        guard let dict = moduleDict(module.ref) else { return module }
        try addSysTexts(dict)
        try addSysNumbers(dict)
        if let modules = state.pointee.modules.modules {
            try dictSet(dict, name(.modules), Ref(modules))
        }
        let arguments = try makeList()
        try listAppend(arguments.ref, emptyString)
        try dictSet(dict, try intern("argv"), arguments.ref)
        let path = try makeList()
        try dictSet(dict, name(.path), path.ref)
        return module
    }

    private func addSysTexts(_ dict: Ref) throws(Raised) {
        for (key, value) in [
            ("version", "3.11.2 (heapnote, Jan  1 2024, 00:00:00) [Swift]"),
            ("platform", "linux"), ("byteorder", "little"),
            ("copyright", "Copyright (c) the authors of Heapnote."),
            ("executable", Host.executable), ("prefix", "/usr"),
            ("exec_prefix", "/usr"),
            ("base_prefix", "/usr"), ("platlibdir", "lib"), ("float_repr_style", "short"),
        ] {
            let text = try makeString(value)
            try dictSet(dict, try intern(key), text.ref)
        }
    }

    private func addSysNumbers(_ dict: Ref) throws(Raised) {
        for (key, value) in [
            ("maxsize", Int.max), ("maxunicode", 0x10FFFF), ("hexversion", 0x030B_02F0),
            ("api_version", 1013),
        ] {
            let number = try makeInt(value)
            try dictSet(dict, try intern(key), number.ref)
        }
    }

    static func sysFunctions() -> [MethodSpec] {
        [
            MethodSpec("getrefcount", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(object.refcount)
                }
            },
            MethodSpec("getallocatedblocks", .noArguments) { module, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let module else { throw Raised() }
                    let interpreter = Interpreter(containing: module)
                    return try interpreter.makeInt(interpreter.allocatedBlockCount)
                }
            },
            MethodSpec("getsizeof", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "getsizeof", ["object", "default"], required: 1, arguments, count,
                        names.map(Ref.init))
                    return try interpreter.sizeOf(values[0] ?? interpreter.none, values[1])
                }
            },
            MethodSpec("intern", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    guard object.isStr else {
                        throw interpreter.badArgument("intern", "argument", "str", object)
                    }
                    guard object.isExactly(.str) else {
                        throw interpreter.raise(
                            .typeError, "can't intern \(interpreter.typeName(object.type))")
                    }
                    return try interpreter.intern(object.owned())
                }
            },
            MethodSpec("getrecursionlimit", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeInt(interpreter.state.pointee.limits.recursionLimit)
                }
            },
            MethodSpec("getdlopenflags", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    let flags = try interpreter.keptValue("sys.dlopenflags")
                    return flags.ref.isNone ? interpreter.smallInt(2).owned() : flags
                }
            },
            MethodSpec("setdlopenflags", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    let flags = try interpreter.indexValue(object, overflow: .overflowError)
                    guard Int32(exactly: flags) != nil else {
                        throw interpreter.raise(
                            .overflowError, "Python int too large to convert to C int")
                    }
                    let value = try interpreter.makeInt(flags)
                    try interpreter.keep(value.ref, as: "sys.dlopenflags")
                    return interpreter.none.owned()
                }
            },
            MethodSpec("setrecursionlimit", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    let limit = try interpreter.indexValue(object, overflow: .overflowError)
                    guard limit > 0 else {
                        throw interpreter.raise(
                            .valueError, "recursion limit must be greater or equal than 1")
                    }
                    let depth = interpreter.state.pointee.evaluation.depth
                    guard depth < limit else {
                        throw interpreter.raise(
                            .recursionError,
                            "cannot set the recursion limit to \(limit) at the recursion depth "
                                + "\(depth): the limit is too low")
                    }
                    interpreter.state.pointee.limits.recursionLimit = limit
                    return interpreter.none.owned()
                }
            },
            MethodSpec("exc_info", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.handledExceptionTuple()
                }
            },
            MethodSpec("displayhook", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.display(object)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    /// `sys.getsizeof`: `__sizeof__` and what comes before the header.
    private func sizeOf(_ object: Ref, _ fallback: Ref?) throws(Raised) -> Owned {
        guard lookup(object.type, .__sizeof__) != nil else {
            if let fallback { return fallback.owned() }
            throw raise(
                .typeError, "Type \(typeName(object.type)) doesn't define __sizeof__")
        }
        do throws(Raised) {
            guard let result = try callSpecial(object, .__sizeof__) else {
                throw raise(.typeError, "an integer is required")
            }
            let size = Owned(stealing: result)
            guard size.ref.isInt else { throw raise(.typeError, "an integer is required") }
            let bytes = try indexValue(size.ref, overflow: .overflowError)
            if bytes < 0 { throw raise(.valueError, "__sizeof__() should return >= 0") }
            return try makeInt(unsigned: UInt(bytes) &+ UInt(headSize(object)))
        } catch {
            guard let fallback, currentExceptionIs(.typeError) else { throw error }
            clearException()
            return fallback.owned()
        }
    }

    /// Bytes before an object's header, as its type's flags tell them: the GC head and, for classes'
    /// instances, the dict and values pointers. A static type is counted with a head it doesn't have.
    public func headSize(_ object: Ref) -> Int {
        let flags = object.type.pointee.tp_flags
        let head = flags & TypeFlags.haveGC != 0 ? 16 : 0
        return flags & TypeFlags.managedDict != 0 ? head + 16 : head
    }

    /// Shows the value of a last expression: its repr, unless it is `None`. Nothing keeps a reference to it,
    /// unless the program shows it on a stream of its own: then it is `_`, as in CPython.
    func display(_ object: Ref) throws(Raised) {
        if object.isNone { return }
        let isProgram = programSettings.arguments != nil
        if isProgram { try completeSys() }
        if isProgram || !isOriginalStream(.stdout) {
            guard let stream = try standardStream(name(.stdout)), !stream.ref.isNone else { return }
            return try display(object, on: stream.ref)
        }
        let text = try repr(object)
        flushOriginalStreams()
        guard let host = state.pointee.host?.takeUnretainedValue().host else { return }
        host.echo(text.ref.text)
    }

    private func display(_ object: Ref, on stream: Ref) throws(Raised) {
        let kept = stream.owned()
        let write = try namedAttribute(kept.ref, "write")
        guard let builtins = state.pointee.modules.builtinsDict else { return }
        let key = try intern("_")
        try dictSet(Ref(builtins), key.ref, none)
        let text = try repr(object)
        do throws(Raised) { _ = try call(write.ref, text.ref) } catch {
            guard let current = state.pointee.errors.current,
                isInstance(Ref(current), .unicodeEncodeError)
            else { throw error }
            clearException()
            try displayEscaped(text.ref, on: kept.ref)
        }
        let end = try intern("\n")
        _ = try call(write.ref, end.ref)
        try dictSet(Ref(builtins), key.ref, object)
    }

    /// What the stream can't encode is shown with its escapes (`sys_displayhook_unencodable`).
    private func displayEscaped(_ text: Ref, on stream: Ref) throws(Raised) {
        let encoding = try namedAttribute(stream, "encoding")
        guard encoding.ref.isStr else { throw raise(.typeError, "encoding isn't a str") }
        let bytes = try encode(text, encoding: encoding.ref.text, errors: "backslashreplace")
        let key = try intern("buffer")
        if let raw = try lookupAttribute(stream, key.ref) {
            let buffer = Owned(stealing: raw)
            let write = try namedAttribute(buffer.ref, "write")
            _ = try call(write.ref, bytes.ref)
            return
        }
        let decoded = try decode(bytes.ref, encoding: encoding.ref.text, errors: "strict")
        _ = try callMethod(stream, name(.write), decoded.ref)
    }

    /// `sys.exc_info()`.
    private func handledExceptionTuple() throws(Raised) -> Owned {
        guard let handled = topmostHandledException else {
            return try makeTuple([none, none, none])
        }
        let traceback = handled.fields(PyBaseExceptionObject.self).pointee.traceback
        return try makeTuple([
            Ref(RawObject(handled.type)), handled, traceback.map(Ref.init) ?? none,
        ])
    }
}
