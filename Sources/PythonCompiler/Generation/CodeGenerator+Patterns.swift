import PythonBytecode
import PythonSyntax

/// What is on the stack while a pattern is matched, from the top down: `onTop` values that the
/// match still needs, then the values captured so far, in the order of `stores`. On failure all of
/// them are popped by jumping into a ladder of `POP_TOP`s, `failPop[n]` popping n values.
struct PatternContext {
    var stores: [Identifier] = []
    /// Whether a pattern that always matches is allowed here.
    var allowsIrrefutable = false
    var failPop: [BlockID] = []
    var onTop = 0
}

extension CodeGenerator {
    mutating func generateMatch(
        _ subject: ExpressionID, _ cases: NodeList<MatchCaseNode>
    ) throws(CompileError) {
        try generate(subject)
        let end = newBlock()
        let count = Int(cases.count)
        guard count > 0 else { return }
        let lastCase = tree[working.element(cases, count - 1)]
        let hasDefault = isWildcard(lastCase.pattern) && count > 1
        let tested = hasDefault ? count - 1 : count
        for index in 0..<tested {
            let matchCase = tree[working.element(cases, index)]
            // An irrefutable case must be guarded or the last one.
            let allowsIrrefutable = matchCase.guardExpression != nil || index == count - 1
            try generateCase(
                matchCase, keepsSubject: index != tested - 1,
                allowsIrrefutable: allowsIrrefutable, end: end)
        }
        if hasDefault {
            locate(tree[lastCase.pattern].span)
            // Lets a tracer see the line of `case _`.
            emit(.NOP)
            if let test = lastCase.guardExpression {
                try generateJump(ifTrue: false, test, to: end)
            }
            try generate(lastCase.body)
        }
        use(end)
    }

    mutating func generateCase(
        _ matchCase: MatchCaseNode, keepsSubject: Bool, allowsIrrefutable: Bool, end: BlockID
    ) throws(CompileError) {
        let span = tree[matchCase.pattern].span
        locate(span)
        if keepsSubject { emit(.COPY, 1) }
        var context = PatternContext()
        context.allowsIrrefutable = allowsIrrefutable
        try generate(matchCase.pattern, &context)
        for name in context.stores { try generateName(name, .store) }
        if let test = matchCase.guardExpression {
            try generateJump(ifTrue: false, test, to: failBlock(0, &context))
        }
        if keepsSubject { emit(.POP_TOP) }
        try generate(matchCase.body)
        emit(.JUMP, to: end)
        locate(span)
        emitFailPops(&context)
    }

    // MARK: Failing

    private mutating func failBlock(_ pops: Int, _ context: inout PatternContext) -> BlockID {
        while context.failPop.count <= pops { context.failPop.append(newBlock()) }
        return context.failPop[pops]
    }

    mutating func emitFailJump(_ opcode: Opcode, _ context: inout PatternContext) {
        let target = failBlock(context.onTop + context.stores.count, &context)
        emit(opcode, to: target)
    }

    private mutating func emitFailPops(_ context: inout PatternContext) {
        guard let first = context.failPop.first else { return }
        for block in context.failPop.dropFirst().reversed() {
            use(block)
            emit(.POP_TOP)
        }
        use(first)
        context.failPop = []
    }

    // MARK: Patterns

    mutating func generate(
        _ id: PatternID, _ context: inout PatternContext
    ) throws(CompileError) {
        let node = tree[id]
        locate(node.span)
        switch node.kind {
        case .value(let value):
            try rejectUnmatchable(value)
            try generate(value)
            emitComparison(.equal)
            emitFailJump(.POP_JUMP_IF_FALSE, &context)
        case .singleton(let constant):
            loadConstant(constant)
            emitComparison(.is)
            emitFailJump(.POP_JUMP_IF_FALSE, &context)
        case .sequence(let patterns): try generateSequencePattern(patterns, &context)
        case .mapping(let keys, let patterns, let rest):
            try generateMappingPattern(keys, patterns, rest, &context)
        case .class(let type, let patterns, let attributes, let keywordPatterns):
            try generateClassPattern(
                type, patterns, attributes, keywordPatterns, span: node.span, &context)
        case .star(let name): try store(name, &context)
        case .as(let pattern, let name): try generateAsPattern(pattern, name, &context)
        case .or(let patterns): try generateOrPattern(patterns, &context)
        }
    }

    private func rejectUnmatchable(_ value: ExpressionID) throws(CompileError) {
        switch working[value].kind {
        case .constant, .attribute: return
        default: throw error("patterns may only match literals and attribute lookups")
        }
    }

    /// A pattern inside another may always match.
    mutating func generateSubpattern(
        _ id: PatternID, _ context: inout PatternContext
    ) throws(CompileError) {
        let allowsIrrefutable = context.allowsIrrefutable
        context.allowsIrrefutable = true
        try generate(id, &context)
        context.allowsIrrefutable = allowsIrrefutable
    }

    mutating func generateAsPattern(
        _ pattern: PatternID?, _ name: Identifier?, _ context: inout PatternContext
    ) throws(CompileError) {
        guard let pattern else {
            guard context.allowsIrrefutable else {
                if let name {
                    let text = stringConstant(name).pythonRepresentation
                    throw error("name capture \(text) makes remaining patterns unreachable")
                }
                throw error("wildcard makes remaining patterns unreachable")
            }
            try store(name, &context)
            return
        }
        context.onTop += 1
        emit(.COPY, 1)
        try generate(pattern, &context)
        context.onTop -= 1
        try store(name, &context)
    }

    /// Puts the value on top under what must stay on top, to be stored when all has matched.
    mutating func store(
        _ name: Identifier?, _ context: inout PatternContext
    ) throws(CompileError) {
        guard let name else {
            emit(.POP_TOP)
            return
        }
        try rejectForbidden(name, .store)
        guard !context.stores.contains(name) else { throw duplicateStore(name) }
        emitRotation(context.onTop + context.stores.count + 1)
        context.stores.append(name)
    }

    private func duplicateStore(_ name: Identifier) -> CompileError {
        error(
            "multiple assignments to name \(stringConstant(name).pythonRepresentation) in pattern")
    }

    /// Moves the value on top below the `count - 1` values under it.
    private mutating func emitRotation(_ count: Int) {
        var count = count
        while count > 1 {
            emit(.SWAP, count)
            count -= 1
        }
    }

    func isWildcard(_ id: PatternID) -> Bool {
        if case .as(_, nil) = tree[id].kind { return true }
        return false
    }

    // MARK: Alternatives

    /// All alternatives bind the same names; each leaves them on the stack in the order of the first.
    mutating func generateOrPattern(
        _ patterns: NodeList<PatternNode>, _ context: inout PatternContext
    ) throws(CompileError) {
        let end = newBlock()
        let count = Int(patterns.count)
        let outer = context
        var control: [Identifier] = []
        for index in 0..<count {
            let alternative = working.element(patterns, index)
            locate(tree[alternative].span)
            context = PatternContext()
            context.allowsIrrefutable = index == count - 1 && outer.allowsIrrefutable
            emit(.COPY, 1)
            try generate(alternative, &context)
            if index == 0 {
                control = context.stores
            } else {
                try reorder(&context.stores, as: control)
            }
            emit(.JUMP, to: end)
            emitFailPops(&context)
        }
        context = outer
        emit(.POP_TOP)
        emitFailJump(.JUMP, &context)
        use(end)
        // Under the new captures lie the copy of the subject, what is on top, and older captures.
        let rotations = control.count + 1 + context.onTop + context.stores.count
        for name in control {
            emitRotation(rotations)
            guard !context.stores.contains(name) else { throw duplicateStore(name) }
            context.stores.append(name)
        }
        emit(.POP_TOP)
    }

    private mutating func reorder(
        _ stores: inout [Identifier], as control: [Identifier]
    ) throws(CompileError) {
        let mismatch = error("alternative patterns bind different names")
        guard stores.count == control.count else { throw mismatch }
        for position in control.indices.reversed() {
            guard let found = stores.firstIndex(of: control[position]) else { throw mismatch }
            guard found != position else { continue }
            let rotations = found + 1
            let rotated = Array(stores[0..<rotations])
            stores.removeSubrange(0..<rotations)
            stores.insert(contentsOf: rotated, at: position - found)
            for _ in 0..<rotations { emitRotation(position + 1) }
        }
    }
}
