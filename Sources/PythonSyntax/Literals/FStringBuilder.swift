/// Collects the parts of adjacent strings of which some are formatted.
///
/// Literal parts are joined until an expression comes between; without any f-string the result is a
/// plain constant. Its counterpart is `FstringParser` in CPython's `Parser/string_parser.c`.
struct FStringBuilder {
    /// The nodes made of adjacent strings have the span of them all.
    let span: SourceSpan
    let isUnicodePrefixed: Bool
    /// The span of the whole result, and of the literal text that ends it: in a format specification
    /// it is that of the one string it stands in.
    let finalSpan: SourceSpan
    let isFinallyUnicodePrefixed: Bool
    var literal: [UInt8] = []
    var values: ContiguousArray<UInt32> = []
    var isFormatted = false

    /// Collects adjacent strings.
    init(span: SourceSpan, isUnicodePrefixed: Bool) {
        self.span = span
        self.isUnicodePrefixed = isUnicodePrefixed
        finalSpan = span
        isFinallyUnicodePrefixed = isUnicodePrefixed
    }

    /// Collects the format specification of an expression in one of them.
    init(formatSpecIn outer: FStringBuilder, token: Token) {
        span = outer.span
        isUnicodePrefixed = outer.isUnicodePrefixed
        finalSpan = token.span
        isFinallyUnicodePrefixed = false
    }

    mutating func append(literal bytes: [UInt8]) {
        if literal.isEmpty { literal = bytes } else { literal.append(contentsOf: bytes) }
    }
}

extension TreeParser {
    /// The expression of all parts.
    mutating func finish(_ builder: inout FStringBuilder) -> ExpressionID {
        let span = builder.finalSpan
        let isUnicodePrefixed = builder.isFinallyUnicodePrefixed
        guard builder.isFormatted else {
            let constant = makeConstant(.string(builder.literal))
            return make(.constant(constant, isUnicodePrefixed: isUnicodePrefixed), span)
        }
        flushLiteral(&builder, span, isUnicodePrefixed: isUnicodePrefixed)
        let start = tree.lists.count
        tree.lists.append(contentsOf: builder.values)
        return make(.joinedStr(values: NodeList(start: start, count: builder.values.count)), span)
    }

    /// Turns the literal text since the last expression into a constant.
    mutating func flushLiteral(
        _ builder: inout FStringBuilder, _ span: SourceSpan, isUnicodePrefixed: Bool
    ) {
        guard !builder.literal.isEmpty else { return }
        let constant = makeConstant(.string(builder.literal))
        let id = make(.constant(constant, isUnicodePrefixed: isUnicodePrefixed), span)
        builder.values.append(id.rawValue)
        builder.literal = []
    }
}
