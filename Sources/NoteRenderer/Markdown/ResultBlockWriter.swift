import HeapTrace
import NoteReader

/// Writes the lines of one block of results: labelled fences, pictures, a few words on memory.
struct ResultBlockWriter {
    private let prefix: [UInt8]
    private let lineEnding: LineEnding
    /// Parts of lines, without prefixes and line endings.
    private var parts: [[String]] = []

    init(prefix: [UInt8], lineEnding: LineEnding) {
        self.prefix = prefix
        self.lineEnding = lineEnding
    }

    var isEmpty: Bool { parts.isEmpty }

    mutating func write(_ result: CellPresentation) {
        if result.showsOutput {
            for chunk in result.run.output {
                let label = chunk.stream == .standardOutput ? "*Output*" : "*Error output*"
                writeFence(chunk.text, label: label)
            }
            let dropped = result.run.droppedOutputByteCount
            if dropped > 0 { parts.append(["*\(Words.droppedOutput(dropped))*"]) }
            if let echo = result.run.echo { writeFence(echo, label: "*Value*") }
            if let failure = result.run.failure { write(failure, result) }
        }
        if result.run.status == .notRun { parts.append(["*Not run: a cell before it failed.*"]) }
        for figure in result.figures {
            if result.story.isUnchanged { writeLink(to: figure) } else { write(figure) }
        }
        let words = MarkdownText.render(result.story)
        if !words.isEmpty { parts.append([words]) }
    }

    mutating func write(_ figure: Figure) {
        parts.append([
            "![\(MarkdownText.escape(figure.alternative))](\(MarkdownText.destination(figure.path)))"
        ])
    }

    /// A picture that shows nothing new is only a link away.
    private mutating func writeLink(to figure: Figure) {
        parts.append(["[Objects: as before this cell](\(MarkdownText.destination(figure.path)))"])
    }

    private mutating func write(_ failure: CellFailure, _ result: CellPresentation) {
        var head = "**\(MarkdownText.escape(failure.typeName))**"
        if !failure.message.isEmpty {
            head += ": " + MarkdownText.escape(Words.firstLine(failure.message))
        }
        if let line = failure.line { head += " (line \(line))" }
        if failure.waitsForInput { head += ": the cell waits for input" }
        if result.expectedException == failure.typeName { head += ", as expected" }
        guard !failure.traceback.isEmpty else {
            parts.append([head])
            return
        }
        writeFence(failure.traceback, label: head)
    }

    /// A fence longer than any run of backticks that starts a line of the text.
    private mutating func writeFence(_ text: String, label: String) {
        var lines = MarkdownText.lines(Words.visible(text))
        if lines.last == "" { lines.removeLast() }
        let fence = String(repeating: "`", count: max(3, MarkdownText.longestFence(lines) + 1))
        parts.append([label, fence + "text"] + lines + [fence])
    }

    /// The whole block, markers included, each line ended.
    func block(label: String, inputHash: String) -> [UInt8] {
        var content: [UInt8] = []
        // In a list a blank line would loosen the author's items.
        let isInList = !prefix.isEmpty && !prefix.contains(UInt8(ascii: ">"))
        if !isInList { append("", to: &content) }
        for (index, part) in parts.enumerated() {
            if index > 0, !isInList { append("", to: &content) }
            for line in part { append(line, to: &content) }
        }
        if !isInList { append("", to: &content) }
        let hash = AnnotatedMarkdown.outputHash(content)
        var block: [UInt8] = []
        append("<!-- heapnote:output cell=\(label) in=\(inputHash) out=\(hash) -->", to: &block)
        block += content
        append("<!-- /heapnote:output -->", to: &block)
        return block
    }

    private func append(_ line: String, to bytes: inout [UInt8]) {
        if line.isEmpty {
            var end = prefix.count
            while end > 0,
                prefix[end - 1] == UInt8(ascii: " ") || prefix[end - 1] == UInt8(ascii: "\t")
            {
                end -= 1
            }
            bytes += prefix[..<end]
        } else {
            bytes += prefix
            bytes += line.utf8
        }
        bytes += lineEnding.rawValue.utf8
    }
}

/// Phrases that more than one output uses.
enum Words {
    static func droppedOutput(_ count: Int) -> String {
        count == 1
            ? "1 more byte of output was left out."
            : "\(grouped(count)) more bytes of output were left out."
    }

    /// `1,234,567`
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" {
                result += ","
            }
            result.append(digit)
        }
        return result
    }

    /// The text with control characters as their pictures, ␛ for escape, so that they can be seen and
    /// do no harm.
    static func visible(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D
        }
        guard !isPlain else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: scalars.append(scalar)
            case 0..<0x20: scalars.append(Unicode.Scalar(scalar.value + 0x2400) ?? scalar)
            case 0x7F: scalars.append("\u{2421}")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    static func firstLine(_ text: String) -> String {
        String(decoding: text.utf8.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
