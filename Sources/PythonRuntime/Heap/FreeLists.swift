/// Objects kept for reuse by their types, so that the commonest allocations never reach pymalloc.
/// Sizes are CPython 3.11's; `MEMORY.md`'s facts are in the tests.
///
/// CPython keeps some of these in arrays. A list linked through the objects gives them back in the same
/// order, last freed first, and shows in the bytes of the freed objects.
public struct FreeLists {
    /// Floats, linked through `ob_type`.
    var floats = LinkedFreeList()
    /// How many there can be; 0 while births are noted, when the floats wait in `floatsAside`.
    var floatLimit = FreeLists.mostFloats
    /// In place of `floats.head` while births are noted.
    var floatsAside: RawObject?
    static let mostFloats = 100
    /// The free floats, wherever they wait.
    var allFloats: LinkedFreeList {
        var list = floats
        if floatLimit == 0 { list.head = floatsAside }
        return list
    }
    /// Lists, linked through `ob_item`.
    var lists = LinkedFreeList()
    /// Dicts, linked through `ma_keys`, and their key tables of eight string keys, linked through
    /// `dk_refcnt`.
    var dicts = LinkedFreeList()
    var dictKeys = LinkedFreeList()
    /// Tuples of 1 to 20 items, linked through item 0; element 0 is unused.
    var tuples: InlineFreeLists = InlineFreeLists()
    /// Contexts of `contextvars`, linked through the list of their weak references.
    var contexts = LinkedFreeList()
    /// At most one slice.
    var slice: RawObject?
}

/// A stack of freed objects; where the link is stored is the type's business.
public struct LinkedFreeList {
    var head: RawObject?
    var count: Int = 0
}

/// Twenty-one free lists in place.
public struct InlineFreeLists {
    var storage:
        (
            LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList,
            LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList,
            LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList,
            LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList, LinkedFreeList,
            LinkedFreeList
        ) = (
            .init(), .init(), .init(), .init(), .init(), .init(), .init(), .init(), .init(),
            .init(), .init(), .init(), .init(), .init(), .init(), .init(), .init(), .init(),
            .init(), .init(), .init()
        )
}

extension Interpreter {
    /// Gives what the free lists keep back to the allocator, as a full collection does.
    func clearFreeLists() {
        clearTupleFreeLists()
        clearFloatFreeList()
        clearListFreeList()
        clearDictFreeLists()
        while let context = state.pointee.freeLists.contexts.pop(linkedAt: Self.contextLink) {
            freeListedGCBlock(context)
        }
    }

    /// Where freed contexts are linked, and how many are kept (`Python/context.c`).
    static var contextLink: Int { 32 }
    static var contextLimit: Int { 255 }

    /// The memory of a context that died, or none.
    public func reuseContext() -> RawObject? {
        state.pointee.freeLists.contexts.pop(linkedAt: Self.contextLink)
    }

    /// Keeps the memory of a dead context, which isn't tracked any more; false when there is no room.
    public func keepContext(_ raw: RawObject) -> Bool {
        guard state.pointee.freeLists.contexts.count < Self.contextLimit else { return false }
        noteDeath(raw)
        state.pointee.freeLists.contexts.push(raw, linkedAt: Self.contextLink)
        return true
    }
}
