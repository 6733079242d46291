import Glibc

/// The operations any object may have, dispatched by its type (`Objects/object.c`).

/// The six comparisons, numbered as `Py_LT` … `Py_GE`.
public enum Comparison: Int32, Sendable {
    case less = 0
    case lessOrEqual, equal, notEqual, greater, greaterOrEqual

    /// The comparison with the operands exchanged.
    public var reflected: Comparison {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    public var symbol: String {
        switch self {
        case .less: "<"
        case .lessOrEqual: "<="
        case .equal: "=="
        case .notEqual: "!="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}

extension Interpreter {
    /// `repr(object)`, a str.
    public func repr(_ object: Ref) throws(Raised) -> Owned {
        guard let slot = object.type.pointee.tp_repr else {
            return try makeString(
                "<\(typeName(object.type, limit: nil)) object at \(addressText(object))>")
        }
        try enterNative(" while getting the repr of an object")
        let raw = slot(object.raw)
        leaveNative()
        let result = try checked(raw)
        guard result.ref.isStr else {
            throw raise(
                .typeError, "__repr__ returned non-string (type \(typeName(result.ref.type)))")
        }
        return result
    }

    /// `str(object)`, a str.
    public func str(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.str) { return object.owned() }
        guard let slot = object.type.pointee.tp_str else { return try repr(object) }
        try enterNative(" while getting the str of an object")
        let raw = slot(object.raw)
        leaveNative()
        let result = try checked(raw)
        guard result.ref.isStr else {
            throw raise(
                .typeError, "__str__ returned non-string (type \(typeName(result.ref.type)))")
        }
        return result
    }

    /// `hash(object)`; never −1.
    public func hash(_ object: Ref) throws(Raised) -> Int {
        guard let slot = object.type.pointee.tp_hash else {
            throw raise(.typeError, "unhashable type: '\(typeName(object.type))'")
        }
        let result = slot(object.raw)
        if result == -1 { throw Raised() }
        return result
    }

    /// The hash of an object by its address, which is the simulated one, so that it is the same everywhere.
    public func addressHash(_ object: Ref) -> Int {
        let address = AddressSpace.simulatedAddress(of: object.raw)
        let rotated = (address >> 4) | (address << 60)
        let hash = Int(bitPattern: UInt(rotated))
        return hash == -1 ? -2 : hash
    }

    /// `left op right`: the subclass's reflected method first, then both, then identity for `==` and `!=`.
    public func compare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        try enterNative(" in comparison")
        defer { leaveNative() }
        var triedReflected = false
        if left.type != right.type, isSubtype(right.type, left.type),
            let slot = right.type.pointee.tp_richcompare
        {
            triedReflected = true
            let result = try checked(slot(right.raw, left.raw, op.reflected.rawValue))
            if result.ref != notImplemented { return result }
        }
        if let slot = left.type.pointee.tp_richcompare {
            let result = try checked(slot(left.raw, right.raw, op.rawValue))
            if result.ref != notImplemented { return result }
        }
        if !triedReflected, let slot = right.type.pointee.tp_richcompare {
            let result = try checked(slot(right.raw, left.raw, op.reflected.rawValue))
            if result.ref != notImplemented { return result }
        }
        switch op {
        case .equal: return bool(left == right)
        case .notEqual: return bool(left != right)
        default:
            throw raise(
                .typeError,
                "'\(op.symbol)' not supported between instances of \(operandNames(left, right))"
            )
        }
    }

    /// The truth of a comparison, with identical objects equal (`PyObject_RichCompareBool`).
    public func compareBool(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Bool {
        if left == right {
            if op == .equal { return true }
            if op == .notEqual { return false }
        }
        let result = try compare(left, right, op)
        if result.ref == self.true { return true }
        if result.ref == self.false { return false }
        return try isTrue(result.ref)
    }

    /// `bool(object)`.
    public func isTrue(_ object: Ref) throws(Raised) -> Bool {
        if object == self.true { return true }
        if object == self.false || object == none { return false }
        let type = object.type
        let result: Int
        if let slot = type.pointee.tp_as_number?.pointee.nb_bool {
            result = Int(slot(object.raw))
        } else if let slot = type.pointee.tp_as_mapping?.pointee.mp_length {
            result = slot(object.raw)
        } else if let slot = type.pointee.tp_as_sequence?.pointee.sq_length {
            result = slot(object.raw)
        } else {
            return true
        }
        if result < 0 { throw Raised() }
        return result > 0
    }

    /// `object.name`.
    public func getAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        guard let slot = object.type.pointee.tp_getattro else {
            throw raise(
                .attributeError,
                "'\(typeName(object.type))' object has no attribute '\(name.text)'")
        }
        guard let value = slot(object.raw, name.raw) else {
            setAttributeErrorContext(object, name)
            throw Raised()
        }
        return Owned(stealing: value)
    }

    /// `object.name`, or nil where that raises `AttributeError`; the caller owns the result.
    public func lookupAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        if let found = object.type.pointee.tp_getattro?(object.raw, name.raw) { return found }
        guard currentExceptionIs(.attributeError) else { throw Raised() }
        clearException()
        return nil
    }

    /// `object.name = value`, or `del object.name` when the value is nil.
    public func setAttribute(_ object: Ref, _ name: Ref, _ value: Ref?) throws(Raised) {
        guard let slot = object.type.pointee.tp_setattro else {
            let what =
                object.type.pointee.tp_getattro == nil
                ? "no attributes" : "only read-only attributes"
            throw raise(
                .typeError,
                "'\(typeName(object.type))' object has \(what) (\(value == nil ? "del" : "assign to") .\(name.text))"
            )
        }
        if slot(object.raw, name.raw, value?.raw) < 0 { throw Raised() }
    }

    /// The name without module that messages use: the part of `tp_name` after the last dot for static types.
    ///
    /// Messages show at most 200 bytes of it, those of some operations other numbers (`%.200s`); nil is all of it.
    public func typeName(_ type: TypePointer, limit: Int? = 200) -> String {
        guard let name = type.pointee.tp_name else { return "?" }
        let count = strlen(name)
        return String(
            decoding: UnsafeRawBufferPointer(start: name, count: min(count, limit ?? count)),
            as: UTF8.self)
    }

    /// The simulated address of an object as `%p` prints it.
    public func addressText(_ object: Ref) -> String {
        "0x" + String(AddressSpace.simulatedAddress(of: object.raw), radix: 16)
    }

    /// Counts a descent of native code that may come back here, as CPython counts it
    /// (`Py_EnterRecursiveCall`); raises `RecursionError` when it is too deep. Matched by `leaveNative`.
    @inline(__always)
    public func enterNative(_ where: StaticString = "") throws(Raised) {
        if state.pointee.evaluation.depth >= state.pointee.limits.recursionLimit
            || state.pointee.limits.nativeDepth >= state.pointee.limits.nativeDepthLimit
        {
            throw raiseTooDeep(`where`)
        }
        state.pointee.limits.nativeDepth &+= 1
        state.pointee.evaluation.depth &+= 1
    }

    /// Calls that are running inside each other, as the recursion limit counts them.
    public var recursionDepth: Int { state.pointee.evaluation.depth }

    @inline(__always)
    public func leaveNative() {
        state.pointee.limits.nativeDepth &-= 1
        state.pointee.evaluation.depth &-= 1
    }

    @inline(never)
    func raiseTooDeep(_ where: StaticString) -> Raised {
        raise(.recursionError, "maximum recursion depth exceeded\(`where`)")
    }
}
