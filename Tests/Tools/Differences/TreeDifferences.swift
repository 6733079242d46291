import PythonSyntax

/// Compares the dump of every file's tree, or the error of a file that is none, with CPython's.
enum TreeDifferences {
    private static let program = """
        import ast, sys, warnings
        warnings.simplefilter('ignore')
        def answer(path):
            with open(path, 'rb') as file:
                data = file.read()
            try:
                tree = compile(data, '<file>', 'exec', ast.PyCF_ONLY_AST)
                return ast.dump(tree, include_attributes=True)
            except SyntaxError as error:
                return '\\x1f'.join(map(str, ['!' + type(error).__name__, error.msg, error.lineno,
                    error.offset, error.end_lineno, error.end_offset, error.text]))
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
            report.compare(file, expected: expected, actual: answer(file))
        }
        return report.finish()
    }

    private static func answer(_ file: String) -> [UInt8] {
        do throws(PythonSyntaxError) {
            let source = try SourceText(bytes: Oracle.read(file) ?? [])
            return Array(try SyntaxDump.dump(try PythonParser.parse(source)))
        } catch {
            return Array(describe(error).utf8)
        }
    }

    /// An error in the form the oracle's program writes.
    static func describe(_ error: PythonSyntaxError) -> String {
        switch error.kind {
        case .memoryError, .recursionError, .valueError: return "!" + error.kind.name
        case .syntaxError, .indentationError, .tabError:
            return [
                "!" + error.kind.name, error.message, "\(error.line)", "\(error.column)",
                error.endLine.orNone, error.endColumn.orNone, error.text ?? "None",
            ].joined(separator: "\u{1F}")
        }
    }
}
