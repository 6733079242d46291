/// Makes cells of fences: decides which are Python, reads their options and sessions.
struct CellReader {
    let lines: LineTable

    /// Whether an info string starts with one of the names of a cell:
    /// `python`, `{python}`, `{.python …}`, `python id="…"`.
    static func isCell(_ info: String) -> Bool {
        switch language(of: info) {
        case "python", "py", "python3", "run-python", "pycon": true
        default: false
        }
    }

    /// The first word of an info string in lower case, without Pandoc's and Quarto's braces.
    static func language(of info: String) -> String? {
        let rest = info.utf8.drop {
            $0 == UInt8(ascii: "{") || $0 == ASCII.dot || ASCII.isBlank($0)
        }
        let word = rest.prefix { byte in
            byte > ASCII.space && byte != UInt8(ascii: "}") && byte != UInt8(ascii: "{")
                && byte != ASCII.comma && byte != ASCII.colon
        }
        return word.isEmpty ? nil : String(Substring(word)).lowercased()
    }

    /// The cell of a fence. `commentOptions` are those of a comment before it.
    func read(
        _ fence: Fence, index: Int, commentOptions: CellOptions, diagnostics: inout [NoteDiagnostic]
    ) -> Cell {
        var fence = fence
        removeCommonIndentation(&fence)
        let code = fence.text.text
        var options = commentOptions
        let optionLines = readOptionLines(fence, into: &options, &diagnostics)
        let form: Cell.Form =
            CellReader.language(of: fence.info) == "pycon" || startsWithPrompt(fence)
            ? .session : .program
        let closing = fence.lines.upperBound
        let codeStart = lines.fullRange(fence.lines.lowerBound).upperBound
        let codeEnd =
            fence.isClosed
            ? lines.fullRange(closing).lowerBound : lines.fullRange(closing).upperBound
        var cell = Cell(
            index: index, label: options.label ?? "cell-\(index + 1)", form: form, info: fence.info,
            fenceRange: lines.fullRange(fence.lines.lowerBound)
                .lowerBound..<lines.fullRange(closing).upperBound,
            fenceLines: fence.lines.lowerBound + 1...closing + 1,
            codeRange: codeStart..<max(codeStart, codeEnd), code: code, lines: fence.code,
            optionLineCount: optionLines, linePrefix: fence.linePrefix,
            resultOffset: fence.isClosed ? lines.fullRange(closing).upperBound : nil,
            options: options, statements: [], outputBlock: nil)
        if form == .session { cell.statements = SessionReader(fence).statements() }
        if !fence.isClosed {
            diagnostics.append(
                NoteDiagnostic(
                    line: fence.lines.lowerBound + 1,
                    cause:
                        "this cell's fence is never closed, so its results can't be written after it",
                    remedy: "close it with a line of the same fence characters"))
        }
        return cell
    }

    /// A cell indented as a whole runs as IPython runs it: without the indentation.
    private func removeCommonIndentation(_ fence: inout Fence) {
        var common = Int.max
        for (index, line) in fence.code.enumerated() {
            let text = textOfLine(index, fence)
            let indentation = text.prefix { $0 == ASCII.space }.count
            if indentation < text.count { common = min(common, indentation) }
            if common == 0 || line.noteLine < 0 { return }
        }
        guard common > 0, common < Int.max else { return }
        var text: [UInt8] = []
        for index in fence.code.indices {
            let line = textOfLine(index, fence)
            let removed = min(common, line.count)
            let codeOffset = text.count
            text += line.dropFirst(removed)
            text.append(ASCII.lineFeed)
            let range = fence.code[index].range
            let virtual = line.count - range.count
            fence.code[index].codeOffset = codeOffset
            fence.code[index].columnShift += removed
            fence.code[index].range =
                range.lowerBound + max(0, removed - virtual)..<range.upperBound
        }
        fence.text = text
    }

    private func textOfLine(_ index: Int, _ fence: Fence) -> ArraySlice<UInt8> {
        let start = fence.code[index].codeOffset
        let next =
            index + 1 < fence.code.count ? fence.code[index + 1].codeOffset : fence.text.count
        return fence.text[start..<max(start, next - 1)]
    }

    private func startsWithPrompt(_ fence: Fence) -> Bool {
        for index in fence.code.indices {
            let line = textOfLine(index, fence).trimmed
            if line.isEmpty || line.starts(with: [ASCII.hash, ASCII.bar]) { continue }
            return line.elementsEqual(SessionReader.prompt)
                || line.starts(with: SessionReader.prompt + [ASCII.space])
        }
        return false
    }

    /// Reads `#| key: value` lines at the top; gives how many there are.
    private func readOptionLines(
        _ fence: Fence, into options: inout CellOptions, _ diagnostics: inout [NoteDiagnostic]
    ) -> Int {
        var count = 0
        for index in fence.code.indices {
            let line = textOfLine(index, fence)
            guard line.starts(with: [ASCII.hash, ASCII.bar]) else { break }
            let code = fence.code[index]
            let reader = OptionReader(line: code.noteLine, column: code.columnShift + 3)
            reader.read(quartoLine: line.dropFirst(2).trimmed.text, into: &options, &diagnostics)
            count += 1
        }
        return count
    }
}
