import PythonBytecode
import PythonSyntax

/// The first pass over the names of a tree: which scopes there are, and which names each scope
/// binds, uses and declares (`Python/symtable.c`). `SymbolAnalyzer` then decides where they live.
struct SymbolTableBuilder {
    var working: WorkingTree
    let future: FutureFeatures
    var table = SymbolTable()
    var current: ScopeID = 0
    var stack: [ScopeID] = []
    /// The class whose name mangles private names.
    var privateOwner: Identifier?
    var depth: Int
    let depthLimit: Int

    static func build(
        _ working: inout WorkingTree, root: SyntaxRoot, future: FutureFeatures, depth: DepthLimit
    ) throws(CompileError) -> SymbolTable {
        var builder = SymbolTableBuilder(
            working: working.take(), future: future, depth: depth.start, depthLimit: depth.limit)
        defer { working = builder.working.take() }
        try builder.visit(root)
        var table = SymbolTable()
        swap(&table, &builder.table)
        var analyzer = SymbolAnalyzer(table: table, names: builder.working.names)
        table = SymbolTable()
        try analyzer.analyze()
        return analyzer.table
    }

    private init(working: WorkingTree, future: FutureFeatures, depth: Int, depthLimit: Int) {
        self.working = working
        self.future = future
        self.depth = depth
        self.depthLimit = depthLimit
    }

    var tree: SyntaxTree { working.tree }

    private mutating func visit(_ root: SyntaxRoot) throws(CompileError) {
        let nowhere = SourceSpan(line: 0, column: 0, endLine: 0, endColumn: 0)
        enter(.module, name: working.names.top, span: nowhere)
        switch root {
        case .module(let body), .interactive(let body): try visit(body)
        case .expression(let expression): try visit(expression)
        case .functionType: break
        }
        leave()
    }

    // MARK: Scopes

    @discardableResult
    mutating func enter(_ kind: ScopeKind, name: Identifier, span: SourceSpan) -> ScopeID {
        var scope = Scope(kind: kind, name: name, span: span)
        let id = table.scopes.count
        if let parent = stack.last {
            let outer = table.scopes[parent]
            scope.isNested = outer.isNested || outer.kind == .function
            scope.comprehensionIterableDepth = outer.comprehensionIterableDepth
            // Under `from __future__ import annotations` annotations are only text; their names
            // must not count.
            if kind != .annotation { table.scopes[parent].children.append(id) }
        }
        table.scopes.append(scope)
        stack.append(id)
        current = id
        return id
    }

    mutating func leave() {
        stack.removeLast()
        current = stack.last ?? 0
    }

    // MARK: Names

    mutating func mangled(_ name: Identifier) -> Identifier {
        privateOwner == nil ? name : working.names.mangled(name, inClass: privateOwner)
    }

    @inline(__always)
    mutating func define(
        _ name: Identifier, _ flags: SymbolFlags, at span: SourceSpan
    ) throws(CompileError) {
        try define(name, flags, in: current, at: span)
    }

    mutating func define(
        _ name: Identifier, _ flags: SymbolFlags, in scope: ScopeID, at span: SourceSpan
    ) throws(CompileError) {
        let mangledName = mangled(name)
        var value = table.scopes[scope].symbols[mangledName]
        if flags.contains(.parameter), value.contains(.parameter) {
            throw error(
                "duplicate argument '\(spelling(name))' in function definition", at: span)
        }
        value.formUnion(flags)
        if table.scopes[scope].isInComprehensionTarget {
            guard value.isDisjoint(with: [.global, .nonlocal]) else {
                throw error(
                    "comprehension inner loop cannot rebind assignment expression target "
                        + "'\(spelling(name))'", at: span)
            }
            value.insert(.comprehensionTarget)
        }
        table.scopes[scope].symbols[mangledName] = value
        if flags.contains(.parameter) {
            table.scopes[scope].parameters.append(mangledName)
        } else if flags.contains(.global) {
            table.scopes[SymbolTable.module].symbols[mangledName].formUnion(flags)
        }
    }

    mutating func recordDirective(_ name: Identifier, at span: SourceSpan) {
        let mangledName = mangled(name)
        table.scopes[current].directives.append(Scope.Directive(name: mangledName, span: span))
    }

    func spelling(_ name: Identifier) -> String { working.names.spelling(name) }

    func error(_ message: String, at span: SourceSpan) -> CompileError {
        .syntax(CompileDiagnostic(message, at: CodeLocation(span)))
    }

    // MARK: Depth

    mutating func descend() throws(CompileError) {
        depth += 1
        if depth > depthLimit { throw .recursionLimit }
    }

    // MARK: Lists

    mutating func visit(_ list: NodeList<StatementNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try visit(working.element(list, index)) }
    }

    /// Visits the expressions of a list; absent ones are passed over.
    mutating func visit(_ list: NodeList<ExpressionNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            let id = working.element(list, index)
            if id != SyntaxTree.noExpression { try visit(id) }
        }
    }

    mutating func visit(optional id: ExpressionID?) throws(CompileError) {
        if let id { try visit(id) }
    }
}
