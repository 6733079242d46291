import PythonSyntax

/// Changes real files a little, always in the same way, and compares the verdict on the result.
///
/// Each mutation deletes, doubles, swaps or replaces a token, drops a line or breaks an indent.
/// Verdict, message and position are counted apart.
enum Mutations {
    private static let program = """
        import ast, sys, warnings
        warnings.simplefilter('ignore')
        def answer(text):
            try:
                compile(text, '<file>', 'exec', ast.PyCF_ONLY_AST)
                return 'ok'
            except SyntaxError as error:
                return '\\x1f'.join(map(str, [type(error).__name__, error.msg, error.lineno,
                    error.offset, error.end_lineno, error.end_offset]))
            except RecursionError as error:
                return 'ok'
            except Exception as error:
                return type(error).__name__
        for path in open(sys.argv[1]).read().split('\\n'):
            with open(path, encoding='utf-8', newline='') as file:
                text = file.read()
            result = answer(text).encode('utf-8', 'surrogatepass')
            sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
            sys.stdout.buffer.flush()
        """

    static func run(_ arguments: [String]) -> Int32 {
        var count = 3000
        var seed: UInt64 = 20
        var rest: [String] = []
        var keep: String?
        var index = 0
        while index < arguments.count {
            switch arguments[index] {
            case "--count" where index + 1 < arguments.count:
                index += 1
                count = Int(arguments[index]) ?? count
            case "--seed" where index + 1 < arguments.count:
                index += 1
                seed = UInt64(arguments[index]) ?? seed
            case "--keep" where index + 1 < arguments.count:
                index += 1
                keep = arguments[index]
            default: rest.append(arguments[index])
            }
            index += 1
        }
        let files = SourceFiles.find(rest.isEmpty ? ["--stdlib"] : rest).filter(isSmallText)
        guard !files.isEmpty else { return 2 }
        return compare(files, count: count, seed: seed, folder: keep ?? "/tmp/heapnote-mutations")
    }

    private static func isSmallText(_ path: String) -> Bool {
        guard let bytes = Oracle.read(path), bytes.count < 60_000, bytes.count > 50 else {
            return false
        }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    private static func compare(
        _ files: [String], count: Int, seed: UInt64, folder: String
    ) -> Int32 {
        var generator = Generator(state: seed)
        var paths: [String] = []
        Oracle.makeFolder(folder)
        for number in 0..<count {
            let file = files[generator.next(below: files.count)]
            let text = Oracle.read(file) ?? []
            let mutant = Mutator.mutate(text, &generator)
            let path = "\(folder)/\(number).py"
            guard Oracle.write(String(decoding: mutant, as: UTF8.self), to: path) else { return 2 }
            paths.append(path)
        }
        guard let oracle = Oracle(program: program, inputs: paths) else { return 2 }
        defer { oracle.close() }
        var tally = VerdictTally()
        for path in paths {
            guard let expected = oracle.next() else { return 2 }
            tally.add(
                path, String(decoding: expected, as: UTF8.self),
                VerdictTally.verdict(on: String(decoding: Oracle.read(path) ?? [], as: UTF8.self)))
        }
        return tally.finish()
    }
}
