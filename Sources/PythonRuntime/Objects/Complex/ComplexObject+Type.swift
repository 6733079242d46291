/// The type `complex`: its slots, `complex(…)` and its methods.
extension Interpreter {
    static func complexTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .complex, name: "complex", basicSize: 32, flags: TypeFlags.baseType,
            methods: complexMethods(),
            members: [
                MemberSpec("real", .double, offset: 16), MemberSpec("imag", .double, offset: 24),
            ],
            slots: { block in
                block.pointee.type.tp_dealloc = { raw in
                    if Ref(raw).isExactly(.complex) {
                        Ref(raw).interpreter.freeInstance(raw)
                    } else {
                        Ref(raw).interpreter.freeSubclassObject(raw)
                    }
                }
                block.pointee.type.tp_repr = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.makeASCIIString(
                            Interpreter.complexText(object.complexValue))
                    }
                }
                block.pointee.type.tp_hash = { Ref($0).interpreter.complexHash(Ref($0)) }
                block.pointee.type.tp_richcompare = { left, right, op in
                    Ref(left).interpreter.complexCompare(Ref(left), Ref(right), op)
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, type throws(Raised) in
                        try interpreter.newComplex(
                            type, Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                setComplexOperators(&block.pointee.number)
            })
    }

    /// The value of a complex, a float or an int; nil for anything else.
    fileprivate func complexOperand(_ object: Ref) throws(Raised) -> Complex? {
        if object.isComplex { return object.complexValue }
        return try floatOperand(object).map { Complex($0, 0) }
    }

    private static func setComplexOperators(_ number: inout PyNumberMethods) {
        number.nb_add = { complexOperation($0, $1) { _, left, right in left + right } }
        number.nb_subtract = { complexOperation($0, $1) { _, left, right in left - right } }
        number.nb_multiply = { complexOperation($0, $1) { _, left, right in left * right } }
        number.nb_true_divide = {
            complexOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.complexQuotient(left, right)
            }
        }
        number.nb_power = { left, right, modulus in
            let hasModulus = !Ref(modulus).isNone
            return complexOperation(left, right) { interpreter, left, right throws(Raised) in
                if hasModulus { throw interpreter.raise(.valueError, "complex modulo") }
                return try interpreter.complexPower(left, right)
            }
        }
        number.nb_negative = {
            withObject($0) { interpreter, object throws(Raised) in
                let value = object.complexValue
                return try interpreter.makeComplex(Complex(-value.real, -value.imaginary))
            }
        }
        number.nb_positive = {
            withObject($0) { interpreter, object throws(Raised) in
                if object.isExactly(.complex) { return object.owned() }
                return try interpreter.makeComplex(object.complexValue)
            }
        }
        number.nb_absolute = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeFloat(interpreter.complexMagnitude(object.complexValue))
            }
        }
        number.nb_bool = { Ref($0).complexValue != Complex(0, 0) ? 1 : 0 }
    }

    /// `(1+2j)`, or `2j` when the real part is a positive zero.
    static func complexText(_ value: Complex) -> [UInt8] {
        let options = FloatText.Options()
        if value.real == 0, value.real.sign == .plus {
            return FloatText.text(value.imaginary, code: 114, precision: 0, options) + [106]
        }
        var signed = options
        signed.alwaysSign = true
        return [40] + FloatText.text(value.real, code: 114, precision: 0, options)
            + FloatText.text(value.imaginary, code: 114, precision: 0, signed) + [106, 41]
    }

    private func complexHash(_ object: Ref) -> Int {
        let value = object.complexValue
        let real = value.real.isNaN ? addressHash(object) : NumberHash.hash(value.real)
        let imaginary =
            value.imaginary.isNaN ? addressHash(object) : NumberHash.hash(value.imaginary)
        let hash = real &+ NumberHash.imaginary &* imaginary
        return hash == -1 ? -2 : hash
    }

    /// Complex numbers are equal or not, and have no order.
    private func complexCompare(_ left: Ref, _ right: Ref, _ op: Int32) -> RawObject? {
        guard op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue else {
            return notImplemented.owned().take()
        }
        let value = left.complexValue
        let isEqual: Bool
        if right.isInt {
            isEqual =
                value.imaginary == 0 && !value.real.isNaN && intCompare(right, value.real) == 0
        } else if right.isFloat {
            isEqual = value.imaginary == 0 && value.real == right.floatValue
        } else if right.isComplex {
            isEqual = value == right.complexValue
        } else {
            return notImplemented.owned().take()
        }
        return bool(isEqual == (op == Comparison.equal.rawValue)).take()
    }
}

private func complexOperation(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Complex, Complex) throws(Raised) -> Complex
) -> RawObject? {
    let interpreter = Interpreter(containing: left)
    return slotResult { () throws(Raised) in
        guard let first = try interpreter.complexOperand(Ref(left)),
            let second = try interpreter.complexOperand(Ref(right))
        else { return interpreter.notImplemented.owned() }
        return try interpreter.makeComplex(body(interpreter, first, second))
    }
}
