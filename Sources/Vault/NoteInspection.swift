import NoteReader

/// What a note's cells are, for people and for other tools.
public struct NoteInspection: Sendable {
    private let note: Note

    public init(_ note: Note) { self.note = note }

    /// A line a cell.
    public var text: String {
        var result = ""
        for cell in note.cells {
            result += "\(note.path):\(cell.fenceLines.lowerBound)-\(cell.fenceLines.upperBound): "
            result += "\(cell.label), \(cell.form.rawValue), bytes "
            result += "\(cell.codeRange.lowerBound)..<\(cell.codeRange.upperBound)"
            let options = describe(cell.options)
            if !options.isEmpty {
                result +=
                    ", " + options.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
            }
            result += "\n"
        }
        return result
    }

    /// Version 1: byte ranges are half open, lines count from 1 and are inclusive.
    public var json: String {
        var writer = JSONWriter()
        writer.object {
            $0.field("version", 1)
            $0.field("path", note.path)
            $0.field("bytes", note.source.count)
            $0.array("cells") { array in
                for cell in note.cells { array.element { write(cell, to: &$0) } }
            }
        }
        return writer.text + "\n"
    }

    private func write(_ cell: Cell, to writer: inout JSONWriter) {
        writer.field("index", cell.index)
        writer.field("label", cell.label)
        writer.field("form", cell.form.rawValue)
        writer.field("info", cell.info)
        writer.range("fenceBytes", cell.fenceRange.lowerBound, cell.fenceRange.upperBound)
        writer.range("fenceLines", cell.fenceLines.lowerBound, cell.fenceLines.upperBound)
        writer.range("codeBytes", cell.codeRange.lowerBound, cell.codeRange.upperBound)
        if let first = cell.lines.first, let last = cell.lines.last {
            writer.range("codeLines", first.noteLine, last.noteLine)
        }
        writer.object("options") { options in
            for option in describe(cell.options) { option.value.write(option.key, to: &options) }
        }
        writer.field("code", cell.code)
    }

    private enum Value {
        case text(String), list([String]), flag(Bool), number(Int)

        var text: String {
            switch self {
            case .text(let text): text
            case .list(let items): items.joined(separator: ", ")
            case .flag(let flag): String(flag)
            case .number(let number): String(number)
            }
        }

        func write(_ key: String, to writer: inout JSONWriter) {
            switch self {
            case .text(let text): writer.field(key, text)
            case .flag(let flag): writer.field(key, flag)
            case .number(let number): writer.field(key, number)
            case .list(let items):
                writer.array(key) { array in for item in items { array.element(item) } }
            }
        }
    }

    private func describe(_ options: CellOptions) -> [(key: String, value: Value)] {
        var result: [(String, Value)] = []
        func add(_ key: String, _ value: Value?) { if let value { result.append((key, value)) } }
        add("eval", options.evaluates.map { .flag($0) })
        add("echo", options.showsCode.map { .flag($0) })
        add("output", options.showsOutput.map { .flag($0) })
        add("raises", options.raises.map { .text($0) })
        add("error", options.mayRaise.map { .flag($0) })
        add("check", options.isChecked.map { .flag($0) })
        add("mode", options.mode.map { .text($0.rawValue) })
        add("heap", options.pictures.map { .list($0.map(\.rawValue)) })
        add("names", options.names.map { .list($0) })
        add("session", options.session.map { .text($0) })
        add("stdin", options.standardInput.map { .text($0) })
        add("max-instructions", options.maxInstructions.map { .number($0) })
        add("label", options.label.map { .text($0) })
        return result
    }
}
