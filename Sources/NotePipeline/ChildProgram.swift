import Glibc
import PythonLibrary
import PythonRuntime
import VirtualSystem

/// An interpreter that a program starts: a process of its virtual machine, with memory of its own. It sees the
/// machine's files and its own descriptors; everything of the host comes from the first program's.
enum ChildProgram {
    /// Runs a process's command line to its end.
    static func run(
        _ process: VirtualProcess, library: HostFolder?
    ) -> VirtualProcess.Ending {
        let report: (String) -> Void = { write($0, to: process) }
        var commandLine: PythonCommandLine
        do throws(PythonCommandLine.Failure) {
            commandLine = try PythonCommandLine(bytes: Array(process.arguments.dropFirst()))
            try commandLine.apply { name in
                process.variable(name).map { String(decoding: $0, as: UTF8.self) }
            }
        } catch {
            return explain(error, to: process)
        }
        guard var program = program(commandLine, of: process, report) else { return .exited(2) }
        if program.isInteractive, commandLine.options.ignoresEnvironment == 0,
            let name = process.variable("PYTHONSTARTUP"), !name.isEmpty
        {
            let path = FilePath(name).below(process.files.currentFolder)
            let source: Result<[UInt8], SystemFailure>
            do throws(SystemFailure) {
                source = .success(try process.files.read(path))
            } catch { source = .failure(error) }
            program.startup = StartupFile(
                name: String(decoding: name, as: UTF8.self), source: source)
        }
        let lines = ProgramLines(program)
        var host = Host(
            write: { _, _ in }, sourceLine: { lines.line($1, of: $0) },
            compile: { CellCompiler.reply(to: $0) },
            symbols: { CellCompiler.symbols(for: $0) },
            operatorAnchors: { ErrorAnchors.find(in: $0) }, library: library)
        host.process = process
        host.runProgram = { run($0, library: library) }
        let script = FilePath(program.filename).below(process.files.currentFolder)
        host.settings = ProgramSettings(
            commandLine, folder: HostFiles.folder(of: script.normalized.description),
            workingFolder: process.files.currentFolder.description, writesBytecode: true)
        if program.isContainer {
            host.settings.firstPath = program.filename
        }
        if let path = process.variable("PYTHONPATH"), commandLine.options.ignoresEnvironment == 0 {
            host.settings.paths = String(decoding: path, as: UTF8.self).split(separator: ":").map {
                String($0)
            }
        }
        let key =
            switch commandLine.options.hashSeed {
            case .random: HashKey(randomBytes: process.files.entropy)
            case .number(let seed): HashKey(seed: seed)
            }
        guard let started = try? StartedInterpreter(hashKey: key) else { return .exited(1) }
        let session = InterpreterSession(started, host: host, modules: NativeLibrary.modules)
        let left = process.machine.instructionsLeft
        session.setInstructionLimit(left)
        // A child of what has no limit has none.
        if left < .max / 4 { session.timeLimit = RunLimits.seconds(for: left) }
        session.interpreter.countTime()
        let status = ProgramRunner.run(program, in: session, report: report)
        session.returnInstructions()
        if session.endedByFault { return .signalled(11) }
        return status == 130 ? .signalled(2) : .exited(Int(status))
    }

    /// What the command line names, read from the machine's files or from standard input.
    private static func program(
        _ commandLine: PythonCommandLine, of process: VirtualProcess, _ report: (String) -> Void
    ) -> ProgramRunner.Program? {
        switch commandLine.program {
        case .code(let code):
            return ProgramRunner.Program(
                commandLine: commandLine, source: Array((code + "\n").utf8),
                filename: "<string>")
        case .module(let name):
            return ProgramRunner.Program(commandLine: commandLine, source: [], filename: name)
        case .standardInput:
            var program = ProgramRunner.Program(
                commandLine: commandLine, source: [], filename: "<stdin>")
            program.isInteractive =
                commandLine.options.interactive > 0
                || (try? process.files.description(0))?.isTerminal == true
            if !program.isInteractive { program.source = readAll(process) }
            return program
        case .file(let name):
            let path = FilePath(name).below(process.files.currentFolder)
            do throws(SystemFailure) {
                let isFolder = try process.files.isFolder(path)
                var program = ProgramRunner.Program(
                    commandLine: commandLine,
                    source: isFolder ? [] : try process.files.read(path),
                    filename: path.description)
                if isFolder { program.isContainer = true }
                return program
            } catch {
                report(
                    "\(Host.executable): can't open file '\(path)': [Errno \(error.code)] \(String(cString: strerror(error.code)))\n"
                )
                return nil
            }
        }
    }

    /// Standard input to its end.
    private static func readAll(_ process: VirtualProcess) -> [UInt8] {
        guard let input = try? process.files.description(0) else { return [] }
        var bytes: [UInt8] = []
        while true {
            let part: [UInt8]?
            do throws(SystemFailure) { part = try input.read(1 << 16) } catch { return bytes }
            if let part {
                if part.isEmpty { return bytes }
                bytes += part
                continue
            }
            let result = process.machine.wait(process.mainTask, until: nil) {
                !input.readiness.isEmpty
            }
            if result != .ready { return bytes }
        }
    }

    private static func explain(
        _ failure: PythonCommandLine.Failure, to process: VirtualProcess
    ) -> VirtualProcess.Ending {
        switch failure {
        case .version:
            write("Python 3.11.2\n", to: process, stream: 1)
            return .exited(0)
        case .help(let help):
            write(PythonCommandLine.text(of: help), to: process, stream: 1)
            return .exited(0)
        case .fatal(let text):
            let state = text.hasPrefix("preconfig_") ? "preinitializing" : "preinitialized"
            write(
                "Fatal Python error: \(text)\nPython runtime state: \(state)\n\n", to: process)
            return .exited(1)
        case .undecodable(let text):
            write(
                "Unable to decode the command from the command line:\n\(text)\n", to: process)
            return .exited(1)
        case .usage(let text):
            write(
                "\(text)\n\(PythonCommandLine.usage)Try `python -h' for more information.\n",
                to: process)
            return .exited(2)
        }
    }

    private static func write(_ text: String, to process: VirtualProcess, stream: Int = 2) {
        guard let description = try? process.files.description(stream) else { return }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written: Int?
            do throws(SystemFailure) { written = try description.write(rest) } catch { return }
            if let written {
                rest = rest.dropFirst(written)
                continue
            }
            let result = process.machine.wait(process.mainTask, until: nil) {
                !description.readiness.isEmpty
            }
            if result != .ready { return }
        }
    }
}
