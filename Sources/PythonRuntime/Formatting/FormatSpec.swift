/// A format specification, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, read from
/// the text behind the colon (`Python/formatter_unicode.c`).
struct FormatSpec {
    /// 0 when not given.
    var align: UInt8 = 0
    var fill: UInt32 = 32
    var sign: UInt8 = 0
    var coercesNegativeZero = false
    var isAlternate = false
    /// −1 when not given, as the precision.
    var width = -1
    /// `,` or `_`, or 0.
    var grouping: UInt8 = 0
    var precision = -1
    /// The presentation type; 0 when not given.
    var type: UInt32 = 0

    /// The type as an ASCII letter; `?` for anything else.
    var typeLetter: UInt8 { type < 128 ? UInt8(type) : 63 }
    var alignsLeft: Bool { align == UInt8(ascii: "<") }
}

extension FormatSpec {
    /// Why a text is no specification; messages are made where the object's type is known.
    enum Failure: Error {
        case tooManyDigits
        case missingPrecision
        case bothGroupings
        case invalid
        case groupingWith(UInt8, UInt32)

        func message(_ text: String, _ typeName: String) -> String {
            switch self {
            case .tooManyDigits: "Too many decimal digits in format string"
            case .missingPrecision: "Format specifier missing precision"
            case .bothGroupings: "Cannot specify both ',' and '_'."
            case .invalid: "Invalid format specifier '\(text)' for object of type '\(typeName)'"
            case .groupingWith(let separator, let type):
                "Cannot specify '\(Unicode.Scalar(separator))' with '\(FormatSpec.shownType(type))'."
            }
        }
    }

    /// `d` and nothing else.
    static var plainInt: FormatSpec {
        var spec = FormatSpec()
        spec.align = UInt8(ascii: ">")
        spec.type = UInt32(UInt8(ascii: "d"))
        return spec
    }

    /// A presentation type in a message: itself when it is a visible ASCII character.
    static func shownType(_ type: UInt32) -> String {
        if type > 32 && type < 128, let scalar = Unicode.Scalar(type) { return String(scalar) }
        return "\\x" + String(type, radix: 16)
    }

    /// Reads a specification for an object whose presentation type is `defaultType` and which is
    /// aligned to the right or left by default.
    init(_ text: StrCharacters, defaultType: UInt8, isNumber: Bool) throws(Failure) {
        var position = 0
        type = UInt32(defaultType)
        align = UInt8(ascii: isNumber ? ">" : "<")
        let (gaveFill, gaveAlign) = readAlignment(text, &position)
        switch Self.character(text, position) {
        case 43, 45, 32:
            sign = UInt8(Self.character(text, position))
            position += 1
        default: break
        }
        if Self.character(text, position) == UInt32(UInt8(ascii: "z")) {
            coercesNegativeZero = true
            position += 1
        }
        if Self.character(text, position) == UInt32(UInt8(ascii: "#")) {
            isAlternate = true
            position += 1
        }
        if !gaveFill, Self.character(text, position) == 48 {
            fill = 48
            if !gaveAlign, isNumber { align = UInt8(ascii: "=") }
            position += 1
        }
        if let number = try Self.number(text, &position) { width = number }
        try readGrouping(text, &position)
        if Self.character(text, position) == 46 {
            position += 1
            guard let number = try Self.number(text, &position) else { throw .missingPrecision }
            precision = number
        }
        guard text.count - position <= 1 else { throw .invalid }
        if position < text.count { type = text[position] }
        try checkGrouping()
    }

    /// The character at a place, 0 beyond the end.
    @inline(__always)
    private static func character(_ text: StrCharacters, _ position: Int) -> UInt32 {
        position < text.count ? text[position] : 0
    }

    /// `[[fill]align]`: whether each was given.
    private mutating func readAlignment(
        _ text: StrCharacters, _ position: inout Int
    ) -> (fill: Bool, align: Bool) {
        if position + 1 < text.count, Self.isAlignment(text[position + 1]) {
            fill = text[position]
            align = UInt8(truncatingIfNeeded: text[position + 1])
            position += 2
            return (true, true)
        }
        guard Self.isAlignment(Self.character(text, position)) else { return (false, false) }
        align = UInt8(truncatingIfNeeded: text[position])
        position += 1
        return (false, true)
    }

    @inline(__always)
    private static func isAlignment(_ character: UInt32) -> Bool {
        character == 60 || character == 62 || character == 61 || character == 94
    }

    private mutating func readGrouping(
        _ text: StrCharacters, _ position: inout Int
    ) throws(Failure) {
        if Self.character(text, position) == 44 {
            grouping = UInt8(ascii: ",")
            position += 1
        }
        if Self.character(text, position) == 95 {
            if grouping != 0 { throw .bothGroupings }
            grouping = UInt8(ascii: "_")
            position += 1
        }
        if Self.character(text, position) == 44, grouping == UInt8(ascii: "_") {
            throw .bothGroupings
        }
    }

    private func checkGrouping() throws(Failure) {
        guard grouping != 0 else { return }
        switch typeLetter {
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "g"),
            UInt8(ascii: "E"), UInt8(ascii: "G"), UInt8(ascii: "%"), UInt8(ascii: "F"), 0:
            return
        case UInt8(ascii: "b"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"):
            if grouping == UInt8(ascii: "_") { return }
        default: break
        }
        throw .groupingWith(grouping, type)
    }

    @inline(__always)
    private static func digit(_ character: UInt32) -> Int? {
        if character < 128 { return character &- 48 < 10 ? Int(character &- 48) : nil }
        return CharacterClass.decimalValue(character).map(Int.init)
    }

    /// Decimal digits of any script; nil for none.
    private static func number(
        _ text: StrCharacters, _ position: inout Int
    ) throws(Failure) -> Int? {
        var value: Int?
        while position < text.count, let digit = Self.digit(text[position]) {
            let (scaled, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (next, overflowAgain) = scaled.addingReportingOverflow(digit)
            if overflow || overflowAgain { throw .tooManyDigits }
            value = next
            position += 1
        }
        return value
    }
}
