/// The UTF-8 form that a string keeps once something in C asked for it (`PyUnicode_AsUTF8AndSize`): the names
/// of classes and slots, sources, names of codecs. `sys.getsizeof` counts it from then on.
extension Interpreter {
    /// The bytes, with a NUL behind, that live as long as the string; a lone surrogate raises.
    @discardableResult
    public func keptUTF8(_ string: Ref) throws(Raised) -> UnsafeBufferPointer<UInt8> {
        let isCompact = string.strHeader.pointee.state & StrState.compact != 0
        if isCompact, string.strIsASCII {
            return UnsafeBufferPointer(
                start: (string.raw + 48).assumingMemoryBound(to: UInt8.self),
                count: string.strCount)
        }
        let fields = string.fields(PyCompactUnicodeObject.self)
        if fields.pointee.utf8 == nil { try keepUTF8(string) }
        return UnsafeBufferPointer(
            start: fields.pointee.utf8, count: fields.pointee.utf8_length)
    }

    private func keepUTF8(_ string: Ref) throws(Raised) {
        let characters = string.characters
        for index in 0..<characters.count where characters[index] & ~0x7FF == 0xD800 {
            // Raises, and says where.
            _ = try encode(string, .utf8, "strict")
        }
        let bytes = utf8Bytes(string)
        guard let block = allocateBlock(bytes.count + 1) else { throw raiseMemoryError() }
        let target = block.assumingMemoryBound(to: UInt8.self)
        target.update(from: bytes, count: bytes.count)
        target[bytes.count] = 0
        let fields = string.fields(PyCompactUnicodeObject.self)
        fields.pointee.utf8 = target
        fields.pointee.utf8_length = bytes.count
    }
}
