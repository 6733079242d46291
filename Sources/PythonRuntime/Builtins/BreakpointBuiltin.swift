/// `breakpoint(…)`: calls `sys.breakpointhook` with the same arguments.
extension Interpreter {
    static var breakpointBuiltin: MethodSpec {
        MethodSpec("breakpoint", .fastKeywords) { module, arguments, count, names in
            moduleFunction(module) { interpreter throws(Raised) in
                let key = try interpreter.makeString("breakpointhook")
                guard let sys = interpreter.state.pointee.modules.sys,
                    let hook = try interpreter.lookupAttribute(Ref(sys), key.ref)
                else { throw interpreter.raise(.runtimeError, "lost sys.breakpointhook") }
                let held = Owned(stealing: hook)
                try interpreter.audit("builtins.breakpoint", .object(held.ref))
                return try interpreter.call(
                    held.ref, arguments, count: count, names: names.map { Ref($0) })
            }
        }
    }
}

/// `sys.breakpointhook`: calls what `PYTHONBREAKPOINT` names, `pdb.set_trace` if it names nothing.
extension Interpreter {
    func runBreakpointHook(_ arguments: Arguments) throws(Raised) -> Owned {
        let name = try breakpointVariable()
        if name == "0" { return none.owned() }
        guard let raw = try breakpointFunction(name) else {
            try warn(
                .runtimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \"\(name)\"")
            return none.owned()
        }
        let function = Owned(stealing: raw)
        return try call(
            function.ref, arguments.start, count: arguments.count, names: arguments.names)
    }

    /// The variable in `os.environ`.
    private func breakpointVariable() throws(Raised) -> String {
        let usual = "pdb.set_trace"
        let module = try importModule("os")
        let variables = try namedAttribute(module.ref, "environ")
        let get = try namedAttribute(variables.ref, "get")
        let key = try makeString("PYTHONBREAKPOINT")
        let value = try call(get.ref, key.ref)
        guard value.ref.isStr, value.ref.strCount > 0 else { return usual }
        return value.ref.text
    }

    /// The function of a dotted name, which the caller owns; nil where it can't be had.
    private func breakpointFunction(_ name: String) throws(Raised) -> RawObject? {
        var module = "builtins"
        var function = name
        if let dot = name.lastIndex(of: ".") {
            if dot == name.startIndex { return nil }
            module = String(name[..<dot])
            function = String(name[name.index(after: dot)...])
        }
        do throws(Raised) {
            let found = try importModule(module)
            return try namedAttribute(found.ref, function).take()
        } catch {
            guard currentExceptionIs(.importError) || currentExceptionIs(.attributeError) else {
                throw error
            }
            clearException()
            return nil
        }
    }
}
