/// f-strings.
extension Interpreter {
    /// Joins strings on the stack (`BUILD_STRING`).
    @inline(never)
    func stringFromStack(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        for index in 0..<count {
            guard let item = items[index], Ref(item).isStr else { throw raiseBadOperand() }
        }
        return try joinStrings(items, count)
    }

    /// `{value!r:specification}`; conversions are 0 none, 1 `str`, 2 `repr`, 3 `ascii`.
    @inline(never)
    func formatInterpolated(
        _ value: Ref, conversion: Int, specification: Ref?
    ) throws(Raised) -> Owned {
        let converted: Owned
        switch conversion {
        case 1: converted = try str(value)
        case 2: converted = try repr(value)
        case 3: converted = try ascii(value)
        default: converted = value.owned()
        }
        if specification == nil, converted.ref.isExactly(.str) { return converted }
        return try format(converted.ref, specification: specification)
    }
}
