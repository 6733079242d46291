import PythonRuntime

/// A `csv` dialect (`Modules/_csv.c`): how fields and rows are told apart.
struct PyCsvDialectObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var doublequote: Bool
    var skipinitialspace: Bool
    var strict: Bool
    var quoting: Int32
    var delimiter: UInt32
    var quotechar: UInt32
    var escapechar: UInt32
    var lineterminator: RawObject?
}

/// `csv.QUOTE_…`.
enum CsvQuoting {
    static var minimal: Int32 { 0 }
    static var all: Int32 { 1 }
    static var nonNumeric: Int32 { 2 }
    static var none: Int32 { 3 }
    /// A character that a dialect hasn't.
    static var absent: UInt32 { .max }
}

extension Ref {
    var csvDialect: UnsafeMutablePointer<PyCsvDialectObject> { fields(PyCsvDialectObject.self) }
}

enum CsvDialectType {
    static let parameters: [StaticString] = [
        "dialect", "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar",
        "quoting", "skipinitialspace", "strict",
    ]

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_csv.Dialect", basicSize: MemoryLayout<PyCsvDialectObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .fast) { object, _, _, _ in refuseReduction(object) },
                MethodSpec("__reduce_ex__", .fast) { object, _, _, _ in refuseReduction(object) },
            ],
            getSets: characters + [
                GetSetSpec("lineterminator") { raw, _ in
                    withObject(raw) { interpreter, object in
                        (object.held(40) ?? interpreter.none).owned()
                    }
                },
                GetSetSpec("quoting") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeInt(Int(object.csvDialect.pointee.quoting))
                    }
                },
            ],
            members: [
                MemberSpec("skipinitialspace", .bool, offset: 17),
                MemberSpec("doublequote", .bool, offset: 16),
                MemberSpec("strict", .bool, offset: 18),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                releaseFields(Ref(raw), 40...40)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { visitFields($0, 40...40, $1, $2) }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).makeCsvDialect(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
        }
    }

    private static var characters: [GetSetSpec] {
        [
            GetSetSpec("delimiter") { raw, _ in
                characterObject(raw, Ref(raw).csvDialect.pointee.delimiter)
            },
            GetSetSpec("escapechar") { raw, _ in
                characterObject(raw, Ref(raw).csvDialect.pointee.escapechar)
            },
            GetSetSpec("quotechar") { raw, _ in
                characterObject(raw, Ref(raw).csvDialect.pointee.quotechar)
            },
        ]
    }
}

private func refuseReduction(_ object: RawObject?) -> RawObject? {
    withSelf(object) { interpreter, object throws(Raised) in
        throw interpreter.raise(
            .typeError,
            "cannot pickle '\(interpreter.shortTypeName(object.type))' instances")
    }
}

private func characterObject(_ raw: RawObject, _ character: UInt32) -> RawObject? {
    withObject(raw) { interpreter, _ throws(Raised) in
        character == CsvQuoting.absent
            ? interpreter.none.owned() : try interpreter.makeString(character: character)
    }
}

extension Interpreter {
    /// A dialect from what `reader`, `writer` and `register_dialect` are given: another dialect, its name or
    /// any object with its attributes, and single attributes as keywords.
    func csvDialect(_ dialect: Ref?, _ keywords: Ref?) throws(Raised) -> Owned {
        let type = Ref(RawObject(self.type(.csvDialect)))
        let arguments = try makeTuple(dialect.map { [$0] } ?? [])
        return try call(type, tuple: arguments.ref, keywords: keywords)
    }

    /// The dialects by their names.
    func csvDialects() throws(Raised) -> Owned {
        let module = try importModule("_csv")
        return try namedAttribute(module.ref, "_dialects")
    }

    func registeredCsvDialect(_ name: Ref) throws(Raised) -> Owned {
        let dialects = try csvDialects()
        if let found = try dictGet(dialects.ref, name) { return found.owned() }
        throw raise(.csvError, "unknown dialect")
    }

    fileprivate func makeCsvDialect(
        _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let values = try csvArguments(arguments, keywords)
        let given = values[0] ?? none
        let source = given.isStr ? try registeredCsvDialect(given) : given.owned()
        let isAlone = values.dropFirst().allSatisfy { $0 == nil }
        if isAlone, isInstance(source.ref, .csvDialect) { return source }
        // What isn't given is asked of the other dialect.
        let settings = try makeDict()
        for (number, name) in CsvDialectType.parameters.enumerated() where number > 0 {
            let key = try intern("\(name)")
            if let given = values[number] {
                try dictSet(settings.ref, key.ref, given)
            } else if let attribute = try csvAttribute(source.ref, key.ref) {
                let value = Owned(stealing: attribute)
                try dictSet(settings.ref, key.ref, value.ref)
            }
        }
        let dialect = try allocateInstance(type)
        try fillCsvDialect(dialect.ref, settings.ref)
        return dialect
    }

    /// An attribute, owned; any error stands for none.
    private func csvAttribute(_ source: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        if source.isNone { return nil }
        do throws(Raised) {
            return try getAttribute(source, name).take()
        } catch {
            clearException()
            return nil
        }
    }

    private func csvArguments(_ arguments: Ref, _ keywords: Ref?) throws(Raised) -> [Ref?] {
        let names = CsvDialectType.parameters
        let given = arguments.itemCount + (keywords?.dictCount ?? 0)
        if given > names.count {
            throw raise(
                .typeError, "function takes at most \(names.count) arguments (\(given) given)")
        }
        var values = [Ref?](repeating: nil, count: names.count)
        for index in 0..<arguments.itemCount { values[index] = arguments.tupleItem(index) }
        var position = 0
        while let keywords, let entry = dictNext(keywords, &position) {
            let name = entry.key.text
            guard let index = names.firstIndex(where: { "\($0)" == name }) else {
                throw raise(
                    .typeError, "'\(name)' is an invalid keyword argument for this function")
            }
            if values[index] != nil {
                throw raise(
                    .typeError,
                    "argument for function given by name ('\(name)') and position (\(index + 1))")
            }
            values[index] = entry.value
        }
        return values
    }

    private func fillCsvDialect(_ dialect: Ref, _ settings: Ref) throws(Raised) {
        let fields = dialect.csvDialect
        func setting(_ name: String) throws(Raised) -> Ref? {
            let key = try intern(name)
            return try dictGet(settings, key.ref)
        }
        fields.pointee.delimiter = try csvCharacter(
            try setting("delimiter"), "delimiter", UInt32(UInt8(ascii: ",")), isOptional: false)
        fields.pointee.doublequote = try flag(try setting("doublequote"), true)
        fields.pointee.escapechar = try csvCharacter(
            try setting("escapechar"), "escapechar", CsvQuoting.absent, isOptional: true)
        let end = try setting("lineterminator")
        if let end, !end.isNone, !end.isStr {
            throw raise(.typeError, "\"lineterminator\" must be a string")
        }
        let quote = try setting("quotechar")
        fields.pointee.quotechar = try csvCharacter(
            quote, "quotechar", UInt32(UInt8(ascii: "\"")), isOptional: true)
        let quoting = try setting("quoting")
        fields.pointee.quoting = try csvQuoting(quoting)
        fields.pointee.skipinitialspace = try flag(try setting("skipinitialspace"), false)
        fields.pointee.strict = try flag(try setting("strict"), false)
        guard (CsvQuoting.minimal...CsvQuoting.none).contains(fields.pointee.quoting) else {
            throw raise(.typeError, "bad \"quoting\" value")
        }
        if let quote, quote.isNone, quoting == nil { fields.pointee.quoting = CsvQuoting.none }
        if fields.pointee.quoting != CsvQuoting.none,
            fields.pointee.quotechar == CsvQuoting.absent
        {
            throw raise(.typeError, "quotechar must be set if quoting enabled")
        }
        if let end, end.isNone { throw raise(.typeError, "lineterminator must be set") }
        if let end {
            dialect.hold(40, end.owned())
        } else {
            dialect.hold(40, try makeString("\r\n"))
        }
    }

    private func csvQuoting(_ value: Ref?) throws(Raised) -> Int32 {
        guard let value else { return CsvQuoting.minimal }
        guard value.isExactly(.int) else {
            throw raise(.typeError, "\"quoting\" must be an integer")
        }
        return Int32(clamping: try indexValue(value, overflow: .overflowError))
    }

    private func csvCharacter(
        _ value: Ref?, _ name: String, _ fallback: UInt32, isOptional: Bool
    ) throws(Raised) -> UInt32 {
        guard let value else { return fallback }
        if isOptional, value.isNone { return CsvQuoting.absent }
        guard value.isStr else {
            throw raise(
                .typeError,
                "\"\(name)\" must be string\(isOptional ? " or None" : ""), not \(typeName(value.type))"
            )
        }
        guard value.strCount == 1 else {
            throw raise(.typeError, "\"\(name)\" must be a 1-character string")
        }
        return value.characters[0]
    }
}
