/// `__import__` over the native modules (`Python/import.c`).
extension Interpreter {
    static func importBuiltins() -> [MethodSpec] {
        [
            MethodSpec("__import__", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "__import__", ["name", "globals", "locals", "fromlist", "level"],
                        required: 1, arguments, count, names.map(Ref.init))
                    let level = try values[4].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    return try interpreter.importName(
                        values[0] ?? interpreter.none, wanted: values[3], level: level ?? 0)
                }
            },
            buildClassMethod(),
        ]
    }

    /// The module that `import a.b` binds, `a`, or `a.b` itself when names are wanted from it.
    private func importName(_ name: Ref, wanted: Ref?, level: Int) throws(Raised) -> Owned {
        guard name.isStr else {
            throw raise(
                .typeError, "module name must be str, not \(typeName(name.type))")
        }
        if level < 0 { throw raise(.valueError, "level must be >= 0") }
        if level > 0 {
            throw raise(.importError, "attempted relative import with no known parent package")
        }
        let text = name.text
        if text.isEmpty { throw raise(.valueError, "Empty module name") }
        let module = try findModule(text)
        let wantsNames = try wanted.map { value throws(Raised) in try isTrue(value) } ?? false
        guard let dot = text.firstIndex(of: "."), !wantsNames else { return module }
        return try findModule(String(text[..<dot]))
    }

    /// From `sys.modules`, or made now.
    private func findModule(_ name: String) throws(Raised) -> Owned {
        guard let modules = state.pointee.modules.modules else {
            throw raise(.runtimeError, "lost sys.modules")
        }
        let key = try intern(name)
        if let found = try dictGet(Ref(modules), key.ref), !found.isNone { return found.owned() }
        let natives = state.pointee.host?.takeUnretainedValue().modules ?? []
        guard let native = natives.first(where: { $0.name == name }) else {
            throw try raiseModuleNotFound(key.ref)
        }
        let module = try native.make(self)
        try dictSet(Ref(modules), key.ref, module.ref)
        return module
    }

    private func raiseModuleNotFound(_ name: Ref) throws(Raised) -> Raised {
        let raised = raise(.moduleNotFoundError, "No module named '\(name.text)'")
        guard let current = state.pointee.errors.current else { return raised }
        try setAttribute(Ref(current), self.name(.name), name)
        return raised
    }
}
