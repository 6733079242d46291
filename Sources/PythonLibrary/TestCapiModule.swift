import PythonRuntime

/// The part of `_testcapi` (`Modules/_testcapimodule.c`) that shows how native functions are called: CPython's own
/// tests of calls are written against it. `_testinternalcapi` tells how the interpreter is configured.
enum TestCapiModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_testcapi",
            functions: conventions + callers + errors + TestObjectFunctions.functions
                + TestMemoryFunctions.functions + TestThreadFunctions.functions
                + TestMarshalFunctions.functions + TestTimeFunctions.functions)
        try TestThreadFunctions.keepRecorder(interpreter)
        try TestObjectFunctions.addLimits(to: module.ref, interpreter)
        for (type, spec) in [
            (LibraryType.methodsOfInstance, methodsSpec("_testcapi.MethInstance", [])),
            (.methodsOfClass, methodsSpec("_testcapi.MethClass", .classMethod)),
            (.methodsOfNobody, methodsSpec("_testcapi.MethStatic", .staticMethod)),
        ] { try interpreter.addType(type, spec, to: module.ref) }
        try TestDescriptors.addTypes(to: module.ref, interpreter)
        for (name, value) in limits { try interpreter.setInt(module.ref, name, value) }
        let largest = try interpreter.makeInt(
            isNegative: false, digits: [0x3fff_ffff, 0x3fff_ffff, 0xf])
        for name in ["ULONG_MAX", "ULLONG_MAX"] {
            try interpreter.setModuleAttribute(module.ref, name, largest.ref)
        }
        try interpreter.setModuleAttribute(module.ref, "WITH_PYMALLOC", interpreter.true)
        return module
    }

    /// The limits of C's types on the machine that CPython's layout is that of.
    private static let limits = [
        ("CHAR_MAX", 127), ("CHAR_MIN", -128), ("UCHAR_MAX", 255), ("SHRT_MAX", 32767),
        ("SHRT_MIN", -32768), ("USHRT_MAX", 65535), ("INT_MAX", Int(Int32.max)),
        ("INT_MIN", Int(Int32.min)), ("UINT_MAX", Int(UInt32.max)), ("LONG_MAX", Int.max),
        ("LONG_MIN", Int.min), ("LLONG_MAX", Int.max), ("LLONG_MIN", Int.min),
        ("PY_SSIZE_T_MAX", Int.max), ("PY_SSIZE_T_MIN", Int.min), ("SIZEOF_TIME_T", 8),
    ]

    @Sendable
    static func makeInternal(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_testinternalcapi",
            functions: [
                NativeModuleFunction("get_config", .noArguments) { module, _, _, _ in
                    moduleFunction(module) { interpreter throws(Raised) in
                        let dict = try interpreter.makeDict()
                        let key = try interpreter.intern("code_debug_ranges")
                        let value = try interpreter.makeInt(interpreter.keepsColumns ? 1 : 0)
                        try interpreter.dictSet(dict.ref, key.ref, value.ref)
                        return dict
                    }
                },
                NativeModuleFunction("get_recursion_depth", .noArguments) { module, _, _, _ in
                    moduleFunction(module) { interpreter throws(Raised) in
                        try interpreter.makeInt(interpreter.recursionDepth)
                    }
                },
            ] + TestLocaleFunctions.functions)
        // What `sys.getsizeof` counts before an object that the collector knows.
        try interpreter.setInt(module.ref, "SIZEOF_PYGC_HEAD", 16)
        return module
    }

    // MARK: The conventions

    /// A class whose methods, of one kind, give back what they are called with.
    private static func methodsSpec(_ name: StaticString, _ kind: MethodFlags) -> TypeSpec {
        let functions = kind == .staticMethod ? conventionsWithoutSelf : conventions
        let methods = functions.map { function in
            MethodSpec(function.name, [function.flags, kind], function.function)
        }
        return TypeSpec(library: name, basicSize: 16, methods: methods) { block in
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
        }
    }

    private static let conventions: [NativeModuleFunction] = [
        NativeModuleFunction("meth_varargs", .varArguments) { object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .refused)
        },
        NativeModuleFunction("meth_varargs_keywords", [.varArguments, .keywords]) {
            object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .dictOrNone)
        },
        NativeModuleFunction("meth_o", .oneArgument) { object, arguments, _, _ in
            tellOne(object, arguments)
        },
        NativeModuleFunction("meth_noargs", .noArguments) { object, _, _, _ in tell(object) },
        NativeModuleFunction("meth_fastcall", .fast) { object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .refused)
        },
        NativeModuleFunction("meth_fastcall_keywords", .fastKeywords) {
            object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .dict)
        },
    ]

    /// The same for static methods, which tell `None`.
    private static let conventionsWithoutSelf: [NativeModuleFunction] = [
        NativeModuleFunction("meth_varargs", .varArguments) { object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .refused, hidesSelf: true)
        },
        NativeModuleFunction("meth_varargs_keywords", [.varArguments, .keywords]) {
            object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .dictOrNone, hidesSelf: true)
        },
        NativeModuleFunction("meth_o", .oneArgument) { object, arguments, _, _ in
            tellOne(object, arguments, hidesSelf: true)
        },
        NativeModuleFunction("meth_noargs", .noArguments) { object, _, _, _ in
            tell(object, hidesSelf: true)
        },
        NativeModuleFunction("meth_fastcall", .fast) { object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .refused, hidesSelf: true)
        },
        NativeModuleFunction("meth_fastcall_keywords", .fastKeywords) {
            object, arguments, count, names in
            tellAll(object, arguments, count, names, keywords: .dict, hidesSelf: true)
        },
    ]

    // MARK: Calling

    private static let callers: [NativeModuleFunction] = [
        NativeModuleFunction("pyobject_fastcall", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("pyobject_fastcall", arguments.count, 2, 2)
                let given = try argumentTuple(interpreter, arguments[1])
                return try interpreter.call(
                    arguments[0], given.ref.tupleItems, count: given.ref.itemCount)
            }
        },
        NativeModuleFunction("pyobject_fastcalldict", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("pyobject_fastcalldict", arguments.count, 3, 3)
                let given = try argumentTuple(interpreter, arguments[1])
                let keywords = arguments[2]
                guard keywords.isNone || keywords.isDict else {
                    throw interpreter.raise(.typeError, "kwnames must be a dict or None")
                }
                return try interpreter.call(
                    arguments[0], tuple: given.ref, keywords: keywords.isNone ? nil : keywords)
            }
        },
        NativeModuleFunction("pyobject_vectorcall", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("pyobject_vectorcall", arguments.count, 3, 3)
                let given = try argumentTuple(interpreter, arguments[1])
                let names = arguments[2]
                guard names.isNone || names.isTuple else {
                    throw interpreter.raise(.typeError, "kwnames must be None or a tuple")
                }
                let keywords = names.isNone ? 0 : names.itemCount
                guard keywords <= given.ref.itemCount else {
                    throw interpreter.raise(
                        .valueError, "kwnames longer than the arguments")
                }
                return try interpreter.call(
                    arguments[0], given.ref.tupleItems, count: given.ref.itemCount - keywords,
                    names: names.isNone ? nil : names)
            }
        },
        NativeModuleFunction("pyvectorcall_call", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("pyvectorcall_call", arguments.count, 2, 3)
                guard interpreter.vectorcall(of: arguments[0]) != nil else {
                    throw interpreter.raise(
                        .typeError,
                        "'\(interpreter.typeName(arguments[0].type))' object does not support vectorcall"
                    )
                }
                guard arguments[1].isTuple else {
                    throw interpreter.raise(.typeError, "args must be a tuple")
                }
                return try interpreter.call(
                    arguments[0], tuple: arguments[1], keywords: arguments[optional: 2])
            }
        },
    ]

    /// `None` for no arguments at all, or a tuple.
    private static func argumentTuple(
        _ interpreter: Interpreter, _ value: Ref
    ) throws(Raised) -> Owned {
        if value.isNone { return interpreter.emptyTuple.owned() }
        guard value.isTuple else {
            throw interpreter.raise(.typeError, "args must be None or a tuple")
        }
        return value.owned()
    }

    // MARK: Errors

    private static let errors: [NativeModuleFunction] = [
        NativeModuleFunction("fatal_error", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("fatal_error", arguments.count, 1, 2)
                guard arguments[0].isBytes else {
                    let name = interpreter.shortTypeName(arguments[0].type)
                    throw interpreter.raise(
                        .typeError, "fatal_error() argument 1 must be bytes, not \(name)")
                }
                let message = String(decoding: arguments[0].bytesBuffer, as: UTF8.self)
                try FaultHandler.handler(of: interpreter).endFatally(
                    "test_fatal_error: \(message)", .all)
                try FaulthandlerModule.endIfKilled(interpreter)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("exception_print", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, exception throws(Raised) in
                guard exception.isException else {
                    let name = interpreter.shortTypeName(exception.type)
                    interpreter.writeToStandardError(
                        "TypeError: print_exception(): "
                            + "Exception expected for value, \(name) found\n")
                    return interpreter.none.owned()
                }
                interpreter.writeToStandardError(interpreter.formatException(exception))
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("traceback_print", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("traceback_print", arguments.count, 2, 2)
                let text = try interpreter.makeString(
                    try tracebackText(interpreter, arguments[0]))
                let write = try interpreter.namedAttribute(arguments[1], "write")
                _ = try interpreter.call(write.ref, text.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("raise_exception", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("raise_exception", arguments.count, 2, 2)
                let size = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                let items = try interpreter.makeTuple(count: max(0, size))
                for index in 0..<max(0, size) {
                    items.ref.tupleItems[index] = try interpreter.makeInt(index).take()
                }
                let instance = try interpreter.call(arguments[0], tuple: items.ref)
                throw interpreter.raise(instance: instance)
            }
        },
        NativeModuleFunction("raise_memoryerror", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                throw interpreter.raiseMemoryError()
            }
        },
        NativeModuleFunction("make_exception_with_doc", .fastKeywords) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "make_exception_with_doc",
                        names: ["name", "doc", "base", "dict"], required: 1,
                        maximumPositional: 4), arguments)
                return try makeException(interpreter, values)
            }
        },
    ]

    /// `PyErr_NewExceptionWithDoc`.
    private static func makeException(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let dotted = values[0].map { $0.isStr ? $0.text : "" } ?? ""
        guard let dot = dotted.lastIndex(of: ".") else {
            throw interpreter.raise(
                .systemError, "PyErr_NewException: name must be module.class")
        }
        let dict = try interpreter.makeDict()
        if let given = values[3], given.isDict {
            try interpreter.dictUpdate(dict.ref, given)
        }
        let moduleKey = try interpreter.intern("__module__")
        if try interpreter.dictGet(dict.ref, moduleKey.ref) == nil {
            let module = try interpreter.makeString(String(dotted[..<dot]))
            try interpreter.dictSet(dict.ref, moduleKey.ref, module.ref)
        }
        if let doc = values[1], !doc.isNone {
            let key = try interpreter.intern("__doc__")
            try interpreter.dictSet(dict.ref, key.ref, doc)
        }
        let base =
            values[2].flatMap { $0.isNone ? nil : $0 }
            ?? Ref(RawObject(interpreter.type(.exception)))
        let bases = base.isTuple ? base.owned() : try interpreter.makeTuple([base])
        let name = try interpreter.makeString(String(dotted[dotted.index(after: dot)...]))
        return try interpreter.call(
            Ref(RawObject(interpreter.type(.type))), [name.ref, bases.ref, dict.ref])
    }
}

// MARK: What the functions tell

/// What a function tells of its keywords.
enum KeywordForm { case refused, dict, dictOrNone }

private func tell(_ object: RawObject?, hidesSelf: Bool = false) -> RawObject? {
    withSelf(object) { interpreter, object throws(Raised) in
        hidesSelf ? interpreter.none.owned() : object.owned()
    }
}

private func tellOne(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
    hidesSelf: Bool = false
) -> RawObject? {
    nativeMethod(object, arguments, 1, nil) { interpreter, object, arguments throws(Raised) in
        try interpreter.makeTuple([hidesSelf ? interpreter.none : object, arguments[0]])
    }
}

/// The object a function is called on, its positional arguments and its keywords.
func tellAll(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ names: RawObject?, keywords form: KeywordForm, hidesSelf: Bool = false
) -> RawObject? {
    nativeMethod(object, arguments, count, names) {
        interpreter, object, arguments throws(Raised) in
        let receiver = hidesSelf ? interpreter.none : object
        let positional = try interpreter.makeTuple(
            UnsafeBufferPointer(start: arguments.start, count: arguments.count))
        if form == .refused { return try interpreter.makeTuple([receiver, positional.ref]) }
        if form == .dictOrNone, arguments.keywordCount == 0 {
            return try interpreter.makeTuple([receiver, positional.ref, interpreter.none])
        }
        let dict = try interpreter.makeDict()
        for index in 0..<arguments.keywordCount {
            guard let name = arguments.names?.tupleItem(index) else { continue }
            try interpreter.dictSet(dict.ref, name, arguments[arguments.count + index])
        }
        return try interpreter.makeTuple([receiver, positional.ref, dict.ref])
    }
}

/// A traceback as it is written above its exception, whose own line is the last.
private func tracebackText(
    _ interpreter: Interpreter, _ traceback: Ref
) throws(Raised) -> String {
    let carrier = try interpreter.makeException(
        interpreter.type(.exception), interpreter.emptyTuple)
    let key = try interpreter.intern("__traceback__")
    try interpreter.setAttribute(carrier.ref, key.ref, traceback)
    let lines = interpreter.formatException(carrier.ref).split(
        separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast(2).map { $0 + "\n" }.joined()
}
