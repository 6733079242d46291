/// What `pickle` asks of functions and descriptors: the `getattr` that finds them again.
extension Interpreter {
    /// `__reduce__` of a descriptor: `getattr(type, name)`.
    static var descriptorReduction: MethodSpec {
        MethodSpec("__reduce__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, descriptor, _ throws(Raised) in
                let fields = descriptor.fields(PyDescrObject.self).pointee
                return try interpreter.reduceToAttribute(Ref(fields.d_type), Ref(fields.d_name))
            }
        }
    }

    /// `(getattr, (object, name))`.
    func reduceToAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        let function = try builtinFunction("getattr")
        let arguments = try makeTuple([object, name])
        return try makeTuple([function.ref, arguments.ref])
    }
}
