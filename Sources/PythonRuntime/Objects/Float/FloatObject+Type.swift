/// The type `float`: its slots. Methods are in `FloatObject+Methods.swift`.
extension Interpreter {
    static func floatTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .float, name: "float", basicSize: 24,
            flags: TypeFlags.baseType | TypeFlags.matchSelf,
            methods: floatMethods(), getSets: floatGetSets(),
            slots: { block in
                block.pointee.type.tp_dealloc = { raw in
                    let object = Ref(raw)
                    if object.isExactly(.float) {
                        object.interpreter.deallocateFloat(raw)
                    } else {
                        object.interpreter.freeSubclassObject(raw)
                    }
                }
                block.pointee.type.tp_repr = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.floatText(object.floatValue)
                    }
                }
                block.pointee.type.tp_hash = { Ref($0).interpreter.floatHash(Ref($0)) }
                block.pointee.type.tp_richcompare = { left, right, op in
                    Ref(left).interpreter.floatCompare(Ref(left), Ref(right), op)
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, type throws(Raised) in
                        try interpreter.newFloat(type, Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                    withObject(type) { interpreter, _ throws(Raised) in
                        let count = Int(flags & ~Interpreter.argumentsOffset)
                        try interpreter.checkNoKeywords("float()", names)
                        try interpreter.checkArguments("float", count, 0, 1)
                        if count == 0 { return try interpreter.makeFloat(0) }
                        return try interpreter.numberToFloat(interpreter.argument(arguments, 0))
                    }
                }
                setFloatOperators(&block.pointee.number)
                setFloatConversions(&block.pointee.number)
            })
    }

    /// The double of a float or an int; nil for anything else.
    @inline(__always)
    func floatOperand(_ object: Ref) throws(Raised) -> Double? {
        if object.isExactly(.float) { return object.floatValue }
        if object.isInt { return try intToDouble(object) }
        return object.isFloat ? object.floatValue : nil
    }

    private static func setFloatOperators(_ number: inout PyNumberMethods) {
        number.nb_add = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(left + right)
            }
        }
        number.nb_subtract = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(left - right)
            }
        }
        number.nb_multiply = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(left * right)
            }
        }
        number.nb_true_divide = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(interpreter.floatDivide(left, right))
            }
        }
        number.nb_floor_divide = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(interpreter.floatFloorDivide(left, right))
            }
        }
        number.nb_remainder = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.makeFloat(interpreter.floatRemainder(left, right))
            }
        }
        number.nb_divmod = {
            floatOperation($0, $1) { interpreter, left, right throws(Raised) in
                if right == 0 { throw interpreter.raise(.zeroDivisionError, "float divmod()") }
                let division = Interpreter.floorDivision(left, right)
                let quotient = try interpreter.makeFloat(division.quotient)
                return try interpreter.makePair(
                    quotient, interpreter.makeFloat(division.remainder))
            }
        }
        number.nb_power = { left, right, modulus in
            guard Ref(modulus).isNone else {
                _ = Ref(left).interpreter.raise(
                    .typeError,
                    "pow() 3rd argument not allowed unless all arguments are integers")
                return nil
            }
            return floatOperation(left, right) { interpreter, left, right throws(Raised) in
                if Interpreter.isComplexPower(left, right) {
                    let power = try interpreter.complexPower(
                        Complex(left, 0), Complex(right, 0))
                    return try interpreter.makeComplex(power)
                }
                return try interpreter.makeFloat(interpreter.floatPower(left, right))
            }
        }
    }

    private static func setFloatConversions(_ number: inout PyNumberMethods) {
        number.nb_negative = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeFloat(-object.floatValue)
            }
        }
        number.nb_absolute = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeFloat(object.floatValue.magnitude)
            }
        }
        let exact: UnarySlot = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.exactFloat(object)
            }
        }
        number.nb_positive = exact
        number.nb_float = exact
        number.nb_bool = { Ref($0).floatValue != 0 ? 1 : 0 }
        number.nb_int = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeInt(truncating: object.floatValue)
            }
        }
    }

    /// The float itself if its type is float, else a float of its value.
    func exactFloat(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.float) { return object.owned() }
        return try makeFloat(object.floatValue)
    }

    /// The hash by value, or by address for NaN.
    func floatHash(_ object: Ref) -> Int {
        let value = object.floatValue
        return value.isNaN ? addressHash(object) : NumberHash.hash(value)
    }

    /// `left op right` for a float on the left; exact against ints of any size.
    func floatCompare(_ left: Ref, _ right: Ref, _ op: Int32) -> RawObject? {
        let value = left.floatValue
        if right.isFloat {
            return comparisonOfDoubles(op, value, right.floatValue)
        }
        guard right.isInt else { return notImplemented.owned().take() }
        if value.isNaN { return bool(op == Comparison.notEqual.rawValue).take() }
        return comparisonResult(self, op, -intCompare(right, value))
    }

    @inline(__always)
    func comparisonOfDoubles(_ op: Int32, _ left: Double, _ right: Double) -> RawObject {
        let isTrue =
            switch op {
            case 0: left < right
            case 1: left <= right
            case 2: left == right
            case 3: left != right
            case 4: left > right
            default: left >= right
            }
        return bool(isTrue).take()
    }

    /// The int towards zero of a finite double, exactly (`PyLong_FromDouble`).
    public func makeInt(truncating value: Double) throws(Raised) -> Owned {
        if value.isInfinite {
            throw raise(.overflowError, "cannot convert float infinity to integer")
        }
        if value.isNaN { throw raise(.valueError, "cannot convert float NaN to integer") }
        if let small = Int(exactly: value.rounded(.towardZero)) { return try makeInt(small) }
        // At least 2⁶³ in magnitude: the significand, shifted up.
        let significand = Int(value.significandBitPattern | 1 << 52)
        let magnitude = try makeInt(value < 0 ? -significand : significand)
        let shift = try makeInt(Int(value.exponent) - 52)
        return try intShiftLeft(magnitude.ref, shift.ref)
    }
}

/// The result of an operator when both operands are floats or ints, else `NotImplemented`.
@inline(__always)
private func floatOperation(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Double, Double) throws(Raised) -> Owned
) -> RawObject? {
    let interpreter = Interpreter(containing: left)
    return slotResult { () throws(Raised) in
        guard let first = try interpreter.floatOperand(Ref(left)),
            let second = try interpreter.floatOperand(Ref(right))
        else { return interpreter.notImplemented.owned() }
        return try body(interpreter, first, second)
    }
}
