/// `type.__new__`: making a class from its name, bases and namespace (`type_new` in
/// `Objects/typeobject.c`).
extension Interpreter {
    static var newType: NewSlot {
        { meta, arguments, keywords in
            slotResult { () throws(Raised) in
                try Interpreter(containing: meta).newClass(
                    meta.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                    keywords.map { Ref($0) })
            }
        }
    }

    private func newClass(
        _ wanted: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        guard arguments.itemCount == 3 else {
            throw raise(
                .typeError,
                "type.__new__() takes exactly 3 arguments (\(arguments.itemCount) given)")
        }
        let name = arguments.tupleItem(0)
        let namespace = arguments.tupleItem(2)
        try checkClassArgument(1, name, "str", name.isStr)
        try checkClassArgument(2, arguments.tupleItem(1), "tuple", arguments.tupleItem(1).isTuple)
        try checkClassArgument(3, namespace, "dict", namespace.isDict)
        let meta = try metaclass(wanted, bases: arguments.tupleItem(1))
        if meta != wanted, !sameSlot(meta.pointee.tp_new, type(.type).pointee.tp_new),
            let new = meta.pointee.tp_new
        {
            return try checked(new(RawObject(meta), arguments.raw, keywords?.raw))
        }
        let bases =
            arguments.tupleItem(1).itemCount == 0
            ? try makeTuple([type(.object).object]) : arguments.tupleItem(1).owned()
        let base = try bestBase(bases.ref)
        let dict = try dictCopy(namespace)
        let slots = try chooseSlots(dict.ref, base, bases.ref, of: name)
        let created = try allocateClass(meta, name, bases.ref, base, dict.ref, slots)
        let cls = created.ref.fields(PyTypeObject.self)
        try finishClass(cls, slots)
        try callSetName(cls)
        try callInitSubclass(cls, keywords)
        return created
    }

    private func checkClassArgument(
        _ number: Int, _ value: Ref, _ expected: StaticString, _ isRight: Bool
    ) throws(Raised) {
        guard !isRight else { return }
        throw raise(
            .typeError,
            "type.__new__() argument \(number) must be \(expected), not \(typeName(value.type, limit: 50))"
        )
    }

    /// The class with its memory layout, its dict filled; it isn't ready yet.
    private func allocateClass(
        _ meta: TypePointer, _ name: Ref, _ bases: Ref, _ base: TypePointer, _ dict: Ref,
        _ slots: SlotChoice
    ) throws(Raised) -> Owned {
        let created = try allocateInstance(meta, items: slots.names.count)
        let cls = created.ref.fields(PyTypeObject.self)
        let heap = cls.heap
        cls.pointee.tp_flags = TypeFlags.heapType | TypeFlags.baseType | TypeFlags.haveGC
        // Up to 1 KiB apart from the static types' suites, which lie behind their types as well.
        let start = created.raw
        func suite<Suite>(_ path: PartialKeyPath<PyHeapTypeObject>, _: Suite.Type)
            -> UnsafeMutablePointer<Suite>
        {
            (start + (MemoryLayout<PyHeapTypeObject>.offset(of: path) ?? 0))
                .assumingMemoryBound(to: Suite.self)
        }
        cls.pointee.tp_as_async = suite(\.async, PyAsyncMethods.self)
        cls.pointee.tp_as_number = suite(\.number, PyNumberMethods.self)
        cls.pointee.tp_as_mapping = suite(\.mapping, PyMappingMethods.self)
        cls.pointee.tp_as_sequence = suite(\.sequence, PySequenceMethods.self)
        cls.pointee.tp_as_buffer = suite(\.buffer, PyBufferProcs.self)
        cls.pointee.tp_bases = bases.owned().take()
        cls.pointee.tp_base = base
        base.object.incref()
        cls.pointee.tp_dict = dict.owned().take()
        heap.pointee.ht_name = name.owned().take()
        cls.pointee.tp_name = try classNameText(name)
        heap.pointee.ht_slots = slots.tuple.map { $0.owned().take() }
        if let tuple = slots.tuple { tuple.decref() }
        cls.pointee.tp_dealloc = Interpreter.instanceDealloc
        cls.pointee.tp_traverse = Interpreter.instanceTraverse
        cls.pointee.tp_clear = Interpreter.instanceClear
        cls.pointee.tp_alloc = Interpreter.genericAlloc
        cls.pointee.tp_free = { Interpreter(containing: $0).freeGCObject($0) }
        return created
    }

    /// The characters of a class's name, NUL-terminated: inside the str where it is ASCII.
    func classNameText(_ name: Ref) throws(Raised) -> UnsafePointer<UInt8> {
        let bytes = try keptUTF8(name)
        guard let text = bytes.baseAddress else { throw raiseMemoryError() }
        if bytes.contains(0) {
            throw raise(.valueError, "type name must not contain null characters")
        }
        return text
    }

    /// Fills the dict's special entries, lays out the instances and makes the class ready.
    private func finishClass(_ cls: TypePointer, _ slots: SlotChoice) throws(Raised) {
        guard let raw = cls.pointee.tp_dict, let firstBase = cls.pointee.tp_base else { return }
        let dict = Ref(raw)
        try setModule(dict)
        try setQualifiedName(cls, dict)
        try copyDocumentation(cls, dict)
        try wrapFunction(dict, .__new__, asStatic: true)
        try wrapFunction(dict, .__init_subclass__, asStatic: false)
        try wrapFunction(dict, .__class_getitem__, asStatic: false)
        try layOutInstances(cls, firstBase, slots)
        try setClassCell(cls, dict)
        for index in 0..<slots.names.count {
            let key = Ref(slots.names[index])
            let descriptor = try makeMemberDescriptor(cls.slotDefinitions + index, cls, key)
            try dictSet(dict, key, descriptor.ref)
        }
        if slots.addsDict { try addInstanceGetSet(cls, dict, .__dict__) }
        if slots.addsWeakList { try addInstanceGetSet(cls, dict, .__weakref__) }
        if dictGet(dict, str: name(.__doc__)) == nil { try dictSet(dict, name(.__doc__), none) }
        try setFirstOrder(of: cls)
        inheritCollectionFlags(cls)
        // An `mro` method may have set other bases.
        inheritSlots(cls, from: cls.pointee.tp_base ?? firstBase)
        inheritFromOthers(cls)
        if dictGet(dict, str: name(.__eq__)) != nil, dictGet(dict, str: name(.__hash__)) == nil {
            try dictSet(dict, name(.__hash__), none)
        }
        cls.pointee.tp_flags |= TypeFlags.ready
        if let bases = cls.pointee.tp_bases {
            for index in 0..<Ref(bases).itemCount {
                try addSubclass(cls, to: Ref(bases).tupleItem(index).fields(PyTypeObject.self))
            }
        }
        updateAllSlots(cls)
        if cls.hasManagedDict { cls.heap.pointee.ht_cached_keys = try makeSharedKeys() }
    }

    /// The order by the metaclass's `mro` method, or the usual one.
    func classOrder(_ cls: TypePointer, _ bases: Ref) throws(Raised) -> Owned {
        let key = try intern("mro")
        if cls.object.type != type(.type), let raw = try specialMethod(cls.object, key.ref) {
            let method = Owned(stealing: raw)
            let result = try call(method.ref)
            let order = try tupleFromIterable(result.ref)
            try checkOrder(order.ref, of: cls)
            return order
        }
        return try resolutionOrder(cls, bases: bases)
    }

    /// An order that a program made: of types whose instances are laid out as those of the class begin
    /// (`mro_check`).
    private func checkOrder(_ order: Ref, of cls: TypePointer) throws(Raised) {
        guard order.itemCount > 0 else {
            throw raise(.typeError, "type MRO must not be empty")
        }
        let layout = layoutBase(cls)
        for index in 0..<order.itemCount {
            let item = order.tupleItem(index)
            guard item.isType else {
                throw raise(
                    .typeError, "mro() returned a non-class ('\(typeName(item.type))')")
            }
            let base = item.fields(PyTypeObject.self)
            guard isSubtype(layout, layoutBase(base)) else {
                throw raise(
                    .typeError,
                    "mro() returned base with unsuitable layout ('\(typeName(base))')")
            }
        }
    }

    /// Slots that no special method stands for come from the first base in the order that has them.
    private func inheritFromOthers(_ cls: TypePointer) {
        guard let mro = cls.pointee.tp_mro else { return }
        for index in 1..<max(1, Ref(mro).itemCount) {
            let base = Ref(mro).tupleItem(index).fields(PyTypeObject.self)
            if cls.pointee.tp_finalize == nil {
                cls.pointee.tp_finalize = base.pointee.tp_finalize
            }
        }
    }

    /// In the order of the bases, which need not begin with the one that decides the memory.
    private func inheritCollectionFlags(_ cls: TypePointer) {
        guard let mro = cls.pointee.tp_mro else { return }
        for index in 1..<max(1, Ref(mro).itemCount) {
            inheritCollectionFlags(
                cls, from: Ref(mro).tupleItem(index).fields(PyTypeObject.self))
        }
    }

    private func setModule(_ dict: Ref) throws(Raised) {
        guard dictGet(dict, str: name(.__module__)) == nil,
            let frame = state.pointee.evaluation.currentFrame,
            let module = dictGet(Ref(frame.pointee.f_globals), str: name(.__name__))
        else { return }
        try dictSet(dict, name(.__module__), module)
    }

    private func setQualifiedName(_ cls: TypePointer, _ dict: Ref) throws(Raised) {
        guard let found = dictGet(dict, str: name(.__qualname__)) else {
            cls.heap.pointee.ht_qualname = cls.heap.pointee.ht_name.map { Ref($0).owned().take() }
            return
        }
        guard found.isStr else {
            throw raise(
                .typeError, "type __qualname__ must be a str, not \(typeName(found.type))")
        }
        cls.heap.pointee.ht_qualname = found.owned().take()
        _ = try dictRemove(dict, name(.__qualname__))
    }

    /// Some functions of a class become static or class methods by their name.
    private func wrapFunction(
        _ dict: Ref, _ key: WellKnownName, asStatic: Bool
    ) throws(Raised) {
        guard let found = dictGet(dict, str: name(key)), found.isExactly(.function) else { return }
        let wrapper = asStatic ? try makeStaticMethod(found) : try makeClassMethod(found)
        try dictSet(dict, name(key), wrapper.ref)
    }

    private func setClassCell(_ cls: TypePointer, _ dict: Ref) throws(Raised) {
        guard let cell = dictGet(dict, str: name(.__classcell__)) else { return }
        guard cell.isExactly(.cell) else {
            throw raise(
                .typeError,
                "__classcell__ must be a nonlocal cell, not <class '\(qualifiedTypeName(cell.type))'>"
            )
        }
        let old = cell.cellContent
        cell.cellContent = cls.object.owned().take()
        if let old { Ref(old).decref() }
        _ = try dictRemove(dict, name(.__classcell__))
    }

    /// Calls `__set_name__` of the attributes that have it.
    private func callSetName(_ cls: TypePointer) throws(Raised) {
        guard let raw = cls.pointee.tp_dict else { return }
        let names = try dictCopy(Ref(raw))
        var position = 0
        while let entry = dictNext(names.ref, &position) {
            do throws(Raised) {
                let result = try callSpecial(entry.value, .__set_name__, cls.object, entry.key)
                if let result { Ref(result).decref() }
            } catch {
                let key = try textOfKey(entry.key)
                throw raiseFromCurrent(
                    .runtimeError,
                    "Error calling __set_name__ on '\(typeName(entry.value.type, limit: 100))' instance "
                        + "\(key) in '\(typeName(cls, limit: 100))'")
            }
        }
    }

    /// The repr of a name while an exception is on its way.
    private func textOfKey(_ key: Ref) throws(Raised) -> String {
        let pending = takeException()
        let text = try repr(key)
        if let pending { _ = reraise(Owned(stealing: pending)) }
        return text.ref.text
    }

    /// `super(cls, cls).__init_subclass__(**keywords)`.
    private func callInitSubclass(_ cls: TypePointer, _ keywords: Ref?) throws(Raised) {
        try checkSuper(cls, in: cls)
        let function = try superAttribute(
            after: cls, in: cls, object: nil, name(.__init_subclass__))
        guard let function else { return }
        let kept = Owned(stealing: function)
        _ = try call(kept.ref, tuple: emptyTuple, keywords: keywords)
    }
}
