/// Objects kept for reuse by their types, so that the commonest allocations never reach pymalloc.
/// Sizes are CPython 3.11's; `MEMORY.md`'s facts are in the tests.
public struct FreeLists {
    /// Floats, linked through `ob_type`; at most 100.
    var floats = LinkedFreeList()
    /// Lists, linked through `ob_item`; at most 80. CPython keeps them in an array: the order of
    /// reuse, last freed first, is the same.
    var lists = LinkedFreeList()
    /// Dicts, at most 80, and their smallest all-string key tables, at most 80.
    var dicts = LinkedFreeList()
    var dictKeys = LinkedFreeList()
    /// Tuples of 1 to 20 items, linked through item 0, at most 2000 a size; element 0 is unused.
    var tuples: InlineFreeLists = InlineFreeLists()
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
