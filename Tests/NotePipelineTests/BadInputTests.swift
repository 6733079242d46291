import HeapTrace
import NotePipeline
import NoteReader
import Testing

/// Cells that fail, each with its message and place, and the others still run.
struct BadInputTests {
    private func run(
        _ code: String, limits: RunLimits = RunLimits()
    ) throws -> (first: CellRun, next: CellRun) {
        var options = PipelineOptions()
        options.limits = limits
        let executed = try TestNotes.execute(
            "# Note\n\n```python\n\(code)\n```\n\n```python\nprint('still here')\n```\n",
            options: options)
        return (executed.runs[0], executed.runs[1])
    }

    private func expectNextRuns(_ next: CellRun) {
        #expect(next.status == .ok)
        #expect(next.output.map(\.text) == ["still here\n"])
    }

    @Test func aSyntaxErrorStopsItsCellOnly() throws {
        let (first, next) = try run("x = (1,")
        #expect(first.status == .error)
        #expect(first.failure?.typeName == "SyntaxError")
        #expect(first.failure?.message == "'(' was never closed")
        #expect(first.failure?.line == 4)
        expectNextRuns(next)
    }

    @Test func aWarningOfTheCompilerIsShownBeforeItsStatementRuns() throws {
        let (first, next) = try run("x = 1\nprint('first')\nprint(x is 1)")
        #expect(first.status == .ok)
        #expect(first.output.map(\.stream) == [.standardOutput, .standardError, .standardOutput])
        #expect(
            first.output.map(\.text) == [
                "first\n",
                "test.md:6: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n"
                    + "  print(x is 1)\n",
                "True\n",
            ])
        expectNextRuns(next)
        // What a note says that the cell shows may leave the warning out.
        let told = try TestNotes.execute(
            "```python\nx = 1\nprint(x is 1)\n```\n\n```text\nTrue\n```\n\n```python\n>>> x is 1\nTrue\n```\n"
        )
        #expect(told.findings.isEmpty)
        let asError = try run(
            """
            import _warnings
            _warnings.filters.insert(0, ('error', None, Warning, None, 0))
            _warnings._filters_mutated()
            1 is 1
            """
        ).first
        #expect(asError.failure?.typeName == "SyntaxError")
        #expect(asError.failure?.line == 7)
    }

    @Test func anExceptionHasATracebackWithTheNotesLines() throws {
        let (first, next) = try run("def f(a):\n    return a / 0\nf(3)")
        #expect(first.status == .error)
        #expect(first.failure?.line == 5)
        #expect(
            first.failure?.traceback == """
                Traceback (most recent call last):
                  File "test.md", line 6, in <module>
                    f(3)
                  File "test.md", line 5, in f
                    return a / 0
                           ~~^~~
                ZeroDivisionError: division by zero

                """)
        expectNextRuns(next)
    }

    @Test func anEndlessLoopStopsAtTheInstructionLimit() throws {
        var limits = RunLimits()
        limits.instructions = 100_000
        let (first, next) = try run("while True:\n    pass", limits: limits)
        #expect(first.status == .limit)
        #expect(first.failure?.typeName == "LimitError")
        expectNextRuns(next)
    }

    @Test func noHandlerCatchesTheLimit() throws {
        var limits = RunLimits()
        limits.instructions = 100_000
        let code = """
            while True:
                try:
                    while True: pass
                except BaseException:
                    print('caught')
            """
        let (first, next) = try run(code, limits: limits)
        #expect(first.status == .limit)
        #expect(first.output.isEmpty)
        expectNextRuns(next)
    }

    @Test func endlessRecursionIsARecursionError() throws {
        let (first, next) = try run("def f(n):\n    return f(n + 1)\nf(0)")
        #expect(first.failure?.typeName == "RecursionError")
        #expect(first.failure?.message == "maximum recursion depth exceeded")
        #expect(first.failure?.traceback.contains("[Previous line repeated") == true)
        expectNextRuns(next)
    }

    @Test(arguments: ["[0] * 10**12", "'a' * 10**12", "(1,) * 10**12", "[0] * 10**20"])
    func hugeRequestsFailAtOnce(_ code: String) throws {
        let (first, next) = try run(code)
        #expect(first.status == .error)
        #expect(["MemoryError", "OverflowError"].contains(first.failure?.typeName))
        expectNextRuns(next)
    }

    @Test func muchOutputIsCutAndCounted() throws {
        var limits = RunLimits()
        limits.output = 1000
        let (first, next) = try run("for i in range(10000):\n    print(i)", limits: limits)
        #expect(first.status == .ok)
        #expect(first.output.map(\.text.utf8.count).reduce(0, +) == 1000)
        #expect(first.droppedOutputByteCount == 48890 - 1000)
        expectNextRuns(next)
    }

    @Test(arguments: [
        ("import numpy", "numpy needs compiled extensions"),
        ("import json", "json needs Python 3.11's standard library"),
    ])
    func whatCantBeImportedIsUnsupported(_ code: String, _ message: String) throws {
        let (first, next) = try run(code)
        #expect(first.status == .unsupported)
        #expect(first.failure?.typeName == "UnsupportedError")
        #expect(first.failure?.message.contains(message) == true)
        expectNextRuns(next)
    }

    @Test func anUnknownModuleIsNotFound() throws {
        let (first, next) = try run("import nosuchmodule")
        #expect(first.status == .error)
        #expect(first.failure?.typeName == "ModuleNotFoundError")
        #expect(first.failure?.message == "No module named 'nosuchmodule'")
        expectNextRuns(next)
    }

    @Test func aMissingModuleCanBeCaught() throws {
        let (first, _) = try run(
            "try:\n    import numpy\nexcept ImportError as error:\n    print(error)")
        #expect(first.output.map(\.text) == ["No module named 'numpy'\n"])
    }

    @Test func anExpectedExceptionIsNoFailure() throws {
        let executed = try TestNotes.execute(
            "```python\n#| raises: ZeroDivisionError\n1 / 0\n```\n```python\n#| raises: ValueError\n1\n```\n"
        )
        #expect(executed.runs.map(\.status) == [.ok, .error])
    }

    @Test func stoppingLeavesTheRestNotRun() throws {
        var options = PipelineOptions()
        options.onError = .stop
        let executed = try TestNotes.execute(
            "```python\n1 / 0\n```\n```python\n2\n```\n", options: options)
        #expect(executed.runs.map(\.status) == [.error, .notRun])
    }

    @Test func sessionsDontShareNames() throws {
        let executed = try TestNotes.execute(
            "```python\nx = 1\n```\n```python\n#| session: other\nx\n```\n```python\nx\n```\n")
        #expect(executed.runs.map(\.status) == [.ok, .error, .ok])
        #expect(executed.runs[1].failure?.typeName == "NameError")
    }
}
