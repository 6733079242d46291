import PythonRuntime

/// The shared library `_testmultiphase` (`Modules/_testmultiphase.c`): modules that are made in two steps, and those of
/// them that do it wrong, which CPython's tests of importing load by name.
enum MultiPhaseModule {
    static let library = "_testmultiphase"

    /// Those besides the one that has the library's name.
    static var others: [NativeModule] {
        ["x", "imp_dummy"].map { name in
            NativeModule(name) { interpreter throws(Raised) in try make(interpreter, name) }
        } + special + MultiPhaseFaults.modules
    }

    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try make(interpreter, library)
    }

    private static func make(_ interpreter: Interpreter, _ name: String) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(name, functions: functions)
        try interpreter.setText(module.ref, "__doc__", "Test module main")
        try interpreter.addType(.multiPhaseExample, exampleSpec(), to: module.ref)
        for (name, base, hasSlots) in [
            ("error", BuiltinType.exception, false), ("Str", .str, true),
        ] {
            let cls = try makeClass(interpreter, name, base, hasSlots: hasSlots)
            try interpreter.setModuleAttribute(module.ref, name, cls.ref)
        }
        try interpreter.setInt(module.ref, "int_const", 1969)
        try interpreter.setText(module.ref, "str_const", "something different")
        return module
    }

    private static func makeClass(
        _ interpreter: Interpreter, _ name: String, _ base: BuiltinType, hasSlots: Bool
    ) throws(Raised) -> Owned {
        let namespace = try interpreter.makeDict()
        let place = try interpreter.makeString("_testimportexec")
        try interpreter.dictSet(namespace.ref, try interpreter.intern("__module__"), place.ref)
        if hasSlots {
            let none = try interpreter.makeTuple([])
            try interpreter.dictSet(namespace.ref, try interpreter.intern("__slots__"), none.ref)
        }
        let text = try interpreter.intern(name)
        let bases = try interpreter.makeTuple([Ref(RawObject(interpreter.type(base)))])
        return try interpreter.call(
            Ref(RawObject(interpreter.type(BuiltinType.type))),
            [text.ref, bases.ref, namespace.ref])
    }

    private static func exampleSpec() -> TypeSpec {
        TypeSpec(
            library: "_testimportexec.Example", basicSize: 24, flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("demo", .fast) { object, arguments, count, _ in
                    nativeMethod(object, arguments, count, nil) {
                        interpreter, _, arguments throws(Raised) in
                        guard arguments.count <= 1 else {
                            throw interpreter.raise(
                                .typeError,
                                "demo() takes at most 1 argument (\(arguments.count) given)")
                        }
                        guard let given = arguments[optional: 0], given.isStr else {
                            return interpreter.none.owned()
                        }
                        return given.owned()
                    }
                }
            ]
        ) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.type.tp_dictoffset = 16
            block.pointee.type.tp_setattro = Interpreter.genericSetter
            block.pointee.type.tp_new = { type, arguments, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    guard Ref(arguments).itemCount == 0 else {
                        throw interpreter.raise(
                            .typeError, "_testimportexec.Example() takes no arguments")
                    }
                    return try interpreter.allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
        }
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("foo", .fast, sum),
        NativeModuleFunction("call_state_registration_func", .fast) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments(
                    "call_state_registration_func", arguments.count, 1, 1)
                let names = [1: "PyState_AddModule", 2: "PyState_RemoveModule"]
                guard let name = names[Int(try interpreter.intArgument(arguments[0]))] else {
                    return interpreter.none.owned()
                }
                throw interpreter.raise(
                    .systemError, "\(name) called on module with slots")
            }
        },
    ]

    private static let sum: NativeFunction = { module, arguments, count, _ in
        onTwoInts("foo", module, arguments, count) { $0 &+ $1 }
    }

    private static let difference: NativeFunction = { module, arguments, count, _ in
        onTwoInts("bar", module, arguments, count) { $0 &- $1 }
    }

    private static func onTwoInts(
        _ name: String, _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ count: Int, _ combine: (Int, Int) -> Int
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            guard arguments.count == 2 else {
                throw interpreter.raise(
                    .typeError,
                    "\(name)() takes exactly 2 arguments (\(arguments.count) given)")
            }
            let left = try interpreter.indexValue(arguments[0], overflow: .overflowError)
            let right = try interpreter.indexValue(arguments[1], overflow: .overflowError)
            return try interpreter.makeInt(combine(left, right))
        }
    }

    // MARK: Modules of other kinds

    private static var special: [NativeModule] {
        [
            NativeModule("_testmultiphase_nonmodule") {
                interpreter throws(Raised) in
                try makeNamespace(interpreter, "_testmultiphase_nonmodule")
            },
            NativeModule("_testmultiphase_nonmodule_with_methods") {
                interpreter throws(Raised) in
                let name = "_testmultiphase_nonmodule_with_methods"
                let object = try makeNamespace(interpreter, name)
                let module = try interpreter.makeModule(
                    name, functions: [NativeModuleFunction("bar", .fast, difference)])
                let function = try interpreter.namedAttribute(module.ref, "bar")
                let bound = try interpreter.bindBuiltinFunction(function.ref, to: object.ref)
                let key = try interpreter.intern("bar")
                try interpreter.setAttribute(object.ref, key.ref, bound.ref)
                return object
            },
        ]
            + [
                ("_testmultiphase_null_slots", "Test module _testmultiphase_null_slots"),
                ("_testmultiphase_zkou\u{161}ka_na\u{10D}ten\u{ED}", "Module named in Czech"),
                (
                    "\u{FF3F}\u{30A4}\u{30F3}\u{30DD}\u{30FC}\u{30C8}\u{30C6}\u{30B9}\u{30C8}",
                    "Module named in Japanese"
                ),
            ].map { name, documentation in
                NativeModule(name) { interpreter throws(Raised) in
                    let module = try interpreter.makeModule(name)
                    try interpreter.setText(module.ref, "__doc__", documentation)
                    return module
                }
            }
    }

    /// What isn't a module stands for one.
    private static func makeNamespace(
        _ interpreter: Interpreter, _ name: String
    ) throws(Raised) -> Owned {
        let dict = try interpreter.makeDict()
        let three = try interpreter.makeInt(3)
        let text = try interpreter.makeString("Test module \(name)")
        try interpreter.dictSet(dict.ref, try interpreter.intern("three"), three.ref)
        try interpreter.dictSet(dict.ref, try interpreter.intern("__doc__"), text.ref)
        return try interpreter.makeNamespace(dict)
    }
}

/// The modules of `_testmultiphase` that can't be made, or whose second step fails.
enum MultiPhaseFaults {
    static var modules: [NativeModule] {
        creation.map { suffix, text in
            NativeModule(prefix + suffix) {
                interpreter throws(Raised) in throw interpreter.raise(.systemError, text)
            }
        }
            + execution.map { suffix, _ in
                NativeModule(prefix + suffix) {
                    interpreter throws(Raised) in try interpreter.makeModule(prefix + suffix)
                }
            }
    }

    /// How the second step of a module fails; nil if it doesn't.
    static func executionFailure(_ name: String) -> String? {
        guard name.hasPrefix(prefix) else { return nil }
        return execution.first { prefix + $0.key == name }?.value
    }

    private static let prefix = "_testmultiphase_"

    private static let creation: KeyValuePairs<String, String> = [
        "bad_slot_large": "module _testmultiphase_bad_slot_large uses unknown slot ID 3",
        "bad_slot_negative": "module _testmultiphase_bad_slot_negative uses unknown slot ID -1",
        "create_int_with_state": "def does not match",
        "negative_size": "module _testmultiphase_negative_size: m_size may not be negative for "
            + "multi-phase initialization",
        "export_null": "initialization of _testmultiphase_export_null failed without raising "
            + "an exception",
        "export_uninitialized": "init function of _testmultiphase_export_uninitialized returned "
            + "uninitialized object",
        "export_raise": "bad export function",
        "export_unreported_exception": "initialization of "
            + "_testmultiphase_export_unreported_exception raised unreported exception",
        "create_null": "creation of module _testmultiphase_create_null failed without setting "
            + "an exception",
        "create_raise": "bad create function",
        "create_unreported_exception": "creation of module "
            + "_testmultiphase_create_unreported_exception raised unreported exception",
        "nonmodule_with_exec_slots": "def does not match",
    ]

    private static let execution: KeyValuePairs<String, String> = [
        "exec_err": "execution of module _testmultiphase_exec_err failed without setting an "
            + "exception",
        "exec_raise": "bad exec function",
        "exec_unreported_exception": "execution of module "
            + "_testmultiphase_exec_unreported_exception raised unreported exception",
    ]
}
