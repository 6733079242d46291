import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    /// One item of a `with`; the next item, or the body, is inside its protected range.
    mutating func generateWith(
        _ items: NodeList<WithItemNode>, at index: Int, _ body: NodeList<StatementNode>,
        isAsync: Bool, span: SourceSpan
    ) throws(CompileError) {
        if isAsync, isTopLevelAwait {
            moduleIsCoroutine = true
        } else if isAsync, unit.kind != .asyncFunction {
            throw error("'async with' outside async function")
        }
        let block = newBlock()
        let final = newBlock()
        let exit = newBlock()
        let cleanup = newBlock()
        let item = tree[working.element(items, index)]
        try generate(item.contextExpression)
        if isAsync {
            emit(.BEFORE_ASYNC_WITH)
            emitAwait(1)
        } else {
            emit(.BEFORE_WITH)
        }
        emit(.SETUP_WITH, to: final)
        use(block)
        try push(.with(isAsync: isAsync, span: span), block, exit: final)
        if let target = item.optionalVariables {
            try generate(target)
        } else {
            emit(.POP_TOP)
        }
        if index + 1 == Int(items.count) {
            try generate(body)
        } else {
            try generateWith(items, at: index + 1, body, isAsync: isAsync, span: span)
        }
        if isAsync {
            pop()
            emit(.POP_BLOCK)
        } else {
            unsetLocation()
            emit(.POP_BLOCK)
            pop()
        }
        locate(span)
        emitExitCall()
        if isAsync { emitAwait(2) }
        emit(.POP_TOP)
        emit(.JUMP, to: exit)
        use(final)
        emit(.SETUP_CLEANUP, to: cleanup)
        emit(.PUSH_EXC_INFO)
        emit(.WITH_EXCEPT_START)
        if isAsync { emitAwait(2) }
        emitExceptionalExit(cleanup: cleanup)
        use(exit)
    }

    /// After `__exit__` got an exception: raise it again unless the result is true.
    private mutating func emitExceptionalExit(cleanup: BlockID) {
        unsetLocation()
        let exit = newBlock()
        emit(.POP_JUMP_IF_TRUE, to: exit)
        emit(.RERAISE, 2)
        use(cleanup)
        emitReraiseAfterCleanup()
        use(exit)
        emit(.POP_TOP)
        emit(.POP_BLOCK)
        emit(.POP_EXCEPT)
        emit(.POP_TOP)
        emit(.POP_TOP)
    }

    /// Calls the `__exit__` on the stack with three `None`s.
    mutating func emitExitCall() {
        loadConstant(.none)
        loadConstant(.none)
        loadConstant(.none)
        emit(.PRECALL, 2)
        emit(.CALL, 2)
    }

    /// Awaits the value on top; `kind` says what for, in `GET_AWAITABLE`'s error: 0 an `await`,
    /// 1 `__aenter__`, 2 `__aexit__`.
    mutating func emitAwait(_ kind: Int) {
        emit(.GET_AWAITABLE, kind)
        loadConstant(.none)
        emitYieldFrom(isAwait: true)
    }

    /// Sends to the iterator on the stack until it ends.
    mutating func emitYieldFrom(isAwait: Bool) {
        let start = newBlock()
        let resume = newBlock()
        let exit = newBlock()
        use(start)
        emit(.SEND, to: exit)
        use(resume)
        emit(.YIELD_VALUE)
        emit(.RESUME, isAwait ? 3 : 2)
        emit(.JUMP_NO_INTERRUPT, to: start)
        use(exit)
    }
}
