import PythonBytecode
import PythonCompiler
import PythonSyntax
import Testing

@Suite struct CompilerTests {
    @Test(arguments: Corpus.codeCases(".py"))
    func codeObjectsAreCPythons(_ name: String) throws {
        let actual = CodeListing.text(try Corpus.compiled(name))
        let expected = Corpus.text("code/\(name).expected")
        let difference = zip(
            actual.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false)
        ).first { $0 != $1 }
        #expect(difference == nil)
        #expect(actual.utf8.count == expected.utf8.count)
    }

    @Test(arguments: Corpus.codeCases(".dis"))
    func disassemblyIsDis(_ name: String) throws {
        let actual = Disassembler.disassemble(try Corpus.compiled(name)).split(
            separator: "\n", omittingEmptySubsequences: false)
        let expected = Corpus.text("code/\(name).dis").split(
            separator: "\n", omittingEmptySubsequences: false)
        // The order inside a frozenset is not CPython's; such lines are compared by their letters.
        func comparable(_ line: Substring) -> String {
            line.contains("frozenset(") ? String(line.sorted()) : String(line)
        }
        #expect(actual.map(comparable) == expected.map(comparable))
    }

    @Test func errorsAreCPythons() throws {
        let expected = Corpus.text("errors.expected").split(separator: "\n").map(String.init)
        let cases = Corpus.cases("errors.txt")
        #expect(cases.count == expected.count && cases.count > 70)
        for (index, (title, source)) in cases.enumerated() where index < expected.count {
            #expect("\(title): \(outcome(source))" == expected[index])
        }
    }

    private func outcome(_ source: String) -> String {
        do {
            _ = try compile(tree: Corpus.parse(Array(source.utf8)), filename: "<case>")
            return "accepted"
        } catch let error as CompileError {
            guard case .syntax(let diagnostic) = error else { return "\(error)" }
            return "\(diagnostic.message) (\(diagnostic.line):\(diagnostic.column) to "
                + "\(diagnostic.endLine):\(none(diagnostic.endColumn)))"
        } catch let error as PythonSyntaxError {
            return "\(error.message) (\(error.line):\(error.column) to "
                + "\(none(error.endLine)):\(none(error.endColumn)))"
        } catch {
            return "\(error)"
        }
    }

    /// A number as Python prints it, or `None`.
    private func none(_ number: Int?) -> String { number.map(String.init) ?? "None" }

    @Test func warningsAreCPythons() throws {
        var lines: [String] = []
        for (title, source) in Corpus.cases("warnings.txt") {
            var warnings: [CompileWarning] = []
            _ = try compile(
                tree: Corpus.parse(Array(source.utf8)), filename: "<case>", warnings: &warnings)
            lines.append(title)
            lines += warnings.map { "  \($0.location.line): \($0.message)" }
        }
        #expect(lines.joined(separator: "\n") + "\n" == Corpus.text("warnings.expected"))
    }

    @Test func optimizationDropsAssertsAndDocstrings() throws {
        let tree = try Corpus.parse(
            Array("def f():\n    'doc'\n    assert x\n    return __debug__\n".utf8))
        let plain = try inner(compile(tree: tree, filename: "f"))
        let optimized = try inner(
            compile(tree: tree, filename: "f", options: CompileOptions(optimizationLevel: 1)))
        let bare = try inner(
            compile(tree: tree, filename: "f", options: CompileOptions(optimizationLevel: 2)))
        #expect(plain.constants == [.string(Array("doc".utf8)), .true])
        #expect(optimized.constants == [.string(Array("doc".utf8)), .false])
        #expect(bare.constants == [.none, .false])
        #expect(plain.code.count > optimized.code.count)
    }

    private func inner(_ unit: CodeUnit) throws -> CodeUnit {
        for case .code(let inner) in unit.constants { return inner }
        throw MarshalError.truncated
    }

    // MARK: Cells

    @Test func statementsOfACellAreUnitsOfTheirOwn() throws {
        let tree = try Corpus.parse(Array("x = 1000\ny = 1000\n\nx + y\n".utf8))
        var warnings: [CompileWarning] = []
        let first = try compile(
            tree: tree, statements: 0..<1, filename: "cell", echoes: false, warnings: &warnings)
        let second = try compile(
            tree: tree, statements: 1..<2, filename: "cell", echoes: false, warnings: &warnings)
        let last = try compile(
            tree: tree, statements: 2..<3, filename: "cell", echoes: true, warnings: &warnings)
        #expect(first.names == ["x"] && second.names == ["y"])
        #expect(second.firstLine == 1)
        #expect(lines(second) == [0, 2])
        #expect(lines(last) == [0, 4])
        #expect(opcodes(last).contains(.PRINT_EXPR))
        #expect(!opcodes(first).contains(.PRINT_EXPR))
    }

    @Test func onlyExpressionsOfTheModuleAreEchoed() throws {
        let source = "if a:\n    b\ndef f():\n    c\n"
        let tree = try PythonParser.parse(try SourceText(source), mode: .module)
        var warnings: [CompileWarning] = []
        let unit = try compile(
            tree: tree, statements: 0..<2, filename: "cell", echoes: true, warnings: &warnings)
        #expect(opcodes(unit).filter { $0 == .PRINT_EXPR }.count == 1)
        #expect(try !opcodes(inner(unit)).contains(.PRINT_EXPR))
    }

    @Test func evalModeReturnsTheValue() throws {
        let tree = try PythonParser.parse(try SourceText("a + 1"), mode: .expression)
        let unit = try compile(tree: tree, filename: "<string>", mode: .eval)
        #expect(opcodes(unit) == [.RESUME, .LOAD_NAME, .LOAD_CONST, .BINARY_OP, .RETURN_VALUE])
    }

    private func opcodes(_ unit: CodeUnit) -> [Opcode] { BytecodeReader(unit.code).map(\.opcode) }

    private func lines(_ unit: CodeUnit) -> [Int32] { unit.lineRanges.map(\.location.line) }

    // MARK: Limits

    @Test(arguments: ["not ", "-", "lambda: ", "a if b else "])
    func deepNestingEndsInCodeOrARecursionError(_ prefix: String) throws {
        let source = "async def f(): " + String(repeating: prefix, count: 700) + "x\n"
        let tree = try Corpus.parse(Array(source.utf8))
        var options = CompileOptions()
        options.recursionLimit = 200
        #expect(throws: CompileError.recursionLimit) {
            try compile(tree: tree, filename: "deep", options: options)
        }
        options.recursionLimit = 1000
        if prefix != "lambda: " {
            _ = try? compile(tree: tree, filename: "deep", options: options)
        }
    }

    @Test func emptyRangesOfStatementsCompile() throws {
        let tree = try Corpus.parse(Array("a\n".utf8))
        var warnings: [CompileWarning] = []
        let unit = try compile(
            tree: tree, statements: 5..<9, filename: "cell", echoes: false, warnings: &warnings)
        #expect(opcodes(unit) == [.RESUME, .LOAD_CONST, .RETURN_VALUE])
    }
}
