/// An int (`Include/cpython/longintrepr.h`): the sign and number of digits in `ob_size`, then digits
/// of 30 bits from offset 24, least significant first; 0 has no digits but room for one.
///
///     ob_refcnt  ob_type  ob_size  ob_digit[0]  ob_digit[1] …
///     0          8        16       24           28
///
/// `bool` has the same layout; its two objects are static. The arithmetic is in the files beside
/// this one; the counterpart of all of them is `Objects/longobject.c`.
@frozen
public struct PyLongObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_digit: UInt32
}

/// The numbers that describe the digits of an int.
enum IntDigit {
    static var bits: Int { 30 }
    static var mask: UInt32 { (1 << 30) - 1 }
    static var base: Int { 1 << 30 }
    /// `offsetof(PyLongObject, ob_digit)`.
    static var offset: Int { 24 }
    /// The most digits an int may have (`MAX_LONG_DIGITS`).
    static var maximumCount: Int { (Int.max - offset) / 4 }
}

extension Ref {
    /// `ob_size` of an int: the number of digits, negative for a negative int.
    @inline(__always)
    var intSize: Int { fields(PyLongObject.self).pointee.ob_size }

    /// The digits of an int in place; at least one is readable.
    @inline(__always)
    var intDigits: UnsafeMutablePointer<UInt32> {
        (raw + IntDigit.offset).assumingMemoryBound(to: UInt32.self)
    }

    /// The value of an int of at most one digit; the caller has checked the size.
    @inline(__always)
    var singleDigitValue: Int { intSize &* Int(intDigits[0]) }

    /// The value of an int object (or a subclass's); nil when it doesn't fit an `Int`.
    @inline(__always)
    public var intValue: Int? {
        let size = intSize
        if size &+ 1 <= 2 && size >= -1 { return size &* Int(intDigits[0]) }
        return wideIntValue
    }

    @inline(never)
    var wideIntValue: Int? {
        let size = intSize
        let count = abs(size)
        guard count <= 3 else { return nil }
        let digits = intDigits
        var magnitude = UInt(digits[0])
        if count > 1 { magnitude |= UInt(digits[1]) << 30 }
        if count > 2 {
            guard digits[2] < 16 else { return nil }
            magnitude |= UInt(digits[2]) << 60
        }
        if size >= 0 { return magnitude <= UInt(Int.max) ? Int(magnitude) : nil }
        return magnitude <= UInt(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
    }
}
