import Glibc
import Testing

/// Every command and option with good and bad input: the table `Tests/Tools/command-cases.txt`.
struct CommandCasesTests {
    static let oracle =
        getenv("HEAPNOTE_ORACLE").map { String(cString: $0) } ?? "/usr/bin/python3.11"

    @Test(.enabled(if: access(oracle, X_OK) == 0, "no Python 3.11 runs the table"))
    func everyCommandDoesWhatTheTableSays() throws {
        let folder = #filePath.replacing("CommandTests/CommandCasesTests.swift", with: "Tools")
        let heapnote = try #require(Program.path)
        let result = try Program.run(
            Self.oracle, [folder + "/command-cases.py", heapnote], environment: [:])
        #expect(result.status == 0, "\(result.output)\(result.error)")
    }
}
