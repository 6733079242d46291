import NoteReader
import Testing

/// Cells in every mixture of quotes and lists: the code must be what CommonMark says it is, and every
/// line of it must be found again at the place it claims.
@Suite struct FencePropertyTests {
    private static let openers = ["> ", ">", "- ", "1. ", ">\t", "  - ", "10)  ", " > ", "-   "]

    private struct Random {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test(arguments: 0..<400)
    func codeLinesStandWhereTheySay(seed: Int) throws {
        var random = Random(state: UInt64(seed) &* 7919 &+ 13)
        var first = ""
        var rest = ""
        for _ in 0..<random.below(4) {
            let opener = Self.openers[random.below(Self.openers.count)]
            first += opener
            rest += opener.contains(">") ? opener : String(repeating: " ", count: opener.count)
        }
        let fence = random.below(2) == 0 ? "```" : "~~~~"
        var text = "before\n\n" + first + fence + "python\n"
        let code = ["a = 1", "", "if a:", "    b", "\tc", "x = '[[no]] %% $y$ =='"]
        for line in code {
            text += (line.isEmpty && random.below(2) == 0 ? "" : rest) + line + "\n"
        }
        text += rest + fence + "\n\nafter\n"
        let note = try read(text)
        let strict = try NoteReader.read(bytes: Array(text.utf8), path: "", dialect: .commonMark)
        let expected = firstCode(strict.blocks)
        guard let cell = note.cells.first, let expected else {
            #expect(note.cells.isEmpty == (expected == nil))
            return
        }
        #expect(withoutIndentation(expected.code) == cell.code)
        for line in cell.lines {
            let source = note.text(line.range)
            let codeLine = cell.code.utf8.dropFirst(line.codeOffset).prefix { $0 != 10 }
            #expect(String(Substring(codeLine)).hasSuffix(source))
        }
        if let offset = cell.resultOffset { #expect(note.source[offset - 1] == 10) }
    }

    private func firstCode(_ blocks: [Block]) -> CodeBlock? {
        for block in blocks {
            switch block.content {
            case .code(let code) where code.info?.hasPrefix("python") == true: return code
            case .quote(let inside): if let code = firstCode(inside) { return code }
            case .list(let list):
                for item in list.items { if let code = firstCode(item.blocks) { return code } }
            default: break
            }
        }
        return nil
    }

    private func withoutIndentation(_ code: String) -> String {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        let indents = lines.compactMap { line in
            line.allSatisfy { $0 == " " } ? nil : line.prefix { $0 == " " }.count
        }
        let common = indents.min() ?? 0
        return lines.map { String($0.dropFirst(min(common, $0.prefix { $0 == " " }.count))) }
            .joined(separator: "\n")
    }
}
