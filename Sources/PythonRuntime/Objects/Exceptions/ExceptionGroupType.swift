/// `BaseExceptionGroup`, several exceptions raised as one, and the class `ExceptionGroup` on top of it
/// (`Objects/exceptions.c`).
extension Interpreter {
    static func exceptionGroupSpec() -> TypeSpec {
        exceptionSpec(
            .baseExceptionGroup, "BaseExceptionGroup", .baseException, size: 88,
            methods: exceptionGroupMethods,
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

    private static var exceptionGroupMethods: [MethodSpec] {
        [
            classGetItemMethod,
            MethodSpec("derive", .varArguments) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, group, arguments throws(Raised) in
                    guard arguments.count == 1 else {
                        throw interpreter.raise(
                            .typeError,
                            "function takes exactly 1 argument (\(arguments.count) given)")
                    }
                    return try interpreter.deriveGroup(group, arguments[0])
                }
            },
            MethodSpec("split", .varArguments) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, group, arguments throws(Raised) in
                    try interpreter.checkArguments("split", arguments.count, 1, 1)
                    return try interpreter.splitGroupAsTuple(group, arguments[0])
                }
            },
            MethodSpec("subgroup", .varArguments) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, group, arguments throws(Raised) in
                    try interpreter.checkArguments("subgroup", arguments.count, 1, 1)
                    return try interpreter.subgroup(group, arguments[0])
                }
            },
        ]
    }

    /// Makes the class `ExceptionGroup`, which is no static type but a class of two bases.
    func initializeExceptionGroup() throws(Raised) {
        let title = try intern("ExceptionGroup")
        let bases = try makeTuple([
            Ref(RawObject(type(.baseExceptionGroup))), Ref(RawObject(type(.exception))),
        ])
        let namespace = try makeDict()
        try dictSet(namespace.ref, name(.__module__), name(.builtins))
        let arguments = try makeTuple([title.ref, bases.ref, namespace.ref])
        let made = try call(Ref(RawObject(type(.type))), tuple: arguments.ref)
        state.pointee.errors.exceptionGroupType = made.take()
    }

    var exceptionGroupType: TypePointer? {
        state.pointee.errors.exceptionGroupType?.assumingMemoryBound(to: PyTypeObject.self)
    }

    // MARK: Making one

    /// A group by its message and exceptions, of the class that suits them (`_PyExc_CreateExceptionGroup`).
    func makeExceptionGroup(_ message: Ref, _ exceptions: Ref) throws(Raised) -> Owned {
        let arguments = try makeTuple([message, exceptions])
        return try call(Ref(RawObject(type(.baseExceptionGroup))), tuple: arguments.ref)
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
            throw badArgument("BaseExceptionGroup.__new__", "argument 1", "str", message)
        }
        guard isSequence(arguments.tupleItem(1)) else {
            throw raise(.typeError, "second argument (exceptions) must be a sequence")
        }
        let exceptions = try tupleFromIterable(arguments.tupleItem(1))
        guard exceptions.ref.itemCount > 0 else {
            throw raise(
                .valueError, "second argument (exceptions) must be a non-empty sequence")
        }
        let cls = try exceptionGroupClass(type, exceptions.ref)
        let group = try allocateException(cls, arguments)
        let fields = group.ref.fields(PyBaseExceptionGroupObject.self)
        setField(&fields.pointee.msg, message)
        setField(&fields.pointee.excs, exceptions.ref)
        return group
    }

    /// Checks the exceptions, and whether the class may hold them; the base becomes an
    /// `ExceptionGroup` where it can.
    private func exceptionGroupClass(
        _ type: TypePointer, _ exceptions: Ref
    ) throws(Raised) -> TypePointer {
        var holdsBaseExceptions = false
        for index in 0..<exceptions.itemCount {
            guard exceptions.tupleItem(index).isException else {
                throw raise(
                    .valueError,
                    "Item \(index) of second argument (exceptions) is not an exception")
            }
            if !isInstance(exceptions.tupleItem(index), .exception) { holdsBaseExceptions = true }
        }
        if type == self.type(.baseExceptionGroup) {
            return holdsBaseExceptions ? type : exceptionGroupType ?? type
        }
        guard holdsBaseExceptions, isSubtype(type, self.type(.exception)) else { return type }
        throw raise(
            .typeError,
            type == exceptionGroupType
                ? "Cannot nest BaseExceptions in an ExceptionGroup"
                : "Cannot nest BaseExceptions in '\(typeName(type))'")
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
