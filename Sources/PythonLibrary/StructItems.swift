import PythonRuntime

/// Single items of the formats of `struct`, packed and unpacked (the `nu_`, `np_`, `bp_`, `lp_` families of
/// `Modules/_struct.c`).
extension Interpreter {
    // MARK: Unpacking

    /// The object of the item at a place.
    func unpackStructItem(
        _ item: StructItem, _ place: UnsafePointer<UInt8>
    ) throws(Raised) -> Owned {
        switch item.character {
        case UInt8(ascii: "c"): return try makeBytes(UnsafeBufferPointer(start: place, count: 1))
        case UInt8(ascii: "s"):
            return try makeBytes(UnsafeBufferPointer(start: place, count: item.size))
        case UInt8(ascii: "p"):
            guard item.size > 0 else { return emptyBytes.owned() }
            let count = min(Int(place[0]), item.size - 1)
            return try makeBytes(UnsafeBufferPointer(start: place + 1, count: count))
        case UInt8(ascii: "?"): return bool(place[0] != 0)
        case UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "d"):
            return try makeFloat(structDouble(structBits(place, item), item.character))
        case UInt8(ascii: "B"), UInt8(ascii: "H"), UInt8(ascii: "I"), UInt8(ascii: "L"),
            UInt8(ascii: "Q"), UInt8(ascii: "N"), UInt8(ascii: "P"):
            return try makeInt(unsigned: UInt(structBits(place, item)))
        default:
            let unused = UInt64(64 - 8 * item.size)
            return try makeInt(Int(Int64(bitPattern: structBits(place, item) << unused) >> unused))
        }
    }

    /// The bytes of an item as a number.
    private func structBits(_ place: UnsafePointer<UInt8>, _ item: StructItem) -> UInt64 {
        var bits: UInt64 = 0
        for index in 0..<item.size {
            bits = bits << 8 | UInt64(place[item.isBigEndian ? index : item.size - 1 - index])
        }
        return bits
    }

    private func structDouble(_ bits: UInt64, _ character: UInt8) -> Double {
        switch character {
        case UInt8(ascii: "e"): halfToDouble(UInt16(truncatingIfNeeded: bits))
        case UInt8(ascii: "f"): Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        default: Double(bitPattern: bits)
        }
    }

    /// IEEE 754 binary16 as a double, which holds every value of it.
    private func halfToDouble(_ bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023)
        let magnitude: Double
        switch exponent {
        case 0: magnitude = fraction * 0x1p-24
        case 31: magnitude = fraction == 0 ? .infinity : .nan
        default:
            magnitude = Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
        }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }

    // MARK: Packing

    /// Writes an object as an item.
    func packStructItem(
        _ value: Ref, _ item: StructItem, _ place: UnsafeMutablePointer<UInt8>
    ) throws(Raised) {
        switch item.character {
        case UInt8(ascii: "c"):
            guard value.isBytes, value.itemCount == 1 else {
                throw raise(.structError, "char format requires a bytes object of length 1")
            }
            place[0] = value.bytesBuffer[0]
        case UInt8(ascii: "s"), UInt8(ascii: "p"): try packText(value, item, place)
        case UInt8(ascii: "?"): place[0] = try isTrue(value) ? 1 : 0
        case UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "d"):
            storeBits(try packedDouble(value, item.character), item, place)
        case UInt8(ascii: "P"): storeBits(try packedPointer(value), item, place)
        default: storeBits(try packedInteger(value, item), item, place)
        }
    }

    private func storeBits(
        _ bits: UInt64, _ item: StructItem, _ place: UnsafeMutablePointer<UInt8>
    ) {
        var rest = bits
        for index in 0..<item.size {
            place[item.isBigEndian ? item.size - 1 - index : index] =
                UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }

    /// A bytes object, cut or filled up with zeros; `p` has its length before it.
    private func packText(
        _ value: Ref, _ item: StructItem, _ place: UnsafeMutablePointer<UInt8>
    ) throws(Raised) {
        guard let bytes = byteContents(of: value) else {
            let character = item.character == UInt8(ascii: "s") ? "s" : "p"
            throw raise(.structError, "argument for '\(character)' must be a bytes object")
        }
        place.update(repeating: 0, count: item.size)
        let head = item.character == UInt8(ascii: "p") ? 1 : 0
        guard item.size >= head else { return }
        let count = min(bytes.count, item.size - head)
        if let start = bytes.baseAddress, count > 0 {
            (place + head).update(from: start, count: count)
        }
        if head == 1, item.size > 0 { place[0] = UInt8(min(count, 255)) }
    }

    private func packedDouble(_ value: Ref, _ character: UInt8) throws(Raised) -> UInt64 {
        let number: Double
        do throws(Raised) {
            number = try doubleValue(value)
        } catch {
            // CPython tells every failed conversion so.
            clearException()
            throw raise(.structError, "required argument is not a float")
        }
        if character == UInt8(ascii: "d") { return number.bitPattern }
        if character == UInt8(ascii: "f") {
            let narrow = Float(number)
            if narrow.isInfinite, number.isFinite {
                throw tooLarge(value, "f")
            }
            return UInt64(narrow.bitPattern)
        }
        guard let half = doubleToHalf(number) else {
            throw tooLarge(value, "e")
        }
        return UInt64(half)
    }

    /// What CPython says of a number beyond a format's range: of an int what it says of ints.
    private func tooLarge(_ value: Ref, _ format: String) -> Raised {
        value.isInt
            ? raise(.structError, "int too large to convert")
            : raise(.overflowError, "float too large to pack with \(format) format")
    }

    /// IEEE 754 binary16, rounded half to even; nil when the value is too large.
    private func doubleToHalf(_ value: Double) -> UInt16? {
        let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
        if value.isNaN { return sign | 0x7E00 }
        if value.isInfinite { return sign | 0x7C00 }
        let magnitude = value.magnitude
        if magnitude >= 65520 { return nil }
        if magnitude < 0x1p-14 {
            return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
        }
        let exponent = Int(magnitude.exponent)
        let scaled = Double(sign: .plus, exponent: 10 - exponent, significand: magnitude)
        let rounded = UInt16(scaled.rounded(.toNearestOrEven))
        // Rounding up to 2048 carries into the exponent by the addition.
        return sign | (UInt16(exponent + 14) << 10 &+ rounded)
    }

    private func structIndex(_ value: Ref) throws(Raised) -> Owned {
        guard value.isInt || value.type.pointee.tp_as_number?.pointee.nb_index != nil else {
            throw raise(.structError, "required argument is not an integer")
        }
        return try index(value)
    }

    /// An address: any int of 64 bits, with or without sign.
    private func packedPointer(_ value: Ref) throws(Raised) -> UInt64 {
        let integer = try structIndex(value)
        if let number: Int64 = fixedWidth(integer.ref) { return UInt64(bitPattern: number) }
        if let number: UInt64 = fixedWidth(integer.ref) { return number }
        throw raise(.structError, "int too large to convert")
    }

    private func packedInteger(_ value: Ref, _ item: StructItem) throws(Raised) -> UInt64 {
        let integer = try structIndex(value)
        let isUnsigned = "ILQN".utf8.contains(item.character)
        if isUnsigned {
            guard let number: UInt64 = fixedWidth(integer.ref) else {
                throw raise(.structError, "argument out of range")
            }
            if item.size == 4, number > UInt64(UInt32.max) { throw outOfRange(item) }
            return number
        }
        guard let number: Int64 = fixedWidth(integer.ref) else {
            throw raise(.structError, "argument out of range")
        }
        guard StructRange(item).contains(number) else { throw outOfRange(item) }
        return UInt64(bitPattern: number)
    }

    private func outOfRange(_ item: StructItem) -> Raised {
        let range = StructRange(item)
        return raise(
            .structError, "\(range.name) format requires \(range.low) <= number <= \(range.high)")
    }
}

/// The values an integer format takes, and how messages call it.
private struct StructRange {
    var name: String
    var low: Int64
    var high: Int64

    init(_ item: StructItem) {
        switch item.character {
        case UInt8(ascii: "b"): (name, low, high) = ("byte", -128, 127)
        case UInt8(ascii: "B"): (name, low, high) = ("ubyte", 0, 255)
        case UInt8(ascii: "h"): (name, low, high) = ("short", -32768, 32767)
        case UInt8(ascii: "H"): (name, low, high) = ("ushort", 0, 65535)
        case UInt8(ascii: "I"), UInt8(ascii: "L"):
            (low, high) = (0, Int64(UInt32.max))
            name = "'\(UnicodeScalar(item.character))'"
        default:
            name = "'\(UnicodeScalar(item.character))'"
            (low, high) = item.size == 4 ? (Int64(Int32.min), Int64(Int32.max)) : (.min, .max)
        }
    }

    func contains(_ number: Int64) -> Bool { low <= number && number <= high }
}
