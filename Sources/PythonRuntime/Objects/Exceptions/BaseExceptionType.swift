/// `BaseException`: what every exception does.
extension Interpreter {
    static var newBaseException: NewSlot {
        { type, arguments, _ in
            slotResult { () throws(Raised) in
                try Ref(arguments).interpreter.allocateException(
                    type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments))
            }
        }
    }

    static var initializeBaseException: InitSlot {
        { raw, arguments, keywords in
            let interpreter = Ref(raw).interpreter
            if let keywords, Ref(keywords).dictCount > 0 {
                let name = interpreter.typeName(Ref(raw).type, limit: nil)
                _ = interpreter.raise(.typeError, "\(name)() takes no keyword arguments")
                return -1
            }
            interpreter.setField(&Ref(raw).exception.pointee.args, Ref(arguments))
            return 0
        }
    }

    static func baseExceptionSpec() -> TypeSpec {
        exceptionSpec(
            .baseException, "BaseException", .object,
            methods: baseExceptionMethods,
            members: [
                MemberSpec("__suppress_context__", .bool, offset: 64, isReadOnly: false)
            ],
            getSets: baseExceptionGetSets
        ) { block in
            block.pointee.type.tp_new = newBaseException
            block.pointee.type.tp_init = initializeBaseException
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.exceptionText(Ref(raw))
                }
            }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.exceptionRepr(Ref(raw))
                }
            }
            block.pointee.type.tp_getattro = { raw, name in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.genericGetAttribute(Ref(raw), Ref(name))
                }
            }
            block.pointee.type.tp_setattro = { raw, name, value in
                slotStatus { () throws(Raised) in
                    try Ref(raw).interpreter.genericSetAttribute(
                        Ref(raw), Ref(name), value.map { Ref($0) })
                    return 0
                }
            }
        }
    }

    /// `args`, borrowed; `()` while there are none.
    func exceptionArguments(_ exception: Ref) -> Ref {
        exception.exception.pointee.args.map { Ref($0) } ?? emptyTuple
    }

    /// `str(exception)`: nothing, the only argument, or all of them.
    func exceptionText(_ exception: Ref) throws(Raised) -> Owned {
        let arguments = exceptionArguments(exception)
        switch arguments.itemCount {
        case 0: return emptyString.owned()
        case 1: return try str(arguments.tupleItem(0))
        default: return try str(arguments)
        }
    }

    private func exceptionRepr(_ exception: Ref) throws(Raised) -> Owned {
        let name = shortTypeName(exception.type)
        let arguments = exceptionArguments(exception)
        if arguments.itemCount == 1 {
            let text = try repr(arguments.tupleItem(0))
            return try makeString("\(name)(\(text.ref.text))")
        }
        let text = try repr(arguments)
        return try makeString(name + text.ref.text)
    }

    // MARK: Memory

    func deallocateException(_ exception: Ref) {
        untrack(exception.raw)
        clearFields(ofException: exception)
        if recycleMemoryError(exception.raw) { return }
        freeGCObject(exception.raw)
    }

    /// The offsets of references beyond the base's, as a range and perhaps one more.
    private func ownFields(_ exception: Ref) -> (last: Int, extra: Int?) {
        var type = exception.type
        while type.pointee.tp_flags & TypeFlags.heapType != 0, let base = type.pointee.tp_base {
            type = base
        }
        let size = type.pointee.tp_basicsize
        guard size == MemoryLayout<PyOSErrorObject>.size else { return (size - 8, nil) }
        // Both have numbers among their fields.
        if isSubtype(type, self.type(.unicodeError)) { return (80, 104) }
        return (96, nil)
    }

    func clearFields(ofException exception: Ref) {
        let (last, extra) = ownFields(exception)
        clearReferences(exception.raw, from: 16, through: 56)
        clearReferences(exception.raw, from: 72, through: last)
        if let extra { clearReferences(exception.raw, from: extra, through: extra) }
    }

    private func clearReferences(_ raw: RawObject, from first: Int, through last: Int) {
        var offset = first
        while offset <= last {
            let field = (raw + offset).assumingMemoryBound(to: RawObject?.self)
            let previous = field.pointee
            field.pointee = nil
            if let previous { Ref(previous).decref() }
            offset += 8
        }
    }

    func traverseException(
        _ exception: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        let (last, extra) = ownFields(exception)
        var status = Self.visitFields(exception.raw, from: 16, through: 56, visit, argument)
        if status != 0 { return status }
        status = Self.visitFields(exception.raw, from: 72, through: last, visit, argument)
        if status != 0 { return status }
        guard let extra else { return 0 }
        return Self.visitFields(exception.raw, from: extra, through: extra, visit, argument)
    }
}
