import Glibc
import PythonBytecode
import PythonCompiler
import PythonLibrary
import PythonRuntime
import PythonSyntax
import VirtualSystem

/// Runs a Python program by itself, as `python3` does: how programs are tried and compared with CPython.
public enum ProgramRunner {
    /// A program and what it may use.
    public struct Program: Sendable {
        public var commandLine: PythonCommandLine
        /// The source of a file or of standard input; empty for code and modules.
        public var source: [UInt8]
        /// What tracebacks call it: the path, `<string>` or `<stdin>`.
        public var filename: String
        /// The standard library to import from; nil for none.
        public var library: LibraryLocation?
        /// Folders of the host that it may see, and those of them that it may change.
        public var folders: [AllowedFolder] = []
        /// Whether the heap is checked when the program has ended.
        public var checksHeap = false
        /// Files of the host that it may read, whatever their folders.
        public var files: [AllowedFile] = []
        /// Whether the file is a folder or an archive, whose module `__main__` is run.
        public var isContainer = false
        /// Whether the file is a `.pyc` file.
        var isCompiled = false
        /// Whether standard input is read statement by statement.
        public var isInteractive = false
        /// Whether standard input is a terminal, or said to be like one.
        public var hasTerminal = false
        /// What an interactive interpreter runs first.
        var startup: StartupFile?

        public init(
            commandLine: PythonCommandLine, source: [UInt8], filename: String,
            library: LibraryLocation? = nil, folders: [AllowedFolder] = [],
            files: [AllowedFile] = []
        ) {
            self.commandLine = commandLine
            self.source = source
            self.filename = filename
            self.library = library
            self.folders = folders
            self.files = files
            guard case .file(let name) = commandLine.program else { return }
            switch ProgramKind(source, name: name) {
            case .archive: isContainer = true
            case .compiled: isCompiled = true
            case .source: break
            }
        }
    }

    /// Runs the program on the process's own streams; gives its exit status.
    public static func run(
        _ program: Program, limits: RunLimits?, interpreters: InterpreterSupply
    ) -> Int32 {
        let output = BufferedOutput()
        defer { output.flush() }
        let lines = ProgramLines(program)
        var host = Host(
            write: { stream, bytes in output.write(stream, bytes) },
            echo: { text in
                var text = text + "\n"
                text.withUTF8 { output.write(1, UnsafeRawBufferPointer($0)) }
            },
            readLine: {
                // A prompt waits there, if anything does.
                output.flush()
                return ProgramInput.readLine()
            },
            sourceLine: { filename, line in lines.line(line, of: filename) },
            compile: { CellCompiler.reply(to: $0) },
            symbols: { CellCompiler.symbols(for: $0) },
            operatorAnchors: { ErrorAnchors.find(in: $0) },
            library: program.library?.hostLibrary)
        host.mounts = program.folders.map(\.mount) + program.files.flatMap(\.mounts)
        host.runProgram = { ChildProgram.run($0, library: host.library) }
        let folder = HostFiles.folder(of: HostFiles.absolute(program.filename))
        host.settings = ProgramSettings(program.commandLine, folder: folder)
        if program.isContainer { host.settings.firstPath = program.filename }
        host.settings.streams.showsLines = output.isTerminal
        // Of the variables of the host's environment only two count: one changes nothing for the program, the other
        // is for those who type one in.
        var program = program
        if program.commandLine.options.ignoresEnvironment == 0 {
            if let value = getenv("PYTHONMALLOCSTATS") {
                host.settings.reportsArenas = value.pointee != 0
            }
            program.readStartupFile()
        }
        let session: InterpreterSession
        do {
            session = InterpreterSession(
                try interpreters.take(), host: host, modules: NativeLibrary.modules)
        } catch {
            output.writeError("heapnote: error: the interpreter didn't start: \(error)\n")
            return 2
        }
        if let limits {
            session.setInstructionLimit(limits.instructions)
            session.setMemoryLimit(limits.memory)
        }
        let status = run(program, in: session) { output.writeError($0) }
        guard program.checksHeap else { return status }
        return reportHeap(of: session) { output.writeError($0) } ? status : heapFaultStatus
    }

    /// The exit status of a program that left a heap with faults, whatever its own was.
    public static let heapFaultStatus: Int32 = 70

    /// Tells the faults of the heap; true when there are none.
    private static func reportHeap(of session: InterpreterSession, report: (String) -> Void) -> Bool
    {
        let faults = session.interpreter.checkHeap()
        for fault in faults { report("heapnote: heap: \(fault)\n") }
        if faults.isEmpty { report("heapnote: heap: in order\n") }
        return faults.isEmpty
    }

    /// Runs the program to its end in a session made for it; gives its exit status.
    static func run(
        _ program: Program, in session: InterpreterSession, report: @escaping (String) -> Void
    ) -> Int32 {
        session.applySettings()
        if program.commandLine.options.inspect > 0, !program.isInteractive {
            session.lookOn(showsExit: true)
        }
        let outcome = runMain(program, in: session, report)
        var status = tell(outcome, report)
        var last = outcome
        if let ending = inspect(program, after: outcome, in: session, report) {
            status = tell(ending, report)
            last = ending
        }
        switch last {
        case .limit, .unsupported, .crashed: break
        case .finished, .raised, .exited:
            if let last = session.finish() { status = tell(last, report) }
        }
        return status
    }

    private static func runMain(
        _ program: Program, in session: InterpreterSession, _ report: @escaping (String) -> Void
    ) -> RunOutcome {
        switch program.commandLine.program {
        case .module(let name): return session.runModule(name)
        case .file where program.isContainer: return session.runModule(nil)
        case .file:
            session.setMainFile(program.filename, isCompiled: program.isCompiled)
            guard program.isCompiled else { return runSource(of: program, in: session, report) }
            if namesLoader(program.source) { session.startImports() }
            return session.runCompiled(program.source)
        case .standardInput where program.isInteractive:
            return runInteractively(program, in: session, report)
        case .code, .standardInput: return runSource(of: program, in: session, report)
        }
    }

    private static func runSource(
        of program: Program, in session: InterpreterSession, _ report: (String) -> Void
    ) -> RunOutcome {
        let filename = program.filename
        let options = program.commandLine.options
        let digitLimit = options.digitLimit
        let isFile = !filename.hasPrefix("<")
        var source = isFile ? withoutCutLines(program.source) : program.source
        if isFile, options.skipsFirstLine { source = Array(source.drop { $0 != 0x0A }) }
        var request = CompileRequest(
            source: source, filename: filename, mode: .exec,
            optimizationLevel: min(2, options.optimize))
        request.isFile = isFile
        if case .code = program.commandLine.program { request.isText = true }
        request.decimalDigitLimit = digitLimit ?? request.decimalDigitLimit
        if namesLoader(source) { session.startImports() }
        switch CellCompiler.reply(to: request) {
        case .code(let unit, let warnings):
            if let ending = session.warn(of: warnings, filename: filename) { return ending }
            return session.run(unit)
        case .failure(let failure):
            if let ending = session.warn(of: failure.warnings, filename: filename) { return ending }
            return .raised(session.report(failure, filename: filename))
        case .encoded: return session.run(request)
        case .unavailable, .tree: return .exited(status: 2, message: nil)
        }
    }

    /// Whether a source or compiled code has the name `__loader__`: that of `__main__` is made with the import system,
    /// which then starts before the program does.
    private static func namesLoader(_ source: [UInt8]) -> Bool {
        let name: StaticString = "__loader__"
        let length = name.utf8CodeUnitCount
        return source.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, bytes.count >= length else { return false }
            return (0...bytes.count - length).contains { offset in
                // SAFETY: as many bytes as the name has lie behind each of these offsets.
                bytes[offset] == 0x5F && memcmp(start + offset, name.utf8Start, length) == 0
            }
        }
    }

    /// A file as CPython's tokenizer sees it, whose lines are C strings: what follows a NUL in a line isn't there,
    /// nor is the line's end.
    private static func withoutCutLines(_ source: [UInt8]) -> [UInt8] {
        guard source.contains(0) else { return source }
        var result: [UInt8] = []
        var isCut = false
        for byte in source {
            if byte == 0 { isCut = true }
            if !isCut { result.append(byte) }
            if byte == 0x0A { isCut = false }
        }
        return result
    }

    private static func tell(_ outcome: RunOutcome, _ report: (String) -> Void) -> Int32 {
        switch outcome {
        case .finished: return 0
        case .raised(let raised):
            report(raised.traceback)
            // CPython ends itself by the signal then, which shells show so.
            return raised.typeName == "KeyboardInterrupt" ? 130 : 1
        case .limit(let raised), .unsupported(let raised):
            report(raised.traceback)
            return 1
        case .crashed(let raised):
            // As the dump of `faulthandler`, and the status of a process that SIGSEGV ended.
            report("Fatal Python error: Segmentation fault\n\n\(raised.traceback)")
            return 139
        case .exited(let status, let message):
            if let message { report(message + "\n") }
            return status
        }
    }
}

/// Standard output in blocks, at a terminal in lines; standard error at once and after what came before it.
final class BufferedOutput {
    private var buffer: [UInt8] = []
    let isTerminal = isatty(STDOUT_FILENO) == 1

    func write(_ stream: Int, _ bytes: UnsafeRawBufferPointer) {
        if stream == 2 {
            flush()
            emit(Array(bytes), to: STDERR_FILENO)
            return
        }
        buffer += bytes
        if buffer.count >= 64 * 1024 || isTerminal && bytes.contains(0x0A) { flush() }
    }

    func writeError(_ text: String) {
        flush()
        emit(Array(text.utf8), to: STDERR_FILENO)
    }

    func flush() {
        guard !buffer.isEmpty else { return }
        emit(buffer, to: STDOUT_FILENO)
        buffer.removeAll(keepingCapacity: true)
    }

    /// A closed pipe ends the writing, not the program.
    private func emit(_ bytes: [UInt8], to descriptor: Int32) {
        try? HostFiles.writeAll(bytes, to: descriptor, path: "<stream>")
    }
}

/// The source's lines, split when a traceback first asks for one.
final class ProgramLines {
    private let program: ProgramRunner.Program
    private var lines: [String]?

    init(_ program: ProgramRunner.Program) { self.program = program }

    func line(_ number: Int, of filename: String) -> String? {
        // CPython finds no source for `-c` and standard input.
        guard filename == program.filename, !filename.hasPrefix("<") else { return nil }
        let lines = self.lines ?? split()
        return lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    private func split() -> [String] {
        let bytes = (try? SourceText(bytes: program.source)).map {
            Array($0.bytes.prefix($0.count))
        }
        let result = (bytes ?? program.source).split(
            separator: 0x0A, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        lines = result
        return result
    }
}

/// `input()` of a program run from the shell.
enum ProgramInput {
    static func readLine() -> [UInt8]? {
        Swift.readLine(strippingNewline: false).map { Array($0.utf8) }
    }
}
