/// Items of buffers in the native formats of the module `struct`, one character with an optional `@`.
enum BufferItem {
    /// The character of a native format; nil for any other (`get_native_fmtchar`).
    static func native(_ format: UnsafePointer<UInt8>?) -> UInt8? {
        guard let format else { return UInt8(ascii: "B") }
        var text = format
        if text.pointee == UInt8(ascii: "@") { text += 1 }
        guard text.pointee != 0, text[1] == 0, size(text.pointee) != nil else { return nil }
        return text.pointee
    }

    /// The bytes of an item; nil for a character that is no format.
    static func size(_ format: UInt8) -> Int? {
        switch format {
        case UInt8(ascii: "c"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "?"): 1
        case UInt8(ascii: "h"), UInt8(ascii: "H"): 2
        case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): 4
        case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "q"), UInt8(ascii: "Q"),
            UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "d"), UInt8(ascii: "P"):
            8
        default: nil
        }
    }

    static func isByte(_ format: UInt8) -> Bool {
        format == UInt8(ascii: "B") || format == UInt8(ascii: "b") || format == UInt8(ascii: "c")
    }

    /// The texts of all native formats with their `@`, each 3 bytes, for views to point to.
    private static let texts: StaticString =
        "@c\0@b\0@B\0@h\0@H\0@i\0@I\0@l\0@L\0@q\0@Q\0@n\0@N\0@f\0@d\0@?\0@P\0"

    /// The text of a native format, which lives for good.
    static func text(_ format: UInt8, withMark: Bool) -> UnsafePointer<UInt8>? {
        let start = texts.utf8Start
        for index in 0..<texts.utf8CodeUnitCount / 3 where start[index * 3 + 1] == format {
            return start + (index * 3 + (withMark ? 0 : 1))
        }
        return nil
    }
}

extension Interpreter {
    /// The object of an item (`unpack_single`).
    public func unpackItem(_ place: UnsafeRawPointer, _ format: UInt8) throws(Raised) -> Owned {
        switch format {
        case UInt8(ascii: "B"): return smallInt(Int(place.load(as: UInt8.self))).owned()
        case UInt8(ascii: "b"): return try makeInt(Int(place.load(as: Int8.self)))
        case UInt8(ascii: "c"): return singleByte(place.load(as: UInt8.self)).owned()
        case UInt8(ascii: "?"): return bool(place.load(as: UInt8.self) != 0)
        case UInt8(ascii: "h"): return try makeInt(Int(place.loadUnaligned(as: Int16.self)))
        case UInt8(ascii: "H"): return try makeInt(Int(place.loadUnaligned(as: UInt16.self)))
        case UInt8(ascii: "i"): return try makeInt(Int(place.loadUnaligned(as: Int32.self)))
        case UInt8(ascii: "I"): return try makeInt(Int(place.loadUnaligned(as: UInt32.self)))
        case UInt8(ascii: "l"), UInt8(ascii: "q"), UInt8(ascii: "n"):
            return try makeInt(place.loadUnaligned(as: Int.self))
        case UInt8(ascii: "f"):
            return try makeFloat(Double(place.loadUnaligned(as: Float.self)))
        case UInt8(ascii: "d"): return try makeFloat(place.loadUnaligned(as: Double.self))
        default:
            return try makeInt(unsigned: place.loadUnaligned(as: UInt.self))
        }
    }

    /// Writes an object as an item (`pack_single`).
    func packItem(
        _ value: Ref, _ place: UnsafeMutableRawPointer, _ format: UInt8,
        _ text: UnsafePointer<UInt8>?
    ) throws(Raised) {
        switch format {
        case UInt8(ascii: "f"), UInt8(ascii: "d"):
            try packFloat(value, place, format, text)
        case UInt8(ascii: "?"):
            place.storeBytes(of: try isTrue(value) ? 1 : 0, as: UInt8.self)
        case UInt8(ascii: "c"):
            guard value.isBytes else { throw wrongItem(.typeError, "type", text) }
            guard value.itemCount == 1 else { throw wrongItem(.valueError, "value", text) }
            place.storeBytes(of: value.bytesStart[0], as: UInt8.self)
        default: try packInteger(value, place, format, text)
        }
    }

    private func packFloat(
        _ value: Ref, _ place: UnsafeMutableRawPointer, _ format: UInt8,
        _ text: UnsafePointer<UInt8>?
    ) throws(Raised) {
        let number = try converting(text) { () throws(Raised) in try doubleValue(value) }
        if format == UInt8(ascii: "f") {
            place.storeBytes(of: Float(number), as: Float.self)
        } else {
            place.storeBytes(of: number, as: Double.self)
        }
    }

    private func packInteger(
        _ value: Ref, _ place: UnsafeMutableRawPointer, _ format: UInt8,
        _ text: UnsafePointer<UInt8>?
    ) throws(Raised) {
        let integer = try converting(text) { () throws(Raised) in try index(value) }
        func stored<Item: FixedWidthInteger>(_: Item.Type) throws(Raised) {
            guard let item: Item = fixedWidth(integer.ref) else {
                throw wrongItem(.valueError, "value", text)
            }
            place.storeBytes(of: item, as: Item.self)
        }
        switch format {
        case UInt8(ascii: "B"): try stored(UInt8.self)
        case UInt8(ascii: "b"): try stored(Int8.self)
        case UInt8(ascii: "h"): try stored(Int16.self)
        case UInt8(ascii: "H"): try stored(UInt16.self)
        case UInt8(ascii: "i"): try stored(Int32.self)
        case UInt8(ascii: "I"): try stored(UInt32.self)
        case UInt8(ascii: "l"), UInt8(ascii: "q"), UInt8(ascii: "n"): try stored(Int64.self)
        default: try stored(UInt64.self)
        }
    }

    /// An int as a number of fixed width; nil when it doesn't fit.
    public func fixedWidth<Item: FixedWidthInteger>(_ object: Ref) -> Item? {
        if let value = object.intValue { return Item(exactly: value) }
        guard object.intSize == 3, object.intDigits[2] < 16 else { return nil }
        var value: UInt64 = 0
        for index in (0..<3).reversed() { value = value << 30 | UInt64(object.intDigits[index]) }
        return Item(exactly: value)
    }

    /// A conversion whose errors are told as the format's.
    private func converting<Value: ~Copyable>(
        _ text: UnsafePointer<UInt8>?, _ body: () throws(Raised) -> Value
    ) throws(Raised) -> Value {
        do throws(Raised) {
            return try body()
        } catch {
            if currentExceptionIs(.typeError) {
                clearException()
                throw wrongItem(.typeError, "type", text)
            }
            guard currentExceptionIs(.overflowError) || currentExceptionIs(.valueError) else {
                throw error
            }
            clearException()
            throw wrongItem(.valueError, "value", text)
        }
    }

    private func wrongItem(
        _ type: BuiltinType, _ what: String, _ text: UnsafePointer<UInt8>?
    ) -> Raised {
        let shown = text.map { String(cString: $0) } ?? "B"
        return raise(type, "memoryview: invalid \(what) for format '\(shown)'")
    }
}
