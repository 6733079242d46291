import ArgumentParser
import Glibc

/// Exit status 2 is for usage, as for configuration and I/O; ArgumentParser's own would be 64.
private func run() -> Int32 {
    do {
        var command = try Heapnote.parseAsRoot()
        try command.run()
        return 0
    } catch {
        let code = Heapnote.exitCode(for: error)
        if let exit = error as? ExitCode { return exit.rawValue }
        let message = Heapnote.fullMessage(for: error)
        if code == .success {
            print(message)
            fflush(nil)
            return 0
        }
        Console.writeError(message)
        return 2
    }
}

exit(run())
