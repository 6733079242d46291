/// The attribute `__dict__`: of types that keep a place for it themselves, and of instances of classes, whose
/// descriptor all classes share.
extension GetSetSpec {
    /// `__dict__` of a type with a `tp_dictoffset`: made when first asked for, and never deleted.
    public static var instanceDict: GetSetSpec {
        GetSetSpec(
            "__dict__", { object, _ in readInstanceDict(object) },
            { object, value, _ in writeInstanceDict(object, value) })
    }

    /// The same where another dict can't be put in its place.
    public static var fixedInstanceDict: GetSetSpec {
        GetSetSpec("__dict__") { object, _ in readInstanceDict(object) }
    }
}

private func readInstanceDict(_ object: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: object)
        guard let dict = try interpreter.instanceDict(Ref(object)) else {
            throw interpreter.raise(.attributeError, "This object has no __dict__")
        }
        return dict.owned()
    }
}

private func writeInstanceDict(_ object: RawObject, _ value: RawObject?) -> Int32 {
    slotStatus { () throws(Raised) in
        let interpreter = Interpreter(containing: object)
        let dict = try interpreter.checkedDict(value.map { Ref($0) })
        try interpreter.setInstanceDict(Ref(object), dict)
        return 0
    }
}

/// The dict of an instance of a class: a native base that has it gives it, else it is the class's affair
/// (`subtype_dict`).
func readClassInstanceDict(_ object: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: object)
        guard let native = interpreter.nativeDictType(Ref(object)) else {
            return try checked(readInstanceDict(object))
        }
        let found = try interpreter.requireDictDescriptor(native, Ref(object))
        guard let get = found.type.pointee.tp_descr_get else {
            throw interpreter.raiseWrongDict(Ref(object))
        }
        return try checked(get(found.raw, object, RawObject(Ref(object).type)))
    }
}

/// The same for instances of classes, where it may be deleted too, unless a native base has the dict: that
/// decides then (`subtype_setdict`).
func writeClassInstanceDict(_ object: RawObject, _ value: RawObject?) -> Int32 {
    slotStatus { () throws(Raised) in
        let interpreter = Interpreter(containing: object)
        if let native = interpreter.nativeDictType(Ref(object)) {
            let found = try interpreter.requireDictDescriptor(native, Ref(object))
            guard let set = found.type.pointee.tp_descr_set else {
                throw interpreter.raiseWrongDict(Ref(object))
            }
            return set(found.raw, object, value)
        }
        try interpreter.setInstanceDict(Ref(object), value.map { Ref($0) })
        return 0
    }
}

extension Interpreter {
    /// The native base of an object's class that has the place of the dict; nil when a class added it.
    fileprivate func nativeDictType(_ object: Ref) -> TypePointer? {
        var type = object.type
        while let base = type.pointee.tp_base {
            if type.pointee.tp_dictoffset != 0, !type.isHeapType { return type }
            type = base
        }
        return nil
    }

    fileprivate func requireDictDescriptor(
        _ type: TypePointer, _ object: Ref
    ) throws(Raised) -> Ref {
        guard let found = lookup(type, .__dict__) else { throw raiseWrongDict(object) }
        return found
    }

    fileprivate func raiseWrongDict(_ object: Ref) -> Raised {
        raise(
            .typeError,
            "this __dict__ descriptor does not support '\(typeName(object.type))' objects")
    }

    /// What is to be an object's `__dict__`: that must be a dict, and can't be deleted.
    func checkedDict(_ value: Ref?) throws(Raised) -> Ref {
        guard let value else { throw raise(.typeError, "cannot delete __dict__") }
        guard value.isDict else {
            throw raise(
                .typeError,
                "__dict__ must be set to a dictionary, not a '\(typeName(value.type))'")
        }
        return value
    }

    /// Gives an object another dict, or none until it is asked for.
    fileprivate func setInstanceDict(_ object: Ref, _ value: Ref?) throws(Raised) {
        if let value { _ = try checkedDict(value) }
        if object.type.hasManagedDict { _ = try materializeDict(object) }
        let place = object.type.hasManagedDict ? managedDictPlace(object) : dictPlace(object)
        guard let place else { throw raise(.attributeError, "This object has no __dict__") }
        let old = place.pointee
        place.pointee = value?.owned().take()
        if let old { Ref(old).decref() }
    }
}
