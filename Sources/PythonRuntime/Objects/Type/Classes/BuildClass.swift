/// `__build_class__`: what a `class` statement calls (`Python/bltinmodule.c`).
extension Interpreter {
    static func buildClassMethod() -> MethodSpec {
        MethodSpec("__build_class__", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.buildClass(arguments)
            }
        }
    }

    private func buildClass(_ arguments: Arguments) throws(Raised) -> Owned {
        guard arguments.count >= 2 else {
            throw raise(.typeError, "__build_class__: not enough arguments")
        }
        let body = arguments[0]
        guard body.isExactly(.function) else {
            throw raise(.typeError, "__build_class__: func must be a function")
        }
        let className = arguments[1]
        guard className.isStr else {
            throw raise(.typeError, "__build_class__: name is not a string")
        }
        var given: [Ref] = []
        for index in 2..<arguments.count { given.append(arguments[index]) }
        let original = try makeTuple(given)
        let bases = try resolveBases(original.ref)
        let keywords = try keywordDict(
            arguments.start.map { $0 + arguments.count }, arguments.names
        ).map { Ref($0) }
        defer { keywords?.decref() }
        let meta = try chooseMetaclass(bases.ref, keywords)
        let namespace = try prepareNamespace(meta.ref, className, bases.ref, keywords)
        let cell = try run(body: body, namespace: namespace.ref)
        if bases.raw != original.raw {
            let key = try intern("__orig_bases__")
            try setItem(namespace.ref, key.ref, original.ref)
        }
        let classArguments = try makeTuple([className, bases.ref, namespace.ref])
        let created = try call(meta.ref, tuple: classArguments.ref, keywords: keywords)
        if created.ref.isType, cell.ref.isExactly(.cell) {
            try checkClassCell(cell.ref, created.ref, className)
        }
        return created
    }

    /// Replaces bases that aren't classes by what their `__mro_entries__` gives.
    private func resolveBases(_ bases: Ref) throws(Raised) -> Owned {
        var resolved: [Ref] = []
        var kept: [RawObject] = []
        defer { for raw in kept { Ref(raw).decref() } }
        var isChanged = false
        for index in 0..<bases.itemCount {
            let base = bases.tupleItem(index)
            guard !base.isType,
                let method = try lookupAttribute(base, name(.__mro_entries__))
            else {
                resolved.append(base)
                continue
            }
            let entries = try call(Owned(stealing: method).ref, bases)
            guard entries.ref.isTuple else {
                throw raise(.typeError, "__mro_entries__ must return a tuple")
            }
            isChanged = true
            for number in 0..<entries.ref.itemCount {
                let entry = entries.ref.tupleItem(number)
                kept.append(entry.owned().take())
                resolved.append(entry)
            }
        }
        return isChanged ? try makeTuple(resolved) : bases.owned()
    }

    /// The `metaclass` keyword, which is taken out, or the first base's, and then the most derived.
    private func chooseMetaclass(_ bases: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        if let keywords, let given = try dictPop(keywords, name(.metaclass)) {
            let given = Owned(stealing: given)
            guard given.ref.isType else { return given }
            return try metaclass(given.ref.fields(PyTypeObject.self), bases: bases).object.owned()
        }
        let first = bases.itemCount == 0 ? type(.type) : bases.tupleItem(0).type
        return try metaclass(first, bases: bases).object.owned()
    }

    private func prepareNamespace(
        _ meta: Ref, _ className: Ref, _ bases: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        guard let prepare = try lookupAttribute(meta, name(.__prepare__)) else {
            return try makeDict()
        }
        let function = Owned(stealing: prepare)
        let arguments = try makeTuple(className, bases)
        let namespace = try call(function.ref, tuple: arguments.ref, keywords: keywords)
        guard namespace.ref.isDict || namespace.ref.type.pointee.tp_as_mapping != nil else {
            let name = meta.isType ? typeName(meta.fields(PyTypeObject.self)) : "<metaclass>"
            throw raise(
                .typeError,
                "\(name).__prepare__() must return a mapping, not \(typeName(namespace.ref.type))")
        }
        return namespace
    }

    private func checkClassCell(_ cell: Ref, _ created: Ref, _ className: Ref) throws(Raised) {
        guard cell.cellContent != created.raw else { return }
        let nameText = try repr(className).ref.text
        let classText = try repr(created).ref.text
        guard let content = cell.cellContent else {
            throw raise(
                .runtimeError,
                "__class__ not set defining \(nameText) as \(classText). Was __classcell__ propagated to type.__new__?"
            )
        }
        let other = try repr(Ref(content)).ref.text
        throw raise(
            .typeError, "__class__ set to \(other) defining \(nameText) as \(classText)")
    }
}
