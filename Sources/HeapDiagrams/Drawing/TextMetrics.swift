/// The widths of text nobody has measured: upper bounds over the fonts of the two stacks.
///
/// A picture is laid out without a browser, so each text's width is reckoned from the widest font a
/// reader may see it in: DejaVu Sans for the proportional stack, and 0.62 em (SF Mono) for the
/// monospaced one. A narrower font leaves a little more air; nothing ever overlaps.
struct TextMetrics: Sendable {
    var size: Double
    var isMono: Bool
    var isBold: Bool

    /// The width in pixels, rounded up.
    func width(_ text: String) -> Double {
        var thousandths = 0
        for scalar in text.unicodeScalars { thousandths &+= advance(of: scalar) }
        return (Double(thousandths) * size / 1000).wholeUp
    }

    /// The text, or as much of its head as fits before an ellipsis.
    func fitted(_ text: String, to limit: Double) -> String {
        if text.utf8.count <= 2 || width(text) <= limit { return text }
        let room = Int(limit * 1000 / size) - advance(of: "…")
        var used = 0
        var head = ""
        for character in text {
            var own = 0
            for scalar in character.unicodeScalars { own &+= advance(of: scalar) }
            if used &+ own > room { break }
            used &+= own
            head.append(character)
        }
        return head + "…"
    }

    /// Thousandths of an em.
    private func advance(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F && value >= 0x20 {
            if isMono { return TextMetrics.monoAdvance }
            let table = isBold ? TextMetrics.boldAdvances : TextMetrics.regularAdvances
            return table[Int(value &- 0x20)]
        }
        return TextMetrics.advanceBeyondASCII(value, isMono: isMono)
    }

    private static let monoAdvance = 620

    /// Outside ASCII the font is whatever the reader's system falls back on: a full em for
    /// letters, more for what is drawn as two columns or as a picture, nothing for marks that sit
    /// on another letter.
    private static func advanceBeyondASCII(_ value: UInt32, isMono: Bool) -> Int {
        switch value {
        case 0...0x1F, 0x7F: return 1000
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
        case 0xA0...0x17F, 0x370...0x4FF: return isMono ? 660 : 900
        case 0x2018...0x2026: return isMono ? 660 : 1000
        case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFFEF:
            return 1100
        case 0x2600...0x27BF, 0x1F000...0x1FAFF: return 1450
        case 0x12000...0x12FFF, 0xFDFD: return 3000
        default: return 1100
        }
    }

    /// DejaVu Sans, U+0020 to U+007E.
    private static let regularAdvances: [Int] = [
        318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637,
        637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699,
        771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732,
        685, 989, 686, 611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635,
        634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592,
        525, 637, 337, 637, 838,
    ]

    /// DejaVu Sans Bold, U+0020 to U+007E.
    private static let boldAdvances: [Int] = [
        349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696,
        696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734,
        831, 684, 684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813,
        774, 1104, 771, 725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716,
        712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652,
        583, 712, 366, 712, 838,
    ]
}
