/// Ints as bytes: `int.to_bytes` and `int.from_bytes`.
extension Interpreter {
    func intToBytes(
        _ object: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parameters = Parameters("to_bytes", ["length", "byteorder", "signed"], positional: 2)
        let parsed = try parseArguments(parameters, arguments, count, names)
        let length = try parsed[0].map { (object) throws(Raised) in
            try sizeValue(object)
        }
        let isLittle = try isLittleEndian("to_bytes", parsed[1])
        let isSigned = try parsed[2].map { (object) throws(Raised) in try isTrue(object) } ?? false
        guard (length ?? 1) >= 0 else {
            throw raise(.valueError, "length argument must be non-negative")
        }
        if object.intSize < 0, !isSigned {
            throw raise(.overflowError, "can't convert negative int to unsigned")
        }
        let result = try newBytes(count: length ?? 1)
        guard
            Self.writeBytes(
                object, result.ref.bytesStart, length ?? 1, isLittle: isLittle,
                isSigned: isSigned)
        else { throw raise(.overflowError, "int too big to convert") }
        return result
    }

    /// `byteorder`; the default is "big".
    private func isLittleEndian(
        _ function: StaticString, _ object: Ref?
    ) throws(Raised) -> Bool {
        guard let object else { return false }
        guard object.isStr else {
            throw badArgument(function, "argument 'byteorder'", "str", object)
        }
        if object.isASCIIText("little") { return true }
        if object.isASCIIText("big") { return false }
        throw raise(.valueError, "byteorder must be either 'little' or 'big'")
    }

    /// Writes two's complement of exactly that many bytes; false when the value doesn't fit.
    private static func writeBytes(
        _ object: Ref, _ target: UnsafeMutablePointer<UInt8>, _ length: Int, isLittle: Bool,
        isSigned: Bool
    ) -> Bool {
        let digitCount = abs(object.intSize)
        let isNegative = object.intSize < 0
        var accumulator: UInt64 = 0
        var available = 0
        var source = 0
        var carry: UInt32 = 1
        for index in 0..<length {
            if available < 8 {
                var digit = source < digitCount ? object.intDigits[source] : 0
                source += 1
                if isNegative {
                    let complement = (digit ^ IntDigit.mask) &+ carry
                    digit = complement & IntDigit.mask
                    carry = complement >> 30
                }
                accumulator |= UInt64(digit) << UInt64(available)
                available += 30
            }
            target[isLittle ? index : length - 1 - index] = UInt8(truncatingIfNeeded: accumulator)
            accumulator >>= 8
            available -= 8
        }
        let bits = IntMagnitude.bitLength(object.intDigits, digitCount)
        guard isSigned else { return bits <= length * 8 }
        if digitCount == 0 { return true }
        if bits < length * 8 { return true }
        // The most negative value alone uses the sign bit for its magnitude.
        return isNegative && bits == length * 8 && object.intBitCount == 1
    }

    func intFromBytes(
        _ type: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?
    ) throws(Raised) -> Owned {
        let parameters = Parameters(
            "from_bytes", ["bytes", "byteorder", "signed"], required: 1, positional: 2)
        let parsed = try parseArguments(parameters, arguments, count, names)
        let isLittle = try isLittleEndian("from_bytes", parsed[1])
        let isSigned = try parsed[2].map { (object) throws(Raised) in try isTrue(object) } ?? false
        guard let source = parsed[0] else { return smallInt(0).owned() }
        let bytes = try bytesFromObject(source)
        let value = try readBytes(
            bytes.ref.bytesBuffer, isLittle: isLittle, isSigned: isSigned)
        if type.raw == RawObject(self.type(.int)) { return value }
        return try call(type, value.ref)
    }

    private func readBytes(
        _ bytes: UnsafeBufferPointer<UInt8>, isLittle: Bool, isSigned: Bool
    ) throws(Raised) -> Owned {
        guard bytes.count > 0 else { return smallInt(0).owned() }
        let top = isLittle ? bytes[bytes.count - 1] : bytes[0]
        let isNegative = isSigned && top >= 128
        var digits: [UInt32] = []
        digits.reserveCapacity(bytes.count * 8 / 30 + 1)
        var accumulator: UInt64 = 0
        var filled = 0
        var carry: UInt64 = 1
        for index in 0..<bytes.count {
            var byte = UInt64(bytes[isLittle ? index : bytes.count - 1 - index])
            if isNegative {
                let complement = (byte ^ 0xFF) + carry
                byte = complement & 0xFF
                carry = complement >> 8
            }
            accumulator |= byte << UInt64(filled)
            filled += 8
            if filled >= 30 {
                digits.append(UInt32(truncatingIfNeeded: accumulator) & IntDigit.mask)
                accumulator >>= 30
                filled -= 30
            }
        }
        // A negated value can carry out of its highest byte.
        if isNegative { accumulator |= carry << UInt64(filled) }
        digits.append(UInt32(truncatingIfNeeded: accumulator) & IntDigit.mask)
        if accumulator >> 30 != 0 { digits.append(UInt32(truncatingIfNeeded: accumulator >> 30)) }
        return try makeInt(isNegative: isNegative, digits: digits)
    }
}
