import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax

/// Measures source to code over many files against CPython's `compile()` in the same run: both read
/// all files first, then compile each once, three rounds, of which the fastest counts.
enum CompileSpeed {
    private static let program = """
        import sys, time, warnings
        warnings.simplefilter('ignore')
        sources = []
        for path in open(sys.argv[1]).read().split('\\n'):
            with open(path, 'rb') as file:
                sources.append((path, file.read()))
        best = None
        for _ in range(3):
            start = time.perf_counter()
            for path, data in sources:
                try:
                    compile(data, path, 'exec', dont_inherit=True)
                except Exception:
                    pass
            elapsed = time.perf_counter() - start
            best = elapsed if best is None else min(best, elapsed)
        result = str(best).encode()
        sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
        """

    static func run(_ arguments: [String]) -> Int32 {
        let files = SourceFiles.find(arguments)
        guard !files.isEmpty, let oracle = Oracle(program: program, inputs: files) else {
            print("no files, or no CPython")
            return 2
        }
        guard let answer = oracle.next(),
            let expected = Double(String(decoding: answer, as: UTF8.self))
        else {
            print("the oracle gave no time")
            return 2
        }
        oracle.close()
        let sources = files.map { ($0, Oracle.read($0) ?? []) }
        var best = (parsing: Double.infinity, compiling: Double.infinity)
        for _ in 0..<3 {
            let round = measure(sources)
            if round.parsing + round.compiling < best.parsing + best.compiling { best = round }
        }
        let total = best.parsing + best.compiling
        print("files: \(files.count)")
        print("CPython: \(expected) s")
        print(
            "Heapnote: \(total) s, of it parsing \(best.parsing) s, compiling \(best.compiling) s")
        print("ratio: \(total / expected)")
        return total <= expected ? 0 : 1
    }

    private static func measure(
        _ sources: [(String, [UInt8])]
    ) -> (parsing: Double, compiling: Double) {
        var parsing = 0.0
        var compiling = 0.0
        for (path, bytes) in sources {
            let start = now()
            guard let source = try? SourceText(bytes: bytes),
                let tree = try? PythonParser.parse(source)
            else {
                parsing += now() - start
                continue
            }
            let middle = now()
            parsing += middle - start
            _ = try? compile(tree: tree, filename: path)
            compiling += now() - middle
        }
        return (parsing, compiling)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
