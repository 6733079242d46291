/// Collects the parts of adjacent strings of which some are formatted.
///
/// Literal parts are joined until an expression comes between; without any f-string the result is a
/// plain constant. Its counterpart is `FstringParser` in CPython's `Parser/string_parser.c`.
struct FStringBuilder {
    /// All nodes made of adjacent strings have the span of them all.
    let span: SourceSpan
    let isUnicodePrefixed: Bool
    var literal: [UInt8] = []
    var values: ContiguousArray<UInt32> = []
    var isFormatted = false

    mutating func append(literal bytes: [UInt8]) {
        if literal.isEmpty { literal = bytes } else { literal.append(contentsOf: bytes) }
    }
}

extension TreeParser {
    /// The expression of all parts.
    mutating func finish(_ builder: inout FStringBuilder) -> ExpressionID {
        guard builder.isFormatted else {
            let constant = makeConstant(.string(builder.literal))
            return make(
                .constant(constant, isUnicodePrefixed: builder.isUnicodePrefixed), builder.span)
        }
        flushLiteral(&builder)
        let start = tree.lists.count
        tree.lists.append(contentsOf: builder.values)
        return make(
            .joinedStr(values: NodeList(start: start, count: builder.values.count)), builder.span)
    }

    /// Turns the literal text since the last expression into a constant.
    mutating func flushLiteral(_ builder: inout FStringBuilder) {
        guard !builder.literal.isEmpty else { return }
        let constant = makeConstant(.string(builder.literal))
        let id = make(
            .constant(constant, isUnicodePrefixed: builder.isUnicodePrefixed), builder.span)
        builder.values.append(id.rawValue)
        builder.literal = []
    }
}
