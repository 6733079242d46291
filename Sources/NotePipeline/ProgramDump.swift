import PythonBytecode
import PythonCompiler
import PythonRuntime
import PythonSyntax

/// Shows what a stage of the front end makes of a program: `heapnote python --dump`.
///
/// Each has the form of CPython's own tool: `tokenize -e`, `ast.dump` with positions, the facts of
/// `symtable`, and `dis`.
public enum ProgramDump: String, Sendable, CaseIterable {
    case tokens, ast, symbols, code

    /// The dump, and the error that ends it early.
    public struct Result: Sendable {
        public var text: String
        public var error: HostFileError?
    }

    public func run(_ source: [UInt8], filename: String) -> Result {
        do {
            let text = try SourceText(bytes: source)
            if self == .tokens {
                let dump = TokenDump.dump(text)
                return Result(
                    text: String(decoding: dump.text, as: UTF8.self),
                    error: dump.failure.map { Self.error(CompileFailure($0), filename) })
            }
            return Result(text: try dump(try PythonParser.parse(text), filename: filename))
        } catch let error as PythonSyntaxError {
            return Result(text: "", error: Self.error(CompileFailure(error), filename))
        } catch let error as CompileError {
            let failure = CompileFailure(
                error, code: String(decoding: source, as: UTF8.self), firstLine: 1)
            return Result(text: "", error: Self.error(failure, filename))
        } catch {
            return Result(text: "", error: HostFileError(path: filename, cause: "\(error)"))
        }
    }

    private func dump(_ tree: SyntaxTree, filename: String) throws -> String {
        switch self {
        case .tokens: ""
        case .ast: String(decoding: try SyntaxDump.dump(tree), as: UTF8.self) + "\n"
        case .symbols: try dumpSymbols(tree: tree)
        case .code:
            Disassembler.disassemble(try PythonCompiler.compile(tree: tree, filename: filename))
        }
    }

    private static func error(_ failure: CompileFailure, _ filename: String) -> HostFileError {
        HostFileError(
            path: "\(filename):\(failure.line):\(failure.column)",
            cause: "\(failure.typeName): \(failure.message)")
    }
}
