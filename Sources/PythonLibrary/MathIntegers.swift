import Glibc
import PythonRuntime

/// The functions of `math` on integers, sums and rounding.
extension MathModule {
    static let integers: [NativeModuleFunction] = [
        NativeModuleFunction("gcd", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                var total = try interpreter.makeInt(0)
                for index in 0..<arguments.count {
                    let number = try interpreter.index(arguments[index])
                    total = try interpreter.intGreatestCommonDivisor(total.ref, number.ref)
                }
                return total
            }
        },
        NativeModuleFunction("lcm", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                var total = try interpreter.makeInt(1)
                for index in 0..<arguments.count {
                    let number = try interpreter.index(arguments[index])
                    let divisor = try interpreter.intGreatestCommonDivisor(
                        total.ref, number.ref)
                    if try !interpreter.isTrue(divisor.ref) { return try interpreter.makeInt(0) }
                    let quotient = try interpreter.floorDivide(total.ref, divisor.ref)
                    let product = try interpreter.multiply(quotient.ref, number.ref)
                    total = try interpreter.absolute(product.ref)
                }
                return total
            }
        },
        NativeModuleFunction("factorial", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let number = try interpreter.index(argument)
                let value = try interpreter.indexValue(number.ref, overflow: nil)
                if value < 0 {
                    throw interpreter.raise(
                        .valueError, "factorial() not defined for negative values")
                }
                if value > 1 << 24 {
                    throw interpreter.raise(
                        .overflowError, "factorial() argument should not exceed 16777216")
                }
                return try interpreter.product(from: 1, through: value)
            }
        },
        NativeModuleFunction("isqrt", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.integerSquareRoot(try interpreter.index(argument))
            }
        },
        NativeModuleFunction("comb", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("comb", arguments.count, 2, 2)
                return try interpreter.choices(arguments[0], arguments[1], ordered: false)
            }
        },
        NativeModuleFunction("perm", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("perm", arguments.count, 1, 2)
                let second = arguments[optional: 1].flatMap { $0.isNone ? nil : $0 }
                return try interpreter.choices(
                    arguments[0], second ?? arguments[0], ordered: true)
            }
        },
    ]

    static let rounding: [NativeModuleFunction] = [
        NativeModuleFunction("ceil", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.rounded(argument, .__ceil__) { $0.rounded(.up) }
            }
        },
        NativeModuleFunction("floor", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.rounded(argument, .__floor__) { $0.rounded(.down) }
            }
        },
        NativeModuleFunction("trunc", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                guard
                    let raw = try interpreter.specialMethod(
                        argument, interpreter.name(.__trunc__))
                else {
                    throw interpreter.raise(
                        .typeError,
                        "type \(interpreter.typeName(argument.type, limit: 100)) doesn't define __trunc__ method"
                    )
                }
                let method = Owned(stealing: raw)
                return try interpreter.call(method.ref)
            }
        },
    ]

    static let sums: [NativeModuleFunction] = [
        NativeModuleFunction("fsum", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeFloat(try interpreter.exactSum(argument))
            }
        },
        NativeModuleFunction("prod", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "prod", names: ["", "start"], positionalOnly: 1, required: 1,
                        maximumPositional: 1), arguments)
                var total = (values[1] ?? interpreter.smallInt(1)).owned()
                let iterator = try interpreter.iterator(over: values[0] ?? interpreter.none)
                while let raw = try interpreter.next(iterator.ref) {
                    let item = Owned(stealing: raw)
                    total = try interpreter.multiply(total.ref, item.ref)
                }
                return total
            }
        },
        NativeModuleFunction("hypot", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                var values: [Double] = []
                for index in 0..<arguments.count {
                    values.append(abs(try interpreter.doubleValue(arguments[index])))
                }
                return try interpreter.makeFloat(VectorLength.length(values))
            }
        },
        NativeModuleFunction("dist", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dist", arguments.count, 2, 2)
                let first = try interpreter.tupleFromIterable(arguments[0])
                let second = try interpreter.tupleFromIterable(arguments[1])
                guard first.ref.itemCount == second.ref.itemCount else {
                    throw interpreter.raise(
                        .valueError, "both points must have the same number of dimensions")
                }
                var values: [Double] = []
                for index in 0..<first.ref.itemCount {
                    let start = try interpreter.doubleValue(first.ref.tupleItem(index))
                    let end = try interpreter.doubleValue(second.ref.tupleItem(index))
                    values.append(abs(start - end))
                }
                return try interpreter.makeFloat(VectorLength.length(values))
            }
        },
    ]
}

/// The length of a vector, correctly rounded in nearly all cases: squares are summed with their errors.
enum VectorLength {
    static func length(_ values: [Double]) -> Double {
        if values.contains(where: { $0.isInfinite }) { return .infinity }
        if values.contains(where: { $0.isNaN }) { return .nan }
        guard let largest = values.max(), largest > 0 else { return 0 }
        if values.count == 1 { return largest }
        // By a power of two, so that scaling is exact and no square overflows.
        let exponent = largest.exponent
        guard largest.isNormal else {
            return length(values.map { $0 * 0x1p600 }) * 0x1p-600
        }
        let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
        var (sum, rest) = (0.0, 0.0)
        for value in values {
            let scaled = value * scale
            let square = scaled * scaled
            // What rounding the square lost, and then what rounding the sum lost.
            rest += (-square).addingProduct(scaled, scaled)
            let next = sum + square
            rest += sum >= square ? (sum - next) + square : (square - next) + sum
            sum = next
        }
        var root = (sum + rest).squareRoot()
        let square = root * root
        let error = (-square).addingProduct(root, root)
        root += (sum - square - error + rest) / (2 * root)
        return root / scale
    }
}

extension Interpreter {
    /// The product of a range of ints, halved so that the factors stay alike in size.
    fileprivate func product(from low: Int, through high: Int) throws(Raised) -> Owned {
        if low > high { return try makeInt(1) }
        if high - low < 4 {
            var total = try makeInt(low)
            var factor = low + 1
            while factor <= high {
                let next = try makeInt(factor)
                total = try intMultiply(total.ref, next.ref)
                factor += 1
            }
            return total
        }
        let middle = low + (high - low) / 2
        let first = try product(from: low, through: middle)
        let second = try product(from: middle + 1, through: high)
        return try intMultiply(first.ref, second.ref)
    }

    fileprivate func choices(_ total: Ref, _ chosen: Ref, ordered: Bool) throws(Raised) -> Owned {
        let count = try index(total)
        let part = try index(chosen)
        for (number, name) in [(count.ref, "n"), (part.ref, "k")]
        where number.fields(PyLongObject.self).pointee.ob_size < 0 {
            throw raise(.valueError, "\(name) must be a non-negative integer")
        }
        if intCompare(part.ref, count.ref) > 0 { return try makeInt(0) }
        var steps = try indexValue(part.ref, overflow: nil)
        if !ordered {
            let other = try intSubtract(count.ref, part.ref)
            steps = min(steps, try indexValue(other.ref, overflow: nil))
        }
        if steps > 1 << 32 {
            throw raise(.overflowError, "min(n - k, k) must not exceed 4294967295")
        }
        if ordered, let value = count.ref.intValue {
            return try product(from: value - steps + 1, through: value)
        }
        var result = try makeInt(1)
        for step in 0..<steps {
            let offset = try makeInt(step)
            let factor = try intSubtract(count.ref, offset.ref)
            result = try intMultiply(result.ref, factor.ref)
            if ordered { continue }
            let divisor = try makeInt(step + 1)
            result = try intFloorDivide(result.ref, divisor.ref)
        }
        return result
    }

    /// By Newton's method from above.
    fileprivate func integerSquareRoot(_ number: consuming Owned) throws(Raised) -> Owned {
        let value = number
        if value.ref.fields(PyLongObject.self).pointee.ob_size < 0 {
            throw raise(.valueError, "isqrt() argument must be nonnegative")
        }
        let bits = try bitLength(value.ref)
        if bits == 0 { return try makeInt(0) }
        let shift = try makeInt((bits + 1) / 2)
        let one = try makeInt(1)
        var root = try intShiftLeft(one.ref, shift.ref)
        while true {
            let quotient = try intFloorDivide(value.ref, root.ref)
            let sum = try intAdd(root.ref, quotient.ref)
            let next = try intShiftRight(sum.ref, one.ref)
            if intCompare(next.ref, root.ref) >= 0 { return root }
            root = next
        }
    }

    fileprivate func rounded(
        _ argument: Ref, _ method: WellKnownName, _ body: (Double) -> Double
    ) throws(Raised) -> Owned {
        if !argument.isExactly(.float), let raw = try specialMethod(argument, name(method)) {
            let method = Owned(stealing: raw)
            return try call(method.ref)
        }
        let result = try makeFloat(body(try doubleValue(argument)))
        return try numberToInt(result.ref)
    }

    /// The sum of doubles, rounded once (Shewchuk's partial sums).
    fileprivate func exactSum(_ iterable: Ref) throws(Raised) -> Double {
        var partials: [Double] = []
        var special = 0.0
        var infinities = 0.0
        let iterator = try self.iterator(over: iterable)
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            var value = try doubleValue(item.ref)
            guard value.isFinite else {
                if value.isInfinite { infinities += value }
                special += value
                continue
            }
            var kept: [Double] = []
            for partial in partials {
                var (large, small) = (value, partial)
                if abs(large) < abs(small) { swap(&large, &small) }
                let high = large + small
                let low = small - (high - large)
                if low != 0 { kept.append(low) }
                value = high
            }
            if !value.isFinite {
                throw raise(.overflowError, "intermediate overflow in fsum")
            }
            partials = kept + [value]
        }
        if special != 0 || special.isNaN {
            if infinities.isNaN { throw raise(.valueError, "-inf + inf in fsum") }
            return special
        }
        return Self.collapse(partials)
    }

    /// Partial sums that don't overlap, smallest first, as one double: half-way cases look at the next.
    private static func collapse(_ partials: [Double]) -> Double {
        guard var high = partials.last else { return 0 }
        var low = 0.0
        var index = partials.count - 1
        while index > 0 {
            let before = high
            index -= 1
            let small = partials[index]
            high = before + small
            low = small - (high - before)
            if low != 0 { break }
        }
        if index > 0, low < 0 && partials[index - 1] < 0 || low > 0 && partials[index - 1] > 0 {
            let doubled = low * 2
            let moved = high + doubled
            if doubled == moved - high { high = moved }
        }
        return high
    }
}
