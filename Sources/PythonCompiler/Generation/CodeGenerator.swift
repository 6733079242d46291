import PythonBytecode
import PythonSyntax

/// Turns a folded tree and its scopes into instructions, one unit for each scope, as CPython's
/// `Python/compile.c` (3.11) does; `FlowGraph` then optimises a unit and `assemble` makes its code
/// object.
///
/// The extensions follow the grammar: statements, loops, `try`, `with`, `match`, functions and
/// classes, expressions, calls, comprehensions. Each emits what CPython emits in its order, since
/// the order of instructions, names and constants is what a code object is.
struct CodeGenerator {
    var working: WorkingTree
    let table: SymbolTable
    let future: FutureFeatures
    let options: CompileOptions
    let filename: String
    let flags: CodeFlags
    let isInteractive: Bool
    var unit = CompilationUnit()
    /// The units around the current one.
    var outerUnits: [CompilationUnit] = []
    /// Finished units whose memory is used again.
    private var sparePool: [CompilationUnit] = []
    var warnings: [CompileWarning] = []
    /// Whether the module waits for something.
    var moduleIsCoroutine = false

    init(
        working: WorkingTree, table: SymbolTable, future: FutureFeatures, options: CompileOptions,
        filename: String, mode: CompileMode
    ) {
        self.working = working
        self.table = table
        self.future = future
        self.options = options
        self.filename = filename
        flags = future.flags
        isInteractive = mode == .single
    }

    var tree: SyntaxTree { working.tree }

    /// Whether the current unit is a module that may wait (`IS_TOP_LEVEL_AWAIT`).
    var isTopLevelAwait: Bool { options.allowsTopLevelAwait && unit.kind == .module }

    var scope: Scope { table.scopes[unit.scope] }

    // MARK: The module

    mutating func generateModule(_ root: SyntaxRoot) throws(CompileError) -> CodeUnit {
        enter(.module, scope: SymbolTable.module, name: "<module>", line: 1)
        unit.location.line = 1
        var addsNone = true
        switch root {
        case .module(let body): try generateBody(body)
        case .interactive(let body):
            if hasAnnotations(body) { emit(.SETUP_ANNOTATIONS) }
            try generate(body)
        case .expression(let expression):
            try generate(expression)
            addsNone = false
        case .functionType: break
        }
        return assemble(addsNone: addsNone)
    }

    /// The statements of a module or class, with its docstring and `__annotations__`.
    mutating func generateBody(_ body: NodeList<StatementNode>) throws(CompileError) {
        if unit.kind == .module, !body.isEmpty {
            locate(tree[working.element(body, 0)].span)
        }
        if hasAnnotations(body) { emit(.SETUP_ANNOTATIONS) }
        guard !body.isEmpty else { return }
        var first = 0
        if options.optimizationLevel < 2, working.docstring(of: body) != nil,
            case .expression(let value) = tree[working.element(body, 0)].kind
        {
            first = 1
            try generate(value)
            unsetLocation()
            try generateName(working.names.dunderDoc, .store)
        }
        for index in first..<Int(body.count) { try generate(working.element(body, index)) }
    }

    // MARK: Units

    mutating func enter(_ kind: UnitKind, scope: ScopeID, name: String, line: Int32) {
        var inner = sparePool.popLast() ?? CompilationUnit()
        inner.scope = scope
        inner.kind = kind
        inner.name = name
        inner.firstLine = line
        let isNested = kind != .module
        inner.privateOwner = isNested ? unit.privateOwner : nil
        for parameter in table.scopes[scope].parameters {
            _ = inner.localNames.index(adding: parameter.rawValue)
        }
        collectCells(of: scope, into: &inner)
        swap(&inner, &unit)
        if isNested { outerUnits.append(inner) }
        unit.location = CodeLocation(line: line, column: 0, endLine: line, endColumn: 0)
        if isNested {
            unit.qualifiedName = qualifiedName()
            emit(.RESUME, 0)
        } else {
            unit.qualifiedName = name
            unit.location.line = 0
            emit(.RESUME, 0)
            unit.location.line = -1
        }
    }

    /// Back to the unit around the current one.
    mutating func leave() {
        guard var inner = outerUnits.popLast() else { return }
        swap(&inner, &unit)
        inner.reset()
        sparePool.append(inner)
    }

    /// Cells and free variables in the order of their names, as `dictbytype` sorts them.
    private func collectCells(of scope: ScopeID, into inner: inout CompilationUnit) {
        var cells: [Identifier] = []
        var free: [Identifier] = []
        let symbols = table.scopes[scope].symbols
        for index in 0..<symbols.count {
            let flags = symbols.flags(at: index)
            if flags.resolution == .cell { cells.append(symbols.name(at: index)) }
            if flags.resolution == .free || flags.contains(.freeInClass) {
                free.append(symbols.name(at: index))
            }
        }
        if table.scopes[scope].needsClassCell { cells.append(working.names.dunderClass) }
        for name in sortedBySpelling(cells) { _ = inner.cellNames.index(adding: name.rawValue) }
        for name in sortedBySpelling(free) { _ = inner.freeNames.index(adding: name.rawValue) }
    }

    private func sortedBySpelling(_ names: [Identifier]) -> [Identifier] {
        guard names.count > 1 else { return names }
        return names.sorted { left, right in
            let left = working.names.spelling(left).unicodeScalars
            let right = working.names.spelling(right).unicodeScalars
            return left.lexicographicallyPrecedes(right)
        }
    }

    /// `co_qualname` (`compiler_set_qualname`).
    private mutating func qualifiedName() -> String {
        guard outerUnits.count > 1, let parent = outerUnits.last else { return unit.name }
        if unit.kind == .function || unit.kind == .asyncFunction || unit.kind == .class {
            let name = working.names.mangled(
                table.scopes[unit.scope].name, inClass: parent.privateOwner)
            if table.scopes[parent.scope].symbols[name].resolution == .globalExplicit {
                return unit.name
            }
        }
        switch parent.kind {
        case .function, .asyncFunction, .lambda:
            return parent.qualifiedName + ".<locals>." + unit.name
        case .module, .class, .comprehension:
            return parent.qualifiedName + "." + unit.name
        }
    }

    // MARK: Locations

    @inline(__always)
    mutating func locate(_ span: SourceSpan) { unit.location = CodeLocation(span) }

    /// Makes the next instructions artificial: they belong to no line.
    @inline(__always)
    mutating func unsetLocation() { unit.location = .none }

    // MARK: Instructions

    @inline(__always)
    mutating func emit(_ opcode: Opcode, _ argument: Int = 0) {
        unit.graph.emit(opcode, argument, at: unit.location)
    }

    @inline(__always)
    mutating func emit(_ opcode: Opcode, to target: BlockID) {
        unit.graph.emit(opcode, 0, target: target, at: unit.location)
    }

    /// CPython's instructions "without line": the line is missing, the rest is zero.
    private static let withoutLine = CodeLocation(line: -1, column: 0, endLine: 0, endColumn: 0)

    mutating func emitWithoutLine(_ opcode: Opcode, _ argument: Int = 0) {
        unit.graph.emit(opcode, argument, at: Self.withoutLine)
    }

    mutating func emitWithoutLine(_ opcode: Opcode, to target: BlockID) {
        unit.graph.emit(opcode, 0, target: target, at: Self.withoutLine)
    }

    mutating func newBlock() -> BlockID { unit.graph.newBlock() }

    mutating func use(_ block: BlockID) { unit.graph.use(block) }

    // MARK: Constants and names

    @discardableResult
    mutating func addConstant(_ value: Constant) -> Int {
        unit.constants.index(adding: working.constants.canonical(value))
    }

    mutating func loadConstant(_ value: Constant) {
        emit(.LOAD_CONST, addConstant(value))
    }

    mutating func loadConstant(_ id: ConstantID) {
        emit(.LOAD_CONST, unit.constants.index(adding: working.constants.canonical(id)))
    }

    func stringConstant(_ name: Identifier) -> Constant {
        .string(Array(working.names.spelling(name).utf8))
    }

    mutating func mangled(_ name: Identifier) -> Identifier {
        unit.privateOwner == nil
            ? name : working.names.mangled(name, inClass: unit.privateOwner)
    }

    /// An instruction whose argument is an index in `co_names`.
    mutating func emitNamed(_ opcode: Opcode, _ name: Identifier) {
        let index = unit.names.index(adding: mangled(name).rawValue)
        emit(opcode, index)
    }

    // MARK: Errors

    func error(_ message: String) -> CompileError {
        .syntax(CompileDiagnostic(message, at: unit.location))
    }

    mutating func warn(_ message: String) {
        warnings.append(CompileWarning(message: message, location: unit.location))
    }

    /// `__debug__` can be read only.
    func rejectForbidden(_ name: Identifier, _ context: ExpressionContext) throws(CompileError) {
        guard name == working.names.dunderDebug else { return }
        switch context {
        case .store: throw error("cannot assign to __debug__")
        case .delete: throw error("cannot delete __debug__")
        case .load: return
        }
    }

    // MARK: Frame blocks

    /// CPython's `CO_MAXBLOCKS`.
    private static let maximumFrameBlocks = 20

    mutating func push(
        _ kind: FrameBlock.Kind, _ block: BlockID, exit: BlockID = -1
    ) throws(CompileError) {
        guard unit.frameBlocks.count < Self.maximumFrameBlocks else {
            throw error("too many statically nested blocks")
        }
        unit.frameBlocks.append(FrameBlock(kind: kind, block: block, exit: exit))
    }

    mutating func pop() { unit.frameBlocks.removeLast() }
}
