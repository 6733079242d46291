/// The type `OrderedDict` and its slots.
extension Interpreter {
    static func orderedDictSpec() -> TypeSpec {
        TypeSpec(
            library: "collections.OrderedDict", base: .dict,
            basicSize: MemoryLayout<PyOrderedDictObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.dictSubclass
                | TypeFlags.mapping,
            methods: orderedDictMethods(),
            getSets: [.instanceDict],
            slots: orderedDictSlots)
    }

    private static func orderedDictSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        orderedDictMemorySlots(block)
        orderedDictNumberSlots(block)
        block.pointee.type.tp_hash = refuseToHash
        block.pointee.type.tp_init = { raw, arguments, keywords in
            statusSlot(raw) { interpreter, dict throws(Raised) in
                if Ref(arguments).itemCount > 1 {
                    throw interpreter.raise(
                        .typeError,
                        "expected at most 1 arguments, got \(Ref(arguments).itemCount)")
                }
                try interpreter.orderedDictUpdate(dict, Ref(arguments), keywords.map { Ref($0) })
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, dict throws(Raised) in
                if let value {
                    try interpreter.orderedDictSet(dict, Ref(key), Ref(value))
                } else {
                    try interpreter.orderedDictDelete(dict, Ref(key))
                }
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.makeOrderedDictIterator(dict, .keys)
            }
        }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.orderedDictRepr(dict)
            }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.orderedDictCompare(left, right, op)
            }
        }
    }

    private static func orderedDictMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        typealias Layout = MemoryLayout<PyOrderedDictObject>
        block.pointee.type.tp_dictoffset = Layout.offset(of: \.od_inst_dict) ?? 0
        block.pointee.type.tp_weaklistoffset = Layout.offset(of: \.od_weakreflist) ?? 0
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            let isOwn = Ref(raw).type == interpreter.orderedType(.dict)
            guard !isOwn || interpreter.beginDeallocation(raw) else { return }
            let fields = Ref(raw).orderedDict
            if let dict = fields.pointee.od_inst_dict {
                fields.pointee.od_inst_dict = nil
                Ref(dict).decref()
            }
            interpreter.clearWeakReferences(to: Ref(raw))
            interpreter.removeAllNodes(Ref(raw))
            interpreter.type(.dict).pointee.tp_dealloc?(raw)
            if isOwn { interpreter.endDeallocation() }
        }
        block.pointee.type.tp_clear = { raw in
            let interpreter = Interpreter(containing: raw)
            let fields = Ref(raw).orderedDict
            if let dict = fields.pointee.od_inst_dict {
                fields.pointee.od_inst_dict = nil
                Ref(dict).decref()
            }
            interpreter.removeAllNodes(Ref(raw))
            interpreter.dictClear(Ref(raw))
            return 0
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let fields = Ref(raw).orderedDict
            var status = visitReference(fields.pointee.od_inst_dict, visit, argument)
            var node = fields.pointee.od_first
            while status == 0, let current = node {
                status = visit(current.pointee.key, argument)
                node = current.pointee.next
            }
            if status != 0 { return status }
            let dict = Interpreter(containing: raw).type(.dict)
            return dict.pointee.tp_traverse?(raw, visit, argument) ?? 0
        }
    }

    private static func orderedDictNumberSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.number.nb_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                guard left.isDict, right.isDict else { return interpreter.notImplemented.owned() }
                let type = interpreter.isOrderedDict(left) ? left.type : right.type
                let result = try interpreter.call(Ref(RawObject(type)), left)
                try interpreter.orderedDictUpdate(result.ref, from: right)
                return result
            }
        }
        block.pointee.number.nb_inplace_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.orderedDictUpdate(left, from: right)
                return left.owned()
            }
        }
    }

    private func orderedDictRepr(_ dict: Ref) throws(Raised) -> Owned {
        let name = shortTypeName(dict.type)
        if dict.dictCount == 0 { return try makeString("\(name)()") }
        return try guardedRepr(dict, recursive: "...") { () throws(Raised) in
            let pairs: Owned
            if dict.type == orderedType(.dict) {
                let iterator = try makeOrderedDictIterator(dict, .items)
                pairs = try makeList(from: iterator.ref)
            } else {
                let items = try callMethod(dict, self.name(.items))
                pairs = try makeList(from: items.ref)
            }
            let text = try repr(pairs.ref)
            return try makeString("\(name)(\(text.ref.text))")
        }
    }

    /// With another ordered dict the order counts too.
    private func orderedDictCompare(
        _ left: Ref, _ right: Ref, _ op: Comparison
    ) throws(Raised) -> Owned {
        guard isOrderedDict(left), right.isDict, op == .equal || op == .notEqual else {
            return notImplemented.owned()
        }
        let answer = try dictCompare(left, right, .equal)
        var isEqual = answer.ref == self.true
        if isEqual, isOrderedDict(right) { isEqual = try ordersAreEqual(left, right) }
        return bool(isEqual == (op == .equal))
    }

    private func ordersAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        let keys = try orderedKeys(left)
        let others = try orderedKeys(right)
        if keys.ref.itemCount != others.ref.itemCount { return false }
        for index in 0..<keys.ref.itemCount
        where try !compareBool(keys.ref.listItem(index), others.ref.listItem(index), .equal) {
            return false
        }
        return true
    }
}
