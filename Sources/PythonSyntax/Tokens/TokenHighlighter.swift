/// Gives the tokens of a source their colours, and the inside of f-strings too.
struct TokenHighlighter {
    // SAFETY: `base` addresses `count` bytes and a NUL, kept alive by `PythonTokens.scan`.
    let base: UnsafePointer<UInt8>
    let count: Int
    private var pieces: [PythonToken] = []

    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    mutating func run() -> [PythonToken] {
        highlight(depth: 0)
        pieces.sort { $0.range.lowerBound < $1.range.lowerBound }
        return pieces
    }

    private mutating func add(_ kind: PythonToken.Kind, _ range: Range<Int>) {
        if !range.isEmpty { pieces.append(PythonToken(kind: kind, range: range)) }
    }

    /// Highlights an expression in an f-string, as a text of its own.
    private mutating func highlightExpression(_ range: Range<Int>, depth: Int) {
        var text = ContiguousArray(
            UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
        text.append(0)
        let inner = text.withUnsafeBufferPointer { buffer -> [PythonToken] in
            guard let address = buffer.baseAddress else { return [] }
            var highlighter = TokenHighlighter(base: address, count: range.count)
            highlighter.highlight(depth: depth)
            return highlighter.pieces
        }
        for piece in inner {
            let start = range.lowerBound + piece.range.lowerBound
            add(piece.kind, start..<start + piece.range.count)
        }
    }

    /// Highlights everything; from depth 1 on it is an expression.
    private mutating func highlight(depth: Int) {
        var tokenizer = Tokenizer(
            base: base, count: count, firstLine: 1, identifiers: IdentifierTable(),
            countsErrorColumnsInBytes: false)
        tokenizer.keepsComments = true
        tokenizer.describesFailures = false
        tokenizer.brackets = depth > 0 ? [.init(byte: 0x28, line: 1, column: 0)] : []
        var recoveredEnd = 0
        if depth > 0 { tokenizer.resume() } else { tokenizer.scan() }
        while let failure = tokenizer.failure, tokenizer.cursor < count {
            let wrong = tokenizer.recover(from: failure, behind: recoveredEnd)
            recoveredEnd = wrong.upperBound
            add(failure.message.contains("string literal") ? .string : .error, wrong)
        }
        for comment in tokenizer.comments { add(.comment, comment) }
        classify(tokenizer, depth: depth)
    }

    private mutating func classify(_ tokenizer: Tokenizer, depth: Int) {
        let tokens = tokenizer.tokens
        var isLineStart = depth == 0
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            let range = Int(token.start)..<min(Int(token.end), count)
            switch token.kind {
            case .newline, .indent, .dedent: isLineStart = true
            case .endMarker, .error: break
            case .at where isLineStart:
                let end = endOfDecorator(tokens, from: index)
                add(.decorator, range.lowerBound..<Int(tokens[end].end))
                index = end
                isLineStart = false
            case .name:
                add(kind(ofName: index, tokens, tokenizer, isLineStart), range)
                isLineStart = false
            case .number: add(.number, range)
            case .string: highlightString(token, depth: depth)
            case .unknown: add(.error, range)
            default:
                add(token.kind.isKeyword ? .keyword : .operator, range)
                isLineStart = false
            }
            index += 1
        }
    }

    /// The last token of the dotted name behind an `@`.
    private func endOfDecorator(_ tokens: ContiguousArray<Token>, from start: Int) -> Int {
        var index = start
        while index + 1 < tokens.count {
            let next = tokens[index + 1].kind
            let isPart = next == .name ? tokens[index].kind != .name : next == .dot
            guard isPart, tokens[index + 1].start == tokens[index].end else { break }
            index += 1
        }
        return index
    }

    private func kind(
        ofName index: Int, _ tokens: ContiguousArray<Token>, _ tokenizer: Tokenizer,
        _ isLineStart: Bool
    ) -> PythonToken.Kind {
        let identifier = tokens[index].identifier
        if isLineStart, identifier == IdentifierTable.match || identifier == IdentifierTable.case,
            lineEndsWithColon(tokens, from: index)
        {
            return .softKeyword
        }
        if index > 0 {
            switch tokens[index - 1].kind {
            case .def, .class: return .definition
            case .dot: return .name
            default: break
            }
        }
        if index + 1 < tokens.count, tokens[index + 1].kind == .equal,
            !tokenizer.isOutsideBrackets(tokens, index)
        {
            return .name
        }
        return Self.builtins.contains(tokenizer.identifiers.spelling(of: identifier))
            ? .builtin : .name
    }

    private func lineEndsWithColon(_ tokens: ContiguousArray<Token>, from start: Int) -> Bool {
        var index = start + 1
        guard index < tokens.count, tokens[index].kind != .colon, tokens[index].kind != .equal,
            tokens[index].kind != .dot
        else { return false }
        while index < tokens.count, tokens[index].kind != .newline { index += 1 }
        // A block may follow on the same line.
        return tokens[start..<index].contains { $0.kind == .colon }
    }

    // MARK: F-strings

    private mutating func highlightString(_ token: Token, depth: Int) {
        let piece = StringPiece(token, base: base)
        let end = Int(token.end)
        guard piece.isFormatted, depth < 4 else {
            add(.string, Int(token.start)..<end)
            return
        }
        var literalStart = Int(token.start)
        var index = piece.content.lowerBound
        highlightFields(
            &index, piece.content.upperBound, &literalStart, depth: depth, isSpec: false)
        add(.string, literalStart..<end)
    }

    /// Replacement fields up to the end, or to the brace that ends a format specification.
    private mutating func highlightFields(
        _ index: inout Int, _ end: Int, _ literalStart: inout Int, depth: Int, isSpec: Bool
    ) {
        while index < end {
            let byte = base[index]
            if byte == 0x7D && isSpec { return }
            guard byte == 0x7B else {
                index += 1
                continue
            }
            if !isSpec && index + 1 < end && base[index + 1] == 0x7B {
                index += 2
                continue
            }
            add(.string, literalStart..<index)
            add(.interpolation, index..<index + 1)
            let expressionEnd = endOfExpression(index + 1, end)
            highlightExpression((index + 1)..<expressionEnd, depth: depth + 1)
            index = max(index + 1, expressionEnd)
            highlightFieldEnd(&index, end, depth: depth)
            literalStart = index
        }
    }

    /// `=`, `!r`, `:spec` and the closing brace.
    private mutating func highlightFieldEnd(_ index: inout Int, _ end: Int, depth: Int) {
        let markStart = index
        while index < end, base[index] == 0x3D || base[index] == 0x20 { index += 1 }
        if index + 1 < end, base[index] == 0x21 { index += 2 }
        if index < end, base[index] == 0x3A {
            index += 1
            add(.interpolation, markStart..<index)
            var literalStart = index
            if depth < 4 {
                highlightFields(&index, end, &literalStart, depth: depth + 1, isSpec: true)
            }
            add(.string, literalStart..<index)
        } else {
            add(.interpolation, markStart..<index)
        }
        if index < end, base[index] == 0x7D {
            add(.interpolation, index..<index + 1)
            index += 1
        }
    }

    /// Where an expression in braces ends, or the string does.
    private func endOfExpression(_ start: Int, _ end: Int) -> Int {
        var depth = 0
        var quote: UInt8 = 0
        var index = start
        while index < end {
            let byte = base[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else {
                switch byte {
                case 0x22, 0x27: quote = byte
                case 0x28, 0x5B, 0x7B: depth += 1
                case 0x29, 0x5D: depth -= 1
                case 0x7D:
                    if depth <= 0 { return index }
                    depth -= 1
                case 0x21, 0x3D, 0x3C, 0x3E:
                    if index + 1 < end && base[index + 1] == 0x3D {
                        index += 1
                    } else if depth == 0 && (byte == 0x21 || byte == 0x3D) {
                        return index
                    }
                case 0x3A where depth == 0: return index
                default: break
                }
            }
            index += 1
        }
        return end
    }

    /// The functions, types and constants every program has.
    private static let builtins: Set<String> = [
        "ArithmeticError", "AssertionError", "AttributeError", "BaseException",
        "BaseExceptionGroup", "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning",
        "ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError",
        "ConnectionResetError", "DeprecationWarning", "EOFError", "Ellipsis", "EncodingWarning",
        "EnvironmentError", "Exception", "ExceptionGroup", "FileExistsError", "FileNotFoundError",
        "FloatingPointError", "FutureWarning", "GeneratorExit", "IOError", "ImportError",
        "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError",
        "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError",
        "NameError", "NotADirectoryError", "NotImplemented", "NotImplementedError", "OSError",
        "OverflowError", "PendingDeprecationWarning", "PermissionError", "ProcessLookupError",
        "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning",
        "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError",
        "SystemExit", "TabError", "TimeoutError", "TypeError", "UnboundLocalError",
        "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError",
        "UnicodeWarning", "UserWarning", "ValueError", "Warning", "ZeroDivisionError",
        "__build_class__", "__debug__", "__import__", "abs", "aiter", "all", "anext", "any",
        "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr",
        "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate",
        "eval", "exec", "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr",
        "hash", "help", "hex", "id", "input", "int", "isinstance", "issubclass", "iter", "len",
        "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct", "open",
        "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set", "setattr",
        "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip",
    ]
}

extension Tokenizer {
    /// Goes on behind a failure; gives the range that is wrong.
    mutating func recover(from failure: PythonSyntaxError, behind end: Int) -> Range<Int> {
        if tokens.last?.kind == .error { tokens.removeLast() }
        self.failure = nil
        let previousEnd = max(end, tokens.last.map { Int($0.end) } ?? 0)
        var start = max(previousEnd, lineStart)
        while start < count, base[start] == 0x20 || base[start] == 0x09 { start += 1 }
        if failure.kind != .syntaxError {
            // Wrong indentation: the line itself may be right.
            cursor = start
            indents.removeAll()
        } else if failure.message.contains("string literal") {
            // The cursor stands behind the first character of the literal.
            start = max(previousEnd, cursor - 1)
            if failure.message.hasPrefix("unterminated triple") { cursor = count }
            while cursor < count, base[cursor] != 0x0A { cursor += 1 }
        } else if cursor <= start {
            cursor = min(start + 1, count)
        }
        start = min(start, cursor)
        let wrong = start..<cursor
        if brackets.count >= Tokenizer.maximumBrackets { brackets.removeAll() }
        if indents.count >= Tokenizer.maximumIndents - 1 { indents.removeAll() }
        resume()
        return wrong
    }

    /// Whether a token stands in no bracket of its line.
    func isOutsideBrackets(_ tokens: ContiguousArray<Token>, _ index: Int) -> Bool {
        var depth = 0
        for token in tokens[..<index].reversed() {
            switch token.kind {
            case .newline: return true
            case .leftParenthesis, .leftBracket, .leftBrace:
                if depth == 0 { return false }
                depth -= 1
            case .rightParenthesis, .rightBracket, .rightBrace: depth += 1
            default: break
            }
        }
        return true
    }
}
