/// How deep a tree may be nested: three levels for each of Python's recursion limit
/// (`COMPILER_STACK_FRAME_SCALE`), less what the caller has used.
struct DepthLimit {
    var start: Int
    var limit: Int

    init(start: Int, limit: Int) {
        self.start = start
        self.limit = limit
    }

    init(_ options: CompileOptions) {
        start = options.recursionDepth * 3
        limit = options.recursionLimit * 3
    }
}
