/// `types.UnionType`, what `int | str` is (`Objects/unionobject.c`).
@frozen
public struct PyUnionType {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// A tuple of different types, without unions.
    public var args: RawObject
    public var parameters: RawObject?
}

extension Ref {
    fileprivate var unionFields: UnsafeMutablePointer<PyUnionType> { fields(PyUnionType.self) }
    var unionArguments: Ref { Ref(unionFields.pointee.args) }
}

extension Interpreter {
    static func unionTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .unionType, name: "types.UnionType",
            basicSize: MemoryLayout<PyUnionType>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            getSets: [
                GetSetSpec("__parameters__") { raw, _ in
                    unarySlot(raw) { interpreter, union throws(Raised) in
                        try interpreter.unionParameters(union).owned()
                    }
                }
            ],
            members: [MemberSpec("__args__", .object, offset: 16)]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                Ref(raw).unionArguments.decref()
                interpreter.releaseField(&Ref(raw).unionFields.pointee.parameters)
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 24, visit, argument)
            }
            fillUnionSlots(block)
        }
    }

    private static func fillUnionSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, union throws(Raised) in
                try interpreter.unionRepr(union)
            }
        }
        block.pointee.type.tp_hash = { raw in
            do throws(Raised) {
                let interpreter = Ref(raw).interpreter
                let set = try interpreter.makeFrozenSet(Ref(raw).unionArguments)
                return try interpreter.hash(set.ref)
            } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                guard left.isExactly(.unionType), right.isExactly(.unionType),
                    op == .equal || op == .notEqual
                else { return interpreter.notImplemented.owned() }
                let a = try interpreter.makeSet(from: left.unionArguments)
                let b = try interpreter.makeSet(from: right.unionArguments)
                return try interpreter.compare(a.ref, b.ref, op)
            }
        }
        block.pointee.type.tp_getattro = { raw, name in
            binarySlot(raw, name) { interpreter, union, name throws(Raised) in
                if name.isStr, name.strEquals(interpreter.name(.__module__)) {
                    return try interpreter.getAttribute(Ref(RawObject(union.type)), name)
                }
                return try interpreter.genericGetAttribute(union, name)
            }
        }
        block.pointee.mapping.mp_subscript = { raw, item in
            binarySlot(raw, item) { interpreter, union, item throws(Raised) in
                try interpreter.unionItem(union, item)
            }
        }
        block.pointee.number.nb_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.union(left, right)
            }
        }
    }

    // MARK: Making one

    /// `left | right`; `NotImplemented` where one of them is no type (`_Py_union_type_or`).
    func union(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard isUnionMember(left), isUnionMember(right) else { return notImplemented.owned() }
        let members = try makeList()
        for operand in [left, right] {
            guard operand.isExactly(.unionType) else {
                try addMember(operand, to: members.ref)
                continue
            }
            for index in 0..<operand.unionArguments.itemCount {
                try addMember(operand.unionArguments.tupleItem(index), to: members.ref)
            }
        }
        if members.ref.itemCount == 1 { return members.ref.listItem(0).owned() }
        let arguments = try makeTuple(from: members.ref)
        let raw = try newGCObject(type(.unionType), size: MemoryLayout<PyUnionType>.size)
        Ref(raw).unionFields.pointee.args = arguments.take()
        Ref(raw).unionFields.pointee.parameters = nil
        track(raw)
        return Owned(stealing: raw)
    }

    private func isUnionMember(_ object: Ref) -> Bool {
        object.isNone || object.isType || object.isExactly(.unionType) || isGenericAlias(object)
    }

    private func addMember(_ item: Ref, to members: Ref) throws(Raised) {
        let member = item.isNone ? Ref(RawObject(type(.none))) : item
        for index in 0..<members.itemCount
        where try compareBool(members.listItem(index), member, .equal) { return }
        try listAppend(members, member)
    }

    private func unionRepr(_ union: Ref) throws(Raised) -> Owned {
        var parts: [String] = []
        for index in 0..<union.unionArguments.itemCount {
            let member = union.unionArguments.tupleItem(index)
            let isNone = member.raw == RawObject(type(.none))
            parts.append(isNone ? "None" : try typeArgumentText(member))
        }
        return try makeString(parts.joined(separator: " | "))
    }

    private func unionParameters(_ union: Ref) throws(Raised) -> Ref {
        try typeParameters(&union.unionFields.pointee.parameters, union.unionArguments)
    }

    private func unionItem(_ union: Ref, _ item: Ref) throws(Raised) -> Owned {
        let parameters = try unionParameters(union)
        let arguments = try substituteParameters(
            in: union, union.unionArguments, parameters, item)
        guard arguments.ref.itemCount > 0 else {
            throw raise(.typeError, "Cannot take a Union of no types.")
        }
        var result = arguments.ref.tupleItem(0).owned()
        for index in 1..<max(1, arguments.ref.itemCount) {
            let next = arguments.ref.tupleItem(index)
            result = try bitOr(result.ref, next)
        }
        return result
    }
}
