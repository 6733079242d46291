/// The bytes of a page as they are written: markup as it is, text escaped.
public struct HTMLBuffer {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func markup(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func markup(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func markup(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    /// Replaces the first place in a part that is written already, if it has one.
    mutating func replace(_ old: String, by new: String, within part: Range<Int>) {
        let part = bytes[part.clamped(to: bytes.indices)]
        guard let place = part.firstRange(of: old.utf8) else { return }
        bytes.replaceSubrange(place, with: new.utf8)
    }

    /// Bytes as `data:` addresses carry them.
    mutating func base64(_ data: [UInt8]) {
        let digits: StaticString =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        digits.withUTF8Buffer { digits in
            var start = 0
            while start < data.count {
                let count = min(3, data.count - start)
                var word = 0
                for index in 0..<3 {
                    word = word << 8 | (index < count ? Int(data[start + index]) : 0)
                }
                for index in 0..<4 {
                    let digit = digits[word >> (18 - 6 * index) & 63]
                    bytes.append(index <= count ? digit : UInt8(ascii: "="))
                }
                start += 3
            }
        }
    }

    mutating func number(_ number: Int) { markup(String(number)) }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    mutating func escape(_ text: ArraySlice<UInt8>) {
        text.withUnsafeBufferPointer { escape($0) }
    }

    /// Escapes for text and for attributes in double quotes. Control characters that HTML forbids
    /// become U+FFFD. What needs nothing is copied run by run.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in 0..<text.count {
            let replacement: StaticString
            switch text[index] {
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "\""): replacement = "&quot;"
            case 0x09, 0x0A, 0x0D: continue
            case 0..<0x20, 0x7F: replacement = "\u{FFFD}"
            default: continue
            }
            bytes.append(contentsOf: text[start..<index])
            markup(replacement)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }

    /// ` name="value"`
    mutating func attribute(_ name: StaticString, _ value: String) {
        markup(" ")
        markup(name)
        markup("=\"")
        text(value)
        markup("\"")
    }

    /// An address in an attribute: what CommonMark leaves as it is, and the rest percent-encoded.
    mutating func address(_ name: StaticString, _ value: String) {
        markup(" ")
        markup(name)
        markup("=\"")
        encode(value)
        markup("\"")
    }

    /// The characters of an address.
    mutating func encode(_ address: String) {
        for byte in address.utf8 {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "'"): markup("&#x27;")
            case 48...57, 65...90, 97...122: bytes.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"),
                UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ":"),
                UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"),
                UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: "%"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 15)])
            }
        }
    }

    private static let digits = Array<UInt8>("0123456789ABCDEF".utf8)
}
