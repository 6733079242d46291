/// Making bytes out of other objects.
extension Interpreter {
    /// `bytes(object)` for a buffer, an object with `__bytes__` or an iterable of ints
    /// (`PyObject_Bytes`).
    func bytesFromObject(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.bytes) { return object.owned() }
        if let raw = try callSpecial(object, .__bytes__) {
            let result = Owned(stealing: raw)
            guard result.ref.isBytes else {
                throw raise(
                    .typeError,
                    "__bytes__ returned non-bytes (type \(typeName(result.ref.type)))")
            }
            return result
        }
        if object.hasBuffer {
            let contents = try view(of: object, BufferFlags.fullReadOnly)
            let result = try newBytes(count: contents.count)
            if contents.count > 0 { try copyBytes(of: contents, to: result.ref.bytesStart) }
            return result
        }
        guard !object.isStr, object.type.pointee.tp_iter != nil || isSequence(object) else {
            throw raise(
                .typeError, "cannot convert '\(typeName(object.type))' object to bytes")
        }
        return try bytesFromIterable(object)
    }

    private func bytesFromIterable(_ object: Ref) throws(Raised) -> Owned {
        var bytes: [UInt8] = []
        let iterator = try self.iterator(over: object)
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            bytes.append(try byteValue(item.ref))
        }
        return try makeBytes(bytes)
    }

    /// An int from 0 to 255.
    func byteValue(_ object: Ref) throws(Raised) -> UInt8 {
        let value = try indexValue(object, overflow: nil)
        guard value >= 0, value <= 255 else {
            throw raise(.valueError, "bytes must be in range(0, 256)")
        }
        return UInt8(value)
    }
}
