import ArgumentParser
import Glibc
import NotePipeline
import Vault

/// Standard output and error of the commands.
enum Console {
    static func diagnostics() -> Diagnostics {
        Diagnostics { writeError($0) }
    }

    /// Writes a line to standard error.
    static func writeError(_ text: String) {
        try? HostFiles.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO, path: "<stderr>")
    }

    /// Writes results; a reader that closed its end is no error.
    static func write(_ bytes: [UInt8], _ diagnostics: inout Diagnostics) {
        do throws(HostFileError) {
            try HostFiles.writeAll(bytes, to: STDOUT_FILENO, path: "<stdout>")
        } catch {
            if error.code == EPIPE { return }
            diagnostics.report(error)
        }
    }

    /// Whether results can go to a folder; reports what stands in its place, before anything is run.
    static func canWrite(into output: String, _ diagnostics: inout Diagnostics) -> Bool {
        guard let kind = HostFiles.kind(of: output), kind != .folder else { return true }
        diagnostics.report(
            HostFileError(
                path: output, cause: "it is no folder",
                remedy: "name a folder for the results with -o"))
        return false
    }

    /// Keeps what a command made until the process ends, which then gives all memory back at once
    /// and not object by object.
    static func keep<Value>(_ value: Value) {
        _ = Unmanaged.passRetained(Kept(value))
    }

    /// Ends the command with the status its diagnostics amount to.
    static func finish(_ diagnostics: Diagnostics) throws {
        if diagnostics.status != .clean { throw ExitCode(diagnostics.status.rawValue) }
    }
}

private final class Kept<Value> {
    let value: Value

    init(_ value: Value) { self.value = value }
}
