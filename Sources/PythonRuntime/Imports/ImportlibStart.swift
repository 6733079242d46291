/// Starting `importlib` (`init_importlib`, `Python/pylifecycle.c`).
extension Interpreter {
    /// Runs the library's bootstrap. Without a library `wanted` isn't found, and the report of that says
    /// what to install.
    func startImportlib(for wanted: Ref) throws(Raised) {
        guard hostLibrary != nil else { throw try raiseModuleNotFound(wanted) }
        try completeSys()
        let hidden = try takeHiddenModules()
        try asPartOfStart { () throws(Raised) in try runBootstrap(for: wanted) }
        guard let modules = state.pointee.modules.modules else { return }
        for name in hidden {
            let key = try intern(name)
            try dictSet(Ref(modules), key.ref, none)
        }
    }

    /// Takes those of the modules that starting needs out of `sys.modules` which a program has put `None` there for;
    /// in CPython they are imported before it can.
    private func takeHiddenModules() throws(Raised) -> [String] {
        guard let modules = state.pointee.modules.modules else { return [] }
        var hidden: [String] = []
        for name in ["_imp", "_thread", "_warnings", "_weakref", "_io", "marshal", "posix"] {
            let key = try intern(name)
            guard let value = dictGet(Ref(modules), str: key.ref), value.isNone else { continue }
            _ = try dictRemove(Ref(modules), key.ref)
            hidden.append(name)
        }
        return hidden
    }

    private func runBootstrap(for wanted: Ref) throws(Raised) {
        guard let raw = try frozenCode("_frozen_importlib") else {
            throw try raiseModuleNotFound(wanted)
        }
        let code = Owned(stealing: raw)
        let module = try makeModule("_frozen_importlib")
        guard let dict = moduleDict(module.ref), let modules = state.pointee.modules.modules,
            let builtins = state.pointee.modules.builtins, let sys = state.pointee.modules.sys
        else { throw raise(.runtimeError, "lost sys.modules") }
        try dictSet(dict, name(.__builtins__), Ref(builtins))
        let originKey = try intern("__origname__")
        let origin = try intern("importlib._bootstrap")
        try dictSet(dict, originKey.ref, origin.ref)
        _ = try run(code: code.ref, globals: dict)
        let key = try intern("_frozen_importlib")
        try dictSet(Ref(modules), key.ref, module.ref)
        guard let imp = try makeNativeModule("_imp") else {
            throw raise(.importError, "no native module _imp")
        }
        let impKey = try intern("_imp")
        try dictSet(Ref(modules), impKey.ref, imp.ref)
        let install = try namedAttribute(module.ref, "_install")
        _ = try call(install.ref, Ref(sys), imp.ref)
        state.pointee.modules.importlib = module.ref.owned().take()
        try addArchiveHook()
        let external = try namedAttribute(module.ref, "_install_external_importers")
        _ = try call(external.ref)
        try setMainLoader(builtin: dict)
    }

    /// What `__main__.__loader__` is in a program by itself (`set_main_loader`, `Modules/main.c`): it can be told from
    /// the first import on, before which it is `None`.
    private func setMainLoader(builtin bootstrap: Ref) throws(Raised) {
        guard programSettings.arguments != nil, let main = state.pointee.modules.main,
            let dict = moduleDict(Ref(main)), let modules = state.pointee.modules.modules,
            let loader = dictGet(dict, str: name(.__loader__)), loader.isNone
        else { return }
        guard let file = dictGet(dict, str: name(.__file__)) else {
            let key = try intern("BuiltinImporter")
            guard let importer = dictGet(bootstrap, str: key.ref) else { return }
            return try dictSet(dict, name(.__loader__), importer)
        }
        let key = try intern("_frozen_importlib_external")
        guard let external = dictGet(Ref(modules), str: key.ref) else { return }
        let type = try namedAttribute(
            external,
            state.pointee.modules.isMainCompiled ? "SourcelessFileLoader" : "SourceFileLoader")
        let mainName = try intern("__main__")
        let made = try call(type.ref, mainName.ref, file)
        try dictSet(dict, name(.__loader__), made.ref)
    }

    func raiseModuleNotFound(_ name: Ref) throws(Raised) -> Raised {
        let raised = raise(.moduleNotFoundError, "No module named '\(name.text)'")
        guard let current = state.pointee.errors.current else { return raised }
        try setAttribute(Ref(current), self.name(.name), name)
        return raised
    }

    /// Takes the frames of `importlib` out of the current exception's traceback
    /// (`remove_importlib_frames`): those up to a `_call_with_frames_removed`, and all of them when the
    /// import itself failed.
    func removeImporterFrames() {
        guard let current = state.pointee.errors.current else { return }
        let always =
            Ref(current).type == type(.importError)
            || isSubtype(Ref(current).type, type(.importError))
        var link = withUnsafeMutablePointer(to: &Ref(current).exception.pointee.traceback) { $0 }
        var chunkStart = link
        var isInChunk = false
        while let raw = link.pointee {
            let next = withUnsafeMutablePointer(to: &Ref(raw).traceback.pointee.tb_next) { $0 }
            let code = Ref(Ref(raw).traceback.pointee.tb_frame).frameFields.pointee.f_frame
                .pointee.f_code
            let fields = Ref(code).fields(PyCodeObject.self).pointee
            let filename = Ref(fields.co_filename).text
            let isImporter =
                filename == "<frozen importlib._bootstrap>"
                || filename == "<frozen importlib._bootstrap_external>"
            if isImporter, !isInChunk { chunkStart = link }
            isInChunk = isImporter
            let isBoundary = Ref(fields.co_name).text == "_call_with_frames_removed"
            if isInChunk, always || isBoundary {
                let after = next.pointee
                if let after { Ref(after).incref() }
                let removed = chunkStart.pointee
                chunkStart.pointee = after
                if let removed { Ref(removed).decref() }
                link = chunkStart
            } else {
                link = next
            }
        }
    }
}
