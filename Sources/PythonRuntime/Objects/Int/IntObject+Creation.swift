/// Making ints. The size asked of the allocator is `_PyLong_New`'s: the header and at least one digit.
extension Interpreter {
    /// An int of that value; the cached one from −5 to 256.
    @inline(__always)
    public func makeInt(_ value: Int) throws(Raised) -> Owned {
        if UInt(bitPattern: value &+ 5) < 262 { return smallInt(value).owned() }
        if value.magnitude <= UInt(IntDigit.mask) { return try makeSingleDigitInt(value) }
        return try makeWideInt(isNegative: value < 0, magnitude: value.magnitude)
    }

    public func makeInt(unsigned value: UInt) throws(Raised) -> Owned {
        if value <= 256 { return smallInt(Int(value)).owned() }
        return try makeWideInt(isNegative: false, magnitude: value)
    }

    /// An int of one digit that is not a cached one; the value is in range.
    @inline(__always)
    func makeSingleDigitInt(_ value: Int) throws(Raised) -> Owned {
        let raw = try newObject(type(.int), size: 28)
        let fields = Ref(raw).fields(PyLongObject.self)
        fields.pointee.ob_size = value < 0 ? -1 : 1
        fields.pointee.ob_digit = UInt32(truncatingIfNeeded: value.magnitude)
        return Owned(stealing: raw)
    }

    @inline(never)
    func makeWideInt(isNegative: Bool, magnitude: UInt) throws(Raised) -> Owned {
        let count = magnitude >> 60 != 0 ? 3 : magnitude >> 30 != 0 ? 2 : 1
        let raw = try newIntObject(digitCount: count)
        let digits = Ref(raw).intDigits
        digits[0] = UInt32(truncatingIfNeeded: magnitude) & IntDigit.mask
        if count > 1 { digits[1] = UInt32(truncatingIfNeeded: magnitude >> 30) & IntDigit.mask }
        if count > 2 { digits[2] = UInt32(truncatingIfNeeded: magnitude >> 60) }
        if isNegative { Ref(raw).fields(PyLongObject.self).pointee.ob_size = -count }
        return Owned(stealing: raw)
    }

    /// An int object whose digits the caller fills in at once; `ob_size` is the count (`_PyLong_New`).
    func newIntObject(digitCount: Int) throws(Raised) -> RawObject {
        guard digitCount <= IntDigit.maximumCount else {
            throw raise(.overflowError, "too many digits in integer")
        }
        let raw = try newObject(type(.int), size: IntDigit.offset + 4 * max(digitCount, 1))
        Ref(raw).fields(PyLongObject.self).pointee.ob_size = digitCount
        return raw
    }

    /// From sign and magnitude in digits of 30 bits, least significant first.
    public func makeInt(isNegative: Bool, digits: [UInt32]) throws(Raised) -> Owned {
        try checked(
            digits.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in
                    try makeInt(isNegative: isNegative, digits: buffer)
                }
            })
    }

    /// The same from a buffer; leading zero digits are dropped and small values are the cached ints.
    func makeInt(
        isNegative: Bool, digits: UnsafeBufferPointer<UInt32>
    ) throws(Raised) -> Owned {
        var count = digits.count
        while count > 0, digits[count - 1] == 0 { count -= 1 }
        if count == 0 { return smallInt(0).owned() }
        if count == 1 { return try makeInt(isNegative ? -Int(digits[0]) : Int(digits[0])) }
        let raw = try newIntObject(digitCount: count)
        let target = Ref(raw)
        for index in 0..<count { target.intDigits[index] = digits[index] }
        if isNegative { target.fields(PyLongObject.self).pointee.ob_size = -count }
        return Owned(stealing: raw)
    }

    /// Puts the cached ints and the two bools into the static region; at start-up.
    func initializeStaticInts() {
        for value in -5...256 {
            writeStaticInt(smallInt(value).raw, type(.int), value)
            smallInt(value).header.pointee.ob_refcnt = StaticReferences.count
        }
        writeStaticInt(self.false.raw, type(.bool), 0)
        writeStaticInt(self.true.raw, type(.bool), 1)
    }

    private func writeStaticInt(_ raw: RawObject, _ type: TypePointer, _ value: Int) {
        let fields = raw.assumingMemoryBound(to: PyLongObject.self)
        fields.pointee.ob_refcnt = 1
        fields.pointee.ob_type = type
        fields.pointee.ob_size = value.signum()
        fields.pointee.ob_digit = UInt32(value.magnitude)
    }
}

/// The refcount the static objects of CPython begin with (`_PyObject_IMMORTAL_REFCNT`).
enum StaticReferences {
    static var count: Int { 999_999_999 }
}
