/// A list (`Objects/listobject.c`): a separate buffer of references with room to grow.
@frozen
public struct PyListObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_item: UnsafeMutablePointer<RawObject?>?
    public var allocated: Int
}

/// Sizes of lists.
enum ListLayout {
    static var objectSize: Int { 40 }
    static var freeListLimit: Int { 80 }
    /// Where a freed list holds the next one of the free list: `ob_item`.
    static var freeListLink: Int { 24 }
    static var maximumCount: Int { Int.max / 8 }
}

extension Interpreter {
    /// A list with `count` nil items, to be filled in at once; its buffer has exactly that room.
    public func makeList(count: Int = 0) throws(Raised) -> Owned {
        guard count <= ListLayout.maximumCount else { throw raiseMemoryError() }
        let raw: RawObject
        if let reused = state.pointee.freeLists.lists.pop(linkedAt: ListLayout.freeListLink) {
            initializeHeader(reused, type(.list))
            raw = reused
        } else {
            raw = try newGCObject(type(.list), size: ListLayout.objectSize)
        }
        let fields = raw.assumingMemoryBound(to: PyListObject.self)
        fields.pointee.ob_size = 0
        fields.pointee.ob_item = nil
        fields.pointee.allocated = 0
        let list = Owned(stealing: raw)
        if count > 0 {
            guard let block = allocateBlock(count &* 8) else { throw raiseMemoryError() }
            let items = block.assumingMemoryBound(to: RawObject?.self)
            items.initialize(repeating: nil, count: count)
            fields.pointee.ob_item = items
            fields.pointee.ob_size = count
            fields.pointee.allocated = count
        }
        track(raw)
        return list
    }

    /// Appends a new reference to the item.
    @inline(__always)
    public func listAppend(_ list: Ref, _ item: Ref) throws(Raised) {
        let fields = list.fields(PyListObject.self)
        let count = fields.pointee.ob_size
        if fields.pointee.allocated <= count { try listResize(list, to: count &+ 1) }
        item.incref()
        fields.pointee.ob_item.unsafelyUnwrapped[count] = item.raw
        fields.pointee.ob_size = count &+ 1
    }

    /// Sets the size, and makes the buffer larger or smaller when it doesn't suit it: larger by an
    /// eighth and a few, rounded to 4 (`list_resize`). The items are the caller's business.
    @inline(never)
    func listResize(_ list: Ref, to count: Int) throws(Raised) {
        let fields = list.fields(PyListObject.self)
        let allocated = fields.pointee.allocated
        if allocated >= count, count >= allocated >> 1 {
            fields.pointee.ob_size = count
            return
        }
        guard count <= ListLayout.maximumCount / 2 else { throw raiseMemoryError() }
        var room = (count &+ (count >> 3) &+ 6) & ~3
        if count &- fields.pointee.ob_size > room &- count { room = (count &+ 3) & ~3 }
        if count == 0 { room = 0 }
        try listReallocate(fields, room: room)
        fields.pointee.ob_size = count
    }

    /// Gives the buffer exactly that room.
    private func listReallocate(
        _ fields: UnsafeMutablePointer<PyListObject>, room: Int
    ) throws(Raised) {
        let block: UnsafeMutableRawPointer?
        if let old = fields.pointee.ob_item {
            block = reallocateBlock(UnsafeMutableRawPointer(old), to: room &* 8)
        } else {
            block = allocateBlock(room &* 8)
        }
        guard let block else { throw raiseMemoryError() }
        fields.pointee.ob_item = block.assumingMemoryBound(to: RawObject?.self)
        fields.pointee.allocated = room
    }

    /// Gives an empty list without buffer the room for as many items, rounded to an even number
    /// (`list_preallocate_exact`).
    func listPreallocate(_ list: Ref, room: Int) throws(Raised) {
        guard room <= ListLayout.maximumCount - 1 else { throw raiseMemoryError() }
        let even = (room &+ 1) & ~1
        guard let block = allocateBlock(even &* 8) else { throw raiseMemoryError() }
        let fields = list.fields(PyListObject.self)
        fields.pointee.ob_item = block.assumingMemoryBound(to: RawObject?.self)
        fields.pointee.allocated = even
    }

    /// Empties a list and frees its buffer; the last item is released first.
    func listClear(_ list: Ref) {
        let fields = list.fields(PyListObject.self)
        guard let items = fields.pointee.ob_item else { return }
        var index = fields.pointee.ob_size &- 1
        fields.pointee.ob_size = 0
        fields.pointee.ob_item = nil
        fields.pointee.allocated = 0
        while index >= 0 {
            if let item = items[index] { Ref(item).decref() }
            index &-= 1
        }
        freeBlock(UnsafeMutableRawPointer(items))
    }

    /// `tp_dealloc`.
    func deallocateList(_ raw: RawObject) {
        untrack(raw)
        let list = Ref(raw)
        let isExact = list.isExactly(.list)
        guard !isExact || beginDeallocation(raw) else { return }
        let fields = list.fields(PyListObject.self)
        if let items = fields.pointee.ob_item {
            var index = fields.pointee.ob_size &- 1
            while index >= 0 {
                if let item = items[index] { Ref(item).decref() }
                index &-= 1
            }
            freeBlock(UnsafeMutableRawPointer(items))
        }
        if isExact, state.pointee.freeLists.lists.count < ListLayout.freeListLimit {
            noteDeath(raw)
            state.pointee.freeLists.lists.push(raw, linkedAt: ListLayout.freeListLink)
        } else {
            freeInstance(raw)
        }
        if isExact { endDeallocation() }
    }

    /// Gives the memory of the free list back to the allocator; a full collection does.
    func clearListFreeList() {
        while let list = state.pointee.freeLists.lists.pop(linkedAt: ListLayout.freeListLink) {
            freeListedGCBlock(list)
        }
    }
}

extension Ref {
    /// An item of a list, borrowed; the index is in range.
    @inlinable @inline(__always)
    public func listItem(_ index: Int) -> Ref {
        Ref(fields(PyListObject.self).pointee.ob_item.unsafelyUnwrapped[index].unsafelyUnwrapped)
    }

    @inlinable @inline(__always)
    var listFields: UnsafeMutablePointer<PyListObject> { fields(PyListObject.self) }
}
