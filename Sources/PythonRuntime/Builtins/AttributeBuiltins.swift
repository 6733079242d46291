/// Built-in functions about attributes and namespaces.
extension Interpreter {
    static func attributeBuiltins() -> [MethodSpec] {
        [
            MethodSpec("getattr", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("getattr", count, 2, 3)
                    let object = interpreter.argument(arguments, 0)
                    let key = try interpreter.attributeName(interpreter.argument(arguments, 1))
                    guard count == 3 else { return try interpreter.getAttribute(object, key) }
                    if let found = try interpreter.lookupAttribute(object, key) {
                        return Owned(stealing: found)
                    }
                    return interpreter.argument(arguments, 2).owned()
                }
            },
            MethodSpec("hasattr", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("hasattr", count, 2, 2)
                    let key = try interpreter.attributeName(interpreter.argument(arguments, 1))
                    guard
                        let found = try interpreter.lookupAttribute(
                            interpreter.argument(arguments, 0), key)
                    else { return interpreter.false.owned() }
                    Ref(found).decref()
                    return interpreter.true.owned()
                }
            },
            MethodSpec("setattr", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("setattr", count, 3, 3)
                    let key = try interpreter.attributeName(interpreter.argument(arguments, 1))
                    let name = try interpreter.intern(key.owned())
                    try interpreter.setAttribute(
                        interpreter.argument(arguments, 0), name.ref,
                        interpreter.argument(arguments, 2))
                    return interpreter.none.owned()
                }
            },
            MethodSpec("delattr", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("delattr", count, 2, 2)
                    let key = try interpreter.attributeName(interpreter.argument(arguments, 1))
                    try interpreter.setAttribute(interpreter.argument(arguments, 0), key, nil)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("globals", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    (interpreter.currentGlobals ?? interpreter.none).owned()
                }
            },
            MethodSpec("locals", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.currentLocals()
                }
            },
            MethodSpec("vars", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("vars", count, 0, 1)
                    if count == 0 { return try interpreter.currentLocals() }
                    let key = interpreter.name(.__dict__)
                    guard
                        let found = try interpreter.lookupAttribute(
                            interpreter.argument(arguments, 0), key)
                    else {
                        throw interpreter.raise(
                            .typeError, "vars() argument must have __dict__ attribute")
                    }
                    return Owned(stealing: found)
                }
            },
            MethodSpec("dir", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("dir", count, 0, 1)
                    return try interpreter.listNames(
                        count > 0 ? interpreter.argument(arguments, 0) : nil)
                }
            },
        ]
    }

    /// The name argument of `getattr` and its like.
    private func attributeName(_ name: Ref) throws(Raised) -> Ref {
        guard name.isStr else {
            throw raise(
                .typeError, "attribute name must be string, not '\(typeName(name.type))'")
        }
        return name
    }

    /// `dir(object)`, or the local names without one.
    private func listNames(_ object: Ref?) throws(Raised) -> Owned {
        if let object { return try directory(of: object) }
        let locals = try currentLocals()
        let names = try callMethod(locals.ref, name(.keys))
        let list = try makeList(from: names.ref)
        _ = try callMethod(list.ref, name(.sort))
        return list
    }
}
