import PythonBytecode
import PythonCompiler
import PythonSyntax

/// Compares the code object of every file, with all code objects inside it and every field, with
/// what CPython compiles.
enum CodeDifferences {
    private static let program = """
        import marshal, sys, warnings
        warnings.simplefilter('ignore')
        level = int(sys.argv[2])
        def answer(path):
            with open(path, 'rb') as file:
                data = file.read()
            try:
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter('always')
                    code = compile(data, path, 'exec', dont_inherit=True, optimize=level)
                seen = '\\n'.join(f'{w.lineno}: {w.message}' for w in caught
                    if w.category is SyntaxWarning).encode()
                return b'.%d\\n' % len(seen) + seen + marshal.dumps(code)
            except SyntaxError as error:
                return '\\x1f'.join(map(str, ['!', error.msg, error.lineno, error.offset,
                    error.end_lineno, error.end_offset])).encode('utf-8', 'surrogatepass')
            except Exception as error:
                return b'!' + type(error).__name__.encode()
        for path in open(sys.argv[1]).read().split('\\n'):
            result = answer(path)
            sys.stdout.buffer.write(b'%d\\n' % len(result) + result)
        """

    /// Arguments: files, folders, `--stdlib`, `--sample N`, `--optimize 0…2`.
    static func run(_ arguments: [String]) -> Int32 {
        var arguments = arguments
        var level = 0
        if let option = arguments.firstIndex(of: "--optimize"), option + 1 < arguments.count {
            level = Int(arguments[option + 1]) ?? 0
            arguments.removeSubrange(option...option + 1)
        }
        let files = SourceFiles.find(arguments)
        // The call of `compile()` in the program stands in a function and is itself a level.
        let options = CompileOptions(optimizationLevel: level, recursionDepth: 3)
        guard !files.isEmpty,
            let oracle = Oracle(program: program, inputs: files, arguments: [String(level)])
        else {
            print("no files, or no CPython")
            return 2
        }
        defer { oracle.close() }
        var report = CodeReport()
        for file in files {
            guard let expected = oracle.next() else {
                print("the oracle ended before \(file)")
                return 2
            }
            compare(file, options, expected, &report)
        }
        return report.finish()
    }

    private static func compare(
        _ file: String, _ options: CompileOptions, _ expected: [UInt8], _ report: inout CodeReport
    ) {
        let actual = answer(file, options)
        switch (expected.first, actual) {
        case (UInt8(ascii: "!"), .failure(let description)):
            report.compareErrors(
                file, expected: String(decoding: expected.dropFirst(), as: UTF8.self),
                actual: description.text)
        case (UInt8(ascii: "!"), .success):
            report.add(
                file, verdict: "compiled, CPython: \(String(decoding: expected, as: UTF8.self))")
        case (_, .failure(let description)):
            report.add(file, verdict: "not compiled: \(description.text)")
        case (_, .success(let compiled)):
            let (warnings, start) = warnings(in: expected)
            do throws(MarshalError) {
                var reader = MarshalReader(expected, from: start)
                let code = try reader.readCode()
                if let (unit, failure) = CodeVerifier.firstFailure(in: code) {
                    report.add(
                        file, verdict: "CPython's \(unit.qualifiedName) \(failure.reason)")
                }
                report.compare(file, expected: code, actual: compiled.code)
                report.compareWarnings(file, expected: warnings, actual: compiled.warnings)
            } catch {
                report.add(file, verdict: "unreadable marshal data: \(error)")
            }
        }
    }

    /// The warnings that stand before the code, and where the code starts.
    private static func warnings(in answer: [UInt8]) -> (text: String, start: Int) {
        let digits = answer.dropFirst().prefix { $0 != 0x0A }
        let length = Int(String(decoding: digits, as: UTF8.self)) ?? 0
        let start = digits.endIndex + 1
        let text = answer.dropFirst(start).prefix(length)
        return (String(decoding: text, as: UTF8.self), start + length)
    }

    private struct Compiled {
        var code: CodeUnit
        var warnings: String
    }

    private struct Failure: Error { var text: String }

    private static func answer(
        _ file: String, _ options: CompileOptions
    ) -> Result<Compiled, Failure> {
        do throws(PythonSyntaxError) {
            let source = try SourceText(bytes: Oracle.read(file) ?? [])
            let tree = try PythonParser.parse(source)
            do throws(CompileError) {
                var warnings: [CompileWarning] = []
                let code = try compile(
                    tree: tree, filename: file, options: options, warnings: &warnings)
                let text = warnings.map { "\($0.location.line): \($0.message)" }
                return .success(
                    Compiled(code: code, warnings: text.joined(separator: "\n")))
            } catch {
                return .failure(Failure(text: describe(error)))
            }
        } catch {
            return .failure(
                Failure(
                    text: "\u{1F}\(error.message)\u{1F}\(error.line)\u{1F}\(error.column)"
                        + "\u{1F}\(error.endLine.orNone)\u{1F}\(error.endColumn.orNone)"))
        }
    }

    private static func describe(_ error: CompileError) -> String {
        switch error {
        case .tree(let fault): return "\(fault)"
        case .recursionLimit: return "RecursionError"
        case .syntax(let diagnostic):
            let end =
                "\(diagnostic.endLine)\u{1F}"
                + diagnostic.endColumn.orNone
            return "\u{1F}\(diagnostic.message)\u{1F}\(diagnostic.line)\u{1F}\(diagnostic.column)"
                + "\u{1F}\(end)"
        }
    }
}

/// Counts code objects and files, and shows the first differences as disassemblies.
struct CodeReport {
    private var files = 0
    private var equalFiles = 0
    private var units = 0
    private var equalUnits = 0
    private var warningFiles = 0
    private var equalWarningFiles = 0
    private var errors = 0
    private var equalErrors = 0
    private var shown = 0

    mutating func compareErrors(_ file: String, expected: String, actual: String) {
        errors += 1
        if expected == actual {
            equalErrors += 1
            return
        }
        print("error differs: \(file)\n  expected \(expected)\n  actual   \(actual)")
    }

    mutating func compareWarnings(_ file: String, expected: String, actual: String) {
        guard !expected.isEmpty || !actual.isEmpty else { return }
        warningFiles += 1
        if expected == actual {
            equalWarningFiles += 1
        } else {
            print("warnings differ: \(file)\n  expected \(expected)\n  actual   \(actual)")
        }
    }

    mutating func add(_ file: String, verdict: String) {
        files += 1
        print("differs: \(file): \(verdict)")
    }

    mutating func compare(_ file: String, expected: CodeUnit, actual: CodeUnit) {
        files += 1
        let before = units - equalUnits
        compareUnits(file, expected, actual)
        if units - equalUnits == before { equalFiles += 1 }
    }

    private mutating func compareUnits(_ file: String, _ expected: CodeUnit, _ actual: CodeUnit) {
        units += 1
        let fields = differingFields(expected, actual)
        if fields.isEmpty {
            equalUnits += 1
        } else {
            shown += 1
            print("differs: \(file): \(expected.qualifiedName): \(fields.joined(separator: ", "))")
            if shown <= 3 { show(expected, actual) }
        }
        let expectedInner = innerUnits(expected)
        let actualInner = innerUnits(actual)
        for (left, right) in zip(expectedInner, actualInner) { compareUnits(file, left, right) }
    }

    private func innerUnits(_ unit: CodeUnit) -> [CodeUnit] {
        unit.constants.compactMap { if case .code(let inner) = $0 { inner } else { nil } }
    }

    private func differingFields(_ left: CodeUnit, _ right: CodeUnit) -> [String] {
        var fields: [String] = []
        func check(_ name: String, _ isEqual: Bool) { if !isEqual { fields.append(name) } }
        check(
            "argument counts",
            left.argumentCount == right.argumentCount
                && left.positionalOnlyArgumentCount == right.positionalOnlyArgumentCount
                && left.keywordOnlyArgumentCount == right.keywordOnlyArgumentCount)
        check("stacksize", left.stackSize == right.stackSize)
        check("flags", left.flags == right.flags)
        check("code", left.code == right.code)
        check("consts", left.constants.map(comparable) == right.constants.map(comparable))
        check("names", left.names == right.names)
        check("localsplusnames", left.localsPlusNames == right.localsPlusNames)
        check("localspluskinds", left.localsPlusKinds == right.localsPlusKinds)
        check("filename", left.filename == right.filename)
        check("name", left.name == right.name)
        check("qualname", left.qualifiedName == right.qualifiedName)
        check("firstlineno", left.firstLine == right.firstLine)
        check("linetable", left.locationTable == right.locationTable)
        check("exceptiontable", left.exceptionTable == right.exceptionTable)
        return fields
    }

    /// Inner code objects are compared on their own; a frozenset has no order.
    private func comparable(_ constant: Constant) -> Constant {
        switch constant {
        case .code(let unit): .string(Array("code \(unit.qualifiedName)".utf8))
        case .tuple(let items): .tuple(items.map(comparable))
        case .frozenSet(let items):
            .frozenSet(
                items.map(comparable).sorted {
                    $0.pythonRepresentation < $1.pythonRepresentation
                })
        default: constant
        }
    }

    private func show(_ expected: CodeUnit, _ actual: CodeUnit) {
        let left = description(expected)
        let right = description(actual)
        var start = 0
        while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
        let from = max(0, start - 4)
        print("  expected")
        for line in left[min(from, left.count)..<min(left.count, start + 14)] {
            print("    \(line)")
        }
        print("  actual")
        for line in right[min(from, right.count)..<min(right.count, start + 14)] {
            print("    \(line)")
        }
    }

    private func description(_ unit: CodeUnit) -> [String] {
        var lines = Disassembler.disassemble(unit, recursive: false).split(separator: "\n").map(
            String.init)
        lines.append("stacksize \(unit.stackSize) flags \(unit.flags.rawValue)")
        lines.append("consts \(unit.constants.map(\.pythonRepresentation))")
        lines.append("names \(unit.names) \(unit.localsPlusNames)")
        for range in LocationTableReader(unit) {
            let place = range.location
            lines.append(
                "\(range.start * 2)–\(range.end * 2): \(place.line):\(place.column) – "
                    + "\(place.endLine):\(place.endColumn)")
        }
        return lines
    }

    /// Prints the counts; the status is 0 when all are equal.
    func finish() -> Int32 {
        print("files: compared \(files), equal \(equalFiles)")
        print("code objects: compared \(units), equal \(equalUnits)")
        if warningFiles > 0 {
            print("files with warnings: \(warningFiles), same \(equalWarningFiles)")
        }
        if errors > 0 { print("rejected files: \(errors), same error \(equalErrors)") }
        let isEqual =
            files == equalFiles && errors == equalErrors && warningFiles == equalWarningFiles
        return isEqual ? 0 : 1
    }
}
