import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax

/// Writes every file's code as a `.pyc` and lets CPython load it: the loaded code must be what
/// `compile()` gives, in every field. Modules of the library that only define things are imported from
/// their `.pyc` too. The `.pyc` files that CPython wrote itself are read and compared the other way round.
enum MarshalDifferences {
    private static let program = """
        import importlib.machinery, importlib.util, marshal, os, sys, types, warnings
        warnings.simplefilter('ignore')
        fields = [name for name in dir(types.CodeType) if name.startswith('co_')
            and name not in ('co_consts', 'co_lnotab', 'co_lines', 'co_positions')]
        imported = set(sys.argv[2].split())
        def difference(left, right):
            if type(left) is not type(right):
                return f'{type(left)} and {type(right)}'
            if isinstance(left, types.CodeType):
                for name in fields:
                    if getattr(left, name) != getattr(right, name):
                        return f'{left.co_qualname}: {name}'
                if list(left.co_positions()) != list(right.co_positions()):
                    return f'{left.co_qualname}: positions'
                return difference(left.co_consts, right.co_consts)
            if isinstance(left, tuple):
                if len(left) != len(right):
                    return 'lengths of tuples'
                return next(filter(None, map(difference, left, right)), '')
            if isinstance(left, frozenset):
                return '' if sorted(map(repr, left)) == sorted(map(repr, right)) else 'sets'
            return '' if repr(left) == repr(right) else f'{left!r} and {right!r}'
        def answer(source, path):
            data = open(source, 'rb').read()
            expected = compile(data, source, 'exec', dont_inherit=True)
            compiled = open(path, 'rb').read()
            if compiled[:4] != importlib.util.MAGIC_NUMBER:
                return 'magic number'
            found = difference(expected, marshal.loads(compiled[16:]))
            name = source.removeprefix('/usr/lib/python3.11/').removesuffix('.py')
            if not found and name in imported:
                loader = importlib.machinery.SourcelessFileLoader('heapnote_test', path)
                spec = importlib.util.spec_from_loader('heapnote_test', loader)
                module = importlib.util.module_from_spec(spec)
                sys.modules['heapnote_test'] = module
                loader.exec_module(module)
                return 'imported'
            return found
        for line in open(sys.argv[1]).read().split('\\n'):
            source, path = line.split('\\t')
            try:
                result = answer(source, path).encode('utf-8', 'surrogatepass')
            except Exception as error:
                result = repr(error).encode()
            sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
        """

    /// Modules that import without side effects, by their path in the library.
    private static let importedModules = [
        "abc", "argparse", "ast", "base64", "bisect", "calendar", "codecs", "configparser",
        "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "dis", "enum",
        "fnmatch", "fractions", "functools", "glob", "heapq", "html/parser", "inspect", "ipaddress",
        "json/decoder", "json/encoder", "keyword", "linecache", "numbers", "pathlib", "pickle",
        "pprint", "random", "shlex", "statistics", "string", "textwrap", "threading", "tokenize",
        "traceback", "types", "typing", "uuid", "weakref", "zipfile",
    ]

    static func run(_ arguments: [String]) -> Int32 {
        var template = Array("/tmp/heapnote-marshal.XXXXXX".utf8CString)
        guard let name = mkdtemp(&template) else { return 2 }
        let folder = String(cString: name)
        var inputs: [String] = []
        for (index, file) in SourceFiles.find(arguments).enumerated() {
            let path = "\(folder)/\(index).pyc"
            if write(file, to: path) { inputs.append("\(file)\t\(path)") }
        }
        defer {
            for input in inputs { unlink(String(input.split(separator: "\t")[1])) }
            rmdir(folder)
        }
        let modules = importedModules.joined(separator: " ")
        guard !inputs.isEmpty,
            let oracle = Oracle(program: program, inputs: inputs, arguments: [modules])
        else {
            print("no files, or no CPython")
            return 2
        }
        defer { oracle.close() }
        return compare(inputs, oracle) + readInstalled()
    }

    private static func compare(_ inputs: [String], _ oracle: Oracle) -> Int32 {
        var equal = 0
        var imported = 0
        for input in inputs {
            let answer = oracle.next().map { String(decoding: $0, as: UTF8.self) } ?? "no answer"
            switch answer {
            case "": equal += 1
            case "imported": (equal, imported) = (equal + 1, imported + 1)
            default: print("differs: \(input): \(answer)")
            }
        }
        print("loaded by CPython: \(inputs.count), equal \(equal), imported \(imported)")
        return equal == inputs.count ? 0 : 1
    }

    /// Writes a source's code; false when there is none.
    private static func write(_ file: String, to path: String) -> Bool {
        let bytes = Oracle.read(file) ?? []
        guard let source = try? SourceText(bytes: bytes),
            let tree = try? PythonParser.parse(source),
            let unit = try? compile(tree: tree, filename: file)
        else { return false }
        let validation = CompiledFile.Validation.source(
            modificationTime: 0, size: UInt32(truncatingIfNeeded: bytes.count))
        return Oracle.write(CompiledFile(validation: validation, code: unit).bytes, to: path)
    }

    /// Reads the `.pyc` files beside the library's sources, which CPython wrote.
    private static func readInstalled() -> Int32 {
        let files = SourceFiles.walk(Oracle.library, suffix: ".cpython-311.pyc")
        var equal = 0
        for file in files {
            guard let compiled = try? CompiledFile(bytes: Oracle.read(file) ?? []) else {
                print("unreadable: \(file)")
                continue
            }
            let marshalled = MarshalWriter.marshal(compiled.code)
            var reader = MarshalReader(marshalled)
            if let again = try? reader.readCode(), again == compiled.code { equal += 1 }
        }
        print("read what CPython wrote: \(files.count), equal when written again \(equal)")
        return equal == files.count ? 0 : 1
    }
}
