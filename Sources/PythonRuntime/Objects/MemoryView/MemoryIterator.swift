/// The iterator over a memoryview with one dimension, 48 bytes behind a GC head.
@frozen
public struct PyMemoryIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var it_index: Int
    /// The memoryview; nil once the iterator is exhausted.
    public var it_seq: RawObject?
    public var it_length: Int
    public var it_fmt: UnsafePointer<UInt8>?
}

extension Interpreter {
    func makeMemoryIterator(_ view: Ref) throws(Raised) -> Owned {
        let fields = view.memoryView.pointee
        if fields.view.ndim == 0 {
            throw raise(.typeError, "invalid indexing of 0-dim memory")
        }
        if fields.view.ndim != 1 {
            throw raise(
                .notImplementedError, "multi-dimensional sub-views are not implemented")
        }
        try checkUsable(view)
        _ = try itemFormat(view)
        let raw = try newGCObject(
            type(.memoryIterator), size: MemoryLayout<PyMemoryIterator>.size)
        let iterator = raw.assumingMemoryBound(to: PyMemoryIterator.self)
        iterator.pointee.it_index = 0
        iterator.pointee.it_seq = view.owned().take()
        iterator.pointee.it_length = fields.view.shape?[0] ?? 0
        iterator.pointee.it_fmt = fields.view.format
        track(raw)
        return Owned(stealing: raw)
    }

    static func memoryIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .memoryIterator, name: "memory_iterator",
            basicSize: MemoryLayout<PyMemoryIterator>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            itemIteratorSlots(block)
            block.pointee.type.tp_iternext = { Interpreter(containing: $0).nextMemoryItem($0) }
        }
    }

    private func nextMemoryItem(_ raw: RawObject) -> RawObject? {
        let fields = raw.assumingMemoryBound(to: PyMemoryIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index < fields.pointee.it_length {
            fields.pointee.it_index = index &+ 1
            return slotResult { () throws(Raised) in
                try memoryViewItem(Ref(sequence), index)
            }
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }
}
