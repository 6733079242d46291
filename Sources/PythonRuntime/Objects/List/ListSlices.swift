/// Reading and replacing items and slices of lists.
extension Interpreter {
    func listItem(_ list: Ref, at index: Int) throws(Raised) -> Owned {
        guard index >= 0, index < list.itemCount else {
            throw raise(.indexError, "list index out of range")
        }
        return list.listItem(index).owned()
    }

    func listSubscript(_ list: Ref, _ key: Ref) throws(Raised) -> Owned {
        if key.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let index = try indexValue(key, overflow: .indexError)
            return try listItem(list, at: index < 0 ? index &+ list.itemCount : index)
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "list indices must be integers or slices, not \(typeName(key.type))")
        }
        let range = try sliceRange(key, of: list)
        if range.count <= 0 { return try makeList() }
        if range.step == 1 {
            return try listSlice(list, from: range.start, to: range.start &+ range.count)
        }
        let result = try makeList(count: range.count)
        for number in 0..<range.count {
            result.ref.setListItem(number, list.listItem(range[number]).owned().take())
        }
        return result
    }

    /// A new list of the items in a range that is inside the list.
    func listSlice(_ list: Ref, from: Int, to: Int) throws(Raised) -> Owned {
        let result = try makeList(count: max(to &- from, 0))
        if let source = list.listFields.pointee.ob_item,
            let target = result.ref.listFields.pointee.ob_item, to > from
        {
            copyReferences(source + from, to &- from, to: target)
        }
        return result
    }

    /// `list[index] = value`, or deletes when the value is nil (`sq_ass_item`).
    public func listSetItem(_ list: Ref, at index: Int, _ value: Ref?) throws(Raised) {
        guard index >= 0, index < list.itemCount else {
            throw raise(.indexError, "list assignment index out of range")
        }
        guard let value else {
            try listRemoveItems(list, from: index, to: index &+ 1)
            return
        }
        let old = list.listItem(index)
        list.setListItem(index, value.owned().take())
        old.decref()
    }

    /// `list[key] = value` and `del list[key]`.
    func listSetSubscript(_ list: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        if key.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let index = try indexValue(key, overflow: .indexError)
            try listSetItem(list, at: index < 0 ? index &+ list.itemCount : index, value)
            return
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "list indices must be integers or slices, not \(typeName(key.type))")
        }
        let range = try sliceRange(key, of: list)
        if range.step == 1 {
            try listReplace(list, from: range.start, to: range.stop, with: value)
        } else if let value {
            try listSetExtendedSlice(list, range, value)
        } else {
            try listRemoveExtendedSlice(list, range)
        }
    }

    /// Removes the items of a range (`PyList_SetSlice` with nothing).
    public func listRemoveItems(_ list: Ref, from: Int, to: Int) throws(Raised) {
        try listReplace(list, from: from, to: to, with: nil)
    }

    /// Replaces the items of a range with those of any iterable, or with none (`list_ass_slice`).
    func listReplace(_ list: Ref, from: Int, to: Int, with value: Ref?) throws(Raised) {
        let source: Owned
        if let value {
            // The list itself is copied first; anything else is taken as it is, or as a list.
            source =
                value == list
                ? try listSlice(list, from: 0, to: list.itemCount)
                : try fastSequence(value, "can only assign an iterable")
        } else {
            source = none.owned()
        }
        let added = value == nil ? 0 : source.ref.itemCount
        let fields = list.listFields
        let start = min(max(from, 0), fields.pointee.ob_size)
        let end = min(max(to, start), fields.pointee.ob_size)
        let removed = end &- start
        let change = added &- removed
        if fields.pointee.ob_size &+ change == 0 {
            listClear(list)
            return
        }
        let items = source.ref
        // CPython keeps up to 8 of them on its stack.
        let status = withUnsafeTemporaryAllocation(of: RawObject?.self, capacity: 8) { room in
            slotStatus { () throws(Raised) in
                let kept = try takeOut(fields, start, removed, room.baseAddress)
                defer { releaseTakenOut(kept, removed) }
                try replaceItems(list, start, end, items, added, kept)
                return 0
            }
        }
        withExtendedLifetime(source) {}
        if status < 0 { throw Raised() }
    }

    /// Puts other items in place of those from `start` to `end`, which have been taken out.
    private func replaceItems(
        _ list: Ref, _ start: Int, _ end: Int, _ source: Ref, _ added: Int,
        _ kept: UnsafeMutablePointer<RawObject?>?
    ) throws(Raised) {
        let fields = list.listFields
        let removed = end &- start
        let change = added &- removed
        if change < 0 {
            moveTail(fields, from: end, by: change)
            do throws(Raised) {
                try listResize(list, to: fields.pointee.ob_size &+ change)
            } catch {
                restore(fields, start, kept, removed, change)
                throw error
            }
        } else if change > 0 {
            let oldCount = fields.pointee.ob_size
            try listResize(list, to: oldCount &+ change)
            if let items = fields.pointee.ob_item {
                memmoveReferences(items + end, oldCount &- end, to: items + (end &+ change))
            }
        }
        if added > 0, let items = fields.pointee.ob_item,
            let sourceItems = source.fastSequenceItems
        {
            copyReferences(sourceItems, added, to: items + start)
        }
    }

    /// Copies the references to be released at the end aside: to a block, as CPython does for more
    /// than 8, else to the given room for 8.
    private func takeOut(
        _ fields: UnsafeMutablePointer<PyListObject>, _ start: Int, _ count: Int,
        _ room: UnsafeMutablePointer<RawObject?>?
    ) throws(Raised) -> UnsafeMutablePointer<RawObject?>? {
        guard count > 0, let items = fields.pointee.ob_item else { return nil }
        guard let room, count <= 8 else {
            guard let block = allocateBlock(count &* 8) else { throw raiseMemoryError() }
            let aside = block.assumingMemoryBound(to: RawObject?.self)
            aside.initialize(from: items + start, count: count)
            return aside
        }
        room.initialize(from: items + start, count: count)
        return room
    }

    private func releaseTakenOut(_ aside: UnsafeMutablePointer<RawObject?>?, _ count: Int) {
        guard let aside else { return }
        var index = count &- 1
        while index >= 0 {
            if let item = aside[index] { Ref(item).decref() }
            index &-= 1
        }
        if count > 8 { freeBlock(UnsafeMutableRawPointer(aside)) }
    }

    private func moveTail(_ fields: UnsafeMutablePointer<PyListObject>, from end: Int, by: Int) {
        guard let items = fields.pointee.ob_item else { return }
        memmoveReferences(items + end, fields.pointee.ob_size &- end, to: items + (end &+ by))
    }

    /// Undoes a removal whose buffer could not be reallocated.
    private func restore(
        _ fields: UnsafeMutablePointer<PyListObject>, _ start: Int,
        _ kept: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ change: Int
    ) {
        guard let items = fields.pointee.ob_item, let kept else { return }
        let end = start &+ count
        memmoveReferences(
            items + (end &+ change), fields.pointee.ob_size &- end, to: items + end)
        for index in 0..<count {
            items[start &+ index] = kept[index]
            if let item = kept[index] { Ref(item).incref() }
        }
    }

    /// Moves references as bytes; the places may overlap.
    @inline(__always)
    func memmoveReferences(
        _ source: UnsafeMutablePointer<RawObject?>, _ count: Int,
        to target: UnsafeMutablePointer<RawObject?>
    ) {
        if count > 0 {
            UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: count &* 8)
        }
    }

    /// `list[start:stop:step] = values`, as many as there are places.
    private func listSetExtendedSlice(
        _ list: Ref, _ range: SliceRange, _ value: Ref
    ) throws(Raised) {
        let source =
            value == list
            ? try listSlice(list, from: 0, to: list.itemCount)
            : try fastSequence(value, "must assign iterable to extended slice")
        guard source.ref.itemCount == range.count else {
            throw raise(
                .valueError,
                "attempt to assign sequence of size \(source.ref.itemCount) to extended slice of size \(range.count)"
            )
        }
        if range.count == 0 { return }
        guard let block = allocateBlock(range.count &* 8) else { throw raiseMemoryError() }
        defer { freeBlock(block) }
        let aside = block.assumingMemoryBound(to: RawObject?.self)
        for number in 0..<range.count {
            aside[number] = list.listItem(range[number]).raw
            let item = source.ref.fastSequenceItem(number)
            list.setListItem(range[number], item.owned().take())
        }
        for number in 0..<range.count {
            if let item = aside[number] { Ref(item).decref() }
        }
    }

    /// `del list[start:stop:step]`.
    private func listRemoveExtendedSlice(_ list: Ref, _ range: SliceRange) throws(Raised) {
        if range.count <= 0 { return }
        let fields = list.listFields
        guard let items = fields.pointee.ob_item else { return }
        // From the lowest place up, whatever the direction.
        let step = range.step < 0 ? 0 &- range.step : range.step
        let first = range.step < 0 ? range[range.count &- 1] : range.start
        guard let block = allocateBlock(range.count &* 8) else { throw raiseMemoryError() }
        defer { freeBlock(block) }
        let aside = block.assumingMemoryBound(to: RawObject?.self)
        let count = fields.pointee.ob_size
        var target = first
        var number = 0
        for index in first..<count {
            if number < range.count, index == first &+ number &* step {
                aside[number] = items[index]
                number &+= 1
            } else {
                items[target] = items[index]
                target &+= 1
            }
        }
        fields.pointee.ob_size = count &- range.count
        let result = Result { () throws(Raised) in
            try listResize(list, to: count &- range.count)
        }
        for number in 0..<range.count {
            if let item = aside[number] { Ref(item).decref() }
        }
        try result.get()
    }

    /// A tuple or list itself, else a new list of an iterable's items (`PySequence_Fast`).
    func fastSequence(_ value: Ref, _ message: String) throws(Raised) -> Owned {
        if value.isExactly(.list) || value.isExactly(.tuple) { return value.owned() }
        let iterator: Owned
        do throws(Raised) {
            iterator = try self.iterator(over: value)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(.typeError, message)
        }
        return try makeList(from: iterator.ref)
    }
}

extension Ref {
    /// The items of a list or tuple; nil for a list without buffer.
    @inline(__always)
    var fastSequenceItems: UnsafeMutablePointer<RawObject?>? {
        isList ? listFields.pointee.ob_item : tupleItems
    }

    @inline(__always)
    func fastSequenceItem(_ index: Int) -> Ref { isList ? listItem(index) : tupleItem(index) }

    /// Stores an owned reference in a list's place; the old one is the caller's business.
    @inline(__always)
    func setListItem(_ index: Int, _ item: RawObject) {
        // SAFETY: callers keep the index below the size, and a list with items has a buffer.
        listFields.pointee.ob_item.unsafelyUnwrapped[index] = item
    }
}
