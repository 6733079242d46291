/// A tuple: the items inline from offset 24.
@frozen
public struct PyTupleObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_item: RawObject?
}

extension Interpreter {
    /// A tracked tuple whose items are still nil, to be filled in at once; `()` itself for 0.
    public func makeTuple(count: Int) throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }

    /// A tuple of new references to the items.
    public func makeTuple(_ items: UnsafeBufferPointer<RawObject?>) throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }

    public func makeTuple(_ items: [Ref]) throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }
}

extension Ref {
    /// `ob_size` of a tuple or list; the caller has checked the type.
    @inlinable @inline(__always)
    public var itemCount: Int { fields(PyVarObject.self).pointee.ob_size }

    /// The items of a tuple, in place.
    @inlinable @inline(__always)
    public var tupleItems: UnsafeMutablePointer<RawObject?> {
        (raw + 24).assumingMemoryBound(to: RawObject?.self)
    }

    /// An item of a tuple, borrowed; the index is in range.
    @inlinable @inline(__always)
    public func tupleItem(_ index: Int) -> Ref { Ref(tupleItems[index].unsafelyUnwrapped) }
}
