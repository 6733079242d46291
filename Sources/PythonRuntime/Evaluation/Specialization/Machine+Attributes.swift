import PythonBytecode

/// Attributes by the version of the object's type, or of a module's keys.
extension EvaluationMachine {
    /// A method of a type whose instances have no dict. Caches: counter, version (2), …, method (4).
    @inline(__always)
    mutating func loadMethodWithoutDict() throws(Raised) -> Bool {
        let object = peek(1)
        guard object.type.pointee.tp_version_tag == (caches + 1).pair,
            let method = (caches + 6).object
        else {
            return false
        }
        Ref(method).incref()
        setTop(method)
        push(object.raw)
        skipCaches(10)
        return true
    }

    /// A function of a module, called as `module.function()`.
    @inline(__always)
    mutating func loadMethodOfModule() throws(Raised) -> Bool {
        let object = peek(1)
        guard object.type == interpreter.type(.module),
            let dict = interpreter.moduleDict(object),
            dict.dictFields.pointee.ma_keys.pointee.dk_version == (caches + 4).pair,
            let value = interpreter.dictEntryValue(
                dict.dictFields.pointee.ma_keys, Int((caches + 3).pointee))
        else {
            return false
        }
        Ref(value).incref()
        setTop(nil)
        push(value)
        object.decref()
        skipCaches(10)
        return true
    }

    /// `module.name`. Caches: counter, version of the keys (2), entry.
    @inline(__always)
    mutating func loadAttributeOfModule() throws(Raised) -> Bool {
        let object = peek(1)
        guard object.type == interpreter.type(.module),
            let dict = interpreter.moduleDict(object),
            dict.dictFields.pointee.ma_keys.pointee.dk_version == (caches + 1).pair,
            let value = interpreter.dictEntryValue(
                dict.dictFields.pointee.ma_keys, Int((caches + 3).pointee))
        else {
            return false
        }
        Ref(value).incref()
        setTop(value)
        object.decref()
        skipCaches(4)
        return true
    }
}

extension Interpreter {
    /// The entry of a name in a module's dict and the version of its keys; nil when that can't be cached.
    private func moduleEntry(_ module: Ref, _ name: Ref) -> (index: UInt16, version: UInt32)? {
        // A name of the module type itself, such as `__class__`, comes first.
        guard let dict = moduleDict(module), lookup(module.type, name) == nil else { return nil }
        let keys = dict.dictFields.pointee.ma_keys
        let index = dictEntryIndex(keys, str: name)
        let version = dictKeysVersion(keys)
        guard index >= 0, index <= Int(UInt16.max), version != 0 else { return nil }
        return (UInt16(truncatingIfNeeded: index), version)
    }

    /// `_Py_Specialize_LoadAttr`.
    @inline(never)
    func specializeLoadAttribute(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ object: Ref
    ) {
        if object.isExactly(.module) {
            guard let entry = moduleEntry(object, name) else { return backOff(caches) }
            (caches + 1).pair = entry.version
            (caches + 3).pointee = entry.index
            return specialize(caches, as: .LOAD_ATTR_MODULE)
        }
        guard isGenericGetter(object.type.pointee.tp_getattro),
            let version = assignVersion(object.type),
            let place = attributePlace(object, name, isStored: false)
        else { return backOff(caches) }
        (caches + 1).pair = version
        (caches + 3).pointee = place.index
        switch place.kind {
        case .value: specialize(caches, as: .LOAD_ATTR_INSTANCE_VALUE)
        case .slot: specialize(caches, as: .LOAD_ATTR_SLOT)
        case .dictEntry: specialize(caches, as: .LOAD_ATTR_WITH_HINT)
        }
    }

    /// `_Py_Specialize_StoreAttr`.
    @inline(never)
    func specializeStoreAttribute(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ object: Ref
    ) {
        guard isGenericSetter(object.type.pointee.tp_setattro),
            let version = assignVersion(object.type),
            let place = attributePlace(object, name, isStored: true)
        else { return backOff(caches) }
        (caches + 1).pair = version
        (caches + 3).pointee = place.index
        switch place.kind {
        case .value: specialize(caches, as: .STORE_ATTR_INSTANCE_VALUE)
        case .slot: specialize(caches, as: .STORE_ATTR_SLOT)
        case .dictEntry: specialize(caches, as: .STORE_ATTR_WITH_HINT)
        }
    }

    /// `_Py_Specialize_LoadMethod`.
    @inline(never)
    func specializeLoadMethod(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ object: Ref
    ) throws(Raised) {
        if object.isExactly(.module) {
            guard let entry = moduleEntry(object, name) else { return backOff(caches) }
            (caches + 3).pointee = entry.index
            (caches + 4).pair = entry.version
            return specialize(caches, as: .LOAD_METHOD_MODULE)
        }
        let type = object.type
        if type == self.type(.type) {
            return specializeLoadMethodOfClass(caches, name, object.fields(PyTypeObject.self))
        }
        guard isGenericGetter(type.pointee.tp_getattro), let method = lookup(type, name),
            method.typeHas(TypeFlags.methodDescriptor), let version = assignVersion(type)
        else { return backOff(caches) }
        var opcode = Opcode.LOAD_METHOD_NO_DICT
        if type.hasManagedDict {
            guard let chosen = specializeLoadMethodPastDict(caches, name, object) else {
                return backOff(caches)
            }
            opcode = chosen
        } else if type.pointee.tp_dictoffset != 0 {
            return backOff(caches)
        }
        (caches + 1).pair = version
        // Borrowed: the type holds it, and a change of the type changes its version.
        (caches + 6).object = method.raw
        specialize(caches, as: opcode)
    }

    /// Caches the version of keys that lack the name: of those that instances share, or of an instance's own
    /// `__dict__`; nil when they have it or no version can be given.
    private func specializeLoadMethodPastDict(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ object: Ref
    ) -> Opcode? {
        let keys: DictKeys
        var opcode = Opcode.LOAD_METHOD_WITH_VALUES
        if valuesPlace(object).pointee != nil {
            guard let shared = object.type.heap.pointee.ht_cached_keys else { return nil }
            keys = shared
        } else {
            guard let dict = managedDictPlace(object).pointee, Ref(dict).isExactly(.dict) else {
                return nil
            }
            keys = Ref(dict).dictFields.pointee.ma_keys
            opcode = .LOAD_METHOD_WITH_DICT
        }
        guard keys.isUnicode, dictEntryIndex(keys, str: name) == DictIndex.empty else { return nil }
        let version = dictKeysVersion(keys)
        guard version != 0 else { return nil }
        (caches + 4).pair = version
        return opcode
    }

    /// `Class.function`, where neither the class nor its metaclass binds anything.
    private func specializeLoadMethodOfClass(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ type: TypePointer
    ) {
        guard lookup(self.type(.type), name) == nil, let found = lookup(type, name),
            found.typeHas(TypeFlags.methodDescriptor) || found.type.pointee.tp_descr_get == nil,
            let version = assignVersion(type)
        else { return backOff(caches) }
        (caches + 1).pair = version
        (caches + 6).object = found.raw
        specialize(caches, as: .LOAD_METHOD_CLASS)
    }
}
