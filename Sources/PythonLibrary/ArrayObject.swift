import PythonRuntime

/// An `array.array` (`Modules/arraymodule.c`), 64 bytes behind a GC head; its items are a block of their own,
/// which is grown by a sixteenth when it is appended to.
///
///     array('h', [1, 2, 3])    ob_item ──▶ │ 1 │ 2 │ 3 │   │      allocated: 4 items, ob_size: 3
struct PyArrayObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var ob_size: Int
    var ob_item: UnsafeMutableRawPointer?
    var allocated: Int
    /// The code of the items' type; in CPython the address of its description.
    var code: Int
    var weakreflist: RawObject?
    /// Views of the items; while there are any the size can't change.
    var ob_exports: Int
}

extension Ref {
    var array: UnsafeMutablePointer<PyArrayObject> { fields(PyArrayObject.self) }

    var arrayCode: ArrayCode {
        ArrayCode(character: UInt8(truncatingIfNeeded: array.pointee.code))
    }

    /// The place of an item of an array, which is in range.
    func arrayPlace(_ index: Int) -> UnsafeMutableRawPointer {
        // SAFETY: an array with items has a block.
        array.pointee.ob_item.unsafelyUnwrapped + index &* arrayCode.size
    }
}

/// A type of items, by its character.
struct ArrayCode: Equatable {
    let character: UInt8

    static let all: StaticString = "bBuhHiIlLqQfd"

    /// Nil for a character that is no type.
    init?(_ character: UInt32) {
        guard let byte = UInt8(exactly: character), "bBuhHiIlLqQfd".utf8.contains(byte) else {
            return nil
        }
        self.character = byte
    }

    /// A character that is known to be a type.
    init(character: UInt8) { self.character = character }

    var isText: Bool { character == UInt8(ascii: "u") }

    var isFloat: Bool { character == UInt8(ascii: "f") || character == UInt8(ascii: "d") }

    var name: String { String(UnicodeScalar(character)) }

    /// Bytes of an item.
    var size: Int {
        switch character {
        case UInt8(ascii: "b"), UInt8(ascii: "B"): 1
        case UInt8(ascii: "h"), UInt8(ascii: "H"): 2
        case UInt8(ascii: "u"), UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): 4
        default: 8
        }
    }

    private static let formats: StaticString = "b\0B\0w\0h\0H\0i\0I\0l\0L\0q\0Q\0f\0d\0"

    /// The format of views of the items, which lives for good.
    var format: UnsafePointer<UInt8> {
        let wanted = isText ? UInt8(ascii: "w") : character
        var text = ArrayCode.formats.utf8Start
        while text.pointee != wanted { text += 2 }
        return text
    }
}

extension Interpreter {
    /// An array of so many items, not set (`newarrayobject`).
    func newArray(_ type: TypePointer, _ code: ArrayCode, count: Int) throws(Raised) -> Owned {
        let (size, overflows) = count.multipliedReportingOverflow(by: code.size)
        if overflows { throw raiseMemoryError() }
        let object = try allocateInstance(type)
        let fields = object.ref.array
        fields.pointee.code = Int(code.character)
        fields.pointee.allocated = count
        if count > 0 {
            guard let block = allocateBlock(size) else { throw raiseMemoryError() }
            fields.pointee.ob_item = block
            fields.pointee.ob_size = count
        }
        return object
    }

    func deallocateArray(_ raw: RawObject) {
        untrack(raw)
        clearWeakReferences(to: Ref(raw))
        if let block = Ref(raw).array.pointee.ob_item { freeBlock(block) }
        freeInstance(raw)
    }

    /// Changes the number of items; new ones aren't set (`array_resize`).
    func resizeArray(_ object: Ref, to count: Int) throws(Raised) {
        let fields = object.array
        let oldCount = fields.pointee.ob_size
        if fields.pointee.ob_exports > 0, count != oldCount { throw arrayIsExported() }
        if fields.pointee.allocated >= count, oldCount < count &+ 16,
            fields.pointee.ob_item != nil
        {
            fields.pointee.ob_size = count
            return
        }
        if count == 0 {
            if let block = fields.pointee.ob_item { freeBlock(block) }
            fields.pointee.ob_item = nil
            fields.pointee.ob_size = 0
            fields.pointee.allocated = 0
            return
        }
        let itemSize = object.arrayCode.size
        guard count <= (Int.max - 64) / itemSize / 2 else { throw raiseMemoryError() }
        let room = count + (count >> 4) + (oldCount < 8 ? 3 : 7)
        let block: UnsafeMutableRawPointer?
        if let old = fields.pointee.ob_item {
            block = reallocateBlock(old, to: room * itemSize)
        } else {
            block = allocateBlock(room * itemSize)
        }
        guard let block else { throw raiseMemoryError() }
        fields.pointee.ob_item = block
        fields.pointee.ob_size = count
        fields.pointee.allocated = room
    }

    func arrayIsExported() -> Raised {
        raise(.bufferError, "cannot resize an array that is exporting buffers")
    }

    // MARK: Items

    /// The object of an item.
    func arrayItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        let place = object.arrayPlace(index)
        guard object.arrayCode.isText else {
            return try unpackItem(place, object.arrayCode.character)
        }
        return try makeString(character: try arrayCharacter(place.load(as: UInt32.self)))
    }

    /// Refuses a number that is no character.
    private func arrayCharacter(_ number: UInt32) throws(Raised) -> UInt32 {
        if number <= 0x10FFFF { return number }
        throw raise(
            .valueError,
            "character U+\(String(number, radix: 16)) is not in range [U+0000; U+10ffff]")
    }

    /// The characters of an array of them.
    func arrayText(_ object: Ref) throws(Raised) -> Owned {
        var characters: [UInt32] = []
        for index in 0..<object.itemCount {
            characters.append(try arrayCharacter(object.arrayPlace(index).load(as: UInt32.self)))
        }
        return try makeString(codePoints: characters)
    }

    /// Writes an object as an item.
    func setArrayItem(_ object: Ref, _ index: Int, _ value: Ref) throws(Raised) {
        let bits = try arrayBits(object.arrayCode, value)
        // The conversion may have run code that shortened the array.
        guard index < object.itemCount else { return }
        let place = object.arrayPlace(index)
        switch object.arrayCode.size {
        case 1: place.storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self)
        case 2: place.storeBytes(of: UInt16(truncatingIfNeeded: bits), as: UInt16.self)
        case 4: place.storeBytes(of: UInt32(truncatingIfNeeded: bits), as: UInt32.self)
        default: place.storeBytes(of: bits, as: UInt64.self)
        }
    }

    /// The bits of an object as an item, with the complaints of `getargs` and the module's own.
    func arrayBits(_ code: ArrayCode, _ value: Ref) throws(Raised) -> UInt64 {
        switch code.character {
        case UInt8(ascii: "u"):
            guard value.isStr, value.strCount == 1 else {
                throw raise(.typeError, "array item must be unicode character")
            }
            return UInt64(value.characters[0])
        case UInt8(ascii: "f"): return UInt64(Float(try doubleValue(value)).bitPattern)
        case UInt8(ascii: "d"): return try doubleValue(value).bitPattern
        case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "Q"):
            return try unsignedBits(code, value)
        default: return UInt64(bitPattern: try signedValue(code, value))
        }
    }

    private func unsignedBits(_ code: ArrayCode, _ value: Ref) throws(Raised) -> UInt64 {
        let integer = try index(value)
        let isLong = code.character == UInt8(ascii: "Q")
        guard let number: UInt64 = fixedWidth(integer.ref) else {
            if intCompare(integer.ref, smallInt(0)) < 0 {
                throw raise(
                    .overflowError,
                    isLong
                        ? "can't convert negative int to unsigned"
                        : "can't convert negative value to unsigned int")
            }
            throw raise(
                .overflowError,
                isLong
                    ? "int too big to convert"
                    : "Python int too large to convert to C unsigned long")
        }
        if code.character == UInt8(ascii: "I"), number > UInt64(UInt32.max) {
            throw raise(.overflowError, "unsigned int is greater than maximum")
        }
        return number
    }

    private func signedValue(_ code: ArrayCode, _ value: Ref) throws(Raised) -> Int64 {
        let integer = try index(value)
        guard let number: Int64 = fixedWidth(integer.ref) else {
            throw raise(
                .overflowError,
                code.character == UInt8(ascii: "q")
                    ? "int too big to convert" : "Python int too large to convert to C long")
        }
        func check(_ name: String, _ low: Int64, _ high: Int64) throws(Raised) {
            if number < low { throw raise(.overflowError, "\(name) is less than minimum") }
            if number > high { throw raise(.overflowError, "\(name) is greater than maximum") }
        }
        switch code.character {
        case UInt8(ascii: "b"):
            try check("signed short integer", -32768, 32767)
            try check("signed char", -128, 127)
        case UInt8(ascii: "B"): try check("unsigned byte integer", 0, 255)
        case UInt8(ascii: "h"): try check("signed short integer", -32768, 32767)
        case UInt8(ascii: "H"):
            try check("signed integer", Int64(Int32.min), Int64(Int32.max))
            try check("unsigned short", 0, 65535)
        case UInt8(ascii: "i"):
            try check("signed integer", Int64(Int32.min), Int64(Int32.max))
        default: break
        }
        return number
    }
}
