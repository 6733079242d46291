import PythonRuntime

/// The module `_warnings` (`Python/_warnings.c`). The filters are those of the library's `warnings`, which
/// has the same rules in Python, so `warn` only leads there.
enum WarningsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_warnings", functions: functions)
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("warn", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try forward(interpreter, "warn", arguments)
            }
        },
        NativeModuleFunction("warn_explicit", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try forward(interpreter, "warn_explicit", arguments)
            }
        },
    ]

    private static func forward(
        _ interpreter: Interpreter, _ name: String, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let warnings = try interpreter.importModule("warnings")
        let function = try interpreter.namedAttribute(warnings.ref, name)
        return try interpreter.call(
            function.ref, arguments.start, count: arguments.count, names: arguments.names)
    }
}
