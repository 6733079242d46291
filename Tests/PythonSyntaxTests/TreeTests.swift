import PythonSyntax
import Testing

@Suite struct TreeTests {
    @Test(arguments: Corpus.trees)
    func treeIsCPythons(name: String) throws {
        let source = try SourceText(bytes: Corpus.read("\(Corpus.folder)/trees/\(name).py"))
        let dump = try SyntaxDump.dump(try PythonParser.parse(source))
        let expected = Corpus.read("\(Corpus.folder)/trees/\(name).ast")
        #expect(!expected.isEmpty)
        #expect(
            String(decoding: dump + [0x0A], as: UTF8.self)
                == String(decoding: expected, as: UTF8.self))
    }

    private func dump(_ text: String, _ mode: PythonParser.Mode = .module, firstLine: Int = 1)
        throws -> String
    {
        let source = try SourceText(text, endsWithLineFeed: mode == .module)
        let tree = try PythonParser.parse(source, mode: mode, firstLine: firstLine)
        return String(decoding: try SyntaxDump.dump(tree), as: UTF8.self)
    }

    @Test func expressionModeGivesAnExpression() throws {
        #expect(
            try dump("a, 1", .expression)
                == "Expression(body=Tuple(elts=[Name(id='a', ctx=Load(), lineno=1, col_offset=0, "
                + "end_lineno=1, end_col_offset=1), Constant(value=1, lineno=1, col_offset=3, "
                + "end_lineno=1, end_col_offset=4)], ctx=Load(), lineno=1, col_offset=0, "
                + "end_lineno=1, end_col_offset=4))")
    }

    @Test func interactiveModeTakesOneStatement() throws {
        let expected =
            "Interactive(body=[Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=4)])"
        #expect(try dump("pass\n", .interactive) == expected)
        #expect(try dump("pass", .interactive) == expected)
        #expect(try dump("if a:\n  pass\n\n", .interactive).hasPrefix("Interactive(body=[If("))
        #expect(throws: PythonSyntaxError.self) { try dump("1 +\n", .interactive) }
    }

    @Test func firstLineMovesNodesAndErrors() throws {
        #expect(
            try dump("x", firstLine: 41)
                == "Module(body=[Expr(value=Name(id='x', ctx=Load(), lineno=41, col_offset=0, "
                + "end_lineno=41, end_col_offset=1), lineno=41, col_offset=0, end_lineno=41, "
                + "end_col_offset=1)], type_ignores=[])")
        let error = #expect(throws: PythonSyntaxError.self) {
            try dump("a\n\nb c\n", firstLine: 41)
        }
        #expect(error?.line == 43)
        #expect(error?.column == 3)
        #expect(error?.text == "b c\n")
        let inString = #expect(throws: PythonSyntaxError.self) {
            try dump("a\nf'{b c}'\n", firstLine: 41)
        }
        #expect(inString?.line == 42)
    }

    @Test func emptySourceIsAnEmptyModule() throws {
        #expect(try dump("") == "Module(body=[], type_ignores=[])")
        #expect(try dump("\n# comment\n\n") == "Module(body=[], type_ignores=[])")
    }

    @Test func lineEndsOfAllSystemsAreEqual() throws {
        let expected = try dump("if a:\n  b = '''c\nd'''\ne\n")
        #expect(try dump("if a:\r\n  b = '''c\r\nd'''\r\ne\r\n") == expected)
        #expect(try dump("if a:\r  b = '''c\rd'''\re\r") == expected)
        #expect(try dump("if a:\n  b = '''c\nd'''\ne") == expected)
    }
}
