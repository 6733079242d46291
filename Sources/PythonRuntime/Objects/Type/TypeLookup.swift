/// Finding attributes along a type's MRO (`Objects/typeobject.c`) (owner: lead).
extension Interpreter {
    /// Whether a type is another or derives from it.
    public func isSubtype(_ type: TypePointer, _ base: TypePointer) -> Bool {
        preconditionFailure("owner: lead")
    }

    /// Whether an object's type is a built-in type or derives from it.
    public func isInstance(_ object: Ref, _ builtin: BuiltinType) -> Bool {
        isSubtype(object.type, type(builtin))
    }

    /// The attribute of a type or its bases, borrowed, without binding it (`_PyType_Lookup`).
    public func lookup(_ type: TypePointer, _ name: Ref) -> Ref? {
        preconditionFailure("owner: lead")
    }

    /// Turns the spec of a static type into a ready type; its base is ready.
    func makeReady(_ spec: TypeSpec) throws(Raised) {
        preconditionFailure("owner: lead")
    }
}
