/// Unicode's alphabets for formulas: bold, blackboard and the others.
enum MathAlphabet {
    case bold, italic, boldItalic, script, fraktur, doubleStruck, sansSerif, monospace, upright

    static func named(_ command: String) -> MathAlphabet? {
        switch command {
        case "mathbf", "textbf", "bf": .bold
        case "mathit", "textit": .italic
        case "boldsymbol", "bm", "pmb": .boldItalic
        case "mathcal", "mathscr", "cal": .script
        case "mathfrak", "frak": .fraktur
        case "mathbb", "Bbb": .doubleStruck
        case "mathsf", "textsf": .sansSerif
        case "mathtt", "texttt": .monospace
        case "mathrm", "rm", "mathnormal": .upright
        default: nil
        }
    }

    /// The text with its letters and digits taken from the alphabet.
    func apply(_ text: String) -> String {
        guard self != .upright else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map(scalar)))
    }

    private func scalar(_ plain: Unicode.Scalar) -> Unicode.Scalar {
        if let exception = Self.exceptions[self]?[plain] { return exception }
        let value: UInt32?
        switch plain {
        case "A"..."Z": value = letterBase + plain.value - 0x41
        case "a"..."z": value = letterBase + 26 + plain.value - 0x61
        case "0"..."9": value = digitBase.map { $0 + plain.value - 0x30 }
        case "Α"..."Ω": value = greekBase.map { $0 + plain.value - 0x391 }
        case "α"..."ω": value = greekBase.map { $0 + 26 + plain.value - 0x3B1 }
        default: value = nil
        }
        return value.flatMap(Unicode.Scalar.init) ?? plain
    }

    private var letterBase: UInt32 {
        switch self {
        case .bold: 0x1D400
        case .italic: 0x1D434
        case .boldItalic: 0x1D468
        case .script: 0x1D49C
        case .fraktur: 0x1D504
        case .doubleStruck: 0x1D538
        case .sansSerif: 0x1D5A0
        case .monospace: 0x1D670
        case .upright: 0x41
        }
    }

    private var digitBase: UInt32? {
        switch self {
        case .bold, .boldItalic: 0x1D7CE
        case .doubleStruck: 0x1D7D8
        case .sansSerif: 0x1D7E2
        case .monospace: 0x1D7F6
        default: nil
        }
    }

    private var greekBase: UInt32? {
        switch self {
        case .bold: 0x1D6A8
        case .italic: 0x1D6E2
        case .boldItalic: 0x1D71C
        default: nil
        }
    }

    /// Letters that Unicode had before it got the alphabets.
    private static let exceptions: [MathAlphabet: [Unicode.Scalar: Unicode.Scalar]] = [
        .italic: ["h": "ℎ"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
            "e": "ℯ", "g": "ℊ", "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
        .doubleStruck: [
            "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
        ],
    ]
}
