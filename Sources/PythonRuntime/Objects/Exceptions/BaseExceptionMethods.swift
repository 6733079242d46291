/// The methods and attributes of `BaseException`.
extension Interpreter {
    static var baseExceptionMethods: [MethodSpec] {
        [
            MethodSpec("__reduce__", .noArguments) { raw, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    return try Ref(raw).interpreter.reduceException(Ref(raw))
                }
            },
            MethodSpec("__setstate__", .oneArgument) { raw, arguments, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    try interpreter.setState(
                        ofException: Ref(raw), interpreter.argument(arguments, 0))
                    return interpreter.none.owned()
                }
            },
            MethodSpec("with_traceback", .oneArgument) { raw, arguments, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    try interpreter.setTraceback(
                        Ref(raw), interpreter.argument(arguments, 0), name: "__traceback__")
                    return Ref(raw).owned()
                }
            },
            MethodSpec("add_note", .oneArgument) { raw, arguments, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    try interpreter.addNote(Ref(raw), interpreter.argument(arguments, 0))
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static var baseExceptionGetSets: [GetSetSpec] {
        [
            GetSetSpec(
                "__dict__",
                { raw, _ in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.exceptionDict(Ref(raw)).owned()
                    }
                },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        try Ref(raw).interpreter.setExceptionDict(Ref(raw), value.map { Ref($0) })
                        return 0
                    }
                }),
            GetSetSpec(
                "args",
                { raw, _ in
                    let exception = Ref(raw)
                    return exception.interpreter.exceptionArguments(exception).owned().take()
                },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        let interpreter = Ref(raw).interpreter
                        guard let value else {
                            throw interpreter.raise(.typeError, "args may not be deleted")
                        }
                        let arguments = try interpreter.tupleFromIterable(Ref(value))
                        interpreter.setField(&Ref(raw).exception.pointee.args, arguments.ref)
                        return 0
                    }
                }),
            GetSetSpec(
                "__traceback__",
                { raw, _ in Interpreter.readField(raw, Ref(raw).exception.pointee.traceback) },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        try Ref(raw).interpreter.setTraceback(
                            Ref(raw), value.map { Ref($0) }, name: "__traceback__")
                        return 0
                    }
                }),
            GetSetSpec(
                "__context__",
                { raw, _ in Interpreter.readField(raw, Ref(raw).exception.pointee.context) },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        try Ref(raw).interpreter.setLinked(
                            &Ref(raw).exception.pointee.context, value.map { Ref($0) }, "context")
                        return 0
                    }
                }),
            GetSetSpec(
                "__cause__",
                { raw, _ in Interpreter.readField(raw, Ref(raw).exception.pointee.cause) },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        try Ref(raw).interpreter.setLinked(
                            &Ref(raw).exception.pointee.cause, value.map { Ref($0) }, "cause")
                        Ref(raw).exception.pointee.suppress_context = true
                        return 0
                    }
                }),
        ]
    }

    /// A field as an attribute: `None` while it is nil.
    static func readField(_ raw: RawObject, _ value: RawObject?) -> RawObject? {
        Ref(value ?? Ref(raw).interpreter.none.raw).owned().take()
    }

    func setTraceback(_ exception: Ref, _ value: Ref?, name: String) throws(Raised) {
        guard let value else { throw raise(.typeError, "\(name) may not be deleted") }
        guard value.isNone || value.isExactly(.traceback) else {
            throw raise(.typeError, "\(name) must be a traceback or None")
        }
        setField(&exception.exception.pointee.traceback, value.isNone ? nil : value)
    }

    private func setLinked(
        _ field: inout RawObject?, _ value: Ref?, _ what: String
    ) throws(Raised) {
        guard let value else { throw raise(.typeError, "__\(what)__ may not be deleted") }
        guard value.isNone || value.isException else {
            throw raise(
                .typeError, "exception \(what) must be None or derive from BaseException")
        }
        setField(&field, value.isNone ? nil : value)
    }

    /// `__dict__`, borrowed, made if need be.
    private func exceptionDict(_ exception: Ref) throws(Raised) -> Ref {
        if let dict = exception.exception.pointee.dict { return Ref(dict) }
        let dict = try makeDict()
        exception.exception.pointee.dict = dict.take()
        return Ref(exception.exception.pointee.dict.unsafelyUnwrapped)  // Set just above.
    }

    private func setExceptionDict(_ exception: Ref, _ value: Ref?) throws(Raised) {
        setField(&exception.exception.pointee.dict, try checkedDict(value))
    }

    private func reduceException(_ exception: Ref) throws(Raised) -> Owned {
        let type = Ref(RawObject(exception.type))
        let arguments = exceptionArguments(exception)
        guard let dict = exception.exception.pointee.dict else {
            return try makeTuple([type, arguments])
        }
        return try makeTuple([type, arguments, Ref(dict)])
    }

    private func setState(ofException exception: Ref, _ state: Ref) throws(Raised) {
        if state.isNone { return }
        guard state.isDict else { throw raise(.typeError, "state is not a dictionary") }
        var position = 0
        while let entry = dictNext(state, &position) {
            let key = entry.key.owned()
            let value = entry.value.owned()
            try setAttribute(exception, key.ref, value.ref)
        }
    }

    /// `add_note(note)`: a list in `__notes__`, made with the first.
    private func addNote(_ exception: Ref, _ note: Ref) throws(Raised) {
        guard note.isStr else {
            throw raise(.typeError, "note must be a str, not '\(typeName(note.type, limit: nil))'")
        }
        if let raw = try lookupAttribute(exception, name(.__notes__)) {
            let notes = Owned(stealing: raw)
            guard notes.ref.isList else {
                throw raise(.typeError, "Cannot add note: __notes__ is not a list")
            }
            try listAppend(notes.ref, note)
            return
        }
        let notes = try makeList()
        try setAttribute(exception, name(.__notes__), notes.ref)
        try listAppend(notes.ref, note)
    }
}
