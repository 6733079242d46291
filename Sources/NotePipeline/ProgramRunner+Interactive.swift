import Glibc
import PythonRuntime
import VirtualSystem

/// Programs that go on interactively: `-i`, and standard input that is a terminal (`pymain_run_stdin` and
/// `pymain_repl`, `Modules/main.c`).
extension ProgramRunner {
    /// Whether standard input of the shell is a terminal.
    public static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Runs what standard input says, statement by statement, behind a greeting and the startup file.
    static func runInteractively(
        _ program: Program, in session: InterpreterSession, _ report: @escaping (String) -> Void
    ) -> RunOutcome {
        let options = program.commandLine.options
        session.startImports()
        if options.quiet == 0 {
            report("Python \(session.sysText("version") ?? "") on linux\n")
            if options.hasNoSite == 0 {
                report(
                    "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n"
                )
            }
        }
        if let startup = program.startup, let ending = run(startup, in: session, report) {
            return ending
        }
        var runner = InteractiveRunner(session, options, report: report)
        return runner.run()
    }

    /// Goes on interactively where a program ended, if it is to.
    static func inspect(
        _ program: Program, after outcome: RunOutcome, in session: InterpreterSession,
        _ report: @escaping (String) -> Void
    ) -> RunOutcome? {
        let options = program.commandLine.options
        guard options.inspect > 0, options.interactive > 0 || program.hasTerminal,
            !program.isInteractive, session.isAlive
        else { return nil }
        switch outcome {
        case .finished, .raised: break
        case .exited, .limit, .crashed, .unsupported: return nil
        }
        var runner = InteractiveRunner(session, options, report: report)
        return runner.run()
    }

    /// Runs the file that `PYTHONSTARTUP` names; how that ended, if it ended the session.
    private static func run(
        _ startup: StartupFile, in session: InterpreterSession, _ report: (String) -> Void
    ) -> RunOutcome? {
        let source: [UInt8]
        switch startup.source {
        case .success(let bytes): source = bytes
        // A folder can be opened there, and has nothing to run.
        case .failure(.isAFolder): return nil
        case .failure(let failure):
            report("Could not open PYTHONSTARTUP\n")
            report(session.report(failure, opening: startup.name).traceback)
            return nil
        }
        var request = CompileRequest(source: source, filename: startup.name, mode: .exec)
        request.isFile = true
        let outcome: RunOutcome
        switch CellCompiler.reply(to: request) {
        case .code(let unit, let warnings):
            outcome = session.warn(of: warnings, filename: startup.name) ?? session.run(unit)
        case .failure(let failure):
            outcome = .raised(session.report(failure, filename: startup.name))
        case .encoded: outcome = session.run(request)
        case .unavailable, .tree: outcome = .finished
        }
        switch outcome {
        case .finished: return nil
        case .raised(let raised):
            report(raised.traceback)
            return nil
        case .exited, .limit, .crashed, .unsupported: return outcome
        }
    }
}

/// The file that an interactive interpreter runs first: `PYTHONSTARTUP`.
struct StartupFile: Sendable {
    var name: String
    var source: Result<[UInt8], SystemFailure>
}

extension ProgramRunner.Program {
    /// Reads the startup file of the host's environment.
    mutating func readStartupFile() {
        guard isInteractive, let value = getenv("PYTHONSTARTUP"), value.pointee != 0 else { return }
        let name = String(cString: value)
        do throws(HostFileError) {
            startup = StartupFile(name: name, source: .success(try HostFiles.read(name)))
        } catch {
            startup = StartupFile(
                name: name, source: .failure(error.code.map { SystemFailure($0) } ?? .noEntry))
        }
    }
}
