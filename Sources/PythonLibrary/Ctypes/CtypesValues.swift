import PythonRuntime

/// Reading and writing C values of the simple types (`Modules/_ctypes/cfield.c`).
///
/// Numbers wrap around where they don't fit, as C's do. The size of a bit field holds its first bit in the low
/// 16 bits and their number above, so any other size leaves those bits 0.
extension Interpreter {
    // MARK: Reading

    /// The Python value of a C value.
    func getCValue(_ code: CTypeCode, _ memory: CMemory, _ size: Int) throws(Raised) -> Owned {
        switch code.character {
        case UInt8(ascii: "c"): return singleByte(try load(memory, as: UInt8.self)).owned()
        case UInt8(ascii: "?"): return bool(try load(memory, as: UInt8.self) != 0)
        case UInt8(ascii: "v"): return bool(try load(memory, as: UInt16.self) != 0)
        case UInt8(ascii: "u"):
            return try makeString(character: wideCharacter(try load(memory, as: UInt32.self)))
        case UInt8(ascii: "f"):
            let bits = try load(memory, as: UInt32.self)
            return try makeFloat(
                Double(Float(bitPattern: code.isSwapped ? bits.byteSwapped : bits)))
        case UInt8(ascii: "d"):
            let bits = try load(memory, as: UInt64.self)
            return try makeFloat(Double(bitPattern: code.isSwapped ? bits.byteSwapped : bits))
        case UInt8(ascii: "g"): return try makeFloat(try loadLongDouble(memory))
        case UInt8(ascii: "O"): return try objectValue(memory)
        case UInt8(ascii: "P"):
            let address = try load(memory, as: UInt64.self)
            return address == 0 ? none.owned() : try makeInt(unsigned: UInt(address))
        case UInt8(ascii: "z"):
            let pointer = try loadPointer(memory)
            return pointer == 0 ? none.owned() : try makeBytes(try readText(CMemory(pointer)))
        case UInt8(ascii: "Z"):
            let pointer = try loadPointer(memory)
            return pointer == 0 ? none.owned() : try readWideText(CMemory(pointer))
        case UInt8(ascii: "s"): return try makeBytes(try readText(memory, limit: size))
        case UInt8(ascii: "U"): return try readWideText(memory, limit: size / 4)
        default: return try integerValue(code, memory, size)
        }
    }

    /// The object a pointer leads to; memory that holds none there is as good as none at all.
    private func objectValue(_ memory: CMemory) throws(Raised) -> Owned {
        let address = try load(memory, as: UInt64.self)
        guard address != 0 else { throw raise(.valueError, "PyObject is NULL") }
        if let object = object(atSimulated: address) {
            // What once was an object may only look like one, and nobody holds it for the program.
            noteWrittenObjects()
            return object.owned()
        }
        let place = place(ofSimulated: address)
        guard isAccessible(place, 16) else {
            throw segmentationFault(writing: false, place, 16)
        }
        throw segmentationFault(
            "took address 0x\(String(address, radix: 16)) for an object, and none is there")
    }

    private func integerValue(
        _ code: CTypeCode, _ memory: CMemory, _ size: Int
    ) throws(Raised) -> Owned {
        let width = code.size * 8
        var bits = try loadInteger(code, memory)
        let count = size >> 16
        if count > 0 {
            let first = size & 0xFFFF
            bits = bits << UInt64(64 - first - count)
            if code.isSigned {
                return try makeInt(
                    Int(truncatingIfNeeded: Int64(bitPattern: bits) >> Int64(64 - count)))
            }
            return try makeInt(unsigned: UInt(bits >> UInt64(64 - count)))
        }
        guard code.isSigned else { return try makeInt(unsigned: UInt(bits)) }
        let shift = Int64(64 - width)
        return try makeInt(Int((Int64(bitPattern: bits) << shift) >> shift))
    }

    /// The bits of an integer in the low end of a word.
    private func loadInteger(_ code: CTypeCode, _ memory: CMemory) throws(Raised) -> UInt64 {
        var word: UInt64 = 0
        try read(memory, code.size, into: &word)
        return code.isSwapped ? word.byteSwapped >> UInt64(64 - code.size * 8) : word
    }

    // MARK: Writing

    /// Writes a Python value as a C value; gives what must be kept alive for it, or `None`.
    func setCValue(
        _ code: CTypeCode, _ memory: CMemory, _ value: Ref, _ size: Int
    ) throws(Raised) -> Owned {
        switch code.character {
        case UInt8(ascii: "c"): try store(memory, try characterByte(value))
        case UInt8(ascii: "?"): try store(memory, UInt8(try isTrue(value) ? 1 : 0))
        case UInt8(ascii: "v"): try store(memory, UInt16(try isTrue(value) ? 0xFFFF : 0))
        case UInt8(ascii: "u"): try store(memory, try characterValue(value))
        case UInt8(ascii: "f"):
            let bits = Float(try doubleValue(value)).bitPattern
            try store(memory, code.isSwapped ? bits.byteSwapped : bits)
        case UInt8(ascii: "d"):
            let bits = try doubleValue(value).bitPattern
            try store(memory, code.isSwapped ? bits.byteSwapped : bits)
        case UInt8(ascii: "g"): try storeLongDouble(memory, try doubleValue(value))
        case UInt8(ascii: "O"):
            try storePointer(memory, UInt(bitPattern: value.raw))
            return value.owned()
        case UInt8(ascii: "P"):
            if value.isNone {
                try store(memory, UInt64(0))
            } else if value.isInt {
                try store(memory, lowBits(of: value))
            } else {
                throw raise(.typeError, "cannot be converted to pointer")
            }
        case UInt8(ascii: "z"): return try setText(memory, value)
        case UInt8(ascii: "Z"): return try setWideText(memory, value)
        case UInt8(ascii: "s"): try setCharacterArray(memory, value, size)
        case UInt8(ascii: "U"): try setWideArray(memory, value, size)
        default: try setInteger(code, memory, value, size)
        }
        return none.owned()
    }

    private func setInteger(
        _ code: CTypeCode, _ memory: CMemory, _ value: Ref, _ size: Int
    ) throws(Raised) {
        let integer = try index(value)
        var bits = lowBits(of: integer.ref)
        let count = size >> 16
        if count > 0 {
            let first = UInt64(size & 0xFFFF)
            let mask = (count >= 64 ? UInt64.max : (1 << UInt64(count)) - 1) << first
            bits = try loadInteger(code, memory) & ~mask | (bits << first & mask)
        }
        if code.isSwapped { bits = bits.byteSwapped >> UInt64(64 - code.size * 8) }
        try write(memory, code.size, from: &bits)
    }

    private func characterByte(_ value: Ref) throws(Raised) -> UInt8 {
        if value.isBytes || isInstance(value, .bytearray), let bytes = byteContents(of: value),
            bytes.count == 1
        {
            return bytes[0]
        }
        if value.isInt, let number = value.intValue, let byte = UInt8(exactly: number) {
            return byte
        }
        throw raise(.typeError, "one character bytes, bytearray or integer expected")
    }

    private func characterValue(_ value: Ref) throws(Raised) -> UInt32 {
        guard value.isStr else { throw expected("unicode string expected", value) }
        guard value.strCount == 1 else {
            throw raise(.typeError, "one character unicode string expected")
        }
        return value.characters[0]
    }

    private func expected(_ what: String, _ value: Ref) -> Raised {
        raise(.typeError, "\(what) instead of \(typeName(value.type)) instance")
    }

    private func setText(_ memory: CMemory, _ value: Ref) throws(Raised) -> Owned {
        if value.isNone {
            try store(memory, UInt64(0))
        } else if value.isBytes {
            try storePointer(memory, UInt(bitPattern: value.bytesStart))
            return value.owned()
        } else if value.isInt {
            try store(memory, lowBits(of: value))
        } else {
            throw expected("bytes or integer address expected", value)
        }
        return none.owned()
    }

    /// The characters go into memory of their own, which is kept.
    private func setWideText(_ memory: CMemory, _ value: Ref) throws(Raised) -> Owned {
        if value.isNone {
            try store(memory, UInt64(0))
        } else if value.isInt {
            try store(memory, lowBits(of: value))
        } else if value.isStr {
            let copy = try newBytes(count: 4 * (value.strCount + 1))
            let start = CMemory(plain: UnsafeMutableRawPointer(copy.ref.bytesStart))
            try writeWide(start, value, terminated: true)
            try storePointer(memory, start.place)
            return copy
        } else {
            throw expected("unicode string or integer address expected", value)
        }
        return none.owned()
    }

    /// A `char[n]` field: the text with its NUL if there is room for it.
    private func setCharacterArray(
        _ memory: CMemory, _ value: Ref, _ size: Int
    ) throws(Raised) {
        guard value.isBytes else {
            throw raise(.typeError, "expected bytes, \(typeName(value.type)) found")
        }
        var bytes = Array(value.bytesBuffer)
        // As C takes the text, which ends at its first NUL.
        if let end = bytes.firstIndex(of: 0) { bytes.removeSubrange(end...) }
        if bytes.count > size {
            throw raise(
                .valueError, "bytes too long (\(bytes.count), maximum length \(size))")
        }
        if bytes.count < size { bytes.append(0) }
        try writeBytes(memory, bytes)
    }

    private func setWideArray(_ memory: CMemory, _ value: Ref, _ size: Int) throws(Raised) {
        guard value.isStr else { throw expected("unicode string expected", value) }
        let room = size / 4
        if value.strCount > room {
            throw raise(
                .valueError, "string too long (\(value.strCount), maximum length \(room))")
        }
        try writeWide(memory, value, terminated: value.strCount < room)
    }
}

/// `long double`: 80 bits of x86 in 16 bytes; elsewhere a double in the first 8.
extension Interpreter {
    fileprivate func loadLongDouble(_ memory: CMemory) throws(Raised) -> Double {
        var bytes: (UInt64, UInt64) = (0, 0)
        try read(memory, 16, into: &bytes)
        #if arch(x86_64)
            let isNegative = bytes.1 & 0x8000 != 0
            let value = Float80(
                sign: isNegative ? .minus : .plus, exponentBitPattern: UInt(bytes.1 & 0x7FFF),
                significandBitPattern: bytes.0 & Int64.max.magnitude)
            return Double(value)
        #else
            return Double(bitPattern: bytes.0)
        #endif
    }

    fileprivate func storeLongDouble(_ memory: CMemory, _ value: Double) throws(Raised) {
        var bytes: (UInt64, UInt64) = (value.bitPattern, 0)
        #if arch(x86_64)
            let wide = Float80(value)
            // The first bit of the significand is explicit, and 0 only for 0.
            let isZero = wide.exponentBitPattern == 0
            bytes.0 = wide.significandBitPattern | (isZero ? 0 : 1 << 63)
            bytes.1 = UInt64(wide.exponentBitPattern) | (wide.sign == .minus ? 0x8000 : 0)
            try write(memory, 10, from: &bytes)
        #else
            try write(memory, 16, from: &bytes)
        #endif
    }
}
