/// The allocator's front: what every object is made with.
extension Interpreter {
    /// Memory of the static region, zeroed, 16-byte aligned, never given back; for start-up.
    public func allocateStatic(_ size: Int) -> UnsafeMutableRawPointer {
        let start = state.pointee.memory.staticEnd
        state.pointee.memory.staticEnd = (start &+ size &+ 15) & ~15
        precondition(state.pointee.memory.staticEnd <= AddressSpace.rawStart)
        return base + start
    }

    /// `PyObject_Malloc` and `PyMem_Malloc`: a block of at least `size` bytes, not zeroed; nil when
    /// the memory limit is reached.
    @inline(__always)
    public func allocateBlock(_ size: Int) -> UnsafeMutableRawPointer? {
        if UInt(bitPattern: size &- 1) < UInt(bitPattern: state.pointee.memory.directLimit) {
            return allocateSmall(size)
        }
        return allocateElsewhere(size)
    }

    /// Gives back what `allocateBlock` gave.
    @inline(__always)
    public func freeBlock(_ block: UnsafeMutableRawPointer) {
        let offset = Int(bitPattern: block) &- Int(bitPattern: base) &- AddressSpace.arenaStart
        if UInt(bitPattern: offset) < UInt(bitPattern: state.pointee.memory.directSpan) {
            freeSmall(block)
        } else {
            freeElsewhere(block)
        }
    }

    /// `PyObject_Realloc`: the contents move along; nil, and the old block untouched, at the limit.
    public func reallocateBlock(
        _ block: UnsafeMutableRawPointer, to size: Int
    ) -> UnsafeMutableRawPointer? {
        if let tracer = state.pointee.memory.tracer?.takeUnretainedValue() {
            return reallocateTraced(block, to: size, tracer)
        }
        return reallocateUntraced(block, to: size)
    }

    /// A new object without GC head: header set, refcount 1, a heap type increfed; the rest is not zeroed.
    @inline(__always)
    public func newObject(_ type: TypePointer, size: Int) throws(Raised) -> RawObject {
        guard UInt(bitPattern: size &- 1) < UInt(bitPattern: state.pointee.memory.directLimit)
        else { return try newObjectElsewhere(type, size: size) }
        guard let block = allocateSmall(size) else { throw raiseMemoryError() }
        fillHeader(block, type)
        return block
    }

    /// A large object, or one whose birth is noted.
    @inline(never)
    private func newObjectElsewhere(
        _ type: TypePointer, size: Int
    ) throws(Raised) -> RawObject {
        guard let block = allocateElsewhere(size) else { throw raiseMemoryError() }
        initializeHeader(block, type)
        return block
    }

    /// A new object behind a GC head, not tracked yet: `track` it once its fields are set.
    @inline(__always)
    public func newGCObject(_ type: TypePointer, size: Int) throws(Raised) -> RawObject {
        guard let object = allocateGCBlock(type, size: size) else { throw raiseMemoryError() }
        initializeHeader(object, type)
        return object
    }

    /// Sets header and refcount of a block that becomes an object, from the allocator or a free list.
    @inline(__always)
    public func initializeHeader(_ raw: RawObject, _ type: TypePointer) {
        fillHeader(raw, type)
        noteBirth(raw)
    }

    @inline(__always)
    private func fillHeader(_ raw: RawObject, _ type: TypePointer) {
        let header = raw.assumingMemoryBound(to: PyObject.self)
        header.pointee.ob_refcnt = 1
        header.pointee.ob_type = type
        if type.pointee.tp_flags & TypeFlags.countsInstances != 0 { type.pointee.ob_refcnt &+= 1 }
    }

    /// Gives back the memory of an object without GC head (`PyObject_Free`).
    @inline(__always)
    public func freeObject(_ raw: RawObject) {
        let offset = Int(bitPattern: raw) &- Int(bitPattern: base) &- AddressSpace.arenaStart
        if UInt(bitPattern: offset) < UInt(bitPattern: state.pointee.memory.directSpan) {
            freeSmall(raw)
        } else {
            freeObjectElsewhere(raw)
        }
    }

    /// Frees a large object, or one whose death is noted.
    @inline(never)
    private func freeObjectElsewhere(_ raw: RawObject) {
        noteDeath(raw)
        freeElsewhere(raw)
    }

    /// Gives back the memory of an object with a GC head (`PyObject_GC_Del`), untracking it first.
    @inline(__always)
    public func freeGCObject(_ raw: RawObject) {
        noteDeath(raw)
        if isTracked(raw) { unlinkTracked(gcHead(raw)) }
        freeGCBlock(raw)
    }

    /// Puts an object into the youngest generation (`_PyObject_GC_TRACK`).
    @inline(__always)
    public func track(_ raw: RawObject) {
        linkYoung(gcHead(raw))
    }

    /// Takes an object out of its generation; harmless when it is in none (`PyObject_GC_UnTrack`).
    @inline(__always)
    public func untrack(_ raw: RawObject) {
        if isTracked(raw) { unlinkTracked(gcHead(raw)) }
    }

    @inline(__always)
    public func isTracked(_ raw: RawObject) -> Bool {
        (raw - 16).assumingMemoryBound(to: PyGC_Head.self).pointee._gc_next != 0
    }
}
