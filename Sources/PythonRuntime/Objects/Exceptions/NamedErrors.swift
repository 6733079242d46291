/// `NameError`, `AttributeError` and `ImportError`: exceptions that know the name in question.
extension Interpreter {
    static func nameErrorSpec() -> TypeSpec {
        exceptionSpec(
            .nameError, "NameError", .exception, size: 80,
            members: [MemberSpec("name", .object, offset: 72, isReadOnly: false)]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                Ref(raw).interpreter.initializeNamed(Ref(raw), arguments, keywords, ["name"])
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
                    Ref(raw), arguments, keywords, ["obj", "name"])
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
                Ref(raw), arguments, keywords, [nil, "name", "path"])
            if status == 0, Ref(arguments).itemCount == 1 {
                let fields = Ref(raw).fields(PyImportErrorObject.self)
                interpreter.setField(&fields.pointee.msg, Ref(arguments).tupleItem(0))
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
        _ fields: [StaticString?]
    ) -> Int32 {
        slotStatus { () throws(Raised) in
            setField(&exception.exception.pointee.args, Ref(arguments))
            guard let keywords else { return 0 }
            var used = 0
            for (index, field) in fields.enumerated() {
                guard let field else { continue }
                let key = try intern("\(field)")
                guard let value = dictGet(Ref(keywords), str: key.ref) else { continue }
                used += 1
                let place = (exception.raw + 72 + 8 * index)
                    .assumingMemoryBound(to: RawObject?.self)
                setField(&place.pointee, value)
            }
            guard used < Ref(keywords).dictCount else { return 0 }
            throw raiseUnknownKeyword(exception, Ref(keywords), fields)
        }
    }

    private func raiseUnknownKeyword(
        _ exception: Ref, _ keywords: Ref, _ fields: [StaticString?]
    ) -> Raised {
        let known = fields.compactMap { $0.map { "\($0)" } }
        var position = 0
        while let entry = dictNext(keywords, &position) {
            let key = entry.key.text
            if known.contains(key) { continue }
            // Messages name the built-in type, not the subclass.
            let title =
                isInstance(exception, .importError)
                ? "ImportError" : isInstance(exception, .nameError) ? "NameError" : "AttributeError"
            return raise(
                .typeError, "'\(key)' is an invalid keyword argument for \(title)()")
        }
        return raise(.typeError, "invalid keyword argument")
    }
}
