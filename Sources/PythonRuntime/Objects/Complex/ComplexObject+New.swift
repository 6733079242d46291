/// `complex(…)` and the methods of complex numbers.
extension Interpreter {
    private static let complexParameters = Parameters("complex", ["real", "imag"])

    func newComplex(_ type: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Self.complexParameters, tuple: arguments, keywords: keywords)
        let isExact = type.raw == RawObject(self.type(.complex))
        if isExact, parsed[1] == nil, let real = parsed[0], real.isExactly(.complex) {
            return real.owned()
        }
        let value = try complexFromArguments(parsed[0], parsed[1])
        if isExact { return try makeComplex(value) }
        let pointer = type.fields(PyTypeObject.self)
        guard let allocate = pointer.pointee.tp_alloc else { throw raiseMemoryError() }
        let result = try checked(allocate(type.raw, 0))
        let fields = result.ref.fields(PyComplexObject.self)
        fields.pointee.real = value.real
        fields.pointee.imag = value.imaginary
        return result
    }

    private func complexFromArguments(_ real: Ref?, _ imaginary: Ref?) throws(Raised) -> Complex {
        if let real, real.isStr {
            if imaginary != nil {
                throw raise(
                    .typeError, "complex() can't take second arg if first is a string")
            }
            let ascii = real.characters.decimalASCII
            guard let value = ComplexParser.parse(ascii) else {
                if ascii.contains(95), !hasGoodUnderscores(ascii) {
                    let shown = try repr(real)
                    throw raise(
                        .valueError, "could not convert string to complex: \(shown.ref.text)")
                }
                throw raise(.valueError, "complex() arg is a malformed string")
            }
            return value
        }
        if let imaginary, imaginary.isStr {
            throw raise(.typeError, "complex() second arg can't be a string")
        }
        let first =
            try real.map { (object) throws(Raised) in
                if let value = try complexByMethod(object) { return value }
                return try complexPart(
                    object, "complex() first argument must be a string or a number, not ")
            } ?? Complex(0, 0)
        guard let imaginary else { return first }
        let second = try complexPart(
            imaginary, "complex() second argument must be a number, not ")
        // Parts that are no complex numbers leave zeros' signs alone.
        var value = Complex(first.real, second.real)
        if imaginary.isComplex { value.real -= second.imaginary }
        if let real, givesComplex(real) { value.imaginary += first.imaginary }
        return value
    }

    /// Whether every underscore is between two digits.
    private func hasGoodUnderscores(_ text: [UInt8]) -> Bool {
        func isDigit(_ index: Int) -> Bool {
            text.indices.contains(index) && text[index] >= 48 && text[index] <= 57
        }
        return text.indices.allSatisfy { index in
            text[index] != 95 || (isDigit(index - 1) && isDigit(index + 1))
        }
    }

    private func givesComplex(_ object: Ref) -> Bool {
        object.isComplex || lookup(object.type, name(.__complex__)) != nil
    }

    /// What an object's `__complex__` gives; nil if it has none.
    func complexByMethod(_ object: Ref) throws(Raised) -> Complex? {
        if object.isExactly(.complex) { return object.complexValue }
        guard let method = try specialMethod(object, name(.__complex__)) else { return nil }
        let function = Owned(stealing: method)
        let result = try call(function.ref)
        guard result.ref.isComplex else {
            throw raise(
                .typeError,
                "__complex__ returned non-complex (type \(typeName(result.ref.type)))")
        }
        if !result.ref.isExactly(.complex) {
            try warnOfSubclass("__complex__ returned non-complex", result.ref, "complex")
        }
        return result.ref.complexValue
    }

    private func complexPart(_ object: Ref, _ message: String) throws(Raised) -> Complex {
        if object.isComplex { return object.complexValue }
        let number = object.type.pointee.tp_as_number
        guard number?.pointee.nb_float != nil || number?.pointee.nb_index != nil else {
            throw raise(.typeError, "\(message)'\(typeName(object.type))'")
        }
        return Complex(try doubleValue(object), 0)
    }

    static func complexMethods() -> [MethodSpec] {
        [
            MethodSpec("conjugate", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let value = object.complexValue
                    return try interpreter.makeComplex(Complex(value.real, -value.imaginary))
                }
            },
            MethodSpec("__complex__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    if object.isExactly(.complex) { return object.owned() }
                    return try interpreter.makeComplex(object.complexValue)
                }
            },
            MethodSpec("__getnewargs__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let value = object.complexValue
                    let real = try interpreter.makeFloat(value.real)
                    let imaginary = try interpreter.makeFloat(value.imaginary)
                    return try interpreter.makePair(real, imaginary)
                }
            },
            MethodSpec("__format__", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.formatComplex(object, interpreter.argument(arguments, 0))
                }
            },
        ]
    }
}

/// Reads `1+2j` and its short forms, in parentheses or not.
enum ComplexParser {
    static func parse(_ source: [UInt8]) -> Complex? {
        var text = trimmed(source[...])
        if text.first == 40 {
            guard text.last == 41, text.count >= 2 else { return nil }
            text = trimmed(text.dropFirst().dropLast())
        }
        guard !text.isEmpty else { return nil }
        guard let last = text.last, last | 0x20 == 106 else {
            return double(text).map { Complex($0, 0) }
        }
        let body = text.dropLast()
        // The imaginary part begins at the last sign that isn't an exponent's.
        var split = body.startIndex
        var index = body.endIndex
        while index > body.startIndex {
            index -= 1
            guard body[index] == 43 || body[index] == 45 else { continue }
            if index > body.startIndex, body[index - 1] | 0x20 == 101 { continue }
            split = index
            break
        }
        guard let imaginary = imaginaryPart(body[split...]) else { return nil }
        if split == body.startIndex { return Complex(0, imaginary) }
        return double(body[..<split]).map { Complex($0, imaginary) }
    }

    private static func imaginaryPart(_ text: ArraySlice<UInt8>) -> Double? {
        if text.isEmpty || text.elementsEqual([43]) { return 1 }
        if text.elementsEqual([45]) { return -1 }
        return double(text)
    }

    private static func double(_ text: ArraySlice<UInt8>) -> Double? {
        text.withUnsafeBufferPointer { FloatText.parse($0) }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.withUnsafeBufferPointer { buffer in
            let inner = buffer.trimmingASCIISpace()
            let start = text.startIndex + inner.startIndex
            return text[start..<(start + inner.count)]
        }
    }
}
