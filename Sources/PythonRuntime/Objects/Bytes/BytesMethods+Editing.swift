/// Padding, stripping, replacing, translating bytes, and bytes as hexadecimal text.
extension Interpreter {
    func bytesPad(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        _ side: StringSide
    ) throws(Raised) -> Owned {
        try checkArguments(name, count, 1, 2)
        let width = try sizeValue(argument(arguments, 0))
        var fill: UInt8 = 32
        if count > 1 {
            let given = argument(arguments, 1)
            guard given.isBytes || given.isByteArray, given.itemCount == 1 else {
                throw raise(
                    .typeError,
                    "\(name)() argument 2 must be a byte string of length 1, not \(typeName(given.type, limit: 50))"
                )
            }
            fill = given.byteStart[0]
        }
        let length = object.itemCount
        if width <= length { return try exactBytes(object) }
        let padding = width - length
        let left =
            switch side {
            case .left: 0
            case .right: padding
            case .center: padding / 2 + (padding & width & 1)
            }
        return try bytesPadded(object, left, padding - left, fill)
    }

    private func bytesPadded(
        _ object: Ref, _ left: Int, _ right: Int, _ fill: UInt8
    ) throws(Raised) -> Owned {
        let length = object.itemCount
        let (count, overflow) = (left + right).addingReportingOverflow(length)
        if overflow { throw raiseMemoryError() }
        let result = try newBytes(like: object, count: count)
        let target = result.ref.byteStart
        target.update(repeating: fill, count: left)
        (target + left).update(from: object.byteStart, count: length)
        (target + left + length).update(repeating: fill, count: right)
        return result
    }

    func bytesZeroFill(_ object: Ref, _ width: Ref) throws(Raised) -> Owned {
        let width = try sizeValue(width)
        if width <= object.itemCount { return try exactBytes(object) }
        let padding = width - object.itemCount
        let result = try bytesPadded(object, padding, 0, 48)
        let target = result.ref.byteStart
        if object.itemCount > 0, target[padding] == 43 || target[padding] == 45 {
            target[0] = target[padding]
            target[padding] = 48
        }
        return result
    }

    func bytesExpandTabs(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("expandtabs", ["tabsize"]), arguments, count, names)
        let size =
            try parsed[0].map { (given) throws(Raised) in
                try intArgument(given)
            } ?? 8
        var result: [UInt8] = []
        var column = 0
        for byte in object.bytesBuffer {
            if byte == 9 {
                let spaces = size > 0 ? size - column % size : 0
                try checkTextRoom(spaces)
                result.append(contentsOf: repeatElement(32, count: spaces))
                column += spaces
            } else {
                result.append(byte)
                column = byte == 10 || byte == 13 ? 0 : column + 1
            }
        }
        return try makeBytes(like: object, result)
    }

    func bytesReplace(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int
    ) throws(Raised) -> Owned {
        try checkArguments("replace", count, 2, 3)
        let wanted = try view(of: argument(arguments, 0))
        let given = try view(of: argument(arguments, 1))
        let (needle, replacement) = (wanted.characters, given.characters)
        var limit = Int.max
        if count > 2 {
            let value = try sizeValue(argument(arguments, 2))
            if value >= 0 { limit = value }
        }
        let source = object.byteCharacters
        let found = source.occurrences(of: needle, limit: limit)
        if found == 0 { return try exactBytes(object) }
        let (growth, overflow) = (replacement.count - needle.count).multipliedReportingOverflow(
            by: found)
        let (total, overflowAgain) = source.count.addingReportingOverflow(growth)
        if overflow || overflowAgain {
            throw raise(.overflowError, "replace bytes is too long")
        }
        let result = try newBytes(like: object, count: total)
        if total == 0 { return result }
        let target = result.ref.byteCharacters
        var (read, write) = (0, 0)
        for number in 0..<found {
            let position =
                needle.count == 0 ? number : source.firstIndex(of: needle, from: read) ?? read
            let part = source.slice(read, position)
            part.copy(to: target, at: write)
            replacement.copy(to: target, at: write + part.count)
            write += part.count + replacement.count
            read = position + needle.count
        }
        source.slice(read, source.count).copy(to: target, at: write)
        return result
    }

    func bytesStrip(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int,
        _ side: StringSide
    ) throws(Raised) -> Owned {
        try checkArguments(name, count, 0, 1)
        let hasSet = count == 1 && !argument(arguments, 0).isNone
        let given = try view(of: hasSet ? argument(arguments, 0) : emptyBytes)
        let set = given.bytes
        let bytes = object.bytesBuffer
        func isIn(_ byte: UInt8) -> Bool {
            hasSet ? set.contains(byte) : byte == 32 || (byte >= 9 && byte <= 13)
        }
        var (start, end) = (0, bytes.count)
        if side != .right { while start < end, isIn(bytes[start]) { start += 1 } }
        if side != .left { while end > start, isIn(bytes[end - 1]) { end -= 1 } }
        return try bytesSlice(object, start, end)
    }

    func bytesMakeTranslation(_ arguments: NativeArguments, _ count: Int) throws(Raised) -> Owned {
        try checkArguments("maketrans", count, 2, 2)
        let from = try view(of: argument(arguments, 0))
        let to = try view(of: argument(arguments, 1))
        guard from.count == to.count else {
            throw raise(.valueError, "maketrans arguments must have same length")
        }
        var table = [UInt8](0...255)
        for index in 0..<from.count { table[Int(from.start[index])] = to.start[index] }
        return try makeBytes(table)
    }

    func bytesTranslate(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("translate", ["", "delete"], required: 1), arguments, count, names)
        let hasTable = parsed[0].map { !$0.isNone } ?? false
        let table = try view(of: hasTable ? parsed[0] ?? emptyBytes : emptyBytes)
        if hasTable, table.count != 256 {
            throw raise(.valueError, "translation table must be 256 characters long")
        }
        let deleted = try view(of: parsed[1] ?? emptyBytes)
        let (values, removed) = (table.bytes, deleted.bytes)
        var result: [UInt8] = []
        result.reserveCapacity(object.itemCount)
        for byte in object.bytesBuffer {
            if removed.contains(byte) { continue }
            result.append(hasTable ? values[Int(byte)] : byte)
        }
        if result.elementsEqual(object.bytesBuffer) { return try exactBytes(object) }
        return try makeBytes(like: object, result)
    }

    /// `bytes.fromhex(text)`: pairs of digits, whitespace between them.
    func bytesFromHex(_ text: Ref) throws(Raised) -> Owned {
        guard text.isStr else { throw badArgument("fromhex", "argument", "str", text) }
        let characters = text.characters
        var result: [UInt8] = []
        var position = 0
        func digit(_ index: Int) throws(Raised) -> UInt8 {
            let character = index < characters.count ? characters[index] : 0
            let value = character < 128 ? IntParser.digitValue(UInt8(character)) : 99
            guard value < 16 else {
                throw raise(
                    .valueError,
                    "non-hexadecimal number found in fromhex() arg at position \(index)")
            }
            return UInt8(value)
        }
        while position < characters.count {
            let character = characters[position]
            if character == 32 || (character >= 9 && character <= 13) {
                position += 1
                continue
            }
            let high = try digit(position)
            result.append(try high << 4 | digit(position + 1))
            position += 2
        }
        return try makeBytes(result)
    }

    /// `bytes.hex(sep, bytes_per_sep)`: separators between groups counted from the right, or from the left
    /// when negative.
    func bytesHex(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Parameters("hex", ["sep", "bytes_per_sep"]), arguments, count, names)
        let group =
            try parsed[1].map { (given) throws(Raised) in
                try intArgument(given)
            } ?? 1
        let separator = try parsed[0].map { (given) throws(Raised) in try hexSeparator(given) }
        let bytes = object.bytesBuffer
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3)
        for (index, byte) in bytes.enumerated() {
            if let separator, group != 0, index > 0 {
                let fromEdge = group > 0 ? bytes.count - index : index
                if fromEdge % Int(group.magnitude) == 0 { result.append(separator) }
            }
            result += [Self.hexDigit(byte >> 4), Self.hexDigit(byte & 15)]
        }
        return try makeASCIIString(result)
    }

    private func hexSeparator(_ given: Ref) throws(Raised) -> UInt8 {
        let characters: StrCharacters
        if given.isStr {
            characters = given.characters
        } else if given.isBytes {
            characters = given.byteCharacters
        } else {
            if try length(given) != 1 { throw raise(.valueError, "sep must be length 1.") }
            throw raise(.typeError, "sep must be str or bytes.")
        }
        guard characters.count == 1 else { throw raise(.valueError, "sep must be length 1.") }
        guard characters[0] < 128 else { throw raise(.valueError, "sep must be ASCII.") }
        return UInt8(characters[0])
    }
}
