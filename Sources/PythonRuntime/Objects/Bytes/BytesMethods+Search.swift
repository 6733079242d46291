/// `find`, `count`, `startswith`, `partition`, `split`, `join` of bytes.
extension Interpreter {
    /// What is searched for: bytes, or one byte given as an int, put into `storage`.
    private func searchedBytes(
        _ item: Ref, _ storage: UnsafeMutablePointer<UInt8>
    ) throws(Raised) -> StrCharacters {
        if item.isBytes { return item.byteCharacters }
        guard isIndex(item) else {
            throw raise(
                .typeError,
                "argument should be integer or bytes-like object, not '\(typeName(item.type))'")
        }
        storage.pointee = UInt8(try searchedByte(item))
        return StrCharacters(start: UnsafeMutableRawPointer(storage), count: 1, kind: 1)
    }

    func bytesPosition(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        last: Bool
    ) throws(Raised) -> Int? {
        let (from, to) = try searchRange(name, arguments, count, length: object.itemCount)
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        defer { storage.deallocate() }
        let needle = try searchedBytes(argument(arguments, 0), storage)
        if to < from { return nil }
        return last
            ? object.byteCharacters.lastIndex(of: needle, from: from, to: to)
            : object.byteCharacters.firstIndex(of: needle, from: from, to: to)
    }

    func foundPosition(_ position: Int?) throws(Raised) -> Owned {
        guard let position else { throw raise(.valueError, "subsection not found") }
        return try makeInt(position)
    }

    func bytesCount(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int
    ) throws(Raised) -> Owned {
        let (from, to) = try searchRange("count", arguments, count, length: object.itemCount)
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        defer { storage.deallocate() }
        let needle = try searchedBytes(argument(arguments, 0), storage)
        return try makeInt(
            object.byteCharacters.occurrences(of: needle, from: from, to: to))
    }

    func bytesHasAffix(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        atEnd: Bool
    ) throws(Raised) -> Owned {
        let (from, to) = try searchRange(name, arguments, count, length: object.itemCount)
        let affix = argument(arguments, 0)
        if affix.isTuple {
            for index in 0..<affix.itemCount {
                let item = try bytesLike(affix.tupleItem(index))
                if object.byteCharacters.hasAffix(item, from, to, atEnd) {
                    return self.true.owned()
                }
            }
            return self.false.owned()
        }
        guard affix.isBytes else {
            throw raise(
                .typeError,
                "\(name) first arg must be bytes or a tuple of bytes, not \(typeName(affix.type))"
            )
        }
        return bool(object.byteCharacters.hasAffix(affix.byteCharacters, from, to, atEnd))
    }

    func bytesRemoveAffix(_ object: Ref, _ affix: Ref, atEnd: Bool) throws(Raised) -> Owned {
        let needle = try bytesLike(affix)
        let length = object.itemCount
        guard needle.count > 0, object.byteCharacters.hasAffix(needle, 0, length, atEnd) else {
            return try exactBytes(object)
        }
        return try bytesSlice(
            object, atEnd ? 0 : needle.count, atEnd ? length - needle.count : length)
    }

    func bytesPartition(_ object: Ref, _ separator: Ref, last: Bool) throws(Raised) -> Owned {
        let needle = try bytesLike(separator)
        if needle.count == 0 { throw raise(.valueError, "empty separator") }
        let bytes = object.byteCharacters
        guard let found = last ? bytes.lastIndex(of: needle) : bytes.firstIndex(of: needle) else {
            let whole = try exactBytes(object)
            return last
                ? try makeTuple([emptyBytes, emptyBytes, whole.ref])
                : try makeTuple([whole.ref, emptyBytes, emptyBytes])
        }
        let head = try bytesSlice(object, 0, found)
        let tail = try bytesSlice(object, found + needle.count, bytes.count)
        return try makeTuple([head.ref, separator, tail.ref])
    }

    func bytesSplit(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?,
        fromRight: Bool
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters(fromRight ? "rsplit" : "split", ["sep", "maxsplit"]), arguments, count,
            names)
        var limit = Int.max
        if let given = parsed[1] {
            let value = try indexValue(given, overflow: .overflowError)
            if value >= 0 { limit = value }
        }
        let bytes = object.byteCharacters
        let pieces: [Range<Int>]
        if let separator = parsed[0], !separator.isNone {
            let needle = try bytesLike(separator)
            if needle.count == 0 { throw raise(.valueError, "empty separator") }
            pieces = bytes.pieces(between: needle, limit: limit, fromRight: fromRight)
        } else {
            pieces = bytes.words(limit: limit, fromRight: fromRight)
        }
        return try bytesList(object, pieces)
    }

    private func bytesList(_ object: Ref, _ pieces: [Range<Int>]) throws(Raised) -> Owned {
        let list = try makeList()
        for piece in pieces {
            let part = try bytesSlice(object, piece.lowerBound, piece.upperBound)
            try listAppend(list.ref, part.ref)
        }
        return list
    }

    func bytesSplitLines(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("splitlines", ["keepends"]), arguments, count, names)
        let keepsEnds = try parsed[0].map { (given) throws(Raised) in try isTrue(given) } ?? false
        let bytes = object.bytesBuffer
        var pieces: [Range<Int>] = []
        var position = 0
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] != 10, bytes[position] != 13 {
                position += 1
            }
            let end = position
            if position < bytes.count {
                let isPair =
                    bytes[position] == 13 && position + 1 < bytes.count
                    && bytes[position + 1] == 10
                position += isPair ? 2 : 1
            }
            pieces.append(start..<(keepsEnds ? position : end))
        }
        return try bytesList(object, pieces)
    }

    func bytesJoin(_ separator: Ref, _ iterable: Ref) throws(Raised) -> Owned {
        let sequence = try sequenceItems(iterable)
        let count = sequence.ref.itemCount
        if count == 0 { return emptyBytes.owned() }
        if count == 1, joinItem(sequence.ref, 0).isExactly(.bytes) {
            return joinItem(sequence.ref, 0).owned()
        }
        var result: [UInt8] = []
        for index in 0..<count {
            let item = joinItem(sequence.ref, index)
            guard item.isBytes else {
                throw raise(
                    .typeError,
                    "sequence item \(index): expected a bytes-like object, \(typeName(item.type)) found"
                )
            }
            if index > 0 { result += separator.bytesBuffer }
            result += item.bytesBuffer
        }
        return try makeBytes(result)
    }
}

extension StrCharacters {
    /// Whether a range begins or ends with a needle.
    func hasAffix(_ needle: StrCharacters, _ from: Int, _ to: Int, _ atEnd: Bool) -> Bool {
        guard to - from >= needle.count else { return false }
        return needle.count == 0
            || matches(needle, at: atEnd ? to - needle.count : from)
    }

    /// The ranges between separators.
    func pieces(between separator: StrCharacters, limit: Int, fromRight: Bool) -> [Range<Int>] {
        var result: [Range<Int>] = []
        if fromRight {
            var end = count
            while result.count < limit, let found = lastIndex(of: separator, from: 0, to: end) {
                result.append((found + separator.count)..<end)
                end = found
            }
            result.append(0..<end)
            return result.reversed()
        }
        var start = 0
        while result.count < limit, let found = firstIndex(of: separator, from: start) {
            result.append(start..<found)
            start = found + separator.count
        }
        result.append(start..<count)
        return result
    }

    /// The ranges between runs of ASCII whitespace.
    func words(limit: Int, fromRight: Bool) -> [Range<Int>] {
        func isSpace(_ index: Int) -> Bool {
            let character = self[index]
            return character == 32 || (character >= 9 && character <= 13)
        }
        var result: [Range<Int>] = []
        var (start, end) = (0, count)
        while true {
            while start < end, isSpace(fromRight ? end - 1 : start) {
                if fromRight { end -= 1 } else { start += 1 }
            }
            if start == end { break }
            if result.count >= limit {
                result.append(start..<end)
                break
            }
            var edge = fromRight ? end : start
            if fromRight {
                while edge > start, !isSpace(edge - 1) { edge -= 1 }
                result.append(edge..<end)
                end = edge
            } else {
                while edge < end, !isSpace(edge) { edge += 1 }
                result.append(start..<edge)
                start = edge
            }
        }
        return fromRight ? result.reversed() : result
    }
}
