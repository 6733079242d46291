import PythonRuntime

/// The functions of `_testcapi` about the end of objects: finalisers of the old kind, which the collector
/// doesn't call, exceptions that nobody can be given, and which allocator is in use.
enum TestMemoryFunctions {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("with_tp_del", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                guard cls.isType,
                    cls.fields(PyTypeObject.self).pointee.tp_flags
                        & TypeFlags.heapType != 0
                else {
                    throw interpreter.raise(
                        .typeError, "The type argument passed must be a heap type.")
                }
                cls.fields(PyTypeObject.self).pointee.tp_del = callTypeDel
                return cls.owned()
            }
        },
        NativeModuleFunction("write_unraisable_exc", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("write_unraisable_exc", arguments.count, 3, 3)
                let message = arguments[1].isNone ? nil : arguments[1].text
                _ = interpreter.raise(instance: arguments[0].owned())
                interpreter.reportUnraisable(message: message, arguments[2])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("pymem_getallocatorsname", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeString("pymalloc")
            }
        },
    ]

    /// `tp_del`: calls `__tp_del__`; what that raises is only reported.
    private static let callTypeDel: DeallocSlot = { raw in
        let object = Ref(raw)
        let interpreter = Interpreter(containing: raw)
        let pending = interpreter.takeException()
        do throws(Raised) {
            let name = try interpreter.intern("__tp_del__")
            _ = try interpreter.callMethod(object, name.ref)
        } catch { interpreter.reportUnraisable(message: "in", object) }
        if let pending { _ = interpreter.raise(instance: Owned(stealing: pending)) }
    }
}
