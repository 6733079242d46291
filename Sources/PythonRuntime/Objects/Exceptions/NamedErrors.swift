/// `NameError`, `AttributeError` and `ImportError`: exceptions that know the name in question.
extension Interpreter {
    static func nameErrorSpec() -> TypeSpec {
        exceptionSpec(
            .nameError, "NameError", .exception, size: 80,
            members: [MemberSpec("name", .object, offset: 72, isReadOnly: false)]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                Ref(raw).interpreter.initializeNamed(Ref(raw), arguments, keywords, [.name])
            }
            block.pointee.type.tp_str = exceptionStr
        }
    }

    static func attributeErrorSpec() -> TypeSpec {
        exceptionSpec(
            .attributeError, "AttributeError", .exception, size: 88,
            members: [
                MemberSpec("name", .object, offset: 80, isReadOnly: false),
                MemberSpec("obj", .object, offset: 72, isReadOnly: false),
            ]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                Ref(raw).interpreter.initializeNamed(
                    Ref(raw), arguments, keywords, [.obj, .name])
            }
            block.pointee.type.tp_str = exceptionStr
        }
    }

    static func importErrorSpec() -> TypeSpec {
        exceptionSpec(
            .importError, "ImportError", .exception, size: 96,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, error, _ throws(Raised) in
                        try interpreter.reduceImportError(error)
                    }
                }
            ],
            members: [
                MemberSpec("msg", .object, offset: 72, isReadOnly: false),
                MemberSpec("name", .object, offset: 80, isReadOnly: false),
                MemberSpec("path", .object, offset: 88, isReadOnly: false),
            ]
        ) { block in
            block.pointee.type.tp_init = initializeImportError
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    let message = Ref(raw).fields(PyImportErrorObject.self).pointee.msg
                    guard let message, Ref(message).isExactly(.str) else {
                        return try Ref(raw).interpreter.exceptionText(Ref(raw))
                    }
                    return Ref(message).owned()
                }
            }
        }
    }

    /// `name` and `path` travel in the state.
    private func reduceImportError(_ error: Ref) throws(Raised) -> Owned {
        let fields = error.fields(PyImportErrorObject.self).pointee
        let type = Ref(RawObject(error.type))
        let arguments = exceptionArguments(error)
        if fields.name == nil, fields.path == nil {
            guard let dict = error.exception.pointee.dict else {
                return try makeTuple(type, arguments)
            }
            return try makeTuple([type, arguments, Ref(dict)])
        }
        let dict = error.exception.pointee.dict
        let kept = if let dict { try dictCopy(Ref(dict)) } else { try makeDict() }
        if let name = fields.name { try dictSet(kept.ref, self.name(.name), Ref(name)) }
        if let path = fields.path { try dictSet(kept.ref, self.name(.path), Ref(path)) }
        return try makeTuple([type, arguments, kept.ref])
    }

    static func moduleNotFoundErrorSpec() -> TypeSpec {
        exceptionSpec(
            .moduleNotFoundError, "ModuleNotFoundError", .importError, size: 96
        ) { block in
            block.pointee.type.tp_init = initializeImportError
        }
    }

    private static var initializeImportError: InitSlot {
        { raw, arguments, keywords in
            let interpreter = Ref(raw).interpreter
            let status = interpreter.initializeNamed(
                Ref(raw), arguments, keywords, [nil, .name, .path])
            guard status == 0 else { return status }
            let fields = Ref(raw).fields(PyImportErrorObject.self)
            if Ref(arguments).itemCount == 1 {
                interpreter.setField(&fields.pointee.msg, Ref(arguments).tupleItem(0))
            } else {
                interpreter.releaseField(&fields.pointee.msg)
            }
            return status
        }
    }

    /// `BaseException.__str__`, which these types have of their own.
    private static var exceptionStr: UnarySlot {
        { raw in
            slotResult { () throws(Raised) in
                try Ref(raw).interpreter.exceptionText(Ref(raw))
            }
        }
    }

    /// Sets `args`, and the fields after the base's from keywords; nil stands for one without keyword.
    func initializeNamed(
        _ exception: Ref, _ arguments: RawObject, _ keywords: RawObject?,
        _ fields: [WellKnownName?]
    ) -> Int32 {
        slotStatus { () throws(Raised) in
            setField(&exception.exception.pointee.args, Ref(arguments))
            if let keywords {
                try checkKeywords(exception, Ref(keywords), fields.compactMap(\.self))
            }
            for (index, field) in fields.enumerated() {
                guard let field else { continue }
                let place = (exception.raw + 72 + 8 * index)
                    .assumingMemoryBound(to: RawObject?.self)
                if let keywords, let value = dictGet(Ref(keywords), str: name(field)) {
                    setField(&place.pointee, value)
                } else {
                    releaseField(&place.pointee)
                }
            }
            return 0
        }
    }

    /// Refuses more keywords than there are, then one that isn't known. Messages name the built-in
    /// type, not the subclass.
    private func checkKeywords(
        _ exception: Ref, _ keywords: Ref, _ known: [WellKnownName]
    ) throws(Raised) {
        let title =
            isInstance(exception, .importError)
            ? "ImportError" : isInstance(exception, .nameError) ? "NameError" : "AttributeError"
        guard keywords.dictCount <= known.count else {
            throw raise(
                .typeError,
                "\(title)() takes at most \(known.count) keyword argument\(known.count == 1 ? "" : "s")"
                    + " (\(keywords.dictCount) given)")
        }
        var position = 0
        while let entry = dictNext(keywords, &position) {
            if known.contains(where: { name($0).strEquals(entry.key) }) { continue }
            throw raise(
                .typeError, "'\(entry.key.text)' is an invalid keyword argument for \(title)()")
        }
    }
}
