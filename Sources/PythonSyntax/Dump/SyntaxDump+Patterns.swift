extension SyntaxDump {
    mutating func write(_ id: PatternID) {
        guard descend() else { return }
        defer { ascend() }
        let node = tree[id]
        switch node.kind {
        case .value(let value):
            open("MatchValue")
            field("value", value)
        case .singleton(let constant):
            open("MatchSingleton")
            name("value")
            PythonRepresentation.append(tree[constant], to: &output)
        case .sequence(let patterns):
            open("MatchSequence")
            field("patterns", patterns) { $0.write($1) }
        case .mapping(let keys, let patterns, let rest):
            open("MatchMapping")
            field("keys", keys)
            field("patterns", patterns) { $0.write($1) }
            field("rest", rest)
        case .class(let type, let patterns, let keywordAttributes, let keywordPatterns):
            open("MatchClass")
            field("cls", type)
            field("patterns", patterns) { $0.write($1) }
            field("kwd_attrs", keywordAttributes)
            field("kwd_patterns", keywordPatterns) { $0.write($1) }
        case .star(let starName):
            open("MatchStar")
            field("name", starName)
        case .as(let pattern, let asName):
            open("MatchAs")
            if let pattern {
                name("pattern")
                write(pattern)
            }
            field("name", asName)
        case .or(let patterns):
            open("MatchOr")
            field("patterns", patterns) { $0.write($1) }
        }
        close(node.span)
    }
}
