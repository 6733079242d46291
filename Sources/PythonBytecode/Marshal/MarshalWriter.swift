/// Writes a code object as marshal version 4 (`Python/marshal.c`, `w_object`), which CPython 3.11
/// loads. Values that occur again are written as references; CPython decides that by reference
/// counts, so the bytes can differ from its own while the value is the same.
public struct MarshalWriter {
    public private(set) var bytes: [UInt8] = []
    private var references: [Key: Int32] = [:]
    private var referenceCount: Int32 = 0

    /// What makes two values one object: an interned string is not the same as a plain one.
    private struct Key: Hashable {
        var value: Constant
        var isInterned: Bool
    }

    public init() {}

    public static func marshal(_ unit: CodeUnit) -> [UInt8] {
        var writer = MarshalWriter()
        writer.append(unit)
        return writer.bytes
    }

    public mutating func append(_ constant: Constant) {
        switch constant {
        case .none: bytes.append(MarshalCode.none)
        case .false: bytes.append(MarshalCode.false)
        case .true: bytes.append(MarshalCode.true)
        case .ellipsis: bytes.append(MarshalCode.ellipsis)
        case .integer(let value): append(value)
        case .float(let value):
            bytes.append(MarshalCode.float)
            append(value)
        case .complex(let real, let imaginary):
            bytes.append(MarshalCode.complex)
            append(real)
            append(imaginary)
        case .string(let text): appendString(text, isInterned: Self.isIdentifierLike(text))
        case .bytes(let value): appendBytes(value)
        case .tuple(let items):
            guard let flag = startReferenced(constant) else { return }
            appendTupleHeader(count: items.count, flag: flag)
            for item in items { append(item) }
        case .frozenSet(let items):
            guard let flag = startReferenced(constant) else { return }
            bytes.append(MarshalCode.frozenSet | flag)
            append(Int32(truncatingIfNeeded: items.count))
            for item in items { append(item) }
        case .code(let unit): append(unit)
        }
    }

    public mutating func append(_ unit: CodeUnit) {
        bytes.append(MarshalCode.code)
        append(Int32(truncatingIfNeeded: unit.argumentCount))
        append(Int32(truncatingIfNeeded: unit.positionalOnlyArgumentCount))
        append(Int32(truncatingIfNeeded: unit.keywordOnlyArgumentCount))
        append(Int32(truncatingIfNeeded: unit.stackSize))
        append(Int32(bitPattern: unit.flags.rawValue))
        appendBytes(unit.code)
        append(.tuple(unit.constants))
        appendNames(unit.names)
        appendNames(unit.localsPlusNames)
        appendBytes(unit.localsPlusKinds.map(\.rawValue))
        appendString(Array(unit.filename.utf8), isInterned: false)
        appendString(Array(unit.name.utf8), isInterned: true)
        appendString(Array(unit.qualifiedName.utf8), isInterned: true)
        append(Int32(truncatingIfNeeded: unit.firstLine))
        appendBytes(unit.locationTable)
        appendBytes(unit.exceptionTable)
    }

    private mutating func appendNames(_ names: [String]) {
        appendTupleHeader(count: names.count, flag: 0)
        for name in names { appendString(Array(name.utf8), isInterned: true) }
    }

    /// Writes a reference and returns nil when the value was written before; else returns the flag
    /// that gives the value the next reference number.
    private mutating func startReferenced(
        _ value: Constant, isInterned: Bool = false
    ) -> UInt8? {
        let key = Key(value: value, isInterned: isInterned)
        if let index = references[key] {
            bytes.append(MarshalCode.reference)
            append(index)
            return nil
        }
        references[key] = referenceCount
        referenceCount += 1
        return MarshalCode.referenceFlag
    }

    private mutating func appendTupleHeader(count: Int, flag: UInt8) {
        if count < 256 {
            bytes.append(MarshalCode.smallTuple | flag)
            bytes.append(UInt8(truncatingIfNeeded: count))
        } else {
            bytes.append(MarshalCode.tuple | flag)
            append(Int32(truncatingIfNeeded: count))
        }
    }

    private mutating func appendBytes(_ value: [UInt8]) {
        guard let flag = startReferenced(.bytes(value)) else { return }
        bytes.append(MarshalCode.bytes | flag)
        append(Int32(truncatingIfNeeded: value.count))
        bytes += value
    }

    private mutating func appendString(_ text: [UInt8], isInterned: Bool) {
        guard let flag = startReferenced(.string(text), isInterned: isInterned) else { return }
        if text.allSatisfy({ $0 < 0x80 }) {
            if text.count < 256 {
                let code = isInterned ? MarshalCode.shortInternedASCII : MarshalCode.shortASCII
                bytes.append(code | flag)
                bytes.append(UInt8(truncatingIfNeeded: text.count))
                bytes += text
                return
            }
            bytes.append((isInterned ? MarshalCode.internedASCII : MarshalCode.ascii) | flag)
        } else {
            bytes.append((isInterned ? MarshalCode.internedUnicode : MarshalCode.unicode) | flag)
        }
        append(Int32(truncatingIfNeeded: text.count))
        bytes += text
    }

    /// The strings that `PyCode_New` interns: letters, digits and underscores only.
    static func isIdentifierLike(_ text: [UInt8]) -> Bool {
        text.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    private mutating func append(_ value: IntegerConstant) {
        let isNegative: Bool
        var digits: [UInt32] = []
        switch value {
        case .small(let number):
            if let narrow = Int32(exactly: number) {
                bytes.append(MarshalCode.int)
                append(narrow)
                return
            }
            isNegative = number < 0
            var rest = number.magnitude
            while rest != 0 {
                digits.append(UInt32(truncatingIfNeeded: rest & 0x7fff))
                rest >>= 15
            }
        case .big(let negative, let bigDigits):
            isNegative = negative
            for digit in bigDigits {
                digits.append(digit & 0x7fff)
                digits.append(digit >> 15)
            }
            while digits.last == 0 { digits.removeLast() }
        }
        bytes.append(MarshalCode.long)
        let count = Int32(truncatingIfNeeded: digits.count)
        append(isNegative ? -count : count)
        for digit in digits {
            bytes.append(UInt8(truncatingIfNeeded: digit))
            bytes.append(UInt8(truncatingIfNeeded: digit >> 8))
        }
    }

    private mutating func append(_ value: Int32) {
        let pattern = UInt32(bitPattern: value)
        for shift: UInt32 in [0, 8, 16, 24] {
            bytes.append(UInt8(truncatingIfNeeded: pattern >> shift))
        }
    }

    private mutating func append(_ value: Double) {
        for shift: UInt64 in [0, 8, 16, 24, 32, 40, 48, 56] {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
        }
    }
}
