/// The type `bool` (`Objects/boolobject.c`): two static ints that print as names, and bit operators
/// that stay within the type.
extension Interpreter {
    static func boolTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .bool, name: "bool", base: .int, basicSize: 32,
            flags: TypeFlags.intSubclass | TypeFlags.matchSelf,
            slots: { block in
                block.pointee.type.tp_dealloc = { Ref($0).header.pointee.ob_refcnt = 1 << 60 }
                block.pointee.type.tp_repr = { raw in
                    withObject(raw) { interpreter, object throws(Raised) in
                        interpreter.name(object.intSize != 0 ? .True : .False).owned()
                    }
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, _ throws(Raised) in
                        try interpreter.newBool(Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                    withObject(type) { interpreter, _ throws(Raised) in
                        let count = Int(flags & ~Interpreter.argumentsOffset)
                        try interpreter.checkNoKeywords("bool()", names)
                        try interpreter.checkArguments("bool", count, 0, 1)
                        if count == 0 { return interpreter.false.owned() }
                        return interpreter.bool(
                            try interpreter.isTrue(interpreter.argument(arguments, 0)))
                    }
                }
                setBoolOperators(&block.pointee.number)
            })
    }

    private static func setBoolOperators(_ number: inout PyNumberMethods) {
        number.nb_and = { left, right in
            boolOperation(left, right, { $0 && $1 }) { interpreter, left, right throws(Raised) in
                try interpreter.intAnd(left, right)
            }
        }
        number.nb_or = { left, right in
            boolOperation(left, right, { $0 || $1 }) { interpreter, left, right throws(Raised) in
                try interpreter.intOr(left, right)
            }
        }
        number.nb_xor = { left, right in
            boolOperation(left, right, { $0 != $1 }) { interpreter, left, right throws(Raised) in
                try interpreter.intXor(left, right)
            }
        }
    }

    private func newBool(_ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        if let keywords, keywords.dictCount > 0 {
            throw raise(.typeError, "bool() takes no keyword arguments")
        }
        try checkArguments("bool", arguments.itemCount, 0, 1)
        if arguments.itemCount == 0 { return self.false.owned() }
        return bool(try isTrue(arguments.tupleItem(0)))
    }
}

/// Two bools give a bool, other ints an int.
@inline(__always)
private func boolOperation(
    _ left: RawObject, _ right: RawObject, _ onBools: (Bool, Bool) -> Bool,
    _ onInts: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let (first, second) = (Ref(left), Ref(right))
    if first.isExactly(.bool), second.isExactly(.bool) {
        let result = onBools(first.intSize != 0, second.intSize != 0)
        return first.interpreter.bool(result).take()
    }
    guard first.isInt, second.isInt else { return notImplementedResult(left) }
    return withObjects(left, right, onInts)
}
