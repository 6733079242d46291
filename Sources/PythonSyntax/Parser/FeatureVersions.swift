/// The versions of Python 3 in which parts of its syntax came, for `compile(…, _feature_version=…)`.
enum FeatureVersions {
    /// The minor version whose syntax the parser reads.
    static let current = 11
}

extension TreeParser {
    /// The error of the first part of the tree that is newer than a version of Python 3.
    func newFeature(than version: Int) -> PythonSyntaxError? {
        var first: (span: SourceSpan, what: String, since: Int)?
        func note(_ since: Int, _ what: String, _ span: SourceSpan) {
            if since <= version { return }
            if let known = first?.span, (known.line, known.column) <= (span.line, span.column) {
                return
            }
            first = (span, what, since)
        }
        for node in tree.expressions { noteExpression(node, note) }
        for node in tree.statements { noteStatement(node, note) }
        for clause in tree.comprehensions where clause.isAsync {
            note(6, "Async comprehensions are", tree[clause.target].span)
        }
        for node in tree.argumentLists where !node.positionalOnly.isEmpty {
            if let parameter = tree.elements(of: node.positionalOnly).first {
                note(8, "Positional-only parameters are", tree[parameter].span)
            }
        }
        if let span = firstParenthesisedItems {
            note(9, "Parenthesized context managers are", span)
        }
        if let span = firstSelfDocumenting {
            note(8, "f-string: self documenting expressions are", span)
        }
        noteNumbers(note)
        guard let first else { return nil }
        return errors.error(
            .syntaxError, "\(first.what) only supported in Python 3.\(first.since) and greater",
            line: Int(first.span.line), column: Int(first.span.column),
            endLine: Int(first.span.endLine), endColumn: Int(first.span.endColumn))
    }

    private func noteExpression(
        _ node: ExpressionNode, _ note: (Int, String, SourceSpan) -> Void
    ) {
        switch node.kind {
        case .namedExpr: note(8, "Assignment expressions are", node.span)
        case .await: note(5, "Await expressions are", node.span)
        case .binOp(_, .matrixMultiply, _): note(5, "The '@' operator is", node.span)
        case .joinedStr: note(6, "Format strings are", node.span)
        default: return
        }
    }

    private func noteStatement(
        _ node: StatementNode, _ note: (Int, String, SourceSpan) -> Void
    ) {
        switch node.kind {
        case .functionDef(_, isAsync: true): note(5, "Async functions are", node.span)
        case .for(_, _, _, _, isAsync: true): note(5, "Async for loops are", node.span)
        case .with(_, _, isAsync: true): note(5, "Async with statements are", node.span)
        case .annAssign: note(6, "Variable annotation syntax is", node.span)
        case .augAssign(_, .matrixMultiply, _): note(5, "The '@' operator is", node.span)
        case .match: note(10, "Pattern matching is", node.span)
        case .try(_, _, _, _, isStar: true): note(11, "Exception groups are", node.span)
        default: return
        }
    }

    private func noteNumbers(_ note: (Int, String, SourceSpan) -> Void) {
        var index = 0
        while tokens[index].kind != .endMarker {
            let token = tokens[index]
            if token.kind == .number,
                (token.start..<token.end).contains(where: { base[Int($0)] == UInt8(ascii: "_") })
            {
                note(6, "Underscores in numeric literals are", token.span)
                return
            }
            index += 1
        }
    }
}
