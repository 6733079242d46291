import PythonRuntime

/// The writer of `csv`: the file's `write` at 16, the dialect at 24.
enum CsvWriterType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_csv.writer", basicSize: 72,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("writerow", .oneArgument) { writer, arguments, _, _ in
                    nativeMethod(writer, arguments, 1, nil) {
                        interpreter, writer, arguments throws(Raised) in
                        try interpreter.writeCsvRow(writer, arguments[0])
                    }
                },
                MethodSpec("writerows", .oneArgument) { writer, arguments, _, _ in
                    nativeMethod(writer, arguments, 1, nil) {
                        interpreter, writer, arguments throws(Raised) in
                        let rows = try interpreter.iterator(over: arguments[0])
                        while let raw = try interpreter.next(rows.ref) {
                            let row = Owned(stealing: raw)
                            _ = try interpreter.writeCsvRow(writer, row.ref)
                        }
                        return interpreter.none.owned()
                    }
                },
            ],
            members: [MemberSpec("dialect", .object, offset: 24)]
        ) { block in
            ReferenceSlots.install(block, count: 2)
        }
    }
}

extension Interpreter {
    fileprivate func writeCsvRow(_ writer: Ref, _ row: Ref) throws(Raised) -> Owned {
        guard let write = writer.held(16), let dialect = writer.held(24) else {
            return none.owned()
        }
        let fields = try csvFields(row)
        var joiner = CsvJoiner(self, dialect)
        while let raw = try next(fields.ref) {
            let field = Owned(stealing: raw)
            try joiner.append(field.ref)
        }
        try joiner.finish()
        let line = try makeString(codePoints: joiner.row)
        return try call(write, line.ref)
    }

    private func csvFields(_ row: Ref) throws(Raised) -> Owned {
        do throws(Raised) {
            return try iterator(over: row)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(.csvError, "iterable expected, not \(typeName(row.type))")
        }
    }

    /// Whether an object counts as a number (`PyNumber_Check`).
    fileprivate func isCsvNumber(_ object: Ref) -> Bool {
        let slots = object.type.pointee.tp_as_number?.pointee
        return slots?.nb_index != nil || slots?.nb_int != nil || slots?.nb_float != nil
            || isInstance(object, BuiltinType.complex)
    }
}

/// Joins fields to a row, quoting and escaping what needs it.
private struct CsvJoiner {
    private let interpreter: Interpreter
    private let dialect: Ref
    private let lineEnd: [UInt32]
    private(set) var row: [UInt32] = []
    private var count = 0

    init(_ interpreter: Interpreter, _ dialect: Ref) {
        (self.interpreter, self.dialect) = (interpreter, dialect)
        let end = (dialect.held(40) ?? interpreter.emptyString).characters
        lineEnd = (0..<end.count).map { end[$0] }
    }

    private var settings: PyCsvDialectObject { dialect.csvDialect.pointee }

    mutating func append(_ field: Ref) throws(Raised) {
        let quoting = settings.quoting
        let isQuoted =
            quoting == CsvQuoting.all
            || (quoting == CsvQuoting.nonNumeric && !interpreter.isCsvNumber(field))
        if field.isNone { return try join([], isQuoted: isQuoted) }
        let text = field.isStr ? field.owned() : try interpreter.str(field)
        let characters = text.ref.characters
        try join((0..<characters.count).map { characters[$0] }, isQuoted: isQuoted)
    }

    /// Ends the row; one field without anything has to show that it is there.
    mutating func finish() throws(Raised) {
        if count > 0, row.isEmpty {
            if settings.quoting == CsvQuoting.none {
                throw interpreter.raise(
                    .csvError, "single empty field record must be quoted")
            }
            count -= 1
            try join([], isQuoted: true)
        }
        row += lineEnd
    }

    private mutating func join(_ field: [UInt32], isQuoted: Bool) throws(Raised) {
        let settings = self.settings
        var isQuoted = isQuoted
        var text: [UInt32] = []
        for character in field {
            if isSpecial(character, settings) {
                var isEscaped = settings.quoting == CsvQuoting.none
                if !isEscaped {
                    if character == settings.quotechar {
                        if settings.doublequote {
                            text.append(character)
                        } else {
                            isEscaped = true
                        }
                    } else if character == settings.escapechar {
                        isEscaped = true
                    }
                    if !isEscaped { isQuoted = true }
                }
                if isEscaped {
                    guard settings.escapechar != CsvQuoting.absent else {
                        throw interpreter.raise(
                            .csvError, "need to escape, but no escapechar set")
                    }
                    text.append(settings.escapechar)
                }
            }
            text.append(character)
        }
        if count > 0 { row.append(settings.delimiter) }
        count += 1
        row += isQuoted ? [settings.quotechar] + text + [settings.quotechar] : text
    }

    private func isSpecial(_ character: UInt32, _ settings: PyCsvDialectObject) -> Bool {
        character == settings.delimiter || character == settings.escapechar
            || character == settings.quotechar || lineEnd.contains(character)
    }
}
