import Testing

@testable import PythonRuntime

/// Every program of the corpus writes what it writes in CPython, tracebacks included, and leaves the heap
/// in order.
@Suite struct EvaluationCorpusTests {
    /// What a program has written.
    private final class Output {
        var standardOutput: [UInt8] = []
    }

    @Test(
        "runs CPython's code with CPython's output", .enabled(if: EvaluationCorpus.hasOracle),
        arguments: try EvaluationCorpus.programs())
    func runsAsCPythonDoes(_ program: CorpusProgram) throws {
        let (output, error, session) = try run(program)
        #expect(output == program.standardOutput)
        #expect(error == program.standardError)
        #expect(session.interpreter.checkHeap().isEmpty)
    }

    /// Without quickening the results are the same, and so is the count of instructions.
    @Test(
        "counts the same instructions with and without specialisation",
        .enabled(if: EvaluationCorpus.hasOracle), arguments: try EvaluationCorpus.programs())
    func countsTheSameInstructions(_ program: CorpusProgram) throws {
        func remaining(isSpecialized: Bool) throws -> Int {
            let session = try makeSession(Output(), program)
            session.interpreter.state.pointee.evaluation.isSpecialized = isSpecialized
            session.setInstructionLimit(100_000_000)
            _ = session.run(program.code, holding: .nothing)
            return session.interpreter.state.pointee.limits.instructionsLeft
        }
        #expect(try remaining(isSpecialized: true) == remaining(isSpecialized: false))
    }

    private func run(
        _ program: CorpusProgram
    ) throws -> (output: String, error: String, session: InterpreterSession) {
        let output = Output()
        let session = try makeSession(output, program)
        var error = ""
        switch session.run(program.code, holding: .nothing) {
        case .finished: break
        case .raised(let report), .limit(let report), .crashed(let report),
            .unsupported(let report):
            error = report.traceback
        case .exited(let status, _): error = "exit \(status)"
        }
        return (String(decoding: output.standardOutput, as: UTF8.self), error, session)
    }

    private func makeSession(
        _ output: Output, _ program: CorpusProgram
    ) throws -> InterpreterSession {
        let lines = program.source.split(separator: "\n", omittingEmptySubsequences: false)
        return try InterpreterSession(
            host: Host(
                write: { stream, bytes in
                    if stream == 1 { output.standardOutput += bytes }
                },
                sourceLine: { _, line in
                    lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
                }))
    }
}
