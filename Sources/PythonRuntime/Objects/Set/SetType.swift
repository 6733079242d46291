/// The types `set` and `frozenset`.
extension Interpreter {
    static func setTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .set, name: "set", basicSize: SetLayout.objectSize,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.matchSelf,
            methods: setMethods() + [classGetItemMethod]
        ) { block in
            setSlots(block)
            block.pointee.type.tp_hash = refuseToHash
            setInPlaceSlots(block)
            block.pointee.type.tp_clear = { raw in
                Interpreter(containing: raw).setClear(Ref(raw))
                return 0
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, set throws(Raised) in
                    try interpreter.initializeSet(set, Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    try interpreter.refuseKeywords("set", arguments)
                    try interpreter.checkArguments("set", arguments.count, 0, 1)
                    return try interpreter.makeSet(type, from: arguments[optional: 0])
                }
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).makeSet(
                        type.assumingMemoryBound(to: PyTypeObject.self), from: nil)
                }
            }
        }
    }

    static func frozensetTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .frozenset, name: "frozenset", basicSize: SetLayout.objectSize,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.matchSelf,
            methods: frozenSetMethods() + [classGetItemMethod]
        ) { block in
            setSlots(block)
            block.pointee.type.tp_clear = { raw in
                Interpreter(containing: raw).setClear(Ref(raw))
                return 0
            }
            block.pointee.type.tp_hash = { Interpreter(containing: $0).setHash(Ref($0)) }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    try interpreter.refuseKeywords("frozenset", arguments)
                    return try interpreter.newFrozenset(type, arguments)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newFrozenset(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
                }
            }
        }
    }

    private func initializeSet(
        _ set: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        try refuseKeywords("set", keywords)
        try checkArguments("set", arguments.itemCount, 0, 1)
        if set.setFields.pointee.fill > 0 { setClear(set) }
        set.setFields.pointee.hash = -1
        if arguments.itemCount == 1 { try setUpdate(set, arguments.tupleItem(0)) }
    }

    private func newFrozenset(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        if keepsInitializer(type, of: self.type(.frozenset)) {
            try refuseKeywords("frozenset", keywords)
        }
        return try newFrozenset(type, Arguments(tuple: arguments))
    }

    private func newFrozenset(
        _ type: TypePointer, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        try checkArguments("frozenset", arguments.count, 0, 1)
        guard let iterable = arguments[optional: 0] else { return try makeSet(type, from: nil) }
        if type == self.type(.frozenset), iterable.isExactly(.frozenset) {
            return iterable.owned()
        }
        return try makeSet(type, from: iterable)
    }

    private static func setSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        setNumberSlots(block)
        block.pointee.sequence.sq_length = { Ref($0).setCount }
        block.pointee.sequence.sq_contains = { raw, key in
            truthSlot(raw) { interpreter, set throws(Raised) in
                try interpreter.setContains(set, Ref(key))
            }
        }
        block.pointee.type.tp_weaklistoffset = SetLayout.weakReferences
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateSet($0) }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, set throws(Raised) in try interpreter.setRepr(set) }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.setCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, set throws(Raised) in
                try interpreter.makeSetIterator(set)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let interpreter = Interpreter(containing: raw)
            var position = 0
            while let (key, _) = interpreter.setNext(Ref(raw), &position) {
                let status = visit(key.raw, argument)
                if status != 0 { return status }
            }
            return 0
        }
    }

    /// The operators, which want sets on both sides.
    private static func setNumberSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.number.nb_subtract = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setDifference(left, right)
            }
        }
        block.pointee.number.nb_and = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setIntersection(left, right)
            }
        }
        block.pointee.number.nb_xor = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setSymmetricDifference(left, right)
            }
        }
        block.pointee.number.nb_or = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                let result = try interpreter.setCopyOrSelf(left)
                if left != right { try interpreter.setUpdate(result.ref, right) }
                return result
            }
        }
    }

    private static func setInPlaceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.number.nb_inplace_subtract = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setDifferenceUpdate(left, right)
                return left.owned()
            }
        }
        block.pointee.number.nb_inplace_and = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setIntersectionUpdate(left, right)
                return left.owned()
            }
        }
        block.pointee.number.nb_inplace_xor = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setSymmetricDifferenceUpdate(left, right)
                return left.owned()
            }
        }
        block.pointee.number.nb_inplace_or = { left, right in
            setOperator(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.setUpdate(left, right)
                return left.owned()
            }
        }
    }

    /// `set_copy`, for `|`: always a new object.
    private func setCopyOrSelf(_ set: Ref) throws(Raised) -> Owned {
        try makePlainSet(like: set, from: set)
    }

    private func setRepr(_ set: Ref) throws(Raised) -> Owned {
        let name = typeName(set.type, limit: nil)
        guard try enterRepr(set) else { return try makeString("\(name)(...)") }
        defer { leaveRepr(set) }
        if set.setCount == 0 { return try makeString("\(name)()") }
        let keys = try makeList(from: set)
        let text = try repr(keys.ref)
        let characters = text.ref.characters
        let inner = try makeString(characters: characters.slice(1, characters.count - 1))
        // `PyUnicode_FromFormat` makes room for 100 more than its format.
        let isPlain = set.isExactly(.set)
        var writer = TextWriter(self, minimumRoom: isPlain ? 104 : 108)
        if !isPlain {
            let nameText = try makeString(name)
            try writer.write(nameText.ref)
            try writer.write("(")
        }
        try writer.write("{")
        try writer.write(inner.ref)
        try writer.write(isPlain ? "}" : "})")
        return try writer.finish()
    }
}

/// The body of an operator of two sets; anything else is `NotImplemented`.
@inline(__always)
private func setOperator(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    binarySlot(left, right) { interpreter, left, right throws(Raised) in
        guard left.isAnySet, right.isAnySet else { return interpreter.notImplemented.owned() }
        return try body(interpreter, left, right)
    }
}
