/// What descriptors do when an attribute is read, written or called.
extension Interpreter {
    /// Raises `TypeError` unless the object is an instance of the descriptor's type (`descr_check`).
    func checkDescriptor(_ descriptor: Ref, _ object: Ref) throws(Raised) {
        let fields = descriptor.fields(PyDescrObject.self)
        let owner = fields.pointee.d_type.assumingMemoryBound(to: PyTypeObject.self)
        if object.type == owner || isSubtype(object.type, owner) { return }
        throw raise(
            .typeError,
            "descriptor '\(Ref(fields.pointee.d_name).text)' for '\(typeName(owner))' objects doesn't apply to a '\(typeName(object.type, limit: 100))' object"
        )
    }

    func raiseNotAccessible(_ descriptor: Ref, _ how: String) -> Raised {
        let fields = descriptor.fields(PyDescrObject.self)
        let owner = fields.pointee.d_type.assumingMemoryBound(to: PyTypeObject.self)
        return raise(
            .attributeError,
            "attribute '\(Ref(fields.pointee.d_name).text)' of '\(typeName(owner))' objects is not \(how)"
        )
    }

    /// The value of a member of the layout (`PyMember_GetOne`).
    func readMember(_ descriptor: Ref, _ object: Ref) throws(Raised) -> Owned {
        let definition = descriptor.fields(PyMemberDescrObject.self).pointee.d_member.pointee
        let place = object.raw + definition.offset
        switch MemberSpec.Kind(rawValue: definition.type) {
        case .object:
            let value = place.assumingMemoryBound(to: RawObject?.self).pointee
            return (value.map(Ref.init) ?? none).owned()
        case .objectOrError:
            guard let value = place.assumingMemoryBound(to: RawObject?.self).pointee else {
                let name = Ref(descriptor.fields(PyDescrObject.self).pointee.d_name).text
                throw raise(
                    .attributeError, "'\(typeName(object.type))' object has no attribute '\(name)'")
            }
            return Ref(value).owned()
        case .int32:
            return try makeInt(Int(place.assumingMemoryBound(to: Int32.self).pointee))
        case .int:
            return try makeInt(place.assumingMemoryBound(to: Int.self).pointee)
        case .bool:
            return bool(place.assumingMemoryBound(to: UInt8.self).pointee != 0)
        case .double:
            return try makeFloat(place.assumingMemoryBound(to: Double.self).pointee)
        case .text:
            guard let text = place.assumingMemoryBound(to: UnsafePointer<UInt8>?.self).pointee
            else { return none.owned() }
            return try makeString(String(cString: text))
        case .typeFlags:
            let flags = place.assumingMemoryBound(to: UInt.self).pointee
            return try makeInt(unsigned: TypeFlags.shown(flags))
        case nil:
            throw raise(.systemError, "bad memberdescr type")
        }
    }

    /// Writes a member of the layout, or deletes it when the value is nil (`PyMember_SetOne`).
    func writeMember(_ descriptor: Ref, _ object: Ref, _ value: Ref?) throws(Raised) {
        let definition = descriptor.fields(PyMemberDescrObject.self).pointee.d_member.pointee
        if definition.flags & 1 != 0 { throw raise(.attributeError, "readonly attribute") }
        let place = object.raw + definition.offset
        switch MemberSpec.Kind(rawValue: definition.type) {
        case .object, .objectOrError:
            let field = place.assumingMemoryBound(to: RawObject?.self)
            let old = field.pointee
            if value == nil, old == nil, definition.type == MemberSpec.Kind.objectOrError.rawValue {
                throw raise(
                    .attributeError, Ref(descriptor.fields(PyDescrObject.self).pointee.d_name).text)
            }
            value?.incref()
            field.pointee = value?.raw
            if let old { Ref(old).decref() }
        case .bool:
            guard let value, value.isExactly(.bool) else {
                throw raise(.typeError, "attribute value type must be bool")
            }
            place.assumingMemoryBound(to: UInt8.self).pointee = value == self.true ? 1 : 0
        case .int32, .int:
            guard let value else { throw raise(.typeError, "can't delete numeric/char attribute") }
            let number = try indexValue(value, overflow: .overflowError)
            if definition.type == MemberSpec.Kind.int.rawValue {
                place.assumingMemoryBound(to: Int.self).pointee = number
            } else {
                place.assumingMemoryBound(to: Int32.self).pointee = Int32(
                    truncatingIfNeeded: number)
            }
        case .double:
            guard let value else { throw raise(.typeError, "can't delete numeric/char attribute") }
            place.assumingMemoryBound(to: Double.self).pointee = try doubleValue(value)
        case .text:
            throw raise(.typeError, "readonly attribute")
        case .typeFlags, nil:
            throw raise(.systemError, "bad memberdescr type")
        }
    }

    /// The vectorcall of `list.append`: the first argument is the instance.
    static var methodDescriptorVectorcall: VectorcallSlot {
        { callable, arguments, nargsf, names in
            slotResult { () throws(Raised) in
                let descriptor = Ref(callable)
                let interpreter = descriptor.interpreter
                let count = Int(nargsf & ~Interpreter.argumentsOffset)
                let fields = descriptor.fields(PyMethodDescrObject.self)
                guard count > 0, let arguments, let object = arguments[0] else {
                    let name = Ref(fields.pointee.common.d_name).text
                    let owner = fields.pointee.common.d_type.assumingMemoryBound(
                        to: PyTypeObject.self)
                    throw interpreter.raise(
                        .typeError,
                        "unbound method \(interpreter.qualifiedName(owner)).\(name)() needs an argument"
                    )
                }
                try interpreter.checkDescriptor(descriptor, Ref(object))
                return try interpreter.callDefinition(
                    fields.pointee.d_method, self: Ref(object), owner: fields.pointee.common.d_type,
                    arguments + 1,
                    count - 1, names)
            }
        }
    }

    /// `tp_new_wrapper`: `T.__new__(cls, …)` where `cls` must derive from `T`.
    static var newFunction: NativeFunction {
        { typeObject, arguments, count, names in
            slotResult { () throws(Raised) in
                guard let typeObject else { throw Raised() }
                let interpreter = Interpreter(containing: typeObject)
                let type = typeObject.assumingMemoryBound(to: PyTypeObject.self)
                let typeName = interpreter.typeName(type, limit: nil)
                guard count > 0, let arguments, let first = arguments[0] else {
                    throw interpreter.raise(
                        .typeError, "\(typeName).__new__(): not enough arguments")
                }
                guard Ref(first).isType else {
                    throw interpreter.raise(
                        .typeError,
                        "\(typeName).__new__(X): X is not a type object (\(interpreter.typeName(Ref(first).type, limit: nil)))"
                    )
                }
                let cls = first.assumingMemoryBound(to: PyTypeObject.self)
                guard interpreter.isSubtype(cls, type) else {
                    let name = interpreter.typeName(cls, limit: nil)
                    throw interpreter.raise(
                        .typeError,
                        "\(typeName).__new__(\(name)): \(name) is not a subtype of \(typeName)")
                }
                guard let new = type.pointee.tp_new else {
                    throw interpreter.raise(.typeError, "cannot create '\(typeName)' instances")
                }
                try interpreter.checkSafeNew(type, cls)
                let tuple = try interpreter.makeTuple(
                    UnsafeBufferPointer(start: arguments + 1, count: count - 1))
                let keywords = try interpreter.keywordDict(arguments + count, names.map(Ref.init))
                let result = new(first, tuple.raw, keywords)
                if let keywords { Ref(keywords).decref() }
                return try checked(result)
            }
        }
    }

    /// Refuses a `__new__` that isn't that of the class's nearest built-in type, which would leave the
    /// instance half made.
    private func checkSafeNew(_ type: TypePointer, _ cls: TypePointer) throws(Raised) {
        var base = cls
        while sameSlot(base.pointee.tp_new, ClassSlots.new) {
            guard let next = base.pointee.tp_base else { return }
            base = next
        }
        if sameSlot(base.pointee.tp_new, type.pointee.tp_new) { return }
        let names = [type, cls, base].map { typeName($0, limit: nil) }
        throw raise(
            .typeError, "\(names[0]).__new__(\(names[1])) is not safe, use \(names[2]).__new__()")
    }

    /// A dict of keyword arguments from their values and names; nil when there are none. The caller owns it.
    func keywordDict(
        _ values: UnsafeMutablePointer<RawObject?>?, _ names: Ref?
    ) throws(Raised) -> RawObject? {
        guard let names, let values, names.itemCount > 0 else { return nil }
        let dict = try makeDict()
        for index in 0..<names.itemCount {
            guard let value = values[index] else { continue }
            try dictSet(dict.ref, names.tupleItem(index), Ref(value))
        }
        return dict.take()
    }
}

/// `tp_call` of a type whose instances have vectorcall (`PyVectorcall_Call`).
public func vectorcallByTuple(
    _ callable: RawObject, _ arguments: RawObject, _ keywords: RawObject?
) -> RawObject? {
    slotResult { () throws(Raised) in
        let ref = Ref(callable)
        return try ref.interpreter.call(
            ref, tuple: Ref(arguments), keywords: keywords.map(Ref.init))
    }
}
