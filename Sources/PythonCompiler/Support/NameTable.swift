import PythonSyntax

/// The identifiers of a tree and those the compiler makes: mangled names, `.0`, `__class__`.
/// Two identifiers stay equal exactly when their spelling is.
struct NameTable: Sendable {
    private(set) var spellings: ContiguousArray<String>
    /// Names that start with an underscore or a dot: all that mangling can meet.
    private var underscored: [String: UInt32] = [:]
    /// All names; built when a name of another kind is first looked up.
    private var all: [String: UInt32]?

    let dunderClass: Identifier
    let dunderDebug: Identifier
    let dunderDoc: Identifier
    let dunderName: Identifier
    let dunderModule: Identifier
    let dunderQualname: Identifier
    let dunderClasscell: Identifier
    let dunderAnnotations: Identifier
    let implicitArgument: Identifier
    let top: Identifier
    let lambda: Identifier
    let genexpr: Identifier
    let listcomp: Identifier
    let setcomp: Identifier
    let dictcomp: Identifier
    let annotation: Identifier
    /// `super`, when the tree mentions it.
    let superName: Identifier?

    init(_ tree: SyntaxTree) {
        var spellings = tree.identifiers
        var underscored: [String: UInt32] = [:]
        var superName: Identifier?
        for index in spellings.indices {
            switch spellings[index].utf8.first {
            case UInt8(ascii: "_"), UInt8(ascii: "."):
                underscored[spellings[index]] = UInt32(truncatingIfNeeded: index)
            case UInt8(ascii: "s") where spellings[index] == "super":
                superName = Identifier(index)
            default: break
            }
        }
        func known(_ spelling: String) -> Identifier {
            if let index = underscored[spelling] { return Identifier(index) }
            return added(spelling)
        }
        func added(_ spelling: String) -> Identifier {
            spellings.append(spelling)
            let index = UInt32(truncatingIfNeeded: spellings.count - 1)
            underscored[spelling] = index
            return Identifier(index)
        }
        dunderClass = known("__class__")
        dunderDebug = known("__debug__")
        dunderDoc = known("__doc__")
        dunderName = known("__name__")
        dunderModule = known("__module__")
        dunderQualname = known("__qualname__")
        dunderClasscell = known("__classcell__")
        dunderAnnotations = known("__annotations__")
        implicitArgument = known(".0")
        annotation = known("_annotation")
        // Names of scopes only, never looked up by spelling.
        top = added("top")
        lambda = added("lambda")
        genexpr = added("genexpr")
        listcomp = added("listcomp")
        setcomp = added("setcomp")
        dictcomp = added("dictcomp")
        for name in ["top", "lambda", "genexpr", "listcomp", "setcomp", "dictcomp"] {
            underscored[name] = nil
        }
        self.superName = superName
        self.spellings = spellings
        self.underscored = underscored
    }

    @inline(__always)
    func spelling(_ name: Identifier) -> String { spellings[name.position] }

    /// The identifier of a spelling, which is added when the tree has none.
    mutating func intern(_ spelling: String) -> Identifier {
        let first = spelling.utf8.first
        if first == UInt8(ascii: "_") || first == UInt8(ascii: ".") {
            if let index = underscored[spelling] { return Identifier(index) }
        } else {
            if all == nil {
                var table: [String: UInt32] = [:]
                // Backwards, so that of the scope names, which stand twice, the tree's own wins.
                for index in spellings.indices.reversed() {
                    table[spellings[index]] = UInt32(truncatingIfNeeded: index)
                }
                all = table
            }
            if let index = all?[spelling] { return Identifier(index) }
        }
        spellings.append(spelling)
        let index = UInt32(truncatingIfNeeded: spellings.count - 1)
        if first == UInt8(ascii: "_") || first == UInt8(ascii: ".") {
            underscored[spelling] = index
        } else {
            all?[spelling] = index
        }
        return Identifier(index)
    }

    /// Private name mangling (`_Py_Mangle`): `__x` in class `C` is `_C__x`, unless it ends in two
    /// underscores or has a dot, or the class name is all underscores.
    mutating func mangled(_ name: Identifier, inClass owner: Identifier?) -> Identifier {
        guard let owner, isPrivate(name) else { return name }
        let ownerSpelling = spellings[owner.position]
        let stripped = ownerSpelling.utf8.drop { $0 == UInt8(ascii: "_") }
        guard !stripped.isEmpty else { return name }
        return intern("_" + String(Substring(stripped)) + spellings[name.position])
    }

    private func isPrivate(_ name: Identifier) -> Bool {
        let utf8 = spellings[name.position].utf8
        guard utf8.first == UInt8(ascii: "_"), utf8.dropFirst().first == UInt8(ascii: "_") else {
            return false
        }
        let endsInTwo =
            utf8.last == UInt8(ascii: "_") && utf8.dropLast().last == UInt8(ascii: "_")
        return !endsInTwo && !utf8.contains(UInt8(ascii: "."))
    }
}
