import Glibc
import PythonBytecode
import PythonSyntax

/// Python's operators on constants, as constant folding needs them: nil wherever CPython would
/// raise, or where its limits keep a result from becoming too big (`Python/ast_opt.c`).
enum ConstantMath {
    private static let maximumIntegerBits = 128
    private static let maximumCollectionSize = 256
    private static let maximumTextSize = 4096
    private static let maximumTotalItems = 1024

    static func unary(_ op: UnaryOperator, _ value: Constant) -> Constant? {
        switch (op, value) {
        case (.not, _): return value.isTrue ? .false : .true
        case (.minus, .float(let number)): return .float(-number)
        case (.plus, .float): return value
        case (.minus, .complex(let real, let imaginary)):
            return .complex(real: -real, imaginary: -imaginary)
        case (.plus, .complex): return value
        default: break
        }
        guard let number = value.integer else { return nil }
        switch op {
        case .plus: return .integer(number)
        case .minus: return .integer(IntegerMath.negated(number))
        case .invert:
            return .integer(IntegerMath.subtract(IntegerMath.negated(number), .small(1)))
        case .not: return nil
        }
    }

    static func binary(_ left: Constant, _ op: BinaryOperator, _ right: Constant) -> Constant? {
        if let first = left.integer, let second = right.integer {
            if left.isBoolean, right.isBoolean, let result = logical(op, left, right) {
                return result
            }
            return IntegerMath.binary(first, op, second)
        }
        switch op {
        case .add:
            if let joined = concatenation(left, right) { return joined }
        case .multiply:
            if let count = left.integer, let result = repetition(right, count) { return result }
            if let count = right.integer, let result = repetition(left, count) { return result }
        default: break
        }
        return FloatMath.binary(left, op, right)
    }

    /// `&`, `|` and `^` of two bools are bools.
    private static func logical(
        _ op: BinaryOperator, _ left: Constant, _ right: Constant
    ) -> Constant? {
        switch op {
        case .bitAnd: left.isTrue && right.isTrue ? .true : .false
        case .bitOr: left.isTrue || right.isTrue ? .true : .false
        case .bitXor: left.isTrue != right.isTrue ? .true : .false
        default: nil
        }
    }

    private static func concatenation(_ left: Constant, _ right: Constant) -> Constant? {
        switch (left, right) {
        case (.string(let first), .string(let second)):
            .string(joinedWTF8(first, second))
        case (.bytes(let first), .bytes(let second)): .bytes(first + second)
        case (.tuple(let first), .tuple(let second)): .tuple(first + second)
        default: nil
        }
    }

    /// WTF-8 text after text. Python keeps two surrogates that meet as two characters, and so do
    /// the bytes: each keeps its own three.
    private static func joinedWTF8(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { left + right }

    private static func repetition(_ value: Constant, _ count: IntegerConstant) -> Constant? {
        let size: Int
        let limit: Int
        switch value {
        case .string(let text):
            size = text.reduce(0) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
            limit = maximumTextSize
        case .bytes(let bytes): (size, limit) = (bytes.count, maximumTextSize)
        case .tuple(let items): (size, limit) = (items.count, maximumCollectionSize)
        default: return nil
        }
        guard size > 0 else {
            // The count is read all the same: one that is no `ssize_t` raises.
            if case .small = count { return value }
            return nil
        }
        guard case .small(let times) = count, times >= 0, times <= limit / size else { return nil }
        if times > 0, case .tuple = value,
            complexity(value, limit: maximumTotalItems / times) < 0
        {
            return nil
        }
        switch value {
        case .string(let text): return .string(repeated(text, times))
        case .bytes(let bytes): return .bytes(repeated(bytes, times))
        case .tuple(let items): return .tuple(repeated(items, times))
        default: return nil
        }
    }

    private static func repeated<Element>(_ items: [Element], _ times: Int) -> [Element] {
        var result: [Element] = []
        result.reserveCapacity(items.count * times)
        for _ in 0..<times { result += items }
        return result
    }

    /// What is left of `limit` when the items of a collection, inner ones included, are taken off.
    private static func complexity(_ value: Constant, limit: Int) -> Int {
        guard case .tuple(let items) = value else { return limit }
        var rest = limit - items.count
        for item in items where rest >= 0 { rest = complexity(item, limit: rest) }
        return rest
    }

    /// `value[index]`.
    static func item(_ value: Constant, _ index: Constant) -> Constant? {
        guard case .small(let number)? = index.integer else { return nil }
        func position(_ count: Int) -> Int? {
            let position = number < 0 ? number &+ count : number
            return position >= 0 && position < count ? position : nil
        }
        switch value {
        case .bytes(let bytes):
            return position(bytes.count).map { .integer(.small(Int(bytes[$0]))) }
        case .tuple(let items): return position(items.count).map { items[$0] }
        case .string(let text):
            let starts = text.indices.filter { text[$0] & 0xc0 != 0x80 }
            return position(starts.count).map { index in
                let end = index + 1 < starts.count ? starts[index + 1] : text.count
                return .string(Array(text[starts[index]..<end]))
            }
        default: return nil
        }
    }

    // MARK: Equality

    /// The first of each group of equal constants, in order: the elements of a set.
    static func distinct(_ items: [Constant]) -> [Constant] {
        var exact: Set<Constant> = []
        var hasNumberLike = false
        var result: [Constant] = []
        for item in items where exact.insert(item).inserted {
            // Only numbers, and tuples of them, can be equal without being the same constant.
            switch item {
            case .string, .bytes, .none, .ellipsis, .code: result.append(item)
            default:
                if hasNumberLike, result.contains(where: { isEqual($0, item) }) { continue }
                hasNumberLike = true
                result.append(item)
            }
        }
        return result
    }

    /// Python's `==`: `1`, `1.0`, `True` and `1+0j` are equal.
    static func isEqual(_ left: Constant, _ right: Constant) -> Bool {
        if let first = left.integer, let second = right.integer { return first == second }
        switch (left, right) {
        case (.tuple(let first), .tuple(let second)):
            return first.count == second.count && zip(first, second).allSatisfy(isEqual)
        case (.frozenSet(let first), .frozenSet(let second)):
            return first.count == second.count
                && first.allSatisfy { item in second.contains { isEqual($0, item) } }
        default: break
        }
        guard let first = FloatMath.complexValue(left), let second = FloatMath.complexValue(right)
        else { return left == right }
        return first.real == second.real && first.imaginary == second.imaginary
    }
}

extension Constant {
    /// The value as an `int`; a bool is one.
    var integer: IntegerConstant? {
        switch self {
        case .integer(let value): value
        case .true: .small(1)
        case .false: .small(0)
        default: nil
        }
    }

    var isBoolean: Bool {
        switch self {
        case .true, .false: true
        default: false
        }
    }
}
