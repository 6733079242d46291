import Glibc
import PythonBytecode
import PythonCompiler
import PythonLibrary
import PythonRuntime
import PythonSyntax

/// Runs a Python program by itself, as `python3` does: how programs are tried and compared with CPython.
public enum ProgramRunner {
    /// A program and what it is called with.
    public struct Program: Sendable {
        public var source: [UInt8]
        /// What tracebacks call it: the path, `<string>` or `<stdin>`.
        public var filename: String
        /// `sys.argv`.
        public var arguments: [String]
        /// The standard library to import from; nil for none.
        public var library: LibraryLocation?

        public init(
            source: [UInt8], filename: String, arguments: [String],
            library: LibraryLocation? = nil
        ) {
            self.source = source
            self.filename = filename
            self.arguments = arguments
            self.library = library
        }
    }

    /// Runs the program on the process's own streams; gives its exit status.
    public static func run(
        _ program: Program, limits: RunLimits?, interpreters: InterpreterSupply
    ) -> Int32 {
        let output = BufferedOutput()
        defer { output.flush() }
        let lines = ProgramLines(program)
        let session: InterpreterSession
        do {
            session = InterpreterSession(
                try interpreters.take(),
                host: Host(
                    write: { stream, bytes in output.write(stream, bytes) },
                    echo: { text in
                        var text = text + "\n"
                        text.withUTF8 { output.write(1, UnsafeRawBufferPointer($0)) }
                    },
                    readLine: { ProgramInput.readLine() },
                    sourceLine: { filename, line in lines.line(line, of: filename) },
                    compile: { CellCompiler.reply(to: $0) },
                    symbols: { CellCompiler.symbols(for: $0) },
                    operatorAnchors: { ErrorAnchors.find(in: $0) },
                    library: program.library?.hostLibrary),
                modules: NativeLibrary.modules)
        } catch {
            output.writeError("heapnote: error: the interpreter didn't start: \(error)\n")
            return 2
        }
        if let limits {
            session.setInstructionLimit(limits.instructions)
            session.setMemoryLimit(limits.memory)
        }
        session.setArguments(program.arguments)
        let request = CompileRequest(
            source: program.source, filename: program.filename, mode: .exec)
        switch CellCompiler.reply(to: request) {
        case .code(let unit):
            let outcome = session.run(unit)
            let status = status(of: outcome, output)
            switch outcome {
            case .limit, .unsupported: return status
            case .finished, .raised, .exited:
                return session.finish().map { self.status(of: $0, output) } ?? status
            }
        case .failure(let failure):
            output.writeError(session.report(failure, filename: program.filename).traceback)
            return 1
        case .unavailable:
            return 2
        }
    }

    private static func status(of outcome: RunOutcome, _ output: BufferedOutput) -> Int32 {
        switch outcome {
        case .finished: return 0
        case .raised(let report), .limit(let report), .unsupported(let report):
            output.writeError(report.traceback)
            return 1
        case .exited(let status, let message):
            if let message { output.writeError(message + "\n") }
            return status
        }
    }
}

/// Standard output in blocks, standard error at once and after what came before it.
final class BufferedOutput {
    private var buffer: [UInt8] = []

    func write(_ stream: Int, _ bytes: UnsafeRawBufferPointer) {
        if stream == 2 {
            flush()
            emit(Array(bytes), to: STDERR_FILENO)
            return
        }
        buffer += bytes
        if buffer.count >= 64 * 1024 { flush() }
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
