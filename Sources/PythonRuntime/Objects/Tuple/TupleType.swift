/// The type `tuple`.
extension Interpreter {
    static func tupleTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .tuple, name: "tuple", basicSize: 24, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.tupleSubclass
                | TypeFlags.matchSelf | TypeFlags.sequence,
            methods: [
                MethodSpec("__getnewargs__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, tuple, _ throws(Raised) in
                        let copy = try interpreter.tupleSlice(tuple, from: 0, to: tuple.itemCount)
                        return try interpreter.makeTuple([copy.ref])
                    }
                },
                MethodSpec("index", .fast) {
                    nativeMethod($0, $1, $2, $3) { interpreter, tuple, arguments throws(Raised) in
                        try interpreter.tupleIndex(tuple, arguments)
                    }
                },
                MethodSpec("count", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, tuple, arguments throws(Raised) in
                        try interpreter.tupleCount(tuple, arguments[0])
                    }
                },
                classGetItemMethod,
            ],
            slots: tupleSlots)
    }

    private static func tupleSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        tupleSequenceSlots(block)
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateTuple($0) }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, tuple throws(Raised) in
                try interpreter.tupleRepr(tuple)
            }
        }
        block.pointee.type.tp_hash = { raw in
            let tuple = Ref(raw)
            do { return try tuple.interpreter.tupleHash(tuple) } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.tupleCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, tuple throws(Raised) in
                try interpreter.makeItemIterator(.tupleIterator, over: tuple)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let tuple = Ref(raw)
            var index = tuple.itemCount &- 1
            while index >= 0 {
                let status = visitReference(tuple.tupleItems[index], visit, argument)
                if status != 0 { return status }
                index &-= 1
            }
            return 0
        }
        block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
            vectorcallBody(type, arguments, flags, names) {
                interpreter, type, arguments throws(Raised) in
                try interpreter.refuseKeywords("tuple", arguments)
                return try interpreter.newTuple(type, arguments)
            }
        }
        block.pointee.type.tp_new = { type, arguments, keywords in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).newTuple(
                    type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
            }
        }
    }

    private static func tupleSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).itemCount }
        block.pointee.sequence.sq_concat = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.tupleConcat(left, right)
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            unarySlot(raw) { interpreter, tuple throws(Raised) in
                try interpreter.tupleRepeat(tuple, times)
            }
        }
        block.pointee.sequence.sq_item = { raw, index in
            unarySlot(raw) { interpreter, tuple throws(Raised) in
                try interpreter.tupleItem(tuple, at: index)
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, tuple throws(Raised) in
                try interpreter.tupleContains(tuple, Ref(item))
            }
        }
        block.pointee.mapping.mp_length = { Ref($0).itemCount }
        block.pointee.mapping.mp_subscript = { raw, key in
            binarySlot(raw, key) { interpreter, tuple, key throws(Raised) in
                try interpreter.tupleSubscript(tuple, key)
            }
        }
    }
}
