import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax
import Testing

/// Compares a sample of the installed library with CPython itself; the whole of it is compared by
/// `heapnote-differences code --stdlib`. Runs where a CPython 3.11 is: `HEAPNOTE_ORACLE`, else
/// `/usr/bin/python3.11`.
@Suite struct DifferencesTests {
    static let oracle: String = {
        if let chosen = getenv("HEAPNOTE_ORACLE") { return String(cString: chosen) }
        return "/usr/bin/python3.11"
    }()

    static var hasOracle: Bool { access(oracle, X_OK) == 0 }

    /// Writes for each file of the sample its path, the size of its marshalled code, and the code.
    private static let program = """
        import marshal, pathlib, sys, sysconfig, warnings
        warnings.simplefilter('ignore')
        files = sorted(pathlib.Path(sysconfig.get_paths()['stdlib']).rglob('*.py'))
        out = sys.stdout.buffer
        for path in files[::max(1, len(files) // 60)]:
            try:
                data = marshal.dumps(compile(path.read_bytes(), str(path), 'exec'))
            except Exception:
                continue
            out.write(b'%s\\n%d\\n' % (str(path).encode(), len(data)) + data)
        """

    @Test(.enabled(if: hasOracle))
    func aSampleOfTheLibraryCompilesToCPythonsCode() throws {
        let command = "'\(Self.oracle)' -E -X utf8 -c \"\(Self.program)\""
        let pipe = try #require(popen(command, "r"))
        defer { pclose(pipe) }
        var compared = 0
        while let path = line(pipe), let size = line(pipe).flatMap({ Int($0) }) {
            var data = [UInt8](repeating: 0, count: size)
            try #require(fread(&data, 1, size, pipe) == size)
            var reader = MarshalReader(data)
            let expected = try reader.readCode()
            let source = try SourceText(bytes: bytes(path))
            let actual = try compile(tree: PythonParser.parse(source), filename: path)
            #expect(withSortedSets(actual) == withSortedSets(expected), "\(path)")
            compared += 1
        }
        #expect(compared > 30)
    }

    /// Operands at the limits of their types, zeros of both signs, and every operator between them.
    @Test(.enabled(if: hasOracle))
    func operatorsOnConstantsFoldToCPythonsValues() throws {
        let operands = [
            "0", "1", "-1", "-2", "3", "True", "127", "2**63", "-2**63", "-10**20", "0.0", "-0.0",
            "1.5", "-3.0", "1e308", "5e-324", "9007199254740993", "0j", "-0j", "-2j", "(1+2j)",
        ]
        let operators = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "|", "&", "^"]
        var text = ""
        for left in operands {
            for right in operands {
                for name in operators { text += "x = (\(left)) \(name) (\(right))\n" }
            }
            for name in ["+", "-", "~", "not "] { text += "x = \(name)(\(left))\n" }
        }
        let command =
            "'\(Self.oracle)' -E -c 'import marshal, sys; sys.stdout.buffer.write(marshal.dumps("
            + "compile(sys.stdin.read(), \"<folding>\", \"exec\")))'"
        var reader = MarshalReader(try output(of: command, input: text))
        let expected = try reader.readCode()
        let actual = try compile(
            tree: PythonParser.parse(SourceText(text)), filename: "<folding>")
        #expect(
            actual.constants.map(\.pythonRepresentation)
                == expected.constants.map(\.pythonRepresentation))
        #expect(actual == expected)
    }

    /// What a command writes when it is given a text.
    private func output(of command: String, input: String) throws -> [UInt8] {
        var name = Array("/tmp/heapnote-folding.XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        try #require(descriptor >= 0)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let written = input.utf8.withContiguousStorageIfAvailable {
            write(descriptor, $0.baseAddress, $0.count)
        }
        close(descriptor)
        try #require(written == input.utf8.count)
        let pipe = try #require(popen("\(command) < '\(path)'", "r"))
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        while case let character = getc(pipe), character != EOF {
            bytes.append(UInt8(truncatingIfNeeded: character))
        }
        return bytes
    }

    /// A frozenset has no order.
    private func withSortedSets(_ unit: CodeUnit) -> CodeUnit {
        var result = unit
        result.constants = unit.constants.map(withSortedSets)
        return result
    }

    private func withSortedSets(_ constant: Constant) -> Constant {
        switch constant {
        case .code(let unit): .code(withSortedSets(unit))
        case .tuple(let items): .tuple(items.map(withSortedSets))
        case .frozenSet(let items):
            .frozenSet(items.sorted { $0.pythonRepresentation < $1.pythonRepresentation })
        default: constant
        }
    }

    private func line(_ pipe: UnsafeMutablePointer<FILE>) -> String? {
        var text: [UInt8] = []
        while case let character = getc(pipe), character != EOF {
            if character == 0x0A { return String(decoding: text, as: UTF8.self) }
            text.append(UInt8(truncatingIfNeeded: character))
        }
        return nil
    }

    private func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }
}
