/// How a sort compares keys: when a look at all keys finds them of one simple type, in a way that
/// needs no dispatch. The number and order of comparisons is the same whichever it is.
struct SortComparison {
    enum Kind {
        /// Strings of 1 byte a character, by bytes.
        case latin1
        /// Ints of at most one digit.
        case smallInt
        /// Ints of any size.
        case int
        case float
        /// One type, whose comparison is called directly.
        case sameType
        case general
    }

    let interpreter: Interpreter
    var kind: Kind = .general
    /// The `tp_richcompare` of the keys' one type.
    var slot: CompareSlot?
    /// Whether keys are tuples and `kind` is about their first items.
    var isTuples = false

    /// Looks at the keys; there are two or more.
    init(_ interpreter: Interpreter, _ keys: UnsafeMutablePointer<RawObject?>, _ count: Int) {
        self.interpreter = interpreter
        guard let first = keys[0] else { return }
        let tuple = interpreter.type(.tuple)
        isTuples = Ref(first).type == tuple && Ref(first).itemCount > 0
        let type = (isTuples ? Ref(first).tupleItem(0) : Ref(first)).type
        var isOneType = true
        var isLatin1 = true
        var isBounded = true
        for index in 0..<count {
            guard let raw = keys[index] else { return }
            if isTuples, !(Ref(raw).type == tuple && Ref(raw).itemCount > 0) {
                isTuples = false
                isOneType = false
                break
            }
            let key = isTuples ? Ref(raw).tupleItem(0) : Ref(raw)
            guard key.type == type else {
                isOneType = false
                if isTuples { continue }
                break
            }
            if type == interpreter.type(.int), abs(key.itemCount) > 1 { isBounded = false }
            if type == interpreter.type(.str), key.strKind != 1 { isLatin1 = false }
        }
        guard isOneType, !(isTuples && type == tuple) else { return }
        if type == interpreter.type(.str), isLatin1 {
            kind = .latin1
        } else if type == interpreter.type(.int), isBounded {
            kind = .smallInt
        } else if type == interpreter.type(.int) {
            kind = .int
        } else if type == interpreter.type(.float) {
            kind = .float
        } else if let slot = type.pointee.tp_richcompare {
            kind = .sameType
            self.slot = slot
        }
    }

    /// `left < right`.
    @inline(__always)
    func isLess(_ left: RawObject?, _ right: RawObject?) throws(Raised) -> Bool {
        // SAFETY: a sort moves references around and never has nil among them.
        let left = Ref(left.unsafelyUnwrapped)
        let right = Ref(right.unsafelyUnwrapped)
        if isTuples { return try isTupleLess(left, right) }
        return try isItemLess(left, right)
    }

    @inline(__always)
    private func isItemLess(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        switch kind {
        case .latin1: return isLatin1Less(left, right)
        case .smallInt: return smallValue(left) < smallValue(right)
        case .int: return interpreter.intCompare(left, right) < 0
        case .float:
            return left.fields(PyFloatObject.self).pointee.ob_fval
                < right.fields(PyFloatObject.self).pointee.ob_fval
        case .sameType: return try isObjectLess(left, right)
        case .general: return try interpreter.compareBool(left, right, .less)
        }
    }

    @inline(__always)
    private func smallValue(_ int: Ref) -> Int {
        let fields = int.fields(PyLongObject.self)
        let size = fields.pointee.ob_size
        return size == 0 ? 0 : size &* Int(fields.pointee.ob_digit)
    }

    private func isLatin1Less(_ left: Ref, _ right: Ref) -> Bool {
        let shared = min(left.strCount, right.strCount)
        let order = memoryOrder(left.strData, right.strData, shared)
        return order == 0 ? left.strCount < right.strCount : order < 0
    }

    private func isObjectLess(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        // A comparison may have changed the type's slot, or an object's type.
        guard let slot,
            interpreter.sameSlot(left.type.pointee.tp_richcompare, slot)
        else { return try interpreter.compareBool(left, right, .less) }
        let result = try checked(slot(left.raw, right.raw, Comparison.less.rawValue))
        if result.ref == interpreter.notImplemented {
            return try interpreter.compareBool(left, right, .less)
        }
        return try interpreter.isTrue(result.ref)
    }

    private func isTupleLess(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        let shared = min(left.itemCount, right.itemCount)
        var index = 0
        while index < shared {
            let isEqual = try interpreter.compareBool(
                left.tupleItem(index), right.tupleItem(index), .equal)
            if !isEqual { break }
            index &+= 1
        }
        if index >= shared { return left.itemCount < right.itemCount }
        if index == 0 { return try isItemLess(left.tupleItem(0), right.tupleItem(0)) }
        return try interpreter.compareBool(left.tupleItem(index), right.tupleItem(index), .less)
    }
}
