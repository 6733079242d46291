/// A bytearray (`Include/cpython/bytearrayobject.h`), 56 bytes; its bytes are a block of their own.
///
///     ob_bytes        ob_start              ob_start + ob_size      ob_bytes + ob_alloc
///     ▼               ▼                     ▼                       ▼
///     ├─ cut off ─────┼─ the bytes ─────────┼ NUL ── room to grow ──┤
///
/// Bytes taken off the front only move `ob_start`. The block grows by an eighth when it is appended to.
/// While there are views of the bytes (`ob_exports`) the size can't change.
@frozen
public struct PyByteArrayObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_alloc: Int
    public var ob_bytes: UnsafeMutableRawPointer?
    public var ob_start: UnsafeMutableRawPointer?
    public var ob_exports: Int
}

extension Ref {
    @inline(__always)
    var byteArray: UnsafeMutablePointer<PyByteArrayObject> { fields(PyByteArrayObject.self) }

    /// The bytes of a bytearray; those of `b''` when it has no block.
    var byteArrayStart: UnsafeMutablePointer<UInt8> {
        let fields = byteArray
        guard fields.pointee.ob_size > 0, let start = fields.pointee.ob_start else {
            return interpreter.emptyBytes.bytesStart
        }
        return start.assumingMemoryBound(to: UInt8.self)
    }

    var isByteArray: Bool {
        let wanted = interpreter.type(.bytearray)
        return type == wanted || interpreter.isSubtype(type, wanted)
    }
}

extension Interpreter {
    /// A bytearray of that many bytes, not set but for the NUL behind them.
    func newByteArray(count: Int) throws(Raised) -> Owned {
        guard count < Int.max - 64 else { throw raiseMemoryError() }
        let result = Owned(
            stealing: try newObject(type(.bytearray), size: MemoryLayout<PyByteArrayObject>.size))
        let fields = result.ref.byteArray
        fields.pointee.ob_size = 0
        fields.pointee.ob_alloc = 0
        fields.pointee.ob_bytes = nil
        fields.pointee.ob_start = nil
        fields.pointee.ob_exports = 0
        if count == 0 { return result }
        guard let block = allocateBlock(count + 1) else { throw raiseMemoryError() }
        block.assumingMemoryBound(to: UInt8.self)[count] = 0
        fields.pointee.ob_size = count
        fields.pointee.ob_alloc = count + 1
        fields.pointee.ob_bytes = block
        fields.pointee.ob_start = block
        return result
    }

    /// A bytearray with a copy of the bytes.
    func makeByteArray(_ bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        let result = try newByteArray(count: bytes.count)
        if let source = bytes.baseAddress, bytes.count > 0 {
            result.ref.byteArrayStart.update(from: source, count: bytes.count)
        }
        return result
    }

    func deallocateByteArray(_ raw: RawObject) {
        let fields = Ref(raw).byteArray
        if let block = fields.pointee.ob_bytes { freeBlock(block) }
        freeInstance(raw)
    }

    /// Refuses to change the size while there are views of the bytes.
    func checkResizable(_ array: Ref) throws(Raised) {
        if array.byteArray.pointee.ob_exports > 0 {
            throw raise(.bufferError, "Existing exports of data: object cannot be re-sized")
        }
    }

    /// Makes the bytearray as long as asked (`PyByteArray_Resize`); new bytes aren't set.
    func resizeByteArray(_ array: Ref, to count: Int) throws(Raised) {
        let fields = array.byteArray
        let oldCount = fields.pointee.ob_size
        if count == oldCount { return }
        try checkResizable(array)
        guard count < Int.max - 64 else { throw raiseMemoryError() }
        let allocated = fields.pointee.ob_alloc
        var cutOff = 0
        if let start = fields.pointee.ob_start, let block = fields.pointee.ob_bytes {
            cutOff = start - block
        }
        let room: Int
        if count + cutOff + 1 <= allocated {
            guard count < allocated / 2 else {
                fields.pointee.ob_size = count
                if let start = fields.pointee.ob_start {
                    start.assumingMemoryBound(to: UInt8.self)[count] = 0
                }
                return
            }
            room = count + 1
        } else if Double(count) <= Double(allocated) * 1.125 {
            room = count + (count >> 3) + (count < 9 ? 3 : 6)
        } else {
            room = count + 1
        }
        let block = try movedBlock(fields, cutOff, room, min(count, oldCount))
        fields.pointee.ob_bytes = block
        fields.pointee.ob_start = block
        fields.pointee.ob_size = count
        fields.pointee.ob_alloc = room
        block.assumingMemoryBound(to: UInt8.self)[count] = 0
    }

    private func movedBlock(
        _ fields: UnsafeMutablePointer<PyByteArrayObject>, _ cutOff: Int, _ room: Int, _ kept: Int
    ) throws(Raised) -> UnsafeMutableRawPointer {
        guard let old = fields.pointee.ob_bytes else {
            guard let block = allocateBlock(room) else { throw raiseMemoryError() }
            return block
        }
        if cutOff == 0 {
            guard let block = reallocateBlock(old, to: room) else { throw raiseMemoryError() }
            return block
        }
        guard let block = allocateBlock(room) else { throw raiseMemoryError() }
        block.copyMemory(from: old + cutOff, byteCount: kept)
        freeBlock(old)
        return block
    }

    /// Replaces a range of bytes by others, which may not be the array's own
    /// (`bytearray_setslice_linear`).
    func byteArrayReplace(
        _ array: Ref, _ from: Int, _ to: Int, with bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) {
        let fields = array.byteArray
        let count = fields.pointee.ob_size
        let growth = bytes.count - (to - from)
        if growth < 0 {
            try checkResizable(array)
            if from == 0, let start = fields.pointee.ob_start {
                fields.pointee.ob_start = start + (0 &- growth)
            } else {
                let start = array.byteArrayStart
                (start + (from + bytes.count)).update(from: start + to, count: count - to)
            }
            try resizeByteArray(array, to: count + growth)
        } else if growth > 0 {
            guard count <= Int.max - 64 - growth else { throw raiseMemoryError() }
            try resizeByteArray(array, to: count + growth)
            let start = array.byteArrayStart
            (start + (to + growth)).update(from: start + to, count: count - to)
        }
        if let source = bytes.baseAddress, bytes.count > 0 {
            (array.byteArrayStart + from).update(from: source, count: bytes.count)
        }
    }
}
