/// `find`, `count`, `startswith`, `partition`, `split`, `join` of bytes.
extension Interpreter {
    /// What is searched for: bytes, or one byte given as an int.
    private func searchedBytes(_ item: Ref) throws(Raised) -> BufferView {
        if item.hasBuffer { return try view(of: item) }
        guard isIndex(item) else {
            throw raise(
                .typeError,
                "argument should be integer or bytes-like object, not '\(typeName(item.type))'")
        }
        let byte = UInt8(try searchedByte(item))
        let single = singleByte(byte)
        return try view(of: single)
    }

    /// The range to search, made to fit the length that the object has once the bounds are converted.
    private func byteRange(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int
    ) throws(Raised) -> (from: Int, to: Int) {
        let (from, to) = try searchRange(name, arguments, count, length: object.itemCount)
        if object.isBytes { return (from, to) }
        return (from, min(to, object.itemCount))
    }

    func bytesPosition(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        last: Bool
    ) throws(Raised) -> Int? {
        let (from, to) = try byteRange(object, name, arguments, count)
        let wanted = try searchedBytes(argument(arguments, 0))
        let needle = wanted.characters
        if to < from || to > object.itemCount { return nil }
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
        let (from, to) = try byteRange(object, "count", arguments, count)
        let wanted = try searchedBytes(argument(arguments, 0))
        if to > object.itemCount { return smallInt(0).owned() }
        return try makeInt(
            object.byteCharacters.occurrences(of: wanted.characters, from: from, to: to))
    }

    func bytesHasAffix(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        atEnd: Bool
    ) throws(Raised) -> Owned {
        let (from, to) = try byteRange(object, name, arguments, count)
        let affix = argument(arguments, 0)
        if affix.isTuple {
            for index in 0..<affix.itemCount {
                let item = try view(of: affix.tupleItem(index))
                if object.byteCharacters.hasAffix(item.characters, from, to, atEnd) {
                    return self.true.owned()
                }
            }
            return self.false.owned()
        }
        guard affix.hasBuffer else {
            throw raise(
                .typeError,
                "\(name) first arg must be bytes or a tuple of bytes, not \(typeName(affix.type, limit: nil))"
            )
        }
        let item = try view(of: affix)
        return bool(object.byteCharacters.hasAffix(item.characters, from, to, atEnd))
    }

    func bytesRemoveAffix(_ object: Ref, _ affix: Ref, atEnd: Bool) throws(Raised) -> Owned {
        let wanted = try view(of: affix)
        let needle = wanted.characters
        let length = object.itemCount
        guard needle.count > 0, object.byteCharacters.hasAffix(needle, 0, length, atEnd) else {
            return try exactBytes(object)
        }
        return try bytesSlice(
            object, atEnd ? 0 : needle.count, atEnd ? length - needle.count : length)
    }

    func bytesPartition(_ object: Ref, _ separator: Ref, last: Bool) throws(Raised) -> Owned {
        let wanted = try view(of: separator)
        let needle = wanted.characters
        if needle.count == 0 { throw raise(.valueError, "empty separator") }
        let bytes = object.byteCharacters
        guard let found = last ? bytes.lastIndex(of: needle) : bytes.firstIndex(of: needle) else {
            let whole = try exactBytes(object)
            let first = try newBytes(like: object, count: 0)
            let second = try newBytes(like: object, count: 0)
            return last
                ? try makeTuple([first.ref, second.ref, whole.ref])
                : try makeTuple([whole.ref, first.ref, second.ref])
        }
        let middle =
            object.isBytes ? separator.owned() : try makeByteArray(wanted.bytes)
        let head = try bytesSlice(object, 0, found)
        let tail = try bytesSlice(object, found + needle.count, bytes.count)
        return try makeTuple([head.ref, middle.ref, tail.ref])
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
            let value = try sizeValue(given)
            if value >= 0 { limit = value }
        }
        let bytes = object.byteCharacters
        let pieces: [Range<Int>]
        if let separator = parsed[0], !separator.isNone {
            let wanted = try view(of: separator)
            let needle = wanted.characters
            if needle.count == 0 { throw raise(.valueError, "empty separator") }
            pieces = bytes.pieces(between: needle, limit: limit, fromRight: fromRight)
        } else {
            pieces = bytes.words(limit: limit, fromRight: fromRight)
        }
        return try bytesList(object, pieces, try makeSplitList(limit))
    }

    private func bytesList(
        _ object: Ref, _ pieces: [Range<Int>], _ list: consuming Owned
    ) throws(Raised) -> Owned {
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
        let keepsEnds =
            try parsed[0].map { (given) throws(Raised) in
                try intArgument(given) != 0
            } ?? false
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
        return try bytesList(object, pieces, try makeList())
    }

    func bytesJoin(_ separator: Ref, _ iterable: Ref) throws(Raised) -> Owned {
        let sequence = try sequenceItems(iterable)
        let count = sequence.ref.itemCount
        if count == 0 { return try newBytes(like: separator, count: 0) }
        if count == 1, separator.isBytes, joinItem(sequence.ref, 0).isExactly(.bytes) {
            return joinItem(sequence.ref, 0).owned()
        }
        var result: [UInt8] = []
        for index in 0..<count {
            let item = joinItem(sequence.ref, index)
            guard item.hasBuffer else {
                throw raise(
                    .typeError,
                    "sequence item \(index): expected a bytes-like object, \(typeName(item.type)) found"
                )
            }
            if index > 0 { result += separator.bytesBuffer }
            let contents = try view(of: item)
            result += contents.bytes
        }
        return try makeBytes(like: separator, result)
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
