/// `split`, `rsplit`, `splitlines` and `join`.
extension Interpreter {
    func strSplit(
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
        guard let separator = parsed[0], !separator.isNone else {
            return try splitWhitespace(object, limit, fromRight)
        }
        guard separator.isStr else {
            throw raise(
                .typeError, "must be str or None, not \(typeName(separator.type, limit: 100))")
        }
        if separator.strCount == 0 { throw raise(.valueError, "empty separator") }
        return try splitSeparator(object, separator.characters, limit, fromRight)
    }

    private func splitSeparator(
        _ object: Ref, _ separator: StrCharacters, _ limit: Int, _ fromRight: Bool
    ) throws(Raised) -> Owned {
        let characters = object.characters
        // What is shorter than the separator isn't searched.
        let isShort = characters.count < separator.count
        let list = try makeSplitList(isShort ? 0 : limit)
        var splits = 0
        if fromRight {
            var end = characters.count
            while splits < limit,
                let found = characters.lastIndex(of: separator, from: 0, to: end)
            {
                try appendSlice(list.ref, object, found + separator.count, end)
                end = found
                splits += 1
            }
            try appendSlice(list.ref, object, 0, end)
            reverseList(list.ref)
            return list
        }
        var start = 0
        while splits < limit, let found = characters.firstIndex(of: separator, from: start) {
            try appendSlice(list.ref, object, start, found)
            start = found + separator.count
            splits += 1
        }
        try appendSlice(list.ref, object, start, characters.count)
        return list
    }

    /// The list for the parts of a text, which begins with room for twelve, or for all when fewer are
    /// asked for.
    func makeSplitList(_ limit: Int) throws(Raised) -> Owned {
        let list = try makeList(count: limit >= 12 ? 12 : limit + 1)
        list.ref.listFields.pointee.ob_size = 0
        return list
    }

    private func appendSlice(
        _ list: Ref, _ object: Ref, _ from: Int, _ to: Int
    ) throws(Raised) {
        let part = try strSlice(object, from, to)
        try listAppend(list, part.ref)
    }

    /// Turns the items of a new list round.
    func reverseList(_ list: Ref) {
        guard let items = list.fields(PyListObject.self).pointee.ob_item else { return }
        var (low, high) = (0, list.itemCount - 1)
        while low < high {
            (items[low], items[high]) = (items[high], items[low])
            low += 1
            high -= 1
        }
    }

    private func splitWhitespace(
        _ object: Ref, _ limit: Int, _ fromRight: Bool
    ) throws(Raised) -> Owned {
        let list = try makeSplitList(limit)
        let characters = object.characters
        if fromRight {
            try splitWhitespaceFromRight(object, limit, list.ref)
            return list
        }
        var position = 0
        var splits = 0
        while true {
            while position < characters.count, CharacterClass.isSpace(characters[position]) {
                position += 1
            }
            if position == characters.count { return list }
            if splits >= limit { break }
            let start = position
            while position < characters.count, !CharacterClass.isSpace(characters[position]) {
                position += 1
            }
            try appendSlice(list.ref, object, start, position)
            splits += 1
        }
        // The rest keeps its trailing whitespace.
        try appendSlice(list.ref, object, position, characters.count)
        return list
    }

    private func splitWhitespaceFromRight(
        _ object: Ref, _ limit: Int, _ list: Ref
    ) throws(Raised) {
        let characters = object.characters
        var position = characters.count
        var splits = 0
        while true {
            while position > 0, CharacterClass.isSpace(characters[position - 1]) { position -= 1 }
            if position == 0 { break }
            if splits >= limit {
                try appendSlice(list, object, 0, position)
                break
            }
            let end = position
            while position > 0, !CharacterClass.isSpace(characters[position - 1]) { position -= 1 }
            try appendSlice(list, object, position, end)
            splits += 1
        }
        reverseList(list)
    }

    func strSplitLines(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("splitlines", ["keepends"]), arguments, count, names)
        let keepsEnds =
            try parsed[0].map { (given) throws(Raised) in try intArgument(given) != 0 } ?? false
        let list = try makeList()
        let characters = object.characters
        var position = 0
        while position < characters.count {
            let start = position
            while position < characters.count,
                !CharacterClass.isLineBreak(characters[position])
            { position += 1 }
            let end = position
            if position < characters.count {
                let isPair =
                    characters[position] == 13 && position + 1 < characters.count
                    && characters[position + 1] == 10
                position += isPair ? 2 : 1
            }
            try appendSlice(list.ref, object, start, keepsEnds ? position : end)
        }
        return list
    }

    /// `separator.join(items)`; one exact str alone is given back itself.
    public func strJoin(_ separator: Ref, _ iterable: Ref) throws(Raised) -> Owned {
        let sequence = try sequenceItems(iterable)
        let count = sequence.ref.itemCount
        if count == 0 { return emptyString.owned() }
        if count == 1, joinItem(sequence.ref, 0).isExactly(.str) {
            return joinItem(sequence.ref, 0).owned()
        }
        var total = 0
        var maximum: UInt32 = count > 1 ? separator.strClassMaximum : 127
        for index in 0..<count {
            let item = joinItem(sequence.ref, index)
            guard item.isStr else {
                throw raise(
                    .typeError,
                    "sequence item \(index): expected str instance, \(typeName(item.type)) found")
            }
            maximum = max(maximum, item.strClassMaximum)
            let (sum, overflow) = total.addingReportingOverflow(item.strCount)
            let (next, overflowAgain) = sum.addingReportingOverflow(
                index == 0 ? 0 : separator.strCount)
            if overflow || overflowAgain {
                throw raise(.overflowError, "join() result is too long for a Python string")
            }
            total = next
        }
        let result = try newString(count: total, maximum: maximum)
        let target = result.ref.characters
        let between = separator.characters
        var position = 0
        for index in 0..<count {
            if index > 0, between.count > 0 {
                between.copy(to: target, at: position)
                position += between.count
            }
            let item = joinItem(sequence.ref, index).characters
            item.copy(to: target, at: position)
            position += item.count
        }
        return result
    }

    @inline(__always)
    func joinItem(_ sequence: Ref, _ index: Int) -> Ref {
        sequence.isTuple ? sequence.tupleItem(index) : sequence.listItem(index)
    }

    /// The object itself when it is a list or tuple, else a list of what it iterates over.
    func sequenceItems(_ iterable: Ref) throws(Raised) -> Owned {
        if iterable.isList || iterable.isTuple { return iterable.owned() }
        let iterator: Owned
        do throws(Raised) { iterator = try self.iterator(over: iterable) } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(.typeError, "can only join an iterable")
        }
        let list = try makeList()
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            try listAppend(list.ref, item.ref)
        }
        return list
    }
}
