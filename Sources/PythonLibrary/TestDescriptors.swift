import PythonRuntime

/// The classes of `_testcapi` that are called by vectorcall, bind as methods do, or both.
enum TestDescriptors {
    static func addTypes(to module: Ref, _ interpreter: Interpreter) throws(Raised) {
        try interpreter.addType(.methodDescriptorBase, baseSpec(), to: module)
        let base = interpreter.type(.methodDescriptorBase)
        try interpreter.addType(
            .methodDescriptorDerived, derivedSpec("_testcapi.MethodDescriptorDerived") { _ in },
            base: base, to: module)
        try interpreter.addType(
            .methodDescriptorWithoutGet,
            derivedSpec("_testcapi.MethodDescriptorNopGet") { block in
                block.pointee.type.tp_descr_get = { raw, _, _ in Ref(raw).owned().take() }
                block.pointee.type.tp_call = { _, arguments, _ in
                    Ref(arguments).owned().take()
                }
            }, base: base, to: module)
        try interpreter.addType(.methodDescriptor2, secondSpec(), base: base, to: module)
        try interpreter.addType(.awaitable, awaitableSpec(), to: module)
    }

    /// An object with its vectorcall function; calling it tells whether it is one of these itself.
    private static func baseSpec() -> TypeSpec {
        TypeSpec(
            library: "_testcapi.MethodDescriptorBase", basicSize: 24,
            flags: TypeFlags.baseType | TypeFlags.methodDescriptor | TypeFlags.haveVectorcall
        ) { block in
            block.pointee.type.tp_vectorcall_offset = 16
            block.pointee.type.tp_new = { type, _, _ in
                TestDescriptors.newCallable(type, offset: 16, isBase: true)
            }
            block.pointee.type.tp_call = callByVector
            block.pointee.type.tp_descr_get = { raw, object, _ in
                slotResult { () throws(Raised) in
                    guard let object, !Ref(object).isNone else { return Ref(raw).owned() }
                    return try Ref(raw).interpreter.makeMethod(Ref(raw), boundTo: Ref(object))
                }
            }
        }
    }

    private static func derivedSpec(
        _ name: StaticString, slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(library: name, basicSize: 24, slots: slots)
    }

    /// Has a vectorcall function of its own behind that of the base.
    private static func secondSpec() -> TypeSpec {
        TypeSpec(
            library: "_testcapi.MethodDescriptor2", basicSize: 32, flags: TypeFlags.haveVectorcall
        ) { block in
            block.pointee.type.tp_vectorcall_offset = 24
            block.pointee.type.tp_new = { type, _, _ in
                TestDescriptors.newCallable(type, offset: 24, isBase: false)
            }
            block.pointee.type.tp_call = callByVector
        }
    }

    fileprivate static func newCallable(
        _ type: UnsafeMutableRawPointer, offset: Int, isBase: Bool
    ) -> RawObject? {
        slotResult { () throws(Raised) in
            let interpreter = Interpreter(containing: type)
            let made = try interpreter.allocateInstance(
                type.assumingMemoryBound(to: PyTypeObject.self))
            let place = { (at: Int) in
                (made.raw + at).assumingMemoryBound(to: VectorcallSlot?.self)
            }
            place(16).pointee = { raw, _, _, _ in
                let interpreter = Interpreter(containing: raw)
                let isOne = interpreter.isSubtype(
                    Ref(raw).type, interpreter.type(.methodDescriptorBase))
                return interpreter.bool(isOne).take()
            }
            if !isBase {
                place(offset).pointee = { raw, _, _, _ in
                    Interpreter(containing: raw).bool(false).take()
                }
            }
            return made
        }
    }

    /// `PyVectorcall_Call`.
    private static let callByVector: CallSlot = { raw, arguments, keywords in
        slotResult { () throws(Raised) in
            let interpreter = Interpreter(containing: raw)
            let offset = Ref(raw).type.pointee.tp_vectorcall_offset
            let slot = (raw + offset).assumingMemoryBound(to: VectorcallSlot?.self).pointee
            guard let slot else {
                throw interpreter.raise(.typeError, "object does not support vectorcall")
            }
            let tuple = Ref(arguments)
            return try checked(slot(raw, tuple.tupleItems, UInt(tuple.itemCount), nil))
        }
    }

    /// `awaitType(iterator)`: awaiting it runs that.
    private static func awaitableSpec() -> TypeSpec {
        TypeSpec(library: "_testcapi.awaitType", basicSize: 24, flags: TypeFlags.haveGC) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.type.tp_new = { type, arguments, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    try interpreter.checkArguments("awaitType", Ref(arguments).itemCount, 1, 1)
                    let made = try interpreter.allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                    made.ref.hold(16, Ref(arguments).tupleItem(0).owned())
                    return made
                }
            }
            block.pointee.async.am_await = { raw in
                (Ref(raw).held(16) ?? Ref(raw).interpreter.none).owned().take()
            }
        }
    }
}
