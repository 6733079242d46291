import PythonRuntime

/// The module `_io` (`Modules/_io/_iomodule.c`): streams over virtual files and over memory.
enum IOModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_io", functions: functions, owner: "io")
        try interpreter.provideOpen(OpenFunction.body, to: module.ref)
        try interpreter.setInt(module.ref, "DEFAULT_BUFFER_SIZE", 8192)
        let blocking = Ref(RawObject(interpreter.type(.blockingIOError)))
        try interpreter.setModuleAttribute(module.ref, "BlockingIOError", blocking)
        try addBases(interpreter, module.ref)
        try interpreter.addType(
            .fileIO, FileIO.spec(), base: interpreter.type(.rawIOBase), to: module.ref)
        try interpreter.addType(
            .bytesIO, BytesIO.spec(), base: interpreter.type(.bufferedIOBase), to: module.ref)
        try interpreter.makeType(.bytesIOBuffer, BytesIO.bufferSpec())
        try interpreter.addType(
            .stringIO, StringIO.spec(), base: interpreter.type(.textIOBase), to: module.ref)
        let buffered = interpreter.type(LibraryType.bufferedIOBase)
        try interpreter.addType(
            .bufferedReader, Buffered.spec(.reader), base: buffered, to: module.ref)
        try interpreter.addType(
            .bufferedWriter, Buffered.spec(.writer), base: buffered, to: module.ref)
        try interpreter.addType(
            .bufferedRandom, Buffered.spec(.random), base: buffered, to: module.ref)
        try interpreter.addType(
            .bufferedPair, BufferedPair.spec(), base: buffered, to: module.ref)
        try interpreter.addType(
            .textStream, TextStream.spec(), base: interpreter.type(.textIOBase), to: module.ref)
        try interpreter.addType(.newlineDecoder, NewlineDecoder.spec(), to: module.ref)
        try addUnsupportedOperation(interpreter, module.ref)
        return module
    }

    private static func addBases(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        try interpreter.addType(.ioBase, IOBase.spec("_io._IOBase"), to: module)
        let base = interpreter.type(.ioBase)
        try interpreter.addType(.rawIOBase, IOBase.rawSpec(), base: base, to: module)
        try interpreter.addType(.bufferedIOBase, IOBase.bufferedSpec(), base: base, to: module)
        try interpreter.addType(.textIOBase, IOBase.textSpec(), base: base, to: module)
    }

    /// `class UnsupportedOperation(OSError, ValueError)`.
    private static func addUnsupportedOperation(
        _ interpreter: Interpreter, _ module: Ref
    ) throws(Raised) {
        let name = try interpreter.intern("UnsupportedOperation")
        let bases = try interpreter.makeTuple(
            Ref(RawObject(interpreter.type(.osError))),
            Ref(RawObject(interpreter.type(.valueError))))
        let dict = try interpreter.makeDict()
        let key = try interpreter.intern("__module__")
        let text = try interpreter.intern("io")
        try interpreter.dictSet(dict.ref, key.ref, text.ref)
        let cls = try interpreter.call(
            Ref(RawObject(interpreter.type(.type))), [name.ref, bases.ref, dict.ref])
        try interpreter.setModuleAttribute(module, "UnsupportedOperation", cls.ref)
    }

    /// Raises `io.UnsupportedOperation`.
    static func unsupported(_ interpreter: Interpreter, _ text: String) throws(Raised) -> Raised {
        let module = try interpreter.importModule("_io")
        let cls = try interpreter.namedAttribute(module.ref, "UnsupportedOperation")
        let message = try interpreter.makeString(text)
        return interpreter.raise(instance: try interpreter.call(cls.ref, message.ref))
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("open_code", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "open_code", names: ["path"], required: 1, maximumPositional: 1),
                    arguments)
                let path = values[0] ?? interpreter.none
                guard path.isStr else {
                    throw interpreter.badArgument("open_code", "argument 'path'", "str", path)
                }
                return try OpenFunction.openCode(interpreter, path)
            }
        },
        NativeModuleFunction("text_encoding", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("text_encoding", arguments.count, 1, 2)
                let level = try arguments[optional: 1].map { value throws(Raised) in
                    try interpreter.intArgument(value)
                }
                guard arguments[0].isNone else { return arguments[0].owned() }
                if interpreter.warnsOfDefaultEncoding {
                    try interpreter.warn(
                        .encodingWarning, "'encoding' argument not specified",
                        stackLevel: level ?? 2)
                }
                return try interpreter.intern(interpreter.isUTF8Mode ? "utf-8" : "locale")
            }
        },
    ]
}
