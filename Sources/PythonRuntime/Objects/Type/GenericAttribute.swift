import Glibc

/// The default reading and writing of attributes (`Objects/object.c`).
extension Interpreter {
    /// The place of an object's `__dict__` reference, for types with a `tp_dictoffset`; nil without one.
    func dictPlace(_ object: Ref) -> UnsafeMutablePointer<RawObject?>? {
        var offset = object.type.pointee.tp_dictoffset
        if offset == 0 { return nil }
        if offset < 0 {
            let type = object.type.pointee
            let items = abs(object.fields(PyVarObject.self).pointee.ob_size)
            let size = (type.tp_basicsize + items * type.tp_itemsize + 7) & ~7
            offset += size
        }
        return (object.raw + offset).assumingMemoryBound(to: RawObject?.self)
    }

    /// The object's own attribute, borrowed, without looking at its type.
    @inline(__always)
    private func storedAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Ref? {
        if object.type.hasManagedDict { return try managedAttribute(object, name) }
        guard let place = dictPlace(object), let dict = place.pointee else { return nil }
        return try dictGet(Ref(dict), name)
    }

    /// `PyObject_GenericGetAttr`; the caller owns the result. Nil, with nothing raised, when
    /// there is no such attribute.
    func findAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        let attribute = lookup(object.type, name)
        // Looking in the object's dict can run methods that take the attribute from the type.
        attribute?.incref()
        defer { attribute?.decref() }
        let get = attribute?.type.pointee.tp_descr_get
        if let attribute, let get, attribute.type.pointee.tp_descr_set != nil {
            return try checked(get(attribute.raw, object.raw, RawObject(object.type))).take()
        }
        if let value = try storedAttribute(object, name) { return value.owned().take() }
        guard let attribute else { return nil }
        if let get {
            return try checked(get(attribute.raw, object.raw, RawObject(object.type))).take()
        }
        return attribute.owned().take()
    }

    /// Like `genericGetAttribute`, with the dict to look in (`_PyObject_GenericGetAttrWithDict`).
    public func genericGetAttribute(
        _ object: Ref, _ name: Ref, dict: Ref
    ) throws(Raised) -> Owned {
        guard name.isStr else { return try genericGetAttribute(object, name) }
        let attribute = lookup(object.type, name)
        // Looking in the object's dict can run methods that take the attribute from the type.
        attribute?.incref()
        defer { attribute?.decref() }
        let get = attribute?.type.pointee.tp_descr_get
        if let attribute, let get, attribute.type.pointee.tp_descr_set != nil {
            return try checked(get(attribute.raw, object.raw, RawObject(object.type)))
        }
        if let value = try dictGet(dict, name) { return value.owned() }
        guard let attribute else { throw raiseNoAttribute(object, name) }
        guard let get else { return attribute.owned() }
        return try checked(get(attribute.raw, object.raw, RawObject(object.type)))
    }

    /// Like `genericSetAttribute`, with the dict to change (`_PyObject_GenericSetAttrWithDict`).
    public func genericSetAttribute(
        _ object: Ref, _ name: Ref, _ value: Ref?, dict: Ref
    ) throws(Raised) {
        guard name.isStr else { return try genericSetAttribute(object, name, value) }
        if let attribute = lookup(object.type, name), let set = attribute.type.pointee.tp_descr_set
        {
            attribute.incref()
            defer { attribute.decref() }
            if set(attribute.raw, object.raw, value?.raw) < 0 { throw Raised() }
            return
        }
        if let value { return try dictSet(dict, name, value) }
        if try !dictRemove(dict, name) { throw raiseUnchanged(object, name) }
    }

    func genericGetAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        guard name.isStr else {
            throw raise(
                .typeError, "attribute name must be string, not '\(typeName(name.type))'")
        }
        if let found = try findAttribute(object, name) { return Owned(stealing: found) }
        throw raiseNoAttribute(object, name)
    }

    /// `AttributeError: 'int' object has no attribute 'x'`, with `name` and `obj` for suggestions.
    func raiseNoAttribute(_ object: Ref, _ name: Ref) -> Raised {
        let raised: Raised
        do {
            let text = try noAttributeText(object.type, name, limit: 50)
            raised = raise(.attributeError, argument: text.ref)
        } catch { return error }
        setAttributeErrorContext(object, name)
        return raised
    }

    /// The same for an attribute that was to be set or deleted, which CPython suggests nothing for.
    private func raiseUnchanged(_ object: Ref, _ name: Ref) -> Raised {
        do {
            let text = try noAttributeText(object.type, name, limit: 100)
            return raise(.attributeError, argument: text.ref)
        } catch { return error }
    }

    /// Programs that try attributes make this text often, so one of ASCII is put together in the str itself.
    private func noAttributeText(
        _ type: TypePointer, _ name: Ref, limit: Int
    ) throws(Raised) -> Owned {
        guard let start = type.pointee.tp_name, name.strIsASCII else {
            return try makeString(
                "'\(typeName(type, limit: limit))' object has no attribute '\(name.text)'")
        }
        let typeName = UnsafeRawBufferPointer(start: start, count: min(strlen(start), limit))
        guard typeName.allSatisfy({ $0 < 128 }) else {
            return try makeString(
                "'\(self.typeName(type, limit: limit))' object has no attribute '\(name.text)'")
        }
        let middle: StaticString = "' object has no attribute '"
        let quote: StaticString = "'"
        let parts = [
            UnsafeRawBufferPointer(start: quote.utf8Start, count: 1),
            typeName,
            UnsafeRawBufferPointer(start: middle.utf8Start, count: middle.utf8CodeUnitCount),
            UnsafeRawBufferPointer(start: name.strData, count: name.strCount),
            UnsafeRawBufferPointer(start: quote.utf8Start, count: 1),
        ]
        let text = try newString(count: parts.reduce(0) { $0 + $1.count }, maximum: 127)
        var place = text.ref.strData
        for part in parts {
            if let start = part.baseAddress {
                place.copyMemory(from: start, byteCount: part.count)
            }
            place += part.count
        }
        return text
    }

    /// Puts `name` and `obj` on the `AttributeError` just raised, unless it has one of them
    /// (`set_attribute_error_context`).
    func setAttributeErrorContext(_ object: Ref, _ name: Ref) {
        guard currentExceptionIs(.attributeError), let raised = takeException() else { return }
        let error = Owned(stealing: raised)
        let fields = error.ref.fields(PyAttributeErrorObject.self).pointee
        guard fields.name == nil, fields.obj == nil else {
            _ = reraise(error)
            return
        }
        do throws(Raised) {
            try setAttribute(error.ref, self.name(.name), name)
            try setAttribute(error.ref, self.name(.obj), object)
        } catch { clearException() }
        _ = reraise(error)
    }

    /// `PyObject_GenericSetAttr`.
    func genericSetAttribute(_ object: Ref, _ name: Ref, _ value: Ref?) throws(Raised) {
        guard name.isStr else {
            throw raise(
                .typeError, "attribute name must be string, not '\(typeName(name.type))'")
        }
        let attribute = lookup(object.type, name)
        attribute?.incref()
        defer { attribute?.decref() }
        if let attribute, let set = attribute.type.pointee.tp_descr_set {
            if set(attribute.raw, object.raw, value?.raw) < 0 { throw Raised() }
            return
        }
        if object.type.hasManagedDict {
            if try setManagedAttribute(object, name, value) { return }
            throw raiseUnchanged(object, name)
        }
        guard let place = dictPlace(object) else {
            if attribute == nil { throw raiseUnchanged(object, name) }
            throw raise(
                .attributeError,
                "'\(typeName(object.type, limit: 100))' object attribute '\(name.text)' is read-only"
            )
        }
        if place.pointee == nil { place.pointee = try makeDict().take() }
        guard let dict = place.pointee else { return }
        if let value {
            try dictSet(Ref(dict), name, value)
        } else if try !dictRemove(Ref(dict), name) {
            throw raiseUnchanged(object, name)
        }
    }

    /// Reads `object.name` for a call: either a function that takes the object as its first argument
    /// (`takesObject`), so that no bound method is made, or the attribute itself (`_PyObject_GetMethod`).
    /// The caller owns the result.
    public func getMethod(
        _ object: Ref, _ name: Ref, takesObject: inout Bool
    ) throws(Raised) -> RawObject {
        takesObject = false
        let type = object.type
        guard isGenericGetter(type.pointee.tp_getattro) else {
            return try getAttribute(object, name).take()
        }
        let attribute = lookup(type, name)
        attribute?.incref()
        defer { attribute?.decref() }
        let isMethod = attribute?.typeHas(TypeFlags.methodDescriptor) ?? false
        if let attribute, !isMethod, let get = attribute.type.pointee.tp_descr_get,
            attribute.type.pointee.tp_descr_set != nil
        {
            return try checked(get(attribute.raw, object.raw, RawObject(type))).take()
        }
        if let value = try storedAttribute(object, name) { return value.owned().take() }
        guard let attribute else { throw raiseNoAttribute(object, name) }
        if isMethod {
            takesObject = true
            return attribute.owned().take()
        }
        if let get = attribute.type.pointee.tp_descr_get {
            return try checked(get(attribute.raw, object.raw, RawObject(type))).take()
        }
        return attribute.owned().take()
    }

    /// Whether a getter slot is the default one.
    @inline(__always)
    func isGenericGetter(_ slot: BinarySlot?) -> Bool {
        guard let slot else { return false }
        return unsafeBitCast(slot, to: UnsafeRawPointer.self)
            == unsafeBitCast(
                type(.object).pointee.tp_getattro, to: UnsafeRawPointer?.self)
    }

    /// Whether a setter slot is the default one.
    @inline(__always)
    func isGenericSetter(_ slot: KeyedSetSlot?) -> Bool {
        guard let slot else { return false }
        return unsafeBitCast(slot, to: UnsafeRawPointer.self)
            == unsafeBitCast(
                type(.object).pointee.tp_setattro, to: UnsafeRawPointer?.self)
    }
}
