/// Gives every heading a name that is unique in its note and good in an address.
struct AnchorNames {
    private var used: [String: Int] = [:]

    mutating func unique(for inlines: [Inline]) -> String {
        let base = HeadingAnchor.slug(Inline.plainText(inlines))
        let count = used[base, default: 0]
        used[base] = count + 1
        guard count > 0 else { return base }
        var number = count
        while used["\(base)-\(number)"] != nil { number += 1 }
        used[base] = number + 1
        used["\(base)-\(number)"] = 1
        return "\(base)-\(number)"
    }
}

/// The part of an address that leads to a heading.
public enum HeadingAnchor {
    /// Words of letters, digits and characters beyond ASCII, in lower case, joined by hyphens: CJK and
    /// emoji stay as they are.
    public static func slug(_ text: String) -> String {
        var result: [UInt8] = []
        var needsHyphen = false
        for scalar in text.unicodeScalars {
            let isWord =
                scalar.isASCII
                ? ASCII.isAlphanumeric(UInt8(scalar.value)) || scalar == "_"
                : !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            if isWord {
                if needsHyphen && !result.isEmpty { result.append(ASCII.hyphen) }
                needsHyphen = false
                if scalar.isASCII {
                    let isCapital = ("A"..."Z").contains(scalar)
                    result.append(UInt8(scalar.value) | (isCapital ? 0x20 : 0))
                } else {
                    result += scalar.properties.lowercaseMapping.utf8
                }
            } else {
                needsHyphen = true
            }
        }
        return result.isEmpty ? "section" : result.text
    }

    /// What a heading and a link to it have in common: case, punctuation and white space don't count.
    public static func key(_ text: String) -> String {
        String(slug(text).unicodeScalars.filter { $0 != "_" })
    }
}

extension Inline {
    /// What a reader would read aloud, without any markup.
    public static func plainText(_ inlines: [Inline]) -> String {
        var result = ""
        append(inlines, to: &result)
        return result
    }

    private static func append(_ inlines: [Inline], to result: inout String) {
        for inline in inlines {
            switch inline {
            case .text(let text), .code(let text): result += text
            case .math(let text, _): result += text
            case .dataview(let expression): result += "= " + expression
            case .softBreak, .lineBreak: result += " "
            case .html, .footnoteReference: break
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside),
                .highlight(let inside), .link(_, _, let inside):
                append(inside, to: &result)
            case .image(_, _, let alternative): result += alternative
            case .wikilink(let target): result += target.displayText
            case .embed(let target): result += target.path
            case .tag(let name): result += "#" + name
            }
        }
    }
}
