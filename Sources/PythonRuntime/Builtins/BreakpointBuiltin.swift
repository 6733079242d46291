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
                return try interpreter.call(
                    held.ref, arguments, count: count, names: names.map { Ref($0) })
            }
        }
    }
}
