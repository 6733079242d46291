/// Bytes as sequences. Searching is shared with strings: `ref.byteCharacters` is a view of one byte a character.
extension Ref {
    /// The bytes as characters, for what strings can do as well.
    @inline(__always)
    var byteCharacters: StrCharacters {
        StrCharacters(start: UnsafeMutableRawPointer(byteStart), count: itemCount, kind: 1)
    }

    /// The cached or computed hash of a bytes object.
    var bytesHash: Int {
        let fields = fields(PyBytesObject.self)
        if fields.pointee.ob_shash == -1 {
            fields.pointee.ob_shash = StrHash.hash(
                bytesStart, itemCount, interpreter.state.pointee.strings.hashKey)
        }
        return fields.pointee.ob_shash
    }
}

extension Interpreter {
    func makeBytes(characters: StrCharacters) throws(Raised) -> Owned {
        try makeBytes(UnsafeRawBufferPointer(start: characters.start, count: characters.count))
    }

    /// The object itself if its type is bytes; a bytearray's copy; else bytes of its contents.
    func exactBytes(_ object: Ref) throws(Raised) -> Owned {
        object.isExactly(.bytes) ? object.owned() : try makeBytes(like: object, object.bytesBuffer)
    }

    /// Bytes or a bytearray, as the object is one or the other, with a copy of the bytes.
    func makeBytes(
        like object: Ref, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) -> Owned {
        object.isBytes ? try makeBytes(bytes) : try makeByteArray(bytes)
    }

    func makeBytes(like object: Ref, _ bytes: [UInt8]) throws(Raised) -> Owned {
        try checked(
            bytes.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in try makeBytes(like: object, buffer) }
            })
    }

    /// Bytes or a bytearray for the caller to fill in, as the object is one or the other.
    func newBytes(like object: Ref, count: Int) throws(Raised) -> Owned {
        object.isBytes ? try newBytes(count: count) : try newByteArray(count: count)
    }

    /// The bytes from one position to another, which are in range; the whole object is itself.
    func bytesSlice(_ object: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        if from == 0, to == object.itemCount { return try exactBytes(object) }
        return try makeBytes(
            like: object,
            UnsafeBufferPointer(start: object.byteStart + from, count: max(to - from, 0)))
    }

    /// `left + right`.
    func bytesConcatenate(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard right.hasBuffer else {
            throw raise(
                .typeError,
                "can't concat \(typeName(right.type, limit: 100)) to \(typeName(left.type, limit: 100))"
            )
        }
        if left.isBytes {
            if left.itemCount == 0, right.isExactly(.bytes) { return right.owned() }
            if right.isBytes, right.itemCount == 0, left.isExactly(.bytes) { return left.owned() }
        }
        let added = try view(of: right)
        let (count, overflow) = left.itemCount.addingReportingOverflow(added.count)
        if overflow { throw raiseMemoryError() }
        let result = try newBytes(like: left, count: count)
        let target = result.ref.byteStart
        if count > 0 {
            target.update(from: left.byteStart, count: left.itemCount)
            (target + left.itemCount).update(from: added.start, count: added.count)
        }
        return result
    }

    /// `object * times`.
    func bytesRepeat(_ object: Ref, _ times: Int) throws(Raised) -> Owned {
        let times = max(times, 0)
        let (count, overflow) = object.itemCount.multipliedReportingOverflow(by: times)
        if overflow {
            throw object.isBytes
                ? raise(.overflowError, "repeated bytes are too long") : raiseMemoryError()
        }
        if count == object.itemCount, object.isExactly(.bytes) { return object.owned() }
        let result =
            object.isBytes
            ? try newUnsharedBytes(count: count) : try newByteArray(count: count)
        if count == 0 { return result }
        fillRepeating(result.ref.byteStart, object.bytesBuffer, count: count)
        return result
    }

    /// Writes the pattern, which isn't empty, over and over until `count` bytes are written.
    func fillRepeating(
        _ target: UnsafeMutablePointer<UInt8>, _ pattern: UnsafeBufferPointer<UInt8>, count: Int
    ) {
        guard let source = pattern.baseAddress else { return }
        var done = min(pattern.count, count)
        target.update(from: source, count: done)
        while done < count {
            let step = min(done, count - done)
            (target + done).update(from: target, count: step)
            done += step
        }
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
                "\(object.isBytes ? "byte" : "bytearray") indices must be integers or slices, not \(typeName(key.type))"
            )
        }
        let range = try sliceRange(key, of: object)
        if range.count <= 0 { return try newBytes(like: object, count: 0) }
        if range.step == 1 {
            return try bytesSlice(object, range.start, range.start + range.count)
        }
        if range.count == 1, object.isBytes {
            return singleByte(object.bytesStart[range.start]).owned()
        }
        let result = try newBytes(like: object, count: range.count)
        let (source, target) = (object.byteStart, result.ref.byteStart)
        for number in 0..<range.count { target[number] = source[range[number]] }
        return result
    }

    func bytesItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        guard index >= 0, index < object.itemCount else {
            throw raise(
                .indexError,
                object.isBytes ? "index out of range" : "bytearray index out of range")
        }
        return smallInt(Int(object.byteStart[index])).owned()
    }

    /// `item in object`, of an int or of bytes.
    func bytesContains(_ object: Ref, _ item: Ref) throws(Raised) -> Bool {
        if isIndex(item), let value = try containedInt(item) {
            let byte = try searchedByte(value)
            return object.byteCharacters.firstIndex(of: byte, from: 0, to: object.itemCount)
                != nil
        }
        let needle = try view(of: item)
        return object.byteCharacters.firstIndex(of: needle.characters) != nil
    }

    /// The int that an object stands for; nil where that fails, with whatever error.
    private func containedInt(_ item: Ref) throws(Raised) -> Int? {
        do throws(Raised) { return try indexValue(item, overflow: nil) } catch {
            clearException()
            return nil
        }
    }

    /// An int that is looked for.
    func searchedByte(_ item: Ref) throws(Raised) -> UInt32 {
        try searchedByte(indexValue(item, overflow: nil))
    }

    private func searchedByte(_ value: Int) throws(Raised) -> UInt32 {
        guard value >= 0, value <= 255 else {
            throw raise(.valueError, "byte must be in range(0, 256)")
        }
        return UInt32(value)
    }

    /// `repr(object)`, with single quotes unless there are only those inside.
    func bytesRepr(_ object: Ref) throws(Raised) -> Owned {
        let bytes = object.bytesBuffer
        let isByteArray = !object.isBytes
        let quote: UInt8 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
        var text = Array("\(isByteArray ? typeName(object.type) + "(b" : "b")".utf8)
        text.append(quote)
        text.reserveCapacity(bytes.count + 3)
        for byte in bytes {
            switch byte {
            case quote, 92: text += [92, byte]
            case 39 where isByteArray: text += [92, byte]
            case 9: text += [92, 116]
            case 10: text += [92, 110]
            case 13: text += [92, 114]
            case 32...126: text.append(byte)
            default: text += [92, 120, Self.hexDigit(byte >> 4), Self.hexDigit(byte & 15)]
            }
        }
        text.append(quote)
        if isByteArray { text.append(41) }
        return try makeString(String(decoding: text, as: UTF8.self))
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
