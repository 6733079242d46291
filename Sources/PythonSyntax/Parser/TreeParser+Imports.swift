/// Import statements.
extension TreeParser {
    /// import_name: 'import' ','.(dotted_name ['as' NAME])+
    mutating func parseImport() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.import)
        let mark = scratch.count
        repeat {
            let aliasStart = position
            let name = try parseDottedName()
            push(try parseAlias(name, start: aliasStart))
        } while accept(.comma)
        let names: NodeList<AliasNode> = makeList(from: mark)
        return make(.import(names: names), span(from: start))
    }

    /// import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
    /// | 'from' ('.' | '...')+ 'import' import_from_targets
    mutating func parseFromImport() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.from)
        var level: Int32 = 0
        while kind == .dot || kind == .ellipsis {
            level &+= kind == .dot ? 1 : 3
            position &+= 1
        }
        var module: Identifier?
        if level == 0 || kind != .import { module = try parseDottedName() }
        try expect(.import)
        let names = try parseImportedNames()
        return make(.importFrom(module: module, names: names, level: level), span(from: start))
    }

    /// import_from_targets: '(' names [','] ')' | names !',' | '*'
    private mutating func parseImportedNames() throws(ParseStop) -> NodeList<AliasNode> {
        let mark = scratch.count
        if kind == .star {
            let start = position
            position &+= 1
            push(makeAlias(IdentifierTable.star, nil, start: start))
            return makeList(from: mark)
        }
        let isParenthesised = accept(.leftParenthesis)
        repeat {
            if isParenthesised && kind == .rightParenthesis && scratch.count > mark { break }
            let start = position
            let name = try parseName()
            push(try parseAlias(name, start: start))
        } while accept(.comma)
        if isParenthesised { try expect(.rightParenthesis) }
        return makeList(from: mark)
    }

    /// ['as' NAME] behind an imported name.
    private mutating func parseAlias(
        _ name: Identifier, start: Int
    ) throws(ParseStop) -> AliasID {
        var asName: Identifier?
        if accept(.as) { asName = try parseName() }
        return makeAlias(name, asName, start: start)
    }

    private mutating func makeAlias(
        _ name: Identifier, _ asName: Identifier?, start: Int
    ) -> AliasID {
        let id = AliasID(tree.aliases.count)
        tree.aliases.append(AliasNode(name: name, asName: asName, span: span(from: start)))
        return id
    }

    /// dotted_name: '.'.NAME+
    private mutating func parseDottedName() throws(ParseStop) -> Identifier {
        let first = try parseName()
        guard kind == .dot else { return first }
        var spelling = Array(identifiers.spelling(of: first).utf8)
        while accept(.dot) {
            spelling.append(0x2E)
            spelling.append(contentsOf: identifiers.spelling(of: try parseName()).utf8)
        }
        return spelling.withUnsafeBufferPointer { identifiers.intern($0) }
    }
}
