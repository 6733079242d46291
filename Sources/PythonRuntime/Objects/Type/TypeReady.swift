import PythonDocumentation

/// Making a static type usable (`PyType_Ready`): suites, dict with descriptors, MRO, inherited slots.
extension Interpreter {
    /// Writes the spec of a static type into its block: enough for objects of it to exist. Every type
    /// is prepared before the first is made ready.
    func prepareType(_ spec: TypeSpec) {
        prepareType(spec, typeBlock(spec.builtin))
        if spec.builtin == .object { type(.object).pointee.tp_base = nil }
    }

    /// The same for a type anywhere in the static region.
    private func prepareType(_ spec: TypeSpec, _ block: UnsafeMutablePointer<StaticTypeBlock>) {
        let type = UnsafeMutableRawPointer(block).assumingMemoryBound(to: PyTypeObject.self)
        type.pointee.ob_refcnt = 1
        type.pointee.ob_type = self.type(.type)
        type.pointee.tp_name = staticText(spec.name)
        type.pointee.tp_basicsize = spec.basicSize
        type.pointee.tp_itemsize = spec.itemSize
        type.pointee.tp_flags = TypeFlags.standard | TypeFlags.immutableType | spec.flags
        type.pointee.tp_base = self.type(spec.base)
        spec.slots(block)
        // Metaclasses have the one of `type`, which finds the attributes of classes.
        let inherits = spec.inheritsGetAttribute || spec.base == .type
        if type.pointee.tp_getattro == nil, !inherits, !spec.builtin.inheritsGetAttribute {
            type.pointee.tp_getattro = self.type(.object).pointee.tp_getattro
        }
        attachSuites(block)
    }

    /// Turns a prepared type into a ready one; its base is ready.
    func makeReady(_ spec: TypeSpec) throws(Raised) {
        try makeReady(spec, type(spec.builtin))
    }

    private func makeReady(_ spec: TypeSpec, _ type: TypePointer) throws(Raised) {
        let base = type.pointee.tp_base
        try setResolutionOrder(type, base)
        try fillDict(type, spec)
        if let base { inheritSlots(type, from: base) }
        type.pointee.tp_flags |= TypeFlags.ready
        if let base { try addSubclass(type, to: base) }
    }

    /// A type of a native module, made when the module is: static in CPython or made once, so it
    /// is static here. It never goes away.
    public func makeType(
        _ spec: TypeSpec, base: TypePointer? = nil
    ) throws(Raised) -> TypePointer {
        let block = allocateStatic(MemoryLayout<StaticTypeBlock>.stride)
            .assumingMemoryBound(to: StaticTypeBlock.self)
        let type = UnsafeMutableRawPointer(block).assumingMemoryBound(to: PyTypeObject.self)
        var spec = spec
        if ModuleHeapTypes.inheritsGetAttribute(typeNamed: spec.name) {
            spec.inheritsGetAttribute = true
        }
        prepareType(spec, block)
        type.pointee.tp_flags |= ModuleHeapTypes.flags(ofTypeNamed: spec.name)
        if ModuleHeapTypes.isMutable(typeNamed: spec.name) {
            type.pointee.tp_flags &= ~TypeFlags.immutableType
        }
        if let base { type.pointee.tp_base = base }
        try makeReady(spec, type)
        if type.pointee.tp_flags & TypeFlags.moduleHeapType != 0 { try setModuleName(of: type) }
        return type
    }

    /// `__module__` in the dict of a type that CPython makes at run time: what stands before the last dot of
    /// its name. Static types haven't it there.
    private func setModuleName(of type: TypePointer) throws(Raised) {
        let name = typeName(type, limit: nil)
        guard let dict = type.pointee.tp_dict, let dot = name.lastIndex(of: ".") else { return }
        let module = try makeString(String(name[..<dot]))
        try dictSet(Ref(dict), self.name(.__module__), module.ref)
    }

    /// Points the type to those of its block's suites that have a slot set.
    private func attachSuites(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        let type = UnsafeMutableRawPointer(block).assumingMemoryBound(to: PyTypeObject.self)
        let start = UnsafeMutableRawPointer(block)
        func suite<Suite>(_ path: KeyPath<StaticTypeBlock, Suite>) -> UnsafeMutablePointer<Suite>? {
            guard let offset = MemoryLayout<StaticTypeBlock>.offset(of: path) else { return nil }
            let words = (start + offset).assumingMemoryBound(to: UInt.self)
            let count = MemoryLayout<Suite>.size / MemoryLayout<UInt>.size
            for index in 0..<count where words[index] != 0 {
                return (start + offset).assumingMemoryBound(to: Suite.self)
            }
            return nil
        }
        type.pointee.tp_as_number = suite(\.number)
        type.pointee.tp_as_sequence = suite(\.sequence)
        type.pointee.tp_as_mapping = suite(\.mapping)
        type.pointee.tp_as_async = suite(\.async)
        type.pointee.tp_as_buffer = suite(\.buffer)
    }

    /// `__bases__` and `__mro__` of a type with one base.
    private func setResolutionOrder(_ type: TypePointer, _ base: TypePointer?) throws(Raised) {
        guard let base else {
            type.pointee.tp_bases = emptyTuple.owned().take()
            type.pointee.tp_mro = try makeTuple([Ref(RawObject(type))]).take()
            return
        }
        type.pointee.tp_bases = try makeTuple([Ref(RawObject(base))]).take()
        var order = [Ref(RawObject(type))]
        if let mro = base.pointee.tp_mro {
            for index in 0..<Ref(mro).itemCount { order.append(Ref(mro).tupleItem(index)) }
        }
        type.pointee.tp_mro = try makeTuple(order).take()
    }

    private func fillDict(_ type: TypePointer, _ spec: TypeSpec) throws(Raised) {
        let dict = try makeDict()
        type.pointee.tp_dict = dict.ref.owned().take()
        if type.pointee.tp_new != nil, spec.flags & TypeFlags.disallowInstantiation == 0 {
            let new = try makeNewFunction(type)
            try dictSet(dict.ref, name(.__new__), new.ref)
        }
        try addSlotWrappers(type, dict.ref)
        for method in spec.methods { try addMethod(method, type, dict.ref) }
        for member in spec.members { try addMember(member, type, dict.ref) }
        for getSet in spec.getSets { try addGetSet(getSet, type, dict.ref) }
        if dictGet(dict.ref, str: name(.__doc__)) == nil {
            try dictSet(dict.ref, name(.__doc__), none)
        }
        if type.pointee.tp_hash == nil, type.pointee.tp_richcompare != nil,
            dictGet(dict.ref, str: name(.__hash__)) == nil
        {
            try dictSet(dict.ref, name(.__hash__), none)
        }
    }

    /// A wrapper for every slot that the type sets itself, unless its dict has the name already.
    private func addSlotWrappers(_ type: TypePointer, _ dict: Ref) throws(Raised) {
        for (number, row) in SlotTable.rows.enumerated() {
            guard let function = row.function(in: type) else { continue }
            let key = name(row.name)
            guard dictGet(dict, str: key) == nil else { continue }
            if row.name == .__hash__, isUnhashableSlot(type) {
                try dictSet(dict, key, none)
                continue
            }
            let wrapper = try makeSlotWrapper(type, key, row: number, function)
            try dictSet(dict, key, wrapper.ref)
        }
    }

    /// Whether the type's hash slot is the one that refuses (`PyObject_HashNotImplemented`).
    func isUnhashableSlot(_ type: TypePointer) -> Bool {
        guard let hash = type.pointee.tp_hash else { return false }
        return unsafeBitCast(hash, to: UnsafeRawPointer.self)
            == unsafeBitCast(Interpreter.refuseToHash, to: UnsafeRawPointer.self)
    }

    /// The hash slot of types such as list that can't be hashed.
    public static var refuseToHash: HashSlot {
        { object in
            let ref = Ref(object)
            let interpreter = ref.interpreter
            _ = interpreter.raise(
                .typeError, "unhashable type: '\(interpreter.typeName(ref.type))'")
            return -1
        }
    }

    /// A text in the static region, NUL-terminated.
    public func staticText(_ text: StaticString) -> UnsafePointer<UInt8> {
        let count = text.utf8CodeUnitCount
        let memory = allocateStatic(count + 1)
        memory.copyMemory(from: text.utf8Start, byteCount: count)
        return UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    }
}

/// The types of native modules.
extension Interpreter {
    /// How many there is room for.
    public static var libraryTypeLimit: Int { 256 }

    /// The type a native module put at a number, which it chose itself; the module has been made.
    @inline(__always)
    public func libraryType(_ number: Int) -> TypePointer {
        // SAFETY: code that asks for a type runs after its module made it with `makeLibraryType`.
        state.pointee.modules.libraryTypes.unsafelyUnwrapped[number].unsafelyUnwrapped
    }

    /// Whether the type of a number has been made.
    public func hasLibraryType(_ number: Int) -> Bool {
        state.pointee.modules.libraryTypes?[number] != nil
    }

    /// Makes the type of a number, once.
    @discardableResult
    public func makeLibraryType(
        _ number: Int, _ spec: @autoclosure () -> TypeSpec, base: TypePointer? = nil
    ) throws(Raised) -> TypePointer {
        let place = libraryTypePlace(number)
        if let type = place.pointee { return type }
        let type = try makeType(spec(), base: base)
        place.pointee = type
        return type
    }

    /// Makes an exception class, once, as `class Name(Exception)` in the module does
    /// (`PyErr_NewException`); the name is dotted with the module's.
    @discardableResult
    public func makeLibraryException(
        _ number: Int, _ name: String, base: BuiltinType = .exception, addsFields: Bool = true
    ) throws(Raised) -> TypePointer {
        let place = libraryTypePlace(number)
        if let type = place.pointee { return type }
        let parts = name.split(separator: ".", maxSplits: 1)
        let module = try intern(parts.first.map(String.init) ?? "")
        let className = try intern(parts.last.map(String.init) ?? "")
        let namespace = try makeDict()
        try dictSet(namespace.ref, self.name(.__module__), module.ref)
        if let text = NativeDocumentation(module: module.ref.text, name: className.ref.text)?.text {
            let documentation = try makeString(text)
            try dictSet(namespace.ref, self.name(.__doc__), documentation.ref)
        }
        let slots = try intern("__slots__")
        if !addsFields { try dictSet(namespace.ref, slots.ref, emptyTuple) }
        let bases = try makeTuple([Ref(RawObject(type(base)))])
        let made = try call(
            Ref(RawObject(type(BuiltinType.type))), [className.ref, bases.ref, namespace.ref])
        let type = made.take().assumingMemoryBound(to: PyTypeObject.self)
        if !addsFields, let dict = type.pointee.tp_dict { _ = try dictRemove(Ref(dict), slots.ref) }
        place.pointee = type
        return type
    }

    private func libraryTypePlace(_ number: Int) -> UnsafeMutablePointer<TypePointer?> {
        precondition((0..<Interpreter.libraryTypeLimit).contains(number))
        if let known = state.pointee.modules.libraryTypes { return known + number }
        let table = allocateStatic(Interpreter.libraryTypeLimit * 8)
            .assumingMemoryBound(to: TypePointer?.self)
        state.pointee.modules.libraryTypes = table
        return table + number
    }
}
