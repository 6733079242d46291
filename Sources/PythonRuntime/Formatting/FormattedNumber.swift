/// A number's text in parts, laid out to a width: sign, prefix, digits that may be grouped, and the rest.
struct FormattedNumber {
    /// 0 for none.
    var sign: UInt8 = 0
    /// The letter of `0x` and the like; 0 for none.
    var prefixLetter: UInt8 = 0
    /// The digits before the point.
    var digits: ArraySlice<UInt8>
    /// Point, fraction, exponent, percent sign.
    var rest: ArraySlice<UInt8> = []

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
        digits = body[..<end]
        rest = body[end...]
    }

    init(sign: UInt8, prefixLetter: UInt8, digits: ArraySlice<UInt8>) {
        self.sign = sign
        self.prefixLetter = prefixLetter
        self.digits = digits
    }

    /// The characters of sign and prefix.
    private var leadCount: Int { (sign == 0 ? 0 : 1) + (prefixLetter == 0 ? 0 : 2) }

    /// The whole text with grouping and padding.
    func laidOut(_ spec: FormatSpec, groupSize: Int = 3) -> PaddedNumber {
        let fixed = leadCount + rest.count
        var number = self
        if spec.grouping != 0, !digits.isEmpty {
            let fillsZeros = spec.fill == 48 && spec.align == UInt8(ascii: "=")
            let minimum = fillsZeros ? max(spec.width - fixed, 0) : 0
            number.digits = Self.group(digits, spec.grouping, groupSize, minimum: minimum)[...]
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

    /// The text without padding.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(leadCount + digits.count + rest.count)
        if sign != 0 { result.append(sign) }
        if prefixLetter != 0 { result += [48, prefixLetter] }
        result += digits
        result += rest
        return result
    }

    /// Digits in groups from the right, filled with zeros up to a minimum width that no separator begins.
    static func group(
        _ digits: ArraySlice<UInt8>, _ separator: UInt8, _ size: Int, minimum: Int
    ) -> [UInt8] {
        var reversed: [UInt8] = []
        reversed.reserveCapacity(max(digits.count + digits.count / size, minimum) + 1)
        var source = digits.endIndex
        var wanted = minimum
        while true {
            let length = min(size, max(source - digits.startIndex, wanted, 1))
            for _ in 0..<length {
                if source > digits.startIndex {
                    source -= 1
                    reversed.append(digits[source])
                } else {
                    reversed.append(48)
                }
            }
            wanted -= length
            if source == digits.startIndex, wanted <= 0 { break }
            reversed.append(separator)
            wanted -= 1
        }
        reversed.reverse()
        return reversed
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

    /// Writes the text from the first character on.
    func write(to characters: StrCharacters) {
        var position = 0
        func put(_ bytes: ArraySlice<UInt8>) {
            for byte in bytes {
                characters.set(position, UInt32(byte))
                position += 1
            }
        }
        func pad(_ count: Int) {
            for _ in 0..<count {
                characters.set(position, fill)
                position += 1
            }
        }
        func put(_ byte: UInt8) {
            characters.set(position, UInt32(byte))
            position += 1
        }
        pad(left)
        if number.sign != 0 { put(number.sign) }
        if number.prefixLetter != 0 {
            put(48)
            put(number.prefixLetter)
        }
        pad(middle)
        put(number.digits)
        put(number.rest)
        pad(right)
    }
}

extension Interpreter {
    /// The str of a padded number.
    func makeString(_ padded: PaddedNumber) throws(Raised) -> Owned {
        if !padded.isPadded, padded.count == 1 {
            return latin1Character(padded.number.bytes[0]).owned()
        }
        let result = try newString(
            count: padded.count, maximum: padded.isPadded ? max(padded.fill, 127) : 127)
        padded.write(to: result.ref.characters)
        return result
    }
}
