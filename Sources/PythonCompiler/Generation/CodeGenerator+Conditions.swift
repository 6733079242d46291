import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    /// Jumps to `target` when the truth of an expression is `condition`, else falls through; the
    /// value itself is not kept.
    mutating func generateJump(
        ifTrue condition: Bool, _ id: ExpressionID, to target: BlockID
    ) throws(CompileError) {
        let node = working[id]
        switch node.kind {
        case .unaryOp(.not, let operand):
            try generateJump(ifTrue: !condition, operand, to: target)
            return
        case .boolOp(let op, let values):
            try generateBooleanJump(op, values, ifTrue: condition, to: target)
            return
        case .ifExp(let test, let body, let orElse):
            let end = newBlock()
            let next = newBlock()
            try generateJump(ifTrue: false, test, to: next)
            try generateJump(ifTrue: condition, body, to: target)
            emitWithoutLine(.JUMP, to: end)
            use(next)
            try generateJump(ifTrue: condition, orElse, to: target)
            use(end)
            return
        case .compare(let left, let operators, let comparators):
            locate(node.span)
            if comparators.count > 1 {
                try generateChainJump(
                    left, operators, comparators, ifTrue: condition, to: target)
                return
            }
        default: break
        }
        try generate(id)
        emit(condition ? .POP_JUMP_IF_TRUE : .POP_JUMP_IF_FALSE, to: target)
    }

    private mutating func generateBooleanJump(
        _ op: BooleanOperator, _ values: NodeList<ExpressionNode>, ifTrue condition: Bool,
        to target: BlockID
    ) throws(CompileError) {
        let last = Int(values.count) - 1
        // An `or` is decided by the first true value, an `and` by the first false one.
        let deciding = op == .or
        let inner = deciding == condition ? target : newBlock()
        for index in 0..<max(0, last) {
            try generateJump(ifTrue: deciding, working.element(values, index), to: inner)
        }
        try generateJump(ifTrue: condition, working.element(values, last), to: target)
        if inner != target { use(inner) }
    }

    private mutating func generateChainJump(
        _ left: ExpressionID, _ operators: NodeList<ComparisonOperator>,
        _ comparators: NodeList<ExpressionNode>, ifTrue condition: Bool, to target: BlockID
    ) throws(CompileError) {
        checkComparison(left, operators, comparators)
        let cleanup = newBlock()
        let last = Int(comparators.count) - 1
        try generate(left)
        for index in 0..<last {
            try generate(working.element(comparators, index))
            emit(.SWAP, 2)
            emit(.COPY, 2)
            emitComparison(working.comparison(operators, index))
            emit(.POP_JUMP_IF_FALSE, to: cleanup)
        }
        try generate(working.element(comparators, last))
        emitComparison(working.comparison(operators, last))
        emit(condition ? .POP_JUMP_IF_TRUE : .POP_JUMP_IF_FALSE, to: target)
        let end = newBlock()
        emitWithoutLine(.JUMP, to: end)
        use(cleanup)
        emit(.POP_TOP)
        if !condition { emitWithoutLine(.JUMP, to: target) }
        use(end)
    }

    mutating func generateComparison(
        _ left: ExpressionID, _ operators: NodeList<ComparisonOperator>,
        _ comparators: NodeList<ExpressionNode>
    ) throws(CompileError) {
        checkComparison(left, operators, comparators)
        try generate(left)
        let last = Int(comparators.count) - 1
        guard last > 0 else {
            try generate(working.element(comparators, 0))
            emitComparison(working.comparison(operators, 0))
            return
        }
        let cleanup = newBlock()
        for index in 0..<last {
            try generate(working.element(comparators, index))
            emit(.SWAP, 2)
            emit(.COPY, 2)
            emitComparison(working.comparison(operators, index))
            emit(.JUMP_IF_FALSE_OR_POP, to: cleanup)
        }
        try generate(working.element(comparators, last))
        emitComparison(working.comparison(operators, last))
        let end = newBlock()
        emitWithoutLine(.JUMP, to: end)
        use(cleanup)
        emit(.SWAP, 2)
        emit(.POP_TOP)
        use(end)
    }

    /// The arguments of `COMPARE_OP` are `Py_LT` … `Py_GE`.
    mutating func emitComparison(_ op: ComparisonOperator) {
        switch op {
        case .less: emit(.COMPARE_OP, 0)
        case .lessOrEqual: emit(.COMPARE_OP, 1)
        case .equal: emit(.COMPARE_OP, 2)
        case .notEqual: emit(.COMPARE_OP, 3)
        case .greater: emit(.COMPARE_OP, 4)
        case .greaterOrEqual: emit(.COMPARE_OP, 5)
        case .is: emit(.IS_OP, 0)
        case .isNot: emit(.IS_OP, 1)
        case .in: emit(.CONTAINS_OP, 0)
        case .notIn: emit(.CONTAINS_OP, 1)
        }
    }

    mutating func generateBoolean(
        _ op: BooleanOperator, _ values: NodeList<ExpressionNode>
    ) throws(CompileError) {
        let end = newBlock()
        let last = Int(values.count) - 1
        for index in 0..<max(0, last) {
            try generate(working.element(values, index))
            emit(op == .and ? .JUMP_IF_FALSE_OR_POP : .JUMP_IF_TRUE_OR_POP, to: end)
            use(newBlock())
        }
        try generate(working.element(values, last))
        use(end)
    }

    mutating func generateConditional(
        _ test: ExpressionID, _ body: ExpressionID, _ orElse: ExpressionID
    ) throws(CompileError) {
        let end = newBlock()
        let next = newBlock()
        try generateJump(ifTrue: false, test, to: next)
        try generate(body)
        emitWithoutLine(.JUMP, to: end)
        use(next)
        try generate(orElse)
        use(end)
    }
}
