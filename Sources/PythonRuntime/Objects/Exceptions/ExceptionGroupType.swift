/// `BaseExceptionGroup`: several exceptions raised as one.
extension Interpreter {
    static func exceptionGroupSpec() -> TypeSpec {
        exceptionSpec(
            .baseExceptionGroup, "BaseExceptionGroup", .baseException, size: 88,
            members: [
                MemberSpec("message", .object, offset: 72),
                MemberSpec("exceptions", .object, offset: 80),
            ]
        ) { block in
            block.pointee.type.tp_new = { type, arguments, _ in
                slotResult { () throws(Raised) in
                    try Ref(arguments).interpreter.newExceptionGroup(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments))
                }
            }
            block.pointee.type.tp_init = initializeBaseException
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.exceptionGroupText(Ref(raw))
                }
            }
        }
    }

    private func newExceptionGroup(
        _ type: TypePointer, _ arguments: Ref
    ) throws(Raised) -> Owned {
        guard arguments.itemCount == 2 else {
            throw raise(
                .typeError,
                "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(arguments.itemCount) given)"
            )
        }
        let message = arguments.tupleItem(0)
        guard message.isStr else {
            throw raise(
                .typeError, "argument 1 must be str, not \(typeName(message.type))")
        }
        guard isSequence(arguments.tupleItem(1)) else {
            throw raise(.typeError, "second argument (exceptions) must be a sequence")
        }
        let exceptions = try tupleFromIterable(arguments.tupleItem(1))
        guard exceptions.ref.itemCount > 0 else {
            throw raise(
                .valueError, "second argument (exceptions) must be a non-empty sequence")
        }
        for index in 0..<exceptions.ref.itemCount
        where !exceptions.ref.tupleItem(index).isException {
            throw raise(
                .valueError,
                "Item \(index) of second argument (exceptions) is not an exception")
        }
        let group = try allocateException(type, arguments)
        let fields = group.ref.fields(PyBaseExceptionGroupObject.self)
        setField(&fields.pointee.msg, message)
        setField(&fields.pointee.excs, exceptions.ref)
        return group
    }

    private func exceptionGroupText(_ group: Ref) throws(Raised) -> Owned {
        let fields = group.fields(PyBaseExceptionGroupObject.self)
        guard let message = fields.pointee.msg, let exceptions = fields.pointee.excs else {
            return emptyString.owned()
        }
        let count = Ref(exceptions).itemCount
        return try makeString(
            "\(Ref(message).text) (\(count) sub-exception\(count == 1 ? "" : "s"))")
    }
}
