/// A tuple (`Objects/tupleobject.c`): the items inline from offset 24.
@frozen
public struct PyTupleObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_item: RawObject?
}

/// Sizes of tuples.
enum TupleLayout {
    static var headerSize: Int { 24 }
    static var largestListed: Int { 20 }
    static var freeListLimit: Int { 2000 }
    /// Where a freed tuple holds the next one of its free list: item 0.
    static var freeListLink: Int { 24 }
    static var maximumCount: Int { (Int.max - 24) / 8 }
}

extension Interpreter {
    /// A tracked tuple whose items are still nil, to be filled in at once; `()` itself for 0.
    @inline(__always)
    public func makeTuple(count: Int) throws(Raised) -> Owned {
        if count == 0 { return emptyTuple.owned() }
        let raw = try allocateTuple(count: count)
        raw.assumingMemoryBound(to: PyTupleObject.self).pointee.ob_size = count
        Ref(raw).tupleItems.initialize(repeating: nil, count: count)
        track(raw)
        return Owned(stealing: raw)
    }

    /// The memory of a tuple with items, from the free list of its size if it has one. Tuples of 20
    /// items go to their list but, as in CPython 3.11, are never taken from it.
    @inline(__always)
    private func allocateTuple(count: Int) throws(Raised) -> RawObject {
        if count < TupleLayout.largestListed,
            let reused = tupleFreeList(count).pointee.pop(linkedAt: TupleLayout.freeListLink)
        {
            initializeHeader(reused, type(.tuple))
            return reused
        }
        guard count <= TupleLayout.maximumCount else { throw raiseMemoryError() }
        return try newGCObject(type(.tuple), size: TupleLayout.headerSize &+ count &* 8)
    }

    /// The free list of tuples with that many items, 1 to 20.
    // SAFETY: the state never moves, and the lists lie one after the other as the elements of
    // a tuple of one type do.
    @inline(__always)
    private func tupleFreeList(_ count: Int) -> UnsafeMutablePointer<LinkedFreeList> {
        withUnsafeMutablePointer(to: &state.pointee.freeLists.tuples.storage) { lists in
            UnsafeMutableRawPointer(lists).assumingMemoryBound(to: LinkedFreeList.self) + count
        }
    }

    /// A tuple of new references to the items.
    public func makeTuple(_ items: UnsafeBufferPointer<RawObject?>) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: items.count)
        let target = tuple.ref.tupleItems
        for index in 0..<items.count {
            if let item = items[index] { Ref(item).incref() }
            target[index] = items[index]
        }
        return tuple
    }

    public func makeTuple(_ items: [Ref]) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: items.count)
        let target = tuple.ref.tupleItems
        for (index, item) in items.enumerated() {
            item.incref()
            target[index] = item.raw
        }
        return tuple
    }

    /// A tuple of new references to two items (`PyTuple_Pack`).
    @inline(__always)
    public func makeTuple(_ first: Ref, _ second: Ref) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: 2)
        first.incref()
        second.incref()
        tuple.ref.tupleItems[0] = first.raw
        tuple.ref.tupleItems[1] = second.raw
        return tuple
    }

    /// `tp_dealloc`: the last item is released first.
    func deallocateTuple(_ raw: RawObject) {
        let tuple = Ref(raw)
        let count = tuple.itemCount
        if count == 0, raw == emptyTuple.raw {
            // The static empty tuple can't go, whatever lost count of it.
            tuple.header.pointee.ob_refcnt = 1
            return
        }
        untrack(raw)
        let isExact = tuple.isExactly(.tuple)
        guard !isExact || beginDeallocation(raw) else { return }
        let items = tuple.tupleItems
        var index = count &- 1
        while index >= 0 {
            if let item = items[index] { Ref(item).decref() }
            index &-= 1
        }
        if isExact, count > 0, count <= TupleLayout.largestListed,
            tupleFreeList(count).pointee.count < TupleLayout.freeListLimit
        {
            noteDeath(raw)
            tupleFreeList(count).pointee.push(raw, linkedAt: TupleLayout.freeListLink)
        } else {
            freeInstance(raw)
        }
        if isExact { endDeallocation() }
    }

    /// Gives the memory of the free lists back to the allocator; a full collection does.
    func clearTupleFreeLists() {
        for count in 1...TupleLayout.largestListed {
            while let tuple = tupleFreeList(count).pointee.pop(linkedAt: TupleLayout.freeListLink) {
                freeListedGCBlock(tuple)
            }
        }
    }
}

extension Ref {
    /// `ob_size` of a tuple or list; the caller has checked the type.
    @inlinable @inline(__always)
    public var itemCount: Int { fields(PyVarObject.self).pointee.ob_size }

    /// The items of a tuple, in place.
    @inlinable @inline(__always)
    public var tupleItems: UnsafeMutablePointer<RawObject?> {
        (raw + 24).assumingMemoryBound(to: RawObject?.self)
    }

    /// An item of a tuple, borrowed; the index is in range.
    @inlinable @inline(__always)
    public func tupleItem(_ index: Int) -> Ref { Ref(tupleItems[index].unsafelyUnwrapped) }
}
