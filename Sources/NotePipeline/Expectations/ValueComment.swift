import NoteReader
import PythonSyntax

/// A comment that tells what a statement shows: `print(x)  # 5`, `x + 1  # => 3`, `y = f(2)  # => 4`.
///
/// After an arrow `=>`, or `Output:`, any text counts. Without that most comments are prose, so only
/// what Python would write for a value is taken: a number, a string, a list of these.
struct ValueComment {
    /// What is compared with the comment.
    enum Question: Equatable {
        /// What the statement prints, and the value it has.
        case shown
        /// The value of the name it sets.
        case name(String)
    }

    /// The statement's place among those of the cell.
    var statement: Int
    var question: Question
    var told: String
    /// The bytes of `told` in the note's source.
    var range: Range<Int>
    /// The line of the note.
    var line: Int
    /// In bytes, from 1.
    var column: Int
    /// Whether the statement asks for addresses, so that long numbers are only that.
    var showsAddresses: Bool

    static func all(in cell: Cell) -> [ValueComment] {
        guard cell.form == .program, cell.code.utf8.contains(UInt8(ascii: "#")),
            let source = try? SourceText(cell.code), let tree = try? PythonParser.parse(source)
        else { return [] }
        return Finder(cell: cell, tree: tree).comments()
    }

    private struct Finder {
        let cell: Cell
        let tree: SyntaxTree
        private let code: [UInt8]

        init(cell: Cell, tree: SyntaxTree) {
            self.cell = cell
            self.tree = tree
            code = Array(cell.code.utf8)
        }

        func comments() -> [ValueComment] {
            guard case .module(let body) = tree.root else { return [] }
            let statements = tree.elements(of: body)
            var result: [ValueComment] = []
            var next = 0
            for token in PythonTokens.scan(cell.code) where token.kind == .comment {
                guard let line = lineIndex(of: token.range.lowerBound) else { continue }
                while next < statements.count, tree[statements[next]].span.endLine <= line + 1 {
                    next += 1
                }
                // The last statement that ends in the comment's line, or in the one before it.
                guard next > 0 else { continue }
                let node = tree[statements[next - 1]]
                let isBehind = Int(node.span.endLine) == line + 1
                let isBelow = Int(node.span.endLine) == line && isAlone(token.range, line)
                guard isBehind || isBelow, let question = question(of: node.kind) else { continue }
                let told = Told(code[token.range])
                guard let told, told.counts(for: question, isBelow: isBelow),
                    let place = place(of: token.range.lowerBound + told.offset, told.text, line)
                else { continue }
                result.append(
                    ValueComment(
                        statement: next - 1, question: question, told: told.text, range: place,
                        line: cell.lines[line].noteLine,
                        column: place.lowerBound - cell.lines[line].range.lowerBound
                            + cell.lines[line].columnShift + 1,
                        showsAddresses: showsAddresses(node.span)))
            }
            return result
        }

        private func lineIndex(of offset: Int) -> Int? {
            cell.lines.lastIndex { $0.codeOffset <= offset }
        }

        /// Whether nothing but the comment stands in its line.
        private func isAlone(_ comment: Range<Int>, _ line: Int) -> Bool {
            code[cell.lines[line].codeOffset..<comment.lowerBound].allSatisfy { $0 <= 0x20 }
        }

        private func question(of statement: Statement) -> Question? {
            switch statement {
            case .expression: return .shown
            case .assign(let targets, _):
                let names = tree.elements(of: targets)
                return names.count == 1 ? name(names[0]) : nil
            case .augAssign(let target, _, _), .annAssign(let target, _, _?, true):
                return name(target)
            default: return nil
            }
        }

        private func name(_ target: ExpressionID) -> Question? {
            guard case .name(let identifier, _) = tree[target].kind else { return nil }
            return .name(tree.spelling(of: identifier))
        }

        private func showsAddresses(_ span: SourceSpan) -> Bool {
            let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
            return lines[min(Int(span.line) - 1, lines.count)..<min(Int(span.endLine), lines.count)]
                .contains { $0.contains("id(") || $0.contains("addr") }
        }

        /// Where a part of the code stands in the note.
        private func place(of offset: Int, _ text: String, _ line: Int) -> Range<Int>? {
            let code = cell.lines[line]
            let start = code.range.lowerBound + offset - code.codeOffset
            let end = start + text.utf8.count
            return start >= code.range.lowerBound && end <= code.range.upperBound
                ? start..<end : nil
        }
    }

    /// What a comment says of a value, and how surely it does.
    struct Told {
        var text: String
        /// Where the text starts in the comment.
        var offset: Int
        private var form: Form

        private enum Form { case plain, thinArrow, arrow, named }

        /// Takes a comment apart, `#` included; nil if it says nothing.
        init?(_ comment: ArraySlice<UInt8>) {
            let all = Array(comment)
            var index = 1
            func skipBlanks() { while index < all.count, all[index] <= 0x20 { index += 1 } }
            skipBlanks()
            form = .plain
            for (mark, form) in Self.marks
            where Self.lowered(all[index...]).starts(with: Array(mark.utf8)) {
                self.form = form
                index += mark.utf8.count
                break
            }
            skipBlanks()
            var end = all.count
            while end > index, all[end - 1] <= 0x20 { end -= 1 }
            guard end > index else { return nil }
            text = String(decoding: all[index..<end], as: UTF8.self)
            offset = index
            // A note may follow a value: `# 2 (one of them is the argument)`.
            if form != .named, !PythonLiteral.isLiteral(text), let value = Self.value(before: text)
            {
                text = value
            }
        }

        private static let marks: [(String, Form)] = [
            ("=>", .arrow), ("⇒", .arrow), ("->", .thinArrow), ("→", .thinArrow),
            ("output:", .named), ("out:", .named), ("prints:", .named), ("result:", .named),
        ]

        private static func lowered(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            bytes.prefix(8).map { (65...90).contains($0) ? $0 | 32 : $0 }
        }

        private static func value(before text: String) -> String? {
            for mark in [" (", " - ", " – ", " — "] {
                let parts = text.split(separator: mark, maxSplits: 1)
                if parts.count == 2, PythonLiteral.isLiteral(String(parts[0])) {
                    return String(parts[0])
                }
            }
            return nil
        }

        /// Whether this is more than prose. A comment in a line of its own needs an arrow or a name.
        func counts(for question: Question, isBelow: Bool) -> Bool {
            let isLiteral = PythonLiteral.isLiteral(text)
            switch form {
            case .named: return question == .shown || isLiteral
            case .arrow: return question == .shown || isLiteral
            case .thinArrow: return isLiteral
            case .plain: return isLiteral && question == .shown && !isBelow
            }
        }
    }
}

/// Texts that Python writes for values.
enum PythonLiteral {
    /// A number, a string, a constant, containers of these, or something in angle brackets.
    static func isLiteral(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count < 400 else { return false }
        if first == UInt8(ascii: "<") { return text.utf8.last == UInt8(ascii: ">") }
        guard let source = try? SourceText(text),
            let tree = try? PythonParser.parse(source, mode: .expression)
        else { return false }
        return tree.expressions.allSatisfy { node in
            switch node.kind {
            case .constant, .list, .tuple, .set, .dict, .unaryOp: true
            default: false
            }
        }
    }
}
