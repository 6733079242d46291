/// A number's text in parts, laid out to a width: sign, prefix, digits that may be grouped, and the rest. The digits
/// and the rest stand in a buffer that the caller keeps.
struct FormattedNumber {
    /// 0 for none.
    var sign: UInt8 = 0
    /// The letter of `0x` and the like; 0 for none.
    var prefixLetter: UInt8 = 0
    /// The digits before the point.
    var digits: Range<Int>
    /// Point, fraction, exponent, percent sign.
    var rest: Range<Int>

    /// Splits the text of a number without prefix, which ends the buffer, into its parts; the sign is shown as the
    /// spec says.
    init(_ text: borrowing ASCIIBuffer, from first: Int = 0, sign signOption: UInt8) {
        var start = first
        if start < text.count, text[start] == 45 {
            start += 1
            sign = 45
        } else if signOption == 43 || signOption == 32 {
            sign = signOption
        }
        var end = start
        while end < text.count, text[end] &- 48 < 10 { end += 1 }
        digits = start..<end
        rest = end..<text.count
    }

    init(sign: UInt8, prefixLetter: UInt8, digits: Range<Int>) {
        self.sign = sign
        self.prefixLetter = prefixLetter
        self.digits = digits
        rest = digits.upperBound..<digits.upperBound
    }

    /// The characters of sign and prefix.
    private var leadCount: Int { (sign == 0 ? 0 : 1) + (prefixLetter == 0 ? 0 : 2) }

    /// The whole text with grouping and padding; groups are put to the buffer's end.
    func laidOut(
        _ spec: FormatSpec, groupSize: Int = 3, in text: inout ASCIIBuffer
    ) -> PaddedNumber {
        let fixed = leadCount + rest.count
        var number = self
        if spec.grouping != 0, !digits.isEmpty {
            let fillsZeros = spec.fill == 48 && spec.align == UInt8(ascii: "=")
            let minimum = fillsZeros ? max(spec.width - fixed, 0) : 0
            number.digits = Self.group(
                digits, spec.grouping, groupSize, minimum: minimum, in: &text)
        }
        let padding = max(spec.width - fixed - number.digits.count, 0)
        var result = PaddedNumber(number: number, fill: spec.fill)
        switch spec.align {
        case UInt8(ascii: "<"): result.right = padding
        case UInt8(ascii: "^"):
            result.left = padding / 2
            result.right = padding - padding / 2
        case UInt8(ascii: "="): result.middle = padding
        default: result.left = padding
        }
        return result
    }

    /// Puts the text without padding to the buffer's end.
    func append(to text: inout ASCIIBuffer) {
        if sign != 0 { text.append(sign) }
        if prefixLetter != 0 {
            text.append(48)
            text.append(prefixLetter)
        }
        text.append(copyOf: digits)
        text.append(copyOf: rest)
    }

    /// Digits in groups from the right, filled with zeros up to a minimum width that no separator begins.
    private static func group(
        _ digits: Range<Int>, _ separator: UInt8, _ size: Int, minimum: Int,
        in text: inout ASCIIBuffer
    ) -> Range<Int> {
        let start = text.count
        text.reserve(max(digits.count + digits.count / size, minimum) + 1)
        var source = digits.upperBound
        var wanted = minimum
        while true {
            let length = min(size, max(source - digits.lowerBound, wanted, 1))
            for _ in 0..<length {
                if source > digits.lowerBound {
                    source -= 1
                    text.append(text[source])
                } else {
                    text.append(48)
                }
            }
            wanted -= length
            if source == digits.lowerBound, wanted <= 0 { break }
            text.append(separator)
            wanted -= 1
        }
        text.reverse(from: start)
        return start..<text.count
    }
}

/// A number with fill characters around it, or between its prefix and its digits.
struct PaddedNumber {
    var number: FormattedNumber
    var fill: UInt32
    var left = 0
    var middle = 0
    var right = 0

    init(number: FormattedNumber, fill: UInt32) {
        self.number = number
        self.fill = fill
    }

    var count: Int {
        (number.sign == 0 ? 0 : 1) + (number.prefixLetter == 0 ? 0 : 2) + left + middle + right
            + number.digits.count + number.rest.count
    }

    var isPadded: Bool { left + middle + right > 0 }

    /// Writes the text, whose parts are in a buffer, from the first of some characters on.
    func write(_ text: borrowing ASCIIBuffer, to characters: StrCharacters) {
        var position = 0
        Self.fill(characters, &position, left, fill)
        if number.sign != 0 { Self.fill(characters, &position, 1, UInt32(number.sign)) }
        if number.prefixLetter != 0 {
            Self.fill(characters, &position, 1, 48)
            Self.fill(characters, &position, 1, UInt32(number.prefixLetter))
        }
        Self.fill(characters, &position, middle, fill)
        characters.set(ascii: text.start + number.digits.lowerBound, number.digits.count, position)
        position += number.digits.count
        characters.set(ascii: text.start + number.rest.lowerBound, number.rest.count, position)
        position += number.rest.count
        Self.fill(characters, &position, right, fill)
    }

    @inline(__always)
    private static func fill(
        _ characters: StrCharacters, _ position: inout Int, _ count: Int, _ fill: UInt32
    ) {
        characters.fill(position, count, fill)
        position += count
    }
}

extension Interpreter {
    /// The str of a padded number whose parts are in a buffer.
    func makeString(
        _ padded: PaddedNumber, _ text: borrowing ASCIIBuffer
    ) throws(Raised) -> Owned {
        if !padded.isPadded, padded.count == 1 {
            return latin1Character(text[padded.number.digits.lowerBound]).owned()
        }
        let result = try newString(
            count: padded.count, maximum: padded.isPadded ? max(padded.fill, 127) : 127)
        padded.write(text, to: result.ref.characters)
        return result
    }
}
