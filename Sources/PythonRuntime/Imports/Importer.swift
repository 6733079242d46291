/// Importing (`Python/import.c`).
///
/// A native module that is imported before anything else is simply made. The first import of anything
/// more starts `importlib` as CPython does: `importlib/_bootstrap.py` of the library runs as
/// `_frozen_importlib` over the native `_imp`, puts its finders on `sys.meta_path`, and from then on
/// finds every module. Starting it late keeps it out of the start-up of programs that need none of it.
extension Interpreter {
    /// `PyImport_ImportModuleLevelObject`: the module that `import a.b` binds, `a`, or `a.b` itself
    /// when names are wanted from it.
    func importModule(
        _ name: Ref, globals: Ref?, wanted: Ref?, level: Int
    ) throws(Raised) -> Owned {
        guard name.isStr else {
            throw raise(.typeError, "module name must be a string")
        }
        if level < 0 { throw raise(.valueError, "level must be >= 0") }
        let absolute: Owned
        if level > 0 {
            absolute = try resolveRelative(name, globals, level)
        } else {
            if name.strCount == 0 { throw raise(.valueError, "Empty module name") }
            absolute = name.owned()
        }
        let module = try findModule(absolute.ref)
        let wantsNames = try wanted.map { value throws(Raised) in try isTrue(value) } ?? false
        if wantsNames { return try importWanted(module, wanted ?? none) }
        return try topmost(module, name.text, absolute.ref.text, level)
    }

    /// What `import a.b` binds: the module of the first part of the name as it was written.
    private func topmost(
        _ module: consuming Owned, _ name: String, _ absolute: String, _ level: Int
    ) throws(Raised) -> Owned {
        if level > 0, name.isEmpty { return module }
        guard let dot = name.firstIndex(of: ".") else { return module }
        let front = name[..<dot]
        if level == 0 {
            let key = try intern(String(front))
            return try findModule(key.ref)
        }
        let cut = name.utf8.count - front.utf8.count
        let full = String(absolute.dropLast(cut))
        let key = try makeString(full)
        guard let found = try moduleInTable(key.ref) else {
            throw raise(.keyError, "'\(full)' not in sys.modules as expected")
        }
        return found.owned()
    }

    /// Imports those of the wanted names that are submodules.
    private func importWanted(_ module: consuming Owned, _ wanted: Ref) throws(Raised) -> Owned {
        guard let path = try lookupAttribute(module.ref, name(.__path__)) else { return module }
        Ref(path).decref()
        guard let importlib = state.pointee.modules.importlib else { return module }
        let handle = try namedAttribute(Ref(importlib), "_handle_fromlist")
        let function = try builtinImport()
        do throws(Raised) {
            return try call(handle.ref, [module.ref, wanted, function.ref])
        } catch {
            removeImporterFrames()
            throw error
        }
    }

    private func builtinImport() throws(Raised) -> Owned {
        guard let builtins = state.pointee.modules.builtins else {
            throw raise(.importError, "__import__ not found")
        }
        return try getAttribute(Ref(builtins), name(.__import__))
    }

    /// A module's entry in `sys.modules`, borrowed; nil when it isn't there.
    public func moduleInTable(_ name: Ref) throws(Raised) -> Ref? {
        guard let modules = state.pointee.modules.modules else {
            throw raise(.runtimeError, "unable to get sys.modules")
        }
        return try dictGet(Ref(modules), name)
    }

    /// From `sys.modules`, or found and loaded.
    private func findModule(_ name: Ref) throws(Raised) -> Owned {
        if let found = try moduleInTable(name), !found.isNone {
            let module = found.owned()
            try waitForInitialization(module.ref, name)
            return module
        }
        if state.pointee.modules.importlib == nil {
            if let module = try makeBuiltinModule(name.text) {
                if let modules = state.pointee.modules.modules {
                    try dictSet(Ref(modules), name, module.ref)
                }
                return module
            }
            try startImportlib(for: name)
        }
        return try findAndLoad(name)
    }

    /// Makes a module of the native table; nil when there is none of that name.
    public func makeNativeModule(_ name: String) throws(Raised) -> Owned? {
        guard let native = nativeModules.first(where: { $0.name == name }) else { return nil }
        return try native.make(self)
    }

    /// Makes a module that is the interpreter's own; nil when there is none of that name.
    public func makeBuiltinModule(_ name: String) throws(Raised) -> Owned? {
        guard isBuiltinModule(name) else { return nil }
        return try makeNativeModule(name)
    }

    /// The table the session was given.
    public var nativeModules: [NativeModule] {
        state.pointee.host?.takeUnretainedValue().modules ?? []
    }

    /// `importlib._bootstrap._find_and_load`, whose own frames don't show in tracebacks.
    private func findAndLoad(_ name: Ref) throws(Raised) -> Owned {
        guard let importlib = state.pointee.modules.importlib else {
            throw raise(.importError, "import machinery isn't there")
        }
        try auditImport(name)
        let function = try namedAttribute(Ref(importlib), "_find_and_load")
        let importer = try builtinImport()
        do throws(Raised) {
            return try call(function.ref, name, importer.ref)
        } catch {
            removeImporterFrames()
            throw error
        }
    }

    /// A module that is just being imported, seen from another import of it.
    private func waitForInitialization(_ module: Ref, _ name: Ref) throws(Raised) {
        guard let importlib = state.pointee.modules.importlib,
            let raw = try lookupAttribute(module, self.name(.__spec__))
        else { return }
        let spec = Owned(stealing: raw)
        if spec.ref.isNone { return }
        guard isInitializing(spec: spec.ref) else { return }
        let unlock = try namedAttribute(Ref(importlib), "_lock_unlock_module")
        _ = try call(unlock.ref, name)
    }

    // MARK: Helpers

    public func namedAttribute(_ object: Ref, _ text: String) throws(Raised) -> Owned {
        let key = try intern(text)
        return try getAttribute(object, key.ref)
    }

    /// Calls with a few borrowed arguments.
    public func call(_ callable: Ref, _ arguments: [Ref]) throws(Raised) -> Owned {
        var items: [RawObject?] = [nil]
        for argument in arguments { items.append(argument.raw) }
        let result = items.withUnsafeMutableBufferPointer { buffer -> RawObject? in
            slotResult { () throws(Raised) in
                try call(callable, buffer.baseAddress.map { $0 + 1 }, count: arguments.count)
            }
        }
        return try checked(result)
    }
}

extension Interpreter {
    /// The module of a dotted name, imported if it hasn't been (`PyImport_ImportModule`).
    public func importModule(_ name: String) throws(Raised) -> Owned {
        let text = try intern(name)
        let wanted = try makeTuple([emptyString])
        return try importModule(text.ref, globals: nil, wanted: wanted.ref, level: 0)
    }
}
