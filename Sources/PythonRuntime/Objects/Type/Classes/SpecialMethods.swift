/// Calling special methods, which are looked up in the type and never in the instance.
extension Interpreter {
    /// Calls a special method with up to three arguments; the caller owns the result. Nil when the
    /// type has none.
    func callSpecial(
        _ object: Ref, _ name: WellKnownName, _ first: Ref? = nil, _ second: Ref? = nil,
        _ third: Ref? = nil
    ) throws(Raised) -> RawObject? {
        guard let attribute = lookup(object.type, name) else { return nil }
        let count = third != nil ? 3 : second != nil ? 2 : first != nil ? 1 : 0
        // Room before the object, since a bound method puts its own there.
        var arguments: (RawObject?, RawObject?, RawObject?, RawObject?, RawObject?) = (
            nil, object.raw, first?.raw, second?.raw, third?.raw
        )
        let kept = attribute.owned()
        return try withUnsafeMutablePointer(to: &arguments) {
            pointer throws(Raised) -> RawObject in
            let start = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: RawObject?.self)
            if kept.ref.typeHas(TypeFlags.methodDescriptor) {
                return try call(kept.ref, start + 1, count: count + 1).take()
            }
            guard let get = kept.ref.type.pointee.tp_descr_get else {
                return try call(kept.ref, start + 2, count: count).take()
            }
            let bound = try checked(get(kept.raw, object.raw, RawObject(object.type)))
            return try call(bound.ref, start + 2, count: count).take()
        }
    }

    /// The same where the method must be there; an absent one raises `AttributeError` with its name.
    func requireSpecial(
        _ object: Ref, _ name: WellKnownName, _ first: Ref? = nil, _ second: Ref? = nil,
        _ third: Ref? = nil
    ) throws(Raised) -> Owned {
        if let result = try callSpecial(object, name, first, second, third) {
            return Owned(stealing: result)
        }
        throw raise(.attributeError, argument: self.name(name))
    }

    /// Calls a special method that takes whatever the slot got.
    func callSpecial(
        _ object: Ref, _ name: WellKnownName, tuple: Ref, keywords: Ref?
    ) throws(Raised) -> Owned {
        guard let attribute = lookup(object.type, name) else {
            throw raise(.attributeError, argument: self.name(name))
        }
        let kept = attribute.owned()
        if !kept.ref.typeHas(TypeFlags.methodDescriptor) {
            guard let get = kept.ref.type.pointee.tp_descr_get else {
                return try call(kept.ref, tuple: tuple, keywords: keywords)
            }
            let bound = try checked(get(kept.raw, object.raw, RawObject(object.type)))
            return try call(bound.ref, tuple: tuple, keywords: keywords)
        }
        return try call(kept.ref, first: object, tuple: tuple, keywords: keywords)
    }

    /// Calls with an argument before those of a tuple.
    func call(
        _ callable: Ref, first: Ref, tuple: Ref, keywords: Ref?
    ) throws(Raised) -> Owned {
        var items = [first]
        for index in 0..<tuple.itemCount { items.append(tuple.tupleItem(index)) }
        let all = try makeTuple(items)
        return try call(callable, tuple: all.ref, keywords: keywords)
    }
}

/// The body of a slot with one operand whose method must be there.
func specialUnary(_ raw: RawObject, _ name: WellKnownName) -> RawObject? {
    slotResult { () throws(Raised) in
        try Interpreter(containing: raw).requireSpecial(Ref(raw), name)
    }
}

/// The body of an in-place operator or another slot with two operands and one method.
func specialBinary(_ left: RawObject, _ right: RawObject, _ name: WellKnownName) -> RawObject? {
    slotResult { () throws(Raised) in
        try Interpreter(containing: left).requireSpecial(Ref(left), name, Ref(right))
    }
}

/// The body of an operator (`SLOT1BINFULL`): the left operand's method, and the right one's reflected
/// one, which comes first if its class derives from the left one's and overrides it.
func specialOperator(
    _ left: RawObject, _ right: RawObject, _ name: WellKnownName, _ reflected: WellKnownName,
    _ index: Int
) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: left)
        let leftType = Ref(left).type
        let rightType = Ref(right).type
        var triesReflected =
            leftType != rightType && ClassSlots.isGenericNumber(rightType, index)
        if ClassSlots.isGenericNumber(leftType, index) {
            if triesReflected, interpreter.isSubtype(rightType, leftType),
                interpreter.lookup(rightType, reflected) != interpreter.lookup(leftType, reflected)
            {
                if let result = try interpreter.callSpecial(Ref(right), reflected, Ref(left)) {
                    let result = Owned(stealing: result)
                    if result.ref != interpreter.notImplemented { return result }
                }
                triesReflected = false
            }
            if let result = try interpreter.callSpecial(Ref(left), name, Ref(right)) {
                let result = Owned(stealing: result)
                if result.ref != interpreter.notImplemented || leftType == rightType {
                    return result
                }
            }
        }
        if triesReflected,
            let result = try interpreter.callSpecial(Ref(right), reflected, Ref(left))
        {
            return Owned(stealing: result)
        }
        return interpreter.notImplemented.owned()
    }
}
