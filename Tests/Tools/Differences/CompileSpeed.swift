import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax

/// Measures source to code over many files against CPython's `compile()` in the same run: both read
/// all files first, then compile each once, three rounds, of which the fastest counts. The peak memory is
/// that of the two processes, with interpreter, sources and all.
enum CompileSpeed {
    private static let program = """
        import resource, sys, time, warnings
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
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        result = f'{best} {peak}'.encode()
        sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
        """

    static func run(_ arguments: [String]) -> Int32 {
        let files = SourceFiles.find(arguments)
        guard !files.isEmpty, let oracle = Oracle(program: program, inputs: files) else {
            print("no files, or no CPython")
            return 2
        }
        let answer = oracle.next().map { String(decoding: $0, as: UTF8.self) } ?? ""
        oracle.close()
        let words = answer.split(separator: " ")
        guard words.count == 2, let expected = Double(words[0]), let expectedPeak = Int(words[1])
        else {
            print("the oracle gave no time")
            return 2
        }
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
        let peak = peakKilobytes()
        let peakRatio = Double(peak) / Double(expectedPeak)
        print("peak memory: CPython \(expectedPeak) kB, Heapnote \(peak) kB, ratio \(peakRatio)")
        return total <= expected && peakRatio <= 1.5 ? 0 : 1
    }

    /// The most memory this process ever held, as Linux counts it.
    private static func peakKilobytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
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
