import PythonBytecode
import PythonCompiler
import PythonRuntime
import PythonSyntax

/// Shows what a stage of the front end makes of a program: `heapnote python --dump`.
public enum ProgramDump: String, Sendable, CaseIterable {
    case ast, code

    /// The dump, or the `SyntaxError` as a message.
    public func text(_ source: [UInt8], filename: String) -> Result<String, HostFileError> {
        do {
            let tree = try PythonParser.parse(try SourceText(bytes: source))
            switch self {
            case .ast:
                let dump = try SyntaxDump.dump(tree)
                return .success(String(decoding: dump, as: UTF8.self) + "\n")
            case .code:
                let unit = try PythonCompiler.compile(tree: tree, filename: filename)
                return .success(Disassembler.disassemble(unit))
            }
        } catch let error as PythonSyntaxError {
            return .failure(
                HostFileError(
                    path: "\(filename):\(error.line):\(error.column)",
                    cause: "\(error.kind.name): \(error.message)"))
        } catch let error as CompileError {
            let failure = CompileFailure(
                error, code: String(decoding: source, as: UTF8.self), firstLine: 1)
            return .failure(
                HostFileError(
                    path: "\(filename):\(failure.line):\(failure.column)",
                    cause: "\(failure.typeName): \(failure.message)"))
        } catch {
            return .failure(HostFileError(path: filename, cause: "\(error)"))
        }
    }
}
