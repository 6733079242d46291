import PythonRuntime

/// The module `_imp` (`Python/import.c`): what `importlib` asks the interpreter for.
enum ImpModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_imp", functions: locks + builtins + ImpDynamic.functions + frozen)
        try interpreter.setText(module.ref, "check_hash_based_pycs", "default")
        try interpreter.keep(interpreter.smallInt(0), as: "_imp.override")
        return module
    }

    private static let locks: [NativeModuleFunction] = [
        NativeModuleFunction("lock_held", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.bool(interpreter.isImportLockHeld)
            }
        },
        NativeModuleFunction("acquire_lock", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.acquireImportLock()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("release_lock", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.releaseImportLock()
                return interpreter.none.owned()
            }
        },
    ]

    private static let builtins: [NativeModuleFunction] = [
        NativeModuleFunction("is_builtin", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                guard name.isStr else { return try interpreter.makeInt(0) }
                let text = name.text
                if text == "builtins" || text == "sys" { return try interpreter.makeInt(-1) }
                return try interpreter.makeInt(interpreter.isBuiltinModule(text) ? 1 : 0)
            }
        },
        NativeModuleFunction("create_builtin", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, spec throws(Raised) in
                let name = try interpreter.namedAttribute(spec, "name")
                if let made = try interpreter.makeBuiltinModule(name.ref.text) { return made }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("exec_builtin", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, _ throws(Raised) in
                try interpreter.makeInt(0)
            }
        },
    ]

    private static let frozen: [NativeModuleFunction] = [
        NativeModuleFunction("is_frozen", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                interpreter.bool(FrozenModules.entry(name.isStr ? name.text : "") != nil)
            }
        },
        NativeModuleFunction("is_frozen_package", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                guard name.isStr, let entry = FrozenModules.entry(name.text) else {
                    throw try noSuchModule(interpreter, name)
                }
                return interpreter.bool(entry.isPackage)
            }
        },
        NativeModuleFunction("_frozen_module_names", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                for name in FrozenModules.names {
                    let text = try interpreter.makeString(name)
                    try interpreter.listAppend(list.ref, text.ref)
                }
                return list
            }
        },
        NativeModuleFunction("source_hash", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "source_hash", names: ["key", "source"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let key = UInt64(bitPattern: Int64(try values.int(0)))
                let source = try interpreter.bytesLike(values.object(1))
                let hash = source.withUnsafeBytes { interpreter.sourceHash($0, key: key) }
                return try interpreter.makeBytes(
                    withUnsafeBytes(of: hash.littleEndian) { Array($0) })
            }
        },
        NativeModuleFunction("_override_frozen_modules_for_tests", .oneArgument) {
            module, arguments, count, names in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let former = try interpreter.keptValue("_imp.override")
                try interpreter.keep(arguments[0], as: "_imp.override")
                return former
            }
        },
        NativeModuleFunction("find_frozen", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "find_frozen", names: ["", "withdata"], positionalOnly: 1,
                        required: 1, maximumPositional: 1), arguments)
                guard let name = values[0], name.isStr,
                    try usesFrozen(interpreter, module, name.text),
                    let entry = FrozenModules.entry(name.text)
                else { return interpreter.none.owned() }
                let origin = try interpreter.makeString(entry.origin)
                let isPackage = interpreter.bool(entry.isPackage)
                return try interpreter.makeTuple([
                    interpreter.none, isPackage.ref, origin.ref,
                ])
            }
        },
        NativeModuleFunction("get_frozen_object", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("get_frozen_object", arguments.count, 1, 2)
                let name = arguments[0]
                guard name.isStr, let code = try interpreter.frozenCode(name.text) else {
                    throw try noSuchModule(interpreter, name)
                }
                return Owned(stealing: code)
            }
        },
        NativeModuleFunction("init_frozen", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, _ throws(Raised) in
                interpreter.none.owned()
            }
        },
        NativeModuleFunction("_fix_co_filename", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_fix_co_filename", arguments.count, 2, 2)
                interpreter.setFilename(of: arguments[0], to: arguments[1])
                return interpreter.none.owned()
            }
        },
    ]

    /// Whether a frozen module is used: those that importing itself needs always are, others unless a
    /// negative number overrides that.
    private static func usesFrozen(
        _ interpreter: Interpreter, _ module: Ref, _ name: String
    ) throws(Raised) -> Bool {
        if ["_frozen_importlib", "_frozen_importlib_external", "zipimport"].contains(name) {
            return true
        }
        let override = try interpreter.keptValue("_imp.override")
        let number = try interpreter.indexValue(override.ref, overflow: .overflowError)
        return number > 0 || number == 0 && interpreter.usesFrozenModules
    }

    private static func noSuchModule(
        _ interpreter: Interpreter, _ name: Ref
    ) throws(Raised) -> Raised {
        let text = try interpreter.repr(name)
        return interpreter.raise(.importError, "No such frozen object named \(text.ref.text)")
    }
}
