import PythonRuntime

/// The functions of `operator` that are more than one operation of the interpreter.
extension Interpreter {
    /// `indexOf(iterable, value)`.
    func operatorIndex(of value: Ref, in iterable: Ref) throws(Raised) -> Owned {
        let iterator = try searchIterator(iterable)
        var index = 0
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            if try compareBool(item.ref, value, .equal) { return try makeInt(index) }
            index += 1
        }
        throw raise(.valueError, "sequence.index(x): x not in sequence")
    }

    /// `countOf(iterable, value)`.
    func operatorCount(of value: Ref, in iterable: Ref) throws(Raised) -> Owned {
        let iterator = try searchIterator(iterable)
        var count = 0
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            if try compareBool(item.ref, value, .equal) { count += 1 }
        }
        return try makeInt(count)
    }

    private func searchIterator(_ iterable: Ref) throws(Raised) -> Owned {
        do throws(Raised) {
            return try iterator(over: iterable)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(
                .typeError, "argument of type '\(typeName(iterable.type))' is not iterable")
        }
    }

    /// `left + right` of sequences, where that isn't an addition of numbers (`PySequence_Concat`).
    func operatorConcatenation(
        _ left: Ref, _ right: Ref, isInPlace: Bool
    ) throws(Raised) -> Owned {
        let slots = left.type.pointee.tp_as_sequence?.pointee
        if isInPlace, let slot = slots?.sq_inplace_concat {
            return try checked(slot(left.raw, right.raw))
        }
        if let slot = slots?.sq_concat { return try checked(slot(left.raw, right.raw)) }
        if isSequence(left), isSequence(right) {
            return isInPlace ? try inplaceAdd(left, right) : try add(left, right)
        }
        throw raise(.typeError, "'\(typeName(left.type))' object can't be concatenated")
    }

    /// `_compare_digest(a, b)`: equality in a time that doesn't tell where they differ.
    func operatorDigestsAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        if left.isStr, right.isStr {
            guard left.strIsASCII, right.strIsASCII else {
                throw raise(
                    .typeError,
                    "comparing strings with non-ASCII characters is not supported")
            }
            return sameBytes(utf8Bytes(left), utf8Bytes(right))
        }
        guard left.hasBuffer || right.hasBuffer else {
            throw raise(
                .typeError,
                "unsupported operand types(s) or combination of types: '\(typeName(left.type))' and '\(typeName(right.type))'"
            )
        }
        return sameBytes(try bytesLike(left), try bytesLike(right))
    }

    private func sameBytes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left.count != right.count { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
