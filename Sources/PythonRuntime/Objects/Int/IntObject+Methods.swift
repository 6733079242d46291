/// The methods and attributes of `int`, which `bool` inherits.
extension Interpreter {
    static func intMethods() -> [MethodSpec] {
        let exact: NativeFunction = { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try interpreter.exactInt(object)
            }
        }
        return [
            MethodSpec("conjugate", .noArguments, exact),
            MethodSpec("bit_length", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(
                        IntMagnitude.bitLength(object.intDigits, abs(object.intSize)))
                }
            },
            MethodSpec("bit_count", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(object.intBitCount)
                }
            },
            MethodSpec("to_bytes", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.intToBytes(object, arguments, count, names)
                }
            },
            MethodSpec("from_bytes", [.fast, .keywords, .classMethod]) {
                type, arguments, count, names in
                withSelf(type) { interpreter, type throws(Raised) in
                    try interpreter.intFromBytes(type, arguments, count, names)
                }
            },
            MethodSpec("as_integer_ratio", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let numerator = try interpreter.exactInt(object)
                    return try interpreter.makePair(numerator, interpreter.smallInt(1).owned())
                }
            },
            MethodSpec("__trunc__", .noArguments, exact),
            MethodSpec("__floor__", .noArguments, exact),
            MethodSpec("__ceil__", .noArguments, exact),
            MethodSpec("__round__", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.checkArguments("__round__", count, 0, 1)
                    if count == 0 { return try interpreter.exactInt(object) }
                    return try interpreter.intRound(
                        object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("__getnewargs__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let copy = try interpreter.copyInt(object)
                    return try interpreter.makeTuple([copy.ref])
                }
            },
            MethodSpec("__format__", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.formatInt(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(24 + 4 * max(abs(object.intSize), 1))
                }
            },
        ]
    }

    static func intGetSets() -> [GetSetSpec] {
        let exact: GetterSlot = { object, _ in
            withObject(object) { interpreter, object throws(Raised) in
                try interpreter.exactInt(object)
            }
        }
        return [
            GetSetSpec("real", exact),
            GetSetSpec("imag", { object, _ in Ref(object).interpreter.smallInt(0).owned().take() }),
            GetSetSpec("numerator", exact),
            GetSetSpec(
                "denominator", { object, _ in Ref(object).interpreter.smallInt(1).owned().take() }),
        ]
    }

    /// `round(object, digits)`: to a multiple of a power of ten, halves to the even multiple.
    private func intRound(_ object: Ref, _ digits: Ref) throws(Raised) -> Owned {
        let places = try index(digits)
        if places.ref.intSize >= 0 { return try exactInt(object) }
        let exponent = try intNegative(places.ref)
        let unit = try intPower(smallInt(10), exponent.ref)
        let rest = try nearestRemainder(object, unit.ref)
        return try intSubtract(object, rest.ref)
    }

    /// The remainder of the division rounded to the nearest, ties to the even quotient (`_PyLong_DivmodNear`).
    private func nearestRemainder(_ object: Ref, _ unit: Ref) throws(Raised) -> Owned {
        let division = try intDivmod(object, unit)
        let quotient = Owned(stealing: division.quotient)
        let rest = Owned(stealing: division.remainder)
        let twice = try intAdd(rest.ref, rest.ref)
        let order = intCompare(twice.ref, unit)
        let isOdd = quotient.ref.intSize != 0 && quotient.ref.intDigits[0] & 1 != 0
        if order > 0 || (order == 0 && isOdd) { return try intSubtract(rest.ref, unit) }
        return rest
    }
}

extension Ref {
    /// The number of one bits of an int's magnitude.
    var intBitCount: Int {
        var total = 0
        for index in 0..<abs(intSize) { total += intDigits[index].nonzeroBitCount }
        return total
    }
}
