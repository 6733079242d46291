/// Deallocation of deeply nested containers (`Objects/object.c`, the "trashcan"): from a depth of 50
/// on, containers are put on a list instead, and freed when the outermost deallocation is done. So
/// the host's stack stays bounded, and the order of frees is CPython's.
public struct DeferredDeallocationState {
    /// Deallocations of containers now running inside each other.
    var depth = 0
    /// Objects whose refcount is 0, linked through the `_gc_prev` of their heads.
    var pending: RawObject?

    static var depthLimit: Int { 50 }
}

extension Interpreter {
    /// Enters the deallocation of an untracked container; false when it was put off. Only the
    /// `tp_dealloc` of the object's own type enters: for an instance of a subclass that is the
    /// subclass's, which goes on to the base's.
    @inline(__always)
    public func beginDeallocation(_ raw: RawObject) -> Bool {
        if state.pointee.deferred.depth >= DeferredDeallocationState.depthLimit {
            let head = (raw - 16).assumingMemoryBound(to: PyGC_Head.self)
            let flags = head.pointee._gc_prev & 3
            head.pointee._gc_prev = UInt(bitPattern: state.pointee.deferred.pending) | flags
            state.pointee.deferred.pending = raw
            return false
        }
        state.pointee.deferred.depth &+= 1
        return true
    }

    /// The `tp_dealloc` of a native type: forgets the weak references, runs the body, which releases what
    /// the object holds, and gives the memory back. An instance of a class has been entered already.
    @inline(__always)
    public func deallocate(_ raw: RawObject, _ body: (Ref) -> Void) {
        let object = Ref(raw)
        untrack(raw)
        let isOwn = object.type.pointee.tp_flags & TypeFlags.heapType == 0
        guard !isOwn || beginDeallocation(raw) else { return }
        if object.type.pointee.tp_weaklistoffset > 0 { clearWeakReferences(to: object) }
        body(object)
        freeInstance(raw)
        if isOwn { endDeallocation() }
    }

    /// Leaves it; the outermost one frees what was put off.
    @inline(__always)
    public func endDeallocation() {
        state.pointee.deferred.depth &-= 1
        if state.pointee.deferred.pending != nil, state.pointee.deferred.depth <= 0 {
            deallocatePending()
        }
    }

    /// Frees the objects put off, the last one first; each may put off others.
    private func deallocatePending() {
        state.pointee.deferred.depth &+= 1
        while let raw = state.pointee.deferred.pending {
            let head = (raw - 16).assumingMemoryBound(to: PyGC_Head.self)
            state.pointee.deferred.pending = RawObject(bitPattern: head.pointee._gc_prev & ~3)
            head.pointee._gc_prev &= 3
            Ref(raw).deallocate()
        }
        state.pointee.deferred.depth &-= 1
    }

    /// Gives back an object's memory by its type's `tp_free`.
    @inline(__always)
    public func freeInstance(_ raw: RawObject) {
        let type = Ref(raw).type
        if let free = type.pointee.tp_free {
            free(raw)
        } else if type.pointee.tp_flags & TypeFlags.haveGC != 0 {
            freeGCObject(raw)
        } else {
            freeObject(raw)
        }
        // A module's type is never freed.
        if type.pointee.tp_flags & TypeFlags.moduleHeapType != 0 { type.pointee.ob_refcnt &-= 1 }
    }
}
