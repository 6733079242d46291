/// Tuples from other objects.
extension Interpreter {
    /// `tuple(iterable)` (`PySequence_Tuple`): a tuple itself, else a new one that grows by ten and a
    /// quarter while the iterable goes on past its length hint.
    public func makeTuple(from iterable: Ref) throws(Raised) -> Owned {
        if iterable.isExactly(.tuple) { return iterable.owned() }
        if iterable.isExactly(.list) {
            let fields = iterable.listFields
            return try makeTuple(
                UnsafeBufferPointer(start: fields.pointee.ob_item, count: fields.pointee.ob_size))
        }
        let iterator = try self.iterator(over: iterable)
        var room = try lengthHint(iterable, fallback: 10)
        var result = try makeTuple(count: room)
        let slot = try nextSlot(iterator.ref)
        var count = 0
        while let item = try nextItem(iterator.ref, slot) {
            if count >= room {
                guard room < TupleLayout.maximumCount - 10 else {
                    Ref(item).decref()
                    throw raiseMemoryError()
                }
                room += 10
                room += room >> 2
                do throws(Raised) {
                    result = try resizeTuple(result, to: room)
                } catch {
                    Ref(item).decref()
                    throw error
                }
            }
            result.ref.tupleItems[count] = item
            count += 1
        }
        if count < room { result = try resizeTuple(result, to: count) }
        return result
    }

    /// A tuple, held by no one else, cut or extended with nil items by moving its block
    /// (`_PyTuple_Resize`).
    func resizeTuple(_ tuple: consuming Owned, to count: Int) throws(Raised) -> Owned {
        let oldCount = tuple.ref.itemCount
        if oldCount == count { return tuple }
        if oldCount == 0 || count == 0 { return try makeTuple(count: count) }
        let old = tuple.take()
        untrack(old)
        if count < oldCount {
            for index in count..<oldCount {
                if let item = Ref(old).tupleItems[index] { Ref(item).decref() }
                Ref(old).tupleItems[index] = nil
            }
        }
        guard count <= TupleLayout.maximumCount,
            let block = moveGCBlock(old, to: TupleLayout.headerSize &+ count &* 8)
        else {
            Ref(old).decref()
            throw raiseMemoryError()
        }
        let new = Ref(block)
        new.fields(PyTupleObject.self).pointee.ob_size = count
        if count > oldCount {
            (new.tupleItems + oldCount).initialize(repeating: nil, count: count - oldCount)
        }
        track(new.raw)
        return Owned(stealing: new.raw)
    }

    /// Reallocates an untracked object with a GC head (`_PyObject_GC_Resize`); nil at the limit.
    private func moveGCBlock(_ raw: RawObject, to size: Int) -> RawObject? {
        noteDeath(raw)
        guard let block = reallocateBlock(raw - 16, to: size &+ 16) else {
            noteBirth(raw)
            return nil
        }
        noteBirth(block + 16)
        return block + 16
    }

    /// `tuple.__new__`.
    func newTuple(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        if keepsInitializer(type, of: self.type(.tuple)) { try refuseKeywords("tuple", keywords) }
        return try newTuple(type, Arguments(tuple: arguments))
    }

    /// `tuple(…)`.
    func newTuple(_ type: TypePointer, _ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("tuple", arguments.count, 0, 1)
        let tuple =
            arguments.count == 0 ? emptyTuple.owned() : try makeTuple(from: arguments[0])
        if type == self.type(.tuple) { return tuple }
        let instance = try allocateInstance(type, items: tuple.ref.itemCount)
        copyReferences(tuple.ref.tupleItems, tuple.ref.itemCount, to: instance.ref.tupleItems)
        return instance
    }
}
