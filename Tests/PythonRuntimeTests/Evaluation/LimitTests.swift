import PythonBytecode
import Testing

@testable import PythonRuntime

/// What no program may run on without end, and what it can't use, ends it and can't be caught.
@Suite struct LimitTests {
    /// `while True: pass` inside `try: … except BaseException: pass`, as CPython 3.11 compiles it.
    private var endlessLoop: CodeUnit {
        func instruction(_ opcode: Opcode, _ argument: UInt8 = 0) -> [UInt8] {
            [opcode.rawValue, argument]
        }
        var table: [UInt8] = []
        ExceptionTable.append(
            ExceptionTableEntry(
                start: 1, end: 4, target: 4, depth: 0, pushesInstructionOffset: false),
            to: &table)
        return CodeUnit(
            stackSize: 4,
            code: instruction(.RESUME) + instruction(.NOP) + instruction(.NOP)
                + instruction(.JUMP_BACKWARD, 2) + instruction(.PUSH_EXC_INFO)
                + instruction(.LOAD_CONST) + instruction(.RETURN_VALUE),
            constants: [.none], filename: "loop.py", name: "<module>", qualifiedName: "<module>",
            firstLine: 1, exceptionTable: table)
    }

    @Test func anEndlessLoopEndsAtTheSameInstructionAndNothingCatchesThat() throws {
        let session = try InterpreterSession(host: Host(write: { _, _ in }))
        session.setInstructionLimit(10_000)
        guard case .limit(let report) = session.run(endlessLoop) else {
            Issue.record("the loop ended by itself")
            return
        }
        #expect(report.typeName == "LimitError")
        #expect(session.interpreter.checkHeap().isEmpty)
    }

    @Test func theExceptionTableIsSearchedInPlace() throws {
        let session = try InterpreterSession(host: Host(write: { _, _ in }))
        let entries = [
            ExceptionTableEntry(
                start: 3, end: 10, target: 70, depth: 2, pushesInstructionOffset: true),
            ExceptionTableEntry(
                start: 10, end: 5000, target: 6000, depth: 0, pushesInstructionOffset: false),
        ]
        var table: [UInt8] = []
        for entry in entries { ExceptionTable.append(entry, to: &table) }
        let bytes = try checked(
            table.withUnsafeBytes { bytes in
                slotResult { () throws(Raised) in try session.interpreter.makeBytes(bytes) }
            })
        let search = ExceptionTableSearch(bytes.ref)
        #expect(search.entry(at: 2) == nil)
        #expect(search.entry(at: 3) == entries[0])
        #expect(search.entry(at: 9) == entries[0])
        #expect(search.entry(at: 10) == entries[1])
        #expect(search.entry(at: 4999) == entries[1])
        #expect(search.entry(at: 5000) == nil)
    }
}
