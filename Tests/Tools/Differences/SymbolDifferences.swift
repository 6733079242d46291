import PythonCompiler
import PythonSyntax

/// Compares the scopes of every file, and every name in them, with those of Python's `symtable`.
enum SymbolDifferences {
    private static let program = """
        import symtable, sys, warnings
        warnings.simplefilter('ignore')
        flags = [(1, 'global'), (2, 'local'), (4, 'parameter'), (8, 'nonlocal'), (16, 'use'),
            (32, 'free'), (64, 'free in class'), (128, 'imported'), (256, 'annotated'),
            (512, 'iteration variable')]
        places = ['unknown', 'local', 'global explicit', 'global implicit', 'free', 'cell']
        kinds = ['function', 'class', 'module', 'annotation']
        def dump(table, margin, lines):
            lines.append(margin + kinds[table.type] + ' ' + table.name + f' line {table.lineno}'
                + (' nested' if table.nested else ''))
            if table.varnames:
                lines.append(margin + '  parameters ' + ' '.join(table.varnames))
            for name, value in sorted(table.symbols.items()):
                words = ' '.join(word for bit, word in flags if value & bit)
                place = places[value >> 11 & 15]
                lines.append(margin + '  ' + name + ': ' + (words + ', ' if words else '') + place)
            for child in table.children:
                dump(child, margin + '  ', lines)
        def answer(path):
            with open(path, 'rb') as file:
                data = file.read()
            try:
                lines = []
                dump(symtable.symtable(data, path, 'exec')._table, '', lines)
                return '\\n'.join(lines) + '\\n'
            except SyntaxError as error:
                return '!' + error.msg
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
            report.compare(file, expected: expected, actual: Array(answer(file).utf8))
        }
        return report.finish()
    }

    private static func answer(_ file: String) -> String {
        do throws(PythonSyntaxError) {
            let source = try SourceText(bytes: Oracle.read(file) ?? [])
            let tree = try PythonParser.parse(source)
            do throws(CompileError) {
                return try dumpSymbols(tree: tree, options: CompileOptions(recursionDepth: 3))
            } catch {
                switch error {
                case .recursionLimit: return "!RecursionError"
                case .syntax(let diagnostic): return "!" + diagnostic.message
                case .tree(let fault): return "!\(fault)"
                }
            }
        } catch {
            return "!" + error.message
        }
    }
}
