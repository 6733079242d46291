/// `types.ModuleType(name, doc)` and the annotations of modules.
extension Interpreter {
    /// `module.__init__`: sets the attributes that a new module has.
    static var initializeModule: InitSlot {
        { raw, arguments, keywords in
            statusSlot(raw) { interpreter, module throws(Raised) in
                let list = ParameterList(
                    function: "module", names: ["name", "doc"], required: 1,
                    maximumPositional: 2)
                let values = try interpreter.bind(list, tuple: Ref(arguments), keywords: keywords)
                let name = values[0] ?? interpreter.none
                guard name.isStr else {
                    throw interpreter.badArgument("module", "argument 'name'", "str", name)
                }
                let fields = module.fields(PyModuleObject.self)
                if fields.pointee.md_dict == nil {
                    fields.pointee.md_dict = try interpreter.makeDict().take()
                }
                guard let dict = fields.pointee.md_dict else { return }
                let none = interpreter.none
                for (key, value) in [
                    (WellKnownName.__name__, name), (.__doc__, values[1] ?? none),
                    (.__package__, none), (.__loader__, none), (.__spec__, none),
                ] {
                    try interpreter.dictSet(Ref(dict), interpreter.name(key), value)
                }
                if name.isExactly(.str) { interpreter.setField(&fields.pointee.md_name, name) }
            }
        }
    }

    /// `module.__annotations__`, made when first asked for.
    static var moduleAnnotations: GetSetSpec {
        GetSetSpec("__annotations__") { raw, _ in
            withObject(raw) { interpreter, module throws(Raised) in
                let dict = try interpreter.checkedModuleDict(module)
                let key = interpreter.name(.__annotations__)
                if let found = interpreter.dictGet(dict, str: key) { return found.owned() }
                let made = try interpreter.makeDict()
                try interpreter.dictSet(dict, key, made.ref)
                return made
            }
        } _: { raw, value, _ in
            statusSlot(raw) { interpreter, module throws(Raised) in
                let dict = try interpreter.checkedModuleDict(module)
                let key = interpreter.name(.__annotations__)
                if let value {
                    try interpreter.dictSet(dict, key, Ref(value))
                } else if try !interpreter.dictRemove(dict, key) {
                    throw interpreter.raise(.attributeError, "__annotations__")
                }
            }
        }
    }

    private func checkedModuleDict(_ module: Ref) throws(Raised) -> Ref {
        guard let dict = moduleDict(module), dict.isDict else {
            throw raise(.typeError, "<module>.__dict__ is not a dictionary")
        }
        return dict
    }
}
