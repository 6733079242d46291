/// Reads a code object from marshal version 4, what CPython 3.11 puts into a `.pyc`
/// (`Python/marshal.c`, `r_object`). It reads the types a code object can hold; any bytes end in a
/// value or an error.
public struct MarshalReader {
    private let bytes: [UInt8]
    private var position: Int
    /// What `FLAG_REF` values stand at each index; nil while the value is still being read.
    private var references: [Constant?] = []
    private var depth = 0

    /// CPython's limit on a release build (`MAX_MARSHAL_STACK_DEPTH`) is 2000; the depth of a
    /// code object is that of its nested functions and tuples, and 500 keeps the host's stack safe.
    private static let depthLimit = 500

    public init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        position = start
    }

    /// The code object the bytes hold.
    public mutating func readCode() throws(MarshalError) -> CodeUnit {
        guard case .code(let unit) = try readConstant() else {
            throw .unexpectedValue("not a code object")
        }
        return unit
    }

    /// The constant the bytes hold.
    public mutating func readConstant() throws(MarshalError) -> Constant {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw .tooDeep }
        let first = try readByte()
        let code = first & ~MarshalCode.referenceFlag
        if code == MarshalCode.reference {
            let index = Int(try readInt32())
            guard references.indices.contains(index), let value = references[index] else {
                throw .invalidReference
            }
            return value
        }
        var slot: Int?
        if first & MarshalCode.referenceFlag != 0 {
            slot = references.count
            references.append(nil)
        }
        let value = try readValue(code)
        if let slot { references[slot] = value }
        return value
    }

    private mutating func readValue(_ code: UInt8) throws(MarshalError) -> Constant {
        switch code {
        case MarshalCode.none: return .none
        case MarshalCode.false: return .false
        case MarshalCode.true: return .true
        case MarshalCode.ellipsis: return .ellipsis
        case MarshalCode.int: return .integer(.small(Int(try readInt32())))
        case MarshalCode.long: return .integer(try readLong())
        case MarshalCode.float: return .float(try readDouble())
        case MarshalCode.complex:
            let real = try readDouble()
            return .complex(real: real, imaginary: try readDouble())
        case MarshalCode.bytes: return .bytes(try readRun(try readCount()))
        case MarshalCode.unicode, MarshalCode.internedUnicode, MarshalCode.ascii,
            MarshalCode.internedASCII:
            return .string(try readRun(try readCount()))
        case MarshalCode.shortASCII, MarshalCode.shortInternedASCII:
            return .string(try readRun(Int(try readByte())))
        case MarshalCode.smallTuple: return .tuple(try readItems(Int(try readByte())))
        case MarshalCode.tuple: return .tuple(try readItems(try readCount()))
        case MarshalCode.frozenSet: return .frozenSet(try readItems(try readCount()))
        case MarshalCode.code: return .code(try readCodeFields())
        default: throw .unknownTypeCode(code)
        }
    }

    private mutating func readCodeFields() throws(MarshalError) -> CodeUnit {
        let argumentCount = try readInt32()
        let positionalOnly = try readInt32()
        let keywordOnly = try readInt32()
        let stackSize = try readInt32()
        let flags = try readInt32()
        let code = try readBytes()
        guard case .tuple(let constants) = try readConstant() else {
            throw .unexpectedValue("constants are not a tuple")
        }
        let names = try readNames()
        let localsPlusNames = try readNames()
        let kinds = try readBytes()
        let filename = try readName()
        let name = try readName()
        let qualifiedName = try readName()
        let firstLine = try readInt32()
        let locationTable = try readBytes()
        let exceptionTable = try readBytes()
        return CodeUnit(
            argumentCount: Int(argumentCount), positionalOnlyArgumentCount: Int(positionalOnly),
            keywordOnlyArgumentCount: Int(keywordOnly), stackSize: Int(stackSize),
            flags: CodeFlags(rawValue: UInt32(bitPattern: flags)), code: code,
            constants: constants, names: names, localsPlusNames: localsPlusNames,
            localsPlusKinds: kinds.map { LocalKind(rawValue: $0) }, filename: filename, name: name,
            qualifiedName: qualifiedName, firstLine: Int(firstLine), locationTable: locationTable,
            exceptionTable: exceptionTable)
    }

    private mutating func readBytes() throws(MarshalError) -> [UInt8] {
        guard case .bytes(let value) = try readConstant() else {
            throw .unexpectedValue("not bytes")
        }
        return value
    }

    private mutating func readName() throws(MarshalError) -> String {
        guard case .string(let value) = try readConstant() else {
            throw .unexpectedValue("not a string")
        }
        return String(decoding: value, as: UTF8.self)
    }

    private mutating func readNames() throws(MarshalError) -> [String] {
        guard case .tuple(let items) = try readConstant() else {
            throw .unexpectedValue("names are not a tuple")
        }
        var names: [String] = []
        names.reserveCapacity(items.count)
        for item in items {
            guard case .string(let value) = item else { throw .unexpectedValue("not a string") }
            names.append(String(decoding: value, as: UTF8.self))
        }
        return names
    }

    private mutating func readItems(_ count: Int) throws(MarshalError) -> [Constant] {
        // Every item takes a byte at least, so a count beyond the end is caught before allocating.
        guard count <= bytes.count - position else { throw .truncated }
        var items: [Constant] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try readConstant()) }
        return items
    }

    /// An integer outside 32 bits: a count of 15-bit digits, negative for a negative number.
    private mutating func readLong() throws(MarshalError) -> IntegerConstant {
        let signedCount = Int(try readInt32())
        let count = abs(signedCount)
        guard count * 2 <= bytes.count - position else { throw .truncated }
        var digits: [UInt32] = []
        for index in 0..<count {
            let low = try readByte()
            let digit = UInt32(low) | UInt32(try readByte()) << 8
            guard digit < 1 << 15 else { throw .unexpectedValue("digit out of range in long") }
            if index % 2 == 0 {
                digits.append(digit)
            } else {
                digits[digits.count - 1] |= digit << 15
            }
        }
        return IntegerConstant(isNegative: signedCount < 0, digits: digits)
    }

    private mutating func readCount() throws(MarshalError) -> Int {
        let count = try readInt32()
        guard count >= 0 else { throw .unexpectedValue("size out of range") }
        return Int(count)
    }

    private mutating func readRun(_ count: Int) throws(MarshalError) -> [UInt8] {
        guard count <= bytes.count - position else { throw .truncated }
        position += count
        return Array(bytes[(position - count)..<position])
    }

    private mutating func readByte() throws(MarshalError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        position += 1
        return bytes[position - 1]
    }

    private mutating func readInt32() throws(MarshalError) -> Int32 {
        guard bytes.count - position >= 4 else { throw .truncated }
        var value: UInt32 = 0
        for index in 0..<4 { value |= UInt32(bytes[position + index]) << UInt32(8 * index) }
        position += 4
        return Int32(bitPattern: value)
    }

    private mutating func readDouble() throws(MarshalError) -> Double {
        guard bytes.count - position >= 8 else { throw .truncated }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += 8
        return Double(bitPattern: value)
    }
}

extension IntegerConstant {
    /// From digits of 30 bits, least significant first; leading zeros are allowed.
    public init(isNegative: Bool, digits: [UInt32]) {
        var digits = digits
        while digits.last == 0 { digits.removeLast() }
        var magnitude: UInt64 = 0
        if digits.count <= 3 {
            var overflows = false
            for digit in digits.reversed() {
                overflows = overflows || magnitude >> 34 != 0
                magnitude = magnitude << 30 | UInt64(digit)
            }
            if !overflows {
                if !isNegative, magnitude <= UInt64(Int.max) {
                    self = .small(Int(magnitude))
                    return
                }
                if isNegative, magnitude <= UInt64(Int.max) + 1 {
                    self = .small(Int(truncatingIfNeeded: 0 &- magnitude))
                    return
                }
            }
        }
        self = .big(isNegative: isNegative, digits: digits)
    }
}
