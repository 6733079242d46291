import PythonBytecode
import PythonSyntax

/// A set of identifiers as a bit for each.
struct NameSet {
    private var words: ContiguousArray<UInt64>

    init(capacity: Int) {
        words = ContiguousArray(repeating: 0, count: (capacity + 63) / 64)
    }

    func contains(_ name: Identifier) -> Bool {
        words[name.position >> 6] & (1 << UInt64(name.position & 63)) != 0
    }

    mutating func insert(_ name: Identifier) {
        words[name.position >> 6] |= 1 << UInt64(name.position & 63)
    }

    /// Whether the name was in the set.
    @discardableResult
    mutating func remove(_ name: Identifier) -> Bool {
        let bit: UInt64 = 1 << UInt64(name.position & 63)
        let wasIn = words[name.position >> 6] & bit != 0
        words[name.position >> 6] &= ~bit
        return wasIn
    }

    mutating func formUnion(_ other: NameSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    var names: [Identifier] {
        var result: [Identifier] = []
        for index in words.indices {
            var rest = words[index]
            while rest != 0 {
                result.append(Identifier(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return result
    }
}

/// The second pass over the names: decides for each name of each scope whether it is local, global,
/// free or a cell (`Python/symtable.c`, `analyze_block`).
///
/// Going down, a scope gets the names its enclosing functions bind and the names declared global;
/// coming back, it learns which names its inner functions use freely. A local that an inner
/// function uses becomes a cell.
struct SymbolAnalyzer {
    var table: SymbolTable
    let names: NameTable

    mutating func analyze() throws(CompileError) {
        let empty = NameSet(capacity: names.spellings.count)
        _ = try analyze(SymbolTable.module, bound: nil, globals: empty)
    }

    /// Returns the names that are free in the scope or in scopes inside it.
    private mutating func analyze(
        _ id: ScopeID, bound outerBound: NameSet?, globals outerGlobals: NameSet
    ) throws(CompileError) -> NameSet {
        let empty = NameSet(capacity: names.spellings.count)
        let kind = table.scopes[id].kind
        var bound = outerBound
        var globals = outerGlobals
        var locals = empty
        var free = empty
        for index in 0..<table.scopes[id].symbols.count {
            try resolve(
                index, in: id, bound: &bound, globals: &globals, locals: &locals, free: &free)
        }
        // What a class binds is not visible in its methods.
        var innerBound = (kind == .class ? outerBound : bound) ?? empty
        if kind == .function { innerBound.formUnion(locals) }
        if kind == .class { innerBound.insert(names.dunderClass) }
        let innerGlobals = kind == .class ? outerGlobals : globals

        var innerFree = empty
        for child in table.scopes[id].children {
            innerFree.formUnion(try analyze(child, bound: innerBound, globals: innerGlobals))
            if table.scopes[child].hasFree || table.scopes[child].childHasFree {
                table.scopes[id].childHasFree = true
            }
        }
        if kind == .function {
            makeCells(in: id, free: &innerFree)
        } else if kind == .class, innerFree.remove(names.dunderClass) {
            table.scopes[id].needsClassCell = true
        }
        propagate(innerFree, in: id, bound: bound)
        free.formUnion(innerFree)
        return free
    }

    private mutating func resolve(
        _ index: Int, in id: ScopeID, bound: inout NameSet?, globals: inout NameSet,
        locals: inout NameSet, free: inout NameSet
    ) throws(CompileError) {
        let name = table.scopes[id].symbols.name(at: index)
        var flags = table.scopes[id].symbols.flags(at: index)
        if flags.contains(.global) {
            if flags.contains(.nonlocal) {
                throw directiveError(
                    "name '\(spelling(name))' is nonlocal and global", name, in: id)
            }
            flags.resolution = .globalExplicit
            globals.insert(name)
            bound?.remove(name)
        } else if flags.contains(.nonlocal) {
            guard let bound else {
                throw directiveError(
                    "nonlocal declaration not allowed at module level", name, in: id)
            }
            guard bound.contains(name) else {
                throw directiveError(
                    "no binding for nonlocal '\(spelling(name))' found", name, in: id)
            }
            flags.resolution = .free
            table.scopes[id].hasFree = true
            free.insert(name)
        } else if !flags.isDisjoint(with: .bound) {
            flags.resolution = .local
            locals.insert(name)
            globals.remove(name)
        } else if let bound, bound.contains(name) {
            flags.resolution = .free
            table.scopes[id].hasFree = true
            free.insert(name)
        } else {
            flags.resolution = .globalImplicit
            if !globals.contains(name), table.scopes[id].isNested {
                table.scopes[id].hasFree = true
            }
        }
        table.scopes[id].symbols.setFlags(flags, at: index)
    }

    private mutating func makeCells(in id: ScopeID, free: inout NameSet) {
        for index in 0..<table.scopes[id].symbols.count {
            var flags = table.scopes[id].symbols.flags(at: index)
            let name = table.scopes[id].symbols.name(at: index)
            if flags.resolution == .local, free.remove(name) {
                flags.resolution = .cell
                table.scopes[id].symbols.setFlags(flags, at: index)
            }
        }
    }

    /// Makes a scope hand on the free names of its inner scopes that it doesn't have itself.
    private mutating func propagate(_ free: NameSet, in id: ScopeID, bound: NameSet?) {
        let isClass = table.scopes[id].kind == .class
        for name in free.names {
            var flags = table.scopes[id].symbols[name]
            if table.scopes[id].symbols.contains(name) {
                guard isClass, !flags.isDisjoint(with: SymbolFlags.bound.union(.global)) else {
                    continue
                }
                flags.insert(.freeInClass)
            } else {
                if let bound, !bound.contains(name) { continue }
                flags.resolution = .free
            }
            table.scopes[id].symbols[name] = flags
        }
    }

    private func spelling(_ name: Identifier) -> String { names.spelling(name) }

    private func directiveError(
        _ message: String, _ name: Identifier, in id: ScopeID
    ) -> CompileError {
        let directive = table.scopes[id].directives.first { $0.name == name }
        let span = directive?.span ?? table.scopes[id].span
        return .syntax(CompileDiagnostic(message, at: CodeLocation(span)))
    }
}
