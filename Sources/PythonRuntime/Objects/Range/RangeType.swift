/// The type `range`.
extension Interpreter {
    static func rangeTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .range, name: "range", basicSize: 48, flags: TypeFlags.sequence,
            methods: rangeMethods(),
            members: [
                MemberSpec("start", .objectOrError, offset: 16),
                MemberSpec("stop", .objectOrError, offset: 24),
                MemberSpec("step", .objectOrError, offset: 32),
            ], slots: rangeSlots)
    }

    private static func rangeMethods() -> [MethodSpec] {
        [
            MethodSpec("__reversed__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, range, _ throws(Raised) in
                    try interpreter.reversedRange(range)
                }
            },
            MethodSpec("__reduce__", .varArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, range, _ throws(Raised) in
                    let parts = try interpreter.makeTuple([
                        range.rangeStart, range.rangeStop, range.rangeStep,
                    ])
                    return try interpreter.makeTuple(Ref(RawObject(range.type)), parts.ref)
                }
            },
            MethodSpec("count", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, range, arguments throws(Raised) in
                    try interpreter.rangeCount(range, arguments[0])
                }
            },
            MethodSpec("index", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, range, arguments throws(Raised) in
                    try interpreter.rangeIndex(range, arguments[0])
                }
            },
        ]
    }

    private static func rangeSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        rangeSequenceSlots(block)
        block.pointee.type.tp_dealloc = { raw in
            let range = Ref(raw)
            range.rangeStart.decref()
            range.rangeStop.decref()
            range.rangeStep.decref()
            range.rangeLength.decref()
            Interpreter(containing: raw).freeObject(raw)
        }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, range throws(Raised) in
                try interpreter.rangeRepr(range)
            }
        }
        block.pointee.type.tp_hash = { raw in
            do { return try Interpreter(containing: raw).rangeHash(Ref(raw)) } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.rangeCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, range throws(Raised) in
                try interpreter.rangeIterator(range)
            }
        }
        block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
            vectorcallBody(type, arguments, flags, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.refuseKeywords("range", arguments)
                return try interpreter.newRange(arguments)
            }
        }
        block.pointee.type.tp_new = { type, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: type)
                try interpreter.refuseKeywords("range", keywords)
                return try interpreter.newRange(Arguments(tuple: Ref(arguments)))
            }
        }
    }

    private static func rangeSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.number.nb_bool = { raw in
            truthSlot(raw) { interpreter, range throws(Raised) in
                try interpreter.isTrue(range.rangeLength)
            }
        }
        block.pointee.sequence.sq_length = { rangeCountSlot($0) }
        block.pointee.mapping.mp_length = { rangeCountSlot($0) }
        block.pointee.sequence.sq_item = { raw, index in
            unarySlot(raw) { interpreter, range throws(Raised) in
                let position = try interpreter.makeInt(index)
                return try interpreter.rangeItem(range, position.ref)
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, range throws(Raised) in
                try interpreter.rangeContains(range, Ref(item))
            }
        }
        block.pointee.mapping.mp_subscript = { raw, key in
            binarySlot(raw, key) { interpreter, range, key throws(Raised) in
                try interpreter.rangeSubscript(range, key)
            }
        }
    }
}

/// `len(range)`, which raises when it doesn't fit.
private func rangeCountSlot(_ raw: RawObject) -> Int {
    if let count = Ref(raw).rangeLength.intValue { return count }
    _ = Interpreter(containing: raw).raise(
        .overflowError, "Python int too large to convert to C ssize_t")
    return -1
}
