/// `strip`, padding, `replace`, `expandtabs` and `zfill`.
extension Interpreter {
    /// Which end of a string an operation is about.
    enum StringSide { case left, right, center }

    func strStrip(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        _ side: StringSide
    ) throws(Raised) -> Owned {
        try checkArguments(name, count, 0, 1)
        let characters = object.characters
        var (start, end) = (0, characters.count)
        guard count == 1, !argument(arguments, 0).isNone else {
            if side != .right {
                while start < end, CharacterClass.isSpace(characters[start]) { start += 1 }
            }
            if side != .left {
                while end > start, CharacterClass.isSpace(characters[end - 1]) { end -= 1 }
            }
            return try strSlice(object, start, end)
        }
        guard argument(arguments, 0).isStr else {
            throw raise(.typeError, "\(name) arg must be None or str")
        }
        let set = argument(arguments, 0).characters
        func isIn(_ character: UInt32) -> Bool {
            set.firstIndex(of: character, from: 0, to: set.count) != nil
        }
        if side != .right { while start < end, isIn(characters[start]) { start += 1 } }
        if side != .left { while end > start, isIn(characters[end - 1]) { end -= 1 } }
        return try strSlice(object, start, end)
    }

    /// `ljust`, `rjust` and `center`.
    func strPad(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        _ side: StringSide
    ) throws(Raised) -> Owned {
        try checkArguments(name, count, 1, 2)
        let width = try sizeValue(argument(arguments, 0))
        let fill = count > 1 ? try fillCharacter(argument(arguments, 1)) : 32
        let length = object.strCount
        if width <= length { return try exactString(object) }
        let padding = width - length
        let left =
            switch side {
            case .left: 0
            case .right: padding
            case .center: padding / 2 + (padding & width & 1)
            }
        return try padded(
            object.characters, left: left, right: padding - left, fill: fill)
    }

    private func fillCharacter(_ object: Ref) throws(Raised) -> UInt32 {
        guard object.isStr else {
            throw raise(
                .typeError,
                "The fill character must be a unicode character, not \(typeName(object.type))")
        }
        guard object.strCount == 1 else {
            throw raise(.typeError, "The fill character must be exactly one character long")
        }
        return object.characters[0]
    }

    /// Zeros behind the sign, up to a width.
    func strZeroFill(_ object: Ref, _ width: Ref) throws(Raised) -> Owned {
        let width = try sizeValue(width)
        if width <= object.strCount { return try exactString(object) }
        let padding = width - object.strCount
        let result = try padded(object.characters, left: padding, right: 0, fill: 48)
        let target = result.ref.characters
        if object.strCount > 0 {
            let first = target[padding]
            if first == 43 || first == 45 {
                target.set(0, first)
                target.set(padding, 48)
            }
        }
        return result
    }

    func strReplace(_ object: Ref, _ arguments: NativeArguments, _ count: Int) throws(Raised)
        -> Owned
    {
        let old = argument(arguments, 0)
        let new = argument(arguments, 1)
        guard old.isStr else { throw badArgument("replace", "argument 1", "str", old) }
        guard new.isStr else { throw badArgument("replace", "argument 2", "str", new) }
        var limit = Int.max
        if count > 2 {
            let value = try sizeValue(argument(arguments, 2))
            if value >= 0 { limit = value }
        }
        let characters = object.characters
        let needle = old.characters
        let found = characters.occurrences(of: needle, limit: limit)
        if found == 0 || old == new { return try exactString(object) }
        return try replaceOccurrences(object, needle, new, found)
    }

    private func replaceOccurrences(
        _ object: Ref, _ needle: StrCharacters, _ new: Ref, _ found: Int
    ) throws(Raised) -> Owned {
        let source = object.characters
        let replacement = new.characters
        let (growth, overflow) = (replacement.count - needle.count).multipliedReportingOverflow(
            by: found)
        let (count, overflowAgain) = source.count.addingReportingOverflow(growth)
        if overflow || overflowAgain {
            throw raise(.overflowError, "replace string is too long")
        }
        let maximum = max(object.strClassMaximum, new.strClassMaximum)
        let result = try newString(count: count, maximum: maximum)
        let target = result.ref.characters
        var (read, write) = (0, 0)
        for number in 0..<found {
            let position: Int
            if needle.count == 0 {
                position = number
            } else {
                // `occurrences` has counted it, so it is there.
                position = source.firstIndex(of: needle, from: read) ?? read
            }
            let part = source.slice(read, position)
            part.copy(to: target, at: write)
            write += part.count
            replacement.copy(to: target, at: write)
            write += replacement.count
            read = position + needle.count
        }
        source.slice(read, source.count).copy(to: target, at: write)
        return try narrowed(result, object)
    }

    /// A string whose storage may be wider than its characters need, made as narrow as they allow.
    private func narrowed(
        _ result: consuming Owned, _ original: Ref
    ) throws(Raised) -> Owned {
        if result.ref.strIsASCII { return result }
        let characters = result.ref.characters
        let maximum = characters.maximum
        let bound: UInt32 =
            characters.kind == 1 ? 128 : characters.kind == 2 ? 256 : 65536
        if maximum >= bound { return result }
        return try makeString(characters: characters)
    }

    func strExpandTabs(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("expandtabs", ["tabsize"]), arguments, count, names)
        let size =
            try parsed[0].map { (given) throws(Raised) in
                try intArgument(given)
            } ?? 8
        let characters = object.characters
        guard characters.firstIndex(of: 9, from: 0, to: characters.count) != nil else {
            return try exactString(object)
        }
        let total = try expandedCount(characters, size)
        let result = try newString(count: total, maximum: object.strClassMaximum)
        let target = result.ref.characters
        var (column, position) = (0, 0)
        for index in 0..<characters.count {
            let character = characters[index]
            if character == 9 {
                let spaces = size > 0 ? size - column % size : 0
                target.fill(position, spaces, 32)
                position += spaces
                column += spaces
                continue
            }
            target.set(position, character)
            position += 1
            column = character == 10 || character == 13 ? 0 : column + 1
        }
        return result
    }

    private func expandedCount(_ characters: StrCharacters, _ size: Int) throws(Raised) -> Int {
        var (column, total) = (0, 0)
        for index in 0..<characters.count {
            let character = characters[index]
            let step = character == 9 ? (size > 0 ? size - column % size : 0) : 1
            let (next, overflow) = total.addingReportingOverflow(step)
            if overflow { throw raise(.overflowError, "new string is too long") }
            total = next
            column = character == 10 || character == 13 ? 0 : column &+ step
        }
        return total
    }
}
