import PythonBytecode

/// What `compile()` takes besides the source.
public struct CompileOptions: Sendable {
    /// 0 as `python`, 1 as `python -O` (no asserts, `__debug__` is false), 2 as `python -OO`
    /// (no docstrings either).
    public var optimizationLevel: Int
    /// Future features in force without an import, as in a cell that follows one with
    /// `from __future__ import annotations`.
    public var inheritedFlags: CodeFlags
    /// Whether a module may wait, which makes its code a coroutine's (`PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    public var allowsTopLevelAwait = false
    /// The frames below the call of `compile()`; each takes 3 of the 3,000 levels of nesting a tree can have.
    public var recursionDepth: Int
    /// `sys.getrecursionlimit()`.
    public var recursionLimit: Int

    public init(
        optimizationLevel: Int = 0, inheritedFlags: CodeFlags = [], recursionDepth: Int = 0,
        recursionLimit: Int = 1000
    ) {
        self.optimizationLevel = optimizationLevel
        self.inheritedFlags = inheritedFlags
        self.recursionDepth = recursionDepth
        self.recursionLimit = recursionLimit
    }
}

/// What a tree is compiled to, the third argument of `compile()`.
public enum CompileMode: Sendable {
    /// A module; its value is `None`.
    case exec
    /// A statement typed in: the value of an expression statement goes to `sys.displayhook`.
    case single
    /// The value of one expression.
    case eval
}
