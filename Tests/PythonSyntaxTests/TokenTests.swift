import PythonSyntax
import Testing

/// The same numbers every time.
private struct FixedGenerator: RandomNumberGenerator {
    var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite struct TokenTests {
    /// Pieces as `text:kind`.
    private func pieces(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return PythonTokens.scan(text).map {
            "\(String(decoding: bytes[$0.range], as: UTF8.self)):\($0.kind.rawValue)"
        }
    }

    /// In "layout" a block's indentation is continued by a backslash, of which `tokenize` and CPython's
    /// own tokenizer make different blocks.
    @Test(arguments: Corpus.trees.filter { $0 != "layout" })
    func tokensAreThoseOfTokenize(name: String) throws {
        let result = TokenDump.dump(
            try SourceText(bytes: Corpus.read("\(Corpus.folder)/trees/\(name).py")))
        let expected = Corpus.read("\(Corpus.folder)/trees/\(name).tokens")
        #expect(result.failure == nil)
        #expect(!expected.isEmpty && result.text.elementsEqual(expected))
    }

    @Test func tokensInFrontOfAFaultAreDumped() throws {
        let result = TokenDump.dump(try SourceText("a = 1\nb = 'x\n"))
        #expect(result.failure?.line == 2)
        #expect(String(decoding: result.text, as: UTF8.self).contains("2,0-2,1:  "))
    }

    @Test func everyKindOfPieceIsTold() {
        #expect(
            pieces("@a.b\ndef f(x): return len(x) + 1 # why\n") == [
                "@a.b:decorator", "def:keyword", "f:definition", "(:operator", "x:name",
                "):operator", "::operator", "return:keyword", "len:builtin", "(:operator",
                "x:name", "):operator", "+:operator", "1:number", "# why:comment",
            ])
    }

    @Test func softKeywordsAreKeywordsWhereTheyMeanSomething() {
        #expect(
            pieces("match x:\n  case 1: pass\nmatch = case\n") == [
                "match:softKeyword", "x:name", "::operator", "case:softKeyword", "1:number",
                "::operator", "pass:keyword", "match:name", "=:operator", "case:name",
            ])
    }

    @Test func formattedStringsAreCutIntoParts() {
        #expect(
            pieces("f'a{{b{x + 1!r:>{w}}c' rb'd'") == [
                "f'a{{b:string", "{:interpolation", "x:name", "+:operator", "1:number",
                "!r::interpolation", ">:string", "{:interpolation", "w:name", "}:interpolation",
                "}:interpolation", "c':string", "rb'd':string",
            ])
        #expect(pieces("f'{len(f\"{a}\")}'").contains("len:builtin"))
    }

    @Test func wrongCodeIsStillCut() {
        #expect(
            pieces("x = 'abc\ny = 1a $ ) é\u{20AC} 2\n\tdef\n z") == [
                "x:name", "=:operator", "'abc:string", "y:name", "=:operator", "1:error", "a:name",
                "$:error", "):error", "é\u{20AC}:error", "2:number", "def:keyword", "z:name",
            ])
        #expect(pieces("'''a\nb").last == "'''a\nb:string")
        #expect(pieces("f'{a[0'").first == "f':string")
    }

    @Test func piecesLieInTheInputWhateverItsLineEnds() {
        let text = "a = 1\r\nb = f'{c}'\r\n# é\r\nd\r"
        #expect(
            pieces(text) == [
                "a:name", "=:operator", "1:number", "b:name", "=:operator", "f':string",
                "{:interpolation", "c:name", "}:interpolation", "':string", "# é:comment", "d:name",
            ])
    }

    @Test func piecesNeverOverlapInDamagedSource() {
        var generator = FixedGenerator()
        let alphabet = Array("ab1 .'\"f{}()[]:=!\\\n\t#@é$0x")
        for _ in 0..<500 {
            let length = Int.random(in: 0..<60, using: &generator)
            let text = String(
                (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? " " })
            var end = 0
            for piece in PythonTokens.scan(text) {
                #expect(piece.range.lowerBound >= end, "\(text.debugDescription)")
                end = piece.range.upperBound
            }
            #expect(end <= text.utf8.count)
        }
    }
}
