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
        NativeModuleFunction("without_gc", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                let fields = cls.fields(PyTypeObject.self)
                guard cls.isType, fields.pointee.tp_flags & TypeFlags.heapType != 0 else {
                    let shown = try interpreter.repr(cls)
                    throw interpreter.raise(
                        .typeError, "heap type expected, got \(shown.ref.text)")
                }
                fields.pointee.tp_flags &= ~TypeFlags.haveGC
                fields.pointee.tp_traverse = nil
                fields.pointee.tp_clear = nil
                // Instances have no header of the collector, so they are freed as they are made.
                fields.pointee.tp_free = nil
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
        NativeModuleFunction("tracemalloc_track", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("tracemalloc_track", arguments.count, 3, 4)
                let (domain, address) = try block(interpreter, arguments)
                let size = try interpreter.indexValue(arguments[2], overflow: .overflowError)
                guard interpreter.trackBlock(domain: domain, address: address, size: size) else {
                    throw interpreter.raise(.runtimeError, "_PyTraceMalloc_Track error")
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("tracemalloc_untrack", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("tracemalloc_untrack", arguments.count, 2, 2)
                let (domain, address) = try block(interpreter, arguments)
                guard interpreter.untrackBlock(domain: domain, address: address) else {
                    throw interpreter.raise(.runtimeError, "PyTraceMalloc_Untrack error")
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("tracemalloc_get_traceback", .fast) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments(
                    "tracemalloc_get_traceback", arguments.count, 2, 2)
                let (domain, address) = try block(interpreter, arguments)
                return try interpreter.traceback(ofBlock: address, domain: domain)
                    ?? interpreter.none.owned()
            }
        },
        NativeModuleFunction("test_pymem_alloc0", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                guard let block = interpreter.allocateBlock(0) else {
                    throw interpreter.raiseMemoryError()
                }
                interpreter.freeBlock(block)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("pymem_getallocatorsname", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeString("pymalloc")
            }
        },
    ]

    /// A domain of `tracemalloc` and an address in it.
    private static func block(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> (UInt32, UInt) {
        let domain = try interpreter.indexValue(arguments[0], overflow: .overflowError)
        let address = try interpreter.indexValue(arguments[1], overflow: .overflowError)
        return (UInt32(truncatingIfNeeded: domain), UInt(bitPattern: address))
    }

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
