import PythonBytecode
import PythonSyntax

/// The scopes of a tree as text, what Python's `symtable` module knows of them: a line for each
/// scope, then one for each name, in the order of the names.
///
///     function f line 3 nested
///       parameters a b
///       a: parameter use, cell
public func dumpSymbols(
    tree: SyntaxTree, options: CompileOptions = CompileOptions()
) throws(CompileError) -> String {
    let limit = DepthLimit(options)
    var working = WorkingTree(tree)
    let future = try FutureFeatures(working, root: tree.root, inherited: options.inheritedFlags)
    let shallow = DepthLimit(start: limit.start, limit: min(limit.limit, limit.start + 200))
    do throws(CompileError) {
        let table = try SymbolTableBuilder.build(
            &working, root: tree.root, future: future, depth: shallow)
        return SymbolTableDump(table: table, names: working.names).text()
    } catch {
        guard error == .recursionLimit, shallow.limit < limit.limit else { throw error }
    }
    var result = Result<String, CompileError>.failure(.recursionLimit)
    DeepStack.run {
        do throws(CompileError) {
            let table = try SymbolTableBuilder.build(
                &working, root: tree.root, future: future, depth: limit)
            result = .success(SymbolTableDump(table: table, names: working.names).text())
        } catch {
            result = .failure(error)
        }
    }
    return try result.get()
}

private struct SymbolTableDump {
    let table: SymbolTable
    let names: NameTable
    private var output = ""

    init(table: SymbolTable, names: NameTable) {
        self.table = table
        self.names = names
    }

    func text() -> String {
        var writer = self
        // A stack instead of recursion: scopes can be nested as deep as a tree.
        var pending: [(scope: ScopeID, indent: Int)] = [(SymbolTable.module, 0)]
        while let next = pending.popLast() {
            writer.append(table.scopes[next.scope], indent: next.indent)
            for child in table.scopes[next.scope].children.reversed() {
                pending.append((child, next.indent + 2))
            }
        }
        return writer.output
    }

    private mutating func append(_ scope: Scope, indent: Int) {
        let margin = String(repeating: " ", count: indent)
        let kind: String
        switch scope.kind {
        case .module: kind = "module"
        case .function: kind = "function"
        case .class: kind = "class"
        case .annotation: kind = "annotation"
        }
        output += "\(margin)\(kind) \(names.spelling(scope.name)) line \(scope.span.line)"
        output += scope.isNested ? " nested\n" : "\n"
        if !scope.parameters.isEmpty {
            let list = scope.parameters.map(names.spelling).joined(separator: " ")
            output += "\(margin)  parameters \(list)\n"
        }
        let symbols = (0..<scope.symbols.count).map {
            (names.spelling(scope.symbols.name(at: $0)), scope.symbols.flags(at: $0))
        }
        let sorted = symbols.sorted {
            $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars)
        }
        for (name, flags) in sorted {
            output += "\(margin)  \(name): \(flags.words)\n"
        }
    }
}

extension SymbolFlags {
    private static let named: [(SymbolFlags, String)] = [
        (.global, "global"), (.local, "local"), (.parameter, "parameter"),
        (.nonlocal, "nonlocal"), (.use, "use"), (.free, "free"), (.freeInClass, "free in class"),
        (.imported, "imported"), (.annotated, "annotated"),
        (.comprehensionTarget, "iteration variable"),
    ]

    fileprivate var words: String {
        let facts = Self.named.filter { contains($0.0) }.map(\.1).joined(separator: " ")
        let place: String
        switch resolution {
        case .unknown: place = "unknown"
        case .local: place = "local"
        case .globalExplicit: place = "global explicit"
        case .globalImplicit: place = "global implicit"
        case .free: place = "free"
        case .cell: place = "cell"
        }
        return facts.isEmpty ? place : facts + ", " + place
    }
}
