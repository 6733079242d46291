import PythonBytecode

extension RecordValidator {
    mutating func check(statement node: Int) throws(RecordError) {
        try checkPlace(node)
        try descend()
        defer { ascend() }
        switch kind(node) {
        case .FunctionDef, .AsyncFunctionDef:
            try body(node, 2)
            try checkParameters(node, 1)
            try expressions(node, 3)
            try expression(node, 4)
        case .ClassDef:
            try body(node, 3)
            try expressions(node, 1)
            try checkKeywords(node, 2)
            try expressions(node, 4)
        case .For, .AsyncFor:
            try expression(node, 0, .Store)
            try expression(node, 1)
            try body(node, 2)
            try statements(node, 3)
        case .While, .If:
            try expression(node, 0)
            try body(node, 1)
            try statements(node, 2)
        case .With, .AsyncWith: try checkWith(node)
        case .Match: try checkMatch(node)
        case .Try, .TryStar: try checkTry(node)
        default: try checkSimple(node)
        }
    }

    private mutating func checkSimple(_ node: Int) throws(RecordError) {
        switch kind(node) {
        case .Return, .Expr: try expression(node, 0)
        case .Delete:
            try checkNotEmpty(node, 0, "targets")
            try expressions(node, 0, .Del)
        case .Assign:
            try checkNotEmpty(node, 0, "targets")
            try expressions(node, 0, .Store)
            try expression(node, 1)
        case .AugAssign:
            try expression(node, 0, .Store)
            try expression(node, 2)
        case .AnnAssign: try checkAnnotated(node)
        case .Raise:
            if child(node, 0) == nil, child(node, 1) != nil {
                throw RecordError("Raise with cause but no exception")
            }
            try expression(node, 0)
            try expression(node, 1)
        case .Assert:
            try expression(node, 0)
            try expression(node, 1)
        case .Import:
            try checkNotEmpty(node, 0, "names")
            _ = try nodes(node, 0, "alias")
        case .ImportFrom:
            if case .integer(let level) = record.field(2, of: node), level < 0 {
                throw RecordError("Negative ImportFrom level")
            }
            try checkNotEmpty(node, 1, "names")
            _ = try nodes(node, 1, "alias")
        case .Global, .Nonlocal:
            try checkNotEmpty(node, 0, "names")
            try checkNames(node, 0)
        default: return
        }
    }

    private mutating func checkAnnotated(_ node: Int) throws(RecordError) {
        if let target = child(node, 0), kind(target) != .Name,
            case .integer(let isSimple) = record.field(3, of: node), isSimple != 0
        {
            throw RecordError("AnnAssign with simple non-Name target", kind: .type)
        }
        try expression(node, 0, .Store)
        try expression(node, 2)
        try expression(node, 1)
    }

    private mutating func checkWith(_ node: Int) throws(RecordError) {
        try checkNotEmpty(node, 0, "items")
        for item in try nodes(node, 0, "withitem") {
            try expression(item, 0)
            try expression(item, 1, .Store)
        }
        try body(node, 1)
    }

    private mutating func checkMatch(_ node: Int) throws(RecordError) {
        try expression(node, 0)
        try checkNotEmpty(node, 1, "cases")
        for matchCase in try nodes(node, 1, "match_case") {
            if let pattern = child(matchCase, 0) { try check(pattern: pattern, takesStar: false) }
            try expression(matchCase, 1)
            try body(matchCase, 2)
        }
    }

    private mutating func checkTry(_ node: Int) throws(RecordError) {
        let name = kind(node).schema.name
        try body(node, 0)
        if count(node, 1) == 0, count(node, 3) == 0 {
            throw RecordError("\(name) has neither except handlers nor finalbody")
        }
        if count(node, 1) == 0, count(node, 2) != 0 {
            throw RecordError("\(name) has orelse but no except handlers")
        }
        for handler in try nodes(node, 1, "excepthandler") {
            try checkPlace(handler)
            try expression(handler, 0)
            try body(handler, 2)
        }
        try statements(node, 3)
        try statements(node, 2)
    }
}
