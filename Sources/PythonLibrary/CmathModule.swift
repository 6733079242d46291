import PythonRuntime

/// The module `cmath` (`Modules/cmathmodule.c`).
enum CmathModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "cmath", functions: elementary + logarithms + questions)
        for (name, value) in [
            ("pi", Double.pi), ("e", 2.718281828459045), ("tau", 2 * Double.pi),
            ("inf", Double.infinity), ("nan", Double.nan),
        ] {
            let number = try interpreter.makeFloat(value)
            try interpreter.setModuleAttribute(module.ref, name, number.ref)
        }
        for (name, value) in [("infj", Double.infinity), ("nanj", Double.nan)] {
            let number = try interpreter.makeComplex(real: 0, imaginary: value)
            try interpreter.setModuleAttribute(module.ref, name, number.ref)
        }
        return module
    }

    /// A function of one complex number.
    private static func function(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (ComplexValue) throws(ComplexValue.Failure) -> ComplexValue
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            let value = try interpreter.complexArgument(argument)
            return try interpreter.complexResult { () throws(ComplexValue.Failure) in
                try body(value)
            }
        }
    }

    private static let elementary: [NativeModuleFunction] = [
        NativeModuleFunction("acos", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseCosine()
            }
        },
        NativeModuleFunction("acosh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseHyperbolicCosine()
            }
        },
        NativeModuleFunction("asin", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseSine()
            }
        },
        NativeModuleFunction("asinh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseHyperbolicSine()
            }
        },
        NativeModuleFunction("atan", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseTangent()
            }
        },
        NativeModuleFunction("atanh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.inverseHyperbolicTangent()
            }
        },
        NativeModuleFunction("cos", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.cosine()
            }
        },
        NativeModuleFunction("cosh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.hyperbolicCosine()
            }
        },
        NativeModuleFunction("exp", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.exponential()
            }
        },
        NativeModuleFunction("sin", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.sine()
            }
        },
        NativeModuleFunction("sinh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.hyperbolicSine()
            }
        },
        NativeModuleFunction("sqrt", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.squareRoot()
            }
        },
        NativeModuleFunction("tan", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.tangent()
            }
        },
        NativeModuleFunction("tanh", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                try value.hyperbolicTangent()
            }
        },
    ]

    private static let logarithms: [NativeModuleFunction] = [
        NativeModuleFunction("log", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("log", arguments.count, 1, 2)
                let value = try interpreter.complexArgument(arguments[0])
                let base = try arguments[optional: 1].map { base throws(Raised) in
                    try interpreter.complexArgument(base)
                }
                let result = try interpreter.complexResult { () throws(ComplexValue.Failure) in
                    try value.logarithm()
                }
                guard let base else { return result }
                let divisor = try interpreter.complexResult { () throws(ComplexValue.Failure) in
                    try base.logarithm()
                }
                let divisorValue = try interpreter.complexArgument(divisor.ref)
                if divisorValue.real == 0, divisorValue.imaginary == 0 {
                    throw interpreter.raise(.valueError, "math domain error")
                }
                return try interpreter.trueDivide(result.ref, divisor.ref)
            }
        },
        NativeModuleFunction("log10", .oneArgument) { module, arguments, _, _ in
            function(module, arguments) { value throws(ComplexValue.Failure) in
                let result = try value.logarithm()
                let ln10 = 2.302585092994045684
                return ComplexValue(result.real / ln10, result.imaginary / ln10)
            }
        },
        NativeModuleFunction("phase", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeFloat(try interpreter.complexArgument(argument).phase)
            }
        },
        NativeModuleFunction("polar", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let value = try interpreter.complexArgument(argument)
                let pair = try interpreter.complexResult { () throws(ComplexValue.Failure) in
                    ComplexValue(try value.absolute(), value.phase)
                }
                let parts = try interpreter.complexArgument(pair.ref)
                return try interpreter.makePair(
                    try interpreter.makeFloat(parts.real),
                    try interpreter.makeFloat(parts.imaginary))
            }
        },
        NativeModuleFunction("rect", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("rect", arguments.count, 2, 2)
                let radius = try interpreter.doubleValue(arguments[0])
                let phase = try interpreter.doubleValue(arguments[1])
                return try interpreter.complexResult { () throws(ComplexValue.Failure) in
                    try ComplexValue.polar(radius, phase)
                }
            }
        },
    ]

    private static let questions: [NativeModuleFunction] = [
        NativeModuleFunction("isfinite", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.isFinite }
        },
        NativeModuleFunction("isinf", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.real.isInfinite || $0.imaginary.isInfinite }
        },
        NativeModuleFunction("isnan", .oneArgument) { module, arguments, _, _ in
            question(module, arguments) { $0.real.isNaN || $0.imaginary.isNaN }
        },
        NativeModuleFunction("isclose", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "isclose", names: ["a", "b", "rel_tol", "abs_tol"], required: 2,
                        maximumPositional: 2), arguments)
                return interpreter.bool(try interpreter.areComplexClose(values))
            }
        },
    ]

    private static func question(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (ComplexValue) -> Bool
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            interpreter.bool(body(try interpreter.complexArgument(argument)))
        }
    }
}

extension Interpreter {
    /// A number as a complex one, by `__complex__` if it has that (`PyComplex_AsCComplex`).
    fileprivate func complexArgument(_ object: Ref) throws(Raised) -> ComplexValue {
        if isInstance(object, BuiltinType.complex) { return complexValue(object) }
        let name = try intern("__complex__")
        guard let raw = try specialMethod(object, name.ref) else {
            return ComplexValue(try doubleValue(object), 0)
        }
        let method = Owned(stealing: raw)
        let result = try call(method.ref)
        guard isInstance(result.ref, BuiltinType.complex) else {
            throw raise(
                .typeError,
                "\(typeName(object.type)).__complex__() returned non-complex (type \(typeName(result.ref.type)))"
            )
        }
        return complexValue(result.ref)
    }

    private func complexValue(_ object: Ref) -> ComplexValue {
        let fields = object.fields(PyComplexObject.self).pointee
        return ComplexValue(fields.real, fields.imag)
    }

    /// The object of a result, or CPython's errors for one that there isn't.
    fileprivate func complexResult(
        _ body: () throws(ComplexValue.Failure) -> ComplexValue
    ) throws(Raised) -> Owned {
        let value: ComplexValue
        do throws(ComplexValue.Failure) {
            value = try body()
        } catch {
            switch error {
            case .domain: throw raise(.valueError, "math domain error")
            case .range: throw raise(.overflowError, "math range error")
            }
        }
        return try makeComplex(real: value.real, imaginary: value.imaginary)
    }

    /// `isclose(a, b, *, rel_tol, abs_tol)`.
    fileprivate func areComplexClose(_ values: [Ref?]) throws(Raised) -> Bool {
        let one = try complexArgument(values[0] ?? none)
        let other = try complexArgument(values[1] ?? none)
        let relative = try values[2].map { value throws(Raised) in try doubleValue(value) }
        let absolute = try values[3].map { value throws(Raised) in try doubleValue(value) }
        if (relative ?? 0) < 0 || (absolute ?? 0) < 0 {
            throw raise(.valueError, "tolerances must be non-negative")
        }
        if one.real == other.real, one.imaginary == other.imaginary { return true }
        if hasInfinity(one) || hasInfinity(other) { return false }
        let difference = size(
            ComplexValue(one.real - other.real, one.imaginary - other.imaginary))
        let scale = relative ?? 1e-9
        return difference <= scale * size(other) || difference <= scale * size(one)
            || difference <= absolute ?? 0
    }

    private func hasInfinity(_ value: ComplexValue) -> Bool {
        value.real.isInfinite || value.imaginary.isInfinite
    }

    private func size(_ value: ComplexValue) -> Double {
        do throws(ComplexValue.Failure) { return try value.absolute() } catch { return .infinity }
    }
}
