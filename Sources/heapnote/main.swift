import ArgumentParser
import Glibc

/// Exit status 2 is for usage, as for configuration and I/O; ArgumentParser's own would be 64.
private func run() -> Int32 {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let command = Heapnote.command(for: arguments)
    if Heapnote.runsPrograms(command.type) { Heapnote.interpreters.prepare() }
    do {
        var parsed = try command.parse(arguments)
        try parsed.run()
        return 0
    } catch {
        if let exit = error as? ExitCode { return exit.rawValue }
        let isWanted = command.type.exitCode(for: error) == .success
        let message = command.type.fullMessage(for: error)
        if isWanted {
            print(message)
            fflush(nil)
            return 0
        }
        Console.writeError(message)
        return 2
    }
}

exit(run())
