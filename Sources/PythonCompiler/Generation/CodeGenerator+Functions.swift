import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    mutating func generateFunction(
        _ definition: FunctionDefinition, isAsync: Bool, id: StatementID, span: SourceSpan
    ) throws(CompileError) {
        let arguments = tree[definition.arguments]
        try rejectForbidden(arguments)
        try generate(definition.decorators)
        let firstLine = firstLine(of: definition.decorators, span: span)
        var flags = try generateDefaults(arguments)
        if try generateAnnotations(arguments, returns: definition.returns) { flags |= 0x04 }

        let scope = table.statementScopes[id.rawValue] ?? 0
        enter(
            isAsync ? .asyncFunction : .function, scope: scope,
            name: working.names.spelling(definition.name), line: firstLine)
        let docstring =
            options.optimizationLevel < 2 ? working.docstring(of: definition.body) : nil
        // The docstring is the first constant; None stands there when there is none.
        addConstant(docstring.map { working.constants[$0] } ?? .none)
        setArgumentCounts(arguments)
        for index in (docstring == nil ? 0 : 1)..<max(1, Int(definition.body.count)) {
            guard index < Int(definition.body.count) else { break }
            try generate(working.element(definition.body, index))
        }
        let code = assemble(addsNone: true)
        leave()
        makeClosure(code, flags: flags)
        applyDecorators(definition.decorators)
        try generateName(definition.name, .store)
    }

    mutating func generateLambda(
        _ argumentsID: ArgumentsID, body: ExpressionID, id: ExpressionID, span: SourceSpan
    ) throws(CompileError) {
        let arguments = tree[argumentsID]
        try rejectForbidden(arguments)
        let flags = try generateDefaults(arguments)
        enter(
            .lambda, scope: table.expressionScopes[id.rawValue] ?? 0, name: "<lambda>",
            line: span.line)
        addConstant(.none)
        setArgumentCounts(arguments)
        try generate(body)
        let isGenerator = scope.isGenerator
        if !isGenerator { emit(.RETURN_VALUE) }
        let code = assemble(addsNone: !isGenerator)
        leave()
        makeClosure(code, flags: flags)
    }

    /// `name = __build_class__(function of the body, name, *bases, **keywords)`.
    mutating func generateClass(
        _ definition: ClassDefinition, id: StatementID, span: SourceSpan
    ) throws(CompileError) {
        try generate(definition.decorators)
        let firstLine = firstLine(of: definition.decorators, span: span)
        enter(
            .class, scope: table.statementScopes[id.rawValue] ?? 0,
            name: working.names.spelling(definition.name), line: firstLine)
        unit.privateOwner = definition.name
        let code = try generateClassBody(definition.body)
        leave()
        emit(.PUSH_NULL)
        emit(.LOAD_BUILD_CLASS)
        makeClosure(code, flags: 0)
        loadConstant(stringConstant(definition.name))
        try generateCall(
            pushed: 2, arguments: definition.bases, keywords: definition.keywords)
        applyDecorators(definition.decorators)
        try generateName(definition.name, .store)
    }

    private mutating func generateClassBody(
        _ body: NodeList<StatementNode>
    ) throws(CompileError) -> CodeUnit {
        try generateName(working.names.dunderName, .load)
        try generateName(working.names.dunderModule, .store)
        loadConstant(.string(Array(unit.qualifiedName.utf8)))
        try generateName(working.names.dunderQualname, .store)
        try generateBody(body)
        unsetLocation()
        if scope.needsClassCell {
            // The cell of `__class__`, which `type.__new__` fills, is stored and returned.
            let cell = unit.cellNames.index(of: working.names.dunderClass.rawValue) ?? 0
            emit(.LOAD_CLOSURE, cell)
            emit(.COPY, 1)
            try generateName(working.names.dunderClasscell, .store)
        } else {
            loadConstant(.none)
        }
        emit(.RETURN_VALUE)
        return assemble(addsNone: true)
    }

    // MARK: Parameters

    mutating func setArgumentCounts(_ arguments: ArgumentsNode) {
        unit.argumentCount = Int(arguments.positional.count)
        unit.positionalOnlyArgumentCount = Int(arguments.positionalOnly.count)
        unit.keywordOnlyArgumentCount = Int(arguments.keywordOnly.count)
    }

    private func rejectForbidden(_ arguments: ArgumentsNode) throws(CompileError) {
        for list in [arguments.positionalOnly, arguments.positional] {
            try rejectForbidden(list)
        }
        if let variadic = arguments.variadic { try rejectForbidden(tree[variadic].name, .store) }
        try rejectForbidden(arguments.keywordOnly)
        if let variadic = arguments.keywordVariadic {
            try rejectForbidden(tree[variadic].name, .store)
        }
    }

    private func rejectForbidden(_ list: NodeList<ArgumentNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            try rejectForbidden(tree[working.element(list, index)].name, .store)
        }
    }

    /// Pushes the defaults as a tuple and those of keyword-only parameters as a dict; returns the
    /// flags of `MAKE_FUNCTION` that say so.
    private mutating func generateDefaults(
        _ arguments: ArgumentsNode
    ) throws(CompileError) -> Int {
        var flags = 0
        if !arguments.defaults.isEmpty {
            try generate(arguments.defaults)
            emit(.BUILD_TUPLE, Int(arguments.defaults.count))
            flags |= 0x01
        }
        var keys: [Constant] = []
        for index in 0..<Int(arguments.keywordOnly.count) {
            let value = working.element(arguments.keywordDefaults, index)
            guard value != SyntaxTree.noExpression else { continue }
            let name = tree[working.element(arguments.keywordOnly, index)].name
            keys.append(stringConstant(mangled(name)))
            try generate(value)
        }
        if !keys.isEmpty {
            loadConstant(.tuple(keys))
            emit(.BUILD_CONST_KEY_MAP, keys.count)
            flags |= 0x02
        }
        return flags
    }

    // MARK: Annotations

    /// Pushes a tuple of names and annotations; returns whether there are any.
    private mutating func generateAnnotations(
        _ arguments: ArgumentsNode, returns: ExpressionID?
    ) throws(CompileError) -> Bool {
        var count = 0
        try generateAnnotations(arguments.positional, count: &count)
        try generateAnnotations(arguments.positionalOnly, count: &count)
        if let variadic = arguments.variadic {
            try generateAnnotation(of: tree[variadic], count: &count)
        }
        try generateAnnotations(arguments.keywordOnly, count: &count)
        if let variadic = arguments.keywordVariadic {
            try generateAnnotation(of: tree[variadic], count: &count)
        }
        if let returns {
            try generateAnnotation(
                name: .string(Array("return".utf8)), returns, count: &count)
        }
        if count > 0 { emit(.BUILD_TUPLE, count) }
        return count > 0
    }

    private mutating func generateAnnotations(
        _ list: NodeList<ArgumentNode>, count: inout Int
    ) throws(CompileError) {
        for index in 0..<Int(list.count) {
            try generateAnnotation(of: tree[working.element(list, index)], count: &count)
        }
    }

    private mutating func generateAnnotation(
        of argument: ArgumentNode, count: inout Int
    ) throws(CompileError) {
        guard let annotation = argument.annotation else { return }
        let name = stringConstant(mangled(argument.name))
        try generateAnnotation(name: name, annotation, count: &count)
    }

    private mutating func generateAnnotation(
        name: Constant, _ annotation: ExpressionID, count: inout Int
    ) throws(CompileError) {
        loadConstant(name)
        if future.annotations {
            try generateAnnotationText(annotation)
        } else if case .starred(let value, _) = working[annotation].kind {
            // `*args: *Ts` annotates with the one element of `[*Ts]`.
            try generate(value)
            emit(.UNPACK_SEQUENCE, 1)
        } else {
            try generate(annotation)
        }
        count += 2
    }

    /// Under `from __future__ import annotations` an annotation is its source text.
    mutating func generateAnnotationText(_ annotation: ExpressionID) throws(CompileError) {
        var unparser = ExpressionUnparser(working)
        loadConstant(.string(unparser.text(of: annotation)))
    }

    // MARK: Closures and decorators

    /// Makes a function of a code object: the cells of its free variables, then the code.
    mutating func makeClosure(_ code: CodeUnit, flags: Int) {
        var flags = flags
        let free = zip(code.localsPlusNames, code.localsPlusKinds).filter { $0.1.contains(.free) }
        if !free.isEmpty {
            for (spelling, _) in free { emit(.LOAD_CLOSURE, closureIndex(spelling)) }
            flags |= 0x08
            emit(.BUILD_TUPLE, free.count)
        }
        loadConstant(.code(code))
        emit(.MAKE_FUNCTION, flags)
    }

    /// The index of a variable among this unit's cells and free variables.
    private mutating func closureIndex(_ spelling: String) -> Int {
        let name = working.names.intern(spelling)
        let isCell =
            (unit.kind == .class && name == working.names.dunderClass)
            || scope.symbols[name].resolution == .cell
        if isCell, let index = unit.cellNames.index(of: name.rawValue) { return index }
        let index = unit.freeNames.index(of: name.rawValue) ?? 0
        return unit.cellNames.count + index
    }

    private func firstLine(
        of decorators: NodeList<ExpressionNode>, span: SourceSpan
    ) -> Int32 {
        decorators.isEmpty ? span.line : working[working.element(decorators, 0)].span.line
    }

    private mutating func applyDecorators(_ decorators: NodeList<ExpressionNode>) {
        let outer = unit.location
        for index in (0..<Int(decorators.count)).reversed() {
            locate(working[working.element(decorators, index)].span)
            emit(.PRECALL, 0)
            emit(.CALL, 0)
        }
        unit.location = outer
    }
}
