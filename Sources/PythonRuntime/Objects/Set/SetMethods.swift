/// The methods of `set` and `frozenset`.
extension Interpreter {
    /// In the order of CPython's table, which the dict of the type shows.
    static func setMethods() -> [MethodSpec] {
        setMethodsToDifference() + setMethodsToPop() + setMethodsFromReduce()
    }

    /// Those of them that change nothing.
    static func frozenSetMethods() -> [MethodSpec] {
        let changing: Set = [
            "add", "clear", "difference_update", "discard", "intersection_update", "pop", "remove",
            "symmetric_difference_update", "update",
        ]
        return setMethods().filter { !changing.contains("\($0.name)") }
    }

    private static func setMethodsToDifference() -> [MethodSpec] {
        [
            MethodSpec("add", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.setAdd(set, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("clear", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, _ throws(Raised) in
                    interpreter.setClear(set)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("__contains__", [.oneArgument, .coexist]) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    interpreter.bool(try interpreter.setContains(set, arguments[0]))
                }
            },
            MethodSpec("copy", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, _ throws(Raised) in
                    set.isExactly(.frozenset) ? set.owned() : try interpreter.setCopy(set)
                }
            },
            MethodSpec("discard", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    _ = try interpreter.withSetKey(arguments[0]) { key, hash throws(Raised) in
                        try interpreter.setDiscard(set, key, hash: hash)
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("difference", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        try interpreter.setDifference(set, all: arguments)
                    }
                }
            },
            MethodSpec("difference_update", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        for index in 0..<arguments.count {
                            try interpreter.setDifferenceUpdate(set, arguments[index])
                        }
                        return interpreter.none.owned()
                    }
                }
            },
        ]
    }

    private static func setMethodsToPop() -> [MethodSpec] {
        [
            MethodSpec("intersection", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        try interpreter.setIntersection(set, all: arguments)
                    }
                }
            },
            MethodSpec("intersection_update", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        let result = try interpreter.setIntersection(set, all: arguments)
                        interpreter.setSwap(set, result.ref)
                        return interpreter.none.owned()
                    }
                }
            },
            MethodSpec("isdisjoint", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    interpreter.bool(try interpreter.setIsDisjoint(set, arguments[0]))
                }
            },
            MethodSpec("issubset", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    interpreter.bool(try interpreter.setIsSubset(set, of: arguments[0]))
                }
            },
            MethodSpec("issuperset", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    interpreter.bool(try interpreter.setIsSuperset(set, of: arguments[0]))
                }
            },
            MethodSpec("pop", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, _ throws(Raised) in
                    try interpreter.setPop(set)
                }
            },
        ]
    }

    private static func setMethodsFromReduce() -> [MethodSpec] {
        [
            MethodSpec("__reduce__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, _ throws(Raised) in
                    try interpreter.reduceSet(set)
                }
            },
            MethodSpec("remove", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    let isFound = try interpreter.withSetKey(arguments[0]) {
                        key, hash throws(Raised) in
                        try interpreter.setDiscard(set, key, hash: hash)
                    }
                    if !isFound { throw interpreter.raise(.keyError, argument: arguments[0]) }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("__sizeof__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, _ throws(Raised) in
                    let fields = set.setFields
                    let isSmall = fields.pointee.table == set.smallSetTable
                    return try interpreter.makeInt(
                        set.type.pointee.tp_basicsize
                            &+ (isSmall ? 0 : (fields.pointee.mask &+ 1) &* 16))
                }
            },
            MethodSpec("symmetric_difference", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.setSymmetricDifference(set, arguments[0])
                }
            },
            MethodSpec("symmetric_difference_update", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.setSymmetricDifferenceUpdate(set, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("union", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        let result = try interpreter.setCopy(set)
                        for index in 0..<arguments.count where arguments[index] != set {
                            try interpreter.setUpdate(result.ref, arguments[index])
                        }
                        return result
                    }
                }
            },
            MethodSpec("update", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, set, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        for index in 0..<arguments.count {
                            try interpreter.setUpdate(set, arguments[index])
                        }
                        return interpreter.none.owned()
                    }
                }
            },
        ]
    }

    private func setDifference(_ set: Ref, all others: Arguments) throws(Raised) -> Owned {
        guard others.count > 0 else { return try setCopy(set) }
        let result = try setDifference(set, others[0])
        for index in 1..<others.count { try setDifferenceUpdate(result.ref, others[index]) }
        return result
    }

    private func setIntersection(_ set: Ref, all others: Arguments) throws(Raised) -> Owned {
        guard others.count > 0 else { return try setCopy(set) }
        var result = set.owned()
        for index in 0..<others.count { result = try setIntersection(result.ref, others[index]) }
        return result
    }

    /// `(type, ([keys],), state)`.
    private func reduceSet(_ set: Ref) throws(Raised) -> Owned {
        let keys = try makeList(from: set)
        let arguments = try makeTuple([keys.ref])
        let getState = try intern("__getstate__")
        let state = try callMethod(set, getState.ref)
        return try makeTuple([Ref(RawObject(set.type)), arguments.ref, state.ref])
    }
}
