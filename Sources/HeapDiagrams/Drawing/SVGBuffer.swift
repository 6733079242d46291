/// UTF-8 bytes of an SVG in the making: numbers with at most one decimal, text escaped for XML.
struct SVGBuffer {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func raw(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Markup or identifiers known to need no escape.
    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// From one number to another as both are written, so that ways don't add up what was rounded.
    static func way(from start: Double, to end: Double) -> Double {
        ((end * 10).rounded() - (start * 10).rounded()) / 10
    }

    /// Rounds to a tenth; a whole number has no decimal point.
    mutating func number(_ value: Double) {
        guard value.magnitude < 1e9 else { return byte(UInt8(ascii: "0")) }
        var tenths = Int(value * 10 + (value < 0 ? -0.5 : 0.5))
        if tenths < 0 {
            byte(UInt8(ascii: "-"))
            tenths = -tenths
        }
        integer(tenths / 10)
        if tenths % 10 != 0 {
            byte(UInt8(ascii: "."))
            byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tenths % 10))
        }
    }

    /// Coordinates have up to four digits; only what is longer takes the general way.
    mutating func integer(_ value: Int) {
        guard value >= 0 && value < 10_000 else { return raw(String(value)) }
        if value >= 1000 { digit(value / 1000) }
        if value >= 100 { digit(value / 100 % 10) }
        if value >= 10 { digit(value / 10 % 10) }
        digit(value % 10)
    }

    private mutating func digit(_ digit: Int) {
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
    }

    /// Character data or an attribute's value. What XML 1.0 can't hold becomes U+FFFD.
    mutating func escaped(_ text: String) {
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;" as StaticString)
            case UInt8(ascii: "<"): raw("&lt;" as StaticString)
            case UInt8(ascii: ">"): raw("&gt;" as StaticString)
            case UInt8(ascii: "\""): raw("&quot;" as StaticString)
            case 0x09: raw("&#9;" as StaticString)
            case 0..<0x20: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
            case 0xBE, 0xBF:
                // U+FFFE and U+FFFF end in EF BF BE and EF BF BF; the third byte becomes that of
                // U+FFFD.
                bytes.append(previous == (0xEF, 0xBF) ? 0xBD : byte)
            default: bytes.append(byte)
            }
            previous = (previous.1, byte)
        }
    }
}
