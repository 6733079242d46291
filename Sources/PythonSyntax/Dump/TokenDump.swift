/// Writes the tokens of a source, one a line, in the form of `python -m tokenize -e`:
/// `1,0-1,1:            NAME           'x'`.
///
/// The tokens are the parser's own. CPython's `tokenize` module knows some more, which the grammar
/// has no use for: the encoding, comments, and line ends that end no statement. They are found
/// between the tokens. Columns count characters.
public enum TokenDump {
    /// The dump, and why it ends early if the tokenizer failed.
    public struct Result: Sendable {
        public var text: ContiguousArray<UInt8>
        public var failure: PythonSyntaxError?
    }

    public static func dump(_ source: SourceText) -> Result {
        source.bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Result(text: []) }
            var tokenizer = Tokenizer(
                base: base, count: source.count, firstLine: 1, identifiers: IdentifierTable(),
                countsErrorColumnsInBytes: source.countsErrorColumnsInBytes)
            tokenizer.scan()
            var writer = TokenDumpWriter(source: source, base: base)
            for token in tokenizer.tokens where token.kind != .error { writer.write(token) }
            return Result(text: writer.output, failure: tokenizer.failure)
        }
    }
}

/// Walks through a source from token to token, counting lines and characters.
private struct TokenDumpWriter {
    let source: SourceText
    // SAFETY: addresses the source's bytes, kept alive by `TokenDump.dump`.
    let base: UnsafePointer<UInt8>
    private(set) var output: ContiguousArray<UInt8> = []
    private var cursor = 0
    private var place = Place(line: 1, column: 0)
    private var lineStart = 0
    /// How many dropped carriage returns stand in front of the cursor.
    private var carriageReturns = 0

    private struct Place {
        var line: Int
        var column: Int
    }

    init(source: SourceText, base: UnsafePointer<UInt8>) {
        self.source = source
        self.base = base
        let origin = Place(line: 0, column: 0)
        append("ENCODING", from: origin, to: origin, text: Array(source.encodingName.utf8))
    }

    mutating func write(_ token: Token) {
        // A NEWLINE begins at the comment in front of it.
        passGap(to: Int(token.kind == .newline ? token.end : token.start))
        switch token.kind {
        case .newline: appendLineEnd("NEWLINE")
        case .indent:
            let start = Place(line: place.line, column: 0)
            append("INDENT", from: start, to: place, text: text(lineStart..<cursor))
        case .dedent: append("DEDENT", from: place, to: place, text: [])
        case .endMarker: append("ENDMARKER", from: place, to: place, text: [])
        default:
            let start = place
            let text = text(Int(token.start)..<Int(token.end))
            move(to: Int(token.end))
            append(token.kind.tokenizeName, from: start, to: place, text: text)
        }
    }

    /// Passes what the grammar has no tokens for, and writes the comments and line ends in it.
    private mutating func passGap(to end: Int) {
        while cursor < end {
            switch base[cursor] {
            case 0x23:
                let start = place
                let first = cursor
                while cursor < end, base[cursor] != 0x0A { move(to: cursor + 1) }
                append("COMMENT", from: start, to: place, text: text(first..<cursor))
            case 0x0A:
                appendLineEnd("NL")
                move(to: cursor + 1)
            // A backslash joins lines: the line end behind it is no token.
            case 0x5C: move(to: min(cursor + 2, end))
            default: move(to: cursor + 1)
            }
        }
    }

    private mutating func move(to offset: Int) {
        while cursor < offset {
            let byte = base[cursor]
            if isBehindCarriageReturn { carriageReturns += 1 }
            cursor += 1
            if byte == 0x0A {
                place = Place(line: place.line + 1, column: 0)
                lineStart = cursor
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
    }

    /// Whether the line feed at the cursor followed a carriage return in the input.
    private var isBehindCarriageReturn: Bool {
        let dropped = source.droppedCarriageReturns
        return carriageReturns < dropped.count
            && dropped[carriageReturns] - carriageReturns == cursor
    }

    /// A line end at the cursor, which stays in front of it.
    private mutating func appendLineEnd(_ name: String) {
        var end = place
        var text: [UInt8] = []
        if cursor >= source.count || source.addedFinalLineFeed && cursor == source.count - 1 {
            // The input has none; a NEWLINE is one column wide all the same.
            if name == "NEWLINE" { end.column += 1 }
        } else {
            text = isBehindCarriageReturn ? [0x0D, 0x0A] : [0x0A]
            end.column += text.count
        }
        append(name, from: place, to: end, text: text)
        if name == "NEWLINE" { move(to: min(cursor + 1, source.count)) }
    }

    /// A part of the input, with its carriage returns. It doesn't begin behind the cursor.
    private func text(_ range: Range<Int>) -> [UInt8] {
        // SAFETY: the range lies within the source.
        let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        let dropped = source.droppedCarriageReturns
        guard carriageReturns < dropped.count else { return Array(bytes) }
        var index = carriageReturns
        var result: [UInt8] = []
        for (offset, byte) in zip(range, bytes) {
            if index < dropped.count, dropped[index] - index == offset {
                result.append(0x0D)
                index += 1
            }
            result.append(byte)
        }
        return result
    }

    private mutating func append(_ name: String, from start: Place, to end: Place, text: [UInt8]) {
        let range = "\(start.line),\(start.column)-\(end.line),\(end.column):"
        output.append(contentsOf: range.utf8)
        pad(range.utf8.count, to: 20)
        output.append(contentsOf: name.utf8)
        pad(name.utf8.count, to: 15)
        let first = output.count
        PythonRepresentation.append(.string(text), to: &output)
        pad(output[first...].count { $0 & 0xC0 != 0x80 }, to: 15)
        output.append(0x0A)
    }

    private mutating func pad(_ count: Int, to width: Int) {
        for _ in 0..<max(0, width - count) { output.append(0x20) }
    }
}

extension TokenKind {
    /// The name of the kind, of an operator its exact one (`Lib/token.py`).
    fileprivate var tokenizeName: String {
        switch self {
        case .number: "NUMBER"
        case .string: "STRING"
        case .error, .unknown: "ERRORTOKEN"
        case .leftParenthesis: "LPAR"
        case .rightParenthesis: "RPAR"
        case .leftBracket: "LSQB"
        case .rightBracket: "RSQB"
        case .leftBrace: "LBRACE"
        case .rightBrace: "RBRACE"
        case .colon: "COLON"
        case .comma: "COMMA"
        case .semicolon: "SEMI"
        case .dot: "DOT"
        case .ellipsis: "ELLIPSIS"
        case .arrow: "RARROW"
        case .colonEqual: "COLONEQUAL"
        case .equal: "EQUAL"
        case .at: "AT"
        case .plus: "PLUS"
        case .minus: "MINUS"
        case .star: "STAR"
        case .doubleStar: "DOUBLESTAR"
        case .slash: "SLASH"
        case .doubleSlash: "DOUBLESLASH"
        case .percent: "PERCENT"
        case .bar: "VBAR"
        case .ampersand: "AMPER"
        case .caret: "CIRCUMFLEX"
        case .tilde: "TILDE"
        default: isOperator ? longOperatorName : "NAME"
        }
    }

    private var longOperatorName: String {
        switch self {
        case .leftShift: "LEFTSHIFT"
        case .rightShift: "RIGHTSHIFT"
        case .less: "LESS"
        case .greater: "GREATER"
        case .equalEqual: "EQEQUAL"
        case .notEqual: "NOTEQUAL"
        case .lessEqual: "LESSEQUAL"
        case .greaterEqual: "GREATEREQUAL"
        case .plusEqual: "PLUSEQUAL"
        case .minusEqual: "MINEQUAL"
        case .starEqual: "STAREQUAL"
        case .slashEqual: "SLASHEQUAL"
        case .percentEqual: "PERCENTEQUAL"
        case .atEqual: "ATEQUAL"
        case .ampersandEqual: "AMPEREQUAL"
        case .barEqual: "VBAREQUAL"
        case .caretEqual: "CIRCUMFLEXEQUAL"
        case .leftShiftEqual: "LEFTSHIFTEQUAL"
        case .rightShiftEqual: "RIGHTSHIFTEQUAL"
        case .doubleStarEqual: "DOUBLESTAREQUAL"
        case .doubleSlashEqual: "DOUBLESLASHEQUAL"
        default: "OP"
        }
    }
}
