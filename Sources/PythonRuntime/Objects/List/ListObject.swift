/// A list: a separate buffer of references with room to grow.
@frozen
public struct PyListObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_item: UnsafeMutablePointer<RawObject?>?
    public var allocated: Int
}

extension Interpreter {
    /// A list with `count` nil items, to be filled in at once; its buffer has exactly that room.
    public func makeList(count: Int = 0) throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }

    /// Appends a new reference to the item.
    @inline(__always)
    public func listAppend(_ list: Ref, _ item: Ref) throws(Raised) {
        preconditionFailure("owner: containers")
    }
}

extension Ref {
    /// An item of a list, borrowed; the index is in range.
    @inlinable @inline(__always)
    public func listItem(_ index: Int) -> Ref {
        Ref(fields(PyListObject.self).pointee.ob_item.unsafelyUnwrapped[index].unsafelyUnwrapped)
    }
}
