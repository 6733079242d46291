import PythonBytecode

/// The classes of syntax trees (`Python/Python-ast.c`), made from `NodeSchema` when the module `_ast` is
/// imported or a tree is first asked for. They belong to the interpreter: what a program does to the
/// modules `_ast` and `ast` doesn't change what `compile` makes and takes.
extension Interpreter {
    /// The class of a kind; `makeNodeClasses` has run.
    func nodeClass(_ kind: NodeKind) -> Ref {
        // SAFETY: everything that asks runs after `makeNodeClasses`, which fills all places.
        Ref(
            state.pointee.modules.nodeClasses.unsafelyUnwrapped[Int(kind.rawValue)]
                .unsafelyUnwrapped)
    }

    /// The one object of a mark such as `Load` that trees made by `compile` hold.
    func nodeMark(_ kind: NodeKind) -> Ref {
        let index = NodeKind.allCases.count + Int(kind.rawValue)
        // SAFETY: as above; a mark's place is filled with its class's.
        return Ref(state.pointee.modules.nodeClasses.unsafelyUnwrapped[index].unsafelyUnwrapped)
    }

    /// Makes the classes, once.
    func makeNodeClasses() throws(Raised) {
        if state.pointee.modules.nodeClasses != nil { return }
        let kinds = NodeKind.allCases
        let table = allocateStatic(kinds.count * 2 * 8).assumingMemoryBound(to: RawObject?.self)
        let base = try makeType(Self.nodeSpec())
        table[0] = Ref(RawObject(base)).owned().take()
        for key in ["_fields", "_attributes", "__match_args__"] {
            try setEntry(of: Ref(RawObject(base)), key, emptyTuple)
        }
        for kind in kinds where kind != .AST {
            guard let parent = table[Int(kind.schema.base.rawValue)] else { continue }
            let cls = try makeNodeClass(kind, base: Ref(parent))
            if kind.isMark {
                let type = cls.ref.fields(PyTypeObject.self)
                table[kinds.count + Int(kind.rawValue)] = try allocateInstance(type).take()
            }
            table[Int(kind.rawValue)] = cls.take()
        }
        state.pointee.modules.nodeClasses = table
    }

    private func makeNodeClass(_ kind: NodeKind, base: Ref) throws(Raised) -> Owned {
        let schema = kind.schema
        let namespace = try makeDict()
        let fields = try nameTuple(schema.fields.map(\.name))
        try set(namespace.ref, "_fields", fields.ref)
        try set(namespace.ref, "__match_args__", fields.ref)
        let module = try intern("ast")
        try set(namespace.ref, "__module__", module.ref)
        let documentation = try makeString(NodeSchema.documentation(of: kind) ?? "")
        try set(namespace.ref, "__doc__", documentation.ref)
        let name = try intern(schema.name)
        let bases = try makeTuple([base])
        let cls = try call(
            Ref(RawObject(type(BuiltinType.type))), [name.ref, bases.ref, namespace.ref])
        if schema.base == .AST {
            let attributes = try nameTuple(kind.hasPlace ? Self.placeNames : [])
            try setEntry(of: cls.ref, "_attributes", attributes.ref)
            if kind.hasPlace, kind != .pattern {
                for key in Self.placeNames.dropFirst(2) { try setEntry(of: cls.ref, key, none) }
            }
        }
        for field in schema.fields where field.quantifier == .optional {
            try setEntry(of: cls.ref, field.name, none)
        }
        return cls
    }

    /// The attributes that say where a node stands.
    static var placeNames: [String] { ["lineno", "col_offset", "end_lineno", "end_col_offset"] }

    private func nameTuple(_ names: [String]) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: names.count)
        for (index, name) in names.enumerated() {
            tuple.ref.tupleItems[index] = try intern(name).take()
        }
        return tuple
    }

    private func set(_ dict: Ref, _ key: String, _ value: Ref) throws(Raised) {
        let name = try intern(key)
        try dictSet(dict, name.ref, value)
    }

    private func setEntry(of cls: Ref, _ key: String, _ value: Ref) throws(Raised) {
        guard let dict = cls.fields(PyTypeObject.self).pointee.tp_dict else { return }
        try set(Ref(dict), key, value)
    }

    /// The module `_ast`.
    public func makeNodeModule() throws(Raised) -> Owned {
        try makeNodeClasses()
        let module = try makeModule("_ast")
        try setModuleAttribute(module.ref, "AST", nodeClass(.AST))
        for (name, value) in [
            ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000), ("PyCF_ONLY_AST", 0x400),
            ("PyCF_TYPE_COMMENTS", 0x1000),
        ] {
            let number = try makeInt(value)
            try setModuleAttribute(module.ref, name, number.ref)
        }
        for kind in NodeKind.allCases where kind != .AST {
            try setModuleAttribute(module.ref, kind.schema.name, nodeClass(kind))
        }
        return module
    }
}
