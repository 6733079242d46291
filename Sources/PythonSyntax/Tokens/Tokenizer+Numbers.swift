extension Tokenizer {
    /// A number; the cursor stands on its first digit. The errors are those of `tok_get`.
    mutating func scanNumber(start: Int) -> Bool {
        let first = byte
        cursor &+= 1
        guard first == 0x30 else {
            return passDecimalDigits() && scanNumberTail(start: start)
        }
        switch byte | 0x20 {
        case 0x78: return scanRadix(start: start, name: "hexadecimal", base: 16)
        case 0x6F: return scanRadix(start: start, name: "octal", base: 8)
        case 0x62: return scanRadix(start: start, name: "binary", base: 2)
        default: return scanAfterZero(start: start)
        }
    }

    /// A fraction without integer part; the cursor stands behind the dot.
    mutating func scanFraction(start: Int) -> Bool {
        passDecimalDigits() && scanExponent(start: start)
    }

    private static func isDigit(_ byte: UInt8, ofBase base: UInt8) -> Bool {
        switch base {
        case 16: isDigit(byte) || (byte | 0x20) &- 0x61 < 6
        default: byte &- 0x30 < base
        }
    }

    /// `0x…`, `0o…`, `0b…`.
    private mutating func scanRadix(start: Int, name: StaticString, base radix: UInt8) -> Bool {
        cursor &+= 1
        repeat {
            if byte == 0x5F { cursor &+= 1 }
            guard Tokenizer.isDigit(byte, ofBase: radix) else {
                return failInvalidDigit(name, radix)
            }
            while Tokenizer.isDigit(byte, ofBase: radix) { cursor &+= 1 }
        } while byte == 0x5F
        if Tokenizer.isDigit(byte) { return failInvalidDigit(name, radix) }
        return finishNumber(start: start, name)
    }

    private mutating func failInvalidDigit(_ name: StaticString, _ radix: UInt8) -> Bool {
        guard radix != 16, Tokenizer.isDigit(byte) else { return fail("invalid \(name) literal") }
        let digit = byte
        cursor &+= 1
        return fail("invalid digit '\(Character(Unicode.Scalar(digit)))' in \(name) literal")
    }

    /// Behind a leading zero: more zeros are a number, other digits only of a float.
    private mutating func scanAfterZero(start: Int) -> Bool {
        while true {
            if byte == 0x5F {
                cursor &+= 1
                guard Tokenizer.isDigit(byte) else { return fail("invalid decimal literal") }
            }
            if byte != 0x30 { break }
            cursor &+= 1
        }
        let zerosEnd = cursor
        let isOldOctal = Tokenizer.isDigit(byte)
        if isOldOctal {
            guard passDecimalDigits() else { return false }
        }
        let next = byte
        if next == 0x2E || next | 0x20 == 0x65 || next | 0x20 == 0x6A {
            return scanNumberTail(start: start)
        }
        if isOldOctal { return failLeadingZeros(start: start, zerosEnd: zerosEnd) }
        return finishNumber(start: start, "decimal")
    }

    /// Digits with single underscores between them.
    private mutating func passDecimalDigits() -> Bool {
        while true {
            while Tokenizer.isDigit(byte) { cursor &+= 1 }
            if byte != 0x5F { return true }
            cursor &+= 1
            guard Tokenizer.isDigit(byte) else { return fail("invalid decimal literal") }
        }
    }

    /// Fraction, exponent and imaginary unit behind the integer part.
    private mutating func scanNumberTail(start: Int) -> Bool {
        if byte == 0x2E {
            cursor &+= 1
            if Tokenizer.isDigit(byte) {
                guard passDecimalDigits() else { return false }
            }
        }
        return scanExponent(start: start)
    }

    private mutating func scanExponent(start: Int) -> Bool {
        if byte | 0x20 == 0x65 {
            let mark = cursor
            cursor &+= 1
            if byte == 0x2B || byte == 0x2D {
                cursor &+= 1
                guard Tokenizer.isDigit(byte) else { return fail("invalid decimal literal") }
            } else if !Tokenizer.isDigit(byte) {
                // `1else`: the letter may begin a keyword.
                cursor = mark
                return finishNumber(start: start, "decimal")
            }
            guard passDecimalDigits() else { return false }
        }
        if byte | 0x20 == 0x6A {
            cursor &+= 1
            return finishNumber(start: start, "imaginary")
        }
        return finishNumber(start: start, "decimal")
    }

    /// Checks what follows a number: a letter is an error, unless it begins a keyword that may follow.
    private mutating func finishNumber(start: Int, _ name: StaticString) -> Bool {
        if Tokenizer.isNameByte(byte) {
            guard startsKeyword() else { return fail("invalid \(name) literal") }
            warnHere("invalid \(name) literal")
        }
        append(.number, start: start, end: cursor)
        return true
    }

    /// Whether the cursor stands on `and`, `else`, `for`, `if`, `in`, `is`, `or` or `not`.
    private func startsKeyword() -> Bool {
        let second = byte(after: 1)
        let third = byte(after: 2)
        switch byte {
        case 0x61: return second == 0x6E && third == 0x64
        case 0x65: return second == 0x6C && third == 0x73 && byte(after: 3) == 0x65
        case 0x66: return second == 0x6F && third == 0x72
        case 0x69: return second == 0x66 || second == 0x6E || second == 0x73
        case 0x6F: return second == 0x72
        case 0x6E: return second == 0x6F && third == 0x74
        default: return false
        }
    }
}
