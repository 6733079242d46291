/// `None`, `NotImplemented` and `Ellipsis` (`Objects/object.c`, `Objects/sliceobject.c`).
extension Interpreter {
    /// Puts the three into the static region; their types are made ready later.
    func initializeSingletons() {
        for (place, type) in [
            (StaticLayout.none, BuiltinType.none),
            (StaticLayout.notImplemented, .notImplemented),
            (StaticLayout.ellipsis, .ellipsis),
        ] {
            let header = (base + place).assumingMemoryBound(to: PyObject.self)
            header.initialize(to: PyObject(ob_refcnt: 1, ob_type: self.type(type)))
        }
    }

    /// Puts `()` into the static region, with room for its unused GC head.
    func initializeEmptyTuple() {
        let header = emptyTuple.raw.assumingMemoryBound(to: PyVarObject.self)
        header.initialize(to: PyVarObject(ob_refcnt: 1, ob_type: type(.tuple), ob_size: 0))
    }

    static func singletonSpecs() -> [TypeSpec] {
        [
            singletonSpec(.none, "NoneType", "None"),
            singletonSpec(
                .notImplemented, "NotImplementedType",
                "NotImplemented"),
            singletonSpec(.ellipsis, "ellipsis", "Ellipsis"),
        ]
    }

    /// `pickle` keeps them by name.
    private static var singletonReduction: MethodSpec {
        MethodSpec("__reduce__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                try interpreter.intern(
                    object == interpreter.ellipsis ? "Ellipsis" : "NotImplemented")
            }
        }
    }

    private static func singletonSpec(
        _ builtin: BuiltinType, _ name: StaticString, _ text: StaticString
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: MemoryLayout<PyObject>.size,
            methods: builtin == .none ? [] : [singletonReduction]
        ) { block in
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let text =
                        switch interpreter.builtin(of: Ref(raw).type) {
                        case .none?: "None"
                        case .notImplemented: "NotImplemented"
                        default: "Ellipsis"
                        }
                    return try interpreter.intern(text)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                    if Ref(arguments).itemCount > 0 || (keywords.map { Ref($0).dictCount } ?? 0) > 0
                    {
                        throw interpreter.raise(
                            .typeError, "\(interpreter.typeName(pointer)) takes no arguments")
                    }
                    switch interpreter.builtin(of: pointer) {
                    case .none?: return interpreter.none.owned()
                    case .notImplemented: return interpreter.notImplemented.owned()
                    default: return interpreter.ellipsis.owned()
                    }
                }
            }
            if builtin == .none {
                block.pointee.number.nb_bool = { _ in 0 }
            } else if builtin == .notImplemented {
                block.pointee.number.nb_bool = { raw in
                    statusSlot(raw) { interpreter, _ throws(Raised) in
                        try interpreter.warn(
                            .deprecationWarning,
                            "NotImplemented should not be used in a boolean context")
                    } < 0 ? -1 : 1
                }
            }
        }
    }
}
