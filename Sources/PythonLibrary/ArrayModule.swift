import PythonRuntime

/// The module `array` (`Modules/arraymodule.c`).
enum ArrayModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("array", functions: functions)
        try interpreter.addType(.array, ArrayType.spec(), to: module.ref)
        try interpreter.makeType(.arrayIterator, iteratorSpec())
        let type = Ref(RawObject(interpreter.type(.array)))
        try interpreter.setModuleAttribute(module.ref, "ArrayType", type)
        try interpreter.setText(module.ref, "typecodes", "\(ArrayCode.all)")
        try registerAsSequence(interpreter, type)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("_array_reconstructor", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.reconstructArray(arguments)
            }
        }
    ]

    /// `collections.abc.MutableSequence.register(array)`, as CPython does.
    private static func registerAsSequence(
        _ interpreter: Interpreter, _ type: Ref
    ) throws(Raised) {
        let module = try interpreter.importModule("collections.abc")
        let cls = try interpreter.namedAttribute(module.ref, "MutableSequence")
        let register = try interpreter.namedAttribute(cls.ref, "register")
        _ = try interpreter.call(register.ref, type)
    }

    /// The iterator: the next index at 16, the array at 24.
    private static func iteratorSpec() -> TypeSpec {
        TypeSpec(
            library: "array.arrayiterator", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try reduceArrayIterator(interpreter, object)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
                    nativeMethod(object, arguments, 1, nil) {
                        interpreter, object, arguments throws(Raised) in
                        guard arguments[0].isInt else {
                            throw interpreter.raise(.typeError, "an integer is required")
                        }
                        let index = try interpreter.indexValue(
                            arguments[0], overflow: .overflowError)
                        if let array = object.held(24) {
                            object.number(16).pointee = max(0, min(index, array.itemCount))
                        }
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                releaseFields(Ref(raw), 24...24)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { visitFields($0, 24...24, $1, $2) }
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    guard let array = object.held(24) else { return nil }
                    let index = object.number(16).pointee
                    guard index < array.itemCount else {
                        object.drop(24)
                        return nil
                    }
                    object.number(16).pointee = index + 1
                    return try interpreter.arrayItem(array, index).take()
                }
            }
        }
    }
}

private func reduceArrayIterator(
    _ interpreter: Interpreter, _ object: Ref
) throws(Raised) -> Owned {
    let iter = try interpreter.builtinNamed("iter")
    guard let array = object.held(24) else {
        let arguments = try interpreter.makeTuple([interpreter.emptyTuple])
        return try interpreter.makeTuple(iter.ref, arguments.ref)
    }
    let arguments = try interpreter.makeTuple([array])
    let index = try interpreter.makeInt(object.number(16).pointee)
    return try interpreter.makeTuple([iter.ref, arguments.ref, index.ref])
}
