/// A complex number (`Include/complexobject.h`), 32 bytes.
@frozen
public struct PyComplexObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var real: Double
    public var imag: Double
}

/// The value of a complex number.
struct Complex: Equatable {
    var real: Double
    var imaginary: Double

    init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }

    static func + (left: Complex, right: Complex) -> Complex {
        Complex(left.real + right.real, left.imaginary + right.imaginary)
    }

    static func - (left: Complex, right: Complex) -> Complex {
        Complex(left.real - right.real, left.imaginary - right.imaginary)
    }

    static func * (left: Complex, right: Complex) -> Complex {
        Complex(
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real)
    }
}

extension Interpreter {
    /// A complex object of that value.
    func makeComplex(_ value: Complex) throws(Raised) -> Owned {
        let raw = try newObject(type(.complex), size: 32)
        let fields = raw.assumingMemoryBound(to: PyComplexObject.self)
        fields.pointee.real = value.real
        fields.pointee.imag = value.imaginary
        return Owned(stealing: raw)
    }

    public func makeComplex(real: Double, imaginary: Double) throws(Raised) -> Owned {
        try makeComplex(Complex(real, imaginary))
    }
}

extension Ref {
    /// The value of a complex object; the caller has checked the type.
    var complexValue: Complex {
        let fields = fields(PyComplexObject.self)
        return Complex(fields.pointee.real, fields.pointee.imag)
    }

    var isComplex: Bool {
        let interpreter = self.interpreter
        return type == interpreter.type(.complex)
            || interpreter.isSubtype(type, interpreter.type(.complex))
    }
}
