import PythonSyntax
import Testing

/// One case of `errors.txt` or `single.txt`.
struct ErrorCase: CustomTestStringConvertible {
    var source: String
    var expected: String

    var testDescription: String { source }

    /// At the end of a source without a last line feed.
    private static let openEnd = "<open end>\n"

    static func read(_ name: String) -> [ErrorCase] {
        let text = String(decoding: Corpus.read(Corpus.folder + "/" + name), as: UTF8.self)
        var cases: [ErrorCase] = []
        var source = ""
        var isSource = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "----" {
                source = ""
                isSource = true
            } else if line == "====" {
                isSource = false
                if source.hasSuffix(openEnd) { source.removeLast(openEnd.count) }
            } else if isSource {
                source += line + "\n"
            } else if !line.isEmpty {
                cases.append(ErrorCase(source: source, expected: String(line)))
            }
        }
        return cases
    }
}

@Suite struct ErrorTests {
    @Test func everyCaseHasCPythonsVerdict() throws {
        let cases = ErrorCase.read("errors.txt")
        #expect(cases.count > 250)
        for errorCase in cases {
            #expect(verdict(errorCase.source) == errorCase.expected, "\(errorCase.source)")
        }
    }

    @Test func aSingleStatementIsOneStatement() throws {
        let cases = ErrorCase.read("single.txt")
        #expect(cases.count > 40)
        for errorCase in cases {
            let found = verdict(errorCase.source, mode: .interactive)
            #expect(found == errorCase.expected, "\(errorCase.source)")
        }
    }

    private func verdict(_ text: String, mode: PythonParser.Mode = .module) -> String {
        do throws(PythonSyntaxError) {
            _ = try PythonParser.parse(
                try SourceText(text, endsWithLineFeed: mode == .module), mode: mode)
            return "accepted"
        } catch {
            guard error.kind != .memoryError else { return "MemoryError" }
            return "\(error.kind.name): \(error.message) "
                + "(\(error.line), \(error.column), \(none(error.endLine)), \(none(error.endColumn))) "
                + (error.text.map(ascii) ?? "None")
        }
    }

    /// A number as Python prints it, or `None`.
    private func none(_ number: Int?) -> String { number.map(String.init) ?? "None" }

    /// Python's `ascii()` of a string.
    private func ascii(_ text: String) -> String {
        var result = ""
        let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\\": result += "\\\\"
            case "'" where quote == "'": result += "\\'"
            case " "..."~": result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8
                let mark = width == 2 ? "x" : width == 4 ? "u" : "U"
                result += "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return quote + result + quote
    }

    private func error(_ text: String) -> PythonSyntaxError? {
        do throws(PythonSyntaxError) {
            _ = try SyntaxDump.dump(try PythonParser.parse(try SourceText(text)))
            return nil
        } catch {
            return error
        }
    }

    @Test func deepNestingEndsInCPythonsErrors() {
        let many = 100_000
        for bracket in ["(", "[", "{", "f("] {
            let found = error(String(repeating: bracket, count: many))
            #expect(found?.message == "too many nested parentheses")
            #expect(found?.line == 1)
        }
        for prefix in ["-", "not ", "lambda: ", "2**", "x if y else "] {
            #expect(error(String(repeating: prefix, count: 8000) + "1")?.kind == .memoryError)
        }
        let ifs = (0..<10_000).map { String(repeating: " ", count: $0 % 1000) + "if x:\n" }.joined()
        #expect(error(ifs)?.message == "too many levels of indentation")
        let elifs = "if x: pass\n" + String(repeating: "elif x: pass\n", count: 10_000)
        #expect(error(elifs)?.kind == .memoryError)
        // These nest only to the left, which takes no stack to parse; making objects of them would.
        for suffix in [".a", "()", "[0]", "+1"] {
            #expect(error("x" + String(repeating: suffix, count: 8000))?.kind == .recursionError)
        }
    }

    @Test func anyBytesAreAcceptedByTheReader() throws {
        #expect(throws: PythonSyntaxError.self) { try SourceText(bytes: [0x61, 0, 0x62]) }
        let invalid: [UInt8] = [0x78, 0x20, 0x3D, 0x20, 0x27, 0xFF, 0x27]
        let source = try SourceText(bytes: invalid)
        let found = #expect(throws: PythonSyntaxError.self) { try PythonParser.parse(source) }
        #expect(
            found?.message
                == "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
        )
        let inFile = #expect(throws: PythonSyntaxError.self) {
            try SourceText(bytes: invalid, fileName: "cell.py")
        }
        #expect(
            inFile?.message
                == "Non-UTF-8 code starting with '\\xff' in file cell.py on line 1, but no encoding "
                + "declared; see https://peps.python.org/pep-0263/ for details")
    }

    @Test func encodingCookiesAndMarksAreObeyed() throws {
        let latin = Array("# coding: latin-1\nx = '".utf8) + [0xE9, 0x27, 0x0A]
        let tree = try PythonParser.parse(try SourceText(bytes: latin))
        #expect(tree.constants.contains(.string(Array("é".utf8))))
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(throws: Never.self) { try SourceText(bytes: mark + Array("x = 1\n".utf8)) }
        let wrong = #expect(throws: PythonSyntaxError.self) { try SourceText(bytes: mark + latin) }
        #expect(wrong?.message == "encoding problem: iso-8859-1 with BOM")
        // Nothing is tokenized yet: CPython's positions are (0, -1, None, None).
        #expect(wrong?.line == 0 && wrong?.column == -1)
        #expect(wrong?.endLine == nil && wrong?.endColumn == nil && wrong?.text == nil)
        let unknown = #expect(throws: PythonSyntaxError.self) {
            try SourceText(bytes: Array("# -*- coding: nosuch -*-\n".utf8))
        }
        #expect(unknown?.message == "unknown encoding: nosuch")
        let narrow = #expect(throws: PythonSyntaxError.self) {
            try SourceText(bytes: Array("# coding: ascii\nx = 'é'\n".utf8))
        }
        #expect(
            narrow?.message
                == "'ascii' codec can't decode byte 0xc3 in position 21: ordinal not in range(128)")
    }

    @Test func warningsAreCollected() throws {
        let source = try SourceText("a = '\\d'\nb = 1if x else 2\nc = f'\\{x}'\nd = b'\\q'\n")
        let warnings = try PythonParser.parseWithWarnings(source).warnings
        let described = Set(warnings.map { "\($0.line): \($0.category.name): \($0.message)" })
        #expect(
            described == [
                "1: DeprecationWarning: invalid escape sequence '\\d'",
                "2: SyntaxWarning: invalid decimal literal",
                "3: DeprecationWarning: invalid escape sequence '\\{'",
                "4: DeprecationWarning: invalid escape sequence '\\q'",
            ])
    }
}
