import PythonBytecode
import PythonSyntax

/// A comprehension: a function of its own that gets the outermost iterator as its argument.
private struct Comprehension {
    var kind: ComprehensionKind
    var element: ExpressionID
    var value: ExpressionID?
    var generators: NodeList<ComprehensionNode>

    var name: String {
        switch kind {
        case .list: "<listcomp>"
        case .set: "<setcomp>"
        case .dictionary: "<dictcomp>"
        case .generator, .none: "<genexpr>"
        }
    }

    init?(_ expression: Expression) {
        switch expression {
        case .listComp(let element, let generators):
            self.init(kind: .list, element: element, value: nil, generators: generators)
        case .setComp(let element, let generators):
            self.init(kind: .set, element: element, value: nil, generators: generators)
        case .generatorExp(let element, let generators):
            self.init(kind: .generator, element: element, value: nil, generators: generators)
        case .dictComp(let key, let value, let generators):
            self.init(kind: .dictionary, element: key, value: value, generators: generators)
        default: return nil
        }
    }

    private init(
        kind: ComprehensionKind, element: ExpressionID, value: ExpressionID?,
        generators: NodeList<ComprehensionNode>
    ) {
        self.kind = kind
        self.element = element
        self.value = value
        self.generators = generators
    }
}

extension CodeGenerator {
    mutating func generateComprehension(
        _ node: ExpressionNode, id: ExpressionID
    ) throws(CompileError) {
        guard let comprehension = Comprehension(node.kind), !comprehension.generators.isEmpty
        else { return }
        let outermost = tree[working.element(comprehension.generators, 0)]
        let outerKind = unit.kind
        let isTopLevel = isTopLevelAwait
        enter(
            .comprehension, scope: table.expressionScopes[id.rawValue] ?? 0,
            name: comprehension.name, line: node.span.line)
        locate(node.span)
        let isAsync = scope.isCoroutine
        if isAsync, comprehension.kind != .generator, outerKind != .asyncFunction,
            outerKind != .comprehension, !isTopLevel
        {
            throw error("asynchronous comprehension outside of an asynchronous function")
        }
        if isAsync, isTopLevel { moduleIsCoroutine = true }
        switch comprehension.kind {
        case .list: emit(.BUILD_LIST, 0)
        case .set: emit(.BUILD_SET, 0)
        case .dictionary: emit(.BUILD_MAP, 0)
        case .generator, .none: break
        }
        try generateClause(0, of: comprehension, depth: 0)
        if comprehension.kind != .generator { emit(.RETURN_VALUE) }
        let code = assemble(addsNone: true)
        leave()
        makeClosure(code, flags: 0)
        try generate(outermost.iterable)
        emit(outermost.isAsync ? .GET_AITER : .GET_ITER)
        emit(.PRECALL, 0)
        emit(.CALL, 0)
        if isAsync, comprehension.kind != .generator { emitAwait(0) }
    }

    private static var clauseLimit: Int { 1000 }

    /// One `for … in … if …`, with the clauses inside it; `depth` counts the iterators on the
    /// stack above the collection.
    private mutating func generateClause(
        _ index: Int, of comprehension: Comprehension, depth: Int
    ) throws(CompileError) {
        // The clauses of one comprehension are as deep here as they are many.
        if index >= Self.clauseLimit { throw .recursionLimit }
        let clause = tree[working.element(comprehension.generators, index)]
        if clause.isAsync {
            try generateAsyncClause(clause, index, of: comprehension, depth: depth)
        } else {
            try generateSyncClause(clause, index, of: comprehension, depth: depth)
        }
    }

    private mutating func generateSyncClause(
        _ clause: ComprehensionNode, _ index: Int, of comprehension: Comprehension, depth: Int
    ) throws(CompileError) {
        let start = newBlock()
        let ifCleanup = newBlock()
        let anchor = newBlock()
        var loops = true
        if index == 0 {
            unit.argumentCount = 1
            emit(.LOAD_FAST, 0)
        } else if let single = singleElement(clause.iterable) {
            // `for y in [f(x)]` only gives a name to a value: no loop.
            try generate(single)
            loops = false
        } else {
            try generate(clause.iterable)
            emit(.GET_ITER)
        }
        if loops {
            use(start)
            emit(.FOR_ITER, to: anchor)
        }
        let depth = loops ? depth + 1 : depth
        try generate(clause.target)
        try generateRest(clause, index, of: comprehension, depth: depth, ifCleanup: ifCleanup)
        use(ifCleanup)
        if loops {
            emit(.JUMP, to: start)
            use(anchor)
        }
    }

    private mutating func generateAsyncClause(
        _ clause: ComprehensionNode, _ index: Int, of comprehension: Comprehension, depth: Int
    ) throws(CompileError) {
        let start = newBlock()
        let except = newBlock()
        let ifCleanup = newBlock()
        if index == 0 {
            unit.argumentCount = 1
            emit(.LOAD_FAST, 0)
        } else {
            try generate(clause.iterable)
            emit(.GET_AITER)
        }
        use(start)
        try push(.asyncComprehension, start)
        emit(.SETUP_FINALLY, to: except)
        emit(.GET_ANEXT)
        loadConstant(.none)
        emitYieldFrom(isAwait: true)
        emit(.POP_BLOCK)
        try generate(clause.target)
        try generateRest(
            clause, index, of: comprehension, depth: depth + 1, ifCleanup: ifCleanup)
        use(ifCleanup)
        emit(.JUMP, to: start)
        pop()
        use(except)
        emit(.END_ASYNC_FOR)
    }

    /// The conditions of a clause, then the clauses inside it or, in the last one, the element.
    private mutating func generateRest(
        _ clause: ComprehensionNode, _ index: Int, of comprehension: Comprehension, depth: Int,
        ifCleanup: BlockID
    ) throws(CompileError) {
        for condition in 0..<Int(clause.conditions.count) {
            try generateJump(
                ifTrue: false, working.element(clause.conditions, condition), to: ifCleanup)
        }
        if index + 1 < Int(comprehension.generators.count) {
            try generateClause(index + 1, of: comprehension, depth: depth)
            return
        }
        try generate(comprehension.element)
        switch comprehension.kind {
        case .generator, .none:
            emitYield()
            emit(.POP_TOP)
        case .list: emit(.LIST_APPEND, depth + 1)
        case .set: emit(.SET_ADD, depth + 1)
        case .dictionary:
            if let value = comprehension.value { try generate(value) }
            emit(.MAP_ADD, depth + 1)
        }
    }

    private func singleElement(_ iterable: ExpressionID) -> ExpressionID? {
        switch working[iterable].kind {
        case .list(let elements, _), .tuple(let elements, _):
            guard elements.count == 1 else { return nil }
            let element = working.element(elements, 0)
            return working.isStarred(element) ? nil : element
        default: return nil
        }
    }
}
