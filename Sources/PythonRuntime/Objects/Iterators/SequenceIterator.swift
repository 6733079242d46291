/// The iterator over anything with `__getitem__` (`Objects/iterobject.c`), 32 bytes.
@frozen
public struct PySeqIterObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var it_index: Int
    /// nil once exhausted.
    public var it_seq: RawObject?
}

extension Interpreter {
    public func makeSequenceIterator(_ sequence: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.sequenceIterator), size: 32)
        let fields = raw.assumingMemoryBound(to: PySeqIterObject.self)
        fields.pointee.it_index = 0
        sequence.incref()
        fields.pointee.it_seq = sequence.raw
        track(raw)
        return Owned(stealing: raw)
    }
}
