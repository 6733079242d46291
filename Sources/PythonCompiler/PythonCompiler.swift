import PythonBytecode
import PythonSyntax

/// Compiles a parsed source, as `compile(tree, filename, mode)` does in CPython 3.11: constant
/// folding, scopes, instructions, flow graph, code object. Warnings are added to `warnings` in the
/// order CPython gives them.
public func compile(
    tree: SyntaxTree, filename: String, mode: CompileMode = .exec,
    options: CompileOptions = CompileOptions(), warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    try compile(
        tree: tree, root: tree.root, filename: filename, mode: mode, options: options,
        warnings: &warnings)
}

/// Compiles a parsed source and drops its warnings.
public func compile(
    tree: SyntaxTree, filename: String, mode: CompileMode = .exec,
    options: CompileOptions = CompileOptions()
) throws(CompileError) -> CodeUnit {
    var warnings: [CompileWarning] = []
    return try compile(
        tree: tree, filename: filename, mode: mode, options: options, warnings: &warnings)
}

/// Compiles some top-level statements of a source as a unit of their own, as a notebook runs a
/// cell: statement by statement. With `echoes` the values of expression statements go to
/// `sys.displayhook`, as in `single` mode. The statements keep their lines.
public func compile(
    tree: SyntaxTree, statements: Range<Int>, filename: String, echoes: Bool,
    options: CompileOptions = CompileOptions(), warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    let body: NodeList<StatementNode>
    switch tree.root {
    case .module(let list), .interactive(let list): body = list
    case .expression: body = .empty
    }
    let range = statements.clamped(to: 0..<Int(body.count))
    let part = NodeList<StatementNode>(
        start: Int(body.start) + range.lowerBound, count: range.count)
    return try compile(
        tree: tree, root: echoes ? .interactive(body: part) : .module(body: part),
        filename: filename, mode: echoes ? .single : .exec, options: options, warnings: &warnings)
}

/// Trees that are nested no deeper than this are compiled on the caller's stack.
private let shallowDepth = 200

private func compile(
    tree: SyntaxTree, root: SyntaxRoot, filename: String, mode: CompileMode,
    options: CompileOptions, warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    let depth = DepthLimit(options)
    let shallow = DepthLimit(
        start: depth.start, limit: min(depth.limit, depth.start + shallowDepth))
    do throws(CompileError) {
        return try compile(
            tree: tree, root: root, filename: filename, mode: mode, options: options,
            depth: shallow, warnings: &warnings)
    } catch {
        guard error == .recursionLimit, shallow.limit < depth.limit else { throw error }
    }
    var result = Result<CodeUnit, CompileError>.failure(.recursionLimit)
    var deepWarnings: [CompileWarning] = []
    DeepStack.run {
        do throws(CompileError) {
            result = .success(
                try compile(
                    tree: tree, root: root, filename: filename, mode: mode, options: options,
                    depth: depth, warnings: &deepWarnings))
        } catch {
            result = .failure(error)
        }
    }
    warnings += deepWarnings
    return try result.get()
}

private func compile(
    tree: SyntaxTree, root: SyntaxRoot, filename: String, mode: CompileMode,
    options: CompileOptions, depth: DepthLimit, warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    var working = WorkingTree(tree)
    let future = try FutureFeatures(working, root: root, inherited: options.inheritedFlags)
    try ConstantFolder.fold(
        &working, root: root, future: future, options: options, depth: depth)
    let table = try SymbolTableBuilder.build(
        &working, root: root, future: future, depth: depth)
    var generator = CodeGenerator(
        working: working, table: table, future: future, options: options, filename: filename,
        mode: mode)
    defer { warnings += generator.warnings }
    return try generator.generateModule(root)
}
