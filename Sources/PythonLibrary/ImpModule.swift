import PythonRuntime

/// The module `_imp` (`Python/import.c`): what `importlib` asks the interpreter for.
enum ImpModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_imp", functions: locks + builtins + ImpDynamic.functions + frozenFunctions)
        try interpreter.setText(module.ref, "check_hash_based_pycs", interpreter.hashedFileCheck)
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
                try checkName(interpreter, name, "is_builtin")
                let text = name.text
                if text == "builtins" || text == "sys" { return try interpreter.makeInt(-1) }
                return try interpreter.makeInt(interpreter.isBuiltinModule(text) ? 1 : 0)
            }
        },
        NativeModuleFunction("create_builtin", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, spec throws(Raised) in
                let name = try interpreter.namedAttribute(spec, "name")
                guard name.ref.isStr else { return interpreter.none.owned() }
                if ["builtins", "sys"].contains(name.ref.text),
                    let module = try interpreter.moduleInTable(name.ref)
                {
                    return module.owned()
                }
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
}
