import PythonRuntime

/// Arrays as sequences: making them longer and shorter, slices, comparison.
extension Interpreter {
    func isArray(_ object: Ref) -> Bool { isInstance(object, .array) }

    /// Puts an item before a position, which is brought into range.
    func arrayInsert(_ object: Ref, _ position: Int, _ value: Ref) throws(Raised) {
        let bits = try arrayBits(object.arrayCode, value)
        let count = object.itemCount
        try resizeArray(object, to: count + 1)
        let index = position < 0 ? max(0, position &+ count) : min(position, count)
        let size = object.arrayCode.size
        if index < count {
            (object.arrayPlace(index) + size).copyMemory(
                from: object.arrayPlace(index), byteCount: (count - index) * size)
        }
        withUnsafeBytes(of: bits) { bytes in
            // SAFETY: eight bytes have a start, and this machine keeps the lowest ones first.
            object.arrayPlace(index).copyMemory(
                from: bytes.baseAddress.unsafelyUnwrapped, byteCount: size)
        }
    }

    /// Takes the items of a range out.
    func arrayDelete(_ object: Ref, from: Int, to: Int) throws(Raised) {
        let count = object.itemCount
        guard to > from else { return }
        if object.array.pointee.ob_exports > 0 { throw arrayIsExported() }
        if to < count {
            object.arrayPlace(from).copyMemory(
                from: object.arrayPlace(to), byteCount: (count - to) * object.arrayCode.size)
        }
        try resizeArray(object, to: count - (to - from))
    }

    /// `array.extend(iterable)`.
    func arrayExtend(_ object: Ref, _ iterable: Ref) throws(Raised) {
        guard isArray(iterable) else {
            let iterator = try self.iterator(over: iterable)
            return try arrayExtend(object, iterator: iterator.ref)
        }
        if object.arrayCode != iterable.arrayCode {
            throw raise(.typeError, "can only extend with array of same kind")
        }
        let (count, more) = (object.itemCount, iterable.itemCount)
        try resizeArray(object, to: count + more)
        if more > 0 {
            object.arrayPlace(count).copyMemory(
                from: iterable.arrayPlace(0), byteCount: more * object.arrayCode.size)
        }
    }

    func arrayExtend(_ object: Ref, iterator: Ref) throws(Raised) {
        while let raw = try next(iterator) {
            let item = Owned(stealing: raw)
            try arrayInsert(object, object.itemCount, item.ref)
        }
    }

    /// `array.frombytes(bytes)`.
    func arrayAppend(_ object: Ref, bytes source: Ref) throws(Raised) {
        let view = try view(of: source)
        if view.view.itemsize != 1 { throw raise(.typeError, "a bytes-like object is required") }
        let size = object.arrayCode.size
        if view.count % size != 0 {
            throw raise(.valueError, "bytes length not a multiple of item size")
        }
        if view.count == 0 { return }
        let count = object.itemCount
        try resizeArray(object, to: count + view.count / size)
        object.arrayPlace(count).copyMemory(from: view.start, byteCount: view.count)
    }

    func arrayBytes(_ object: Ref) throws(Raised) -> Owned {
        let count = object.itemCount * object.arrayCode.size
        return try makeBytes(
            UnsafeRawBufferPointer(start: object.array.pointee.ob_item, count: count))
    }

    func arrayList(_ object: Ref) throws(Raised) -> Owned {
        let list = try makeList()
        for index in 0..<object.itemCount {
            let item = try arrayItem(object, index)
            try listAppend(list.ref, item.ref)
        }
        return list
    }

    /// A new array of some of the items.
    func arrayPart(_ object: Ref, _ range: SliceRange) throws(Raised) -> Owned {
        let result = try newArray(type(.array), object.arrayCode, count: range.count)
        let size = object.arrayCode.size
        if range.count == 0 { return result }
        if range.step == 1 {
            result.ref.arrayPlace(0).copyMemory(
                from: object.arrayPlace(range.start), byteCount: range.count * size)
            return result
        }
        for number in 0..<range.count {
            result.ref.arrayPlace(number).copyMemory(
                from: object.arrayPlace(range[number]), byteCount: size)
        }
        return result
    }

    func arrayCopy(_ object: Ref) throws(Raised) -> Owned {
        try arrayPart(
            object, SliceRange(start: 0, stop: object.itemCount, step: 1, count: object.itemCount))
    }

    /// `array + array`.
    func arrayConcatenate(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard isArray(right) else {
            throw raise(
                .typeError,
                "can only append array (not \"\(typeName(right.type))\") to array")
        }
        if left.arrayCode != right.arrayCode { throw wrongArrayKind() }
        let (count, more) = (left.itemCount, right.itemCount)
        let result = try newArray(type(.array), left.arrayCode, count: count + more)
        let size = left.arrayCode.size
        if count > 0 {
            result.ref.arrayPlace(0).copyMemory(from: left.arrayPlace(0), byteCount: count * size)
        }
        if more > 0 {
            result.ref.arrayPlace(count).copyMemory(
                from: right.arrayPlace(0), byteCount: more * size)
        }
        return result
    }

    private func wrongArrayKind() -> Raised {
        raise(.typeError, "bad argument type for built-in operation")
    }

    /// `array * times`.
    func arrayRepeat(_ object: Ref, _ times: Int) throws(Raised) -> Owned {
        let count = object.itemCount
        let (total, overflows) = count.multipliedReportingOverflow(by: max(0, times))
        if overflows { throw raiseMemoryError() }
        let result = try newArray(type(.array), object.arrayCode, count: total)
        for number in 0..<(count == 0 ? 0 : max(0, times)) {
            result.ref.arrayPlace(number * count).copyMemory(
                from: object.arrayPlace(0), byteCount: count * object.arrayCode.size)
        }
        return result
    }

    /// `array *= times`.
    func arrayRepeatInPlace(_ object: Ref, _ times: Int) throws(Raised) {
        let count = object.itemCount
        if count == 0 { return }
        let (total, overflows) = count.multipliedReportingOverflow(by: max(0, times))
        if overflows { throw raiseMemoryError() }
        try resizeArray(object, to: total)
        for number in 1..<max(1, times) {
            object.arrayPlace(number * count).copyMemory(
                from: object.arrayPlace(0), byteCount: count * object.arrayCode.size)
        }
    }

    // MARK: Subscripts

    /// The index a subscript means; nil when it is a slice.
    private func arrayIndex(_ object: Ref, _ key: Ref) throws(Raised) -> Int? {
        if key.isInt || key.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let index = try indexValue(key, overflow: .indexError)
            return index < 0 ? index &+ object.itemCount : index
        }
        if key.isExactly(.slice) { return nil }
        throw raise(.typeError, "array indices must be integers")
    }

    func arraySubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        guard let index = try arrayIndex(object, key) else {
            return try arrayPart(object, try sliceRange(key, of: object))
        }
        guard index >= 0, index < object.itemCount else {
            throw raise(.indexError, "array index out of range")
        }
        return try arrayItem(object, index)
    }

    /// `array[key] = value`, and `del array[key]` without a value.
    func arraySetSubscript(_ object: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        guard let index = try arrayIndex(object, key) else {
            return try arraySetSlice(object, try sliceRange(key, of: object), value)
        }
        guard index >= 0, index < object.itemCount else {
            throw raise(.indexError, "array assignment index out of range")
        }
        if let value { return try setArrayItem(object, index, value) }
        try arrayDelete(object, from: index, to: index + 1)
    }

    private func arraySetSlice(
        _ object: Ref, _ range: SliceRange, _ value: Ref?
    ) throws(Raised) {
        guard let value else { return try arrayReplace(object, range, with: nil) }
        guard isArray(value) else {
            throw raise(
                .typeError,
                "can only assign array (not \"\(typeName(value.type, limit: nil))\") to array slice"
            )
        }
        if value == object {
            let copy = try arrayCopy(object)
            return try arrayReplace(object, range, with: copy.ref)
        }
        if value.arrayCode != object.arrayCode { throw wrongArrayKind() }
        try arrayReplace(object, range, with: value)
    }

    /// Puts another array of the same kind in the place of a slice.
    private func arrayReplace(
        _ object: Ref, _ range: SliceRange, with other: Ref?
    ) throws(Raised) {
        let needed = other?.itemCount ?? 0
        let size = object.arrayCode.size
        if needed == 0 || needed != range.count, object.array.pointee.ob_exports > 0 {
            throw arrayIsExported()
        }
        if range.step == 1 {
            let count = object.itemCount
            let tail = count - range.start - range.count
            if needed > range.count { try resizeArray(object, to: count + needed - range.count) }
            if tail > 0, needed != range.count {
                object.arrayPlace(range.start + needed).copyMemory(
                    from: object.arrayPlace(range.start + range.count), byteCount: tail * size)
            }
            if needed < range.count { try resizeArray(object, to: count + needed - range.count) }
            if let other, needed > 0 {
                object.arrayPlace(range.start).copyMemory(
                    from: other.arrayPlace(0), byteCount: needed * size)
            }
            return
        }
        if needed == 0 { return try arrayDelete(object, stepping: range) }
        guard let other, needed == range.count else {
            throw raise(
                .valueError,
                "attempt to assign array of size \(needed) to extended slice of size \(range.count)"
            )
        }
        for number in 0..<needed {
            object.arrayPlace(range[number]).copyMemory(
                from: other.arrayPlace(number), byteCount: size)
        }
    }

    /// Takes the items of an extended slice out.
    private func arrayDelete(_ object: Ref, stepping range: SliceRange) throws(Raised) {
        if range.count == 0 { return }
        let step = range.step.magnitude
        let first = range.step < 0 ? range[range.count - 1] : range.start
        var write = first
        var next = UInt(first)
        var removed = 0
        for read in first..<object.itemCount {
            if removed < range.count, UInt(read) == next {
                removed += 1
                next = next &+ step
                continue
            }
            object.arrayPlace(write).copyMemory(
                from: object.arrayPlace(read), byteCount: object.arrayCode.size)
            write += 1
        }
        try resizeArray(object, to: write)
    }

    // MARK: Search and comparison

    /// The first index of an equal item.
    func arrayFind(
        _ object: Ref, _ value: Ref, from: Int = 0, to: Int = .max
    ) throws(Raised) -> Int? {
        var index = from
        while index < min(to, object.itemCount) {
            let item = try arrayItem(object, index)
            if try compareBool(item.ref, value, .equal) { return index }
            index += 1
        }
        return nil
    }

    /// `left op right` of two arrays, item by item.
    func arrayCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard isArray(left), isArray(right) else { return notImplemented.owned() }
        if left.itemCount != right.itemCount, op == .equal || op == .notEqual {
            return bool(op == .notEqual)
        }
        var index = sameArrayItems(left, right)
        while index < min(left.itemCount, right.itemCount) {
            let one = try arrayItem(left, index)
            let other = try arrayItem(right, index)
            if try !compareBool(one.ref, other.ref, .equal) {
                if op == .equal || op == .notEqual { return bool(op == .notEqual) }
                return try compare(one.ref, other.ref, op)
            }
            index += 1
        }
        return compareInts(left.itemCount, right.itemCount, op)
    }

    /// How many items two arrays of one integer type have in common, in their memory.
    private func sameArrayItems(_ left: Ref, _ right: Ref) -> Int {
        let code = left.arrayCode
        if code != right.arrayCode || code.isFloat { return 0 }
        let count = min(left.itemCount, right.itemCount)
        guard count > 0 else { return 0 }
        let one = UnsafeRawBufferPointer(start: left.arrayPlace(0), count: count * code.size)
        let other = UnsafeRawBufferPointer(start: right.arrayPlace(0), count: count * code.size)
        var index = 0
        while index < one.count, one[index] == other[index] { index += 1 }
        return index / code.size
    }
}
