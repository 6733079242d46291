import HeapTrace
import NotePipeline
import NoteReader
import Testing

/// Finalisers, resurrections, weak references, collected cycles: each with its line.
@Suite struct EventTests {
    private func events(_ code: String) throws -> [HeapEvent] {
        try TestNotes.execute("```python\n\(code)\n```\n").runs[0].events
    }

    private func lines(_ events: [HeapEvent], _ kind: HeapEvent.Kind) -> [Int?] {
        events.filter { $0.kind == kind }.map(\.line)
    }

    @Test func aFinaliserIsToldThoughNoPictureShowedItsObject() throws {
        let events = try events("class A:\n    def __del__(self): pass\na = A()\ndel a\nx = 1")
        #expect(lines(events, .finalised) == [5])
        #expect(lines(events, .freed) == [5])
        #expect(lines(events, .resurrected).isEmpty)
        let end = try #require(events.first { $0.kind == .freed })
        #expect(end.typeName == "A")
    }

    @Test func whatAnImportMadeIsNoEvent() throws {
        let note =
            "```python\nimport collections, json, re, enum, dataclasses\nimport gc\ngc.collect()\n```\n"
        let cell = try TestNotes.execute(note)
        #expect(cell.runs[0].events.allSatisfy { $0.kind != .collected })
        let own = try events("import gc\ndef f():\n    a = []\n    a.append(a)\nf()\ngc.collect()")
        #expect(own.filter { $0.kind == .collected }.map(\.typeName) == ["list"])
    }

    @Test func anObjectBroughtBackIsNotFreed() throws {
        let events = try events(
            "saved = []\nclass A:\n    def __del__(self): saved.append(self)\na = A()\ndel a")
        #expect(lines(events, .finalised) == [6] && lines(events, .resurrected) == [6])
        #expect(lines(events, .freed).isEmpty)
    }

    @Test func cyclesWithinACellAreCollected() throws {
        let events = try events(
            """
            import gc
            class A: pass
            for i in range(3):
                a = A()
                a.me = a
            del a
            gc.collect()
            """)
        #expect(lines(events, .collected) == [8, 8, 8])
        let story = try TestNotes.execute(
            "```python\nimport gc\nclass A: pass\na = A(); a.b = A(); a.b.a = a\ndel a\ngc.collect()\n```\n"
        ).presentation.cells[0]?.story
        #expect(
            story?.plainText.contains(
                "The collector found 2 A objects that only held one another, and freed them in line 6."
            ) == true)
        #expect(story?.tellsLines == true)
    }

    @Test func aResurrectedCycleIsToldOf() throws {
        let events = try events(
            """
            import gc
            saved = []
            class A:
                def __del__(self): saved.append(self)
            a = A()
            a.me = a
            del a
            gc.collect()
            """)
        #expect(lines(events, .finalised) == [9] && lines(events, .resurrected) == [9])
        #expect(lines(events, .collected).isEmpty)
    }

    @Test func clearedWeakReferencesAreTold() throws {
        let code = "import _weakref\nclass A: pass\na = A()\nr = _weakref.ref(a)\ndel a"
        let cleared = try events(code).filter { $0.kind == .weakrefCleared }
        #expect(cleared.map(\.line) == [6] && cleared.map(\.typeName) == ["A"])
        // One that nobody sees is none of the reader's business.
        let hidden = try events(code + "\ndel r")
        #expect(lines(hidden, .weakrefCleared).isEmpty)
    }

    @Test func stepsTellThemWhereTheyHappen() throws {
        let note = """
            ```python
            #| heap: steps
            class A:
                def __del__(self): pass
            a = A()
            del a
            x = 1
            ```
            """
        let executed = try TestNotes.execute(note)
        let steps = try #require(executed.runs[0].steps).steps
        let moments = steps.filter { $0.events.contains { $0.kind == .finalised } }
        #expect(moments.map(\.line) == [6])
        #expect(steps.filter { $0.events.contains { $0.kind == .freed } }.map(\.line) == [6])
        let words = executed.presentation.cells[0]?.figures.first?.steps?.moments.map(\.words) ?? []
        #expect(words.contains { $0.contains("__del__ of the A runs") })
    }

    @Test func bodiesOfClassesAreFramesWhileTheyRun() throws {
        let note = """
            ```python
            #| heap: steps
            class Point:
                dimensions = 2
                origin = [0, 0]
            ```
            """
        let steps = try #require(try TestNotes.execute(note).runs[0].steps).steps
        let inside = steps.filter { $0.snapshot.frames.count == 2 }
        #expect(inside.allSatisfy { $0.snapshot.frames[1].name == "class Point" })
        #expect(inside.last?.snapshot.frames[1].names.map(\.name) == ["dimensions", "origin"])
        #expect(steps.last?.snapshot.frames.map(\.name) == ["__main__"])
        #expect(steps.first?.isClassBody == true)
    }
}
