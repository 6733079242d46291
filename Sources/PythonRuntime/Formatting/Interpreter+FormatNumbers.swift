/// `__format__` of int, float and complex.
extension Interpreter {
    /// The specification in a str, or the `ValueError` for it.
    func formatSpec(
        _ text: Ref, for object: Ref, defaultType: UInt8, isNumber: Bool
    ) throws(Raised) -> FormatSpec {
        do throws(FormatSpec.Failure) {
            return try FormatSpec(text.characters, defaultType: defaultType, isNumber: isNumber)
        } catch {
            throw raise(.valueError, error.message(text.text, typeName(object.type)))
        }
    }

    func checkFormatArgument(_ spec: Ref) throws(Raised) {
        guard spec.isStr else { throw badArgument("__format__", "argument", "str", spec) }
    }

    func unknownFormatCode(_ type: UInt32, _ object: Ref) -> Raised {
        let shown = FormatSpec.shownType(type)
        return raise(
            .valueError,
            "Unknown format code '\(shown)' for object of type '\(typeName(object.type))'")
    }

    /// `int.__format__`.
    func formatInt(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 {
            return object.isExactly(.int) ? try intText(object) : try str(object)
        }
        let spec = try formatSpec(
            text, for: object, defaultType: UInt8(ascii: "d"), isNumber: true)
        switch spec.typeLetter {
        case UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "o"),
            UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "n"):
            return try formatInteger(object, spec)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "%"):
            return try formatDouble(intToDouble(object), spec)
        default: throw unknownFormatCode(spec.type, object)
        }
    }

    private func formatInteger(_ object: Ref, _ spec: FormatSpec) throws(Raised) -> Owned {
        if spec.precision != -1 {
            throw raise(.valueError, "Precision not allowed in integer format specifier")
        }
        if spec.coercesNegativeZero {
            throw raise(
                .valueError,
                "Negative zero coercion (z) not allowed in integer format specifier")
        }
        if spec.typeLetter == UInt8(ascii: "c") { return try formatCharacter(object, spec) }
        var digits: ArraySlice<UInt8>
        var prefixLetter: UInt8 = 0
        switch spec.typeLetter {
        case UInt8(ascii: "b"):
            digits = Self.powerOfTwoDigits(object, bitsPerDigit: 1)[...]
            prefixLetter = UInt8(ascii: "b")
        case UInt8(ascii: "o"):
            digits = Self.powerOfTwoDigits(object, bitsPerDigit: 3)[...]
            prefixLetter = UInt8(ascii: "o")
        case UInt8(ascii: "x"):
            digits = Self.powerOfTwoDigits(object, bitsPerDigit: 4)[...]
            prefixLetter = UInt8(ascii: "x")
        case UInt8(ascii: "X"):
            digits = Self.powerOfTwoDigits(object, bitsPerDigit: 4, uppercase: true)[...]
            prefixLetter = UInt8(ascii: "X")
        default:
            digits = try decimalBytes(object)[...]
            if digits.first == 45 { digits.removeFirst() }
        }
        let sign: UInt8 =
            object.intSize < 0 ? 45 : spec.sign == 43 || spec.sign == 32 ? spec.sign : 0
        let number = FormattedNumber(
            sign: sign, prefixLetter: spec.isAlternate ? prefixLetter : 0, digits: digits)
        return try makeString(number.laidOut(spec, groupSize: prefixLetter == 0 ? 3 : 4))
    }

    private func formatCharacter(_ object: Ref, _ spec: FormatSpec) throws(Raised) -> Owned {
        if spec.sign != 0 {
            throw raise(.valueError, "Sign not allowed with integer format specifier 'c'")
        }
        if spec.isAlternate {
            throw raise(
                .valueError,
                "Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard let code = object.intValue else {
            throw raise(.overflowError, "Python int too large to convert to C long")
        }
        guard code >= 0, code <= 0x10FFFF else {
            throw raise(.overflowError, "%c arg not in range(0x110000)")
        }
        let character = try makeString(character: UInt32(code))
        return try padded(character.ref.characters, spec)
    }

    /// `float.__format__`.
    func formatFloat(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 {
            if object.isExactly(.float) {
                return try makeASCIIString(FloatText.repr(object.floatValue))
            }
            return try str(object)
        }
        let spec = try formatSpec(text, for: object, defaultType: 0, isNumber: true)
        switch spec.typeLetter {
        case 0, UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "n"), UInt8(ascii: "%"):
            return try formatDouble(object.floatValue, spec)
        default: throw unknownFormatCode(spec.type, object)
        }
    }

    private func formatDouble(_ value: Double, _ spec: FormatSpec) throws(Raised) -> Owned {
        let text = try doubleText(value, spec, addDotZero: true)
        let number = FormattedNumber(text, sign: spec.sign)
        return try makeString(number.laidOut(spec))
    }

    /// The text of a double as the spec's type and precision say, with a minus sign if negative.
    private func doubleText(
        _ value: Double, _ spec: FormatSpec, addDotZero: Bool
    ) throws(Raised) -> [UInt8] {
        guard spec.precision <= Int(Int32.max) else {
            throw raise(.valueError, "precision too big")
        }
        var options = FloatText.Options()
        options.alternate = spec.isAlternate
        options.noNegativeZero = spec.coercesNegativeZero
        var precision = spec.precision
        var code = spec.typeLetter
        if code == 0 {
            options.addDotZero = addDotZero
            code = UInt8(ascii: precision < 0 ? "r" : "g")
        } else if code == UInt8(ascii: "n") {
            code = UInt8(ascii: "g")
        }
        if code < 97, code != UInt8(ascii: "%") {
            options.uppercase = true
            code |= 0x20
        }
        if precision < 0 { precision = 6 }
        try checkTextRoom(precision)
        if code == UInt8(ascii: "%") {
            return FloatText.text(
                value * 100, code: UInt8(ascii: "f"), precision: precision, options) + [37]
        }
        return FloatText.text(value, code: code, precision: precision, options)
    }

    /// Refuses a precision whose digits alone would exceed the memory limit.
    func checkTextRoom(_ count: Int) throws(Raised) {
        if count > state.pointee.limits.memoryLimit { throw raiseMemoryError() }
    }

    /// `complex.__format__`.
    func formatComplex(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 { return try str(object) }
        let spec = try formatSpec(text, for: object, defaultType: 0, isNumber: true)
        switch spec.typeLetter {
        case 0, UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "n"):
            break
        default: throw unknownFormatCode(spec.type, object)
        }
        if spec.fill == 48 {
            throw raise(
                .valueError, "Zero padding is not allowed in complex format specifier")
        }
        if spec.align == UInt8(ascii: "=") {
            throw raise(
                .valueError,
                "'=' alignment flag is not allowed in complex format specifier")
        }
        return try formatComplex(object.complexValue, spec)
    }

    private func formatComplex(_ value: Complex, _ spec: FormatSpec) throws(Raised) -> Owned {
        var partSpec = spec
        partSpec.width = -1
        let isShort = spec.type == 0
        let skipsReal = isShort && value.real == 0 && value.real.sign == .plus
        let real = FormattedNumber(
            try doubleText(value.real, spec, addDotZero: false), sign: spec.sign)
        let imaginary = FormattedNumber(
            try doubleText(value.imaginary, spec, addDotZero: false),
            sign: skipsReal ? spec.sign : 43)
        var body = imaginary.laidOut(partSpec).number.bytes + [106]
        if !skipsReal { body = real.laidOut(partSpec).number.bytes + body }
        if isShort, !skipsReal { body = [40] + body + [41] }
        // The parts are grouped already.
        var wholeSpec = spec
        wholeSpec.grouping = 0
        return try makeString(
            FormattedNumber(sign: 0, prefixLetter: 0, digits: body[...]).laidOut(wholeSpec))
    }
}
