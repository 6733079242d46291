import PythonBytecode
import PythonSyntax

/// The constants of a compilation: first those of the tree, under the tree's own ids, then what
/// folding and code generation make. Each equal value has one *canonical* id, the counterpart of the
/// object CPython keeps in its constant cache.
struct ConstantPool: Sendable {
    private(set) var values: ContiguousArray<Constant>
    private var canonicalIDs: ContiguousArray<UInt32>
    private var canonicalByValue: [Constant: UInt32] = [:]

    private static let unknown = UInt32.max

    init(_ tree: SyntaxTree) {
        values = []
        values.reserveCapacity(tree.constants.count + 16)
        for constant in tree.constants { values.append(Constant(constant)) }
        canonicalIDs = ContiguousArray(repeating: Self.unknown, count: values.count)
    }

    @inline(__always)
    subscript(id: ConstantID) -> Constant { values[id.position] }

    mutating func add(_ value: Constant) -> ConstantID {
        values.append(value)
        canonicalIDs.append(Self.unknown)
        return ConstantID(values.count - 1)
    }

    mutating func canonical(_ id: ConstantID) -> UInt32 {
        let known = canonicalIDs[id.position]
        if known != Self.unknown { return known }
        let value = values[id.position]
        // A NaN equals nothing, so each one that was read or computed stays an object of its own.
        if value.containsNaN {
            canonicalIDs[id.position] = id.rawValue
            return id.rawValue
        }
        if let first = canonicalByValue[value] {
            canonicalIDs[id.position] = first
            return first
        }
        canonicalByValue[value] = id.rawValue
        canonicalIDs[id.position] = id.rawValue
        return id.rawValue
    }

    mutating func canonical(_ value: Constant) -> UInt32 {
        if let first = canonicalByValue[value] { return first }
        return canonical(add(value))
    }
}

extension Constant {
    fileprivate var containsNaN: Bool {
        switch self {
        case .float(let value): value.isNaN
        case .complex(let real, let imaginary): real.isNaN || imaginary.isNaN
        case .tuple(let items), .frozenSet(let items): items.contains(where: \.containsNaN)
        default: false
        }
    }

    init(_ literal: SyntaxConstant) {
        switch literal {
        case .none: self = .none
        case .true: self = .true
        case .false: self = .false
        case .ellipsis: self = .ellipsis
        case .integer(.small(let value)): self = .integer(.small(value))
        case .integer(.big(let digits)):
            self = .integer(IntegerConstant(isNegative: false, digits: digits))
        case .float(let value): self = .float(value)
        case .imaginary(let value): self = .complex(real: 0, imaginary: value)
        case .string(let text): self = .string(text)
        case .bytes(let value): self = .bytes(value)
        case .negativeInteger(.small(let value)): self = .integer(.small(-value))
        case .negativeInteger(.big(let digits)):
            self = .integer(IntegerConstant(isNegative: true, digits: digits))
        case .complex(let real, let imaginary):
            self = .complex(real: real, imaginary: imaginary)
        case .tuple(let items): self = .tuple(items.map { Constant($0) })
        case .frozenSet(let items): self = .frozenSet(items.map { Constant($0) })
        // No such tree gets here: the validator refuses it.
        case .invalid: self = .none
        }
    }
}
