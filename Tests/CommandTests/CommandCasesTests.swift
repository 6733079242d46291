import Glibc
import Testing

/// Every command and option with good and bad input: the table `Tests/Tools/command-cases.txt`.
struct CommandCasesTests {
    @Test func everyCommandDoesWhatTheTableSays() throws {
        let folder = #filePath.replacing("CommandTests/CommandCasesTests.swift", with: "Tools")
        let oracle =
            getenv("HEAPNOTE_ORACLE").map { String(cString: $0) } ?? "/usr/bin/python3.11"
        guard access(oracle, X_OK) == 0 else { return }
        let heapnote = try #require(Program.path)
        let result = try Program.run(
            oracle, [folder + "/command-cases.py", heapnote], environment: [:])
        #expect(result.status == 0, "\(result.output)\(result.error)")
    }
}
