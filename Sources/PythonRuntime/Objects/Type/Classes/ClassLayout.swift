/// What a class adds to the instances of its base: `__slots__`, a dict, a list of weak references.
struct SlotChoice {
    var addsDict: Bool
    var addsWeakList: Bool
    /// Sorted, owned by `tuple`.
    var names: [RawObject] = []
    /// Owned; nil without `__slots__`.
    var tuple: Ref?
}

extension Interpreter {
    /// Reads `__slots__` and decides about the dict (`type_new_slots`).
    func chooseSlots(
        _ dict: Ref, _ base: TypePointer, _ bases: Ref, of className: Ref
    ) throws(Raised) -> SlotChoice {
        let mayAddDict = base.pointee.tp_dictoffset == 0
        let mayAddWeakList =
            base.pointee.tp_weaklistoffset == 0 && base.pointee.tp_itemsize == 0
        guard let given = dictGet(dict, str: name(.__slots__)) else {
            return SlotChoice(addsDict: mayAddDict, addsWeakList: mayAddWeakList)
        }
        let listed = given.isStr ? try makeTuple([given]) : try makeTuple(from: given)
        if listed.ref.itemCount > 0, base.pointee.tp_itemsize != 0 {
            throw raise(
                .typeError,
                "nonempty __slots__ not supported for subtype of '\(typeName(base))'")
        }
        var choice = SlotChoice(addsDict: false, addsWeakList: false)
        let names = try makeList()
        for index in 0..<listed.ref.itemCount {
            let item = listed.ref.tupleItem(index)
            try checkSlotName(item)
            if item.strEquals(name(.__dict__)) {
                guard mayAddDict, !choice.addsDict else {
                    throw raise(
                        .typeError, "__dict__ slot disallowed: we already got one")
                }
                choice.addsDict = true
            } else if item.strEquals(name(.__weakref__)) {
                guard mayAddWeakList, !choice.addsWeakList else {
                    throw raise(
                        .typeError,
                        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
                    )
                }
                choice.addsWeakList = true
            } else {
                let name = try privateName(item, in: className)
                try listAppend(names.ref, name.ref)
            }
        }
        try sortSlots(
            &choice, (0..<names.ref.itemCount).map { names.ref.listItem($0) }, dict)
        addForOtherBases(&choice, base, bases, mayAddDict, mayAddWeakList)
        return choice
    }

    private func checkSlotName(_ item: Ref) throws(Raised) {
        guard item.isStr else {
            throw raise(
                .typeError, "__slots__ items must be strings, not '\(typeName(item.type))'")
        }
        let text = item.text
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
            text.unicodeScalars.allSatisfy({ $0 == "_" || $0.properties.isXIDContinue })
        else { throw raise(.typeError, "__slots__ must be identifiers") }
    }

    /// A name as the compiler writes it inside a class: one that begins with two underscores, and
    /// doesn't end so, gets the class's name in front (`_Py_Mangle`).
    private func privateName(_ name: Ref, in className: Ref) throws(Raised) -> Owned {
        let text = name.text
        let stem = className.text.drop { $0 == "_" }
        guard text.hasPrefix("__"), !text.hasSuffix("__"), !stem.isEmpty else {
            return name.owned()
        }
        return try intern("_\(stem)\(text)")
    }

    private func sortSlots(
        _ choice: inout SlotChoice, _ names: [Ref], _ dict: Ref
    ) throws(Raised) {
        // The entries of these two are for `type.__new__` and no variables of the class.
        for item in names
        where !item.strEquals(name(.__qualname__)) && !item.strEquals(name(.__classcell__))
            && dictGet(dict, str: item) != nil
        {
            let shown = try repr(item)
            throw raise(
                .valueError, "\(shown.ref.text) in __slots__ conflicts with class variable")
        }
        let sorted = names.sorted { left, right in
            left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
        }
        let tuple = try makeTuple(sorted)
        choice.names = sorted.map(\.raw)
        choice.tuple = Ref(tuple.take())
    }

    /// A dict or weak list of another base than the first is needed all the same.
    private func addForOtherBases(
        _ choice: inout SlotChoice, _ base: TypePointer, _ bases: Ref, _ mayAddDict: Bool,
        _ mayAddWeakList: Bool
    ) {
        for index in 0..<bases.itemCount {
            let other = bases.tupleItem(index).fields(PyTypeObject.self)
            guard other != base else { continue }
            if mayAddDict, other.pointee.tp_dictoffset != 0 { choice.addsDict = true }
            if mayAddWeakList, other.pointee.tp_weaklistoffset != 0 { choice.addsWeakList = true }
        }
    }

    /// The size of the instances and the places of what the class adds (`type_new_descriptors`).
    func layOutInstances(
        _ cls: TypePointer, _ base: TypePointer, _ slots: SlotChoice
    ) throws(Raised) {
        var offset = base.pointee.tp_basicsize
        for (index, raw) in slots.names.enumerated() {
            let text = try keptUTF8(Ref(raw))
            cls.slotDefinitions[index] = PyMemberDef(
                name: text.baseAddress, type: MemberSpec.Kind.objectOrError.rawValue,
                offset: offset,
                flags: 0, doc: nil)
            offset += 8
        }
        if slots.addsDict, base.pointee.tp_itemsize != 0 {
            cls.pointee.tp_dictoffset = -8
            offset += 8
        }
        if slots.addsWeakList {
            cls.pointee.tp_weaklistoffset = offset
            offset += 8
        }
        if slots.addsDict, base.pointee.tp_itemsize == 0 {
            cls.pointee.tp_flags |= TypeFlags.managedDict
            cls.pointee.tp_dictoffset = -offset - 24
        }
        if base.hasManagedDict { cls.pointee.tp_flags |= TypeFlags.managedDict }
        cls.pointee.tp_basicsize = offset
        cls.pointee.tp_itemsize = base.pointee.tp_itemsize
    }

    /// `__dict__` or `__weakref__` of the instances, over definitions that all classes share.
    func addInstanceGetSet(
        _ cls: TypePointer, _ dict: Ref, _ key: WellKnownName
    ) throws(Raised) {
        // The class's own of that name wins.
        if dictGet(dict, str: name(key)) != nil { return }
        if state.pointee.attributes.instanceGetSetsOffset == 0 {
            let memory = allocateStatic(2 * MemoryLayout<PyGetSetDef>.stride)
            let rows = memory.assumingMemoryBound(to: PyGetSetDef.self)
            rows[0] = PyGetSetDef(
                name: staticText("__dict__"), get: { object, _ in readClassInstanceDict(object) },
                set: { object, value, _ in writeClassInstanceDict(object, value) }, doc: nil,
                closure: nil)
            rows[1] = PyGetSetDef(
                name: staticText("__weakref__"),
                get: { object, _ in
                    let interpreter = Interpreter(containing: object)
                    let first = interpreter.weakReferenceList(object)?.pointee
                    return (first.map { Ref(UnsafeMutableRawPointer($0)) } ?? interpreter.none)
                        .owned().take()
                }, set: nil, doc: nil, closure: nil)
            state.pointee.attributes.instanceGetSetsOffset = memory - base
        }
        let rows = at(state.pointee.attributes.instanceGetSetsOffset)
            .assumingMemoryBound(to: PyGetSetDef.self)
        let descriptor = try makeGetSetDescriptor(
            rows + (key == .__dict__ ? 0 : 1), cls, name(key))
        try dictSet(dict, name(key), descriptor.ref)
    }
}
