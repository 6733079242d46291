/// The types `types.GenericAlias` and `generic_alias_iterator`, whose one item is the unpacked alias.
extension Interpreter {
    static func genericAliasTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .genericAlias, name: "types.GenericAlias",
            basicSize: MemoryLayout<PyGenericAlias>.stride,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.haveVectorcall,
            methods: aliasMethods, getSets: aliasGetSets,
            members: [
                MemberSpec("__origin__", .object, offset: 16),
                MemberSpec("__args__", .object, offset: 24),
                MemberSpec("__unpacked__", .bool, offset: 48),
            ]
        ) { block in
            fillAliasMemorySlots(block)
            fillAliasSlots(block)
        }
    }

    private static func fillAliasMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_weaklistoffset = 40
        block.pointee.type.tp_vectorcall_offset = 56
        block.pointee.type.tp_new = { cls, arguments, keywords in
            slotResult { () throws(Raised) in
                try Interpreter(containing: cls).newGenericAlias(
                    cls.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
            }
        }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Ref(raw).interpreter
            interpreter.untrack(raw)
            interpreter.clearWeakReferences(to: Ref(raw))
            Ref(raw).aliasOrigin.decref()
            Ref(raw).aliasArguments.decref()
            interpreter.releaseField(&Ref(raw).genericAlias.pointee.parameters)
            interpreter.freeGCObject(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            Interpreter.visitFields(raw, from: 16, through: 32, visit, argument)
        }
    }

    private static func fillAliasSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, alias throws(Raised) in
                try interpreter.aliasRepr(alias)
            }
        }
        block.pointee.type.tp_call = { raw, arguments, keywords in
            let interpreter = Ref(raw).interpreter
            let made = slotResult { () throws(Raised) in
                try interpreter.call(
                    Ref(raw).aliasOrigin, tuple: Ref(arguments), keywords: keywords.map(Ref.init))
            }
            return interpreter.setOriginalClass(made, Ref(raw))
        }
        block.pointee.type.tp_getattro = { raw, name in
            binarySlot(raw, name) { interpreter, alias, name throws(Raised) in
                try interpreter.aliasAttribute(alias, name)
            }
        }
        block.pointee.type.tp_hash = { raw in
            let interpreter = Ref(raw).interpreter
            do throws(Raised) {
                let hash =
                    try interpreter.hash(Ref(raw).aliasOrigin)
                    ^ interpreter.hash(Ref(raw).aliasArguments)
                return hash == -1 ? -2 : hash
            } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.compareAliases(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, alias throws(Raised) in
                try interpreter.makeAliasIterator(alias)
            }
        }
        block.pointee.mapping.mp_subscript = { raw, item in
            binarySlot(raw, item) { interpreter, alias, item throws(Raised) in
                try interpreter.aliasItem(alias, item)
            }
        }
        block.pointee.number.nb_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.union(left, right)
            }
        }
    }

    private func compareAliases(
        _ left: Ref, _ right: Ref, _ op: Comparison
    ) throws(Raised) -> Owned {
        guard isGenericAlias(left), isGenericAlias(right), op == .equal || op == .notEqual else {
            return notImplemented.owned()
        }
        var isEqual = left.genericAlias.pointee.starred == right.genericAlias.pointee.starred
        if isEqual { isEqual = try compareBool(left.aliasOrigin, right.aliasOrigin, .equal) }
        if isEqual {
            isEqual = try compareBool(left.aliasArguments, right.aliasArguments, .equal)
        }
        return bool(isEqual == (op == .equal))
    }

    // MARK: Methods

    private static var aliasMethods: [MethodSpec] {
        [
            MethodSpec("__mro_entries__", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, alias, _ throws(Raised) in
                    try interpreter.makeTuple([alias.aliasOrigin])
                }
            },
            MethodSpec("__instancecheck__", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                    throw interpreter.raise(
                        .typeError, "isinstance() argument 2 cannot be a parameterized generic")
                }
            },
            MethodSpec("__subclasscheck__", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                    throw interpreter.raise(
                        .typeError, "issubclass() argument 2 cannot be a parameterized generic")
                }
            },
            MethodSpec("__reduce__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, alias, _ throws(Raised) in
                    try interpreter.reduceAlias(alias)
                }
            },
            MethodSpec("__dir__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, alias, _ throws(Raised) in
                    try interpreter.aliasDirectory(alias)
                }
            },
        ]
    }

    private static var aliasGetSets: [GetSetSpec] {
        [
            GetSetSpec("__parameters__") { raw, _ in
                unarySlot(raw) { interpreter, alias throws(Raised) in
                    try interpreter.typeParameters(
                        &alias.genericAlias.pointee.parameters, alias.aliasArguments
                    ).owned()
                }
            },
            GetSetSpec("__typing_unpacked_tuple_args__") { raw, _ in
                unarySlot(raw) { interpreter, alias throws(Raised) in
                    let isTuple = alias.aliasOrigin.raw == RawObject(interpreter.type(.tuple))
                    return
                        (alias.genericAlias.pointee.starred && isTuple
                        ? alias.aliasArguments : interpreter.none).owned()
                }
            },
        ]
    }

    private func reduceAlias(_ alias: Ref) throws(Raised) -> Owned {
        let pair = try makeTuple(alias.aliasOrigin, alias.aliasArguments)
        guard alias.genericAlias.pointee.starred else {
            return try makeTuple(Ref(RawObject(alias.type)), pair.ref)
        }
        let plain = try makeGenericAlias(alias.aliasOrigin, alias.aliasArguments)
        let iterator = try makeAliasIterator(plain.ref)
        let next = try builtinFunction("next")
        let arguments = try makeTuple([iterator.ref])
        return try makeTuple(next.ref, arguments.ref)
    }

    /// A function of the module `builtins`.
    func builtinFunction(_ name: String) throws(Raised) -> Owned {
        let key = try intern(name)
        guard let dict = state.pointee.modules.builtinsDict,
            let found = dictGet(Ref(dict), str: key.ref)
        else { throw raise(.attributeError, argument: key.ref) }
        return found.owned()
    }

    /// The class's names and the alias's own.
    private func aliasDirectory(_ alias: Ref) throws(Raised) -> Owned {
        let directory = try builtinFunction("dir")
        let names = try call(directory.ref, alias.aliasOrigin)
        for own in Interpreter.aliasOwnAttributes {
            let key = try intern(own)
            if try !contains(names.ref, key.ref) { try listAppend(names.ref, key.ref) }
        }
        return names
    }
}

// MARK: The iterator

/// The iterator of `*alias`.
@frozen
public struct PyGenericAliasIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Nil once the item was given.
    public var obj: RawObject?
}

extension Interpreter {
    static func genericAliasIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .genericAliasIterator, name: "generic_alias_iterator",
            basicSize: MemoryLayout<PyGenericAliasIterator>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        let fields = iterator.fields(PyGenericAliasIterator.self)
                        guard let alias = fields.pointee.obj else {
                            throw interpreter.raise(
                                .systemError, "NULL object passed to Py_BuildValue")
                        }
                        let function = try interpreter.builtinFunction("iter")
                        let arguments = try interpreter.makeTuple([Ref(alias)])
                        return try interpreter.makeTuple([function.ref, arguments.ref])
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                let fields = Ref(raw).fields(PyGenericAliasIterator.self)
                guard let held = fields.pointee.obj else { return nil }
                fields.pointee.obj = nil
                let alias = Owned(stealing: held)
                return slotResult { () throws(Raised) in
                    let starred = try Ref(raw).interpreter.makeGenericAlias(
                        alias.ref.aliasOrigin, alias.ref.aliasArguments)
                    starred.ref.genericAlias.pointee.starred = true
                    return starred
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                interpreter.releaseField(
                    &Ref(raw).fields(PyGenericAliasIterator.self).pointee.obj)
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 16, visit, argument)
            }
        }
    }

    func makeAliasIterator(_ alias: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.genericAliasIterator), size: MemoryLayout<PyGenericAliasIterator>.size)
        Ref(raw).fields(PyGenericAliasIterator.self).pointee.obj = alias.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }
}
