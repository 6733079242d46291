/// A code object as a plain value: what the compiler makes, `marshal` reads and writes, and the
/// runtime turns into a heap object. Field by field the counterpart of `PyCodeObject`
/// (`Include/cpython/code.h`), in the form `code.replace()` and `marshal` show it.
public struct CodeUnit: Hashable, Sendable {
    public var argumentCount: Int
    public var positionalOnlyArgumentCount: Int
    public var keywordOnlyArgumentCount: Int
    /// `co_stacksize`, in slots of the value stack.
    public var stackSize: Int
    public var flags: CodeFlags
    /// `co_code`: code units of 2 bytes (opcode, argument), inline caches included and zero.
    public var code: [UInt8]
    public var constants: [Constant]
    public var names: [String]
    /// `co_localsplusnames`: parameters, other locals, then cells that aren't locals, then free variables.
    public var localsPlusNames: [String]
    /// `co_localspluskinds`: one byte a name, bits as in `LocalKind`.
    public var localsPlusKinds: [LocalKind]
    public var filename: String
    public var name: String
    public var qualifiedName: String
    public var firstLine: Int
    /// `co_linetable`, in the form of `Objects/locations.md`.
    public var locationTable: [UInt8]
    /// `co_exceptiontable`, in the form of `Objects/exception_handling_notes.txt`.
    public var exceptionTable: [UInt8]

    public init(
        argumentCount: Int = 0, positionalOnlyArgumentCount: Int = 0,
        keywordOnlyArgumentCount: Int = 0, stackSize: Int = 0, flags: CodeFlags = [],
        code: [UInt8] = [], constants: [Constant] = [], names: [String] = [],
        localsPlusNames: [String] = [], localsPlusKinds: [LocalKind] = [], filename: String,
        name: String, qualifiedName: String, firstLine: Int, locationTable: [UInt8] = [],
        exceptionTable: [UInt8] = []
    ) {
        self.argumentCount = argumentCount
        self.positionalOnlyArgumentCount = positionalOnlyArgumentCount
        self.keywordOnlyArgumentCount = keywordOnlyArgumentCount
        self.stackSize = stackSize
        self.flags = flags
        self.code = code
        self.constants = constants
        self.names = names
        self.localsPlusNames = localsPlusNames
        self.localsPlusKinds = localsPlusKinds
        self.filename = filename
        self.name = name
        self.qualifiedName = qualifiedName
        self.firstLine = firstLine
        self.locationTable = locationTable
        self.exceptionTable = exceptionTable
    }
}

/// A constant of a code object. Two constants that CPython merges are equal here: the type counts
/// (`1` is not `1.0`), and so do the sign of zero and the order inside a tuple. NaNs are equal by bits.
public indirect enum Constant: Sendable {
    case none
    case `true`
    case `false`
    case ellipsis
    case integer(IntegerConstant)
    case float(Double)
    case complex(real: Double, imaginary: Double)
    /// WTF-8: UTF-8 in which a lone surrogate is encoded as three bytes.
    case string([UInt8])
    case bytes([UInt8])
    case tuple([Constant])
    case frozenSet([Constant])
    case code(CodeUnit)
}

/// An integer of any size as sign and magnitude.
public enum IntegerConstant: Hashable, Sendable {
    case small(Int)
    /// Digits of 30 bits, least significant first, without leading zeros; for what `Int` can't hold.
    case big(isNegative: Bool, digits: [UInt32])
}

extension Constant: Hashable {
    public static func == (left: Constant, right: Constant) -> Bool {
        switch (left, right) {
        case (.none, .none), (.true, .true), (.false, .false), (.ellipsis, .ellipsis): true
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
        case (.complex(let a, let b), .complex(let c, let d)):
            a.bitPattern == c.bitPattern && b.bitPattern == d.bitPattern
        case (.string(let a), .string(let b)), (.bytes(let a), .bytes(let b)): a == b
        case (.tuple(let a), .tuple(let b)): a == b
        case (.frozenSet(let a), .frozenSet(let b)): a == b
        case (.code(let a), .code(let b)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .none: hasher.combine(0)
        case .true: hasher.combine(1)
        case .false: hasher.combine(2)
        case .ellipsis: hasher.combine(3)
        case .integer(let value):
            hasher.combine(4)
            hasher.combine(value)
        case .float(let value):
            hasher.combine(5)
            hasher.combine(value.bitPattern)
        case .complex(let real, let imaginary):
            hasher.combine(6)
            hasher.combine(real.bitPattern)
            hasher.combine(imaginary.bitPattern)
        case .string(let value):
            hasher.combine(7)
            value.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .bytes(let value):
            hasher.combine(8)
            value.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .tuple(let items):
            hasher.combine(9)
            hasher.combine(items)
        case .frozenSet(let items):
            hasher.combine(10)
            hasher.combine(items)
        case .code(let unit):
            hasher.combine(11)
            hasher.combine(unit.qualifiedName)
            hasher.combine(unit.firstLine)
            unit.code.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }
}

/// `co_flags` (`Include/cpython/code.h`).
public struct CodeFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let optimized = CodeFlags(rawValue: 0x1)
    public static let newLocals = CodeFlags(rawValue: 0x2)
    public static let varArguments = CodeFlags(rawValue: 0x4)
    public static let varKeywords = CodeFlags(rawValue: 0x8)
    public static let nested = CodeFlags(rawValue: 0x10)
    public static let generator = CodeFlags(rawValue: 0x20)
    public static let coroutine = CodeFlags(rawValue: 0x80)
    public static let iterableCoroutine = CodeFlags(rawValue: 0x100)
    public static let asyncGenerator = CodeFlags(rawValue: 0x200)
    public static let futureDivision = CodeFlags(rawValue: 0x20000)
    public static let futureAbsoluteImport = CodeFlags(rawValue: 0x40000)
    public static let futureWithStatement = CodeFlags(rawValue: 0x80000)
    public static let futurePrintFunction = CodeFlags(rawValue: 0x100000)
    public static let futureUnicodeLiterals = CodeFlags(rawValue: 0x200000)
    public static let futureBarryAsBDFL = CodeFlags(rawValue: 0x400000)
    public static let futureGeneratorStop = CodeFlags(rawValue: 0x800000)
    public static let futureAnnotations = CodeFlags(rawValue: 0x1000000)
    /// All that `from __future__ import` switches on.
    public static let futures: CodeFlags = [
        futureDivision, futureAbsoluteImport, futureWithStatement, futurePrintFunction,
        futureUnicodeLiterals, futureBarryAsBDFL, futureGeneratorStop, futureAnnotations,
    ]
}

/// What a name of `co_localsplusnames` is; a parameter can be a local and a cell at once.
public struct LocalKind: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let local = LocalKind(rawValue: 0x20)
    public static let cell = LocalKind(rawValue: 0x40)
    public static let free = LocalKind(rawValue: 0x80)
}
