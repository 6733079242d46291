// The standard library's own normalisation, which it offers to packages such as its regular expressions.
@_spi(_Unicode) import Swift

/// Unicode's part in names: which characters they may hold, and their normal form.
///
/// Python compares names in NFKC. ASCII names never come here.
enum IdentifierNormalisation {
    /// A character that may not stand where it does.
    struct InvalidCharacter {
        var scalar: Unicode.Scalar
        var offset: Int
        var length: Int
    }

    static func firstInvalidCharacter(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> InvalidCharacter? {
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let length = UTF8.width(scalar)
            let isValid =
                offset == 0
                ? scalar == "_" || scalar.properties.isXIDStart : scalar.properties.isXIDContinue
            guard isValid, isKnown(scalar) else {
                return InvalidCharacter(scalar: scalar, offset: offset, length: length)
            }
            offset += length
        }
        return nil
    }

    /// Whether the character is in Unicode 14, the version of CPython 3.11.
    static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major <= 14
    }

    /// `str.isprintable` of one character.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        guard isKnown(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            return false
        case .spaceSeparator:
            return scalar == " "
        default:
            return true
        }
    }

    /// NFKC: compatibility characters are replaced, then everything is composed.
    static func normalise(_ bytes: UnsafeBufferPointer<UInt8>) -> ContiguousArray<UInt8> {
        var replaced = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            appendReplacement(of: scalar, to: &replaced)
        }
        var composed = String.UnicodeScalarView()
        for scalar in String(replaced)._nfc { composed.append(scalar) }
        return ContiguousArray(String(composed).utf8)
    }

    private static func appendReplacement(
        of scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView
    ) {
        if scalar.isASCII {
            result.append(scalar)
            return
        }
        let runs = CompatibilityCharacters.runs
        for index in stride(from: 0, to: runs.count, by: 3)
        where scalar.value >= runs[index] && scalar.value - runs[index] < runs[index + 1] {
            let value = runs[index + 2] + scalar.value - runs[index]
            result.append(Unicode.Scalar(value) ?? scalar)
            return
        }
        let sequences = CompatibilityCharacters.sequences
        var index = 0
        while index < sequences.count {
            let length = Int(sequences[index + 1])
            if sequences[index] == scalar.value {
                for value in sequences[(index + 2)..<(index + 2 + length)] {
                    result.append(Unicode.Scalar(value) ?? scalar)
                }
                return
            }
            index += 2 + length
        }
        result.append(scalar)
    }
}
