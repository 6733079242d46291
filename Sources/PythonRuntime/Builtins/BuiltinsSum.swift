/// `sum(iterable, start)`: in machine integers while the items are ints that fit, in doubles while
/// they are floats and ints, else with `+`.
extension Interpreter {
    func sum(_ arguments: Arguments) throws(Raised) -> Owned {
        let parameters = ParameterList(
            function: "sum", names: ["", "start"], positionalOnly: 1, required: 1,
            maximumPositional: 2)
        let values = try bind(parameters, arguments)
        guard let iterable = values[0] else { return none.owned() }
        let iterator = try self.iterator(over: iterable)
        let slot = try nextSlot(iterator.ref)
        let start = values[1] ?? smallInt(0)
        try refuseToSum(start)
        var total = start.owned()
        if total.ref.isExactly(.int), let value = total.ref.intValue {
            guard let rest = try sumInts(iterator.ref, slot, value, &total) else { return total }
            total = Owned(stealing: rest)
        }
        if total.ref.isExactly(.float) {
            let value = total.ref.fields(PyFloatObject.self).pointee.ob_fval
            guard let rest = try sumFloats(iterator.ref, slot, value, &total) else { return total }
            total = Owned(stealing: rest)
        }
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            total = try add(total.ref, item.ref)
        }
        return total
    }

    private func refuseToSum(_ start: Ref) throws(Raised) {
        if start.isStr {
            throw raise(
                .typeError, "sum() can't sum strings [use ''.join(seq) instead]")
        }
        if start.isBytes {
            throw raise(.typeError, "sum() can't sum bytes [use b''.join(seq) instead]")
        }
        if isInstance(start, .bytearray) {
            throw raise(.typeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
        }
    }

    /// Adds ints; nil at the end, with the sum in `total`, else the sum including the first item that
    /// is not an int or doesn't fit.
    private func sumInts(
        _ iterator: Ref, _ slot: UnarySlot, _ start: Int, _ total: inout Owned
    ) throws(Raised) -> RawObject? {
        var sum = start
        while let raw = try nextItem(iterator, slot) {
            let item = Owned(stealing: raw)
            if item.ref.isExactly(.int) || item.ref.isExactly(.bool),
                let value = item.ref.intValue
            {
                let (next, isBeyond) = sum.addingReportingOverflow(value)
                if !isBeyond {
                    sum = next
                    continue
                }
            }
            let soFar = try makeInt(sum)
            return try add(soFar.ref, item.ref).take()
        }
        total = try makeInt(sum)
        return nil
    }

    /// Adds floats and ints that fit; as `sumInts`.
    private func sumFloats(
        _ iterator: Ref, _ slot: UnarySlot, _ start: Double, _ total: inout Owned
    ) throws(Raised) -> RawObject? {
        var sum = start
        while let raw = try nextItem(iterator, slot) {
            let item = Owned(stealing: raw)
            if item.ref.isExactly(.float) {
                sum += item.ref.fields(PyFloatObject.self).pointee.ob_fval
                continue
            }
            if item.ref.isInt, let value = item.ref.intValue {
                sum += Double(value)
                continue
            }
            let soFar = try makeFloat(sum)
            return try add(soFar.ref, item.ref).take()
        }
        total = try makeFloat(sum)
        return nil
    }
}
