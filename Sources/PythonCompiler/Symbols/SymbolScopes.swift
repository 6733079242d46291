import PythonBytecode
import PythonSyntax

/// The scopes of a tree for the module `symtable`, the module's first.
public func symbolScopes(
    tree: SyntaxTree, options: CompileOptions = CompileOptions()
) throws(CompileError) -> [SymbolScope] {
    let limit = DepthLimit(options)
    var working = WorkingTree(tree)
    let future = try FutureFeatures(working, root: tree.root, inherited: options.inheritedFlags)
    var result = Result<[SymbolScope], CompileError>.failure(.recursionLimit)
    DeepStack.run {
        do throws(CompileError) {
            let table = try SymbolTableBuilder.build(
                &working, root: tree.root, future: future, depth: limit)
            result = .success(scopes(of: table, working.names))
        } catch {
            result = .failure(error)
        }
    }
    return try result.get()
}

private func scopes(of table: SymbolTable, _ names: NameTable) -> [SymbolScope] {
    table.scopes.enumerated().map { index, scope in
        SymbolScope(
            name: names.spelling(scope.name), kind: Int(scope.kind.rawValue),
            line: index == SymbolTable.module ? 0 : Int(scope.span.line), isNested: scope.isNested,
            symbols: (0..<scope.symbols.count).map {
                (
                    names.spelling(scope.symbols.name(at: $0)),
                    Int(scope.symbols.flags(at: $0).rawValue)
                )
            },
            parameters: scope.parameters.map(names.spelling), children: scope.children)
    }
}
