import HeapTrace
import NotePipeline
import NoteReader
import NoteRenderer
import Testing

/// What the note the project was born from must show, cell by cell.
struct SeedNoteTests {
    private let executed: ExecutedNote

    init() throws {
        executed = try TestNotes.executeFile("Notes/Memory Management in Python.md")
    }

    private func echo(_ cell: Int) -> String? { executed.runs[cell - 1].echo }

    private func output(_ cell: Int) -> [String] {
        executed.runs[cell - 1].output.map(\.text).joined().split(separator: "\n").map(String.init)
    }

    private func object(named name: String, after cell: Int) -> ObjectRecord? {
        let snapshot = executed.runs[cell - 1].snapshot
        let serial = snapshot?.frames.first?.names.first { $0.name == name }?.target
        return snapshot?.objects.first { $0.serial == serial }
    }

    @Test func everyCellRuns() {
        #expect(executed.runs.count == 17)
        #expect(executed.runs.allSatisfy { $0.status == .ok })
    }

    @Test func anIdStaysWhileTheNameHoldsTheObject() {
        #expect(echo(2) != nil)
        #expect(echo(2) == echo(10))
    }

    @Test func equalConstantsOfTwoCellsAreTwoObjects() {
        #expect(echo(4) != nil)
        #expect(echo(4) != echo(2))
    }

    @Test func equalConstantsOfOneCellAreTwoObjectsInNotebookMode() {
        let ids = output(5)
        #expect(ids.count == 2)
        #expect(ids.first != ids.last)
    }

    @Test func onlyTheLastExpressionIsShown() {
        #expect(output(6).isEmpty)
        #expect(echo(6) != nil)
        #expect(output(7).count == 1)
        #expect(echo(7) != nil)
    }

    @Test func anAliasSharesTheIdAndCountsAsAReference() {
        #expect(echo(9) == echo(2))
        #expect(object(named: "c", after: 8)?.refcount == 2)
        #expect(object(named: "a", after: 8)?.serial == object(named: "c", after: 8)?.serial)
    }

    @Test func rebindingOneNameLeavesTheOtherOnTheOldObject() {
        #expect(echo(12) != echo(2))
        #expect(echo(13) == echo(2))
        #expect(output(14) == ["1000"])
    }

    @Test func theLastRebindingFreesTheObjectAndSaysSo() throws {
        let freed = executed.runs[14].events.filter { $0.kind == .freed }
        #expect(freed.map(\.value) == ["1000"])
        #expect(freed.first?.blockSize == 32)
        #expect(freed.first?.isNextToBeReused == true)
        let story = try #require(executed.presentation.cells[14]).story.plainText
        #expect(story.contains("lost its last reference and was freed"))
        #expect(story.contains("next to be reused"))
        let picture = try #require(executed.presentation.cells[14]?.figures.first)
        #expect(picture.svg.contains("freed"))
    }

    @Test func aLaterAllocationGetsTheFreedBlock() throws {
        let executed = try TestNotes.execute(
            "```python\na = 1000\n```\n```python\na = 5.5\n```\n```python\nb = 2000\n```\n")
        let first = executed.runs[0].snapshot?.objects.first { $0.value == "1000" }
        let later = executed.runs[2].snapshot?.objects.first { $0.value == "2000" }
        #expect(first != nil)
        #expect(first?.address == later?.address)
        #expect(first?.serial != later?.serial)
    }

    @Test func twoRunsAreEqualByteForByte() throws {
        let again = try TestNotes.executeFile("Notes/Memory Management in Python.md")
        #expect(
            AnnotatedMarkdown.render(executed.presentation)
                == AnnotatedMarkdown.render(again.presentation))
        #expect(
            HTMLPage().render(executed.presentation) == HTMLPage().render(again.presentation))
        #expect(executed.figures.map(\.svg) == again.figures.map(\.svg))
    }

    @Test func renderingTheRenderingChangesNothing() throws {
        let once = AnnotatedMarkdown.render(executed.presentation)
        let note = try NoteReader.read(
            bytes: once, path: "Notes/Memory Management in Python.md")
        let again = NoteExecution.run(
            note, facts: executed.presentation.facts, options: PipelineOptions())
        #expect(AnnotatedMarkdown.render(again.presentation) == once)
        #expect(AnnotatedMarkdown.clean(note) == executed.presentation.note.source)
    }
}

/// Script mode: the cell is one unit.
struct ScriptModeTests {
    @Test func equalConstantsOfOneCellAreOneObject() throws {
        let executed = try TestNotes.execute(
            """
            ```python
            #| mode: script
            x = 1000
            y = 1000
            print(x is y)
            ```

            """)
        #expect(executed.runs[0].output.map(\.text) == ["True\n"])
    }

    @Test func theCommandLineCanAskForIt() throws {
        var options = PipelineOptions()
        options.cellDefaults.mode = .script
        let executed = try TestNotes.execute(
            "```python\nx = 1000\ny = 1000\nx is y\n```\n", options: options)
        #expect(executed.runs[0].echo == "True")
    }
}
