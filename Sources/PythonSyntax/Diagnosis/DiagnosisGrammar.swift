/// Python's grammar with its wrong turns, as data for `SyntaxDiagnosis`.
///
/// A rule is `name = alternative | alternative`. The notation:
///
///     'if' '+='      a keyword or operator           [x]  x or nothing
///     NAME NUMBER …  a kind of token                 x* x+  repeated
///     &x  !x         x follows, or doesn't           ','.x+  repeated with commas between
///     ~              no further alternative          &&':'  must follow, else an error
///     a=x            x is called `a` in the action   @kind  the alternative is an expression of this kind
///     {action "…"}   the error this alternative is   name%  results are kept whatever asked for them
///     name < seed > extension | extension            a left-recursive rule
///
/// Rules whose names begin with `invalid_` describe errors; they are tried only in the second pass.
/// Alternatives are tried in order, and the first error met wins. So the order of rules and their
/// look-ahead are part of what CPython reports.
struct DiagnosisGrammar: Sendable {
    /// One element of an alternative. Numbers are indices of items or rules.
    enum Item: Sendable {
        case token(TokenKind)
        case forced(TokenKind, StaticStringBox)
        case name, number, real, imaginary, string, strings, softKeyword
        case word(Identifier)
        case rule(Int)
        case optional(Int)
        case zeroOrMore(Int)
        case oneOrMore(Int)
        case gather(separator: TokenKind, Int)
        case follows(Int)
        case followsNot(Int)
        case cut
    }

    /// The spelling of a forced token.
    struct StaticStringBox: Sendable { var text: String }

    struct Element: Sendable {
        var item: Int
        /// `a` is 1, `b` is 2, no label 0.
        var label: Int
    }

    struct Alternative: Sendable {
        var elements: [Element] = []
        var kind: DiagnosisNode.Kind?
        var action: DiagnosisAction?
        /// An alternative that is one rule of errors is skipped in the first pass.
        var isInvalid = false
    }

    struct Rule: Sendable {
        var name: String
        var alternatives: [Alternative] = []
        /// Of a left-recursive rule: what may follow its result to make a longer one.
        var extensions: [Alternative] = []
        var isLeftRecursive = false
        var isMemoized = false
        var isDefined = false
    }

    var rules: [Rule] = []
    var items: [Item] = []
    var ruleNumbers: [String: Int] = [:]

    static let python = DiagnosisGrammar(texts: [statements, expressions, parameters])

    private init(texts: [StaticString]) {
        for text in texts {
            var reader = DiagnosisGrammarReader(text)
            reader.read(into: &self)
        }
        for rule in rules where !rule.isDefined {
            preconditionFailure("the grammar uses an undefined rule: \(rule.name)")
        }
    }

    mutating func number(ofRule name: String) -> Int {
        if let number = ruleNumbers[name] { return number }
        rules.append(Rule(name: name))
        ruleNumbers[name] = rules.count - 1
        return rules.count - 1
    }

    mutating func add(_ item: Item) -> Int {
        items.append(item)
        return items.count - 1
    }
}
