/// A run of equal items in a format of the module `struct`, 32 bytes as in CPython (`formatcode`), so that a
/// `Struct` takes as much memory as there.
struct StructItem {
    /// The character of the format, with `isBigEndian` and `isNative` above it. 0 ends a list.
    var code: UInt
    /// Bytes from the start of the data.
    var offset: Int
    /// The bytes of one item; for `s` and `p` those of the whole string.
    var size: Int
    var repeatCount: Int

    static var isBigEndian: UInt { 0x100 }
    static var isNative: UInt { 0x200 }

    var character: UInt8 { UInt8(truncatingIfNeeded: code) }
    var isBigEndian: Bool { code & StructItem.isBigEndian != 0 }
    var isNative: Bool { code & StructItem.isNative != 0 }
}

/// A format that has been read: what to pack and unpack, and where.
///
/// A first character says how: `@`, or none, for the machine's sizes, alignment and byte order, `=` for its
/// byte order alone, `<` little endian, `>` and `!` big endian. Then characters for items, each with an
/// optional count.
struct StructFormat {
    enum Failure: Error {
        case badCharacter, noCharacter, tooLarge

        var message: String {
            switch self {
            case .badCharacter: "bad char in struct format"
            case .noCharacter: "repeat count given without format specifier"
            case .tooLarge: "total struct size too long"
            }
        }
    }

    private(set) var items: [StructItem] = []
    /// All bytes.
    private(set) var size = 0
    /// How many values are packed.
    private(set) var count = 0

    init(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        var position = 0
        let marks = StructFormat.marks(text.first)
        if let first = text.first, "@=<>!".utf8.contains(first) { position = 1 }
        let isNative = marks & StructItem.isNative != 0
        while position < text.count {
            let byte = text[position]
            position += 1
            if byte == 0x20 || (9...13).contains(byte) { continue }
            var number = 1
            var character = byte
            if StructFormat.isDigit(byte) {
                (number, position) = try StructFormat.number(text, position - 1)
                character = text[position]
                position += 1
            }
            guard let itemSize = StructFormat.size(character, isNative: isNative) else {
                throw .badCharacter
            }
            if isNative { try align(character, itemSize) }
            try add(character, itemSize, number, marks)
        }
    }

    /// The marks that the first character of a format gives its items.
    private static func marks(_ first: UInt8?) -> UInt {
        switch first {
        case UInt8(ascii: "<"), UInt8(ascii: "="): 0
        case UInt8(ascii: ">"), UInt8(ascii: "!"): StructItem.isBigEndian
        default: StructItem.isNative
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The number at a position and the position behind it, where there is a character.
    private static func number(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int
    ) throws(Failure) -> (Int, Int) {
        var position = start
        var number = 0
        while position < text.count, isDigit(text[position]) {
            let (product, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, exceeds) = product.addingReportingOverflow(Int(text[position] - 0x30))
            if overflows || exceeds { throw .tooLarge }
            number = sum
            position += 1
        }
        if position == text.count { throw .noCharacter }
        return (number, position)
    }

    /// The bytes of one item; nil for what is no format.
    static func size(_ character: UInt8, isNative: Bool) -> Int? {
        switch character {
        case UInt8(ascii: "x"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "c"),
            UInt8(ascii: "s"), UInt8(ascii: "p"), UInt8(ascii: "?"):
            1
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "e"): 2
        case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): 4
        case UInt8(ascii: "l"), UInt8(ascii: "L"): isNative ? 8 : 4
        case UInt8(ascii: "q"), UInt8(ascii: "Q"), UInt8(ascii: "d"): 8
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "P"): isNative ? 8 : nil
        default: nil
        }
    }

    /// Moves to where an item of native alignment begins.
    private mutating func align(_ character: UInt8, _ itemSize: Int) throws(Failure) {
        let (sum, overflows) = size.addingReportingOverflow(itemSize - 1)
        if overflows { throw .tooLarge }
        size = sum / itemSize * itemSize
    }

    private mutating func add(
        _ character: UInt8, _ itemSize: Int, _ number: Int, _ marks: UInt
    ) throws(Failure) {
        let isText = character == UInt8(ascii: "s") || character == UInt8(ascii: "p")
        if character == UInt8(ascii: "x") {
            // Bytes that are skipped.
        } else if isText {
            items.append(
                StructItem(
                    code: UInt(character) | marks, offset: size, size: number, repeatCount: 1))
            count += 1
        } else if number > 0 {
            items.append(
                StructItem(
                    code: UInt(character) | marks, offset: size, size: itemSize,
                    repeatCount: number))
            // At most as many as bytes, and those are checked next.
            count = count &+ number
        }
        let (bytes, overflows) = itemSize.multipliedReportingOverflow(by: number)
        let (sum, exceeds) = size.addingReportingOverflow(bytes)
        if overflows || exceeds { throw .tooLarge }
        size = sum
    }
}
