/// The iterators over bytes and bytearrays, which have the layout of those over lists.
extension Interpreter {
    func makeBytesIterator(_ bytes: Ref) throws(Raised) -> Owned {
        try makeItemIterator(bytes.isBytes ? .bytesIterator : .bytearrayIterator, over: bytes)
    }

    static func bytesIteratorTypeSpec() -> TypeSpec {
        itemIteratorSpec(.bytesIterator, "bytes_iterator") {
            Interpreter(containing: $0).nextByte($0)
        }
    }

    static func byteArrayIteratorTypeSpec() -> TypeSpec {
        itemIteratorSpec(.bytearrayIterator, "bytearray_iterator") {
            Interpreter(containing: $0).nextByte($0)
        }
    }

    /// The next byte as an int, a new reference; nil at the end, when the bytes are let go.
    func nextByte(_ raw: RawObject) -> RawObject? {
        let fields = raw.assumingMemoryBound(to: PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index < Ref(sequence).itemCount {
            fields.pointee.it_index = index &+ 1
            return smallInt(Int(Ref(sequence).byteStart[index])).owned().take()
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }
}
