/// Text made safe for Markdown.
enum MarkdownText {
    /// A paragraph's text with what Markdown or Obsidian would take for markup escaped.
    static func escape(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "$"),
                UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "&"),
                UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "!"):
                result.append(UInt8(ascii: "\\"))
                result.append(byte)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                result.append(UInt8(ascii: " "))
            default:
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A code span whose delimiters are longer than any run inside.
    static func code(_ text: String) -> String {
        let content = text.isEmpty ? " " : text.split(separator: "\n").joined(separator: " ")
        var longest = 0
        var run = 0
        for byte in content.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let delimiter = String(repeating: "`", count: longest + 1)
        let needsSpace =
            content.utf8.first == UInt8(ascii: "`") || content.utf8.last == UInt8(ascii: "`")
        let padding = needsSpace ? " " : ""
        return delimiter + padding + content + padding + delimiter
    }

    static func render(_ story: MemoryStory) -> String {
        story.sentences.map { sentence in
            sentence.map { span in
                switch span {
                case .text(let text): escape(text)
                case .code(let text): code(text)
                }
            }.joined()
        }.joined(separator: " ")
    }

    /// A relative address with everything but plain characters percent-encoded.
    static func destination(_ path: String) -> String {
        var result: [UInt8] = []
        let digits = Array<UInt8>("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The lines of a text, at any line ending.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var current: [UInt8] = []
        var follows: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n"), follows == UInt8(ascii: "\r") {
                follows = byte
                continue
            }
            follows = byte
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                lines.append(String(decoding: current, as: UTF8.self))
                current.removeAll(keepingCapacity: true)
            } else {
                current.append(byte)
            }
        }
        lines.append(String(decoding: current, as: UTF8.self))
        return lines
    }

    /// The longest run of backticks that could close a fence: at the head of a line.
    static func longestFence(_ lines: [String]) -> Int {
        var longest = 0
        for line in lines {
            let text = line.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            longest = max(longest, text.prefix { $0 == UInt8(ascii: "`") }.count)
        }
        return longest
    }
}
