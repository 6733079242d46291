/// What the diagnosis knows of a piece of program: its kind, its tokens and its parts.
struct DiagnosisNode {
    /// Kinds of expressions, as far as messages tell them apart.
    enum Kind: String, Sendable {
        case other, token, list_of_nodes
        case name, attribute, `subscript`, starred, tuple, list, set, dict
        case operation, comparison, membership, conditional, lambda, call, await, yield, named
        case literal, string, fString, `true`, `false`, none, ellipsis
        case listcomp, setcomp, dictcomp, genexp
        case clause, arguments, keyword, unpacking
    }

    var kind: Kind
    /// Indices of the first and the last token.
    var first: Int
    var last: Int
    /// A run in the pool of children.
    var childrenStart: Int
    var childrenCount: Int

    /// `_PyPegen_get_expr_name`: what messages call the expression.
    var description: String {
        switch kind {
        case .name: "name"
        case .attribute: "attribute"
        case .subscript: "subscript"
        case .starred: "starred"
        case .tuple: "tuple"
        case .list: "list"
        case .set: "set display"
        case .dict: "dict literal"
        case .operation: "expression"
        case .comparison, .membership: "comparison"
        case .conditional: "conditional expression"
        case .lambda: "lambda"
        case .call: "function call"
        case .await: "await expression"
        case .yield: "yield expression"
        case .named: "named expression"
        case .literal, .string: "literal"
        case .fString: "f-string expression"
        case .true: "True"
        case .false: "False"
        case .none: "None"
        case .ellipsis: "ellipsis"
        case .listcomp: "list comprehension"
        case .setcomp: "set comprehension"
        case .dictcomp: "dict comprehension"
        case .genexp: "generator expression"
        case .other, .token, .list_of_nodes, .clause, .arguments, .keyword, .unpacking: "expression"
        }
    }
}

/// What an alternative of an error rule does when it matches.
struct DiagnosisAction: Sendable {
    enum Kind: String, Sendable {
        /// The error spans `a`.
        case known
        /// The error spans `a` to `b`.
        case range
        /// From `a` to the last of the list `b`.
        case rangeLast = "range-last"
        /// From `a` to the end of the last clause of the comprehension `b`.
        case rangeClause = "range-clause"
        /// From `a` to where the tokenizer stands.
        case from
        /// At the last token that was looked at.
        case here
        /// An `IndentationError` at the last token that was looked at.
        case indent
        case starTarget = "star-target"
        case forTarget = "for-target"
        case deleteTarget = "delete-target"
        case legacyStatement = "legacy-statement"
        case missingComma = "missing-comma"
        case missingColon = "missing-colon"
        case bareGenerator = "bare-generator"
        case positionalAfterKeyword = "positional-after-keyword"
    }

    var kind: Kind
    /// `%s` is what `a` is called, `%t` its text, `%d` its line.
    var message: String
}
