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

    @inline(never)
    func specializeLoadAttribute(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ object: Ref
    ) {
        guard object.isExactly(.module), let entry = moduleEntry(object, name) else {
            return backOff(caches)
        }
        (caches + 1).pair = entry.version
        (caches + 3).pointee = entry.index
        specialize(caches, as: .LOAD_ATTR_MODULE)
    }

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
        guard type.pointee.tp_dictoffset == 0,
            type.pointee.tp_flags & TypeFlags.managedDict == 0,
            isGenericGetter(type.pointee.tp_getattro), let method = lookup(type, name),
            method.typeHas(TypeFlags.methodDescriptor), let version = assignVersion(type)
        else { return backOff(caches) }
        (caches + 1).pair = version
        // Borrowed: the type holds it, and a change of the type changes its version.
        (caches + 6).object = method.raw
        specialize(caches, as: .LOAD_METHOD_NO_DICT)
    }
}
