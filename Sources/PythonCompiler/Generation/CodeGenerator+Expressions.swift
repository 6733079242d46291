import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    /// An expression; what follows belongs to the place of what is around it again.
    mutating func generate(_ id: ExpressionID) throws(CompileError) {
        let outer = unit.location
        let node = working[id]
        locate(node.span)
        switch node.kind {
        case .name(let name, let context): try generateName(name, context)
        case .constant(let constant, _): loadConstant(constant)
        case .attribute(let value, let attribute, let context):
            try generateAttribute(value, attribute, context, span: node.span)
        case .call(let function, let arguments, let keywords):
            try generateCall(function, arguments, keywords, span: node.span)
        case .subscript(let value, let slice, let context):
            try generateSubscript(value, slice, context)
        case .binOp(let left, let op, let right):
            try generate(left)
            try generate(right)
            emit(.BINARY_OP, Int(op.bytecodeOperation(inPlace: false).rawValue))
        case .unaryOp(let op, let operand):
            try generate(operand)
            emit(op.opcode)
        case .tuple(let elements, let context):
            try generateSequence(elements, context, .tuple)
        case .list(let elements, let context): try generateSequence(elements, context, .list)
        case .set(let elements): try generateCollection(.set, elements, pushed: 0)
        case .compare(let left, let operators, let comparators):
            try generateComparison(left, operators, comparators)
        case .boolOp(let op, let values): try generateBoolean(op, values)
        case .dict(let keys, let values): try generateDictionary(keys, values)
        case .joinedStr(let values): try generateJoinedString(values)
        case .formattedValue(let value, let conversion, let formatSpec):
            try generateFormattedValue(value, conversion, formatSpec)
        case .ifExp(let test, let body, let orElse):
            try generateConditional(test, body, orElse)
        case .slice(let lower, let upper, let step): try generateSlice(lower, upper, step)
        default: try generateScopedOrSuspending(node, id: id)
        }
        unit.location = outer
    }

    private mutating func generateScopedOrSuspending(
        _ node: ExpressionNode, id: ExpressionID
    ) throws(CompileError) {
        switch node.kind {
        case .namedExpr(let target, let value):
            try generate(value)
            emit(.COPY, 1)
            try generate(target)
        case .lambda(let arguments, let body):
            try generateLambda(arguments, body: body, id: id, span: node.span)
        case .listComp, .setComp, .dictComp, .generatorExp:
            try generateComprehension(node, id: id)
        case .yield(let value):
            guard scope.kind == .function else { throw error("'yield' outside function") }
            if let value { try generate(value) } else { loadConstant(.none) }
            emitYield()
        case .yieldFrom(let value):
            guard scope.kind == .function else { throw error("'yield' outside function") }
            if unit.kind == .asyncFunction {
                throw error("'yield from' inside async function")
            }
            try generate(value)
            emit(.GET_YIELD_FROM_ITER)
            loadConstant(.none)
            emitYieldFrom(isAwait: false)
        case .await(let value):
            if isTopLevelAwait {
                moduleIsCoroutine = true
            } else {
                guard scope.kind == .function else { throw error("'await' outside function") }
                guard unit.kind == .asyncFunction || unit.kind == .comprehension else {
                    throw error("'await' outside async function")
                }
            }
            try generate(value)
            emitAwait(0)
        case .starred(_, let context):
            throw error(
                context == .store
                    ? "starred assignment target must be in a list or tuple"
                    : "can't use starred expression here")
        default: break
        }
    }

    mutating func emitYield() {
        if scope.isGenerator, scope.isCoroutine { emit(.ASYNC_GEN_WRAP) }
        emit(.YIELD_VALUE)
        emit(.RESUME, 1)
    }

    // MARK: Names

    mutating func generateName(
        _ name: Identifier, _ context: ExpressionContext
    ) throws(CompileError) {
        try rejectForbidden(name, context)
        let name = mangled(name)
        let isFunction = table.scopes[unit.scope].kind == .function
        switch table.scopes[unit.scope].symbols[name].resolution {
        case .free:
            emitDereference(
                unit.cellNames.count + (unit.freeNames.index(of: name.rawValue) ?? 0), context)
        case .cell:
            emitDereference(unit.cellNames.index(of: name.rawValue) ?? 0, context)
        case .local where isFunction:
            let index = unit.localNames.index(adding: name.rawValue)
            switch context {
            case .load: emit(.LOAD_FAST, index)
            case .store: emit(.STORE_FAST, index)
            case .delete: emit(.DELETE_FAST, index)
            }
        case .globalImplicit where isFunction, .globalExplicit:
            let index = unit.names.index(adding: name.rawValue)
            switch context {
            case .load: emit(.LOAD_GLOBAL, index << 1)
            case .store: emit(.STORE_GLOBAL, index)
            case .delete: emit(.DELETE_GLOBAL, index)
            }
        default:
            let index = unit.names.index(adding: name.rawValue)
            switch context {
            case .load: emit(.LOAD_NAME, index)
            case .store: emit(.STORE_NAME, index)
            case .delete: emit(.DELETE_NAME, index)
            }
        }
    }

    private mutating func emitDereference(_ index: Int, _ context: ExpressionContext) {
        switch context {
        case .load:
            emit(scope.kind == .class ? .LOAD_CLASSDEREF : .LOAD_DEREF, index)
        case .store: emit(.STORE_DEREF, index)
        case .delete: emit(.DELETE_DEREF, index)
        }
    }

    // MARK: Attributes and subscripts

    private mutating func generateAttribute(
        _ value: ExpressionID, _ attribute: Identifier, _ context: ExpressionContext,
        span: SourceSpan
    ) throws(CompileError) {
        try generate(value)
        locateAttribute(span, attribute)
        switch context {
        case .load: emitNamed(.LOAD_ATTR, attribute)
        case .store:
            try rejectForbidden(attribute, .store)
            emitNamed(.STORE_ATTR, attribute)
        case .delete: emitNamed(.DELETE_ATTR, attribute)
        }
    }

    /// Of an attribute that stands on a later line than what it is taken from, the place is the
    /// name after the dot, so that a traceback marks the right line.
    mutating func locateAttribute(_ span: SourceSpan, _ attribute: Identifier) {
        guard unit.location.line != span.endLine else { return }
        unit.location.line = span.endLine
        let length = Int32(
            truncatingIfNeeded: working.names.spelling(attribute).unicodeScalars.count)
        if length <= span.endColumn {
            unit.location.column = span.endColumn - length
        } else {
            unit.location.column = -1
            unit.location.endColumn = -1
        }
        unit.location.endLine = max(unit.location.line, unit.location.endLine)
        if unit.location.line == unit.location.endLine {
            unit.location.endColumn = max(unit.location.column, unit.location.endColumn)
        }
    }

    private mutating func generateSubscript(
        _ value: ExpressionID, _ slice: ExpressionID, _ context: ExpressionContext
    ) throws(CompileError) {
        if context == .load {
            checkSubscripted(value)
            checkIndex(of: value, slice)
        }
        try generate(value)
        try generate(slice)
        switch context {
        case .load: emit(.BINARY_SUBSCR)
        case .store: emit(.STORE_SUBSCR)
        case .delete: emit(.DELETE_SUBSCR)
        }
    }

    private mutating func generateSlice(
        _ lower: ExpressionID?, _ upper: ExpressionID?, _ step: ExpressionID?
    ) throws(CompileError) {
        if let lower { try generate(lower) } else { loadConstant(.none) }
        if let upper { try generate(upper) } else { loadConstant(.none) }
        if let step {
            try generate(step)
            emit(.BUILD_SLICE, 3)
        } else {
            emit(.BUILD_SLICE, 2)
        }
    }

    // MARK: f-strings

    private mutating func generateJoinedString(
        _ values: NodeList<ExpressionNode>
    ) throws(CompileError) {
        let count = Int(values.count)
        guard count > Self.stackUseGuideline else {
            try generate(values)
            if count != 1 { emit(.BUILD_STRING, count) }
            return
        }
        loadConstant(.string([]))
        emitNamed(.LOAD_METHOD, working.names.intern("join"))
        emit(.BUILD_LIST, 0)
        for index in 0..<count {
            try generate(working.element(values, index))
            emit(.LIST_APPEND, 1)
        }
        emit(.PRECALL, 1)
        emit(.CALL, 1)
    }

    private mutating func generateFormattedValue(
        _ value: ExpressionID, _ conversion: Int32, _ formatSpec: ExpressionID?
    ) throws(CompileError) {
        try generate(value)
        var argument: Int
        switch UInt8(exactly: conversion) {
        case UInt8(ascii: "s"): argument = 1
        case UInt8(ascii: "r"): argument = 2
        case UInt8(ascii: "a"): argument = 3
        case nil where conversion == -1: argument = 0
        default:
            throw .tree(
                RecordError("Unrecognized conversion character \(conversion)", kind: .system))
        }
        if let formatSpec {
            try generate(formatSpec)
            argument |= 4
        }
        emit(.FORMAT_VALUE, argument)
    }
}

extension UnaryOperator {
    var opcode: Opcode {
        switch self {
        case .invert: .UNARY_INVERT
        case .not: .UNARY_NOT
        case .plus: .UNARY_POSITIVE
        case .minus: .UNARY_NEGATIVE
        }
    }
}
