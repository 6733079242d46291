import PythonBytecode
import PythonSyntax

/// Compiles a parsed source, as `compile(tree, filename, mode)` does in CPython 3.11: constant
/// folding, scopes, instructions, flow graph, code object. Warnings are added to `warnings` in the
/// order CPython gives them.
public func compile(
    tree: SyntaxTree, filename: String, mode: CompileMode = .exec,
    options: CompileOptions = CompileOptions(), warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    var working = WorkingTree(tree)
    return try compile(
        &working, root: tree.root, filename: filename, mode: mode, options: options,
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

/// Compiles a tree that a program made, when there is nothing wrong with it. What it is compiled to follows
/// from its root.
public func compile(
    record: TreeRecord, filename: String, options: CompileOptions = CompileOptions(),
    warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    try validate(record, depth: DepthLimit(options))
    let tree = SyntaxTree(record)
    let mode: CompileMode =
        switch tree.root {
        case .module, .functionType: .exec
        case .interactive: .single
        case .expression: .eval
        }
    return try compile(
        tree: tree, filename: filename, mode: mode, options: options, warnings: &warnings)
}

private func validate(_ record: TreeRecord, depth: DepthLimit) throws(CompileError) {
    let shallow = DepthLimit(
        start: depth.start, limit: min(depth.limit, depth.start + shallowDepth))
    do throws(RecordError) {
        return try RecordValidator.validate(record, depth: shallow)
    } catch {
        guard error.kind == .recursion, shallow.limit < depth.limit else { throw .tree(error) }
    }
    var failure: RecordError?
    DeepStack.run {
        do throws(RecordError) {
            try RecordValidator.validate(record, depth: depth)
        } catch {
            failure = error
        }
    }
    if let failure { throw .tree(failure) }
}

/// Compiles some top-level statements of a source as a unit of their own. With `echoes` the values of
/// expression statements go to `sys.displayhook`, as in `single` mode.
public func compile(
    tree: SyntaxTree, statements: Range<Int>, filename: String, echoes: Bool,
    options: CompileOptions = CompileOptions(), warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    var compiler = StatementCompiler(tree: tree, filename: filename, options: options)
    return try compiler.compile(statements: statements, echoes: echoes, warnings: &warnings)
}

/// Compiles a source statement by statement, each a unit of its own, as a notebook runs a cell. The
/// statements keep their lines.
///
/// The tree is made ready once for all of them, so the work grows with the source and not with its
/// square.
public struct StatementCompiler: Sendable {
    private let filename: String
    private let options: CompileOptions
    private let body: NodeList<StatementNode>
    private var working: WorkingTree

    public init(tree: SyntaxTree, filename: String, options: CompileOptions = CompileOptions()) {
        self.filename = filename
        self.options = options
        switch tree.root {
        case .module(let list), .interactive(let list): body = list
        case .expression, .functionType: body = .empty
        }
        working = WorkingTree(tree)
    }

    /// Compiles some statements as one unit; with `echoes` the values of expression statements go to
    /// `sys.displayhook`, as in `single` mode.
    public mutating func compile(
        statements: Range<Int>, echoes: Bool, warnings: inout [CompileWarning]
    ) throws(CompileError) -> CodeUnit {
        let range = statements.clamped(to: 0..<Int(body.count))
        let part = NodeList<StatementNode>(
            start: Int(body.start) + range.lowerBound, count: range.count)
        return try PythonCompiler.compile(
            &working, root: echoes ? .interactive(body: part) : .module(body: part),
            filename: filename, mode: echoes ? .single : .exec, options: options,
            warnings: &warnings)
    }
}

/// Trees that are nested no deeper than this are compiled on the caller's stack.
private let shallowDepth = 200

private func compile(
    _ working: inout WorkingTree, root: SyntaxRoot, filename: String, mode: CompileMode,
    options: CompileOptions, warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    let depth = DepthLimit(options)
    let shallow = DepthLimit(
        start: depth.start, limit: min(depth.limit, depth.start + shallowDepth))
    do throws(CompileError) {
        return try compile(
            &working, root: root, filename: filename, mode: mode, options: options,
            depth: shallow, warnings: &warnings)
    } catch {
        guard error == .recursionLimit, shallow.limit < depth.limit else { throw error }
    }
    var result = Result<CodeUnit, CompileError>.failure(.recursionLimit)
    var deepWarnings: [CompileWarning] = []
    // What was folded so far is folded again.
    var fresh = WorkingTree(working.tree)
    DeepStack.run {
        do throws(CompileError) {
            result = .success(
                try compile(
                    &fresh, root: root, filename: filename, mode: mode, options: options,
                    depth: depth, warnings: &deepWarnings))
        } catch {
            result = .failure(error)
        }
    }
    working = fresh
    warnings += deepWarnings
    return try result.get()
}

private func compile(
    _ working: inout WorkingTree, root: SyntaxRoot, filename: String, mode: CompileMode,
    options: CompileOptions, depth: DepthLimit, warnings: inout [CompileWarning]
) throws(CompileError) -> CodeUnit {
    let future = try FutureFeatures(working, root: root, inherited: options.inheritedFlags)
    try ConstantFolder.fold(
        &working, root: root, future: future, options: options, depth: depth)
    let table = try SymbolTableBuilder.build(
        &working, root: root, future: future, depth: depth)
    var generator = CodeGenerator(
        working: working.take(), table: table, future: future, options: options,
        filename: filename, mode: mode)
    defer {
        warnings += generator.warnings
        working = generator.working.take()
    }
    return try generator.generateModule(root)
}
