/// A module written in Swift: its name and what makes it when it is first imported.
///
/// The runtime knows only those it needs itself; a session is given the others' table, so that the
/// library depends on the runtime and not the other way round.
public struct NativeModule: Sendable {
    public var name: String
    /// The shared library that CPython has the module in, by the name of its file without endings; nil for those of
    /// the interpreter itself.
    public var library: String?
    /// Further modules of that library, which are only found by loading it for their names.
    public var others: (@Sendable () -> [NativeModule])?
    /// Makes the module; the importer puts it into `sys.modules`.
    public var make: @Sendable (Interpreter) throws(Raised) -> Owned

    public init(
        _ name: String, library: String? = nil,
        others: (@Sendable () -> [NativeModule])? = nil,
        make: @escaping @Sendable (Interpreter) throws(Raised) -> Owned
    ) {
        self.name = name
        self.library = library
        self.others = others
        self.make = make
    }
}

/// A function of a native module, as the library's tables hold it.
public struct NativeModuleFunction: Sendable {
    public var name: StaticString
    public var flags: MethodFlags
    public var function: NativeFunction

    public init(
        _ name: StaticString, _ flags: MethodFlags, _ function: @escaping NativeFunction
    ) {
        self.name = name
        self.flags = flags
        self.function = function
    }
}

extension Interpreter {
    /// A module with functions, for the library.
    ///
    /// - Parameter owner: what the functions give as their module; nil for `name`.
    public func makeModule(
        _ name: String, functions: [NativeModuleFunction], owner: String? = nil
    ) throws(Raised) -> Owned {
        let module = try makeModule(name)
        let specs = functions.map { MethodSpec($0.name, $0.flags, $0.function) }
        guard let owner else {
            try addFunctions(specs, to: module.ref)
            return module
        }
        let text = try intern(owner)
        try addFunctions(specs, to: module.ref, owner: text.ref)
        return module
    }

    /// Gives a module that was just made another name, as a spec may.
    public func renameModule(_ module: Ref, _ name: Ref) throws(Raised) {
        guard module.isExactly(.module) else { return }
        if let dict = moduleDict(module) { try dictSet(dict, self.name(.__name__), name) }
        setField(&module.fields(PyModuleObject.self).pointee.md_name, name)
    }

    /// Keeps a value of a native module where programs don't see it; its key begins with the module's name.
    public func keep(_ value: Ref, as key: String) throws(Raised) {
        if state.pointee.modules.privateValues == nil {
            state.pointee.modules.privateValues = try makeDict().take()
        }
        guard let values = state.pointee.modules.privateValues else { return }
        try dictSet(Ref(values), try intern(key), value)
    }

    /// What is kept under a key; `None` if nothing is.
    public func keptValue(_ key: String) throws(Raised) -> Owned {
        guard let values = state.pointee.modules.privateValues else { return none.owned() }
        let name = try intern(key)
        return (dictGet(Ref(values), str: name.ref) ?? none).owned()
    }

    /// Sets an attribute of a module.
    public func setModuleAttribute(
        _ module: Ref, _ name: String, _ value: Ref
    ) throws(Raised) {
        guard let dict = moduleDict(module) else { return }
        try dictSet(dict, try intern(name), value)
    }
}
