/// Changing bytearrays: items, slices, and the methods that add and remove.
extension Interpreter {
    /// `array[index] = value`, or deletes when the value is nil (`sq_ass_item`).
    func byteArraySetItem(_ array: Ref, _ index: Int, _ value: Ref?) throws(Raised) {
        let position = index < 0 ? index &+ array.itemCount : index
        guard position >= 0, position < array.itemCount else {
            throw raise(.indexError, "bytearray index out of range")
        }
        guard let value else {
            return try byteArrayReplace(
                array, position, position + 1, with: .init(start: nil, count: 0))
        }
        let byte = try byteArrayValue(value)
        guard position < array.itemCount else {
            throw raise(.indexError, "bytearray index out of range")
        }
        array.byteArrayStart[position] = byte
    }

    /// `array[key] = value` and `del array[key]`.
    func byteArraySetSubscript(_ array: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        if isIndex(key) {
            let index = try indexValue(key, overflow: .indexError)
            if let value { _ = try byteArrayValue(value) }
            let position = index < 0 ? index &+ array.itemCount : index
            guard position >= 0, position < array.itemCount else {
                throw raise(.indexError, "bytearray index out of range")
            }
            return try byteArraySetItem(array, position, value)
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "bytearray indices must be integers or slices, not \(typeName(key.type))")
        }
        guard let value else {
            let range = try sliceRange(key, of: array)
            return try byteArraySetSlice(array, range, .init(start: nil, count: 0))
        }
        if value.isByteArray, value != array {
            let range = try sliceRange(key, of: array)
            return try byteArraySetSlice(array, range, value.bytesBuffer)
        }
        if value.isStr || isNumber(value) {
            throw raise(
                .typeError,
                "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        }
        let copy = try call(Ref(RawObject(type(.bytearray))), value)
        let range = try sliceRange(key, of: array)
        try byteArraySetSlice(array, range, copy.ref.bytesBuffer)
    }

    /// Whether an object is a number (`PyNumber_Check`).
    private func isNumber(_ object: Ref) -> Bool {
        guard let number = object.type.pointee.tp_as_number?.pointee else { return false }
        return number.nb_index != nil || number.nb_int != nil || number.nb_float != nil
            || isInstance(object, .complex)
    }

    private func byteArraySetSlice(
        _ array: Ref, _ given: SliceRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) {
        var range = given
        if range.step < 0 ? range.start < range.stop : range.start > range.stop {
            range.stop = range.start
        }
        if range.step == 1 {
            try byteArrayReplace(array, range.start, range.stop, with: bytes)
        } else if bytes.count == 0 {
            try byteArrayRemove(array, range)
        } else if bytes.count != range.count {
            throw raise(
                .valueError,
                "attempt to assign bytes of size \(bytes.count) to extended slice of size \(range.count)"
            )
        } else {
            let target = array.byteArrayStart
            for number in 0..<range.count { target[range[number]] = bytes[number] }
        }
    }

    /// `del array[start:stop:step]`.
    private func byteArrayRemove(_ array: Ref, _ range: SliceRange) throws(Raised) {
        try checkResizable(array)
        if range.count <= 0 { return }
        let step = abs(range.step)
        let first = range.step < 0 ? range[range.count - 1] : range.start
        let (start, count) = (array.byteArrayStart, array.itemCount)
        var target = first
        var number = 0
        for index in first..<count {
            if number < range.count, index == first &+ number &* step {
                number += 1
            } else {
                start[target] = start[index]
                target += 1
            }
        }
        try resizeByteArray(array, to: count - range.count)
    }

    /// `array += other`; of an array to itself it fails, since it is being looked at.
    func byteArrayAppend(_ array: Ref, contentsOf other: Ref) throws(Raised) {
        guard other.hasBuffer else {
            throw raise(
                .typeError,
                "can't concat \(typeName(other.type, limit: 100)) to \(typeName(array.type, limit: 100))"
            )
        }
        let contents = try view(of: other)
        let count = array.itemCount
        guard count <= Int.max - 64 - contents.count else { throw raiseMemoryError() }
        try resizeByteArray(array, to: count + contents.count)
        if contents.count > 0 {
            (array.byteArrayStart + count).update(from: contents.start, count: contents.count)
        }
    }

    /// `array *= times`.
    func byteArrayRepeatInPlace(_ array: Ref, _ times: Int) throws(Raised) {
        let count = array.itemCount
        let (total, overflow) = count.multipliedReportingOverflow(by: max(times, 0))
        if overflow { throw raiseMemoryError() }
        try resizeByteArray(array, to: total)
        if total > count {
            let start = array.byteArrayStart
            fillRepeating(start, UnsafeBufferPointer(start: start, count: count), count: total)
        }
    }

    /// `array.extend(iterable)`.
    func byteArrayExtend(_ array: Ref, _ iterable: Ref) throws(Raised) {
        if iterable.hasBuffer {
            if iterable == array {
                let copy = try makeByteArray(iterable.bytesBuffer)
                return try byteArrayExtend(array, copy.ref)
            }
            let contents = try view(of: iterable)
            let count = array.itemCount
            return try byteArrayReplace(array, count, count, with: contents.bytes)
        }
        let iterator: Owned
        do throws(Raised) {
            iterator = try self.iterator(over: iterable)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(
                .typeError, "can't extend bytearray with \(typeName(iterable.type, limit: 100))")
        }
        // Items are gathered first, so that one that is no byte leaves the array as it was.
        var room = try lengthHint(iterable, fallback: 32)
        let gathered = try newByteArray(count: room)
        var count = 0
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            let byte = try byteArrayValue(item.ref)
            if count >= room {
                room = count + (count > 0 ? count >> 1 : 1) + 1
                try resizeByteArray(gathered.ref, to: room)
            }
            gathered.ref.byteArrayStart[count] = byte
            count += 1
        }
        try resizeByteArray(gathered.ref, to: count)
        let end = array.itemCount
        try byteArrayReplace(array, end, end, with: gathered.ref.bytesBuffer)
    }

    func byteArrayInsert(_ array: Ref, _ index: Int, _ value: Ref) throws(Raised) {
        let byte = try byteArrayValue(value)
        let count = array.itemCount
        try resizeByteArray(array, to: count + 1)
        var position = index < 0 ? index &+ count : index
        position = min(max(position, 0), count)
        let start = array.byteArrayStart
        (start + (position + 1)).update(from: start + position, count: count - position)
        start[position] = byte
    }

    func byteArrayPop(_ array: Ref, _ index: Int) throws(Raised) -> Owned {
        let count = array.itemCount
        if count == 0 { throw raise(.indexError, "pop from empty bytearray") }
        let position = index < 0 ? index &+ count : index
        guard position >= 0, position < count else {
            throw raise(.indexError, "pop index out of range")
        }
        try checkResizable(array)
        let start = array.byteArrayStart
        let value = start[position]
        (start + position).update(from: start + (position + 1), count: count - position - 1)
        try resizeByteArray(array, to: count - 1)
        return smallInt(Int(value)).owned()
    }

    func byteArrayRemove(_ array: Ref, _ value: Ref) throws(Raised) {
        let byte = try byteArrayValue(value)
        let count = array.itemCount
        guard let position = array.bytesBuffer.firstIndex(of: byte) else {
            throw raise(.valueError, "value not found in bytearray")
        }
        try checkResizable(array)
        let start = array.byteArrayStart
        (start + position).update(from: start + (position + 1), count: count - position - 1)
        try resizeByteArray(array, to: count - 1)
    }
}
