/// `__import__` and `__build_class__`.
extension Interpreter {
    static func importBuiltins() -> [MethodSpec] {
        [
            MethodSpec("__import__", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "__import__", ["name", "globals", "locals", "fromlist", "level"],
                        required: 1, arguments, count, names.map(Ref.init))
                    let level = try values[4].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    let globals = values[1].flatMap { $0.isNone ? nil : $0 }
                    return try interpreter.importModule(
                        values[0] ?? interpreter.none, globals: globals, wanted: values[3],
                        level: level ?? 0)
                }
            },
            buildClassMethod(),
        ]
    }
}
