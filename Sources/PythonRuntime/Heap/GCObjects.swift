/// Objects behind a GC head: their allocation, and their way into and out of the generations
/// (`Modules/gcmodule.c`, `Include/internal/pycore_object.h`).
///
///     ┌─────────────────────────┬──────────┬──────────┬────────────────────────
///     │ values, dict pointer    │ _gc_next │ _gc_prev │ ob_refcnt, ob_type, …
///     └─────────────────────────┴──────────┴──────────┴────────────────────────
///     −32, with managedDict only  −16                   0: what references point to
extension Interpreter {
    /// The head before an object.
    @inline(__always)
    func gcHead(_ raw: RawObject) -> UnsafeMutablePointer<PyGC_Head> {
        (raw - 16).assumingMemoryBound(to: PyGC_Head.self)
    }

    /// The list head of a generation, 0 to 2; 3 is the permanent one.
    @inline(__always)
    func generationHead(_ generation: Int) -> UnsafeMutablePointer<PyGC_Head> {
        at(HeapLayout.generations &+ generation &* 16).assumingMemoryBound(to: PyGC_Head.self)
    }

    /// A block for an object of a type with GC head, and pre-header if its instances have one. A
    /// young collection happens here when its time has come, before the object exists.
    @inline(__always)
    func allocateGCBlock(_ type: TypePointer, size: Int) -> RawObject? {
        let preHeaderSize = type.pointee.tp_flags & TypeFlags.managedDict != 0 ? 16 : 0
        guard let block = allocateBlock(size &+ 16 &+ preHeaderSize) else { return nil }
        if preHeaderSize != 0 {
            let words = block.assumingMemoryBound(to: Int.self)
            words[0] = 0
            words[1] = 0
        }
        let object = block + (preHeaderSize &+ 16)
        gcHead(object).initialize(to: PyGC_Head(_gc_next: 0, _gc_prev: 0))
        state.pointee.collector.counts.0 &+= 1
        if state.pointee.collector.counts.0 > state.pointee.collector.youngThreshold {
            collectDuringAllocation()
        }
        return object
    }

    /// Gives back what `allocateGCBlock` gave.
    @inline(__always)
    func freeGCBlock(_ raw: RawObject) {
        let type = raw.assumingMemoryBound(to: PyObject.self).pointee.ob_type
        let preHeaderSize = type.pointee.tp_flags & TypeFlags.managedDict != 0 ? 16 : 0
        if state.pointee.collector.counts.0 > 0 { state.pointee.collector.counts.0 &-= 1 }
        freeBlock(raw - (16 &+ preHeaderSize))
    }

    /// Links a head at the end of the youngest generation; its flags stay.
    @inline(__always)
    func linkYoung(_ gc: UnsafeMutablePointer<PyGC_Head>) {
        let head = generationHead(0)
        let last = UnsafeMutablePointer<PyGC_Head>(bitPattern: head.pointee._gc_prev)
            .unsafelyUnwrapped  // SAFETY: the list is circular from `initializeHeap` on.
        last.pointee._gc_next = UInt(bitPattern: gc)
        gc.pointee._gc_prev = (gc.pointee._gc_prev & 3) | UInt(bitPattern: last)
        gc.pointee._gc_next = UInt(bitPattern: head)
        head.pointee._gc_prev = UInt(bitPattern: gc)
    }

    /// Takes a linked head out of its list; the finalised flag stays.
    @inline(__always)
    func unlinkTracked(_ gc: UnsafeMutablePointer<PyGC_Head>) {
        // SAFETY: a tracked object's neighbours are heads of its circular list.
        let previous = UnsafeMutablePointer<PyGC_Head>(bitPattern: gc.pointee._gc_prev & ~3)
            .unsafelyUnwrapped
        let next = UnsafeMutablePointer<PyGC_Head>(bitPattern: gc.pointee._gc_next)
            .unsafelyUnwrapped
        previous.pointee._gc_next = UInt(bitPattern: next)
        next.pointee._gc_prev = (next.pointee._gc_prev & 3) | UInt(bitPattern: previous)
        gc.pointee._gc_next = 0
        gc.pointee._gc_prev &= 1
    }

    /// Sets up the allocators' and the collector's lists; the first thing done in a new interpreter.
    public func initializeHeap() {
        for sizeClass in 0..<SmallBlocks.classCount {
            let head = usedPoolsHead(sizeClass)
            // Only `next` and `previous` of the pretended pool exist.
            let words = (UnsafeMutableRawPointer(head) + 16)
                .assumingMemoryBound(to: PoolPointer?.self)
            words[0] = head
            words[1] = head
        }
        for generation in 0..<CollectorState.listCount {
            let head = generationHead(generation)
            let address = UInt(bitPattern: head)
            head.initialize(to: PyGC_Head(_gc_next: address, _gc_prev: address))
        }
    }
}
