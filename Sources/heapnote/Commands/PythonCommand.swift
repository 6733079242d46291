import ArgumentParser
import NotePipeline
import Vault

struct PythonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "python", _superCommandName: "heapnote",
        abstract: "Run a Python program in the simulated interpreter, as python3 is called.",
        usage: """
            heapnote python [-c CODE | FILE | -] [ARGUMENT ...]
            heapnote python --dump tokens|ast|symbols|code FILE
            """)

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
    var arguments: [String] = []

    func run() throws {
        var diagnostics = Console.diagnostics()
        var rest = arguments[...]
        guard let first = rest.popFirst() else {
            return try execute(try standardInput(&diagnostics), "<stdin>", [""], &diagnostics)
        }
        switch first {
        case "-c":
            guard let code = rest.popFirst() else {
                throw ValidationError("-c needs the program as its argument")
            }
            try execute(Array((code + "\n").utf8), "<string>", ["-c"] + rest, &diagnostics)
        case "-m":
            throw ValidationError("-m isn't built yet; give the module's file")
        case "--dump":
            try dump(rest, &diagnostics)
        case "-h", "--help":
            throw CleanExit.helpRequest(self)
        case "-":
            try execute(try standardInput(&diagnostics), "<stdin>", ["-"] + rest, &diagnostics)
        default:
            if first.hasPrefix("-") {
                throw ValidationError("unknown option '\(first)'; see 'heapnote help python'")
            }
            let source = try read(first, &diagnostics)
            try execute(source, HostFiles.absolute(first), [first] + rest, &diagnostics)
        }
    }

    private func execute(
        _ source: [UInt8], _ filename: String, _ arguments: [String],
        _ diagnostics: inout Diagnostics
    ) throws {
        let program = ProgramRunner.Program(
            source: source, filename: filename, arguments: arguments,
            library: try LibraryOption.find(named: nil, &diagnostics))
        let status = ProgramRunner.run(
            program, limits: nil, interpreters: Heapnote.interpreters)
        if status != 0 { throw ExitCode(status) }
    }

    private func dump(_ rest: ArraySlice<String>, _ diagnostics: inout Diagnostics) throws {
        guard rest.count == 2, let stage = rest.first.flatMap(ProgramDump.init),
            let file = rest.last
        else {
            let stages = ProgramDump.allCases.map(\.rawValue).joined(separator: "|")
            throw ValidationError("--dump takes a stage (\(stages)) and a file")
        }
        let source = try read(file, &diagnostics)
        let result = stage.run(source, filename: file)
        Console.write(Array(result.text.utf8), &diagnostics)
        if let error = result.error {
            diagnostics.report(error)
            throw ExitCode(1)
        }
    }

    private func read(_ path: String, _ diagnostics: inout Diagnostics) throws -> [UInt8] {
        do throws(HostFileError) { return try HostFiles.read(path) } catch {
            diagnostics.report(error)
            throw ExitCode(2)
        }
    }

    private func standardInput(_ diagnostics: inout Diagnostics) throws -> [UInt8] {
        do throws(HostFileError) { return try HostFiles.readStandardInput() } catch {
            diagnostics.report(error)
            throw ExitCode(2)
        }
    }
}
