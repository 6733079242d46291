import Glibc
import PythonRuntime

/// The module `math` (`Modules/mathmodule.c`).
enum MathModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "math",
            functions: powers + trigonometry + classification + integers + sums + rounding)
        for (name, value) in [
            ("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", Double.infinity),
            ("nan", Double.nan),
        ] {
            let number = try interpreter.makeFloat(value)
            try interpreter.setModuleAttribute(module.ref, name, number.ref)
        }
        return module
    }

    /// A function of one number (`FUNC1`): a result that isn't finite from a finite argument is an error.
    static func function(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        overflows: Bool = false, _ body: (Double) -> Double
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            let value = try interpreter.doubleValue(argument)
            let result = body(value)
            if result.isNaN, !value.isNaN {
                throw interpreter.raise(.valueError, "math domain error")
            }
            if result.isInfinite, value.isFinite {
                throw overflows
                    ? interpreter.raise(.overflowError, "math range error")
                    : interpreter.raise(.valueError, "math domain error")
            }
            return try interpreter.makeFloat(result)
        }
    }

    /// A function of two numbers.
    static func function(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString, _ body: (Double, Double) -> Double
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, 2, 2)
            let first = try interpreter.doubleValue(arguments[0])
            let second = try interpreter.doubleValue(arguments[1])
            let result = body(first, second)
            if result.isNaN, !first.isNaN, !second.isNaN {
                throw interpreter.raise(.valueError, "math domain error")
            }
            if result.isInfinite, first.isFinite, second.isFinite {
                throw interpreter.raise(.overflowError, "math range error")
            }
            return try interpreter.makeFloat(result)
        }
    }

    static let powers: [NativeModuleFunction] = [
        NativeModuleFunction("sqrt", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { $0.squareRoot() }
        },
        NativeModuleFunction("cbrt", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.cbrt($0) }
        },
        NativeModuleFunction("exp", .oneArgument) { module, arguments, _, _ in
            function(module, arguments, overflows: true) { Glibc.exp($0) }
        },
        NativeModuleFunction("exp2", .oneArgument) { module, arguments, _, _ in
            function(module, arguments, overflows: true) { Glibc.exp2($0) }
        },
        NativeModuleFunction("expm1", .oneArgument) { module, arguments, _, _ in
            function(module, arguments, overflows: true) { Glibc.expm1($0) }
        },
        NativeModuleFunction("log1p", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.log1p($0) }
        },
        NativeModuleFunction("log", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count == 1 || arguments.count == 2 else {
                    throw interpreter.raise(.typeError, "math.log requires 1 to 2 arguments")
                }
                let value = try interpreter.logarithm(arguments[0]) { Glibc.log($0) }
                guard arguments.count == 2 else { return try interpreter.makeFloat(value) }
                let base = try interpreter.logarithm(arguments[1]) { Glibc.log($0) }
                let first = try interpreter.makeFloat(value)
                let second = try interpreter.makeFloat(base)
                return try interpreter.trueDivide(first.ref, second.ref)
            }
        },
        NativeModuleFunction("log2", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeFloat(
                    try interpreter.logarithm(argument) { Glibc.log2($0) })
            }
        },
        NativeModuleFunction("log10", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeFloat(
                    try interpreter.logarithm(argument) { Glibc.log10($0) })
            }
        },
        NativeModuleFunction("pow", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("pow", arguments.count, 2, 2)
                let base = try interpreter.doubleValue(arguments[0])
                let exponent = try interpreter.doubleValue(arguments[1])
                let result = Glibc.pow(base, exponent)
                if base.isFinite, exponent.isFinite {
                    if result.isNaN || result.isInfinite && base == 0 {
                        throw interpreter.raise(.valueError, "math domain error")
                    }
                    if result.isInfinite {
                        throw interpreter.raise(.overflowError, "math range error")
                    }
                }
                return try interpreter.makeFloat(result)
            }
        },
        NativeModuleFunction("ldexp", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("ldexp", arguments.count, 2, 2)
                let value = try interpreter.doubleValue(arguments[0])
                guard arguments[1].isInt else {
                    throw interpreter.raise(
                        .typeError, "Expected an int as second argument to ldexp.")
                }
                let exponent = try interpreter.indexValue(arguments[1], overflow: nil)
                if value == 0 || !value.isFinite { return try interpreter.makeFloat(value) }
                let result = Glibc.ldexp(
                    value, CInt(max(-100_000, min(100_000, exponent))))
                if result.isInfinite {
                    throw interpreter.raise(.overflowError, "math range error")
                }
                return try interpreter.makeFloat(result)
            }
        },
        NativeModuleFunction("frexp", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let value = try interpreter.doubleValue(argument)
                var exponent: CInt = 0
                let part =
                    value.isFinite && value != 0 ? Glibc.frexp(value, &exponent) : value
                return try interpreter.makePair(
                    try interpreter.makeFloat(part), try interpreter.makeInt(Int(exponent)))
            }
        },
        NativeModuleFunction("modf", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let value = try interpreter.doubleValue(argument)
                let whole = value.rounded(.towardZero)
                let fraction =
                    value.isInfinite
                    ? Double(signOf: value, magnitudeOf: 0)
                    : Double(signOf: value, magnitudeOf: value - whole)
                return try interpreter.makePair(
                    try interpreter.makeFloat(value.isNaN ? value : fraction),
                    try interpreter.makeFloat(whole))
            }
        },
    ]

    static let trigonometry: [NativeModuleFunction] = [
        NativeModuleFunction("sin", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.sin($0) }
        },
        NativeModuleFunction("cos", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.cos($0) }
        },
        NativeModuleFunction("tan", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.tan($0) }
        },
        NativeModuleFunction("asin", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.asin($0) }
        },
        NativeModuleFunction("acos", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.acos($0) }
        },
        NativeModuleFunction("atan", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.atan($0) }
        },
        NativeModuleFunction("sinh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments, overflows: true) { Glibc.sinh($0) }
        },
        NativeModuleFunction("cosh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments, overflows: true) { Glibc.cosh($0) }
        },
        NativeModuleFunction("tanh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.tanh($0) }
        },
        NativeModuleFunction("asinh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.asinh($0) }
        },
        NativeModuleFunction("acosh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.acosh($0) }
        },
        NativeModuleFunction("atanh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.atanh($0) }
        },
        NativeModuleFunction("erf", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.erf($0) }
        },
        NativeModuleFunction("erfc", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { Glibc.erfc($0) }
        },
        NativeModuleFunction("gamma", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let value = try interpreter.doubleValue(argument)
                if value == 0 || value == -.infinity
                    || value < 0 && value.isFinite && value == value.rounded(.down)
                {
                    throw interpreter.raise(.valueError, "math domain error")
                }
                let result = MathGamma.gamma(value)
                if result.isInfinite, value.isFinite {
                    throw interpreter.raise(.overflowError, "math range error")
                }
                return try interpreter.makeFloat(result)
            }
        },
        NativeModuleFunction("lgamma", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let value = try interpreter.doubleValue(argument)
                if value.isFinite, value <= 0, value == value.rounded(.down) {
                    throw interpreter.raise(.valueError, "math domain error")
                }
                let result = MathGamma.logGamma(value)
                if result.isInfinite, value.isFinite {
                    throw interpreter.raise(.overflowError, "math range error")
                }
                return try interpreter.makeFloat(result)
            }
        },
        NativeModuleFunction("degrees", .oneArgument) { module, arguments, _, _ in
            plain(module, arguments) { $0 * (180 / Double.pi) }
        },
        NativeModuleFunction("radians", .oneArgument) { module, arguments, _, _ in
            plain(module, arguments) { $0 * (Double.pi / 180) }
        },
        NativeModuleFunction("fabs", .oneArgument) { module, arguments, _, _ in
            plain(module, arguments) { Swift.abs($0) }
        },
        NativeModuleFunction("ulp", .oneArgument) { module, arguments, _, _ in
            plain(module, arguments) { value in
                if value.isNaN { return value }
                if value.isInfinite { return .infinity }
                return Swift.abs(value).ulp
            }
        },
        NativeModuleFunction("atan2", .fast) { module, arguments, count, _ in
            function(module, arguments, count, "atan2") { Glibc.atan2($0, $1) }
        },
        NativeModuleFunction("fmod", .fast) { module, arguments, count, _ in
            function(module, arguments, count, "fmod") { first, second in
                second.isInfinite && first.isFinite ? first : Glibc.fmod(first, second)
            }
        },
        NativeModuleFunction("remainder", .fast) { module, arguments, count, _ in
            function(module, arguments, count, "remainder") { Glibc.remainder($0, $1) }
        },
        NativeModuleFunction("copysign", .fast) { module, arguments, count, _ in
            function(module, arguments, count, "copysign") {
                Double(signOf: $1, magnitudeOf: $0)
            }
        },
        NativeModuleFunction("nextafter", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("nextafter", arguments.count, 2, 2)
                return try interpreter.makeFloat(
                    Glibc.nextafter(
                        try interpreter.doubleValue(arguments[0]),
                        try interpreter.doubleValue(arguments[1])))
            }
        },
    ]

    /// A function that never fails.
    private static func plain(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (Double) -> Double
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            try interpreter.makeFloat(body(try interpreter.doubleValue(argument)))
        }
    }

    static let classification: [NativeModuleFunction] = [
        NativeModuleFunction("isnan", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.isNaN }
        },
        NativeModuleFunction("isinf", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.isInfinite }
        },
        NativeModuleFunction("isfinite", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.isFinite }
        },
        NativeModuleFunction("isclose", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "isclose", names: ["a", "b", "rel_tol", "abs_tol"], required: 2,
                        maximumPositional: 2), arguments)
                return interpreter.bool(try interpreter.isClose(values))
            }
        },
    ]

    private static func question(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (Double) -> Bool
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            interpreter.bool(body(try interpreter.doubleValue(argument)))
        }
    }
}

extension Interpreter {
    /// A number as a double (`PyFloat_AsDouble`).
    func doubleValue(_ object: Ref) throws(Raised) -> Double {
        if object.isExactly(.float) { return object.floatValue }
        if object.isExactly(.int) { return try intToDouble(object) }
        if isSubtype(object.type, type(BuiltinType.float)) { return object.floatValue }
        if let slot = object.type.pointee.tp_as_number?.pointee.nb_float {
            let result = try checked(slot(object.raw))
            guard isSubtype(result.ref.type, type(BuiltinType.float)) else {
                throw raise(
                    .typeError,
                    "\(typeName(object.type, limit: 50)).__float__ returned non-float (type \(typeName(result.ref.type, limit: 50)))"
                )
            }
            return result.ref.floatValue
        }
        guard isIndexLike(object) else {
            throw raise(.typeError, "must be real number, not \(typeName(object.type, limit: 50))")
        }
        let number = try index(object)
        return try intToDouble(number.ref)
    }

    /// A logarithm; of ints too big for a double by their bits.
    fileprivate func logarithm(
        _ object: Ref, _ function: (Double) -> Double
    ) throws(Raised) -> Double {
        if object.isInt {
            if object.fields(PyLongObject.self).pointee.ob_size <= 0 {
                throw raise(.valueError, "math domain error")
            }
            do throws(Raised) {
                return function(try intToDouble(object))
            } catch {
                guard currentExceptionIs(.overflowError) else { throw error }
                clearException()
            }
            let bits = try bitLength(object)
            let shift = try makeInt(bits - 64)
            let top = try intShiftRight(object, shift.ref)
            let mantissa = try intToDouble(top.ref) / 0x1p64
            return function(mantissa) + function(2) * Double(bits)
        }
        let value = try doubleValue(object)
        if value.isNaN || value == .infinity { return value }
        if value <= 0 { throw raise(.valueError, "math domain error") }
        return function(value)
    }

    func bitLength(_ object: Ref) throws(Raised) -> Int {
        let size = abs(object.fields(PyLongObject.self).pointee.ob_size)
        if size == 0 { return 0 }
        let top = object.raw.load(fromByteOffset: 24 + 4 * (size - 1), as: UInt32.self)
        return (size - 1) * 30 + (32 - top.leadingZeroBitCount)
    }

    fileprivate func isClose(_ values: [Ref?]) throws(Raised) -> Bool {
        let first = try doubleValue(values[0] ?? none)
        let second = try doubleValue(values[1] ?? none)
        let relative = try values[2].map { value throws(Raised) in try doubleValue(value) } ?? 1e-9
        let absolute = try values[3].map { value throws(Raised) in try doubleValue(value) } ?? 0
        if relative < 0 || absolute < 0 {
            throw raise(.valueError, "tolerances must be non-negative")
        }
        if first == second { return true }
        if first.isInfinite || second.isInfinite { return false }
        let difference = abs(second - first)
        return difference <= abs(relative * second) || difference <= abs(relative * first)
            || difference <= absolute
    }
}
