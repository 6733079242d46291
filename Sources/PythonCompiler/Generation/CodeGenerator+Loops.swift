import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    mutating func generateIf(
        _ test: ExpressionID, _ body: NodeList<StatementNode>, _ orElse: NodeList<StatementNode>
    ) throws(CompileError) {
        let end = newBlock()
        let next = orElse.isEmpty ? end : newBlock()
        try generateJump(ifTrue: false, test, to: next)
        try generate(body)
        if !orElse.isEmpty {
            emitWithoutLine(.JUMP, to: end)
            use(next)
            try generate(orElse)
        }
        use(end)
    }

    mutating func generateFor(
        _ target: ExpressionID, _ iterable: ExpressionID, _ body: NodeList<StatementNode>,
        _ orElse: NodeList<StatementNode>
    ) throws(CompileError) {
        let start = newBlock()
        let bodyBlock = newBlock()
        let cleanup = newBlock()
        let end = newBlock()
        try push(.forLoop, start, exit: end)
        try generate(iterable)
        emit(.GET_ITER)
        use(start)
        emit(.FOR_ITER, to: cleanup)
        use(bodyBlock)
        try generate(target)
        try generate(body)
        unsetLocation()
        emit(.JUMP, to: start)
        use(cleanup)
        pop()
        try generate(orElse)
        use(end)
    }

    mutating func generateAsyncFor(
        _ target: ExpressionID, _ iterable: ExpressionID, _ body: NodeList<StatementNode>,
        _ orElse: NodeList<StatementNode>
    ) throws(CompileError) {
        if isTopLevelAwait {
            moduleIsCoroutine = true
        } else if unit.kind != .asyncFunction {
            throw error("'async for' outside async function")
        }
        let start = newBlock()
        let except = newBlock()
        let end = newBlock()
        try generate(iterable)
        emit(.GET_AITER)
        use(start)
        try push(.forLoop, start, exit: end)
        emit(.SETUP_FINALLY, to: except)
        emit(.GET_ANEXT)
        loadConstant(.none)
        emitYieldFrom(isAwait: true)
        emit(.POP_BLOCK)
        try generate(target)
        try generate(body)
        unsetLocation()
        emit(.JUMP, to: start)
        pop()
        use(except)
        // The end of the iteration belongs to the `for`, not to the last line of the body.
        locate(working[iterable].span)
        emit(.END_ASYNC_FOR)
        try generate(orElse)
        use(end)
    }

    /// The test is generated twice, before the loop and at its end, so that a turn has one jump.
    mutating func generateWhile(
        _ test: ExpressionID, _ body: NodeList<StatementNode>, _ orElse: NodeList<StatementNode>,
        span: SourceSpan
    ) throws(CompileError) {
        let loop = newBlock()
        let bodyBlock = newBlock()
        let anchor = newBlock()
        let end = newBlock()
        use(loop)
        try push(.whileLoop, loop, exit: end)
        try generateJump(ifTrue: false, test, to: anchor)
        use(bodyBlock)
        try generate(body)
        locate(span)
        try generateJump(ifTrue: true, test, to: bodyBlock)
        pop()
        use(anchor)
        try generate(orElse)
        use(end)
    }

    mutating func generateReturn(
        _ value: ExpressionID?, span: SourceSpan
    ) throws(CompileError) {
        guard scope.kind == .function else { throw error("'return' outside function") }
        if value != nil, scope.isCoroutine, scope.isGenerator {
            throw error("'return' with value in async generator")
        }
        let constant: ConstantID?
        if let value, case .constant(let id, _) = working[value].kind {
            constant = id
        } else {
            constant = nil
        }
        let preservesValue = value != nil && constant == nil
        if let value {
            if preservesValue {
                try generate(value)
            } else {
                locate(working[value].span)
                emit(.NOP)
            }
        }
        if value == nil || value.map({ working[$0].span.line }) != span.line {
            locate(span)
            emit(.NOP)
        }
        _ = try unwindFrameBlocks(preservesValue: preservesValue, stopsAtLoop: false)
        if value == nil {
            loadConstant(.none)
        } else if let constant {
            loadConstant(constant)
        }
        emit(.RETURN_VALUE)
    }

    mutating func generateBreak() throws(CompileError) {
        let origin = unit.location
        emit(.NOP)
        guard let loop = try unwindFrameBlocks(preservesValue: false, stopsAtLoop: true) else {
            unit.location = origin
            throw error("'break' outside loop")
        }
        try unwind(loop, preservesValue: false)
        emit(.JUMP, to: loop.exit)
    }

    mutating func generateContinue() throws(CompileError) {
        let origin = unit.location
        emit(.NOP)
        guard let loop = try unwindFrameBlocks(preservesValue: false, stopsAtLoop: true) else {
            unit.location = origin
            throw error("'continue' not properly in loop")
        }
        emit(.JUMP, to: loop.block)
    }

    // MARK: Unwinding

    /// Emits what leaves the frame blocks from the innermost out, all of them or up to a loop,
    /// which is returned. While a block is unwound, it and the blocks inside it don't count.
    mutating func unwindFrameBlocks(
        preservesValue: Bool, stopsAtLoop: Bool
    ) throws(CompileError) -> FrameBlock? {
        var unwound: [FrameBlock] = []
        var loop: FrameBlock?
        while let top = unit.frameBlocks.last {
            if case .exceptionGroupHandler = top.kind {
                throw error(
                    "'break', 'continue' and 'return' cannot appear in an except* block")
            }
            if stopsAtLoop, top.isLoop {
                loop = top
                break
            }
            unit.frameBlocks.removeLast()
            unwound.append(top)
            try unwind(top, preservesValue: preservesValue)
        }
        unit.frameBlocks.append(contentsOf: unwound.reversed())
        return loop
    }

    /// Emits what leaves one frame block; with `preservesValue` the value on top of the stack
    /// stays there.
    private mutating func unwind(
        _ block: FrameBlock, preservesValue: Bool
    ) throws(CompileError) {
        switch block.kind {
        case .whileLoop, .exceptionHandler, .exceptionGroupHandler, .asyncComprehension: break
        case .forLoop, .popValue:
            if preservesValue { emit(.SWAP, 2) }
            emit(.POP_TOP)
        case .tryExcept: emit(.POP_BLOCK)
        case .finallyTry(let body):
            emit(.POP_BLOCK)
            if preservesValue { try push(.popValue, -1) }
            try generate(body)
            if preservesValue { pop() }
            unsetLocation()
        case .finallyEnd:
            if preservesValue { emit(.SWAP, 2) }
            emit(.POP_TOP)
            if preservesValue { emit(.SWAP, 2) }
            emit(.POP_BLOCK)
            emit(.POP_EXCEPT)
        case .with(let isAsync, let span):
            locate(span)
            emit(.POP_BLOCK)
            if preservesValue { emit(.SWAP, 2) }
            emitExitCall()
            if isAsync { emitAwait(2) }
            emit(.POP_TOP)
            unsetLocation()
        case .handlerCleanup(let name):
            if name != nil { emit(.POP_BLOCK) }
            if preservesValue { emit(.SWAP, 2) }
            emit(.POP_BLOCK)
            emit(.POP_EXCEPT)
            if let name { try emitUnbinding(name) }
        }
    }
}

extension FrameBlock {
    var isLoop: Bool {
        switch kind {
        case .whileLoop, .forLoop: true
        default: false
        }
    }
}
