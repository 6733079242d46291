import NotePipeline
import NoteReader
import Testing

@Suite struct DrawingTests {
    /// The text alternatives of the objects pictures, cell by cell.
    private func pictures(_ text: String) throws -> [[String]] {
        try TestNotes.execute(text).presentation.cells.map { cell in
            (cell?.figures ?? []).map(\.alternative)
        }
    }

    @Test func namesOfACellAreThoseOfItsOwnPictureOnly() throws {
        let shown = try pictures(
            """
            ```python
            a = [1]
            b = [2]
            ```

            ```python
            #| names: b
            c = [3]
            ```

            ```python
            d = [4]
            ```
            """
        ).map { $0.first ?? "" }
        #expect(shown[0].contains("a →") && shown[0].contains("b →"))
        #expect(!shown[1].contains("a →") && shown[1].contains("b →"))
        #expect(!shown[1].contains("c →"))
        for name in ["a", "b", "c", "d"] { #expect(shown[2].contains("\(name) →")) }
    }

    @Test func sessionsHavePicturesOfTheirOwn() throws {
        let shown = try pictures(
            """
            ```python
            a = [1]
            ```

            ```python
            #| session: other
            b = [2]
            ```
            """
        ).map { $0.first ?? "" }
        #expect(shown[0].contains("a →"))
        #expect(!shown[1].contains("a →") && shown[1].contains("b →"))
    }
}
