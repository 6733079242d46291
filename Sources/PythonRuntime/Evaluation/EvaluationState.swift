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
    /// Whether code that runs often becomes adaptive; tests compare runs with and without.
    var isSpecialized = true
    /// How many code objects were quickened (`sys._getquickenedcount`).
    var quickenedCount = 0
    /// The version the next function asked for one gets.
    var nextFunctionVersion: UInt32 = 1
    /// `len` and `list.append`, borrowed, once a call of them was specialised.
    var lengthFunction: RawObject?
    var listAppendMethod: RawObject?
    /// Set when an exception is raised again where it was, which adds nothing to its traceback.
    var skipsTraceback = false
}
