/// `int(…)`: from numbers, text and bytes, and as a subclass's object.
extension Interpreter {
    private static let intParameters = Parameters("int", ["", "base"])

    /// `int.__new__(type, …)`.
    func newInt(_ type: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let parsed = try parseArguments(Self.intParameters, tuple: arguments, keywords: keywords)
        let value = try intFromArguments(parsed[0], base: parsed[1])
        if type.raw == RawObject(self.type(.int)) { return value }
        return try intOfSubclass(type, value.ref)
    }

    /// `int(…)` by vectorcall (`long_vectorcall`).
    func callInt(
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ names: RawObject?
    ) throws(Raised) -> Owned {
        if names == nil, count == 1 { return try numberToInt(argument(arguments, 0)) }
        let parsed = try parseArguments(Self.intParameters, arguments, count, names)
        return try intFromArguments(parsed[0], base: parsed[1])
    }

    private func intFromArguments(_ object: Ref?, base: Ref?) throws(Raised) -> Owned {
        guard let object else {
            if base != nil { throw raise(.typeError, "int() missing string argument") }
            return smallInt(0).owned()
        }
        guard let base else { return try numberToInt(object) }
        let value = try indexValue(base, overflow: nil)
        guard value == 0 || (value >= 2 && value <= 36) else {
            throw raise(.valueError, "int() base must be >= 2 and <= 36, or 0")
        }
        if object.isStr { return try intFromString(object, base: value) }
        if object.isBytes || object.isByteArray {
            return try intFromBytes(object, object.bytesBuffer, base: value)
        }
        throw raise(.typeError, "int() can't convert non-string with explicit base")
    }

    /// An object of a subclass with the value's digits.
    private func intOfSubclass(_ type: Ref, _ value: Ref) throws(Raised) -> Owned {
        let pointer = type.fields(PyTypeObject.self)
        guard let allocate = pointer.pointee.tp_alloc else { throw raiseMemoryError() }
        let count = max(abs(value.intSize), 1)
        let result = try checked(allocate(type.raw, count))
        result.ref.intDigits.update(from: value.intDigits, count: count)
        result.ref.fields(PyLongObject.self).pointee.ob_size = value.intSize
        return result
    }

    /// `int(object)` without a base (`PyNumber_Long`).
    public func numberToInt(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.int) { return object.owned() }
        if let number = object.type.pointee.tp_as_number {
            if let slot = number.pointee.nb_int {
                let result = try checked(slot(object.raw))
                guard result.ref.isInt else {
                    throw raise(
                        .typeError,
                        "__int__ returned non-int (type \(typeName(result.ref.type)))")
                }
                if !result.ref.isExactly(.int) {
                    try warnOfSubclass("__int__ returned non-int", result.ref, "int")
                }
                return try exactInt(result.ref)
            }
            if number.pointee.nb_index != nil {
                let result = try index(object)
                return try exactInt(result.ref)
            }
        }
        if let raw = try specialMethod(object, name(.__trunc__)) {
            let truncate = Owned(stealing: raw)
            return try truncated(object, truncate.ref)
        }
        if object.isStr { return try intFromString(object, base: 10) }
        if object.isBytes || object.isByteArray {
            return try intFromBytes(object, object.bytesBuffer, base: 10)
        }
        if object.hasBuffer {
            let contents = try view(of: object)
            let copy = try makeBytes(contents.bytes)
            return try intFromBytes(copy.ref, copy.ref.bytesBuffer, base: 10)
        }
        throw raise(
            .typeError,
            "int() argument must be a string, a bytes-like object or a real number, not '\(typeName(object.type))'"
        )
    }

    /// The int of what `__trunc__` gives.
    private func truncated(_ object: Ref, _ method: Ref) throws(Raised) -> Owned {
        try warn(.deprecationWarning, "The delegation of int() to __trunc__ is deprecated.")
        let result = try call(method)
        if result.ref.isInt { return try exactInt(result.ref) }
        guard isIndex(result.ref) else {
            throw raise(
                .typeError,
                "__trunc__ returned non-Integral (type \(typeName(result.ref.type)))")
        }
        let integer = try index(result.ref)
        return try exactInt(integer.ref)
    }

    /// `int(text, base)`.
    func intFromString(_ text: Ref, base: Int) throws(Raised) -> Owned {
        if text.strIsASCII {
            let characters = text.characters
            let bytes = UnsafeBufferPointer(
                start: characters.start.assumingMemoryBound(to: UInt8.self),
                count: characters.count)
            return try parseInt(text, bytes, base)
        }
        let ascii = text.characters.decimalASCII
        return try checked(
            ascii.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in try parseInt(text, buffer, base) }
            })
    }

    func intFromBytes(
        _ object: Ref, _ bytes: UnsafeBufferPointer<UInt8>, base: Int
    ) throws(Raised) -> Owned {
        try parseInt(object, bytes, base)
    }

    private func parseInt(
        _ object: Ref, _ bytes: UnsafeBufferPointer<UInt8>, _ base: Int
    ) throws(Raised) -> Owned {
        let trimmed = UnsafeBufferPointer(rebasing: bytes.trimmingASCIISpace())
        let parser: IntParser
        do throws(IntParser.Failure) {
            parser = try IntParser(
                trimmed, base: base, limit: state.pointee.limits.intMaxStringDigits)
        } catch {
            throw parseFailure(error, object, base)
        }
        if base & (base - 1) != 0 { spendTime(onDigits: parser.digits.count) }
        return try makeInt(isNegative: parser.isNegative, digits: parser.digits)
    }

    private func parseFailure(
        _ failure: IntParser.Failure, _ object: Ref, _ base: Int
    ) -> Raised {
        switch failure {
        case .tooLong(let digits):
            let limit = state.pointee.limits.intMaxStringDigits
            return raise(
                .valueError,
                "Exceeds the limit (\(limit) digits) for integer string conversion: value has \(digits) digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        case .invalid:
            do throws(Raised) {
                let shown = try repr(object)
                let text = shown.ref.characters
                let cut = try makeString(characters: text.slice(0, min(text.count, 200)))
                return raise(
                    .valueError,
                    "invalid literal for int() with base \(base): \(cut.ref.text)")
            } catch {
                return error
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes without ASCII whitespace at either end.
    func trimmingASCIISpace() -> Slice<UnsafeBufferPointer<UInt8>> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
        var (start, end) = (startIndex, endIndex)
        while start < end, isSpace(self[start]) { start += 1 }
        while end > start, isSpace(self[end - 1]) { end -= 1 }
        return self[start..<end]
    }
}

extension StrCharacters {
    /// The characters as ASCII, with decimal digits of any script as `0` to `9`, whitespace as spaces and
    /// anything else as `?` (`_PyUnicode_TransformDecimalAndSpaceToASCII`).
    var decimalASCII: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for index in 0..<count {
            let character = self[index]
            if character < 127 {
                result.append(UInt8(character))
            } else if CharacterClass.isSpace(character) {
                result.append(32)
            } else if let digit = CharacterClass.decimalValue(character) {
                result.append(48 + digit)
            } else {
                result.append(63)
            }
        }
        return result
    }
}
