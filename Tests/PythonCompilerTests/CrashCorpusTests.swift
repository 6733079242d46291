import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax
import Testing

/// Sources that once made the front end trap or hang, or well could (`Corpus/crashes`): each goes
/// through every stage and ends with CPython's verdict.
@Suite struct CrashCorpusTests {
    /// Beside the compiler's own corpus.
    private static let folder = "../crashes"

    /// What `repeated.txt` describes, by name.
    private static func repeatedSources() -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        let repeated = String(decoding: Corpus.bytes(folder + "/repeated.txt"), as: UTF8.self)
        for line in repeated.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                replacing("\\\\", in: replacing("\\n", in: String($0), by: "\n"), by: "\\")
            }
            guard fields.count == 5, let count = Int(fields[1]) else { continue }
            func indented(_ text: String, _ level: Int) -> String {
                replacing("{indent}", in: text, by: String(repeating: " ", count: min(level, 200)))
            }
            let isIndented = fields[3].contains("{indent}")
            let body =
                isIndented
                ? (0..<count).map { indented(fields[3], $0) }.joined()
                : String(repeating: fields[3], count: count)
            result[fields[0]] = Array((fields[2] + body + indented(fields[4], count)).utf8)
        }
        return result
    }

    private static func replacing(_ mark: String, in text: String, by other: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix(mark) {
                result += other
                rest = rest.dropFirst(mark.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    @Test func everySourceEndsWithCPythonsVerdict() throws {
        let repeated = Self.repeatedSources()
        let verdicts = String(
            decoding: Corpus.bytes(Self.folder + "/verdicts.txt"), as: UTF8.self
        ).split(separator: "\n")
        #expect(verdicts.count > 90)
        for line in verdicts {
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            let source = repeated[fields[0]] ?? Corpus.bytes("\(Self.folder)/\(fields[0]).py")
            #expect(verdict(source) == fields[1], "\(fields[0])")
        }
    }

    private func verdict(_ bytes: [UInt8]) -> String {
        do {
            let source = try SourceText(bytes: bytes)
            _ = TokenDump.dump(source)
            _ = PythonTokens.scan(source)
            let tree = try PythonParser.parse(source)
            let options = CompileOptions(recursionDepth: 3)
            _ = try? dumpSymbols(tree: tree, options: options)
            let unit = try compile(tree: tree, filename: "<file>", options: options)
            _ = Disassembler.disassemble(unit)
            var reader = MarshalReader(MarshalWriter.marshal(unit))
            return try reader.readCode() == unit ? "accepted" : "marshalled otherwise"
        } catch let error as PythonSyntaxError {
            switch error.kind {
            case .memoryError, .recursionError, .valueError: return error.kind.name
            case .syntaxError, .indentationError, .tabError: break
            }
            let end = "\(none(error.endLine)), \(none(error.endColumn))"
            return "\(error.kind.name): \(error.message) (\(error.line), \(error.column), \(end))"
        } catch CompileError.syntax(let error) {
            let end = "\(error.endLine), \(none(error.endColumn))"
            return "SyntaxError: \(error.message) (\(error.line), \(error.column), \(end))"
        } catch CompileError.recursionLimit {
            return "RecursionError"
        } catch {
            return "\(error)"
        }
    }

    /// A number as Python prints it, or `None`.
    private func none(_ number: Int?) -> String { number.map(String.init) ?? "None" }
}
