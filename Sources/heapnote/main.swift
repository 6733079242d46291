import ArgumentParser
import Glibc

/// Exit status 2 is for usage, as for configuration and I/O; ArgumentParser's own would be 64.
private func run() -> Int32 {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let problem = Heapnote.problem(withCommand: arguments) {
        Console.writeError(problem)
        return 2
    }
    let command = Heapnote.command(for: arguments)
    // `--execute none` needs no interpreter, which is half of the time that a small note takes.
    if Heapnote.runsPrograms(command.type), !arguments.contains("none") {
        Heapnote.interpreters.prepare()
    }
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
        // The hint leaves out what the command is called by.
        let name = command.type.configuration.commandName ?? ""
        Console.writeError(message.replacing("See '\(name) ", with: "See 'heapnote \(name) "))
        return 2
    }
}

exit(run())
