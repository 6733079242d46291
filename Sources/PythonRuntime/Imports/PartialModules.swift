/// What tells that a module was looked into before it was whole, for the errors of that
/// (`_PyModuleSpec_IsInitializing`, `Objects/moduleobject.c`).
///
/// Whatever fails while a spec is asked counts as "no", since an error is being told already.
extension Interpreter {
    /// Whether a module's spec says that its code is just running.
    func isInitializing(_ module: Ref) -> Bool {
        guard let spec = spec(of: module) else { return false }
        return isInitializing(spec: spec.ref)
    }

    func isInitializing(spec: Ref) -> Bool {
        asks(spec, "_initializing") { interpreter, value throws(Raised) in
            try interpreter.isTrue(value)
        }
    }

    /// Whether a name is that of a submodule of a module whose code is just running.
    func isUninitializedSubmodule(_ name: Ref, of module: Ref) -> Bool {
        guard let spec = spec(of: module) else { return false }
        return asks(spec.ref, "_uninitialized_submodules") {
            interpreter, value throws(Raised) in
            try interpreter.contains(value, name)
        }
    }

    private func asks(
        _ spec: Ref, _ attribute: String, _ body: (Interpreter, Ref) throws(Raised) -> Bool
    ) -> Bool {
        do throws(Raised) {
            let key = try intern(attribute)
            guard let raw = try lookupAttribute(spec, key.ref) else { return false }
            let value = Owned(stealing: raw)
            return try body(self, value.ref)
        } catch {
            clearException()
            return false
        }
    }

    private func spec(of module: Ref) -> Owned? {
        guard isModule(module), let dict = moduleDict(module), dict.isDict else { return nil }
        return dictGet(dict, str: name(.__spec__))?.owned()
    }

    func isModule(_ object: Ref) -> Bool {
        object.isExactly(.module) || isSubtype(object.type, type(.module))
    }

    /// `__file__` of a module; nil for what is no module and where that is no str.
    func filename(ofModule module: Ref) -> String? {
        guard isModule(module), let dict = moduleDict(module), dict.isDict,
            let file = dictGet(dict, str: name(.__file__)), file.isStr
        else { return nil }
        return file.text
    }
}
