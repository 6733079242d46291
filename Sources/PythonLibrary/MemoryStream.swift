import PythonRuntime

/// What a stream in memory answers whatever is in it.
enum MemoryStreams {
    /// `isatty`, and `close` for the streams that only forget.
    static var questions: [MethodSpec] {
        [
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return interpreter.bool(false)
                }
            }
        ]
    }
}
