import Glibc

/// Finding strings in strings: the first or last occurrence, and how many.
///
/// Where characters are bytes the C library finds the needle's last one; else the first one is looked for.
/// The rest of the needle is compared from there.
extension StrCharacters {
    /// The first position of a needle from `from`, ending by `to`; nil when there is none. An empty needle
    /// is found at once.
    func firstIndex(of needle: StrCharacters, from: Int = 0, to: Int? = nil) -> Int? {
        let end = to ?? count
        if needle.count > end - from { return nil }
        if needle.count == 0 { return from }
        if needle.kind > kind { return nil }
        if needle.count == 1 { return firstIndex(of: needle[0], from: from, to: end) }
        if kind == 1 { return firstByteIndex(of: needle, from, end) }
        let first = needle[0]
        var position = from
        while let found = firstIndex(of: first, from: position, to: end - needle.count + 1) {
            if matches(needle, at: found) { return found }
            position = found + 1
        }
        return nil
    }

    /// Both are bytes. The last byte of the needle is looked for, since it leads to shifts by Horspool's
    /// rule where the bytes before it don't match.
    private func firstByteIndex(of needle: StrCharacters, _ from: Int, _ end: Int) -> Int? {
        let bytes = start.assumingMemoryBound(to: UInt8.self)
        let pattern = needle.start.assumingMemoryBound(to: UInt8.self)
        let lastOffset = needle.count - 1
        let last = pattern[lastOffset]
        // How far the needle's last byte is from its previous occurrence.
        var shift = needle.count
        var index = lastOffset - 1
        while index >= 0 {
            if pattern[index] == last {
                shift = lastOffset - index
                break
            }
            index -= 1
        }
        var position = from + lastOffset
        while position < end {
            guard let found = memchr(bytes + position, Int32(last), end - position) else {
                return nil
            }
            position = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            let candidate = position - lastOffset
            if equalMemory(bytes + candidate, pattern, lastOffset) { return candidate }
            position += shift
        }
        return nil
    }

    /// The first position of a character.
    func firstIndex(of character: UInt32, from: Int, to: Int) -> Int? {
        if from >= to { return nil }
        switch kind {
        case 1:
            guard character < 256,
                let found = memchr(start + from, Int32(character), to - from)
            else { return nil }
            return found - start
        case 2:
            guard character < 65536 else { return nil }
            return scan(UInt16(character), from, to)
        default: return scan(character, from, to)
        }
    }

    private func scan<Character: FixedWidthInteger>(
        _ character: Character, _ from: Int, _ to: Int
    ) -> Int? {
        let characters = start.assumingMemoryBound(to: Character.self)
        var index = from
        while index < to {
            if characters[index] == character { return index }
            index &+= 1
        }
        return nil
    }

    /// The last position of a needle that begins at `from` or later and ends by `to`.
    func lastIndex(of needle: StrCharacters, from: Int = 0, to: Int? = nil) -> Int? {
        let end = to ?? count
        var position = end - needle.count
        if position < from { return nil }
        if needle.count == 0 { return end }
        if needle.kind > kind { return nil }
        let first = needle[0]
        while position >= from {
            if self[position] == first, matches(needle, at: position) { return position }
            position -= 1
        }
        return nil
    }

    /// Whether a needle stands at a position where there is room for it.
    @inline(__always)
    func matches(_ needle: StrCharacters, at position: Int) -> Bool {
        if needle.kind == kind {
            return equalMemory(
                start + position &* kind, needle.start, needle.count &* kind)
        }
        for index in 0..<needle.count where self[position &+ index] != needle[index] {
            return false
        }
        return true
    }

    /// How often a needle occurs without overlap, at most `limit` times.
    func occurrences(
        of needle: StrCharacters, from: Int = 0, to: Int? = nil, limit: Int = .max
    ) -> Int {
        let end = to ?? count
        if end < from { return 0 }
        if needle.count == 0 { return min(end - from + 1, limit) }
        var total = 0
        var position = from
        while total < limit, let found = firstIndex(of: needle, from: position, to: end) {
            total += 1
            position = found + needle.count
        }
        return total
    }
}

extension Interpreter {
    /// −1, 0 or 1 by code points.
    public func strCompare(_ left: Ref, _ right: Ref) -> Int {
        let (first, second) = (left.characters, right.characters)
        let common = min(first.count, second.count)
        if first.kind == 1, second.kind == 1 {
            let order = memcmp(first.start, second.start, common)
            if order != 0 { return order < 0 ? -1 : 1 }
        } else {
            for index in 0..<common {
                let (one, other) = (first[index], second[index])
                if one != other { return one < other ? -1 : 1 }
            }
        }
        return first.count == second.count ? 0 : first.count < second.count ? -1 : 1
    }

    /// `needle in string`.
    public func strContains(_ object: Ref, _ needle: Ref) throws(Raised) -> Bool {
        guard needle.isStr else {
            throw raise(
                .typeError,
                "'in <string>' requires string as left operand, not \(typeName(needle.type, limit: 100))"
            )
        }
        return object.characters.firstIndex(of: needle.characters) != nil
    }

    /// `left op right` of two strs.
    func strRichCompare(_ left: Ref, _ right: Ref, _ op: Int32) -> RawObject {
        if op == Comparison.equal.rawValue { return bool(left.strEquals(right)).take() }
        if op == Comparison.notEqual.rawValue { return bool(!left.strEquals(right)).take() }
        return comparisonResult(self, op, left == right ? 0 : strCompare(left, right))
    }
}
