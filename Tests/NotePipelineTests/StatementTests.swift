import NoteReader
import NoteRenderer
import Testing

@testable import NotePipeline

/// What authors write about their cells, held against what these show, and mended.
@Suite struct StatementTests {
    private func run(_ text: String) throws -> ExecutedNote {
        var options = PipelineOptions()
        options.checksStatements = true
        options.drawsHeap = false
        return try TestNotes.execute(text, options: options)
    }

    /// The misses as `line:column told`, and the note made true.
    private func check(_ text: String) throws -> (misses: [String], mended: String) {
        let executed = try run(text)
        let wrong = executed.findings.filter { $0.kind == .expectation }
        let mended = SourceEdit.apply(wrong.compactMap(\.edit), to: Array(text.utf8))
        return (
            wrong.map { "\($0.diagnostic.line):\($0.diagnostic.column) \($0.diagnostic.cause)" },
            String(decoding: mended, as: UTF8.self)
        )
    }

    @Test func commentsAboutValuesAreCompared() throws {
        let note = """
            ```python
            x = [1, 2]  # a remark, no value
            print(x)  # [1, 2]
            sum(x)  # => 4
            y = len(x)  # -> 3
            x[0]
            # => 2
            print('a')  # "a"
            print('b')  # Output: c
            print(len(x))  # 7 (so many)
            ```
            """
        let (misses, mended) = try check(note)
        #expect(
            misses == [
                "4:14 the note says '4' here", "5:18 the note says '3' here",
                "7:6 the note says '2' here", "9:23 the note says 'c' here",
                "10:18 the note says '7' here",
            ])
        let right = """
            ```python
            x = [1, 2]  # a remark, no value
            print(x)  # [1, 2]
            sum(x)  # => 3
            y = len(x)  # -> 2
            x[0]
            # => 1
            print('a')  # "a"
            print('b')  # Output: b
            print(len(x))  # 2 (so many)
            ```
            """
        #expect(mended == right)
        #expect(try check(right).misses.isEmpty)
    }

    @Test func addressesAreAnyAddresses() throws {
        let note = """
            ```python
            id([])  # 140234866534192
            object()  # <object object at 0x7f9a1c0b5e30>
            2 ** 40  # 1099511627775
            ```
            """
        #expect(try check(note).misses == ["4:12 the note says '1099511627775' here"])
    }

    @Test func proseInCommentsIsNone() throws {
        let note = """
            ```python
            x = []  # 1
            print(x)  # shows the list
            x.append(3)  # -> changes x
            for i in range(2):
                print(i)  # 0
            import sys  # 3
            ```
            """
        #expect(try run(note).statementCount == 0)
    }

    @Test func fencesAfterCellsAreCompared() throws {
        let note = """
            ```python
            print('a')
            1 + 1
            ```

            **Output:**

            ```
            a
            3
            ```

            > ```python
            > 'in a callout'
            > ```
            > ```output
            > nothing
            > ```

            ```python
            z = 1
            ```
            ```
            a drawing
            ```

            ```python
            print(1)
            ```
            ```bash
            echo no output
            ```
            """
        let (misses, mended) = try check(note)
        #expect(
            misses == ["10:1 the note says '3' here", "17:1 the note says 'nothing' here"])
        #expect(mended.contains("```\na\n2\n```\n"))
        #expect(mended.contains("> ```output\n> 'in a callout'\n> ```\n"))
        #expect(mended.contains("a drawing"))
        #expect(try check(mended).misses.isEmpty)
    }

    @Test func whatSessionsSayIsMended() throws {
        let note = "- item\n\n  ```pycon\n  >>> print('a\\nb')\n  a\n  c\n  >>> 2\n  2\n  ```\n"
        let (misses, mended) = try check(note)
        #expect(misses == ["6:1 the note says 'c' here"])
        #expect(
            mended
                == "- item\n\n  ```pycon\n  >>> print('a\\nb')\n  a\n  b\n  >>> 2\n  2\n  ```\n")
    }

    @Test func aTextWithFencesInItIsLeftAlone() throws {
        let note = "```python\nprint('```')\n```\nOutput:\n```\nx\n```\n"
        let (misses, mended) = try check(note)
        #expect(misses.count == 1)
        #expect(mended == note)
    }

    @Test func askingForValuesLeavesTheMemoryAlone() throws {
        let plain = "```python\nx = [1.5]\nx\nid([2.5])\n```\n"
        let asking = "```python\nx = [1.5]\nx  # => [1.5]\nid([2.5])\n```\n"
        #expect(try run(plain).runs[0].echo == run(asking).runs[0].echo)
    }

    @Test func uncheckedCellsSayWhatTheyLike() throws {
        #expect(try check("```python\n#| check: false\n1  # => 2\n```\n").misses.isEmpty)
        #expect(try check("```python\n#| eval: false\n1  # => 2\n```\n").misses.isEmpty)
    }

    @Test func charactersOfWordProcessorsAreMended() {
        let note =
            "```python\nprint(“a”, ‘b’)\nx\u{A0}= 1\ny = 2 − 1\ns = 'stays “so”'  # … too\n```\n“prose”\n"
        let (mended, count) = CharacterFix.mended(Array(note.utf8), path: "n.md")
        #expect(
            String(decoding: mended, as: UTF8.self)
                == "```python\nprint(\"a\", 'b')\nx = 1\ny = 2 - 1\ns = 'stays “so”'  # … too\n```\n“prose”\n"
        )
        #expect(count == 6)
    }

    @Test func modulesThatCannotBeHadAreFound() throws {
        let note = """
            ```python
            import sys, numpy.linalg
            from nosuch import thing
            try:
                import torch
            except ImportError:
                pass
            from . import own
            ```

            ```python
            #| skip: true
            import pandas
            ```
            """
        let linter = CellLinter(try NoteReader.read(bytes: Array(note.utf8), path: "n.md"))
        let found = linter.importFindings(ImportProbe(library: nil))
        #expect(found.map(\.diagnostic.line) == [2, 3])
        #expect(found.map(\.diagnostic.column) == [13, 1])
        #expect(found.first?.diagnostic.cause.hasPrefix("'numpy.linalg' can't be imported") == true)
    }
}
