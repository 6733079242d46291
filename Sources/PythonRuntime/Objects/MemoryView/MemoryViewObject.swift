/// A memoryview (`Include/cpython/memoryobject.h`), 144 bytes behind a GC head and then shape, strides and
/// suboffsets of each dimension. It looks at memory through a managed buffer, which all views made from
/// one another share and which holds the exporter's own view:
///
///     memoryview ──┐
///     slice of it ─┼─▶ managedbuffer ── master ──▶ exporter
///     cast of it ──┘   exports: 3
@frozen
public struct PyMemoryViewObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// The words that follow, three a dimension.
    public var ob_size: Int
    public var mbuf: RawObject?
    /// −1 until computed.
    public var hash: Int
    public var flags: Int32
    /// Views of this memoryview that others have taken.
    public var exports: Int
    public var view: Py_buffer
    public var weakreflist: RawObject?
}

/// What the memoryviews of one exporter share, 112 bytes behind a GC head.
@frozen
public struct PyManagedBufferObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var flags: Int32
    /// Memoryviews of it that aren't released.
    public var exports: Int
    public var master: Py_buffer
}

/// `_Py_MEMORYVIEW_…`.
enum MemoryViewFlags {
    static var released: Int32 { 1 }
    static var cContiguous: Int32 { 2 }
    static var fortranContiguous: Int32 { 4 }
    static var scalar: Int32 { 8 }
    static var hasSuboffsets: Int32 { 16 }
}

extension Ref {
    @inline(__always)
    var memoryView: UnsafeMutablePointer<PyMemoryViewObject> { fields(PyMemoryViewObject.self) }

    @inline(__always)
    var managedBuffer: UnsafeMutablePointer<PyManagedBufferObject> {
        fields(PyManagedBufferObject.self)
    }

    /// The words behind a memoryview's fields.
    var memoryViewWords: UnsafeMutablePointer<Int> {
        (raw + MemoryLayout<PyMemoryViewObject>.size).assumingMemoryBound(to: Int.self)
    }
}

extension Interpreter {
    /// `memoryview(object)` (`PyMemoryView_FromObject`).
    public func makeMemoryView(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.memoryview) {
            try checkUsable(object)
            return try makeMemoryView(
                over: managedBuffer(of: object), object.memoryView.pointee.view)
        }
        guard object.hasBuffer else {
            throw raise(
                .typeError,
                "memoryview: a bytes-like object is required, not '\(typeName(object.type))'"
            )
        }
        let size = MemoryLayout<PyManagedBufferObject>.size
        let buffer = Owned(stealing: try newGCObject(type(.managedBuffer), size: size))
        let fields = buffer.ref.managedBuffer
        fields.pointee.flags = 0
        fields.pointee.exports = 0
        fields.pointee.master = Py_buffer()
        track(buffer.raw)
        let place = (buffer.raw + 32).assumingMemoryBound(to: Py_buffer.self)
        try getBuffer(object, place, BufferFlags.fullReadOnly)
        return try makeMemoryView(over: buffer.ref, fields.pointee.master)
    }

    /// A memoryview of a managed buffer, as another view describes the memory (`mbuf_add_view`).
    func makeMemoryView(
        over buffer: Ref, _ source: Py_buffer, dimensions: Int? = nil
    ) throws(Raised) -> Owned {
        let count = dimensions ?? Int(source.ndim)
        let size = MemoryLayout<PyMemoryViewObject>.size + 24 * count
        let result = Owned(stealing: try newGCObject(type(.memoryview), size: size))
        let fields = result.ref.memoryView
        fields.pointee.ob_size = 3 * count
        fields.pointee.mbuf = buffer.owned().take()
        fields.pointee.hash = -1
        fields.pointee.flags = 0
        fields.pointee.exports = 0
        fields.pointee.weakreflist = nil
        fields.pointee.view = source
        let words = result.ref.memoryViewWords
        fields.pointee.view.ndim = Int32(count)
        fields.pointee.view.shape = words
        fields.pointee.view.strides = words + count
        fields.pointee.view.suboffsets = source.suboffsets == nil ? nil : words + 2 * count
        buffer.managedBuffer.pointee.exports &+= 1
        track(result.raw)
        for dimension in 0..<3 * count { words[dimension] = 0 }
        if dimensions == nil {
            copyArrangement(of: source, to: result.ref)
            setContiguity(result.ref)
        }
        return result
    }

    /// Shape and strides of a view, with what absent ones stand for.
    private func copyArrangement(of source: Py_buffer, to target: Ref) {
        let view = target.memoryView.pointee.view
        guard let shape = view.shape, let strides = view.strides, view.ndim > 0 else { return }
        let count = Int(view.ndim)
        if let given = source.shape {
            for index in 0..<count { shape[index] = given[index] }
        } else {
            shape[0] = source.itemsize > 0 ? source.len / source.itemsize : 0
        }
        if let given = source.strides {
            for index in 0..<count { strides[index] = given[index] }
        } else {
            setPackedStrides(target)
        }
        if let given = source.suboffsets, let suboffsets = view.suboffsets {
            for index in 0..<count { suboffsets[index] = given[index] }
        }
    }

    /// The strides of items in C's order without gaps.
    func setPackedStrides(_ target: Ref) {
        let view = target.memoryView.pointee.view
        guard let shape = view.shape, let strides = view.strides else { return }
        var stride = view.itemsize
        for index in (0..<Int(view.ndim)).reversed() {
            strides[index] = stride
            stride = stride &* shape[index]
        }
    }

    /// Notes in the flags in which orders the items lie without gaps.
    func setContiguity(_ target: Ref) {
        let view = target.memoryView.pointee.view
        var flags: Int32 = 0
        if view.ndim == 0 { flags |= MemoryViewFlags.scalar }
        if view.isContiguous(fortran: false) { flags |= MemoryViewFlags.cContiguous }
        if view.isContiguous(fortran: true) { flags |= MemoryViewFlags.fortranContiguous }
        if view.suboffsets != nil { flags = MemoryViewFlags.hasSuboffsets }
        target.memoryView.pointee.flags = flags
    }

    /// The managed buffer of a memoryview that isn't released.
    func managedBuffer(of object: Ref) -> Ref {
        // SAFETY: set at creation; cleared by `deallocateMemoryView` and `tp_clear` only.
        Ref(object.memoryView.pointee.mbuf.unsafelyUnwrapped)
    }

    /// Refuses to work on a memoryview that is released.
    func checkUsable(_ object: Ref) throws(Raised) {
        let fields = object.memoryView.pointee
        guard fields.flags & MemoryViewFlags.released == 0, let buffer = fields.mbuf,
            Ref(buffer).managedBuffer.pointee.flags & MemoryViewFlags.released == 0
        else {
            throw raise(.valueError, "operation forbidden on released memoryview object")
        }
    }

    /// `view.release()`: gives the exporter its memory back once no memoryview is left.
    func releaseMemoryView(_ object: Ref) throws(Raised) {
        let fields = object.memoryView
        if fields.pointee.flags & MemoryViewFlags.released != 0 { return }
        let exports = fields.pointee.exports
        if exports > 0 {
            throw raise(
                .bufferError, "memoryview has \(exports) exported buffer\(exports == 1 ? "" : "s")")
        }
        fields.pointee.flags |= MemoryViewFlags.released
        guard let buffer = fields.pointee.mbuf else { return }
        let shared = Ref(buffer).managedBuffer
        shared.pointee.exports &-= 1
        if shared.pointee.exports == 0 { releaseManagedBuffer(Ref(buffer)) }
    }

    func releaseManagedBuffer(_ buffer: Ref) {
        let fields = buffer.managedBuffer
        if fields.pointee.flags & MemoryViewFlags.released != 0 { return }
        fields.pointee.flags |= MemoryViewFlags.released
        untrack(buffer.raw)
        releaseBuffer((buffer.raw + 32).assumingMemoryBound(to: Py_buffer.self))
    }

    func deallocateMemoryView(_ raw: RawObject) {
        untrack(raw)
        let fields = Ref(raw).memoryView
        // A view that others look through is kept alive by them, so there are none.
        do throws(Raised) { try releaseMemoryView(Ref(raw)) } catch { clearException() }
        if let buffer = fields.pointee.mbuf {
            fields.pointee.mbuf = nil
            Ref(buffer).decref()
        }
        clearWeakReferences(to: Ref(raw))
        freeGCObject(raw)
    }
}

extension Py_buffer {
    /// Whether the items lie without gaps in C's order, or in Fortran's (`PyBuffer_IsContiguous`).
    func isContiguous(fortran: Bool) -> Bool {
        if suboffsets != nil { return false }
        guard ndim > 0, let shape, let strides else { return true }
        if len == 0 { return true }
        var expected = itemsize
        for number in 0..<Int(ndim) {
            let index = fortran ? number : Int(ndim) - 1 - number
            if shape[index] > 1, strides[index] != expected { return false }
            expected = expected &* shape[index]
        }
        return true
    }
}
