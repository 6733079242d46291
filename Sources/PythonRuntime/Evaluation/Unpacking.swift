/// `a, b = values` and `a, *b = values` (`unpack_iterable`, `Python/ceval.c`).
extension Interpreter {
    /// Puts the items in reverse order below `end`, so that the first is on top. `after` is the
    /// number of names after a starred one, nil without one. The lowest slot holds the sequence, and
    /// holds it again after a failure.
    @inline(never)
    func unpack(
        _ sequence: Ref, count: Int, after: Int?, into end: UnsafeMutablePointer<RawObject?>
    ) throws(Raised) {
        if after == nil, unpackExactly(sequence, count, end) { return }
        var filled = 0
        do {
            try unpackIterable(sequence, count, after, end, &filled)
        } catch {
            for index in 0..<filled {
                if let item = (end - 1 - index).pointee { Ref(item).decref() }
            }
            let total = count + (after.map { $0 + 1 } ?? 0)
            (end - total).pointee = sequence.raw
            throw error
        }
    }

    /// Tuples and lists of the right length.
    @inline(__always)
    private func unpackExactly(
        _ sequence: Ref, _ count: Int, _ end: UnsafeMutablePointer<RawObject?>
    ) -> Bool {
        let items: UnsafeMutablePointer<RawObject?>
        if sequence.isExactly(.tuple), sequence.itemCount == count {
            items = sequence.tupleItems
        } else if sequence.isExactly(.list), sequence.itemCount == count,
            let buffer = sequence.fields(PyListObject.self).pointee.ob_item
        {
            items = buffer
        } else {
            return false
        }
        for index in 0..<count {
            let item = items[index].unsafelyUnwrapped
            Ref(item).incref()
            (end - 1 - index).pointee = item
        }
        return true
    }

    private func unpackIterable(
        _ sequence: Ref, _ count: Int, _ after: Int?, _ end: UnsafeMutablePointer<RawObject?>,
        _ filled: inout Int
    ) throws(Raised) {
        if sequence.type.pointee.tp_iter == nil, !isSequence(sequence) {
            throw raise(
                .typeError, "cannot unpack non-iterable \(typeName(sequence.type)) object")
        }
        let iterator = try self.iterator(over: sequence)
        while filled < count {
            guard let item = try next(iterator.ref) else {
                let least = after == nil ? "" : "at least "
                throw raise(
                    .valueError,
                    "not enough values to unpack (expected \(least)\(count + (after ?? 0)), "
                        + "got \(filled))")
            }
            (end - 1 - filled).pointee = item
            filled += 1
        }
        guard let after else {
            guard let extra = try next(iterator.ref) else { return }
            Ref(extra).decref()
            throw raise(.valueError, "too many values to unpack (expected \(count))")
        }
        try unpackRest(iterator.ref, count, after, end, &filled)
    }

    /// The starred name's list, then the items after it from the list's end.
    private func unpackRest(
        _ iterator: Ref, _ count: Int, _ after: Int, _ end: UnsafeMutablePointer<RawObject?>,
        _ filled: inout Int
    ) throws(Raised) {
        let list = try makeList()
        try listExtend(list.ref, iterator)
        let rest = list.ref.itemCount
        guard rest >= after else {
            throw raise(
                .valueError,
                "not enough values to unpack (expected at least \(count + after), "
                    + "got \(count + rest))")
        }
        let fields = list.ref.fields(PyListObject.self)
        for index in 0..<after {
            let item = fields.pointee.ob_item?[rest - after + index]
            (end - 1 - count - 1 - index).pointee = item
        }
        // The items have moved to the stack.
        fields.pointee.ob_size = rest - after
        (end - 1 - count).pointee = list.take()
        filled = count + 1 + after
    }
}
