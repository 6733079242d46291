import PythonBytecode
import PythonSyntax

/// The parts of a `try` statement.
struct TryStatement {
    var body: NodeList<StatementNode>
    var handlers: NodeList<ExceptHandlerNode>
    var orElse: NodeList<StatementNode>
    var finalBody: NodeList<StatementNode>
    var isStar: Bool
}

/// `try` in all forms. Handlers are reached through the exception table, so the instructions that
/// set up and end protected ranges are pseudo-instructions. A handler runs with the exception that
/// was being handled before pushed by `PUSH_EXC_INFO`, itself protected by a cleanup that restores it.
extension CodeGenerator {
    mutating func generateTry(_ statement: TryStatement) throws(CompileError) {
        if statement.finalBody.isEmpty {
            try generateHandled(statement)
        } else {
            try generateFinally(statement)
        }
    }

    private mutating func generateHandled(_ statement: TryStatement) throws(CompileError) {
        if statement.isStar {
            try generateTryStar(statement)
        } else {
            try generateTryExcept(statement)
        }
    }

    /// The final body stands twice: after the normal end, and as a handler that raises again.
    private mutating func generateFinally(_ statement: TryStatement) throws(CompileError) {
        let body = newBlock()
        let end = newBlock()
        let exit = newBlock()
        let cleanup = newBlock()
        emit(.SETUP_FINALLY, to: end)
        use(body)
        try push(.finallyTry(body: statement.finalBody), body, exit: end)
        if statement.handlers.isEmpty {
            try generate(statement.body)
        } else {
            try generateHandled(statement)
        }
        emitWithoutLine(.POP_BLOCK)
        pop()
        try generate(statement.finalBody)
        emitWithoutLine(.JUMP, to: exit)
        use(end)
        unsetLocation()
        emit(.SETUP_CLEANUP, to: cleanup)
        emit(.PUSH_EXC_INFO)
        try push(.finallyEnd, end)
        try generate(statement.finalBody)
        pop()
        emit(.RERAISE, 0)
        use(cleanup)
        emitReraiseAfterCleanup()
        use(exit)
    }

    private mutating func generateTryExcept(_ statement: TryStatement) throws(CompileError) {
        let body = newBlock()
        let except = newBlock()
        let end = newBlock()
        let cleanup = newBlock()
        emit(.SETUP_FINALLY, to: except)
        use(body)
        try push(.tryExcept, body)
        try generate(statement.body)
        pop()
        emitWithoutLine(.POP_BLOCK)
        try generate(statement.orElse)
        emitWithoutLine(.JUMP, to: end)
        use(except)
        unsetLocation()
        emit(.SETUP_CLEANUP, to: cleanup)
        emit(.PUSH_EXC_INFO)
        try push(.exceptionHandler, -1)
        let count = Int(statement.handlers.count)
        for index in 0..<count {
            let handler = tree[working.element(statement.handlers, index)]
            locate(handler.span)
            if handler.type == nil, index < count - 1 {
                throw error("default 'except:' must be last")
            }
            try generateHandler(handler, end: end)
        }
        unsetLocation()
        pop()
        emit(.RERAISE, 0)
        use(cleanup)
        emitReraiseAfterCleanup()
        use(end)
    }

    private mutating func generateHandler(
        _ handler: ExceptHandlerNode, end: BlockID
    ) throws(CompileError) {
        let next = newBlock()
        if let type = handler.type {
            try generate(type)
            emit(.CHECK_EXC_MATCH)
            emit(.POP_JUMP_IF_FALSE, to: next)
        }
        if let name = handler.name {
            // The name is unbound at the end of the handler, so that the traceback's frames are not
            // kept alive: try: body finally: name = None; del name
            let cleanupEnd = newBlock()
            let cleanupBody = newBlock()
            try generateName(name, .store)
            emit(.SETUP_CLEANUP, to: cleanupEnd)
            use(cleanupBody)
            try push(.handlerCleanup(name: name), cleanupBody)
            try generate(handler.body)
            pop()
            unsetLocation()
            emit(.POP_BLOCK)
            emit(.POP_BLOCK)
            emit(.POP_EXCEPT)
            try emitUnbinding(name)
            emit(.JUMP, to: end)
            use(cleanupEnd)
            unsetLocation()
            try emitUnbinding(name)
            emit(.RERAISE, 1)
        } else {
            let cleanupBody = newBlock()
            emit(.POP_TOP)
            use(cleanupBody)
            try push(.handlerCleanup(name: nil), cleanupBody)
            try generate(handler.body)
            pop()
            unsetLocation()
            emit(.POP_BLOCK)
            emit(.POP_EXCEPT)
            emit(.JUMP, to: end)
        }
        use(next)
    }

    /// `except*`: the handlers run one after the other, each on its part of the group. Under the
    /// rest of the group lies a list of what the handlers raised, and under it the original.
    ///
    ///     [orig, raised, rest]   evaluate type, split
    ///     [orig, raised, rest, match]   run the handler; an exception is added to `raised`
    ///     [orig, raised]   at the end PREP_RERAISE_STAR gives what is left to raise, or None
    private mutating func generateTryStar(_ statement: TryStatement) throws(CompileError) {
        let body = newBlock()
        var except = newBlock()
        let orElse = newBlock()
        let end = newBlock()
        let cleanup = newBlock()
        let reraiseStar = newBlock()
        emit(.SETUP_FINALLY, to: except)
        use(body)
        try push(.tryExcept, body)
        try generate(statement.body)
        pop()
        emitWithoutLine(.POP_BLOCK)
        emitWithoutLine(.JUMP, to: orElse)
        use(except)
        unsetLocation()
        emit(.SETUP_CLEANUP, to: cleanup)
        emit(.PUSH_EXC_INFO)
        try push(.exceptionGroupHandler, -1)
        let count = Int(statement.handlers.count)
        for index in 0..<count {
            let handler = tree[working.element(statement.handlers, index)]
            locate(handler.span)
            except = newBlock()
            let handleMatch = newBlock()
            if index == 0 {
                emit(.COPY, 1)
                emit(.BUILD_LIST, 0)
                emit(.SWAP, 2)
            }
            try generateStarHandler(handler, match: handleMatch, next: except)
            if index == count - 1 {
                emit(.LIST_APPEND, 1)
                emit(.JUMP, to: reraiseStar)
            }
        }
        unsetLocation()
        pop()
        emitReraiseOfRest(at: reraiseStar, end: end)
        use(cleanup)
        emitReraiseAfterCleanup()
        use(orElse)
        try generate(statement.orElse)
        use(end)
    }

    private mutating func emitReraiseOfRest(at start: BlockID, end: BlockID) {
        let reraise = newBlock()
        use(start)
        emit(.PREP_RERAISE_STAR)
        emit(.COPY, 1)
        emit(.POP_JUMP_IF_NOT_NONE, to: reraise)
        emit(.POP_TOP)
        emit(.POP_BLOCK)
        emit(.POP_EXCEPT)
        emit(.JUMP, to: end)
        use(reraise)
        emit(.POP_BLOCK)
        emit(.SWAP, 2)
        emit(.POP_EXCEPT)
        emit(.RERAISE, 0)
    }

    private mutating func generateStarHandler(
        _ handler: ExceptHandlerNode, match: BlockID, next: BlockID
    ) throws(CompileError) {
        if let type = handler.type {
            try generate(type)
            emit(.CHECK_EG_MATCH)
            emit(.COPY, 1)
            emit(.POP_JUMP_IF_NOT_NONE, to: match)
            emit(.POP_TOP)
            emit(.JUMP, to: next)
        }
        use(match)
        let cleanupEnd = newBlock()
        let cleanupBody = newBlock()
        if let name = handler.name {
            try generateName(name, .store)
        } else {
            emit(.POP_TOP)
        }
        emit(.SETUP_CLEANUP, to: cleanupEnd)
        use(cleanupBody)
        try push(.handlerCleanup(name: handler.name), cleanupBody)
        try generate(handler.body)
        pop()
        unsetLocation()
        emit(.POP_BLOCK)
        if let name = handler.name { try emitUnbinding(name) }
        emit(.JUMP, to: next)
        use(cleanupEnd)
        unsetLocation()
        if let name = handler.name { try emitUnbinding(name) }
        emit(.LIST_APPEND, 3)
        emit(.POP_TOP)
        emit(.JUMP, to: next)
        use(next)
    }

    // MARK: Shared endings

    /// `name = None; del name`, right even if the handler deleted the name.
    mutating func emitUnbinding(_ name: Identifier) throws(CompileError) {
        loadConstant(.none)
        try generateName(name, .store)
        try generateName(name, .delete)
    }

    /// Restores the exception that was handled before and raises the one on the stack:
    /// `[previous, offset, exception]`.
    mutating func emitReraiseAfterCleanup() {
        emit(.COPY, 3)
        emit(.POP_EXCEPT)
        emit(.RERAISE, 1)
    }
}
