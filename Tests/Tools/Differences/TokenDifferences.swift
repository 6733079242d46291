import PythonSyntax

/// Compares the dump of every file's tokens with what `python -m tokenize -e` prints. Files that are no
/// programs are left out: the two tokenizers of CPython find different faults in them. So are the few
/// programs that `tokenize`, whose names are a regular expression's, finds faults in.
enum TokenDifferences {
    private static let program = """
        import io, sys, tokenize, warnings
        warnings.simplefilter('ignore')
        def answer(path):
            with open(path, 'rb') as file:
                data = file.read()
            try:
                compile(data, path, 'exec', dont_inherit=True)
                lines = []
                for token in tokenize.tokenize(io.BytesIO(data).readline):
                    place = '%d,%d-%d,%d:' % (token.start + token.end)
                    name = tokenize.tok_name[token.exact_type]
                    if name == 'ERRORTOKEN':
                        return '!'
                    lines.append('%-20s%-15s%-15r\\n' % (place, name, token.string))
                return ''.join(lines)
            except Exception as error:
                return '!' + type(error).__name__
        for path in open(sys.argv[1]).read().split('\\n'):
            result = answer(path).encode('utf-8', 'surrogatepass')
            sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
        """

    static func run(_ arguments: [String]) -> Int32 {
        let files = SourceFiles.find(arguments)
        guard !files.isEmpty, let oracle = Oracle(program: program, inputs: files) else {
            print("no files, or no CPython")
            return 2
        }
        defer { oracle.close() }
        var report = DifferenceReport()
        for file in files {
            guard let expected = oracle.next() else {
                print("the oracle ended before \(file)")
                return 2
            }
            if expected.first == UInt8(ascii: "!") { continue }
            report.compare(file, expected: expected, actual: answer(file))
        }
        return report.finish()
    }

    private static func answer(_ file: String) -> [UInt8] {
        do throws(PythonSyntaxError) {
            let result = TokenDump.dump(try SourceText(bytes: Oracle.read(file) ?? []))
            return Array(result.text) + Array((result.failure?.message ?? "").utf8)
        } catch {
            return Array(error.message.utf8)
        }
    }
}
