import PythonRuntime

/// The module `_weakref` (`Modules/_weakref.c`); the types themselves belong to the runtime.
enum WeakrefModule {
    static let make: @Sendable (Interpreter) throws(Raised) -> Owned = {
        interpreter throws(Raised) in
        let module = try interpreter.makeModule("_weakref", functions: functions)
        for (name, type) in [
            ("ref", BuiltinType.weakReference), ("ReferenceType", .weakReference),
            ("ProxyType", .weakProxy), ("CallableProxyType", .weakCallableProxy),
        ] {
            try interpreter.setModuleAttribute(
                module.ref, name, Ref(RawObject(interpreter.type(type))))
        }
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("getweakrefcount", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                try interpreter.makeInt(interpreter.weakReferenceCount(of: object))
            }
        },
        NativeModuleFunction("getweakrefs", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                try interpreter.weakReferences(to: object)
            }
        },
        NativeModuleFunction("proxy", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.checkArguments("proxy", count, 1, 2)
                return try interpreter.makeWeakProxy(
                    interpreter.argument(arguments, 0),
                    count > 1 ? interpreter.argument(arguments, 1) : nil)
            }
        },
        NativeModuleFunction("_remove_dead_weakref", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.checkArguments("_remove_dead_weakref", count, 2, 2)
                let dict = interpreter.argument(arguments, 0)
                guard dict.isDict else {
                    throw interpreter.raise(
                        .typeError,
                        "_remove_dead_weakref() argument 1 must be dict, not "
                            + interpreter.typeName(dict.type))
                }
                try interpreter.removeDeadWeakReference(
                    dict, interpreter.argument(arguments, 1))
                return interpreter.none.owned()
            }
        },
    ]
}
