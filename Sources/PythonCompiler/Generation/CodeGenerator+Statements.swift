import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    mutating func generate(_ list: NodeList<StatementNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try generate(working.element(list, index)) }
    }

    mutating func generate(_ list: NodeList<ExpressionNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try generate(working.element(list, index)) }
    }

    mutating func generate(_ id: StatementID) throws(CompileError) {
        let node = tree[id]
        locate(node.span)
        switch node.kind {
        case .expression(let value): try generateExpressionStatement(value)
        case .assign(let targets, let value): try generateAssignment(targets, value: value)
        case .augAssign(let target, let op, let value):
            try generateAugmentedAssignment(target, op, value: value)
        case .annAssign(let target, let annotation, let value, let isSimple):
            try generateAnnotatedAssignment(
                target, annotation: annotation, value: value, isSimple: isSimple)
        case .if(let test, let body, let orElse): try generateIf(test, body, orElse)
        case .while(let test, let body, let orElse):
            try generateWhile(test, body, orElse, span: node.span)
        case .for(let target, let iterable, let body, let orElse, let isAsync):
            if isAsync {
                try generateAsyncFor(target, iterable, body, orElse)
            } else {
                try generateFor(target, iterable, body, orElse)
            }
        case .return(let value): try generateReturn(value, span: node.span)
        case .functionDef(let definition, let isAsync):
            try generateFunction(definition, isAsync: isAsync, id: id, span: node.span)
        case .classDef(let definition):
            try generateClass(definition, id: id, span: node.span)
        case .with(let items, let body, let isAsync):
            try generateWith(items, at: 0, body, isAsync: isAsync, span: node.span)
        case .try(let body, let handlers, let orElse, let finalBody, let isStar):
            let statement = TryStatement(
                body: body, handlers: handlers, orElse: orElse, finalBody: finalBody,
                isStar: isStar)
            try generateTry(statement)
        case .match(let subject, let cases): try generateMatch(subject, cases)
        default: try generateSimple(node.kind)
        }
    }

    private mutating func generateSimple(_ statement: Statement) throws(CompileError) {
        switch statement {
        case .raise(let exception, let cause): try generateRaise(exception, cause: cause)
        case .assert(let test, let message): try generateAssert(test, message: message)
        case .import(let names): try generateImport(names)
        case .importFrom(let module, let names, let level):
            try generateImportFrom(module, names, level: level)
        case .delete(let targets): try generate(targets)
        case .pass: emit(.NOP)
        case .break: try generateBreak()
        case .continue: try generateContinue()
        default: break
        }
    }

    private mutating func generateExpressionStatement(
        _ value: ExpressionID
    ) throws(CompileError) {
        if isInteractive, outerUnits.isEmpty {
            try generate(value)
            emit(.PRINT_EXPR)
        } else if working.isConstant(value) {
            emit(.NOP)
        } else {
            try generate(value)
            unsetLocation()
            emit(.POP_TOP)
        }
    }

    private mutating func generateRaise(
        _ exception: ExpressionID?, cause: ExpressionID?
    ) throws(CompileError) {
        var count = 0
        if let exception {
            try generate(exception)
            count = 1
            if let cause {
                try generate(cause)
                count = 2
            }
        }
        emit(.RAISE_VARARGS, count)
    }

    private mutating func generateAssert(
        _ test: ExpressionID, message: ExpressionID?
    ) throws(CompileError) {
        if isNonEmptyTuple(test) {
            warn("assertion is always true, perhaps remove parentheses?")
        }
        guard options.optimizationLevel == 0 else { return }
        let end = newBlock()
        try generateJump(ifTrue: true, test, to: end)
        emit(.LOAD_ASSERTION_ERROR)
        if let message {
            try generate(message)
            emit(.PRECALL, 0)
            emit(.CALL, 0)
        }
        emit(.RAISE_VARARGS, 1)
        use(end)
    }

    private func isNonEmptyTuple(_ id: ExpressionID) -> Bool {
        switch working[id].kind {
        case .tuple(let elements, _): !elements.isEmpty
        case .constant(let constant, _):
            if case .tuple(let items) = working.constants[constant] {
                !items.isEmpty
            } else {
                false
            }
        default: false
        }
    }

    // MARK: Imports

    private mutating func generateImport(_ names: NodeList<AliasNode>) throws(CompileError) {
        for index in 0..<Int(names.count) {
            let alias = tree[working.element(names, index)]
            loadConstant(.integer(.small(0)))
            loadConstant(.none)
            emitNamed(.IMPORT_NAME, alias.name)
            let spelling = working.names.spelling(alias.name)
            let parts = spelling.utf8.split(
                separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            if let asName = alias.asName {
                try generateImportAs(asName, parts: parts.dropFirst())
            } else if parts.count > 1, let first = parts.first {
                try generateName(working.names.intern(String(Substring(first))), .store)
            } else {
                try generateName(alias.name, .store)
            }
        }
    }

    /// `import a.b.c as d` takes `b` and `c` from `a` one after the other.
    private mutating func generateImportAs(
        _ asName: Identifier, parts: ArraySlice<Substring.UTF8View>
    ) throws(CompileError) {
        for (index, part) in parts.enumerated() {
            if index > 0 {
                emit(.SWAP, 2)
                emit(.POP_TOP)
            }
            let attribute = working.names.intern(String(Substring(part)))
            emit(.IMPORT_FROM, unit.names.index(adding: attribute.rawValue))
        }
        try generateName(asName, .store)
        if !parts.isEmpty { emit(.POP_TOP) }
    }

    private mutating func generateImportFrom(
        _ module: Identifier?, _ names: NodeList<AliasNode>, level: Int32
    ) throws(CompileError) {
        loadConstant(.integer(.small(Int(level))))
        if let module, unit.location.line > future.lastLine,
            working.names.spelling(module) == "__future__"
        {
            throw error("from __future__ imports must occur at the beginning of the file")
        }
        var list: [Constant] = []
        list.reserveCapacity(Int(names.count))
        for index in 0..<Int(names.count) {
            list.append(stringConstant(tree[working.element(names, index)].name))
        }
        loadConstant(.tuple(list))
        emitNamed(.IMPORT_NAME, module ?? working.names.intern(""))
        for index in 0..<Int(names.count) {
            let alias = tree[working.element(names, index)]
            if index == 0, working.names.spelling(alias.name) == "*" {
                emit(.IMPORT_STAR)
                return
            }
            emitNamed(.IMPORT_FROM, alias.name)
            try generateName(alias.asName ?? alias.name, .store)
        }
        emit(.POP_TOP)
    }
}
