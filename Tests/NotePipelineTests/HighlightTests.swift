import NoteReader
import NoteRenderer
import Testing

/// The colours of cells' code.
@Suite struct HighlightTests {
    /// Coloured pieces as `text:kind`.
    private func pieces(_ note: String) throws -> [String] {
        let executed = try TestNotes.execute(note)
        let cell = try #require(executed.presentation.note.cells.first)
        let highlights = try #require(executed.presentation.cells.first ?? nil).highlights
        let code = Array(cell.code.utf8)
        #expect(
            zip(highlights, highlights.dropFirst()).allSatisfy {
                $0.range.upperBound <= $1.range.lowerBound
            })
        return highlights.map {
            "\(String(decoding: code[$0.range], as: UTF8.self)):\($0.kind.rawValue)"
        }
    }

    @Test func fStringsDecoratorsSoftKeywordsAndBuiltinsAreTold() throws {
        let note = """
            ```python
            #| eval: false
            @a.b
            def f(x):
                match x:
                    case None: return f"a{len(x)!r:>4}b"
            ```
            """
        #expect(
            try pieces(note) == [
                "#| eval: false:comment", "@a.b:decorator", "def:keyword", "f:definition", "(:op",
                "):op", "::op", "match:keyword", "::op", "case:keyword", "None:constant", "::op",
                "return:keyword", "f\"a:string", "{:op", "len:builtin", "(:op", "):op", "!r::op",
                ">4:string", "}:op", "b\":string",
            ])
    }

    @Test func onlyTheStatementsOfASessionAreCode() throws {
        let note = """
            - list

              ```pycon
              >>> x = '''a
              ... b'''
              >>> x
              'for b'
              ```
            """
        #expect(
            try pieces(note) == [
                ">>>:prompt", "=:op", "'''a:string", "...:prompt", "b''':string", ">>>:prompt",
                "'for b':output",
            ])
    }
}
