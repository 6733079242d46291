import Testing

@testable import PythonRuntime

/// Operations on numbers, strings and bytes against CPython's results in `Tests/Corpus/scalars`.
@Suite struct ScalarOperationTests {
    @Test(arguments: ["ints", "floats", "strings", "bytes", "mixtures"])
    func operationsGiveCPythonsResults(_ file: String) throws {
        let runner = try ScalarRunner()
        let cases = try ScalarCase.load(file)
        #expect(cases.count > 500)
        for scalarCase in cases {
            let expected = (scalarCase.raises ? "!" : "") + scalarCase.expected
            let outcome = runner.outcome(scalarCase)
            if outcome != expected {
                Issue.record("\(scalarCase.line)\n  gave \(outcome)")
            }
        }
    }

    @Test(arguments: ["ints", "floats", "strings", "bytes", "mixtures"])
    func operationsLeaveNothingBehind(_ file: String) throws {
        let runner = try ScalarRunner()
        let cases = try ScalarCase.load(file)
        // The first pass fills free lists and caches.
        for scalarCase in cases { _ = runner.outcome(scalarCase) }
        let before = runner.interpreter.state.pointee.memory.liveBytes
        for scalarCase in cases { _ = runner.outcome(scalarCase) }
        #expect(runner.interpreter.state.pointee.memory.liveBytes == before)
        let faults = runner.interpreter.checkHeap()
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }
}
