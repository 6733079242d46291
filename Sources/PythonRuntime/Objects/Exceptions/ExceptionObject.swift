/// The base of every exception (`Include/cpython/pyerrors.h`).
@frozen
public struct PyBaseExceptionObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var dict: RawObject?
    public var args: RawObject?
    public var notes: RawObject?
    public var traceback: RawObject?
    public var context: RawObject?
    public var cause: RawObject?
    public var suppress_context: Bool
}

extension Interpreter {
    /// Raises a built-in exception with a text: sets the current exception and gives the value to throw.
    @inline(never)
    public func raise(_ type: BuiltinType, _ message: String) -> Raised {
        preconditionFailure("owner: eval")
    }

    /// Raises a built-in exception with any object as its only argument, as `KeyError(key)`.
    public func raise(_ type: BuiltinType, argument: Ref) -> Raised {
        preconditionFailure("owner: eval")
    }

    /// Raises an exception instance.
    public func raise(instance: consuming Owned) -> Raised {
        preconditionFailure("owner: eval")
    }

    /// The preallocated `MemoryError`.
    @inline(never)
    public func raiseMemoryError() -> Raised {
        preconditionFailure("owner: eval")
    }

    /// Whether the current exception is an instance of that type.
    public func currentExceptionIs(_ type: BuiltinType) -> Bool {
        preconditionFailure("owner: eval")
    }

    /// Drops the current exception.
    public func clearException() {
        preconditionFailure("owner: eval")
    }

    /// Takes the current exception out of the state; the caller owns the reference.
    public func takeException() -> RawObject? {
        preconditionFailure("owner: eval")
    }
}
