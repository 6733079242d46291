import HeapTrace
import NoteReader

/// A cell on the page: its code, what it wrote, what it did to memory.
extension BlockWriter {
    mutating func writeCell(_ index: Int) {
        guard index < note.cells.count else { return }
        let cell = note.cells[index]
        let result = result(ofCell: index)
        let showsCode = result?.showsCode ?? (cell.options.showsCode != false)
        guard showsCode || hasContent(result) else { return }
        buffer.markup("<div class=\"cell\" role=\"group\"")
        if !isEmbedded { buffer.attribute("id", "hn-\(cell.label)") }
        buffer.attribute("data-status", result?.run.status.rawValue ?? "none")
        buffer.attribute("aria-label", "Cell \(index + 1)")
        buffer.markup(">\n")
        if showsCode { writeCode(cell, result) }
        if let result {
            writeResults(result)
            if isEmbedded { writeEmbeddedMemory(result) } else { writeMemory(result) }
        }
        buffer.markup("</div>\n")
    }

    private func hasContent(_ result: CellPresentation?) -> Bool {
        guard let result else { return false }
        let hasOutput =
            !result.run.output.isEmpty || result.run.echo != nil || result.run.failure != nil
        return (hasOutput && result.showsOutput) || !result.figures.isEmpty
            || !result.story.sentences.isEmpty
    }

    // MARK: Code

    private mutating func writeCode(_ cell: Cell, _ result: CellPresentation?) {
        buffer.markup("<div class=\"cell-code\"><div class=\"cell-bar\">")
        if !isEmbedded {
            buffer.markup("<a class=\"cell-label\"")
            buffer.address("href", "#hn-\(cell.label)")
            buffer.markup(">")
            buffer.text(cell.label)
            buffer.markup("</a>")
        }
        if let result { writeChip(result) }
        buffer.markup("<button type=\"button\" class=\"copy\" hidden>Copy</button></div>")
        let failedLine = result?.run.failure?.line
        let marksLines =
            failedLine != nil || (hasSteps && !isEmbedded)
            || result?.story.tellsLines == true
        buffer.markup(
            marksLines
                ? "<pre tabindex=\"0\" class=\"numbered\"><code>" : "<pre tabindex=\"0\"><code>")
        var writer = CodeWriter(code: Array(cell.code.utf8), highlights: result?.highlights ?? [])
        for line in cell.displayedLines {
            let start = cell.lines[line].codeOffset
            let end =
                line + 1 < cell.lines.count ? cell.lines[line + 1].codeOffset : cell.code.utf8.count
            if marksLines {
                let number = cell.lines[line].noteLine
                buffer.markup(
                    number == failedLine ? "<span class=\"line failed\"" : "<span class=\"line\"")
                buffer.attribute("data-line", String(number))
                buffer.markup(">")
            }
            writer.write(start..<max(start, end - 1), to: &buffer)
            buffer.markup(marksLines ? "\n</span>" : "\n")
        }
        buffer.markup("</code></pre></div>\n")
    }

    private mutating func writeChip(_ result: CellPresentation) {
        guard !result.isQuiet else { return }
        let words: String
        switch result.run.status {
        case .ok:
            guard let expected = result.expectedException else { return }
            words = "raises \(expected), as expected"
        case .stale: words = "stale"
        case .error:
            words = result.run.failure?.waitsForInput == true ? "waits for input" : "error"
        case .unsupported: words = "unsupported"
        case .limit: words = "over a limit"
        case .skipped: words = "skipped"
        case .notRun: words = "not run"
        }
        buffer.markup("<span class=\"chip\">")
        buffer.text(words)
        buffer.markup("</span>")
    }

    // MARK: Results

    private mutating func writeResults(_ result: CellPresentation) {
        let run = result.run
        let hasOutput = !run.output.isEmpty || run.echo != nil || run.failure != nil
        guard result.showsOutput, hasOutput || run.droppedOutputByteCount > 0 else { return }
        buffer.markup("<div class=\"results\">\n")
        for chunk in run.output {
            let isOutput = chunk.stream == .standardOutput
            writeResult(
                isOutput ? "Output" : "Error output", isOutput ? "stdout" : "stderr", chunk.text)
        }
        if run.droppedOutputByteCount > 0 {
            buffer.markup("<p class=\"dropped\">")
            buffer.text(Words.droppedOutput(run.droppedOutputByteCount))
            buffer.markup("</p>\n")
        }
        if let echo = run.echo { writeResult("Value", "echo", echo) }
        if let failure = run.failure { write(failure, result) }
        buffer.markup("</div>\n")
    }

    private mutating func writeResult(_ label: String, _ kind: String, _ text: String) {
        buffer.markup("<div class=\"result \(kind)\"><div class=\"result-label\">")
        buffer.text(label)
        buffer.markup("</div><pre tabindex=\"0\">")
        var shown = Words.visible(text)
        if shown.utf8.last == UInt8(ascii: "\n") { shown.removeLast() }
        // A line feed right after the tag would be dropped.
        if shown.utf8.first == UInt8(ascii: "\n") { buffer.markup("\n") }
        buffer.text(shown)
        buffer.markup("</pre></div>\n")
    }

    private mutating func write(_ failure: CellFailure, _ result: CellPresentation) {
        let hasMore = !failure.traceback.isEmpty
        let isExpected = result.expectedException == failure.typeName
        let kind = isExpected ? "failure expected" : "failure"
        buffer.markup(
            hasMore
                ? "<details class=\"result \(kind)\"><summary>"
                : "<div class=\"result \(kind)\"><div class=\"summary\">")
        buffer.markup("<span class=\"cause\"><strong>")
        buffer.text(failure.typeName)
        buffer.markup("</strong>")
        if !failure.message.isEmpty {
            buffer.markup(": ")
            buffer.text(Words.visible(Words.firstLine(failure.message)))
        }
        buffer.markup("</span>")
        if let line = failure.line { buffer.markup(" <span class=\"where\">line \(line)</span>") }
        guard hasMore else {
            buffer.markup("</div></div>\n")
            return
        }
        buffer.markup("</summary><pre tabindex=\"0\">")
        buffer.text(Words.visible(failure.traceback))
        buffer.markup("</pre></details>\n")
    }

    // MARK: Memory

    private mutating func writeMemory(_ result: CellPresentation) {
        guard !result.figures.isEmpty else { return writeStoryAlone(result) }
        for (index, figure) in result.figures.enumerated() {
            write(figure, story: index == 0 ? result.story : nil)
        }
    }

    /// What a cell without pictures did, in words.
    mutating func writeStoryAlone(_ result: CellPresentation) {
        guard !result.story.sentences.isEmpty else { return }
        buffer.markup("<div class=\"memory\">")
        write(result.story)
        buffer.markup("</div>\n")
    }

    static let unchangedFold: StaticString =
        "<details class=\"unchanged\"><summary>Objects: as before this cell</summary>\n"

    mutating func write(_ figure: Figure, story: MemoryStory?) {
        buffer.markup("<figure class=\"memory\">\n")
        if let story, !story.sentences.isEmpty { write(story) }
        let isFolded = story?.isUnchanged == true && figure.table == nil && figure.steps == nil
        if isFolded { buffer.markup(Self.unchangedFold) }
        if let steps = figure.steps {
            write(steps, title: figure.title)
        } else {
            writeDrawing(figure)
        }
        buffer.markup("<figcaption>")
        if let table = figure.table {
            write(table, title: figure.title)
        } else if !figure.rows.isEmpty {
            writeRows(of: figure)
        } else {
            buffer.text(figure.title)
        }
        buffer.markup("</figcaption>\n")
        if isFolded { buffer.markup("</details>\n") }
        buffer.markup("</figure>\n")
    }

    private mutating func writeDrawing(_ figure: Figure) {
        buffer.markup("<div class=\"drawing\" tabindex=\"0\" role=\"group\"")
        buffer.attribute("aria-label", figure.title)
        buffer.markup(">")
        let start = buffer.bytes.count
        if let inline = figure.inlineSVG {
            buffer.markup(inline)
        } else {
            buffer.markup(figure.svg)
        }
        makeGroup(ofDrawingAt: start)
        buffer.markup("</div>\n")
    }

    /// Within a page cards are links or can be chosen, which nothing within an image could be.
    mutating func makeGroup(ofDrawingAt start: Int) {
        buffer.replace(" role=\"img\"", by: " role=\"group\"", within: start..<start + 600)
    }

    mutating func write(_ story: MemoryStory) {
        buffer.markup("<p class=\"story\">")
        for (index, sentence) in story.sentences.enumerated() {
            if index > 0 { buffer.markup(" ") }
            for span in sentence {
                switch span {
                case .text(let text): buffer.text(text)
                case .code(let code):
                    buffer.markup(code.hasPrefix("0x") ? "<code class=\"address\">" : "<code>")
                    buffer.text(code)
                    buffer.markup("</code>")
                }
            }
        }
        buffer.markup("</p>\n")
    }
}

/// Writes lines of code with their colours; ranges must come in ascending order, as highlights do.
struct CodeWriter {
    let code: [UInt8]
    let highlights: [Highlight]
    private var next = 0

    init(code: [UInt8], highlights: [Highlight]) {
        self.code = code
        self.highlights = highlights
    }

    mutating func write(_ line: Range<Int>, to buffer: inout HTMLBuffer) {
        var position = line.lowerBound
        while next < highlights.count, highlights[next].range.upperBound <= position { next += 1 }
        var index = next
        while index < highlights.count, highlights[index].range.lowerBound < line.upperBound {
            let range = highlights[index].range.clamped(to: position..<line.upperBound)
            if !range.isEmpty {
                buffer.escape(code[position..<range.lowerBound])
                buffer.markup("<span class=\"\(Self.className(highlights[index].kind))\">")
                buffer.escape(code[range])
                buffer.markup("</span>")
                position = range.upperBound
            }
            index += 1
        }
        buffer.escape(code[position..<line.upperBound])
    }

    private static func className(_ kind: Highlight.Kind) -> String {
        switch kind {
        case .keyword: "k"
        case .constant: "c"
        case .builtin: "b"
        case .definition: "f"
        case .string: "s"
        case .number: "n"
        case .comment: "x"
        case .op: "o"
        case .decorator: "d"
        case .invalid: "e"
        case .prompt: "p"
        case .output: "r"
        }
    }
}
