/// A number's text in parts, laid out to a width: sign, prefix, digits that may be grouped, and the rest.
struct FormattedNumber {
    /// 0 for none.
    var sign: UInt8 = 0
    /// `0x` and the like.
    var prefix: [UInt8] = []
    /// The digits before the point.
    var digits: [UInt8]
    /// Point, fraction, exponent, percent sign.
    var rest: [UInt8] = []

    /// Splits the text of a number without prefix into its parts; the sign is shown as the spec says.
    init(_ text: [UInt8], sign signOption: UInt8) {
        var body = text[...]
        let isNegative = body.first == 45
        if isNegative { body.removeFirst() }
        if isNegative {
            sign = 45
        } else if signOption == 43 || signOption == 32 {
            sign = signOption
        }
        let end = body.firstIndex { $0 < 48 || $0 > 57 } ?? body.endIndex
        digits = Array(body[..<end])
        rest = Array(body[end...])
    }

    init(sign: UInt8, prefix: [UInt8], digits: [UInt8]) {
        self.sign = sign
        self.prefix = prefix
        self.digits = digits
    }

    /// The whole text with grouping and padding.
    func laidOut(_ spec: FormatSpec, groupSize: Int = 3) throws(Raised) -> PaddedText {
        let fixed = (sign == 0 ? 0 : 1) + prefix.count + rest.count
        var grouped = digits
        if spec.grouping != 0, !digits.isEmpty {
            let fillsZeros = spec.fill == 48 && spec.align == UInt8(ascii: "=")
            let minimum = fillsZeros ? max(spec.width - fixed, 0) : 0
            grouped = Self.group(digits, spec.grouping, groupSize, minimum: minimum)
        }
        let signAndPrefix = (sign == 0 ? [] : [sign]) + prefix
        let padding = max(spec.width - fixed - grouped.count, 0)
        var result = PaddedText(fill: spec.fill)
        switch spec.align {
        case UInt8(ascii: "<"): result.right = padding
        case UInt8(ascii: "^"):
            result.left = padding / 2
            result.right = padding - padding / 2
        case UInt8(ascii: "="):
            result.lead = signAndPrefix
            result.left = padding
            result.body = grouped + rest
            return result
        default: result.left = padding
        }
        result.body = signAndPrefix + grouped + rest
        return result
    }

    /// Digits in groups from the right, filled with zeros up to a minimum width that no separator begins.
    static func group(
        _ digits: [UInt8], _ separator: UInt8, _ size: Int, minimum: Int
    ) -> [UInt8] {
        var reversed: [UInt8] = []
        var source = digits.count
        var wanted = minimum
        while true {
            let length = min(size, max(source, wanted, 1))
            for _ in 0..<length {
                source -= 1
                reversed.append(source >= 0 ? digits[source] : 48)
            }
            source = max(source, 0)
            wanted -= length
            if source == 0, wanted <= 0 { break }
            reversed.append(separator)
            wanted -= 1
        }
        reversed.reverse()
        return reversed
    }
}

/// ASCII text with fill characters around it, or between a lead and the body.
struct PaddedText {
    var fill: UInt32
    var lead: [UInt8] = []
    var left = 0
    var body: [UInt8] = []
    var right = 0

    init(fill: UInt32) { self.fill = fill }
}

extension Interpreter {
    /// The str of padded text.
    func makeString(_ text: PaddedText) throws(Raised) -> Owned {
        let padding = text.left + text.right
        let count = text.lead.count + text.body.count + padding
        if count == 1, padding == 0 {
            return latin1Character(text.body.first ?? text.lead[0]).owned()
        }
        let result = try newString(count: count, maximum: padding > 0 ? max(text.fill, 127) : 127)
        let characters = result.ref.characters
        var position = 0
        func put(_ bytes: [UInt8]) {
            for byte in bytes {
                characters.set(position, UInt32(byte))
                position += 1
            }
        }
        func pad(_ count: Int) {
            for _ in 0..<count {
                characters.set(position, text.fill)
                position += 1
            }
        }
        put(text.lead)
        pad(text.left)
        put(text.body)
        pad(text.right)
        return result
    }
}
