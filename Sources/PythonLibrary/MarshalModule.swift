import PythonRuntime

/// The module `marshal` (`Python/marshal.c`).
enum MarshalModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("marshal", functions: functions)
        try interpreter.setInt(module.ref, "version", 4)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("loads", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, bytes throws(Raised) in
                try interpreter.unmarshal(try interpreter.bytesLike(bytes))
            }
        },
        NativeModuleFunction("load", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, file throws(Raised) in
                let data = try interpreter.callMethod(file, interpreter.name(.read))
                return try interpreter.unmarshal(try interpreter.bytesLike(data.ref))
            }
        },
        NativeModuleFunction("dumps", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dumps", arguments.count, 1, 2)
                return try interpreter.makeBytes(try interpreter.marshal(arguments[0]))
            }
        },
        NativeModuleFunction("dump", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dump", arguments.count, 2, 3)
                let data = try interpreter.makeBytes(try interpreter.marshal(arguments[0]))
                return try interpreter.callMethod(
                    arguments[1], interpreter.name(.write), data.ref)
            }
        },
    ]
}
