/// The type `int`: its slots. Methods are in `IntObject+Methods.swift`.
extension Interpreter {
    static func intTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .int, name: "int", basicSize: 24, itemSize: 4,
            flags: TypeFlags.baseType | TypeFlags.intSubclass | TypeFlags.matchSelf,
            methods: intMethods(), getSets: intGetSets(),
            slots: { block in
                block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateInt($0) }
                block.pointee.type.tp_repr = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.intText(object)
                    }
                }
                block.pointee.type.tp_hash = { Ref($0).intHash }
                block.pointee.type.tp_richcompare = { left, right, op in
                    guard Ref(left).isInt, Ref(right).isInt else {
                        return notImplementedResult(left)
                    }
                    let interpreter = Ref(left).interpreter
                    let order = interpreter.intCompare(Ref(left), Ref(right))
                    return comparisonResult(interpreter, op, order)
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, type throws(Raised) in
                        try interpreter.newInt(type, Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                    withObject(type) { interpreter, _ throws(Raised) in
                        try interpreter.callInt(
                            arguments, Int(flags & ~Interpreter.argumentsOffset), names)
                    }
                }
                setIntOperators(&block.pointee.number)
                setIntBitOperators(&block.pointee.number)
                setIntConversions(&block.pointee.number)
            })
    }

    private static func setIntOperators(_ number: inout PyNumberMethods) {
        number.nb_add = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intAdd(left, right)
            }
        }
        number.nb_subtract = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intSubtract(left, right)
            }
        }
        number.nb_multiply = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intMultiply(left, right)
            }
        }
        number.nb_remainder = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intRemainder(left, right)
            }
        }
        number.nb_divmod = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intDivmodTuple(left, right)
            }
        }
        number.nb_floor_divide = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intFloorDivide(left, right)
            }
        }
        number.nb_true_divide = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intTrueDivide(left, right)
            }
        }
        number.nb_power = { left, right, modulus in
            guard Ref(modulus).isNone || Ref(modulus).isInt else {
                return notImplementedResult(left)
            }
            return intOperation(left, right) { interpreter, left, right throws(Raised) in
                let modulus = Ref(modulus)
                if modulus.isNone { return try interpreter.intPower(left, right) }
                return try interpreter.intPower(left, right, modulus: modulus)
            }
        }
    }

    private static func setIntBitOperators(_ number: inout PyNumberMethods) {
        number.nb_lshift = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intShiftLeft(left, right)
            }
        }
        number.nb_rshift = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intShiftRight(left, right)
            }
        }
        number.nb_and = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intAnd(left, right)
            }
        }
        number.nb_or = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intOr(left, right)
            }
        }
        number.nb_xor = {
            intOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.intXor(left, right)
            }
        }
        number.nb_invert = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.intInvert(object)
            }
        }
    }

    private static func setIntConversions(_ number: inout PyNumberMethods) {
        number.nb_negative = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.intNegative(object)
            }
        }
        number.nb_absolute = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.intAbsolute(object)
            }
        }
        let exact: UnarySlot = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.exactInt(object)
            }
        }
        number.nb_positive = exact
        number.nb_int = exact
        number.nb_index = exact
        number.nb_bool = { Ref($0).intSize != 0 ? 1 : 0 }
        number.nb_float = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeFloat(interpreter.intToDouble(object))
            }
        }
    }

    /// `tp_dealloc`; cached ints never come here, since their counts begin high.
    func deallocateInt(_ raw: RawObject) {
        guard Ref(raw).isExactly(.int) else { return freeSubclassObject(raw) }
        freeObject(raw)
    }

    /// Frees the memory of an object of a derived type the way that type says.
    func freeSubclassObject(_ raw: RawObject) {
        let type = Ref(raw).type
        if let free = type.pointee.tp_free { free(raw) } else { freeObject(raw) }
    }

    func intDivmodTuple(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let division = try intDivmod(left, right)
        let quotient = Owned(stealing: division.quotient)
        let remainder = Owned(stealing: division.remainder)
        return try makePair(quotient, remainder)
    }

    /// A tuple of two, which takes over the references.
    public func makePair(_ first: consuming Owned, _ second: consuming Owned) throws(Raised)
        -> Owned
    {
        let tuple = try makeTuple(count: 2)
        tuple.ref.tupleItems[0] = first.take()
        tuple.ref.tupleItems[1] = second.take()
        return tuple
    }
}

/// The result of an operator when both operands are ints, else `NotImplemented`.
@inline(__always)
private func intOperation(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    guard Ref(left).isInt, Ref(right).isInt else { return notImplementedResult(left) }
    return withObjects(left, right, body)
}
