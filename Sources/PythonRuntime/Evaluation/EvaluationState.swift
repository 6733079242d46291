/// The frames of an interpreter (owner: eval).
public struct EvaluationState {
    /// The innermost running frame, a `_PyInterpreterFrame` on the data stack; nil outside Python code.
    var currentFrame: UnsafeMutableRawPointer?
    /// Where the next frame goes on the data stack.
    var dataStackTop: UnsafeMutableRawPointer?
    /// Python calls deep.
    var depth: Int = 0
}
