import PythonRuntime

/// The module `unicodedata` (`Modules/unicodedata.c`). Its functions are methods of `ucd_3_2_0` as well, and
/// look into the database that the object they are called on stands for.
enum UnicodedataModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "unicodedata", functions: UnicodedataFunctions.all)
        try interpreter.setText(module.ref, "unidata_version", "14.0.0")
        try interpreter.addType(.unicodeDatabase, databaseSpec(), to: module.ref)
        let old = try interpreter.allocateInstance(interpreter.type(.unicodeDatabase))
        (old.ref.raw + versionOffset).assumingMemoryBound(to: UnsafePointer<UInt8>?.self).pointee =
            interpreter.staticText("3.2.0")
        try interpreter.setModuleAttribute(module.ref, "ucd_3_2_0", old.ref)
        let names = try interpreter.makeCapsule("unicodedata._ucnhash_CAPI")
        try interpreter.setModuleAttribute(module.ref, "_ucnhash_CAPI", names.ref)
        return module
    }

    /// Where a database has its version (`PreviousDBVersion`).
    private static let versionOffset = 16

    private static func databaseSpec() -> TypeSpec {
        TypeSpec(
            library: "unicodedata.UCD", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: UnicodedataFunctions.all.map { MethodSpec($0.name, $0.flags, $0.function) },
            members: [MemberSpec("unidata_version", .text, offset: versionOffset)]
        ) { block in
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocate($0) { _ in } }
            block.pointee.type.tp_traverse = { _, _, _ in 0 }
        }
    }
}

/// The functions, which find their database by what they are called on.
enum UnicodedataFunctions {
    static let all = values + properties + texts

    private static let values: [NativeModuleFunction] = [
        NativeModuleFunction("decimal", .fast) { module, arguments, count, names in
            value(module, arguments, count, names, "decimal", "not a decimal") {
                interpreter, database, character throws(Raised) in
                guard let number = database.number(character), number.kind == .decimal else {
                    return nil
                }
                return try interpreter.makeInt(number.numerator).take()
            }
        },
        NativeModuleFunction("digit", .fast) { module, arguments, count, names in
            value(module, arguments, count, names, "digit", "not a digit") {
                interpreter, _, character throws(Raised) in
                // CPython asks the current database for digits, whatever the method is called on.
                guard let number = UnicodeDatabase.current.number(character),
                    number.kind == .decimal || number.kind == .digit
                else { return nil }
                return try interpreter.makeInt(number.numerator).take()
            }
        },
        NativeModuleFunction("numeric", .fast) { module, arguments, count, names in
            value(module, arguments, count, names, "numeric", "not a numeric character") {
                interpreter, database, character throws(Raised) in
                guard let number = database.number(character), number.kind != .none else {
                    return nil
                }
                return try interpreter.makeFloat(
                    Double(number.numerator) / Double(number.denominator)
                ).take()
            }
        },
        NativeModuleFunction("name", .fast) { module, arguments, count, names in
            value(module, arguments, count, names, "name", "no such name") {
                interpreter, database, character throws(Raised) in
                guard let name = UnicodeNames.name(character, database) else { return nil }
                return try interpreter.makeString(name).take()
            }
        },
    ]

    /// The body of a function of a character that has a default, or raises `ValueError`.
    private static func value(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ complaint: String,
        _ body: (Interpreter, UnicodeDatabase, UInt32) throws(Raised) -> RawObject?
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) {
            interpreter, module, arguments throws(Raised) in
            try interpreter.checkArguments(function, arguments.count, 1, 2)
            let character = try interpreter.unicodeCharacter(
                arguments[0], "\(function)() argument 1")
            if let found = try body(interpreter, interpreter.database(module), character) {
                return Owned(stealing: found)
            }
            if let fallback = arguments[optional: 1] { return fallback.owned() }
            throw interpreter.raise(.valueError, complaint)
        }
    }

    private static let properties: [NativeModuleFunction] = [
        NativeModuleFunction("category", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "category") {
                interpreter, database, character throws(Raised) in
                try interpreter.intern(database.record(character).category)
            }
        },
        NativeModuleFunction("bidirectional", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "bidirectional") {
                interpreter, database, character throws(Raised) in
                try interpreter.makeString(database.record(character).bidirectional)
            }
        },
        NativeModuleFunction("combining", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "combining") {
                interpreter, database, character throws(Raised) in
                try interpreter.makeInt(database.record(character).combining)
            }
        },
        NativeModuleFunction("mirrored", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "mirrored") {
                interpreter, database, character throws(Raised) in
                try interpreter.makeInt(database.record(character).isMirrored ? 1 : 0)
            }
        },
        NativeModuleFunction("east_asian_width", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "east_asian_width") {
                interpreter, database, character throws(Raised) in
                try interpreter.makeString(database.record(character).eastAsianWidth)
            }
        },
        NativeModuleFunction("decomposition", .oneArgument) { module, arguments, _, _ in
            property(module, arguments, "decomposition") {
                interpreter, database, character throws(Raised) in
                guard let parts = database.decomposition(character) else {
                    return interpreter.emptyString.owned()
                }
                let codes = parts.characters.map { code in
                    let digits = String(code, radix: 16, uppercase: true)
                    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                }
                let words = parts.tag.isEmpty ? codes : [parts.tag] + codes
                return try interpreter.makeString(words.joined(separator: " "))
            }
        },
    ]

    private static func property(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ function: StaticString,
        _ body: (Interpreter, UnicodeDatabase, UInt32) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, 1, nil) { interpreter, module, arguments throws(Raised) in
            let character = try interpreter.unicodeCharacter(
                arguments[0], "\(function)() argument")
            return try body(interpreter, interpreter.database(module), character)
        }
    }

    private static let texts: [NativeModuleFunction] = [
        NativeModuleFunction("lookup", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                try interpreter.lookupCharacter(interpreter.database(module), arguments[0])
            }
        },
        NativeModuleFunction("is_normalized", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                let text = try interpreter.normalized("is_normalized", module, arguments)
                return interpreter.bool(text.ref.strEquals(arguments[1]))
            }
        },
        NativeModuleFunction("normalize", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try interpreter.normalized("normalize", module, arguments)
            }
        },
    ]
}

extension Interpreter {
    /// The database of the object a function is called on: the module or `ucd_3_2_0`.
    fileprivate func database(_ object: Ref) -> UnicodeDatabase {
        isInstance(object, .unicodeDatabase) ? .old : .current
    }

    fileprivate func unicodeCharacter(_ object: Ref, _ place: String) throws(Raised) -> UInt32 {
        guard object.isStr, object.strCount == 1 else {
            throw raise(
                .typeError,
                "\(place) must be a unicode character, not \(object.isNone ? "None" : typeName(object.type))"
            )
        }
        return object.characters[0]
    }

    fileprivate func lookupCharacter(
        _ database: UnicodeDatabase, _ argument: Ref
    ) throws(Raised) -> Owned {
        let name: String
        if argument.isStr {
            name = argument.text
        } else if let bytes = byteContents(of: argument), argument.isBytes {
            name = String(decoding: bytes, as: UTF8.self)
        } else {
            guard argument.hasBuffer else {
                throw raise(
                    .typeError,
                    "a bytes-like object is required, not '\(typeName(argument.type, limit: 100))'")
            }
            throw raise(
                .typeError,
                "lookup() argument must be read-only bytes-like object, not \(typeName(argument.type, limit: 50))"
            )
        }
        if name.utf8.count > UnicodeNames.longest {
            throw raise(.keyError, "name too long")
        }
        if let found = UnicodeNames.lookup(name, database) {
            return try makeString(codePoints: found)
        }
        let shown = name.prefix { $0 != "\0" }
        throw raise(.keyError, "undefined character name '\(shown)'")
    }

    fileprivate func normalized(
        _ function: StaticString, _ module: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        try checkArguments(function, arguments.count, 2, 2)
        for index in 0..<2 where !arguments[index].isStr {
            throw raise(
                .typeError,
                "\(function)() argument \(index + 1) must be str, not \(typeName(arguments[index].type, limit: 50))"
            )
        }
        let input = arguments[1]
        if input.strCount == 0 { return input.owned() }
        guard let form = UnicodeNormalization.Form(rawValue: arguments[0].text) else {
            throw raise(.valueError, "invalid normalization form")
        }
        if input.strIsASCII { return input.owned() }
        let characters = input.characters
        let text = (0..<characters.count).map { characters[$0] }
        let result = UnicodeNormalization(database: database(module), form: form).normalize(text)
        return result == text ? input.owned() : try makeString(codePoints: result)
    }
}
