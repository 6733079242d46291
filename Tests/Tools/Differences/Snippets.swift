import PythonSyntax

/// Compares the verdict on every piece of source that CPython's own tests hold in strings: the arguments
/// of their `compile`, `eval` and `exec`, and their doctests.
enum Snippets {
    private static let program = """
        import ast, doctest, sys, textwrap, warnings
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
        def write(text):
            data = text.encode('utf-8')
            sys.stdout.buffer.write(b'%d\\n' % len(data) + data)
        seen = set()
        for path in open(sys.argv[1]).read().split('\\n'):
            tree = ast.parse(open(path, 'rb').read())
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                    continue
                texts = [node.value, textwrap.dedent(node.value)]
                try:
                    texts += [e.source for e in doctest.DocTestParser().get_examples(node.value)]
                except ValueError:
                    pass
                for text in texts:
                    try:
                        text.encode('utf-8')
                    except UnicodeEncodeError:
                        continue
                    if text in seen:
                        continue
                    seen.add(text)
                    write(text)
                    write(answer(text))
        """

    static func run(_ arguments: [String]) -> Int32 {
        let names = [
            "test_syntax", "test_exceptions", "test_fstring", "test_grammar",
            "test_named_expressions", "test_patma", "test_unparse", "test_positional_only_arg",
            "test_generators", "test_eof", "test_string_literals", "test_unpack_ex",
            "test_exception_group", "test_except_star", "test_keywordonlyarg", "test_dictcomps",
        ]
        let files = names.map { "\(Oracle.library)/test/\($0).py" }.filter {
            Oracle.read($0) != nil
        }
        guard !files.isEmpty, let oracle = Oracle(program: program, inputs: files) else { return 2 }
        defer { oracle.close() }
        var tally = VerdictTally()
        while let source = oracle.next(), let expected = oracle.next() {
            let text = String(decoding: source, as: UTF8.self)
            tally.add(
                text.debugDescription, String(decoding: expected, as: UTF8.self),
                VerdictTally.verdict(on: text))
        }
        return tally.finish()
    }
}
