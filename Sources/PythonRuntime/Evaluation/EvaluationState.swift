/// The frames of an interpreter.
public struct EvaluationState {
    /// The innermost running frame; nil outside Python code.
    var currentFrame: FramePointer?
    /// The chunk frames are pushed on, where the next one goes, and the chunk's end.
    var chunk: UnsafeMutablePointer<StackChunk>?
    var dataStackTop: UnsafeMutablePointer<RawObject?>?
    var dataStackLimit: UnsafeMutablePointer<RawObject?>?
    /// Calls deep, Python's and those native ones that can come back: what the recursion limit counts.
    var depth: Int = 0
    /// The version the next function asked for one gets.
    var nextFunctionVersion: UInt32 = 1
    /// The version the next key table asked for one gets.
    var nextKeysVersion: UInt32 = 1
    /// Set when an exception is raised again where it was, which adds nothing to its traceback.
    var skipsTraceback = false
}
