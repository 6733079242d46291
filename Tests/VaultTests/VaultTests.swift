import NoteReader
import Testing

@testable import Vault

struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String) -> String {
        UnifiedDiff.text(
            old: Array(old.utf8), new: Array(new.utf8), oldName: "old", newName: "new")
    }

    @Test func equalTextsHaveNone() {
        #expect(diff("a\nb\n", "a\nb\n").isEmpty)
        #expect(diff("", "").isEmpty)
    }

    @Test func aChangedLineHasItsContext() {
        #expect(
            diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
                --- old
                +++ new
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8

                """)
    }

    @Test func anAddedLineInAnEmptyTextStartsAtZero() {
        #expect(diff("", "a\n") == "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n")
    }

    @Test func aMissingFinalNewlineIsSaid() {
        #expect(
            diff("a", "a\n")
                == "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")
    }
}

struct WrittenDateTests {
    @Test(arguments: [
        ("2023-11-29", 1_701_216_000), ("29th Nov 2023", 1_701_216_000),
        ("Nov 29, 2023", 1_701_216_000), ("2023-11-29T14:05", 1_701_266_700),
        ("1970-01-01", 0), ("2024-02-29 00:01:07", 1_709_164_860),
    ])
    func datesAreReadAsPeopleWriteThem(_ text: String, _ seconds: Int) {
        #expect(WrittenDate.parse(text) == seconds)
    }

    @Test(arguments: ["", "yesterday", "2023-13-01", "99999999999999999999-01-01", "Nov", "7"])
    func whatIsNoDateIsNone(_ text: String) {
        #expect(WrittenDate.parse(text) == nil)
    }
}

struct NoteInspectionTests {
    @Test func rangesAndOptionsAreJSON() throws {
        let text = "# T\n\n```python\n#| label: first\nx = \"é\\n\"\n```\n"
        let note = try NoteReader.read(bytes: Array(text.utf8), path: "t.md")
        #expect(
            NoteInspection(note).json == """
                {
                  "version": 1,
                  "path": "t.md",
                  "bytes": 46,
                  "cells": [
                    {
                      "index": 0,
                      "label": "first",
                      "form": "program",
                      "info": "python",
                      "fenceBytes": [5, 46],
                      "fenceLines": [3, 6],
                      "codeBytes": [15, 42],
                      "codeLines": [4, 5],
                      "options": {
                        "label": "first"
                      },
                      "code": "#| label: first\\nx = \\"é\\\\n\\"\\n"
                    }
                  ]
                }

                """)
    }
}
