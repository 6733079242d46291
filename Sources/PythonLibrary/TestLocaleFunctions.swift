import PythonRuntime

/// The functions of `_testinternalcapi` that turn text into the bytes of the locale and back, which are UTF-8
/// (`_Py_EncodeLocaleEx`, `Python/fileutils.c`). They know no error handlers besides these two.
enum TestLocaleFunctions {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("EncodeLocaleEx", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let errors = try handler(interpreter, arguments)
                guard arguments[0].isStr else {
                    throw interpreter.raise(
                        .typeError,
                        "argument 1 must be str, not \(interpreter.typeName(arguments[0].type))")
                }
                if arguments[0].text.unicodeScalars.contains("\0") {
                    throw interpreter.raise(.valueError, "embedded null character")
                }
                try check(interpreter, errors)
                return try telling(interpreter, "encode", .unicodeEncodeError) {
                    () throws(Raised) in
                    try interpreter.encode(arguments[0], encoding: "utf-8", errors: errors)
                }
            }
        },
        NativeModuleFunction("DecodeLocaleEx", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let errors = try handler(interpreter, arguments)
                let bytes = try interpreter.bytesLike(arguments[0])
                if bytes.contains(0) {
                    throw interpreter.raise(.valueError, "embedded null byte")
                }
                try check(interpreter, errors)
                return try telling(interpreter, "decode", .unicodeDecodeError) {
                    () throws(Raised) in
                    let method = try interpreter.namedAttribute(arguments[0], "decode")
                    let codec = try interpreter.intern("utf-8")
                    let name = try interpreter.intern(errors)
                    return try interpreter.call(method.ref, [codec.ref, name.ref])
                }
            }
        },
    ]

    /// The name of the error handler among the arguments.
    private static func handler(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> String {
        guard (1...3).contains(arguments.count) else {
            let least = arguments.count == 0
            throw interpreter.raise(
                .typeError,
                "function takes at \(least ? "least 1 argument" : "most 3 arguments") "
                    + "(\(arguments.count) given)")
        }
        if let given = arguments[optional: 1] {
            _ = try interpreter.intArgument(given)
        }
        guard let given = arguments[optional: 2] else { return "strict" }
        guard given.isStr else {
            throw interpreter.raise(
                .typeError, "argument 3 must be str, not \(interpreter.typeName(given.type))")
        }
        return given.text
    }

    private static func check(
        _ interpreter: Interpreter, _ errors: String
    ) throws(Raised) {
        guard ["strict", "surrogateescape"].contains(errors) else {
            throw interpreter.raise(.valueError, "unsupported error handler")
        }
    }

    /// Errors of the codec in the words of these functions.
    private static func telling(
        _ interpreter: Interpreter, _ what: String, _ kind: BuiltinType,
        _ body: () throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        do throws(Raised) { return try body() } catch {
            guard interpreter.currentExceptionIs(kind), let raw = interpreter.takeException()
            else { throw error }
            let failure = Owned(stealing: raw)
            let start = try interpreter.namedAttribute(failure.ref, "start")
            let position = try interpreter.intArgument(start.ref)
            throw interpreter.raise(
                .runtimeError, "\(what) error: pos=\(position), reason=\(what.dropLast())ing error")
        }
    }
}
