/// Writes a formula's tree as MathML, in the part of it that browsers share (MathML Core).
struct MathMLWriter {
    var buffer: HTMLBuffer

    /// The whole element, with the source for those who copy or can't see it.
    mutating func write(_ node: MathNode, source: String, isDisplay: Bool) {
        buffer.markup(isDisplay ? "<math display=\"block\">" : "<math>")
        buffer.markup("<semantics>")
        write(.row([node]))
        buffer.markup("<annotation encoding=\"application/x-tex\">")
        buffer.text(source)
        buffer.markup("</annotation></semantics></math>")
    }

    mutating func write(_ node: MathNode) {
        switch node {
        case .row(let nodes): writeRow(nodes)
        case .identifier(let text, let isUpright): writeIdentifier(text, isUpright)
        case .number(let text): element("mn", text)
        case .mathOperator(let text, let form): writeOperator(text, form)
        case .text(let text): element("mtext", Self.withSpaces(text))
        case .space(let width): buffer.markup("<mspace width=\"\(Self.em(width))\"></mspace>")
        case .fraction(let above, let below, let hasLine, let isDisplay):
            writeFraction(above, below, hasLine, isDisplay)
        case .root(let body, let index):
            wrap(index == nil ? "msqrt" : "mroot") { writer in
                writer.write(body)
                if let index { writer.write(index) }
            }
        case .scripts(let base, let sub, let sup, let areLimits):
            writeScripts(base, sub, sup, areLimits)
        case .over(let base, let mark, let isAccent):
            buffer.markup(isAccent ? "<mover accent=\"true\">" : "<mover>")
            write(base)
            write(mark)
            buffer.markup("</mover>")
        case .under(let base, let mark, let isAccent):
            buffer.markup(isAccent ? "<munder accentunder=\"true\">" : "<munder>")
            write(base)
            write(mark)
            buffer.markup("</munder>")
        case .sized(let bracket, let size):
            let em = Self.em(size)
            buffer.markup("<mo minsize=\"\(em)\" maxsize=\"\(em)\" stretchy=\"true\">")
            buffer.text(bracket)
            buffer.markup("</mo>")
        case .fenced(let open, let body, let close): writeFenced(open, body, close)
        case .table(let rows, let form): write(rows, form)
        case .styled(let body, let style): write(body, style)
        }
    }

    private mutating func writeRow(_ nodes: [MathNode]) {
        buffer.markup("<mrow>")
        for (index, node) in nodes.enumerated() {
            write(node)
            // `sin x` and `f(x)` need the invisible sign only where a letter follows a function.
            if case .identifier(let name, true) = node, name.count > 1, index + 1 < nodes.count,
                nodes[index + 1].isOperand
            {
                buffer.markup("<mspace width=\"0.1667em\"></mspace>")
            }
        }
        buffer.markup("</mrow>")
    }

    private mutating func writeIdentifier(_ text: String, _ isUpright: Bool) {
        // A name of several letters is upright by itself.
        let needsVariant = isUpright && text.unicodeScalars.count == 1
        buffer.markup(needsVariant ? "<mi mathvariant=\"normal\">" : "<mi>")
        buffer.text(text)
        buffer.markup("</mi>")
    }

    private mutating func writeOperator(_ text: String, _ form: MathOperatorForm) {
        buffer.markup("<mo")
        if form.isLarge {
            if !form.isFence { buffer.markup(" movablelimits=\"true\"") }
            buffer.markup(" largeop=\"true\"")
        } else if form.isFence {
            buffer.markup(" stretchy=\"false\"")
            if text == "|" || text == "‖" { buffer.markup(" lspace=\"0\" rspace=\"0\"") }
        } else if form.isStretchy {
            buffer.markup(" stretchy=\"true\"")
        }
        if form.isTight { buffer.markup(" lspace=\"0\" rspace=\"0\" stretchy=\"false\"") }
        buffer.markup(">")
        buffer.text(text)
        buffer.markup("</mo>")
    }

    private mutating func writeFraction(
        _ above: MathNode, _ below: MathNode, _ hasLine: Bool, _ isDisplay: Bool?
    ) {
        if let isDisplay { buffer.markup("<mstyle displaystyle=\"\(isDisplay)\">") }
        buffer.markup(hasLine ? "<mfrac>" : "<mfrac linethickness=\"0\">")
        write(above)
        write(below)
        buffer.markup("</mfrac>")
        if isDisplay != nil { buffer.markup("</mstyle>") }
    }

    private mutating func writeScripts(
        _ base: MathNode, _ sub: MathNode?, _ sup: MathNode?, _ areLimits: Bool
    ) {
        let name =
            switch (sub != nil, sup != nil) {
            case (true, true): areLimits ? "munderover" : "msubsup"
            case (true, false): areLimits ? "munder" : "msub"
            default: areLimits ? "mover" : "msup"
            }
        wrap(name) { writer in
            writer.write(base)
            if let sub { writer.write(sub) }
            if let sup { writer.write(sup) }
        }
    }

    private mutating func writeFenced(_ open: String, _ body: MathNode, _ close: String) {
        buffer.markup("<mrow>")
        writeBracket(open, "prefix")
        write(body)
        writeBracket(close, "postfix")
        buffer.markup("</mrow>")
    }

    private mutating func writeBracket(_ text: String, _ form: String) {
        guard !text.isEmpty else { return }
        buffer.markup("<mo fence=\"true\" stretchy=\"true\" form=\"\(form)\">")
        buffer.text(text)
        buffer.markup("</mo>")
    }

    // MARK: Tables and styles

    private mutating func write(_ rows: [[MathNode]], _ form: MathTableForm) {
        buffer.markup("<mtable")
        switch form {
        case .aligned: buffer.markup(" displaystyle=\"true\" class=\"aligned\"")
        case .gathered: buffer.markup(" displaystyle=\"true\"")
        case .small: buffer.markup(" class=\"small\"")
        default: break
        }
        buffer.markup(">")
        for row in rows {
            buffer.markup("<mtr>")
            for (column, cell) in row.enumerated() {
                buffer.markup("<mtd")
                if let side = Self.side(form, column) {
                    buffer.markup(" style=\"text-align:\(side)\"")
                }
                buffer.markup(">")
                write(cell)
                buffer.markup("</mtd>")
            }
            buffer.markup("</mtr>")
        }
        buffer.markup("</mtable>")
    }

    private static func side(_ form: MathTableForm, _ column: Int) -> String? {
        switch form {
        case .matrix, .small, .gathered: nil
        case .cases: "left"
        case .aligned: column % 2 == 0 ? "right" : "left"
        case .columns(let letters):
            switch column < letters.count ? letters[column] : "c" {
            case "l": "left"
            case "r": "right"
            default: nil
            }
        }
    }

    private mutating func write(_ body: MathNode, _ style: MathStyle) {
        switch style {
        case .display(let isDisplay):
            buffer.markup("<mstyle displaystyle=\"\(isDisplay)\">")
            write(body)
            buffer.markup("</mstyle>")
        case .color(let color):
            buffer.markup("<mrow")
            buffer.attribute("style", "color:\(color)")
            buffer.markup(">")
            write(body)
            buffer.markup("</mrow>")
        case .boxed, .struck:
            if case .boxed = style {
                buffer.markup("<mrow class=\"boxed\">")
            } else {
                buffer.markup("<mrow class=\"struck\">")
            }
            write(body)
            buffer.markup("</mrow>")
        case .phantom: wrap("mphantom") { $0.write(body) }
        }
    }

    // MARK: Elements

    private mutating func element(_ name: String, _ text: String) {
        buffer.markup("<\(name)>")
        buffer.text(text)
        buffer.markup("</\(name)>")
    }

    private mutating func wrap(_ name: String, _ body: (inout MathMLWriter) -> Void) {
        buffer.markup("<\(name)>")
        body(&self)
        buffer.markup("</\(name)>")
    }

    /// Spaces at the ends of a text would be dropped.
    private static func withSpaces(_ text: String) -> String {
        var text = text
        if text.hasPrefix(" ") { text = "\u{A0}" + text.dropFirst() }
        if text.hasSuffix(" ") { text = text.dropLast() + "\u{A0}" }
        return text
    }

    private static func em(_ size: Double) -> String { "\(size)em" }
}

extension MathNode {
    /// Whether it is what a function is applied to.
    fileprivate var isOperand: Bool {
        switch self {
        case .identifier, .number, .fraction, .root: true
        case .scripts(let base, _, _, _): base.isOperand
        default: false
        }
    }
}

extension BlockWriter {
    /// A formula as MathML, or as its source where that can't be read.
    mutating func writeFormula(_ source: String, isDisplay: Bool) {
        do throws(TeXProblem) {
            guard let plain = macros.expanded(source) else {
                throw TeXProblem(cause: "its macros have no end")
            }
            let node = try TeXParser.parse(plain)
            var writer = MathMLWriter(buffer: HTMLBuffer())
            writer.write(node, source: source, isDisplay: isDisplay)
            buffer.markup(writer.buffer.bytes)
        } catch {
            buffer.markup("<code class=\"tex\"")
            buffer.attribute("title", "Shown as its source: \(error.cause)")
            buffer.markup(">")
            buffer.text(source)
            buffer.markup("</code>")
        }
    }
}
