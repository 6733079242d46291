/// `__format__` of int, float and complex.
extension Interpreter {
    /// The specification in a text, or the `ValueError` for it.
    func formatSpec(
        _ text: StrCharacters, for object: Ref, defaultType: UInt8, isNumber: Bool
    ) throws(Raised) -> FormatSpec {
        do throws(FormatSpec.Failure) {
            return try FormatSpec(text, defaultType: defaultType, isNumber: isNumber)
        } catch {
            let shown = try makeString(characters: text)
            throw raise(.valueError, error.message(shown.ref.text, typeName(object.type)))
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
        let spec = try intSpec(text.characters, object)
        if spec.typeLetter == UInt8(ascii: "c") { return try formatCharacter(object, spec) }
        var digits = ASCIIBuffer()
        let padded = try layOutInt(object, spec, in: &digits)
        return try makeString(padded, digits)
    }

    /// The specification for an int, which suits one.
    func intSpec(_ text: StrCharacters, _ object: Ref) throws(Raised) -> FormatSpec {
        let spec = try formatSpec(
            text, for: object, defaultType: UInt8(ascii: "d"), isNumber: true)
        switch spec.typeLetter {
        case UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "o"),
            UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "n"):
            break
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "%"):
            return spec
        default: throw unknownFormatCode(spec.type, object)
        }
        if spec.precision != -1 {
            throw raise(.valueError, "Precision not allowed in integer format specifier")
        }
        if spec.coercesNegativeZero {
            throw raise(
                .valueError,
                "Negative zero coercion (z) not allowed in integer format specifier")
        }
        return spec
    }

    /// An int's text, its parts at the end of a buffer, by any specification of `intSpec` but a character's.
    func layOutInt(
        _ object: Ref, _ spec: FormatSpec, in text: inout ASCIIBuffer
    ) throws(Raised) -> PaddedNumber {
        let start = text.count
        var prefixLetter: UInt8 = 0
        switch spec.typeLetter {
        case UInt8(ascii: "b"):
            Self.appendDigits(object, bitsPerDigit: 1, to: &text)
            prefixLetter = UInt8(ascii: "b")
        case UInt8(ascii: "o"):
            Self.appendDigits(object, bitsPerDigit: 3, to: &text)
            prefixLetter = UInt8(ascii: "o")
        case UInt8(ascii: "x"):
            Self.appendDigits(object, bitsPerDigit: 4, to: &text)
            prefixLetter = UInt8(ascii: "x")
        case UInt8(ascii: "X"):
            Self.appendDigits(object, bitsPerDigit: 4, uppercase: true, to: &text)
            prefixLetter = UInt8(ascii: "X")
        case UInt8(ascii: "d"), UInt8(ascii: "n"):
            try appendDecimalMagnitude(object, to: &text)
        default: return try layOutDouble(intToDouble(object), spec, in: &text)
        }
        let sign: UInt8 =
            object.intSize < 0 ? 45 : spec.sign == 43 || spec.sign == 32 ? spec.sign : 0
        let number = FormattedNumber(
            sign: sign, prefixLetter: spec.isAlternate ? prefixLetter : 0,
            digits: start..<text.count)
        return number.laidOut(spec, groupSize: prefixLetter == 0 ? 3 : 4, in: &text)
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
                return try floatText(object.floatValue)
            }
            return try str(object)
        }
        let spec = try floatSpec(text.characters, object)
        var digits = ASCIIBuffer()
        let padded = try layOutDouble(object.floatValue, spec, in: &digits)
        return try makeString(padded, digits)
    }

    /// The specification for a float, which suits one.
    func floatSpec(_ text: StrCharacters, _ object: Ref) throws(Raised) -> FormatSpec {
        let spec = try formatSpec(text, for: object, defaultType: 0, isNumber: true)
        switch spec.typeLetter {
        case 0, UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "n"), UInt8(ascii: "%"):
            return spec
        default: throw unknownFormatCode(spec.type, object)
        }
    }

    /// `repr` of a float.
    func floatText(_ value: Double) throws(Raised) -> Owned {
        var text = ASCIIBuffer()
        FloatText.appendRepr(value, to: &text)
        return try makeString(text)
    }

    /// A double's text, its parts at the end of a buffer.
    func layOutDouble(
        _ value: Double, _ spec: FormatSpec, in text: inout ASCIIBuffer
    ) throws(Raised) -> PaddedNumber {
        let start = text.count
        try appendDouble(value, spec, addDotZero: true, to: &text)
        return FormattedNumber(text, from: start, sign: spec.sign).laidOut(spec, in: &text)
    }

    /// Appends the text of a double as the spec's type and precision say, with a minus sign if negative.
    private func appendDouble(
        _ value: Double, _ spec: FormatSpec, addDotZero: Bool, to text: inout ASCIIBuffer
    ) throws(Raised) {
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
            FloatText.append(
                value * 100, code: UInt8(ascii: "f"), precision: precision, options, to: &text)
            return text.append(37)
        }
        FloatText.append(value, code: code, precision: precision, options, to: &text)
    }

    /// Refuses a precision whose digits alone would exceed the memory limit.
    func checkTextRoom(_ count: Int) throws(Raised) {
        if count > state.pointee.limits.memoryLimit { throw raiseMemoryError() }
    }

    /// `complex.__format__`.
    func formatComplex(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 { return try str(object) }
        let spec = try formatSpec(
            text.characters, for: object, defaultType: 0, isNumber: true)
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
        var text = ASCIIBuffer()
        try appendDouble(value.real, spec, addDotZero: false, to: &text)
        let real = FormattedNumber(text, sign: spec.sign).laidOut(partSpec, in: &text)
        let middle = text.count
        try appendDouble(value.imaginary, spec, addDotZero: false, to: &text)
        let imaginary = FormattedNumber(
            text, from: middle, sign: skipsReal ? spec.sign : 43
        ).laidOut(partSpec, in: &text)
        let start = text.count
        if isShort, !skipsReal { text.append(40) }
        if !skipsReal { real.number.append(to: &text) }
        imaginary.number.append(to: &text)
        text.append(106)
        if isShort, !skipsReal { text.append(41) }
        // The parts are grouped already.
        var wholeSpec = spec
        wholeSpec.grouping = 0
        let whole = FormattedNumber(sign: 0, prefixLetter: 0, digits: start..<text.count)
        return try makeString(whole.laidOut(wholeSpec, in: &text), text)
    }
}
