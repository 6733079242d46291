import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    mutating func generateCall(
        _ function: ExpressionID, _ arguments: NodeList<ExpressionNode>,
        _ keywords: NodeList<KeywordNode>, span: SourceSpan
    ) throws(CompileError) {
        try checkKeywords(keywords)
        if try generateMethodCall(function, arguments, keywords, span: span) { return }
        checkCalled(function)
        locate(working[function].span)
        emit(.PUSH_NULL)
        locate(span)
        try generate(function)
        try generateCall(pushed: 0, arguments: arguments, keywords: keywords)
    }

    /// A call of an attribute looks the method up without binding it, unless stars make the
    /// arguments a tuple, or the object is an imported module, where that would not help.
    private mutating func generateMethodCall(
        _ function: ExpressionID, _ arguments: NodeList<ExpressionNode>,
        _ keywords: NodeList<KeywordNode>, span: SourceSpan
    ) throws(CompileError) -> Bool {
        let method = working[function]
        guard case .attribute(let object, let attribute, .load) = method.kind,
            !isImported(object)
        else { return false }
        let count = Int(arguments.count) + Int(keywords.count)
        guard count + (keywords.isEmpty ? 0 : 1) < Self.stackUseGuideline,
            !hasUnpacking(arguments, keywords)
        else { return false }
        try generate(object)
        locate(method.span)
        locateAttribute(method.span, attribute)
        emitNamed(.LOAD_METHOD, attribute)
        try generate(arguments)
        if !keywords.isEmpty { try generateKeywordValues(keywords) }
        locate(span)
        locateAttribute(method.span, attribute)
        emit(.PRECALL, count)
        emit(.CALL, count)
        return true
    }

    private func isImported(_ id: ExpressionID) -> Bool {
        guard case .name(let name, _) = working[id].kind else { return false }
        return table.scopes[SymbolTable.module].symbols[name].contains(.imported)
    }

    private func hasUnpacking(
        _ arguments: NodeList<ExpressionNode>, _ keywords: NodeList<KeywordNode>
    ) -> Bool {
        for index in 0..<Int(arguments.count)
        where working.isStarred(working.element(arguments, index)) {
            return true
        }
        for index in 0..<Int(keywords.count)
        where tree[working.element(keywords, index)].name == nil {
            return true
        }
        return false
    }

    /// The values of the keywords and `KW_NAMES` with their names.
    private mutating func generateKeywordValues(
        _ keywords: NodeList<KeywordNode>
    ) throws(CompileError) {
        var names: [Constant] = []
        names.reserveCapacity(Int(keywords.count))
        for index in 0..<Int(keywords.count) {
            let keyword = tree[working.element(keywords, index)]
            if let name = keyword.name { names.append(stringConstant(name)) }
            try generate(keyword.value)
        }
        emit(.KW_NAMES, addConstant(.tuple(names)))
    }

    /// The arguments and the call itself; `pushed` positional arguments are on the stack already.
    mutating func generateCall(
        pushed: Int, arguments: NodeList<ExpressionNode>, keywords: NodeList<KeywordNode>
    ) throws(CompileError) {
        try checkKeywords(keywords)
        let count = Int(arguments.count)
        let keywordCount = Int(keywords.count)
        if count + keywordCount * 2 <= Self.stackUseGuideline, !hasUnpacking(arguments, keywords) {
            try generate(arguments)
            if keywordCount > 0 { try generateKeywordValues(keywords) }
            emit(.PRECALL, pushed + count + keywordCount)
            emit(.CALL, pushed + count + keywordCount)
            return
        }
        if pushed == 0, count == 1,
            case .starred(let value, _) = working[working.element(arguments, 0)].kind
        {
            try generate(value)
        } else {
            try generateCollection(.tuple, arguments, pushed: pushed)
        }
        if keywordCount > 0 { try generateKeywordDictionary(keywords) }
        emit(.CALL_FUNCTION_EX, keywordCount > 0 ? 1 : 0)
    }

    private mutating func generateKeywordDictionary(
        _ keywords: NodeList<KeywordNode>
    ) throws(CompileError) {
        let count = Int(keywords.count)
        var hasDictionary = false
        var pending = 0
        for index in 0..<count {
            let keyword = tree[working.element(keywords, index)]
            guard keyword.name == nil else {
                pending += 1
                continue
            }
            if pending > 0 {
                try generateKeywordPart(keywords, index - pending..<index)
                if hasDictionary { emit(.DICT_MERGE, 1) }
                hasDictionary = true
                pending = 0
            }
            if !hasDictionary {
                emit(.BUILD_MAP, 0)
                hasDictionary = true
            }
            try generate(keyword.value)
            emit(.DICT_MERGE, 1)
        }
        if pending > 0 {
            try generateKeywordPart(keywords, count - pending..<count)
            if hasDictionary { emit(.DICT_MERGE, 1) }
        }
    }

    private mutating func generateKeywordPart(
        _ keywords: NodeList<KeywordNode>, _ range: Range<Int>
    ) throws(CompileError) {
        let isBig = range.count * 2 > Self.stackUseGuideline
        var names: [Constant] = []
        for index in range {
            if let name = tree[working.element(keywords, index)].name {
                names.append(stringConstant(name))
            }
        }
        if range.count > 1, !isBig {
            for index in range { try generate(tree[working.element(keywords, index)].value) }
            loadConstant(.tuple(names))
            emit(.BUILD_CONST_KEY_MAP, range.count)
            return
        }
        if isBig { emitWithoutLine(.BUILD_MAP, 0) }
        for (index, name) in zip(range, names) {
            loadConstant(name)
            try generate(tree[working.element(keywords, index)].value)
            if isBig { emitWithoutLine(.MAP_ADD, 1) }
        }
        if !isBig { emit(.BUILD_MAP, range.count) }
    }

    private mutating func checkKeywords(_ keywords: NodeList<KeywordNode>) throws(CompileError) {
        let count = Int(keywords.count)
        for index in 0..<count {
            guard let name = tree[working.element(keywords, index)].name else { continue }
            try rejectForbidden(name, .store)
            for other in (index + 1)..<max(index + 1, count) {
                let keyword = tree[working.element(keywords, other)]
                if keyword.name == name {
                    locate(keyword.span)
                    throw error(
                        "keyword argument repeated: \(working.names.spelling(name))")
                }
            }
        }
    }
}
