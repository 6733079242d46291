/// The modules every interpreter starts with.
extension Interpreter {
    func initializeModules() throws(Raised) {
        let modules = try makeDict()
        state.pointee.modules.modules = modules.ref.owned().take()
        let builtins = try makeBuiltinsModule()
        state.pointee.modules.builtins = builtins.ref.owned().take()
        state.pointee.modules.builtinsDict = moduleDict(builtins.ref)?.raw
        try dictSet(modules.ref, name(.builtins), builtins.ref)
        let sys = try makeSysModule()
        state.pointee.modules.sys = sys.ref.owned().take()
        try dictSet(modules.ref, name(.sys), sys.ref)
        let main = try makeModule("__main__")
        state.pointee.modules.main = main.ref.owned().take()
        try dictSet(modules.ref, name(.__main__), main.ref)
        if let dict = moduleDict(main.ref) {
            let annotations = try makeDict()
            try dictSet(dict, name(.__annotations__), annotations.ref)
            try dictSet(dict, name(.__builtins__), builtins.ref)
        }
    }
}
