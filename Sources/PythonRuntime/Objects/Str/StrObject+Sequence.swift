/// Strings as sequences: concatenation, repetition, indexing, slicing.
extension Interpreter {
    /// `left + right` of two strs (`PyUnicode_Concat`): an empty one gives the other itself.
    @inline(__always)
    public func strConcatenate(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let (first, second) = (left.strHeader, right.strHeader)
        if first.pointee.length == 0 { return try exactString(right) }
        if second.pointee.length == 0 { return try exactString(left) }
        let (count, overflow) = first.pointee.length.addingReportingOverflow(
            second.pointee.length)
        if overflow { throw raise(.overflowError, "strings are too large to concat") }
        let maximum = max(left.strClassMaximum, right.strClassMaximum)
        let result = try newString(count: count, maximum: maximum)
        let target = result.ref.characters
        left.characters.copy(to: target, at: 0)
        right.characters.copy(to: target, at: first.pointee.length)
        return result
    }

    /// The str itself if its type is str, else a str of its characters (`unicode_result_unchanged`).
    func exactString(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.str) { return object.owned() }
        return try makeString(
            characters: object.characters, maximum: object.strClassMaximum)
    }

    /// `left + right` where `left` is about to be overwritten with the result and nobody else holds it: the
    /// string grows in place (`PyUnicode_Append`, as `unicode_concatenate` calls it once the
    /// variable has let go). Takes over `left`; a new reference to the result.
    public func strAppendInPlace(_ left: consuming Owned, _ right: Ref) throws(Raised) -> Owned {
        let object = left.ref
        guard canAppendInPlace(object, right) else { return try strConcatenate(object, right) }
        let oldCount = object.strCount
        let (count, overflow) = oldCount.addingReportingOverflow(right.strCount)
        if overflow || count > Int.max >> 3 {
            throw raise(.overflowError, "strings are too large to concat")
        }
        let grown = try resizeString(left, count)
        right.characters.copy(to: grown.ref.characters, at: oldCount)
        return grown
    }

    /// Whether a string may be changed in place: held once, not hashed, not interned, exactly a str,
    /// and wide enough for what comes behind.
    private func canAppendInPlace(_ object: Ref, _ right: Ref) -> Bool {
        let header = object.strHeader
        return object.refcount == 1 && header.pointee.hash == -1 && !object.strIsInterned
            && object.isExactly(.str) && header.pointee.length > 0
            && right.strCount > 0 && right.strKind <= object.strKind
            && !(object.strIsASCII && !right.strIsASCII)
    }

    /// Gives a string that nobody else holds room for another count of characters; it may move.
    func resizeString(_ string: consuming Owned, _ count: Int) throws(Raised) -> Owned {
        let object = string.ref
        let kind = object.strKind
        let header = object.strIsASCII ? 48 : 72
        if !object.strIsASCII {
            let fields = object.fields(PyCompactUnicodeObject.self)
            if let utf8 = fields.pointee.utf8 {
                freeBlock(UnsafeMutableRawPointer(utf8))
                fields.pointee.utf8 = nil
                fields.pointee.utf8_length = 0
            }
        }
        guard let moved = reallocateObject(object.raw, to: header &+ (count &+ 1) &* kind) else {
            throw raiseMemoryError()
        }
        // The block now belongs to the moved string.
        _ = string.take()
        Ref(moved).strHeader.pointee.length = count
        Ref(moved).characters.set(count, 0)
        return Owned(stealing: moved)
    }

    /// `PyObject_Realloc` of an object, which the recorder sees move.
    func reallocateObject(_ raw: RawObject, to size: Int) -> RawObject? {
        guard let moved = reallocateBlock(raw, to: size) else { return nil }
        if moved != raw, state.pointee.recording.isOn {
            noteDeath(raw)
            noteBirth(moved)
        }
        return moved
    }

    /// `string * times`.
    public func strRepeat(_ object: Ref, _ times: Int) throws(Raised) -> Owned {
        if times < 1 || object.strCount == 0 { return emptyString.owned() }
        if times == 1 { return try exactString(object) }
        let (count, overflow) = object.strCount.multipliedReportingOverflow(by: times)
        if overflow { throw raise(.overflowError, "repeated string is too long") }
        let result = try newString(count: count, maximum: object.strClassMaximum)
        let source = object.characters
        let target = result.ref.characters
        if source.count == 1 {
            target.fillFast(source[0])
            return result
        }
        // Doubles what is there already until the rest fits.
        source.copy(to: target, at: 0)
        let total = count * target.kind
        var done = source.count * target.kind
        while done < total {
            let step = min(done, total - done)
            (target.start + done).copyMemory(from: target.start, byteCount: step)
            done += step
        }
        return result
    }

    /// `string[index]` with the index counted from the end when negative.
    @inline(__always)
    public func strItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        let count = object.strCount
        let position = index < 0 ? index &+ count : index
        guard UInt(bitPattern: position) < UInt(bitPattern: count) else {
            throw raise(.indexError, "string index out of range")
        }
        return try makeString(character: object.characters[position])
    }

    /// `string[key]`.
    func strSubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        if isIndex(key) {
            return try strItem(object, indexValue(key, overflow: .indexError))
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError, "string indices must be integers, not '\(typeName(key.type))'")
        }
        let range = try sliceRange(key, of: object)
        if range.count <= 0 { return emptyString.owned() }
        if range.step == 1 {
            return try strSlice(object, range.start, range.start + range.count)
        }
        let characters = object.characters
        var maximum: UInt32 = 0
        for number in 0..<range.count { maximum |= characters[range[number]] }
        let result = try newString(count: range.count, maximum: maximum)
        let target = result.ref.characters
        for number in 0..<range.count { target.set(number, characters[range[number]]) }
        return result
    }

    /// The characters from one position to another, which are in range; the whole string is itself.
    func strSlice(_ object: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        let characters = object.characters
        if to <= from { return emptyString.owned() }
        if from == 0, to == characters.count { return try exactString(object) }
        let part = characters.slice(from, to)
        if object.strIsASCII {
            if part.count == 1 { return try makeString(character: part[0]) }
            return try makeString(characters: part, maximum: 127)
        }
        return try makeString(characters: part)
    }
}

extension Ref {
    /// The largest character a string's storage could hold: 127, 255, 65535 or 0x10FFFF.
    @inline(__always)
    var strClassMaximum: UInt32 {
        if strIsASCII { return 127 }
        switch strKind {
        case 1: return 255
        case 2: return 65535
        default: return 0x10FFFF
        }
    }
}

extension StrCharacters {
    /// Sets every character.
    func fillFast(_ character: UInt32) {
        switch kind {
        case 1:
            start.assumingMemoryBound(to: UInt8.self).update(
                repeating: UInt8(truncatingIfNeeded: character), count: count)
        case 2:
            start.assumingMemoryBound(to: UInt16.self).update(
                repeating: UInt16(truncatingIfNeeded: character), count: count)
        default:
            start.assumingMemoryBound(to: UInt32.self).update(repeating: character, count: count)
        }
    }
}
