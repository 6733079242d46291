extension TeXParser {
    static func isLimitFunction(_ name: String) -> Bool {
        let key = name == "lim sup" ? "limsup" : name == "lim inf" ? "liminf" : name
        if case .function(_, hasLimits: true)? = TeXSymbols.symbol(key) { return true }
        return false
    }

    /// What a command shows; nil for nothing.
    mutating func command(_ name: String) throws(TeXProblem) -> MathNode? {
        if let space = TeXSymbols.space(name) { return .space(space) }
        if let symbol = TeXSymbols.symbol(name) { return node(of: symbol) }
        if let (mark, isStretchy) = TeXSymbols.accent(name) {
            return try accented(mark, isStretchy, name)
        }
        if let alphabet = MathAlphabet.named(name) { return try inAlphabet(alphabet, name) }
        if let size = Self.bracketSize(name) { return .sized(try delimiter(), size) }
        switch name {
        case "frac", "cfrac": return try fraction(isDisplay: nil)
        case "dfrac": return try fraction(isDisplay: true)
        case "tfrac": return try fraction(isDisplay: false)
        case "binom", "dbinom", "tbinom":
            let above = try argument()
            return .fenced(
                "(", .fraction(above, try argument(), hasLine: false, isDisplay: nil), ")")
        case "sqrt":
            let index = scanner.optionalRawGroup()
            let body = try argument()
            return .root(
                body, index: try index.map { text throws(TeXProblem) in try Self.parse(text) })
        case "text", "mbox", "textrm", "textnormal", "hbox":
            guard let text = scanner.rawGroup() else {
                throw TeXProblem(cause: "\\\(name) without braces")
            }
            return .text(text)
        case "operatorname", "operatorname*", "mathop":
            // Thin spaces part the words of a name.
            guard let text = scanner.rawGroup()?.replacing("\\,", with: "\u{2009}"),
                text.allSatisfy({ $0.isLetter || $0 == "\u{2009}" })
            else {
                throw TeXProblem(cause: "\\\(name) without a name in braces")
            }
            return .identifier(text, isUpright: true)
        default: return try structure(name)
        }
    }

    private func node(of symbol: TeXSymbols.Symbol) -> MathNode {
        switch symbol {
        case .identifier(let text): .identifier(styled(text), isUpright: alphabet != nil)
        case .upright(let text): .identifier(styled(text), isUpright: true)
        case .mathOperator(let text): .mathOperator(text, .plain)
        case .large(let text): .mathOperator(text, .large)
        case .integral(let text):
            .mathOperator(text, MathOperatorForm(isLarge: true, isFence: true))
        case .fence(let text): .mathOperator(text, .fence)
        case .function(let text, _): .identifier(text, isUpright: true)
        }
    }

    private mutating func structure(_ name: String) throws(TeXProblem) -> MathNode? {
        switch name {
        case "left": return try fenced()
        case "begin": return try environment()
        case "overset", "stackrel":
            let above = try argument()
            return .over(try argument(), above, isAccent: false)
        case "underset":
            let below = try argument()
            return .under(try argument(), below, isAccent: false)
        case "underline":
            return .under(try argument(), .mathOperator("_", .stretchy), isAccent: true)
        case "underbrace":
            return .under(try argument(), .mathOperator("⏟", .stretchy), isAccent: false)
        case "xrightarrow", "xleftarrow":
            let below = try scanner.optionalRawGroup().map { text throws(TeXProblem) in
                try Self.parse(text)
            }
            let arrow = MathNode.mathOperator(name == "xrightarrow" ? "→" : "←", .stretchy)
            let above = MathNode.over(arrow, try argument(), isAccent: false)
            return below.map { .under(above, $0, isAccent: false) } ?? above
        case "boxed", "fbox": return .styled(try argument(), .boxed)
        case "cancel", "bcancel", "xcancel": return .styled(try argument(), .struck)
        case "phantom", "hphantom", "vphantom": return .styled(try argument(), .phantom)
        case "textcolor":
            guard let color = scanner.rawGroup(), InlineStyle.isPlainValue(color) else {
                throw TeXProblem(cause: "\\textcolor without a colour")
            }
            return .styled(try argument(), .color(color))
        case "substack":
            guard scanner.peek() == .open else {
                throw TeXProblem(cause: "\\substack without braces")
            }
            take()
            let rows = try rows { $0 == .close }
            take()
            return .table(rows, .small)
        default: return try word(name)
        }
    }

    private mutating func word(_ name: String) throws(TeXProblem) -> MathNode? {
        switch name {
        case "pmod":
            return .row([
                .space(0.5), .mathOperator("(", .fence), .identifier("mod", isUpright: true),
                .space(0.25), try argument(), .mathOperator(")", .fence),
            ])
        case "bmod", "mod":
            return .row([.space(0.25), .identifier("mod", isUpright: true), .space(0.25)])
        case "not": return try negated()
        case "tag":
            guard let text = scanner.rawGroup() else {
                throw TeXProblem(cause: "\\tag without braces")
            }
            return .row([.space(2), .text("(\(text))")])
        case "label", "hspace", "vspace", "mathstrut":
            _ = scanner.rawGroup()
            return nil
        case "nonumber", "notag", "hline", "strut", "allowbreak", "nobreak", "limits", "nolimits":
            return nil
        case "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "mathpunct", "ensuremath":
            return try argument()
        case "lt": return .mathOperator("<", .plain)
        case "middle": return .mathOperator(try delimiter(), MathOperatorForm(isStretchy: true))
        default: throw TeXProblem(cause: "the command \\\(name) is not known here")
        }
    }

    private mutating func fraction(isDisplay: Bool?) throws(TeXProblem) -> MathNode {
        let above = try argument()
        return .fraction(above, try argument(), hasLine: true, isDisplay: isDisplay)
    }

    private mutating func accented(
        _ mark: String, _ isStretchy: Bool, _ name: String
    ) throws(TeXProblem) -> MathNode {
        let base = try argument()
        let form: MathOperatorForm = isStretchy ? .stretchy : .tight
        return .over(base, .mathOperator(mark, form), isAccent: name != "overbrace")
    }

    private mutating func inAlphabet(
        _ alphabet: MathAlphabet, _ name: String
    ) throws(TeXProblem) -> MathNode {
        if name.hasPrefix("text") {
            guard let text = scanner.rawGroup() else {
                throw TeXProblem(cause: "\\\(name) without braces")
            }
            return .text(alphabet.apply(text))
        }
        // Several letters in `\mathrm` are one word.
        var copy = scanner
        if name == "mathrm", let text = copy.rawGroup(), text.count > 1,
            text.allSatisfy({ $0.isLetter })
        {
            scanner = copy
            return .identifier(text, isUpright: true)
        }
        let outer = self.alphabet
        self.alphabet = alphabet
        defer { self.alphabet = outer }
        return try argument()
    }

    private mutating func negated() throws(TeXProblem) -> MathNode {
        guard case .mathOperator(let text, let form)? = try atom() else {
            throw TeXProblem(cause: "\\not before what is no relation")
        }
        switch text {
        case "=": return .mathOperator("≠", form)
        case "∈": return .mathOperator("∉", form)
        case "⊂": return .mathOperator("⊄", form)
        case "≡": return .mathOperator("≢", form)
        default: return .mathOperator(text + "\u{338}", form)
        }
    }

    // MARK: Brackets

    private static func bracketSize(_ name: String) -> Double? {
        var name = name[...]
        if let last = name.last, "lrm".contains(last), name.count > 3 { name = name.dropLast() }
        switch name {
        case "big": return 1.2
        case "Big": return 1.8
        case "bigg": return 2.4
        case "Bigg": return 3
        default: return nil
        }
    }

    /// The bracket after `\left` or `\big`; a point is none.
    mutating func delimiter() throws(TeXProblem) -> String {
        switch scanner.next() {
        case .character("."): return ""
        case .character("<"): return "⟨"
        case .character(">"): return "⟩"
        case .character(let character) where "()[]|/".contains(character): return String(character)
        case .command(let name):
            switch TeXSymbols.symbol(name) {
            case .fence(let text)?, .mathOperator(let text)?: return text
            default: break
            }
        default: break
        }
        throw TeXProblem(cause: "a bracket is missing")
    }

    /// `\left( … \right)`
    private mutating func fenced() throws(TeXProblem) -> MathNode {
        let open = try delimiter()
        let body = try row { $0 == .command("right") }
        take()
        return .fenced(open, body, try delimiter())
    }

    // MARK: Environments

    /// `\begin{name} … \end{name}`
    private mutating func environment() throws(TeXProblem) -> MathNode {
        guard let name = scanner.rawGroup() else {
            throw TeXProblem(cause: "\\begin without a name")
        }
        let plain = name.hasSuffix("*") ? String(name.dropLast()) : name
        var columns: [Character] = []
        if plain == "array" || plain == "alignedat" {
            columns = scanner.rawGroup()?.filter { "lcr".contains($0) } ?? []
        }
        let rows = try rows { $0 == .command("end") }
        take()
        guard scanner.rawGroup() == name else {
            throw TeXProblem(cause: "\\begin{\(name)} has another \\end")
        }
        switch plain {
        case "matrix": return .table(rows, .matrix)
        case "smallmatrix": return .table(rows, .small)
        case "pmatrix": return .fenced("(", .table(rows, .matrix), ")")
        case "bmatrix": return .fenced("[", .table(rows, .matrix), "]")
        case "Bmatrix": return .fenced("{", .table(rows, .matrix), "}")
        case "vmatrix": return .fenced("|", .table(rows, .matrix), "|")
        case "Vmatrix": return .fenced("‖", .table(rows, .matrix), "‖")
        case "cases": return .fenced("{", .table(rows, .cases), "")
        case "rcases": return .fenced("", .table(rows, .cases), "}")
        case "array": return .table(rows, .columns(columns))
        case "align", "aligned", "split", "alignedat", "eqnarray", "flalign":
            return .table(rows, .aligned)
        case "gather", "gathered", "multline", "equation", "displaymath":
            return rows.count == 1 && rows[0].count == 1 ? rows[0][0] : .table(rows, .gathered)
        default: throw TeXProblem(cause: "the environment \(name) is not known here")
        }
    }
}
