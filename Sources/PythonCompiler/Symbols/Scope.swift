import PythonSyntax

/// What is known of a name in a scope: CPython's flag bits (`Include/internal/pycore_symtable.h`),
/// which the `symtable` module shows too.
struct SymbolFlags: OptionSet, Hashable, Sendable {
    var rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    static let global = SymbolFlags(rawValue: 1)
    static let local = SymbolFlags(rawValue: 2)
    static let parameter = SymbolFlags(rawValue: 4)
    static let nonlocal = SymbolFlags(rawValue: 8)
    static let use = SymbolFlags(rawValue: 16)
    static let free = SymbolFlags(rawValue: 32)
    /// Free in a method of a class that binds the name too.
    static let freeInClass = SymbolFlags(rawValue: 64)
    static let imported = SymbolFlags(rawValue: 128)
    static let annotated = SymbolFlags(rawValue: 256)
    static let comprehensionTarget = SymbolFlags(rawValue: 512)
    static let bound: SymbolFlags = [.local, .parameter, .imported]

    /// Where the value lives, once the scopes are analysed.
    var resolution: NameResolution {
        get {
            NameResolution(rawValue: UInt8(truncatingIfNeeded: (rawValue >> 11) & 15)) ?? .unknown
        }
        set { rawValue = (rawValue & ~(15 << 11)) | UInt32(newValue.rawValue) << 11 }
    }
}

/// The scope of a name, numbered as in CPython.
enum NameResolution: UInt8, Sendable {
    case unknown = 0
    case local = 1
    case globalExplicit = 2
    case globalImplicit = 3
    case free = 4
    case cell = 5
}

/// `_Py_block_ty`.
enum ScopeKind: UInt8, Sendable { case function, `class`, module, annotation }

/// `_Py_comprehension_ty`.
enum ComprehensionKind: UInt8, Sendable { case none, list, dictionary, set, generator }

typealias ScopeID = Int

/// The names of a scope with their flags, in the order they were first met.
struct SymbolMap {
    private var order = OrderedKeys()
    private var flags: ContiguousArray<SymbolFlags> = []

    var count: Int { flags.count }

    func name(at index: Int) -> Identifier { Identifier(order.keys[index]) }

    func flags(at index: Int) -> SymbolFlags { flags[index] }

    mutating func setFlags(_ value: SymbolFlags, at index: Int) { flags[index] = value }

    /// The flags of a name; empty when the scope doesn't know it.
    @inline(__always)
    subscript(name: Identifier) -> SymbolFlags {
        get {
            guard let index = order.index(of: name.rawValue) else { return [] }
            return flags[index]
        }
        set {
            let index = order.index(adding: name.rawValue)
            if index == flags.count { flags.append(newValue) } else { flags[index] = newValue }
        }
    }

    func contains(_ name: Identifier) -> Bool { order.index(of: name.rawValue) != nil }
}

/// A scope of the source: module, class, function, lambda or comprehension
/// (`PySTEntryObject`, `Include/internal/pycore_symtable.h`).
struct Scope {
    /// A `global` or `nonlocal`, kept for the errors that name its place.
    struct Directive {
        var name: Identifier
        var span: SourceSpan
    }

    let kind: ScopeKind
    let name: Identifier
    let span: SourceSpan
    var symbols = SymbolMap()
    /// The parameters in the order of `co_varnames`.
    var parameters: [Identifier] = []
    var children: [ScopeID] = []
    var directives: [Directive] = []
    var comprehension = ComprehensionKind.none
    var isNested = false
    var hasFree = false
    var childHasFree = false
    var isGenerator = false
    var isCoroutine = false
    var hasVariadic = false
    var hasKeywordVariadic = false
    /// A method needs the cell of `__class__`.
    var needsClassCell = false
    /// Names are being bound as iteration variables of a comprehension.
    var isInComprehensionTarget = false
    /// How deep in iterables of comprehensions, where `:=` is not allowed.
    var comprehensionIterableDepth = 0

    init(kind: ScopeKind, name: Identifier, span: SourceSpan) {
        self.kind = kind
        self.name = name
        self.span = span
    }
}

/// The scopes of a tree, analysed: where each name of each scope lives.
struct SymbolTable {
    var scopes: ContiguousArray<Scope> = []
    /// The scopes of `def` and `class` statements, by statement, and of lambdas and comprehensions,
    /// by expression.
    var statementScopes: [UInt32: ScopeID] = [:]
    var expressionScopes: [UInt32: ScopeID] = [:]

    static let module: ScopeID = 0
}
