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
        var digits: [UInt8]
        var prefix: [UInt8] = []
        switch UInt8(conversion.type) {
        case UInt8(ascii: "x"):
            digits = Interpreter.powerOfTwoDigits(number.ref, bitsPerDigit: 4)
            prefix = [48, 120]
        case UInt8(ascii: "X"):
            digits = Interpreter.powerOfTwoDigits(number.ref, bitsPerDigit: 4, uppercase: true)
            prefix = [48, 88]
        case UInt8(ascii: "o"):
            digits = Interpreter.powerOfTwoDigits(number.ref, bitsPerDigit: 3)
            prefix = [48, 111]
        default:
            digits = try interpreter.decimalBytes(number.ref)
            if digits.first == 45 { digits.removeFirst() }
        }
        if conversion.precision > digits.count {
            guard conversion.precision <= Int(Int32.max) - 3 else {
                throw interpreter.raise(.valueError, "precision too big")
            }
            try interpreter.checkTextRoom(conversion.precision)
            digits = [UInt8](repeating: 48, count: conversion.precision - digits.count) + digits
        }
        try emitNumber(
            isNegative: number.ref.intSize < 0, prefix: conversion.alternate ? prefix : [],
            digits, conversion)
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
        var text = FloatText.text(
            number, code: type | 0x20,
            precision: conversion.precision < 0 ? 6 : conversion.precision, options)
        let isNegative = text.first == 45
        if isNegative { text.removeFirst() }
        try emitNumber(isNegative: isNegative, prefix: [], text, conversion)
    }

    /// Sign, prefix and digits in the width; zeros go behind the prefix, spaces before the sign.
    private mutating func emitNumber(
        isNegative: Bool, prefix: [UInt8], _ digits: [UInt8], _ conversion: Conversion
    ) throws(Raised) {
        var lead: [UInt8] =
            isNegative ? [45] : conversion.plus ? [43] : conversion.space ? [32] : []
        lead += prefix
        let padding = conversion.width - lead.count - digits.count
        let usesZeros = conversion.zero && !conversion.alignsLeft
        try pad(padding, if: !conversion.alignsLeft && !usesZeros)
        for byte in lead { result.append(UInt32(byte)) }
        try pad(padding, if: usesZeros, 48)
        for byte in digits { result.append(UInt32(byte)) }
        try pad(padding, if: conversion.alignsLeft)
    }
}
