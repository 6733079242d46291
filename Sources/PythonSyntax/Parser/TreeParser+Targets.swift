/// What can be assigned to or deleted. Targets are read as expressions, checked, and re-marked.
extension TreeParser {
    /// star_targets: star_target !',' | star_target (',' star_target)* [',']
    mutating func parseStarTargets() throws(ParseStop) -> ExpressionID {
        let start = position
        let first = try parseStarTarget()
        if kind != .comma { return first }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            guard startsExpression(kind) || kind == .star else { break }
            push(try parseStarTarget())
        }
        let elements: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.tuple(elements: elements, context: .store), span(from: start))
    }

    /// star_target: '*' (!'*' star_target) | target_with_star_atom
    mutating func parseStarTarget() throws(ParseStop) -> ExpressionID {
        let start = position
        let isStarred = accept(.star)
        let target = try parsePrimary()
        try markTarget(target, as: .store)
        if !isStarred { return target }
        return make(.starred(value: target, context: .store), span(from: start))
    }

    /// Checks that an expression is a target and gives it, and the targets in it, a context.
    ///
    /// A parenthesised single target leaves no trace in the tree, so nothing needs to be known of it.
    mutating func markTarget(
        _ id: ExpressionID, as context: ExpressionContext
    ) throws(ParseStop) {
        switch tree.expressions[id.position].kind {
        case .name(let name, _):
            tree.expressions[id.position].kind = .name(name, context: context)
        case .attribute(let value, let attribute, _):
            tree.expressions[id.position].kind = .attribute(
                value: value, attribute: attribute, context: context)
        case .subscript(let value, let slice, _):
            tree.expressions[id.position].kind = .subscript(
                value: value, slice: slice, context: context)
        case .starred(let value, _):
            if context == .delete { throw .mismatch }
            if case .starred = tree.expressions[value.position].kind { throw .mismatch }
            try markTarget(value, as: context)
            tree.expressions[id.position].kind = .starred(value: value, context: context)
        case .list(let elements, _):
            try markTargets(elements, as: context)
            tree.expressions[id.position].kind = .list(elements: elements, context: context)
        case .tuple(let elements, _):
            try markTargets(elements, as: context)
            tree.expressions[id.position].kind = .tuple(elements: elements, context: context)
        default:
            throw .mismatch
        }
    }

    private mutating func markTargets(
        _ elements: NodeList<ExpressionNode>, as context: ExpressionContext
    ) throws(ParseStop) {
        for index in 0..<Int(elements.count) {
            try markTarget(
                ExpressionID(tree.lists[Int(elements.start) + index]), as: context)
        }
    }

    /// Whether an expression is a name, an attribute or a subscript.
    func isSingleTarget(_ id: ExpressionID) -> Bool {
        switch tree.expressions[id.position].kind {
        case .name, .attribute, .subscript: true
        default: false
        }
    }
}
