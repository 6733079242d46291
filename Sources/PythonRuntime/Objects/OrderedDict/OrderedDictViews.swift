/// `od.keys()`, `od.values()` and `od.items()`: a dict's views that are walked in the order of the list.
extension Interpreter {
    static func orderedDictKeysSpec() -> TypeSpec {
        orderedViewSpec(
            "odict_keys", .dictKeys,
            reversed: {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.makeOrderedDictIterator(view.viewedDict, [.keys, .reversed])
                }
            },
            iterator: { raw in
                unarySlot(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeOrderedDictIterator(view.viewedDict, .keys)
                }
            })
    }

    static func orderedDictValuesSpec() -> TypeSpec {
        orderedViewSpec(
            "odict_values", .dictValues,
            reversed: {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.makeOrderedDictIterator(view.viewedDict, [.values, .reversed])
                }
            },
            iterator: { raw in
                unarySlot(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeOrderedDictIterator(view.viewedDict, .values)
                }
            })
    }

    static func orderedDictItemsSpec() -> TypeSpec {
        orderedViewSpec(
            "odict_items", .dictItems,
            reversed: {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.makeOrderedDictIterator(
                        view.viewedDict, [.keys, .values, .reversed])
                }
            },
            iterator: { raw in
                unarySlot(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeOrderedDictIterator(view.viewedDict, .items)
                }
            })
    }

    private static func orderedViewSpec(
        _ name: StaticString, _ base: BuiltinType, reversed: @escaping NativeFunction,
        iterator: @escaping UnarySlot
    ) -> TypeSpec {
        TypeSpec(
            library: name, base: base, basicSize: 24,
            flags: TypeFlags.haveGC,
            methods: [MethodSpec("__reversed__", .noArguments, reversed)]
        ) { block in
            block.pointee.type.tp_iter = iterator
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visit(Ref(raw).viewedDict.raw, argument)
            }
        }
    }
}
