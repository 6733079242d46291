import PythonRuntime

/// The functions of `_imp` about frozen modules.
extension ImpModule {
    static let frozenFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("is_frozen", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                try checkName(interpreter, name, "is_frozen")
                let isUsed = try usesFrozen(interpreter, name.text)
                return interpreter.bool(isUsed && FrozenModules.entry(name.text) != nil)
            }
        },
        NativeModuleFunction("is_frozen_package", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                try checkName(interpreter, name, "is_frozen_package")
                return interpreter.bool(try entry(interpreter, name).isPackage)
            }
        },
        NativeModuleFunction("_frozen_module_names", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                for name in FrozenModules.names {
                    let text = try interpreter.makeString(name)
                    try interpreter.listAppend(list.ref, text.ref)
                }
                return list
            }
        },
        NativeModuleFunction("source_hash", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "source_hash", names: ["key", "source"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let key = try values.offset(0)
                let source = try interpreter.bytesLike(values.object(1))
                let hash = source.withUnsafeBytes {
                    interpreter.sourceHash($0, key: UInt64(bitPattern: Int64(key)))
                }
                return try interpreter.makeBytes(
                    withUnsafeBytes(of: hash.littleEndian) { Array($0) })
            }
        },
        NativeModuleFunction("_override_frozen_modules_for_tests", .oneArgument) {
            module, arguments, count, names in
            moduleFunction(module, arguments) { interpreter, value throws(Raised) in
                let number = try interpreter.makeInt(try interpreter.intArgument(value))
                try interpreter.keep(number.ref, as: "_imp.override")
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("find_frozen", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "find_frozen", names: ["", "withdata"], positionalOnly: 1,
                    required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let name = values.object(0)
                try checkName(interpreter, name, "find_frozen", "argument 1")
                guard try usesFrozen(interpreter, name.text),
                    let entry = FrozenModules.entry(name.text)
                else { return interpreter.none.owned() }
                let origin =
                    if let origin = entry.origin {
                        try interpreter.makeString(origin)
                    } else {
                        interpreter.none.owned()
                    }
                let data =
                    try values.flag(1, default: false)
                    ? try frozenData(interpreter, name.text) : interpreter.none.owned()
                let isPackage = interpreter.bool(entry.isPackage)
                return try interpreter.makeTuple([data.ref, isPackage.ref, origin.ref])
            }
        },
        NativeModuleFunction("get_frozen_object", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("get_frozen_object", arguments.count, 1, 2)
                return try frozenObject(
                    interpreter, arguments[0], data: arguments[optional: 1])
            }
        },
        NativeModuleFunction("init_frozen", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                try checkName(interpreter, name, "init_frozen")
                return try interpreter.importFrozen(name) ?? interpreter.none.owned()
            }
        },
        NativeModuleFunction("_fix_co_filename", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_fix_co_filename", arguments.count, 2, 2)
                guard arguments[0].type == interpreter.type(.code) else {
                    throw interpreter.badArgument(
                        "_fix_co_filename", "argument 1", "code", arguments[0])
                }
                try checkName(interpreter, arguments[1], "_fix_co_filename", "argument 2")
                interpreter.setFilename(of: arguments[0], to: arguments[1])
                return interpreter.none.owned()
            }
        },
    ]

    static func checkName(
        _ interpreter: Interpreter, _ name: Ref, _ function: StaticString,
        _ argument: StaticString = "argument"
    ) throws(Raised) {
        if !name.isStr { throw interpreter.badArgument(function, argument, "str", name) }
    }

    /// The code of a frozen module, or that in marshalled bytes.
    private static func frozenObject(
        _ interpreter: Interpreter, _ name: Ref, data: Ref?
    ) throws(Raised) -> Owned {
        try checkName(interpreter, name, "get_frozen_object", "argument 1")
        guard let data, !data.isNone else {
            _ = try entry(interpreter, name)
            guard let code = try interpreter.frozenCode(name.text) else {
                throw try failure(interpreter, name) { "No such frozen object named \($0)" }
            }
            return Owned(stealing: code)
        }
        guard data.hasBuffer else {
            throw interpreter.badArgument("get_frozen_object", "argument 2", "bytes", data)
        }
        let bytes = try interpreter.bytesLike(data)
        if bytes.isEmpty {
            throw try failure(interpreter, name) { "Frozen object named \($0) is invalid" }
        }
        let object: Owned
        do throws(Raised) { object = try interpreter.unmarshal(bytes) } catch {
            throw try failure(interpreter, name) { "Frozen object named \($0) is invalid" }
        }
        guard object.ref.type == interpreter.type(.code) else {
            let shown = try interpreter.repr(name)
            throw interpreter.raise(
                .typeError, "frozen object \(shown.ref.text) is not a code object")
        }
        return object
    }

    /// The marshalled code of a frozen module.
    private static func frozenData(
        _ interpreter: Interpreter, _ name: String
    ) throws(Raised) -> Owned {
        guard let raw = try interpreter.frozenCode(name) else { return interpreter.none.owned() }
        let code = Owned(stealing: raw)
        let bytes = try interpreter.makeBytes(try interpreter.marshal(code.ref, version: 4))
        return try interpreter.makeMemoryView(bytes.ref)
    }

    /// Whether a frozen module is used: those that importing itself needs always are, others as the
    /// command line says (`-X frozen_modules`) unless a number overrides that.
    private static func usesFrozen(
        _ interpreter: Interpreter, _ name: String
    ) throws(Raised) -> Bool {
        if ["_frozen_importlib", "_frozen_importlib_external", "zipimport"].contains(name) {
            return true
        }
        let override = try interpreter.keptValue("_imp.override")
        let number = try interpreter.indexValue(override.ref, overflow: .overflowError)
        return number > 0 || number == 0 && interpreter.usesFrozenModules
    }

    /// The frozen module of a name, which must be in use.
    private static func entry(
        _ interpreter: Interpreter, _ name: Ref
    ) throws(Raised) -> FrozenModules.Entry {
        guard try usesFrozen(interpreter, name.text),
            let entry = FrozenModules.entry(name.text)
        else { throw try failure(interpreter, name) { "No such frozen object named \($0)" } }
        return entry
    }

    private static func failure(
        _ interpreter: Interpreter, _ name: Ref, _ message: (String) -> String
    ) throws(Raised) -> Raised {
        let shown = try interpreter.repr(name)
        let text = try interpreter.makeString(message(shown.ref.text))
        return try importError(interpreter, text.ref, name)
    }

    /// An `ImportError` that knows the module's name.
    static func importError(
        _ interpreter: Interpreter, _ text: Ref, _ name: Ref, path: Ref? = nil
    ) throws(Raised) -> Raised {
        let words = try interpreter.makeTuple([text])
        let keywords = try interpreter.makeDict()
        let key = try interpreter.intern("name")
        try interpreter.dictSet(keywords.ref, key.ref, name)
        if let path {
            let key = try interpreter.intern("path")
            try interpreter.dictSet(keywords.ref, key.ref, path)
        }
        let error = try interpreter.call(
            Ref(RawObject(interpreter.type(.importError))), tuple: words.ref,
            keywords: keywords.ref)
        return interpreter.raise(instance: error)
    }
}
