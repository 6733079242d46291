import PythonBytecode

/// Attributes of instances by the version of their type.
///
/// Caches of `LOAD_ATTR` and `STORE_ATTR`: counter, version of the type (2), place. Of `LOAD_METHOD`: counter,
/// version of the type (2), …, version of the shared keys (2), method (4).
extension EvaluationMachine {
    @inline(__always)
    private func isOfCachedVersion(_ object: Ref) -> Bool {
        object.type.pointee.tp_version_tag == (caches + 1).pair
    }

    @inline(__always)
    private mutating func replaceObject(_ object: Ref, with value: RawObject) {
        Ref(value).incref()
        setTop(value)
        object.decref()
        skipCaches(4)
    }

    @inline(__always)
    mutating func loadInstanceValue() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), let values = interpreter.valuesPlace(object).pointee,
            let value = values.assumingMemoryBound(to: RawObject?.self)[
                Int((caches + 3).pointee)]
        else { return false }
        replaceObject(object, with: value)
        return true
    }

    @inline(__always)
    mutating func loadSlotAttribute() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object),
            let value = (object.raw + Int((caches + 3).pointee)).assumingMemoryBound(
                to: RawObject?.self
            ).pointee
        else { return false }
        replaceObject(object, with: value)
        return true
    }

    /// The attribute is in a `__dict__` that someone has asked for, at an entry where it was before.
    @inline(__always)
    mutating func loadDictAttribute() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), let dict = interpreter.managedDictPlace(object).pointee,
            let value = interpreter.dictHint(
                Ref(dict), name(argument), Int((caches + 3).pointee))
        else { return false }
        replaceObject(object, with: value)
        return true
    }

    // MARK: Storing: the stack holds the value, then the object

    @inline(__always)
    mutating func storeInstanceValue() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), let values = interpreter.valuesPlace(object).pointee
        else { return false }
        let index = Int((caches + 3).pointee)
        let place = values.assumingMemoryBound(to: RawObject?.self) + index
        let previous = place.pointee
        place.pointee = peek(2).raw
        drop(2)
        if let previous {
            Ref(previous).decref()
        } else {
            interpreter.noteFirstValue(values, index)
        }
        object.decref()
        skipCaches(4)
        return true
    }

    @inline(__always)
    mutating func storeSlotAttribute() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object) else { return false }
        let place = (object.raw + Int((caches + 3).pointee)).assumingMemoryBound(
            to: RawObject?.self)
        let previous = place.pointee
        place.pointee = peek(2).raw
        drop(2)
        if let previous { Ref(previous).decref() }
        object.decref()
        skipCaches(4)
        return true
    }

    /// The attribute is in a `__dict__` that someone has asked for, at an entry where it was before.
    @inline(__always)
    mutating func storeDictAttribute() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), let dict = interpreter.managedDictPlace(object).pointee,
            interpreter.setDictHint(
                Ref(dict), name(argument), Int((caches + 3).pointee), peek(2))
        else { return false }
        let value = peek(2)
        drop(2)
        value.decref()
        object.decref()
        skipCaches(4)
        return true
    }

    // MARK: Methods

    /// The name is no attribute of the instance, as long as its `__dict__` has the same keys.
    @inline(__always)
    mutating func loadMethodPastDict() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), let dict = interpreter.managedDictPlace(object).pointee,
            Ref(dict).dictFields.pointee.ma_keys.pointee.dk_version == (caches + 4).pair,
            let method = (caches + 6).object
        else { return false }
        Ref(method).incref()
        setTop(method)
        push(object.raw)
        skipCaches(10)
        return true
    }

    /// The name is no attribute of any instance, as long as the shared keys are the same.
    @inline(__always)
    mutating func loadMethodPastValues() -> Bool {
        let object = peek(1)
        guard isOfCachedVersion(object), interpreter.valuesPlace(object).pointee != nil,
            let keys = object.type.heap.pointee.ht_cached_keys,
            keys.pointee.dk_version == (caches + 4).pair, let method = (caches + 6).object
        else { return false }
        Ref(method).incref()
        setTop(method)
        push(object.raw)
        skipCaches(10)
        return true
    }

    /// `Class.function`.
    @inline(__always)
    mutating func loadMethodOfClass() -> Bool {
        let object = peek(1)
        guard object.type == interpreter.type(.type),
            object.fields(PyTypeObject.self).pointee.tp_version_tag == (caches + 1).pair,
            let method = (caches + 6).object
        else { return false }
        Ref(method).incref()
        setTop(nil)
        push(method)
        object.decref()
        skipCaches(10)
        return true
    }
}

extension Interpreter {
    @inline(never)
    func noteFirstValue(_ values: UnsafeMutableRawPointer, _ index: Int) {
        appendDictOrder(values, index: index)
    }

    /// Gives the name at an entry of a combined dict another value, if it is still there.
    @inline(never)
    func setDictHint(_ dict: Ref, _ name: Ref, _ index: Int, _ value: Ref) -> Bool {
        guard dictHint(dict, name, index) != nil else { return false }
        maintainDictTracking(dict, name, value)
        dictReplaceValue(dict, index, value)
        return true
    }

    /// The value of a name at an entry of a combined dict, borrowed, if it is still there.
    @inline(never)
    func dictHint(_ dict: Ref, _ name: Ref, _ index: Int) -> RawObject? {
        guard dict.isExactly(.dict) else { return nil }
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        guard fields.pointee.ma_values == nil, keys.isUnicode, index < keys.pointee.dk_nentries,
            keys.unicodeEntries[index].me_key == name.raw
        else { return nil }
        return keys.unicodeEntries[index].me_value
    }
}
