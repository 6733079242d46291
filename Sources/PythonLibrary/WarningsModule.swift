import PythonRuntime

/// The module `_warnings` (`Python/_warnings.c`): `warn` and `warn_explicit`, with the filters and registries that the
/// interpreter's own warnings go by as well.
enum WarningsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_warnings", functions: functions)
        try interpreter.prepareWarnings()
        for (name, value) in [
            ("filters", interpreter.warningFilters),
            ("_onceregistry", interpreter.warningOnceRegistry),
            ("_defaultaction", interpreter.warningDefaultAction),
        ] {
            try interpreter.setModuleAttribute(module.ref, name, value ?? interpreter.none)
        }
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("warn", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.warnOfCaller(arguments)
            }
        },
        NativeModuleFunction("warn_explicit", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.warnExplicitly(arguments)
            }
        },
        NativeModuleFunction("_filters_mutated", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.noteChangedWarningFilters()
                return interpreter.none.owned()
            }
        },
    ]
}

extension Interpreter {
    /// `warn(message, category=None, stacklevel=1, source=None)`.
    fileprivate func warnOfCaller(_ arguments: Arguments) throws(Raised) -> Owned {
        let values = try bind(
            ParameterList(
                function: "warn", names: ["message", "category", "stacklevel", "source"],
                required: 1, maximumPositional: 4), arguments)
        let message = values[0] ?? none
        let level = try values[2].map { value throws(Raised) in
            try indexValue(value, overflow: .overflowError)
        }
        let category = try warningCategory(message, values[1])
        let source = values[3].flatMap { $0.isNone ? nil : $0 }
        try warn(message, category, stackLevel: level ?? 1, source: source)
        return none.owned()
    }

    /// The class of a warning (`get_category`): the message's own if that is a warning.
    private func warningCategory(_ message: Ref, _ given: Ref?) throws(Raised) -> Ref {
        let warning = Ref(RawObject(type(.warning)))
        if try isInstance(message, of: warning) { return Ref(RawObject(message.type)) }
        guard let given, !given.isNone else { return Ref(RawObject(type(.userWarning))) }
        var isCategory = false
        do throws(Raised) { isCategory = try isSubclass(given, of: warning) } catch {
            clearException()
        }
        if isCategory { return given }
        throw raise(
            .typeError, "category must be a Warning subclass, not '\(typeName(given.type))'")
    }

    /// `warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)`.
    fileprivate func warnExplicitly(_ arguments: Arguments) throws(Raised) -> Owned {
        // CPython converts it before it counts.
        if (3...8).contains(arguments.count), !arguments[2].isStr {
            throw badArgument("warn_explicit", "argument 3", "str", arguments[2])
        }
        let values = try bind(
            ParameterList(
                function: "warn_explicit",
                names: [
                    "message", "category", "filename", "lineno", "module", "registry",
                    "module_globals", "source",
                ], required: 4, maximumPositional: 8), arguments)
        guard let message = values[0], let category = values[1], let filename = values[2],
            let number = values[3]
        else { return none.owned() }
        guard filename.isStr else {
            throw badArgument("warn_explicit", "argument 3", "str", filename)
        }
        let line = try intArgument(number)
        var sourceLine = none.owned()
        if let globals = values[6], !globals.isNone {
            sourceLine = Owned(stealing: try lineOfLoader(globals, line))
        }
        let place = WarningPlace(
            filename: filename.owned().take(), line: line,
            module: values[4]?.owned().take(), registry: values[5]?.owned().take())
        defer { place.release() }
        try warn(
            explicitly: message, category, at: place,
            sourceLine: sourceLine.ref.isNone ? nil : sourceLine.ref,
            source: values[7].flatMap { $0.isNone ? nil : $0 })
        return none.owned()
    }

    /// A line of a module's source, from its loader, `None` where that has none (`get_source_line`).
    private func lineOfLoader(_ globals: Ref, _ line: Int) throws(Raised) -> RawObject {
        guard globals.isDict else {
            throw raise(
                .typeError, "module_globals must be a dict, not '\(typeName(globals.type))'")
        }
        let loaderKey = try intern("__loader__")
        let nameKey = try intern("__name__")
        guard let loader = dictGet(globals, str: loaderKey.ref),
            let name = dictGet(globals, str: nameKey.ref)
        else { return none.owned().take() }
        let getSource = try namedAttribute(loader, "get_source")
        let source = try call(getSource.ref, name)
        if source.ref.isNone { return source.take() }
        let split = try namedAttribute(Ref(RawObject(type(BuiltinType.str))), "splitlines")
        let lines = try call(split.ref, source.ref)
        let index = try makeInt(line - 1)
        return try getItem(lines.ref, index.ref).take()
    }
}
