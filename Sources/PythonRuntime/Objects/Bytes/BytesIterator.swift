/// The iterator over bytes, `bytes_iterator`, 32 bytes behind a GC head.
@frozen
public struct PyBytesIterObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var it_index: Int
    /// The bytes; nil once the iterator is exhausted.
    public var it_seq: RawObject?
}

extension Interpreter {
    func makeBytesIterator(_ bytes: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.bytesIterator), size: 32)
        let fields = raw.assumingMemoryBound(to: PyBytesIterObject.self)
        fields.pointee.it_index = 0
        fields.pointee.it_seq = bytes.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    static func bytesIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .bytesIterator, name: "bytes_iterator", basicSize: 32,
            flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__length_hint__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let fields = object.fields(PyBytesIterObject.self)
                        guard let sequence = fields.pointee.it_seq else {
                            return interpreter.smallInt(0).owned()
                        }
                        return try interpreter.makeInt(
                            Ref(sequence).itemCount - fields.pointee.it_index)
                    }
                }
            ],
            slots: { block in
                block.pointee.type.tp_dealloc = { raw in
                    let interpreter = Interpreter(containing: raw)
                    interpreter.untrack(raw)
                    let fields = raw.assumingMemoryBound(to: PyBytesIterObject.self)
                    if let sequence = fields.pointee.it_seq { Ref(sequence).decref() }
                    interpreter.freeGCObject(raw)
                }
                block.pointee.type.tp_traverse = { raw, visit, argument in
                    let fields = raw.assumingMemoryBound(to: PyBytesIterObject.self)
                    return fields.pointee.it_seq.map { visit($0, argument) } ?? 0
                }
                block.pointee.type.tp_iter = { Ref($0).owned().take() }
                block.pointee.type.tp_iternext = { Interpreter(containing: $0).nextByte($0) }
            })
    }

    /// The next byte as an int, a new reference; nil at the end, when the bytes are let go.
    func nextByte(_ raw: RawObject) -> RawObject? {
        let fields = raw.assumingMemoryBound(to: PyBytesIterObject.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index < Ref(sequence).itemCount {
            fields.pointee.it_index = index &+ 1
            return smallInt(Int(Ref(sequence).bytesStart[index])).owned().take()
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }
}
