import PythonRuntime

/// The module `marshal` (`Python/marshal.c`).
enum MarshalModule {
    /// `Py_MARSHAL_VERSION`.
    private static let version = 4

    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("marshal", functions: functions)
        try interpreter.setInt(module.ref, "version", version)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("loads", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, bytes throws(Raised) in
                let data = try interpreter.bytesLike(bytes)
                if interpreter.isAudited {
                    let copy = try interpreter.makeBytes(data)
                    try interpreter.audit("marshal.loads", .object(copy.ref))
                }
                return try interpreter.unmarshal(
                    data, isTrusted: interpreter.isLibraryCode(data))
            }
        },
        NativeModuleFunction("load", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, file throws(Raised) in
                try interpreter.audit("marshal.load")
                return try load(interpreter, file)
            }
        },
        NativeModuleFunction("dumps", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dumps", arguments.count, 1, 2)
                let version = try chosenVersion(interpreter, arguments, at: 1)
                try interpreter.audit("marshal.dumps", .object(arguments[0]), .int(version))
                return try interpreter.makeBytes(
                    try interpreter.marshal(arguments[0], version: version))
            }
        },
        NativeModuleFunction("dump", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dump", arguments.count, 2, 3)
                let version = try chosenVersion(interpreter, arguments, at: 2)
                try interpreter.audit("marshal.dumps", .object(arguments[0]), .int(version))
                let data = try interpreter.makeBytes(
                    try interpreter.marshal(arguments[0], version: version))
                return try interpreter.callMethod(
                    arguments[1], interpreter.name(.write), data.ref)
            }
        },
    ]

    private static func chosenVersion(
        _ interpreter: Interpreter, _ arguments: Arguments, at index: Int
    ) throws(Raised) -> Int {
        guard arguments.count > index else { return version }
        return try interpreter.indexValue(arguments[index], overflow: .overflowError)
    }

    /// Reads one object from a file and leaves the file behind it, so that another can follow.
    private static func load(_ interpreter: Interpreter, _ file: Ref) throws(Raised) -> Owned {
        // Whether it reads bytes at all.
        let none = try interpreter.makeInt(0)
        let data = try interpreter.callMethod(file, interpreter.name(.read), none.ref)
        guard data.ref.isBytes else {
            throw interpreter.raise(
                .typeError,
                "file.read() returned not bytes but \(interpreter.typeName(data.ref.type))")
        }
        return try interpreter.unmarshal(file: file)
    }
}
