import ArgumentParser
import Glibc
import NotePipeline
import Vault

struct PythonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "python", _superCommandName: "heapnote",
        abstract: "Run a Python program in the simulated interpreter, as python3 is called.",
        usage: """
            heapnote python [--stdlib DIR] [--allow-read DIR] [--allow-write DIR] [--check-heap] \\
                            [OPTION ...] [-c CODE | -m MODULE | FILE | -] [ARGUMENT ...]
            heapnote python --dump tokens|ast|symbols|code FILE
            """,
        discussion: """
            OPTIONs are python3's own: -B -E -I -O -P -S -W -X -b -i -q -s -u -v -x. Without a \
            program, at a terminal, it reads statements and runs each. A program sees \
            only the standard library and files that it writes itself, which are gone with it, \
            besides itself and the files that its arguments name, which it can read, and the \
            folders that --allow-read and --allow-write open for it; both may be given more \
            than once. --check-heap checks pools, free lists, the collector's lists and all \
            refcounts when the program has ended, and exits with 70 if anything is wrong.
            """)

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
    var arguments: [String] = []

    /// What stands before python3's own options.
    private struct OwnOptions {
        var library: String?
        var folders: [AllowedFolder] = []
        var checksHeap = false
    }

    func run() throws {
        var diagnostics = Console.diagnostics()
        var rest = arguments[...]
        if rest.first == "--dump" { return try dump(rest.dropFirst(), &diagnostics) }
        let own = try takeOwnOptions(&rest, &diagnostics)
        var commandLine: PythonCommandLine
        do throws(PythonCommandLine.Failure) {
            let words = CommandLine.arguments.count - rest.count
            commandLine = try PythonCommandLine(bytes: Array(Self.systemWords.dropFirst(words)))
        } catch {
            switch error {
            case .help(.options): throw CleanExit.helpRequest(self)
            case .help(let help):
                return Console.write(Array(PythonCommandLine.text(of: help).utf8), &diagnostics)
            case .version: return Console.write(Array("Python 3.11.2\n".utf8), &diagnostics)
            case .fatal(let text): throw ValidationError(text)
            case .undecodable(let text):
                Console.writeError(
                    "Unable to decode the command from the command line:\n\(text)")
                throw ExitCode(1)
            case .usage(let text): throw ValidationError("\(text); see 'heapnote help python'")
            }
        }
        try execute(commandLine, own, &diagnostics)
    }

    /// The words of the process's command line as they are; as text they may have lost some of their bytes.
    private static var systemWords: [[UInt8]] {
        (0..<Int(CommandLine.argc)).map { index in
            // SAFETY: the system's words are C strings, and `argc` counts them.
            guard let word = CommandLine.unsafeArgv[index] else { return [] }
            return Array(UnsafeBufferPointer(start: word, count: strlen(word))).map {
                UInt8(bitPattern: $0)
            }
        }
    }

    private func takeOwnOptions(
        _ rest: inout ArraySlice<String>, _ diagnostics: inout Diagnostics
    ) throws -> OwnOptions {
        var own = OwnOptions()
        while let word = rest.first, word.hasPrefix("--") {
            if word == "--check-heap" {
                own.checksHeap = true
                rest.removeFirst()
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1).map { String($0) }
            guard ["--stdlib", "--allow-read", "--allow-write"].contains(parts.first) else { break }
            rest.removeFirst()
            guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
                throw ValidationError("\(word) needs a folder as its argument")
            }
            if parts[0] == "--stdlib" {
                own.library = value
                continue
            }
            guard HostFiles.kind(of: value) == .folder else {
                diagnostics.report(
                    HostFileError(
                        path: value, cause: "isn't a folder",
                        remedy: "give a folder that is there"))
                throw ExitCode(2)
            }
            own.folders.append(
                AllowedFolder(path: value, mayChange: parts[0] == "--allow-write"))
        }
        return own
    }

    private func execute(
        _ commandLine: PythonCommandLine, _ own: OwnOptions, _ diagnostics: inout Diagnostics
    ) throws {
        let source: [UInt8]
        let filename: String
        var folders = own.folders
        var isContainer = false
        let hasTerminal = ProgramRunner.hasTerminal
        let isInteractive =
            commandLine.program == .standardInput
            && (commandLine.options.interactive > 0 || hasTerminal)
        switch commandLine.program {
        case .code(let code): (source, filename) = (Array((code + "\n").utf8), "<string>")
        case .module(let name): (source, filename) = ([], name)
        case .standardInput:
            (source, filename) = (
                isInteractive ? [] : try standardInput(&diagnostics), "<stdin>"
            )
        case .file(let path) where HostFiles.kind(of: path) == .folder:
            (source, filename) = ([], HostFiles.absolute(path))
            folders.append(AllowedFolder(path: path, mayChange: false))
            isContainer = true
        case .file(let path):
            (source, filename) = (try read(path, &diagnostics), HostFiles.absolute(path))
        }
        var program = ProgramRunner.Program(
            commandLine: commandLine, source: source, filename: filename,
            library: try LibraryOption.find(named: own.library, &diagnostics),
            folders: folders, files: AllowedFile.named(in: commandLine.arguments))
        program.checksHeap = own.checksHeap
        program.isInteractive = isInteractive
        program.hasTerminal = hasTerminal
        if isContainer { program.isContainer = true }
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
