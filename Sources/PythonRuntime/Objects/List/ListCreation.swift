/// Lists from other objects, and `list.extend`.
extension Interpreter {
    /// A new list of an iterable's items (`PySequence_List`).
    public func makeList(from iterable: Ref) throws(Raised) -> Owned {
        let list = try makeList()
        try listExtend(list.ref, iterable)
        return list
    }

    /// Appends the items of an iterable (`list_extend`). A list without buffer gets exactly the
    /// room, rounded to even; an iterable of unknown length is given as much as it hints at.
    public func listExtend(_ list: Ref, _ iterable: Ref) throws(Raised) {
        if iterable.isExactly(.list) || iterable.isExactly(.tuple) || iterable == list {
            try listExtendFast(list, iterable)
            return
        }
        let iterator = try self.iterator(over: iterable)
        let slot = try nextSlot(iterator.ref)
        let hint = try lengthHint(iterable, fallback: 8)
        let fields = list.listFields
        if fields.pointee.ob_size <= Int.max &- hint {
            if fields.pointee.ob_item == nil {
                if hint > 0 { try listPreallocate(list, room: hint) }
            } else {
                let count = fields.pointee.ob_size
                try listResize(list, to: count &+ hint)
                fields.pointee.ob_size = count
            }
        }
        while let item = try nextItem(iterator.ref, slot) {
            let owned = Owned(stealing: item)
            let count = fields.pointee.ob_size
            if count < fields.pointee.allocated, let items = fields.pointee.ob_item {
                items[count] = owned.take()
                fields.pointee.ob_size = count &+ 1
            } else {
                try listAppend(list, owned.ref)
            }
        }
        if fields.pointee.ob_size < fields.pointee.allocated {
            try listResize(list, to: fields.pointee.ob_size)
        }
    }

    /// Appends the items of a list or tuple, which may be the list itself.
    private func listExtendFast(_ list: Ref, _ sequence: Ref) throws(Raised) {
        let added = sequence.itemCount
        if added == 0 { return }
        let fields = list.listFields
        let count = fields.pointee.ob_size
        if fields.pointee.ob_item == nil {
            try listPreallocate(list, room: added)
            fields.pointee.ob_size = added
        } else {
            try listResize(list, to: count &+ added)
        }
        // The buffer may have moved, and the sequence be this very list.
        if let source = sequence.fastSequenceItems, let items = fields.pointee.ob_item {
            copyReferences(source, added, to: items + count)
        }
    }

    /// `list.__init__`.
    func initializeList(
        _ list: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        // A class with a `__new__` of its own takes keywords there.
        let new = unsafeBitCast(list.type.pointee.tp_new, to: UnsafeRawPointer?.self)
        if new == unsafeBitCast(type(.list).pointee.tp_new, to: UnsafeRawPointer?.self) {
            try refuseKeywords("list", keywords)
        }
        try checkArguments("list", arguments.itemCount, 0, 1)
        if list.listFields.pointee.ob_item != nil { listClear(list) }
        if arguments.itemCount == 1 { try listExtend(list, arguments.tupleItem(0)) }
    }
}
