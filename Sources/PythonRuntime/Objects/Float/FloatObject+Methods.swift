import Glibc

/// The methods and attributes of `float`.
extension Interpreter {
    static func floatMethods() -> [MethodSpec] {
        let exact: NativeFunction = { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try interpreter.exactFloat(object)
            }
        }
        return [
            MethodSpec("conjugate", .noArguments, exact),
            MethodSpec("__trunc__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(truncating: object.floatValue)
                }
            },
            MethodSpec("__floor__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(truncating: floor(object.floatValue))
                }
            },
            MethodSpec("__ceil__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(truncating: ceil(object.floatValue))
                }
            },
            MethodSpec("__round__", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.checkArguments("__round__", count, 0, 1)
                    return try interpreter.floatRound(
                        object.floatValue,
                        count == 0 ? nil : interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("as_integer_ratio", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.floatRatio(object.floatValue)
                }
            },
            MethodSpec("fromhex", [.oneArgument, .classMethod]) { type, arguments, _, _ in
                withSelf(type) { interpreter, type throws(Raised) in
                    let text = interpreter.argument(arguments, 0)
                    if text.isStr { try interpreter.keptUTF8(text) }
                    return try interpreter.floatFromHex(type, text)
                }
            },
            MethodSpec("hex", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeASCIIString(FloatHex.text(object.floatValue))
                }
            },
            MethodSpec("is_integer", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let value = object.floatValue
                    return interpreter.bool(value.isFinite && floor(value) == value)
                }
            },
            MethodSpec("__getnewargs__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let copy = try interpreter.makeFloat(object.floatValue)
                    return try interpreter.makeTuple([copy.ref])
                }
            },
            MethodSpec("__getformat__", [.oneArgument, .classMethod]) { type, arguments, _, _ in
                withSelf(type) { interpreter, type throws(Raised) in
                    try interpreter.floatStorageFormat(interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("__format__", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.formatFloat(object, interpreter.argument(arguments, 0))
                }
            },
        ]
    }

    static func floatGetSets() -> [GetSetSpec] {
        [
            GetSetSpec("real") { object, _ in
                withObject(object) { interpreter, object throws(Raised) in
                    try interpreter.exactFloat(object)
                }
            },
            GetSetSpec("imag") { object, _ in
                withObject(object) { interpreter, _ throws(Raised) in
                    try interpreter.makeFloat(0)
                }
            },
        ]
    }

    /// `round(value)`, an int, or `round(value, digits)`, a float.
    private func floatRound(_ value: Double, _ digits: Ref?) throws(Raised) -> Owned {
        guard let digits, !digits.isNone else {
            return try makeInt(truncating: value.rounded(.toNearestOrEven))
        }
        let places = try indexValue(digits, overflow: nil)
        if !value.isFinite || value == 0 { return try makeFloat(value) }
        // Beyond these no digit changes, and none is left.
        if places > 323 { return try makeFloat(value) }
        if places < -308 { return try makeFloat(0 * value) }
        let rounded = FloatText.rounded(value, toPlaces: places)
        guard rounded.isFinite else {
            throw raise(.overflowError, "rounded value too large to represent")
        }
        return try makeFloat(rounded)
    }

    /// Numerator and denominator in lowest terms.
    private func floatRatio(_ value: Double) throws(Raised) -> Owned {
        if value.isInfinite {
            throw raise(.overflowError, "cannot convert Infinity to integer ratio")
        }
        if value.isNaN { throw raise(.valueError, "cannot convert NaN to integer ratio") }
        if value == 0 {
            return try makePair(smallInt(0).owned(), smallInt(1).owned())
        }
        // value = significand · 2^exponent with an odd integer significand.
        var significand = value.significandBitPattern
        var exponent = Int(value.exponentBitPattern) - 1075
        if value.exponentBitPattern == 0 { exponent += 1 } else { significand |= 1 << 52 }
        let shift = significand.trailingZeroBitCount
        exponent += shift
        let odd = Int(significand >> UInt64(shift))
        let numerator = try makeInt(value < 0 ? -odd : odd)
        let amount = try makeInt(abs(exponent))
        if exponent >= 0 {
            let shifted = try intShiftLeft(numerator.ref, amount.ref)
            return try makePair(shifted, smallInt(1).owned())
        }
        let denominator = try intShiftLeft(smallInt(1), amount.ref)
        return try makePair(numerator, denominator)
    }

    private func floatStorageFormat(_ kind: Ref) throws(Raised) -> Owned {
        guard kind.isStr else {
            throw badArgument("__getformat__", "argument", "str", kind)
        }
        guard kind.isASCIIText("double") || kind.isASCIIText("float") else {
            throw raise(
                .valueError, "__getformat__() argument 1 must be 'double' or 'float'")
        }
        return try makeString("IEEE, little-endian")
    }

    private func floatFromHex(_ type: Ref, _ text: Ref) throws(Raised) -> Owned {
        guard text.isStr else {
            throw raise(.typeError, "bad argument type for built-in operation")
        }
        let value: Double
        do throws(FloatHex.Failure) {
            value = try FloatHex.parse(text.text)
        } catch {
            throw error == .tooLarge
                ? raise(
                    .overflowError, "hexadecimal value too large to represent as a float")
                : raise(.valueError, "invalid hexadecimal floating-point string")
        }
        let result = try makeFloat(value)
        if type.raw == RawObject(self.type(.float)) { return result }
        return try call(type, result.ref)
    }
}
