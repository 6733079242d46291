/// `open`, which is one function in `builtins` and `_io`. What it does is written in the library, so the function
/// that is made at the start only imports `_io`, and that gives it its body.
extension Interpreter {
    /// Adds it to `builtins`.
    func addOpen(to module: Ref) throws(Raised) {
        let owner = try intern("io")
        let name = self.name(.open)
        try addFunctions([Self.openStub], to: module, owner: owner.ref)
        let open = moduleDict(module).flatMap { dictGet($0, str: name) }
        state.pointee.modules.openFunction = open?.owned().take()
    }

    private static var openStub: MethodSpec {
        MethodSpec("open", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let streams = try interpreter.importModule("_io")
                let open: Owned
                if interpreter.state.pointee.modules.opensFiles,
                    let function = interpreter.state.pointee.modules.openFunction
                {
                    open = Ref(function).owned()
                } else {
                    // A program has put something else in the place of `_io`.
                    open = try interpreter.getAttribute(streams.ref, interpreter.name(.open))
                }
                return try interpreter.call(
                    open.ref, arguments.start, count: arguments.count, names: arguments.names)
            }
        }
    }

    /// Gives `open` its body and its module, and the module the function.
    public func provideOpen(_ body: @escaping NativeFunction, to module: Ref) throws(Raised) {
        guard let raw = state.pointee.modules.openFunction else { return }
        let fields = Ref(raw).fields(PyCFunctionObject.self)
        fields.pointee.m_ml.pointee.ml_meth = body
        let old = fields.pointee.m_self
        fields.pointee.m_self = module.owned().take()
        if let old { Ref(old).decref() }
        state.pointee.modules.opensFiles = true
        try setAttribute(module, name(.open), Ref(raw))
    }
}
