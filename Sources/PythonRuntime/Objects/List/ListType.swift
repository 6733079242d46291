/// The type `list`.
extension Interpreter {
    static func listTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .list, name: "list", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.listSubclass
                | TypeFlags.matchSelf | TypeFlags.sequence,
            methods: listMethods() + [classGetItemMethod],
            slots: listSlots)
    }

    private static func listSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        listSequenceSlots(block)
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateList($0) }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, list throws(Raised) in try interpreter.listRepr(list) }
        }
        block.pointee.type.tp_hash = refuseToHash
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.listCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, list throws(Raised) in
                try interpreter.makeItemIterator(.listIterator, over: list)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let fields = raw.assumingMemoryBound(to: PyListObject.self)
            guard let items = fields.pointee.ob_item else { return 0 }
            var index = fields.pointee.ob_size &- 1
            while index >= 0 {
                let status = visitReference(items[index], visit, argument)
                if status != 0 { return status }
                index &-= 1
            }
            return 0
        }
        block.pointee.type.tp_clear = { raw in
            Interpreter(containing: raw).listClear(Ref(raw))
            return 0
        }
        block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
            vectorcallBody(type, arguments, flags, names) {
                interpreter, type, arguments throws(Raised) in
                try interpreter.refuseKeywords("list", arguments)
                try interpreter.checkArguments("list", arguments.count, 0, 1)
                let list = try interpreter.allocateInstance(type)
                if arguments.count == 1 { try interpreter.listExtend(list.ref, arguments[0]) }
                return list
            }
        }
        block.pointee.type.tp_new = { type, _, _ in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).allocateInstance(
                    type.assumingMemoryBound(to: PyTypeObject.self))
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            statusSlot(raw) { interpreter, list throws(Raised) in
                try interpreter.initializeList(list, Ref(arguments), keywords)
            }
        }
    }

    private static func listSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).itemCount }
        block.pointee.sequence.sq_concat = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.listConcat(left, right)
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            unarySlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listRepeat(list, times)
            }
        }
        block.pointee.sequence.sq_item = { raw, index in
            unarySlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listItem(list, at: index)
            }
        }
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            statusSlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listSetItem(list, at: index, value.map { Ref($0) })
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listContains(list, Ref(item))
            }
        }
        block.pointee.sequence.sq_inplace_concat = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.listExtend(left, right)
                return left.owned()
            }
        }
        block.pointee.sequence.sq_inplace_repeat = { raw, times in
            unarySlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listRepeatInPlace(list, times)
            }
        }
        block.pointee.mapping.mp_length = { Ref($0).itemCount }
        block.pointee.mapping.mp_subscript = { raw, key in
            binarySlot(raw, key) { interpreter, list, key throws(Raised) in
                try interpreter.listSubscript(list, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, list throws(Raised) in
                try interpreter.listSetSubscript(list, Ref(key), value.map { Ref($0) })
            }
        }
    }
}
