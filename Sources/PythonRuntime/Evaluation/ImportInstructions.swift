/// What import statements do outside the loop.
extension Interpreter {
    /// An entry of the frame's builtins, a new reference; `NameError` when it is missing.
    func builtin(_ frame: FramePointer, _ name: Ref) throws(Raised) -> Owned {
        if let value = try namespaceValue(Ref(frame.pointee.f_builtins), name) {
            return Owned(stealing: value)
        }
        throw raise(.nameError, "\(name.text) not found")
    }

    /// Calls `__import__(name, globals, locals, names, level)`.
    @inline(never)
    func importModule(
        _ frame: FramePointer, _ name: Ref, names: Ref, level: Ref
    ) throws(Raised) -> Owned {
        let builtins = Ref(frame.pointee.f_builtins)
        guard let raw = try namespaceValue(builtins, self.name(.__import__)) else {
            throw raise(.importError, "__import__ not found")
        }
        let function = Owned(stealing: raw)
        let namespace = frame.pointee.f_locals ?? none.raw
        return try withUnsafeArguments(
            [name.raw, frame.pointee.f_globals, namespace, names.raw, level.raw]
        ) { arguments throws(Raised) in
            try call(function.ref, arguments, count: 5)
        }
    }

    /// Borrowed arguments in memory of the host, with a free slot before them.
    private func withUnsafeArguments(
        _ items: [RawObject],
        _ body: (UnsafeMutablePointer<RawObject?>) throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let result = withUnsafeTemporaryAllocation(
            of: RawObject?.self, capacity: items.count + 1
        ) { buffer -> RawObject? in
            guard let start = buffer.baseAddress else { return nil }
            start[0] = nil
            for (index, item) in items.enumerated() { start[index + 1] = item }
            return slotResult { () throws(Raised) in try body(start + 1) }
        }
        return try checked(result)
    }

    /// `from module import name` (`import_from`, `Python/ceval.c`).
    @inline(never)
    func importAttribute(_ module: Ref, _ name: Ref) throws(Raised) -> Owned {
        if let found = try lookupAttribute(module, name) { return Owned(stealing: found) }
        let package = try moduleText(module, self.name(.__name__))
        if let package, let modules = state.pointee.modules.modules {
            let full = try makeString("\(package).\(name.text)")
            if let submodule = try dictGet(Ref(modules), full.ref) { return submodule.owned() }
        }
        throw try raiseCannotImport(module, name, package)
    }

    /// A text attribute of a module; nil when it is missing or no str.
    private func moduleText(_ module: Ref, _ name: Ref) throws(Raised) -> String? {
        guard let raw = try lookupAttribute(module, name) else { return nil }
        let value = Owned(stealing: raw)
        return value.ref.isStr ? value.ref.text : nil
    }

    private func raiseCannotImport(
        _ module: Ref, _ name: Ref, _ package: String?
    ) throws(Raised) -> Raised {
        let shown = try makeString(package ?? "<unknown module name>")
        let path = filename(ofModule: module)
        let quotedName = try repr(name)
        let quotedModule = try repr(shown.ref)
        let isPartial = path != nil && isInitializing(module)
        let source = isPartial ? "partially initialized module " : ""
        let reason = isPartial ? "(most likely due to a circular import) " : ""
        let raised = raise(
            .importError,
            "cannot import name \(quotedName.ref.text) from \(source)\(quotedModule.ref.text) "
                + "\(reason)(\(path ?? "unknown location"))")
        guard let current = state.pointee.errors.current,
            isInstance(Ref(current), .importError)
        else { return raised }
        let fields = Ref(current).fields(PyImportErrorObject.self)
        setField(&fields.pointee.name, package == nil ? none : shown.ref)
        if let path {
            let text = try makeString(path)
            setField(&fields.pointee.path, text.ref)
        }
        return raised
    }

    /// Puts a new reference into a field, releasing what was there.
    func setField(_ field: inout RawObject?, _ value: Ref?) {
        let previous = field
        value?.incref()
        field = value?.raw
        if let previous { Ref(previous).decref() }
    }

    /// `from module import *`: the names of `__all__`, or those without underscore.
    @inline(never)
    func importEverything(_ frame: FramePointer, _ module: Ref) throws(Raised) {
        guard frame.pointee.f_locals != nil else {
            throw raise(.systemError, "no locals found during 'import *'")
        }
        if let raw = try lookupAttribute(module, name(.__all__)) {
            let all = Owned(stealing: raw)
            return try importNames(frame, module, all.ref, ofDict: false)
        }
        guard let raw = try lookupAttribute(module, name(.__dict__)) else {
            throw raise(
                .importError, "from-import-* object has no __dict__ and no __all__")
        }
        let dict = Owned(stealing: raw)
        let keys = try mappingKeys(dict.ref)
        try importNames(frame, module, keys.ref, ofDict: true)
    }

    /// - Parameter ofDict: whether the names are those of the module's dict, of which some stay out.
    private func importNames(
        _ frame: FramePointer, _ module: Ref, _ names: Ref, ofDict: Bool
    ) throws(Raised) {
        var index = 0
        while let name = try nextName(names, index) {
            index += 1
            guard name.ref.isStr else {
                throw try raiseBadName(name.ref, of: module, ofDict: ofDict)
            }
            if ofDict, name.ref.text.hasPrefix("_") { continue }
            let value = try getAttribute(module, name.ref)
            try storeName(frame, name.ref, value.ref)
        }
    }

    /// What `keys()` of a mapping gives, as a tuple.
    private func mappingKeys(_ mapping: Ref) throws(Raised) -> Owned {
        if mapping.isDict { return try tupleFromIterable(mapping) }
        let method = try namedAttribute(mapping, "keys")
        let keys = try call(method.ref)
        return try tupleFromIterable(keys.ref)
    }

    /// An item of a sequence, or nil behind its last.
    private func nextName(_ names: Ref, _ index: Int) throws(Raised) -> Owned? {
        do throws(Raised) { return try sequenceItem(names, index) } catch {
            guard currentExceptionIs(.indexError) else { throw error }
            clearException()
            return nil
        }
    }

    private func raiseBadName(
        _ name: Ref, of module: Ref, ofDict: Bool
    ) throws(Raised) -> Raised {
        let moduleName = try getAttribute(module, self.name(.__name__))
        guard moduleName.ref.isStr else {
            return raise(
                .typeError,
                "module __name__ must be a string, not \(typeName(moduleName.ref.type))")
        }
        let text = moduleName.ref.text
        let place = ofDict ? "Key in \(text).__dict__" : "Item in \(text).__all__"
        return raise(.typeError, "\(place) must be str, not \(typeName(name.type))")
    }

    // MARK: Others

    /// `__annotations__` of a module or class body.
    @inline(never)
    func setUpAnnotations(_ frame: FramePointer) throws(Raised) {
        guard let namespace = frame.pointee.f_locals else {
            throw raise(.systemError, "no locals found when setting up annotations")
        }
        if let found = try namespaceValue(Ref(namespace), name(.__annotations__)) {
            Ref(found).decref()
            return
        }
        let dict = try makeDict()
        try storeName(frame, name(.__annotations__), dict.ref)
    }

    /// `sys.displayhook(value)`.
    @inline(never)
    func displayExpression(_ value: Ref) throws(Raised) {
        guard let sys = state.pointee.modules.sys,
            let hook = try lookupAttribute(Ref(sys), name(.displayhook))
        else { throw raise(.runtimeError, "lost sys.displayhook") }
        let function = Owned(stealing: hook)
        _ = try call(function.ref, value)
    }
}
