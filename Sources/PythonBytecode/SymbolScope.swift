/// A scope of a source as the module `symtable` shows it: what the compiler found out about its names.
public struct SymbolScope: Sendable {
    public var name: String
    /// 0 for a function, 1 for a class, 2 for a module, 3 for an annotation.
    public var kind: Int
    /// 0 for the module.
    public var line: Int
    public var isNested: Bool
    /// Names and CPython's flags for them, in the order they were first met.
    public var symbols: [(name: String, flags: Int)]
    public var parameters: [String]
    /// The places of the scopes in this one, in the list that holds them all.
    public var children: [Int]

    public init(
        name: String, kind: Int, line: Int, isNested: Bool,
        symbols: [(name: String, flags: Int)], parameters: [String], children: [Int]
    ) {
        self.name = name
        self.kind = kind
        self.line = line
        self.isNested = isNested
        self.symbols = symbols
        self.parameters = parameters
        self.children = children
    }
}
