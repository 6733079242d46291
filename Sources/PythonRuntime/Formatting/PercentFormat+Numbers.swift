/// The conversions of numbers: `%d`, `%x`, `%f` and their like.
extension PercentFormat {
    /// The int to show; floats are cut off by the decimal conversions only.
    private func integer(_ value: Ref, _ type: UInt32) throws(Raised) -> Owned {
        if value.isInt { return value.owned() }
        let letter = Unicode.Scalar(type).map(String.init) ?? "?"
        let isDecimal = "diu".contains(letter)
        if isDecimal {
            if value.type.pointee.tp_as_number?.pointee.nb_int != nil
                || interpreter.isIndex(value)
            {
                return try interpreter.numberToInt(value)
            }
        } else if interpreter.isIndex(value) {
            return try interpreter.index(value)
        }
        let wanted = isDecimal ? "a real number" : "an integer"
        throw interpreter.raise(
            .typeError,
            "%\(letter) format: \(wanted) is required, not \(interpreter.typeName(value.type))")
    }

    mutating func emitInteger(
        _ value: Ref, _ conversion: Conversion
    ) throws(Raised) {
        // `bytes` speaks of `%d` where `%i` was written.
        let shown = makesBytes && conversion.type == 105 ? 100 : conversion.type
        let number = try integer(value, shown)
        var text = ASCIIBuffer()
        var prefixLetter: UInt8 = 0
        switch UInt8(conversion.type) {
        case UInt8(ascii: "x"):
            Interpreter.appendDigits(number.ref, bitsPerDigit: 4, to: &text)
            prefixLetter = UInt8(ascii: "x")
        case UInt8(ascii: "X"):
            Interpreter.appendDigits(number.ref, bitsPerDigit: 4, uppercase: true, to: &text)
            prefixLetter = UInt8(ascii: "X")
        case UInt8(ascii: "o"):
            Interpreter.appendDigits(number.ref, bitsPerDigit: 3, to: &text)
            prefixLetter = UInt8(ascii: "o")
        default: try interpreter.appendDecimalMagnitude(number.ref, to: &text)
        }
        if conversion.precision > text.count {
            guard conversion.precision <= Int(Int32.max) - 3 else {
                throw interpreter.raise(.valueError, "precision too big")
            }
            try interpreter.checkTextRoom(conversion.precision)
            let missing = conversion.precision - text.count
            text.open(0, missing)
            for index in 0..<missing { text[index] = 48 }
        }
        try emitNumber(
            isNegative: number.ref.intSize < 0,
            prefixLetter: conversion.alternate ? prefixLetter : 0, text, conversion)
    }

    private func double(_ value: Ref) throws(Raised) -> Double {
        do throws(Raised) {
            return try interpreter.doubleValue(value)
        } catch {
            guard makesBytes, interpreter.currentExceptionIs(.typeError) else { throw error }
            throw interpreter.raise(
                .typeError,
                "float argument required, not \(interpreter.typeName(value.type))")
        }
    }

    mutating func emitDouble(
        _ value: Ref, _ conversion: Conversion
    ) throws(Raised) {
        let number = try double(value)
        guard conversion.precision <= Int(Int32.max) else {
            throw interpreter.raise(.valueError, "precision too big")
        }
        try interpreter.checkTextRoom(conversion.precision)
        let type = UInt8(conversion.type)
        var options = FloatText.Options()
        options.alternate = conversion.alternate
        options.uppercase = type < 97
        var text = ASCIIBuffer()
        FloatText.append(
            number.magnitude, code: type | 0x20,
            precision: conversion.precision < 0 ? 6 : conversion.precision, options, to: &text)
        let isNegative = number.sign == .minus && !number.isNaN
        try emitNumber(isNegative: isNegative, prefixLetter: 0, text, conversion)
    }

    /// Sign, prefix and digits in the width; zeros go behind the prefix, spaces before the sign.
    private mutating func emitNumber(
        isNegative: Bool, prefixLetter: UInt8, _ digits: borrowing ASCIIBuffer,
        _ conversion: Conversion
    ) throws(Raised) {
        let sign: UInt8 = isNegative ? 45 : conversion.plus ? 43 : conversion.space ? 32 : 0
        let number = FormattedNumber(
            sign: sign, prefixLetter: prefixLetter, digits: 0..<digits.count)
        var padded = PaddedNumber(number: number, fill: 32)
        let padding = max(conversion.width - padded.count, 0)
        try interpreter.checkTextRoom(padding)
        if conversion.alignsLeft {
            padded.right = padding
        } else if conversion.zero {
            padded.fill = 48
            padded.middle = padding
        } else {
            padded.left = padding
        }
        try result.write(padded, digits)
    }
}
