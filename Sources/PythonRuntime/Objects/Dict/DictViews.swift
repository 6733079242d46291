/// `dict.keys()`, `dict.values()` and `dict.items()`, 24 bytes: they only refer to the dict.
@frozen
public struct PyDictView {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var dv_dict: RawObject
}

extension Ref {
    /// The dict of a view.
    var viewedDict: Ref { Ref(fields(PyDictView.self).pointee.dv_dict) }

    /// Whether it is a view with set operations: of keys or items, of an ordered dict too.
    var isDictViewSet: Bool { isKeysView || isView(.dictItems) }

    var isKeysView: Bool { isView(.dictKeys) }

    private func isView(_ builtin: BuiltinType) -> Bool {
        isExactly(builtin) || type.pointee.tp_base == interpreter.type(builtin)
    }
}

extension Interpreter {
    func makeDictView(_ builtin: BuiltinType, _ dict: Ref) throws(Raised) -> Owned {
        try makeDictView(type(builtin), dict)
    }

    func makeDictView(_ type: TypePointer, _ dict: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type, size: 24)
        raw.assumingMemoryBound(to: PyDictView.self).pointee.dv_dict = dict.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    static func dictViewTypeSpecs() -> [TypeSpec] {
        [
            dictViewSpec(.dictKeys, "dict_keys", methods: dictViewSetMethods()) { block in
                dictViewSetSlots(block)
                block.pointee.type.tp_iter = { raw in
                    unarySlot(raw) { interpreter, view throws(Raised) in
                        try interpreter.makeDictIterator(.dictKeyIterator, view.viewedDict)
                    }
                }
            },
            dictViewSpec(.dictValues, "dict_values", methods: []) { block in
                block.pointee.type.tp_iter = { raw in
                    unarySlot(raw) { interpreter, view throws(Raised) in
                        try interpreter.makeDictIterator(.dictValueIterator, view.viewedDict)
                    }
                }
            },
            dictViewSpec(.dictItems, "dict_items", methods: dictViewSetMethods()) { block in
                dictViewSetSlots(block)
                block.pointee.type.tp_iter = { raw in
                    unarySlot(raw) { interpreter, view throws(Raised) in
                        try interpreter.makeDictIterator(.dictItemIterator, view.viewedDict)
                    }
                }
            },
        ]
    }

    private static func dictViewSpec(
        _ builtin: BuiltinType, _ name: StaticString, methods: [MethodSpec],
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: 24,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: methods + [
                MethodSpec("__reversed__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                        try interpreter.makeReverseIterator(ofView: view)
                    }
                }
            ],
            getSets: [
                GetSetSpec(
                    "mapping",
                    { raw, _ in
                        unarySlot(raw) { interpreter, view throws(Raised) in
                            try interpreter.makeMappingProxy(view.viewedDict)
                        }
                    })
            ]
        ) { block in
            dictViewSlots(block)
            slots(block)
        }
    }

    private func makeReverseIterator(ofView view: Ref) throws(Raised) -> Owned {
        let builtin: BuiltinType =
            view.isExactly(.dictKeys)
            ? .dictReverseKeyIterator
            : view.isExactly(.dictItems) ? .dictReverseItemIterator : .dictReverseValueIterator
        return try makeDictIterator(builtin, view.viewedDict)
    }

    private static func dictViewSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).viewedDict.dictCount }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, view throws(Raised) in
                try interpreter.dictViewRepr(view)
            }
        }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            Ref(raw).viewedDict.decref()
            interpreter.freeGCObject(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            visit(Ref(raw).viewedDict.raw, argument)
        }
    }

    private func dictViewRepr(_ view: Ref) throws(Raised) -> Owned {
        try guardedRepr(view, recursive: "...") { () throws(Raised) in
            let list = try makeList(from: view)
            let text = try repr(list.ref)
            // `PyUnicode_FromFormat("%s(%R)", …)` makes room for 100 more than its format.
            var writer = TextWriter(self, minimumRoom: 106)
            let name = try makeString(typeName(view.type, limit: nil))
            try writer.write(name.ref)
            try writer.write("(")
            try writer.write(text.ref)
            try writer.write(")")
            return try writer.finish()
        }
    }
}
