import Glibc
import PythonBytecode
import Testing

/// The programs of `Tests/Corpus/evaluation`, each with the code CPython compiles it to and what CPython
/// writes when it runs that.
struct CorpusProgram: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    var code: CodeUnit
    var standardOutput: String
    var standardError: String

    var testDescription: String { name }
}

enum EvaluationCorpus {
    /// CPython 3.11: `HEAPNOTE_ORACLE`, else `/usr/bin/python3.11`.
    static let oracle =
        getenv("HEAPNOTE_ORACLE").map { String(cString: $0) } ?? "/usr/bin/python3.11"

    static var hasOracle: Bool { access(oracle, X_OK) == 0 }

    private static var folder: String {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(tests)/Corpus/evaluation"
    }

    /// Compiles and runs all programs in CPython; a line a program, its parts in hexadecimal.
    private static let script = """
        import marshal, os, subprocess, sys, tempfile
        from importlib._bootstrap_external import _code_to_timestamp_pyc
        os.chdir(sys.argv[1])
        with tempfile.TemporaryDirectory() as folder:
            for name in sorted(os.listdir('.')):
                if not name.endswith('.py'):
                    continue
                source = open(name).read()
                compiled = _code_to_timestamp_pyc(compile(source, name, 'exec'))
                path = os.path.join(folder, name + 'c')
                open(path, 'wb').write(compiled)
                run = subprocess.run(
                    [sys.executable, '-I', path], capture_output=True,
                    env={'PYTHONHASHSEED': '0'})
                parts = [name.encode(), source.encode(), bytes(compiled), run.stdout, run.stderr]
                print(' '.join(part.hex() or '-' for part in parts))
        """

    static func programs() throws -> [CorpusProgram] {
        guard hasOracle else { return [] }
        return try run().split(separator: "\n").map { line in
            let parts = line.split(separator: " ").map { bytes(ofHexadecimal: $0) }
            return CorpusProgram(
                name: text(parts[0]), source: text(parts[1]),
                code: try CompiledFile(bytes: parts[2]).code, standardOutput: text(parts[3]),
                standardError: text(parts[4]))
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func bytes(ofHexadecimal text: Substring) -> [UInt8] {
        if text == "-" { return [] }
        var result: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            let value = digit > 0x60 ? digit - 0x57 : digit - 0x30
            if let first = high {
                result.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result
    }

    /// The output of the script.
    private static func run() throws -> String {
        let quotedScript = script.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        guard let stream = popen("'\(oracle)' -c '\(quotedScript)' '\(folder)'", "r") else {
            return ""
        }
        defer { pclose(stream) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count <= 0 { break }
            output += buffer[0..<count]
        }
        return text(output)
    }
}
