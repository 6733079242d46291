/// The module `builtins` (`Python/bltinmodule.c`).
extension Interpreter {
    func makeBuiltinsModule() throws(Raised) -> Owned {
        let module = try makeModule("builtins")
        try addFunctions(Interpreter.objectBuiltins(), to: module.ref)
        try addFunctions(Interpreter.attributeBuiltins(), to: module.ref)
        try addFunctions(Interpreter.numberBuiltins(), to: module.ref)
        try addFunctions(Interpreter.operatorBuiltins(), to: module.ref)
        try addFunctions(Interpreter.importBuiltins(), to: module.ref)
        try addOpen(to: module.ref)
        try addFunctions(Interpreter.codeBuiltins(), to: module.ref)
        try addFunctions(Interpreter.iterationBuiltins(), to: module.ref)
        try addFunctions([Interpreter.breakpointBuiltin], to: module.ref)
        try addFunctions(Interpreter.asyncBuiltins(), to: module.ref)
        guard let dict = moduleDict(module.ref) else { return module }
        for (key, value) in [
            ("None", none), ("Ellipsis", ellipsis), ("NotImplemented", notImplemented),
            ("False", self.false), ("True", self.true),
        ] {
            try dictSet(dict, try intern(key), value)
        }
        for type in BuiltinType.visible { try addVisibleType(type, dict) }
        if let group = exceptionGroupType {
            try dictSet(dict, try intern("ExceptionGroup"), group.object)
        }
        for (key, type) in [("EnvironmentError", BuiltinType.osError), ("IOError", .osError)] {
            try dictSet(dict, try intern(key), Ref(RawObject(self.type(type))))
        }
        try dictSet(dict, name(.__debug__), self.true)
        return module
    }

    private func addVisibleType(_ builtin: BuiltinType, _ dict: Ref) throws(Raised) {
        let type = self.type(builtin)
        guard type.pointee.tp_flags & TypeFlags.ready != 0 else { return }
        try dictSet(dict, try intern(shortTypeName(type)), Ref(RawObject(type)))
    }
}

extension BuiltinType {
    /// The types that `builtins` shows: the ordinary ones and every exception.
    static var visible: [BuiltinType] {
        [
            .bool, .memoryview, .bytearray, .bytes, .classmethod, .complex, .dict, .enumerate,
            .filter, .float, .frozenset, .property, .int, .list, .map, .object, .range, .reversed,
            .set, .slice, .staticmethod, .str, .super, .tuple, .type, .zip,
        ] + allCases.filter { $0.rawValue >= BuiltinType.baseException.rawValue }
    }
}
