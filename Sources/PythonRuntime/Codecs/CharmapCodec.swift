/// Codecs of one byte a character, by a table: a str of 256 characters, or any mapping.
extension Interpreter {
    /// `codecs.charmap_decode`.
    public func decodeCharmap(
        _ bytes: [UInt8], _ errors: String, _ mapping: Ref
    ) throws(Raised) -> Owned {
        var errors = DecodeErrors(self, bytes, errors)
        var result: [UInt32] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        let table = mapping.isExactly(.str) ? mapping.characters : nil
        while position < errors.bytes.count {
            let byte = errors.bytes[position]
            if let table {
                let character = Int(byte) < table.count ? table[Int(byte)] : 0xFFFE
                if character != 0xFFFE {
                    result.append(character)
                    position += 1
                    continue
                }
            } else if try appendMapped(byte, mapping, &result) {
                position += 1
                continue
            }
            position = try errors.handle(
                position..<(position + 1), "charmap", "character maps to <undefined>", &result)
        }
        return try makeString(codePoints: result)
    }

    /// What a mapping gives for a byte: a str, a number, or None; false for undefined.
    private func appendMapped(
        _ byte: UInt8, _ mapping: Ref, _ result: inout [UInt32]
    ) throws(Raised) -> Bool {
        let key = try makeInt(Int(byte))
        guard let raw = try mappedItem(mapping, key.ref) else { return false }
        let value = Owned(stealing: raw)
        if value.ref.isNone { return false }
        if value.ref.isInt {
            guard let number = value.ref.intValue, number >= 0, number <= 0x10FFFF else {
                throw raise(.typeError, "character mapping must be in range(0x110000)")
            }
            if number == 0xFFFE { return false }
            result.append(UInt32(truncatingIfNeeded: number))
            return true
        }
        guard value.ref.isStr else {
            throw raise(.typeError, "character mapping must return integer, None or str")
        }
        if value.ref.strCount == 1, value.ref.characters[0] == 0xFFFE { return false }
        result += value.ref.codePoints
        return true
    }

    /// An item of a mapping, a new reference; nil where it raises `LookupError`.
    private func mappedItem(_ mapping: Ref, _ key: Ref) throws(Raised) -> RawObject? {
        do throws(Raised) {
            return try getItem(mapping, key).take()
        } catch {
            guard currentExceptionIs(.lookupError) else { throw error }
            clearException()
            return nil
        }
    }

    /// `codecs.charmap_build`: the mapping the other way round, for encoding.
    public func buildCharmap(_ table: Ref) throws(Raised) -> Owned {
        let characters = table.characters
        let mapping = try makeDict()
        for index in 0..<min(characters.count, 256) {
            if characters[index] == 0xFFFE { continue }
            let key = try makeInt(Int(characters[index]))
            let value = try makeInt(index)
            try dictSet(mapping.ref, key.ref, value.ref)
        }
        return mapping
    }

    /// `codecs.charmap_encode`.
    public func encodeCharmap(
        _ object: Ref, _ errors: String, _ mapping: Ref
    ) throws(Raised) -> Owned {
        let errors = EncodeErrors(self, object, errors)
        let characters = object.characters
        var result: [UInt8] = []
        result.reserveCapacity(characters.count)
        var position = 0
        while position < characters.count {
            if try appendEncoded(characters[position], mapping, &result) {
                position += 1
                continue
            }
            var end = position + 1
            var scratch: [UInt8] = []
            while end < characters.count,
                try !appendEncoded(characters[end], mapping, &scratch)
            {
                end += 1
            }
            position = try handleUnmapped(errors, position..<end, mapping, &result)
        }
        return try makeBytes(result)
    }

    private func handleUnmapped(
        _ errors: EncodeErrors, _ range: Range<Int>, _ mapping: Ref, _ result: inout [UInt8]
    ) throws(Raised) -> Int {
        let reason = "character maps to <undefined>"
        let replacement = try errors.replacement(range, "charmap", reason)
        switch replacement.content {
        case .bytes(let bytes): result += bytes
        case .text(let text):
            for character in text
            where try !appendEncoded(character, mapping, &result) {
                throw errors.failure(range, "charmap", reason)
            }
        }
        return replacement.next
    }

    /// What a mapping gives for a character: bytes, a number, or None; false for undefined.
    private func appendEncoded(
        _ character: UInt32, _ mapping: Ref, _ result: inout [UInt8]
    ) throws(Raised) -> Bool {
        let key = try makeInt(Int(character))
        guard let raw = try mappedItem(mapping, key.ref) else { return false }
        let value = Owned(stealing: raw)
        if value.ref.isNone { return false }
        if value.ref.isInt {
            guard let number = value.ref.intValue, number >= 0, number < 256 else {
                throw raise(.typeError, "character mapping must be in range(256)")
            }
            result.append(UInt8(truncatingIfNeeded: number))
            return true
        }
        guard value.ref.isBytes else {
            throw raise(
                .typeError,
                "character mapping must return integer, bytes or None, not \(typeName(value.ref.type))"
            )
        }
        result += Array(value.ref.bytesBuffer)
        return true
    }
}
