/// An int (`Include/cpython/longintrepr.h`): the sign and number of digits in `ob_size`, then digits
/// of 30 bits from offset 24, least significant first; 0 has no digits but room for one.
@frozen
public struct PyLongObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_digit: UInt32
}

extension Interpreter {
    /// An int of that value; the cached one from −5 to 256.
    @inline(__always)
    public func makeInt(_ value: Int) throws(Raised) -> Owned {
        preconditionFailure("owner: scalars")
    }

    public func makeInt(unsigned value: UInt) throws(Raised) -> Owned {
        preconditionFailure("owner: scalars")
    }

    /// From sign and magnitude in digits of 30 bits, least significant first.
    public func makeInt(isNegative: Bool, digits: [UInt32]) throws(Raised) -> Owned {
        preconditionFailure("owner: scalars")
    }
}

extension Ref {
    /// The value of an int object (or a subclass's); nil when it doesn't fit an `Int`.
    @inline(__always)
    public var intValue: Int? {
        preconditionFailure("owner: scalars")
    }
}
