/// The slot functions that are more than a call of one method.
extension ClassSlots {
    static var power: TernarySlot {
        { left, right, modulus in
            if Ref(modulus).isNone { return specialOperator(left, right, .__pow__, .__rpow__, 5) }
            guard ClassSlots.isGenericNumber(Ref(left).type, 5) else {
                return notImplementedResult(left)
            }
            return slotResult { () throws(Raised) in
                try Interpreter(containing: left).requireSpecial(
                    Ref(left), .__pow__, Ref(right), Ref(modulus))
            }
        }
    }

    static var inPlacePower: TernarySlot {
        { left, right, _ in specialBinary(left, right, .__ipow__) }
    }

    /// `bool(…)` by `__bool__`, else by `__len__`.
    static var truth: InquirySlot {
        { raw in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                if let result = try interpreter.callSpecial(Ref(raw), .__bool__) {
                    let result = Owned(stealing: result)
                    guard result.ref.isExactly(.bool) else {
                        throw interpreter.raise(
                            .typeError,
                            "__bool__ should return bool, returned \(interpreter.typeName(result.ref.type))"
                        )
                    }
                    return result.ref == interpreter.true ? 1 : 0
                }
                guard let length = try interpreter.callSpecial(Ref(raw), .__len__) else {
                    return 1
                }
                let count = Owned(stealing: length)
                return try interpreter.isTrue(count.ref) ? 1 : 0
            }
        }
    }

    static var length: LengthSlot {
        { raw in
            let interpreter = Interpreter(containing: raw)
            do throws(Raised) {
                let result = try interpreter.requireSpecial(Ref(raw), .__len__)
                let number = try interpreter.index(result.ref)
                guard number.ref.intSize >= 0 else {
                    throw interpreter.raise(.valueError, "__len__() should return >= 0")
                }
                return try interpreter.indexValue(number.ref, overflow: .overflowError)
            } catch { return -1 }
        }
    }

    static var hash: HashSlot {
        { raw in
            let interpreter = Interpreter(containing: raw)
            do throws(Raised) {
                guard let method = interpreter.lookup(Ref(raw).type, .__hash__), !method.isNone
                else { return Interpreter.refuseToHash(raw) }
                let result = try interpreter.requireSpecial(Ref(raw), .__hash__)
                guard result.ref.isInt else {
                    throw interpreter.raise(
                        .typeError, "__hash__ method should return an integer")
                }
                if let value = result.ref.intValue { return value == -1 ? -2 : value }
                // A number too large for a hash is hashed as an int, whatever its class says.
                let reduced = interpreter.type(.int).pointee.tp_hash?(result.raw) ?? -1
                return reduced
            } catch { return -1 }
        }
    }

    static var compare: CompareSlot {
        { left, right, op in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: left)
                let name: WellKnownName =
                    switch op {
                    case 0: .__lt__
                    case 1: .__le__
                    case 2: .__eq__
                    case 3: .__ne__
                    case 4: .__gt__
                    default: .__ge__
                    }
                // A method that can't be had, since its descriptor raises, is none.
                if let found = interpreter.lookup(Ref(left).type, name),
                    !found.typeHas(TypeFlags.methodDescriptor),
                    let get = found.type.pointee.tp_descr_get
                {
                    guard let bound = get(found.raw, left, RawObject(Ref(left).type)) else {
                        interpreter.clearException()
                        return interpreter.notImplemented.owned()
                    }
                    let method = Owned(stealing: bound)
                    return try interpreter.call(method.ref, Ref(right))
                }
                guard let result = try interpreter.callSpecial(Ref(left), name, Ref(right)) else {
                    return interpreter.notImplemented.owned()
                }
                return Owned(stealing: result)
            }
        }
    }

    static var call: CallSlot {
        { raw, arguments, keywords in
            slotResult { () throws(Raised) in
                try Interpreter(containing: raw).callSpecial(
                    Ref(raw), .__call__, tuple: Ref(arguments), keywords: keywords.map { Ref($0) })
            }
        }
    }

    static var initialize: InitSlot {
        { raw, arguments, keywords in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let result = try interpreter.callSpecial(
                    Ref(raw), .__init__, tuple: Ref(arguments), keywords: keywords.map { Ref($0) })
                guard result.ref.isNone else {
                    throw interpreter.raise(
                        .typeError,
                        "__init__() should return None, not '\(interpreter.typeName(result.ref.type))'"
                    )
                }
                return 0
            }
        }
    }

    static var new: NewSlot {
        { raw, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let function = try interpreter.getAttribute(
                    Ref(raw), interpreter.name(.__new__))
                return try interpreter.call(
                    function.ref, first: Ref(raw), tuple: Ref(arguments),
                    keywords: keywords.map { Ref($0) })
            }
        }
    }

    /// Calls `__del__` with the current exception put aside; its own is only reported.
    static var finalize: DeallocSlot {
        { raw in
            let interpreter = Interpreter(containing: raw)
            let pending = interpreter.takeException()
            if let method = interpreter.lookup(Ref(raw).type, .__del__) {
                let kept = method.owned()
                do throws(Raised) {
                    if let result = try interpreter.callSpecial(Ref(raw), .__del__) {
                        Ref(result).decref()
                    }
                } catch { interpreter.reportUnraisable(in: kept.ref) }
            }
            interpreter.state.pointee.errors.current = pending
        }
    }

    /// An iterator by `__iter__`, else over `__getitem__`.
    static var iterate: UnarySlot {
        { raw in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                if let method = interpreter.lookup(Ref(raw).type, .__iter__) {
                    guard !method.isNone else {
                        throw interpreter.raise(
                            .typeError,
                            "'\(interpreter.typeName(Ref(raw).type))' object is not iterable")
                    }
                    return try interpreter.requireSpecial(Ref(raw), .__iter__)
                }
                guard interpreter.lookup(Ref(raw).type, .__getitem__) != nil else {
                    throw interpreter.raise(
                        .typeError,
                        "'\(interpreter.typeName(Ref(raw).type))' object is not iterable")
                }
                return try interpreter.makeSequenceIterator(Ref(raw))
            }
        }
    }

    static var next: UnarySlot { { specialUnary($0, .__next__) } }

    static var contains: ContainsSlot {
        { raw, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                if let method = interpreter.lookup(Ref(raw).type, .__contains__), method.isNone {
                    throw interpreter.raise(
                        .typeError,
                        "'\(interpreter.typeName(Ref(raw).type))' object is not a container")
                }
                if let result = try interpreter.callSpecial(Ref(raw), .__contains__, Ref(value)) {
                    return try interpreter.isTrue(Owned(stealing: result).ref) ? 1 : 0
                }
                return try interpreter.iterableContains(Ref(raw), Ref(value)) ? 1 : 0
            }
        }
    }

    static var setItem: KeyedSetSlot {
        { raw, key, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                _ = try interpreter.requireSpecial(
                    Ref(raw), value == nil ? .__delitem__ : .__setitem__, Ref(key),
                    value.map { Ref($0) })
                return 0
            }
        }
    }

    static var itemAt: IndexedGetSlot {
        { raw, index in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let key = try interpreter.makeInt(index)
                return try interpreter.requireSpecial(Ref(raw), .__getitem__, key.ref)
            }
        }
    }

    static var setItemAt: IndexedSetSlot {
        { raw, index, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let key = try interpreter.makeInt(index)
                _ = try interpreter.requireSpecial(
                    Ref(raw), value == nil ? .__delitem__ : .__setitem__, key.ref,
                    value.map { Ref($0) })
                return 0
            }
        }
    }

    // MARK: Attributes and descriptors

    /// `__getattribute__`, and `__getattr__` where that raises `AttributeError`.
    static var getAttribute: BinarySlot {
        { raw, name in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let object = Ref(raw)
                let fallback = interpreter.lookup(object.type, .__getattr__)
                let result: RawObject?
                if let method = interpreter.lookup(object.type, .__getattribute__),
                    method.isExactly(.wrapperDescriptor)
                {
                    let function = method.fields(PyWrapperDescrObject.self).pointee.d_wrapped
                    result = unsafeBitCast(function, to: BinarySlot.self)(raw, name)
                } else {
                    result = specialBinary(raw, name, .__getattribute__)
                }
                if let result { return Owned(stealing: result) }
                guard fallback != nil, interpreter.currentExceptionIs(.attributeError) else {
                    throw Raised()
                }
                interpreter.clearException()
                return try interpreter.requireSpecial(object, .__getattr__, Ref(name))
            }
        }
    }

    static var setAttribute: KeyedSetSlot {
        { raw, name, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                _ = try interpreter.requireSpecial(
                    Ref(raw), value == nil ? .__delattr__ : .__setattr__, Ref(name),
                    value.map { Ref($0) })
                return 0
            }
        }
    }

    static var descriptorGet: DescriptorGetSlot {
        { raw, object, owner in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                guard interpreter.lookup(Ref(raw).type, .__get__) != nil else {
                    return Ref(raw).owned()
                }
                return try interpreter.requireSpecial(
                    Ref(raw), .__get__, object.map { Ref($0) } ?? interpreter.none,
                    owner.map { Ref($0) } ?? interpreter.none)
            }
        }
    }

    static var descriptorSet: KeyedSetSlot {
        { raw, object, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                _ = try interpreter.requireSpecial(
                    Ref(raw), value == nil ? .__delete__ : .__set__, Ref(object),
                    value.map { Ref($0) })
                return 0
            }
        }
    }
}
