import HeapTrace
import NotePipeline
import NoteReader
import Testing

@Suite struct StepsTests {
    private func steps(_ code: String, before: String = "pass") throws -> StepRecording {
        let note = "```python\n\(before)\n```\n\n```python\n#| heap: steps\n\(code)\n```\n"
        return try #require(try TestNotes.execute(note).runs[1].steps)
    }

    @Test func everyLineIsAStep() throws {
        let recording = try steps("a = [1]\nb = a\ndel a")
        #expect(recording.steps.map(\.line) == [7, 8, 9])
        #expect(
            recording.steps.map { $0.snapshot.frames[0].names.map(\.name) } == [
                ["a"], ["a", "b"], ["b"],
            ])
        let made = recording.steps[0].events.filter { $0.kind == .made }
        #expect(made.map(\.typeName) == ["list"] && made[0].line == 7)
        let shared = recording.steps[1].events.first { $0.kind == .refcountChanged }
        #expect(shared?.oldCount == 1 && shared?.newCount == 2)
    }

    @Test func callsPushAFrameAndReturnsPopIt() throws {
        let recording = try steps(
            "x = double(4)", before: "def double(n):\n    m = n * 2\n    return m")
        #expect(recording.steps.map(\.kind) == [.called, .line, .returned, .line])
        #expect(recording.steps.map { $0.snapshot.frames.count } == [2, 2, 2, 1])
        #expect(recording.steps[0].function == "double")
        #expect(recording.steps[2].value == "8")
        #expect(recording.steps[2].snapshot.frames[1].names.map(\.name) == ["n", "m", "returns"])
        #expect(recording.steps.map(\.line) == [9, 3, 4, 9])
    }

    private func words(_ code: String, before: String = "pass") throws -> [String] {
        let note = "```python\n\(before)\n```\n\n```python\n#| heap: steps\n\(code)\n```\n"
        let figure = try #require(
            try TestNotes.execute(note).presentation.cells[1]?.figures.first)
        return try #require(figure.steps).moments.map(\.words)
    }

    @Test func aDroppedValueIsTold() throws {
        let all = try words(
            "f(4);\ng();\nh()",
            before: "x = []\ndef f(n): return n\ndef g(): pass\ndef h(): return [1, 2]")
        #expect(all.contains("no name keeps the 4 that f() gave"))
        #expect(all.contains("goes on after g()"))
        #expect(all.last?.hasPrefix("the list [1, 2] is freed") == true)
    }

    @Test func aCellThatLeavesNoNamesStillHasItsSteps() throws {
        let all = try words("def f(n):\n    t = [n]\n    return t\nf(3);")
        #expect(all.contains("t names a new list [3]"))
    }

    @Test func aLiteralIsNewInTheStepThatNamesItAndItsSourceHoldsIt() throws {
        let recording = try steps("a = 1\nb = 2.5")
        let made = recording.steps[1].events.filter { $0.kind == .made }
        #expect(made.map(\.value) == ["2.5"])
        let float = recording.steps[1].snapshot.objects.first { $0.kind == .float }
        #expect(float?.otherHolders.contains("the running cell’s syntax tree") == true)
    }

    @Test func theNamesOfANewCallAreNotRebindings() throws {
        let all = try words(
            "f([1]); f([2])", before: "def f(n):\n    pass")
        #expect(all.filter { $0.hasPrefix("calls f") }.allSatisfy { !$0.contains("now names") })
    }

    @Test func exceptionsLeaveTheirFrames() throws {
        let recording = try steps(
            "try:\n    fail()\nexcept ValueError:\n    x = 1",
            before: "def fail():\n    raise ValueError('no')")
        let left = try #require(recording.steps.first { $0.kind == .raised })
        #expect(left.function == "fail" && left.value == "ValueError('no')")
        #expect(recording.steps.last?.snapshot.frames.count == 1)
    }

    @Test func generatorsYieldAndGoOn() throws {
        let recording = try steps(
            "g = pair()\na = next(g)\nb = next(g)", before: "def pair():\n    yield 1\n    yield 2")
        let kinds = recording.steps.map(\.kind)
        #expect(kinds.filter { $0 == .yielded }.count == 2)
        #expect(kinds.contains(.resumed))
    }

    @Test func stepsBeyondTheLimitAreCounted() throws {
        let recording = try steps("for i in range(400):\n    j = i + 1000")
        #expect(recording.steps.count == 501)
        #expect(recording.steps.last?.kind == .rest)
        #expect(recording.omittedStepCount > 250 && !recording.hasMoreThanCounted)
        let names = recording.steps.last?.snapshot.frames[0].names.map(\.name)
        #expect(names == ["i", "j"])
    }

    /// A recorder that goes by line changes nothing that a program can see.
    @Test func aProgramSeesNothingOfIt() throws {
        let program = """
            import sys, gc
            class A:
                def __del__(self): print("gone", sys.gettrace())
            def f(n):
                try:
                    return f(n - 1) if n else 1 // n
                except ZeroDivisionError as error:
                    return [n, hex(id(error))]
            x = f(3)
            print(x, hex(id(x)), sys.getrefcount(x), gc.get_count()[0])
            a = A(); del a
            y = {k: [k] for k in range(5)}
            print(hex(id(y)), [hex(id(v)) for v in y.values()])
            def g():
                yield from (hex(id(object())) for _ in range(3))
            print(list(g()))
            """
        func output(_ options: String) throws -> [String] {
            let run = try #require(
                try TestNotes.execute("```python\n\(options)\(program)\n```\n").runs.first)
            #expect(run.failure == nil)
            return run.output.map(\.text)
        }
        #expect(try output("#| heap: steps\n") == output("#| heap: after\n"))
    }
}

@Suite struct BytesTests {
    private func bytes(_ code: String, _ expression: String) throws -> ObjectBytes {
        let note = "```python\n\(code)\n```\n\n<!-- heapnote: bytes \(expression) -->\n"
        let executed = try TestNotes.execute(note)
        #expect(executed.presentation.pictures.first??.figure.table != nil)
        return try #require(executed.runs[0].bytes.first)
    }

    private func expectSound(_ bytes: ObjectBytes) {
        for block in bytes.blocks {
            var end: Int?
            for field in block.fields {
                if let end { #expect(field.offset == end, "\(bytes.expression) \(field.name)") }
                end = field.offset + field.count
                #expect(field.bytes.isEmpty || field.bytes.count == field.count)
            }
            let total = (end ?? 0) - (block.fields.first?.offset ?? 0) + block.unusedByteCount
            if block.blockSize > 0 {
                #expect(total == block.blockSize, "\(bytes.expression): \(block.title)")
            }
        }
    }

    private func value(_ bytes: ObjectBytes, _ name: String, block: Int = 0) -> String? {
        bytes.blocks[block].fields.first { $0.name == name }?.value
    }

    /// Fields lie one behind another and fill the block, for objects of every kind.
    @Test(arguments: [
        "1000", "10**30", "-5", "True", "1.5", "2j", "None", "object()", "'abc'", "'h\u{e9}llo'",
        "'\u{3b5}' * 9", "'😀'", "b'abc'", "bytearray(b'abc')", "(1, 2)", "()", "[1, 2, 3]", "[]",
        "list(range(200))", "{}", "{'a': 1}", "{1: 2, 'a': 3}", "dict.fromkeys(range(100))",
        "{1, 2}",
        "set(range(50))", "frozenset([1])", "range(3)", "slice(1, 2)", "iter([1])", "iter((1,))",
        "iter('ab')", "iter({1})", "iter({})", "iter(range(3))", "iter(b'a')", "enumerate([1])",
        "zip([1], [2])", "map(str, [1])", "filter(None, [1])", "reversed([1])", "len", "[].append",
        "(lambda x, y=1: x)", "(lambda: 0).__code__", "int", "type('C', (), {})",
        "type('D', (), {})()",
        "type('S', (), {'__slots__': ('x', 'y')})()", "type('L', (list,), {})([1])",
        "type('T', (str,), {})('subclass')", "type('I', (int,), {})(7)", "(i for i in [1])",
        "ValueError('x')", "OSError(2, 'no')", "property(len)", "staticmethod(len)", "int.__add__",
        "(1).__add__", "str.join", "type.__dict__['__name__'] if 0 else 0", "list[int]",
        "int | str",
        "{}.keys()", "memoryview(b'abc')", "__import__('sys')", "super",
        "__import__('_collections').deque([1])", "__import__('_weakref').ref(type('C', (), {}))",
    ])
    func everyKindOfObjectIsCoveredByFields(_ expression: String) throws {
        expectSound(try bytes("a = \(expression)", "a"))
    }

    @Test func fieldsSayWhatTheBytesMean() throws {
        let list = try bytes("a = [1, 'x']", "a")
        #expect(value(list, "ob_refcnt") == "1 reference")
        #expect(value(list, "ob_type") == "type list")
        #expect(value(list, "ob_size") == "2")
        #expect(value(list, "ob_item[1]", block: 1) == "str 'x'")
        #expect(list.blocks[0].fields.first { $0.name == "ob_item" }?.targetBlock == 1)
        #expect(list.blocks[0].fields[2].bytes == [1, 0, 0, 0, 0, 0, 0, 0])
        let int = try bytes("a = 2**30 + 5", "a")
        #expect(value(int, "ob_digit[0]") == "5" && value(int, "ob_digit[1]") == "1 × 2^30")
        let dict = try bytes("a = {'k': 1, 'l': 2}\ndel a['k']", "a")
        let indices = try #require(value(dict, "dk_indices[0…7]", block: 1))
        #expect(
            indices.split(separator: " ").sorted() == ["1", "×"] + Array(repeating: "–", count: 6))
        #expect(value(dict, "dk_entries[0].me_key", block: 1) == "NULL")
        #expect(value(dict, "dk_entries[1].me_key", block: 1) == "str 'l'")
    }

    @Test func attributesAndItemsAreFound() throws {
        let code = "class C: pass\nc = C()\nc.x = {'k': [1.5]}"
        #expect(try bytes(code, "c.x['k'][0]").typeName == "float")
        #expect(value(try bytes(code, "c"), "values[0]: x", block: 1)?.hasPrefix("dict") == true)
    }
}
