import PythonRuntime

/// The module `_csv` (`Modules/_csv.c`).
enum CsvModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_csv", functions: functions)
        try interpreter.addType(.csvDialect, CsvDialectType.spec(), to: module.ref)
        let reader = try interpreter.makeType(.csvReader, CsvReaderType.spec())
        let writer = try interpreter.makeType(.csvWriter, CsvWriterType.spec())
        try interpreter.setModuleAttribute(module.ref, "Reader", Ref(RawObject(reader)))
        try interpreter.setModuleAttribute(module.ref, "Writer", Ref(RawObject(writer)))
        let dialects = try interpreter.makeDict()
        try interpreter.setModuleAttribute(module.ref, "_dialects", dialects.ref)
        for (name, value) in [
            ("QUOTE_MINIMAL", CsvQuoting.minimal), ("QUOTE_ALL", CsvQuoting.all),
            ("QUOTE_NONNUMERIC", CsvQuoting.nonNumeric), ("QUOTE_NONE", CsvQuoting.none),
        ] {
            try interpreter.setInt(module.ref, name, Int(value))
        }
        try interpreter.setText(module.ref, "__version__", "1.0")
        try interpreter.addException(.csvError, "_csv.Error", addsFields: false, to: module.ref)
        // The limit is in a list, which the readers share.
        let limit = try interpreter.makeList()
        let number = try interpreter.makeInt(128 * 1024)
        try interpreter.listAppend(limit.ref, number.ref)
        try interpreter.keep(limit.ref, as: "_csv.limit")
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("reader", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try interpreter.checkArguments("", arguments.count, 1, 2)
                let lines = try interpreter.iterator(over: arguments[0])
                let keywords = try interpreter.csvKeywords(arguments)
                let dialect = try interpreter.csvDialect(arguments[optional: 1], keywords.ref)
                let reader = try interpreter.allocateInstance(interpreter.type(.csvReader))
                reader.ref.hold(16, dialect)
                reader.ref.hold(24, lines)
                reader.ref.hold(32, try interpreter.keptValue("_csv.limit"))
                return reader
            }
        },
        NativeModuleFunction("writer", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("", arguments.count, 1, 2)
                let write = try interpreter.csvWriteMethod(arguments[0])
                let keywords = try interpreter.csvKeywords(arguments)
                let dialect = try interpreter.csvDialect(arguments[optional: 1], keywords.ref)
                let writer = try interpreter.allocateInstance(interpreter.type(.csvWriter))
                writer.ref.hold(16, write)
                writer.ref.hold(24, dialect)
                return writer
            }
        },
        NativeModuleFunction("list_dialects", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let dialects = try interpreter.csvDialects()
                return try interpreter.makeList(from: dialects.ref)
            }
        },
        NativeModuleFunction("register_dialect", .fastKeywords) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("", arguments.count, 1, 2)
                guard arguments[0].isStr else {
                    throw interpreter.raise(.typeError, "dialect name must be a string")
                }
                let keywords = try interpreter.csvKeywords(arguments)
                let dialect = try interpreter.csvDialect(arguments[optional: 1], keywords.ref)
                let dialects = try interpreter.csvDialects()
                try interpreter.dictSet(dialects.ref, arguments[0], dialect.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("unregister_dialect", .fastKeywords) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "unregister_dialect", names: ["name"], required: 1,
                        maximumPositional: 1), arguments)
                let dialects = try interpreter.csvDialects()
                guard
                    try interpreter.dictRemove(dialects.ref, values[0] ?? interpreter.none)
                else { throw interpreter.raise(.csvError, "unknown dialect") }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_dialect", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "get_dialect", names: ["name"], required: 1,
                        maximumPositional: 1), arguments)
                return try interpreter.registeredCsvDialect(values[0] ?? interpreter.none)
            }
        },
        NativeModuleFunction("field_size_limit", .fastKeywords) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "field_size_limit", names: ["new_limit"],
                        maximumPositional: 1), arguments)
                return try interpreter.csvFieldLimit(module, values[0])
            }
        },
    ]
}

extension Interpreter {
    /// The keywords of a call as a dict.
    fileprivate func csvKeywords(_ arguments: Arguments) throws(Raised) -> Owned {
        let keywords = try makeDict()
        for index in 0..<arguments.keywordCount {
            guard let names = arguments.names else { break }
            try dictSet(
                keywords.ref, names.tupleItem(index), arguments[arguments.count + index])
        }
        return keywords
    }

    fileprivate func csvWriteMethod(_ file: Ref) throws(Raised) -> Owned {
        let name = try intern("write")
        if let raw = try lookupAttribute(file, name.ref) {
            let method = Owned(stealing: raw)
            if method.ref.type.pointee.tp_call != nil { return method }
        }
        throw raise(.typeError, "argument 1 must have a \"write\" method")
    }

    /// The limit until now, and perhaps another from now on.
    fileprivate func csvFieldLimit(_ module: Ref, _ new: Ref?) throws(Raised) -> Owned {
        let list = try keptValue("_csv.limit")
        let old = list.ref.listItem(0).owned()
        guard let new else { return old }
        guard new.isExactly(.int) else { throw raise(.typeError, "limit must be an integer") }
        guard new.intValue != nil else {
            throw raise(.overflowError, "Python int too large to convert to C long")
        }
        try setItem(list.ref, smallInt(0), new)
        return old
    }
}
