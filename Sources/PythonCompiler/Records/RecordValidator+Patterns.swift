import PythonBytecode

extension RecordValidator {
    mutating func check(pattern node: Int, takesStar: Bool) throws(RecordError) {
        try checkPlace(node)
        try descend()
        defer { ascend() }
        switch kind(node) {
        case .MatchValue: if let value = child(node, 0) { try checkMatched(value) }
        case .MatchSingleton:
            guard case .value(let constant) = literal(node, 0), constant.isSingleton else {
                throw RecordError("MatchSingleton can only contain True, False and None")
            }
        case .MatchSequence: try patterns(node, 0, takesStar: true)
        case .MatchMapping: try checkMapping(node)
        case .MatchClass: try checkClass(node)
        case .MatchStar:
            if !takesStar { throw RecordError("can't use MatchStar here") }
            try checkCapture(text(node, 0))
        case .MatchAs:
            try checkCapture(text(node, 1))
            guard let pattern = child(node, 0) else { return }
            if text(node, 1) == nil {
                throw RecordError("MatchAs must specify a target name if a pattern is given")
            }
            try check(pattern: pattern, takesStar: false)
        case .MatchOr:
            if count(node, 0) < 2 { throw RecordError("MatchOr requires at least 2 patterns") }
            try patterns(node, 0)
        default: return
        }
    }

    private func checkCapture(_ name: String?) throws(RecordError) {
        if name == "_" { throw RecordError("can't capture name '_' in patterns") }
        try checkName(name)
    }

    private mutating func checkMapping(_ node: Int) throws(RecordError) {
        if count(node, 0) != count(node, 1) {
            throw RecordError("MatchMapping doesn't have the same number of keys as patterns")
        }
        try checkCapture(text(node, 2))
        for key in try nodes(node, 0, "expression") {
            if kind(key) == .Constant, case .value(let constant) = literal(key, 0),
                constant.isSingleton
            {
                continue
            }
            try checkMatched(key)
        }
        try patterns(node, 1)
    }

    private mutating func checkClass(_ node: Int) throws(RecordError) {
        if count(node, 2) != count(node, 3) {
            throw RecordError(
                "MatchClass doesn't have the same number of keyword attributes as patterns")
        }
        try expression(node, 0)
        var part = child(node, 0)
        while let current = part, kind(current) != .Name {
            guard kind(current) == .Attribute else {
                throw RecordError(
                    "MatchClass cls field can only contain Name or Attribute nodes.")
            }
            part = child(current, 0)
        }
        try checkNames(node, 2)
        for case .text(let index) in items(node, 2) { try checkName(record.texts[index]) }
        try patterns(node, 1)
        try patterns(node, 3)
    }

    /// The value a pattern compares with: a literal or a dotted name.
    private mutating func checkMatched(_ node: Int) throws(RecordError) {
        try check(expression: node, .Load)
        switch kind(node) {
        case .Constant:
            guard case .value(let constant) = literal(node, 0), constant.isLiteral else {
                throw RecordError("unexpected constant inside of a literal pattern")
            }
            return
        case .Attribute, .JoinedStr: return
        case .UnaryOp:
            if isNumber(node, takesSign: true, real: true, imaginary: true) { return }
        case .BinOp:
            if isMark(node, 1, .Add) || isMark(node, 1, .Sub), let left = child(node, 0),
                let right = child(node, 2),
                isNumber(left, takesSign: true, real: true, imaginary: false),
                isNumber(right, takesSign: false, real: false, imaginary: true)
            {
                return
            }
        default: break
        }
        throw RecordError("patterns may only match literals and attribute lookups")
    }

    private func isMark(_ node: Int, _ field: Int, _ mark: NodeKind) -> Bool {
        if case .mark(let kind) = record.field(field, of: node) { return kind == mark }
        return false
    }

    /// A number, or one behind a minus.
    private func isNumber(_ node: Int, takesSign: Bool, real: Bool, imaginary: Bool) -> Bool {
        if takesSign, kind(node) == .UnaryOp, isMark(node, 0, .USub), let operand = child(node, 1) {
            return isNumber(operand, takesSign: false, real: real, imaginary: imaginary)
        }
        guard kind(node) == .Constant, case .value(let constant) = literal(node, 0) else {
            return false
        }
        switch constant {
        case .integer, .float: return real
        case .complex: return imaginary
        default: return false
        }
    }
}

extension Constant {
    fileprivate var isSingleton: Bool {
        switch self {
        case .none, .true, .false: true
        default: false
        }
    }

    fileprivate var isLiteral: Bool {
        switch self {
        case .integer, .float, .complex, .string, .bytes: true
        default: false
        }
    }
}
