/// Why a formula is shown as its source.
struct TeXProblem: Error {
    var cause: String
}

/// Reads the part of TeX's formulas that notes use; anything else is a problem, so that no formula is
/// shown wrong.
struct TeXParser {
    var scanner: TeXScanner
    private var depth = 0
    private static let deepest = 60
    /// The alphabet of `\mathbf` around what is being read.
    var alphabet: MathAlphabet?

    init(_ source: String) { scanner = TeXScanner(source) }

    static func parse(_ source: String) throws(TeXProblem) -> MathNode {
        guard source.utf8.count < 20_000 else { throw TeXProblem(cause: "it is too long") }
        var parser = TeXParser(source)
        let rows = try parser.rows { $0 == .end }
        parser.take()
        if rows.count == 1 {
            guard rows[0].count == 1 else { throw TeXProblem(cause: "an & outside of a table") }
            return rows[0][0]
        }
        return .table(rows, rows.contains { $0.count > 1 } ? .aligned : .gathered)
    }

    mutating func take() { _ = scanner.next() }

    /// `row (\\ row)*`, with cells parted by `&`, up to a token that isn't taken.
    mutating func rows(
        until isEnd: (TeXScanner.Token) -> Bool
    ) throws(TeXProblem) -> [[MathNode]] {
        var rows: [[MathNode]] = [[]]
        while true {
            let cell = try row { token in
                isEnd(token) || token == .ampersand || token == .command("\\")
                    || token == .command("cr")
            }
            rows[rows.count - 1].append(cell)
            switch scanner.peek() {
            case .ampersand: take()
            case .command("\\"), .command("cr"):
                take()
                _ = scanner.optionalRawGroup()
                rows.append([])
            default:
                if let last = rows.last, rows.count > 1, last.count == 1, last[0].isEmpty {
                    rows.removeLast()
                }
                return rows
            }
        }
    }

    /// A sequence of atoms up to a token that isn't taken.
    mutating func row(until isEnd: (TeXScanner.Token) -> Bool) throws(TeXProblem) -> MathNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw TeXProblem(cause: "it is nested too deeply") }
        var nodes: [MathNode] = []
        while true {
            let token = scanner.peek()
            if isEnd(token) { break }
            if token == .end { throw TeXProblem(cause: "it ends too early") }
            if token == .close { throw TeXProblem(cause: "a brace closes nothing") }
            if token == .ampersand { throw TeXProblem(cause: "an & outside of a table") }
            if try takeDeclaration(&nodes, isEnd) { break }
            if let node = try scripted(after: nodes.last) { nodes.append(node) }
        }
        return nodes.count == 1 ? nodes[0] : .row(nodes)
    }

    /// `\displaystyle` and `\bf` hold to the end of their group; `a \over b` parts it.
    private mutating func takeDeclaration(
        _ nodes: inout [MathNode], _ isEnd: (TeXScanner.Token) -> Bool
    ) throws(TeXProblem) -> Bool {
        guard case .command(let name) = scanner.peek() else { return false }
        switch name {
        case "displaystyle", "textstyle", "scriptstyle":
            take()
            nodes.append(.styled(try row(until: isEnd), .display(name == "displaystyle")))
        case "over", "choose":
            take()
            let below = try row(until: isEnd)
            let fraction = MathNode.fraction(
                .row(nodes), below, hasLine: name == "over", isDisplay: nil)
            nodes = [name == "over" ? fraction : .fenced("(", fraction, ")")]
        case "bf", "rm", "cal", "frak":
            take()
            let outer = alphabet
            alphabet = MathAlphabet.named(name)
            nodes.append(try row(until: isEnd))
            alphabet = outer
        case "color":
            take()
            let color = try colorName()
            nodes.append(.styled(try row(until: isEnd), .color(color)))
        default: return false
        }
        return true
    }

    // MARK: Scripts

    /// `atom (_ x)? (^ y)?`, with primes.
    private mutating func scripted(after previous: MathNode?) throws(TeXProblem) -> MathNode? {
        let first = scanner.peek()
        var base: MathNode?
        if first == .superscript || first == .subscript {
            base = .empty
        } else {
            base = try atom()
        }
        guard let base else { return nil }
        var areLimits = base.takesLimits
        if scanner.peek() == .command("limits") {
            take()
            areLimits = true
        } else if scanner.peek() == .command("nolimits") {
            take()
            areLimits = false
        }
        var (sub, sup): (MathNode?, MathNode?)
        var primes = 0
        while true {
            switch scanner.peek() {
            case .character("'"), .character("’"):
                take()
                primes += 1
                continue
            case .subscript where sub == nil:
                take()
                sub = try argument()
                continue
            case .superscript where sup == nil:
                take()
                sup = try argument()
                continue
            case .subscript, .superscript: throw TeXProblem(cause: "two scripts at one place")
            default: break
            }
            break
        }
        if primes > 0 {
            let mark = MathNode.mathOperator(String(repeating: "′", count: primes), .tight)
            sup = sup.map { .row([mark, $0]) } ?? mark
        }
        guard sub != nil || sup != nil else { return base }
        return .scripts(base: base, sub: sub, sup: sup, areLimits: areLimits)
    }

    /// One atom or a group in braces.
    mutating func argument() throws(TeXProblem) -> MathNode {
        if scanner.peek() == .open {
            take()
            let node = try row { $0 == .close }
            take()
            return node
        }
        // `\frac12` is a half: a digit is an argument by itself.
        if case .character(let digit) = scanner.peek(), digit.isASCII, digit.isNumber {
            take()
            return .number(styled(String(digit)))
        }
        guard let node = try atom() else { throw TeXProblem(cause: "an argument is missing") }
        return node
    }

    // MARK: Atoms

    /// Nil for what shows nothing.
    mutating func atom() throws(TeXProblem) -> MathNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw TeXProblem(cause: "it is nested too deeply") }
        switch scanner.next() {
        case .open:
            let node = try row { $0 == .close }
            take()
            return .row([node])
        case .character(let character): return single(character)
        case .command(let name): return try command(name)
        case .end: throw TeXProblem(cause: "it ends too early")
        case .close, .superscript, .subscript, .ampersand:
            throw TeXProblem(cause: "an argument is missing")
        }
    }

    private mutating func single(_ character: Character) -> MathNode {
        if character.isASCII, character.isNumber {
            return .number(styled(String(character) + scanner.restOfNumber()))
        }
        switch character {
        case "-": return .mathOperator("−", .plain)
        case "*": return .mathOperator("∗", .plain)
        case "(", ")", "[", "]", "|": return .mathOperator(String(character), .fence)
        case "+", "=", "<", ">", ":", "/", ",", ";", "!", "?", ".", "−", "×", "·":
            return .mathOperator(String(character), character == "/" ? .tight : .plain)
        case "~": return .space(0.25)
        default: break
        }
        if character.isLetter { return .identifier(styled(String(character)), isUpright: isPlain) }
        return character.isMathSymbol
            ? .mathOperator(String(character), .plain) : .text(String(character))
    }

    /// Whether a letter stands upright since an alphabet says so.
    private var isPlain: Bool { alphabet != nil }

    func styled(_ text: String) -> String { alphabet?.apply(text) ?? text }

    /// The colour in braces.
    private mutating func colorName() throws(TeXProblem) -> String {
        guard let color = scanner.rawGroup(), InlineStyle.isPlainValue(color) else {
            throw TeXProblem(cause: "\\color without a colour")
        }
        return color
    }
}

extension MathNode {
    var isEmpty: Bool {
        if case .row(let nodes) = self { nodes.allSatisfy(\.isEmpty) } else { false }
    }

    /// Whether scripts stand below and above it.
    var takesLimits: Bool {
        switch self {
        case .mathOperator(_, let form): form.isLarge && !form.isFence
        case .identifier(let name, true): TeXParser.isLimitFunction(name)
        case .under(_, _, false), .over(_, _, false): true
        default: false
        }
    }
}

extension Character {
    fileprivate var isMathSymbol: Bool { isSymbol || isPunctuation }
}
