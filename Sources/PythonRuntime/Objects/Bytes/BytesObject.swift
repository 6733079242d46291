/// `bytes` (`Include/cpython/bytesobject.h`): the bytes from offset 32, then a NUL.
@frozen
public struct PyBytesObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_shash: Int
    public var ob_sval: UInt8
}

extension Ref {
    /// The bytes of a bytes object in place, `ob_size` of them and a NUL.
    @inline(__always)
    public var bytesStart: UnsafeMutablePointer<UInt8> {
        (raw + 32).assumingMemoryBound(to: UInt8.self)
    }

    /// The bytes of a bytes object or bytearray in place.
    @inline(__always)
    var byteStart: UnsafeMutablePointer<UInt8> { isBytes ? bytesStart : byteArrayStart }

    /// The bytes of a bytes object, valid while it lives, or of a bytearray, valid until it changes.
    public var bytesBuffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: byteStart, count: itemCount)
    }
}

extension Interpreter {
    /// The static bytes object of one byte.
    public func singleByte(_ byte: UInt8) -> Ref {
        Ref(at(StaticLayout.byteCharacters &+ Int(byte) &* StaticLayout.byteCharacterStride))
    }

    /// A bytes object with a copy of the bytes; shared for none and for one.
    public func makeBytes(_ bytes: UnsafeRawBufferPointer) throws(Raised) -> Owned {
        if bytes.isEmpty { return emptyBytes.owned() }
        if bytes.count == 1 { return singleByte(bytes[0]).owned() }
        let result = try newBytes(count: bytes.count)
        if let source = bytes.baseAddress {
            UnsafeMutableRawPointer(result.ref.bytesStart)
                .copyMemory(from: source, byteCount: bytes.count)
        }
        return result
    }

    public func makeBytes(_ bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        try makeBytes(UnsafeRawBufferPointer(bytes))
    }

    public func makeBytes(_ bytes: [UInt8]) throws(Raised) -> Owned {
        try checked(
            bytes.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in try makeBytes(buffer) }
            })
    }

    /// A bytes object of that many bytes for the caller to fill in; the NUL is set. `b''` for 0.
    public func newBytes(count: Int) throws(Raised) -> Owned {
        if count == 0 { return emptyBytes.owned() }
        return try newUnsharedBytes(count: count)
    }

    /// The same where CPython makes a new object even of no bytes: repeating does.
    func newUnsharedBytes(count: Int) throws(Raised) -> Owned {
        guard count <= Int.max - 64 else { throw raise(.overflowError, "byte string is too large") }
        let raw = try newObject(type(.bytes), size: 33 + count)
        let fields = Ref(raw).fields(PyBytesObject.self)
        fields.pointee.ob_size = count
        fields.pointee.ob_shash = -1
        Ref(raw).bytesStart[count] = 0
        return Owned(stealing: raw)
    }

    /// A bytes object that has one owner in a block of another size (`_PyBytes_Resize`): the owner's reference is to
    /// the result from then on.
    public func resizedBytes(_ bytes: Ref, to count: Int) throws(Raised) -> Owned {
        guard count <= Int.max - 64 else { throw raise(.overflowError, "byte string is too large") }
        guard let moved = reallocateObject(bytes.raw, to: 33 + count) else {
            throw raiseMemoryError()
        }
        let fields = Ref(moved).fields(PyBytesObject.self)
        fields.pointee.ob_size = count
        fields.pointee.ob_shash = -1
        Ref(moved).bytesStart[count] = 0
        return Owned(stealing: moved)
    }

    /// Puts `b''` and the one-byte objects into the static region; at start-up.
    func initializeStaticBytes() {
        writeStaticBytes(emptyBytes.raw, nil)
        for byte in UInt8.min...UInt8.max { writeStaticBytes(singleByte(byte).raw, byte) }
    }

    private func writeStaticBytes(_ raw: RawObject, _ byte: UInt8?) {
        let fields = raw.assumingMemoryBound(to: PyBytesObject.self)
        fields.pointee.ob_refcnt = StaticReferences.count
        fields.pointee.ob_type = type(.bytes)
        fields.pointee.ob_size = byte == nil ? 0 : 1
        fields.pointee.ob_shash = -1
        fields.pointee.ob_sval = byte ?? 0
        Ref(raw).bytesStart[byte == nil ? 0 : 1] = 0
    }
}
