import PythonBytecode
import PythonSyntax

/// What kind of code a unit is; finer than a scope's kind.
enum UnitKind: UInt8 { case module, `class`, function, asyncFunction, lambda, comprehension }

/// A `for`, `try` or `with` the generator is inside of, which `return`, `break` and `continue` must
/// unwind (`fblockinfo`).
struct FrameBlock {
    enum Kind {
        case whileLoop, forLoop, tryExcept
        case finallyTry(body: NodeList<StatementNode>)
        case finallyEnd
        case with(isAsync: Bool, span: SourceSpan)
        case handlerCleanup(name: Identifier?)
        case popValue, exceptionHandler, exceptionGroupHandler, asyncComprehension
    }

    var kind: Kind
    var block: BlockID
    var exit: BlockID = -1
}

/// The state of one code object while its instructions are generated (`struct compiler_unit`).
struct CompilationUnit {
    var scope: ScopeID = 0
    var kind = UnitKind.module
    var name = ""
    var qualifiedName = ""
    var firstLine: Int32 = 1
    var argumentCount = 0
    var positionalOnlyArgumentCount = 0
    var keywordOnlyArgumentCount = 0
    /// The class whose name mangles private names.
    var privateOwner: Identifier?
    /// `co_consts` as canonical constants, `co_names`, `co_varnames`, and cells and free variables,
    /// both sorted by name.
    var constants = OrderedKeys()
    var names = OrderedKeys()
    var localNames = OrderedKeys()
    var cellNames = OrderedKeys()
    var freeNames = OrderedKeys()
    var frameBlocks: [FrameBlock] = []
    /// Where the next instruction comes from.
    var location = CodeLocation.none
    var graph = FlowGraph()

    /// Makes the unit as good as new; keeps the memory.
    mutating func reset() {
        argumentCount = 0
        positionalOnlyArgumentCount = 0
        keywordOnlyArgumentCount = 0
        constants.removeAll()
        names.removeAll()
        localNames.removeAll()
        cellNames.removeAll()
        freeNames.removeAll()
        frameBlocks.removeAll(keepingCapacity: true)
        graph.reset()
    }
}
