/// Bytes as sequences. Searching is shared with strings: `ref.byteCharacters` is a view of one byte a character.
extension Ref {
    /// The bytes as characters, for what strings can do as well.
    @inline(__always)
    var byteCharacters: StrCharacters {
        StrCharacters(start: UnsafeMutableRawPointer(bytesStart), count: itemCount, kind: 1)
    }

    /// The cached or computed hash of a bytes object.
    var bytesHash: Int {
        let fields = fields(PyBytesObject.self)
        if fields.pointee.ob_shash == -1 {
            fields.pointee.ob_shash = StrHash.hash(bytesStart, itemCount)
        }
        return fields.pointee.ob_shash
    }
}

extension Interpreter {
    /// A bytes-like argument, or `TypeError`.
    func bytesLike(_ object: Ref) throws(Raised) -> StrCharacters {
        guard object.isBytes else {
            throw raise(
                .typeError, "a bytes-like object is required, not '\(typeName(object.type))'")
        }
        return object.byteCharacters
    }

    func makeBytes(characters: StrCharacters) throws(Raised) -> Owned {
        try makeBytes(UnsafeRawBufferPointer(start: characters.start, count: characters.count))
    }

    /// The object itself if its type is bytes, else bytes of its contents.
    func exactBytes(_ object: Ref) throws(Raised) -> Owned {
        object.isExactly(.bytes)
            ? object.owned() : try makeBytes(characters: object.byteCharacters)
    }

    /// The bytes from one position to another, which are in range; the whole object is itself.
    func bytesSlice(_ object: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        if to <= from { return emptyBytes.owned() }
        if from == 0, to == object.itemCount { return try exactBytes(object) }
        return try makeBytes(characters: object.byteCharacters.slice(from, to))
    }

    /// `left + right`.
    func bytesConcatenate(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard right.isBytes else {
            throw raise(
                .typeError,
                "can't concat \(typeName(right.type)) to \(typeName(left.type))")
        }
        if left.itemCount == 0, right.isExactly(.bytes) { return right.owned() }
        if right.itemCount == 0, left.isExactly(.bytes) { return left.owned() }
        let (count, overflow) = left.itemCount.addingReportingOverflow(right.itemCount)
        if overflow { throw raiseMemoryError() }
        let result = try newBytes(count: count)
        result.ref.bytesStart.update(from: left.bytesStart, count: left.itemCount)
        (result.ref.bytesStart + left.itemCount).update(
            from: right.bytesStart, count: right.itemCount)
        return result
    }

    /// `object * times`.
    func bytesRepeat(_ object: Ref, _ times: Int) throws(Raised) -> Owned {
        let times = max(times, 0)
        let (count, overflow) = object.itemCount.multipliedReportingOverflow(by: times)
        if overflow { throw raise(.overflowError, "repeated bytes are too long") }
        if count == object.itemCount, object.isExactly(.bytes) { return object.owned() }
        let result = try newBytes(count: count)
        let target = result.ref.bytesStart
        var done = min(object.itemCount, count)
        target.update(from: object.bytesStart, count: done)
        while done < count {
            let step = min(done, count - done)
            (target + done).update(from: target, count: step)
            done += step
        }
        return result
    }

    /// `object[key]`: an int, or bytes for a slice.
    func bytesSubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        if isIndex(key) {
            let index = try indexValue(key, overflow: .indexError)
            return try bytesItem(object, index < 0 ? index &+ object.itemCount : index)
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "byte indices must be integers or slices, not \(typeName(key.type))")
        }
        let range = try sliceRange(key, of: object)
        if range.count <= 0 { return emptyBytes.owned() }
        if range.step == 1 {
            return try bytesSlice(object, range.start, range.start + range.count)
        }
        if range.count == 1 { return singleByte(object.bytesStart[range.start]).owned() }
        let result = try newBytes(count: range.count)
        for number in 0..<range.count {
            result.ref.bytesStart[number] = object.bytesStart[range[number]]
        }
        return result
    }

    func bytesItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        guard index >= 0, index < object.itemCount else {
            throw raise(.indexError, "index out of range")
        }
        return smallInt(Int(object.bytesStart[index])).owned()
    }

    /// `item in object`, of an int or of bytes.
    func bytesContains(_ object: Ref, _ item: Ref) throws(Raised) -> Bool {
        if isIndex(item) {
            let byte = try searchedByte(item)
            return object.byteCharacters.firstIndex(of: byte, from: 0, to: object.itemCount)
                != nil
        }
        return object.byteCharacters.firstIndex(of: try bytesLike(item)) != nil
    }

    /// An int that is looked for.
    func searchedByte(_ item: Ref) throws(Raised) -> UInt32 {
        let value = try indexValue(item, overflow: nil)
        guard value >= 0, value <= 255 else {
            throw raise(.valueError, "byte must be in range(0, 256)")
        }
        return UInt32(value)
    }

    /// `repr(object)`, with single quotes unless there are only those inside.
    func bytesRepr(_ object: Ref) throws(Raised) -> Owned {
        let bytes = object.bytesBuffer
        let quote: UInt8 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
        var text: [UInt8] = [98, quote]
        text.reserveCapacity(bytes.count + 3)
        for byte in bytes {
            switch byte {
            case quote, 92: text += [92, byte]
            case 9: text += [92, 116]
            case 10: text += [92, 110]
            case 13: text += [92, 114]
            case 32...126: text.append(byte)
            default: text += [92, 120, Self.hexDigit(byte >> 4), Self.hexDigit(byte & 15)]
            }
        }
        text.append(quote)
        return try makeASCIIString(text)
    }

    static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    /// `left op right` of two bytes objects.
    func bytesRichCompare(_ left: Ref, _ right: Ref, _ op: Int32) -> RawObject {
        let (first, second) = (left.byteCharacters, right.byteCharacters)
        if op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue {
            let isEqual =
                left == right
                || first.count == second.count
                    && equalMemory(first.start, second.start, first.count)
            return bool(isEqual == (op == Comparison.equal.rawValue)).take()
        }
        return comparisonResult(self, op, left == right ? 0 : first.order(to: second))
    }
}

extension StrCharacters {
    /// −1, 0 or 1 by the values of the characters.
    func order(to other: StrCharacters) -> Int {
        for index in 0..<min(count, other.count) {
            let (one, two) = (self[index], other[index])
            if one != two { return one < two ? -1 : 1 }
        }
        return count == other.count ? 0 : count < other.count ? -1 : 1
    }
}
