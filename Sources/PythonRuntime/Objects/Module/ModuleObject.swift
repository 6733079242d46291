import PythonDocumentation

/// A module (`Objects/moduleobject.c`): a name and a dict.
@frozen
public struct PyModuleObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var md_dict: RawObject?
    public var md_def: UnsafeMutableRawPointer?
    public var md_state: UnsafeMutableRawPointer?
    public var md_weaklist: RawObject?
    public var md_name: RawObject?
}

extension Interpreter {
    /// A native module, or an empty one, with `__name__`, `__doc__`, `__package__`, `__loader__` and `__spec__`
    /// set as a new one has them.
    public func makeModule(_ name: String) throws(Raised) -> Owned {
        let module = try allocateInstance(type(.module))
        let fields = module.ref.fields(PyModuleObject.self)
        let dict = try makeDict()
        let text = try makeString(name)
        try dictSet(dict.ref, self.name(.__name__), text.ref)
        let doc =
            if let told = ModuleDocumentation.text(ofModule: name) {
                try makeString("\(told)")
            } else {
                none.owned()
            }
        try dictSet(dict.ref, self.name(.__doc__), doc.ref)
        try dictSet(dict.ref, self.name(.__package__), none)
        try dictSet(dict.ref, self.name(.__loader__), none)
        try dictSet(dict.ref, self.name(.__spec__), none)
        fields.pointee.md_dict = dict.take()
        fields.pointee.md_name = text.take()
        return module
    }

    /// Puts native functions into a module.
    ///
    /// - Parameter owner: what they give as their module; nil for its name.
    func addFunctions(
        _ specs: [MethodSpec], to module: Ref, owner: Ref? = nil
    ) throws(Raised) {
        let fields = module.fields(PyModuleObject.self).pointee
        let owner = owner ?? fields.md_name.map(Ref.init)
        guard let dict = fields.md_dict else { return }
        for spec in specs {
            let key = try intern("\(spec.name)")
            let function = try makeBuiltinFunction(
                functionDefinition(spec), self: module, module: owner)
            try dictSet(Ref(dict), key.ref, function.ref)
        }
    }

    /// A module's dict, borrowed.
    public func moduleDict(_ module: Ref) -> Ref? {
        module.fields(PyModuleObject.self).pointee.md_dict.map(Ref.init)
    }

    static func moduleSpec() -> TypeSpec {
        TypeSpec(
            builtin: .module, name: "module", basicSize: MemoryLayout<PyModuleObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [moduleDirectoryMethod], getSets: [moduleAnnotations],
            members: [
                MemberSpec(
                    "__dict__", .object,
                    offset: MemoryLayout<PyModuleObject>.offset(of: \.md_dict) ?? 0)
            ]
        ) { block in
            block.pointee.type.tp_dictoffset =
                MemoryLayout<PyModuleObject>.offset(of: \.md_dict) ?? 0
            block.pointee.type.tp_weaklistoffset =
                MemoryLayout<PyModuleObject>.offset(of: \.md_weaklist) ?? 0
            block.pointee.type.tp_repr = { moduleRepr($0) }
            block.pointee.type.tp_init = initializeModule
            block.pointee.type.tp_setattro = { module, name, value in
                // What isn't made yet can be deleted too, and what a program sets isn't to be made over.
                let interpreter = Interpreter(containing: module)
                if value == nil || module == interpreter.state.pointee.modules.sys {
                    do throws(Raised) {
                        try interpreter.addLateNames(to: Ref(module))
                    } catch { return -1 }
                }
                return Interpreter.genericSetter(module, name, value)
            }
            block.pointee.type.tp_getattro = { module, name in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: module)
                    if Ref(name) == interpreter.name(.__dict__) {
                        try interpreter.addLateNames(to: Ref(module))
                    }
                    if let found = try interpreter.findAttribute(Ref(module), Ref(name)) {
                        return Owned(stealing: found)
                    }
                    return try interpreter.missingModuleAttribute(Ref(module), Ref(name))
                }
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let module = try interpreter.allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                    let dict = try interpreter.makeDict()
                    module.ref.fields(PyModuleObject.self).pointee.md_dict = dict.take()
                    return module
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyModuleObject.self)
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                interpreter.clearWeakReferences(to: Ref(raw))
                if let dict = fields.pointee.md_dict { Ref(dict).decref() }
                if let name = fields.pointee.md_name { Ref(name).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyModuleObject.self)
                return fields.pointee.md_dict.map { visit($0, argument) } ?? 0
            }
        }
    }

    /// Gives `sys` and `builtins` what they have only once it is asked for.
    private func addLateNames(to module: Ref) throws(Raised) {
        if module.raw == state.pointee.modules.sys { try completeSys() }
        if module.raw == state.pointee.modules.builtins { _ = try addSiteBuiltins() }
    }

    /// The module's own `__getattr__`, or the error.
    private func missingModuleAttribute(_ module: Ref, _ name: Ref) throws(Raised) -> Owned {
        guard let dict = moduleDict(module) else { throw raiseNoAttribute(module, name) }
        if let getter = dictGet(dict, str: self.name(.__getattr__)) {
            return try call(getter, name)
        }
        if module.raw == state.pointee.modules.sys, !state.pointee.modules.isSysComplete {
            try completeSys()
            return try getAttribute(module, name)
        }
        if module.raw == state.pointee.modules.sys,
            let hook = try interactiveHook(name, in: dict)
        {
            return hook
        }
        if module.raw == state.pointee.modules.builtins, let value = try siteBuiltin(name, in: dict)
        {
            return Owned(stealing: value)
        }
        let moduleName = dictGet(dict, str: self.name(.__name__))
        let text = moduleName.flatMap { $0.isStr ? $0.text : nil }
        guard let text else {
            throw raise(.attributeError, "module has no attribute '\(name.text)'")
        }
        let circular = "(most likely due to a circular import)"
        if isInitializing(module) {
            throw raise(
                .attributeError,
                "partially initialized module '\(text)' has no attribute '\(name.text)' \(circular)"
            )
        }
        if isUninitializedSubmodule(name, of: module) {
            throw raise(
                .attributeError,
                "cannot access submodule '\(name.text)' of module '\(text)' \(circular)")
        }
        throw raise(.attributeError, "module '\(text)' has no attribute '\(name.text)'")
    }
}

private func moduleRepr(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        if let importlib = interpreter.state.pointee.modules.importlib {
            let function = try interpreter.namedAttribute(Ref(importlib), "_module_repr")
            return try interpreter.call(function.ref, Ref(raw))
        }
        let dict = interpreter.moduleDict(Ref(raw))
        // What has a spec is shown by `importlib`.
        if let importlib = interpreter.state.pointee.modules.importlib,
            let spec = dict.flatMap({
                interpreter.dictGet($0, str: interpreter.name(.__spec__))
            }), !spec.isNone
        {
            let show = try interpreter.namedAttribute(Ref(importlib), "_module_repr")
            return try interpreter.call(show.ref, Ref(raw))
        }
        let name = dict.flatMap { interpreter.dictGet($0, str: interpreter.name(.__name__)) }
        let file = dict.flatMap { interpreter.dictGet($0, str: interpreter.name(.__file__)) }
        let nameText = try name.map { value throws(Raised) in
            try interpreter.repr(value).text
        }
        if let file, file.isStr {
            let fileText = try interpreter.repr(file)
            return try interpreter.makeString(
                "<module \(nameText ?? "'?'") from \(fileText.ref.text)>")
        }
        // Made by hand rather than imported.
        let key = name ?? interpreter.none
        if key.isStr, let modules = interpreter.state.pointee.modules.modules,
            try interpreter.dictGet(Ref(modules), key) != Ref(raw)
        {
            return try interpreter.makeString("<module \(nameText ?? "'?'")>")
        }
        return try interpreter.makeString("<module \(nameText ?? "'?'") (built-in)>")
    }
}
