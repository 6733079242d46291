import PythonRuntime

/// The reader of `csv`: the dialect at 16, the iterator over lines at 24, the module's limit of a field's
/// length, a list of one number, at 32, and how many lines were read at 40.
enum CsvReaderType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_csv.reader", basicSize: 88,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            members: [
                MemberSpec("dialect", .object, offset: 16),
                MemberSpec("line_num", .int, offset: 40),
            ]
        ) { block in
            ReferenceSlots.install(block, count: 3)
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                nextItem(raw) { interpreter, reader throws(Raised) in
                    try interpreter.nextCsvRow(reader)
                }
            }
        }
    }
}

extension Interpreter {
    fileprivate func nextCsvRow(_ reader: Ref) throws(Raised) -> RawObject? {
        guard let dialect = reader.held(16), let lines = reader.held(24),
            let limit = reader.held(32)?.listItem(0).intValue
        else { return nil }
        let row = try makeList()
        var parser = CsvParser(self, dialect, limit: limit)
        repeat {
            guard let raw = try next(lines) else {
                guard parser.isUnfinished else { return nil }
                if dialect.csvDialect.pointee.strict {
                    throw raise(.csvError, "unexpected end of data")
                }
                try parser.saveField(row.ref)
                break
            }
            let line = Owned(stealing: raw)
            guard line.ref.isStr else {
                throw raise(
                    .csvError,
                    "iterator should return strings, not \(typeName(line.ref.type)) (the file should be opened in text mode)"
                )
            }
            reader.number(40).pointee += 1
            let characters = line.ref.characters
            for index in 0..<characters.count { try parser.read(characters[index], row.ref) }
            try parser.endLine(row.ref)
        } while !parser.isAtStart
        return row.take()
    }
}

/// Takes rows apart, one character at a time.
private struct CsvParser {
    private enum State {
        case rowStart, fieldStart, escaped, field, quotedField, escapedInQuotes, quoteInQuotes
        case lineEnd, afterEscapedLineEnd
    }

    private let interpreter: Interpreter
    private let dialect: Ref
    private let limit: Int
    private var state = State.rowStart
    private var field: [UInt32] = []
    /// Whether the field is a number: not quoted, where all others are.
    private var isNumber = false

    init(_ interpreter: Interpreter, _ dialect: Ref, limit: Int) {
        (self.interpreter, self.dialect, self.limit) = (interpreter, dialect, limit)
    }

    private var settings: PyCsvDialectObject { dialect.csvDialect.pointee }

    var isAtStart: Bool { state == .rowStart }

    var isUnfinished: Bool { !field.isEmpty || state == .quotedField }

    private static func isLineEnd(_ character: UInt32?) -> Bool {
        character == nil || character == 10 || character == 13
    }

    mutating func read(_ character: UInt32, _ row: Ref) throws(Raised) {
        try process(character, row)
    }

    mutating func endLine(_ row: Ref) throws(Raised) { try process(nil, row) }

    /// What a character does, or the end of a line, nil, in each state.
    private mutating func process(_ character: UInt32?, _ row: Ref) throws(Raised) {
        switch state {
        case .rowStart:
            guard let character else { return }
            if CsvParser.isLineEnd(character) {
                state = .lineEnd
            } else {
                try startField(character, row)
            }
        case .fieldStart: try startField(character, row)
        case .escaped:
            try append(character ?? 10)
            state =
                character != nil && CsvParser.isLineEnd(character) ? .afterEscapedLineEnd : .field
        case .afterEscapedLineEnd:
            if character != nil { try continueField(character, row) }
        case .field: try continueField(character, row)
        case .quotedField: try continueQuoted(character)
        case .escapedInQuotes:
            try append(character ?? 10)
            state = .quotedField
        case .quoteInQuotes: try followQuote(character, row)
        case .lineEnd:
            if character == nil {
                state = .rowStart
            } else if !CsvParser.isLineEnd(character) {
                throw interpreter.raise(
                    .csvError,
                    "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?"
                )
            }
        }
    }

    private mutating func startField(_ character: UInt32?, _ row: Ref) throws(Raised) {
        let settings = self.settings
        guard let character, !CsvParser.isLineEnd(character) else {
            return try endRow(character, row)
        }
        if character == settings.quotechar, settings.quoting != CsvQuoting.none {
            state = .quotedField
        } else if character == settings.escapechar {
            state = .escaped
        } else if character == 32, settings.skipinitialspace {
            state = .fieldStart
        } else if character == settings.delimiter {
            try saveField(row)
            state = .fieldStart
        } else {
            if settings.quoting == CsvQuoting.nonNumeric { isNumber = true }
            try append(character)
            state = .field
        }
    }

    private mutating func continueField(_ character: UInt32?, _ row: Ref) throws(Raised) {
        guard let character, !CsvParser.isLineEnd(character) else {
            return try endRow(character, row)
        }
        if character == settings.escapechar {
            state = .escaped
        } else if character == settings.delimiter {
            try saveField(row)
            state = .fieldStart
        } else {
            // Behind an escaped line end this leaves the state, so that the next line goes on as in CPython.
            try append(character)
        }
    }

    private mutating func continueQuoted(_ character: UInt32?) throws(Raised) {
        guard let character else { return }
        let settings = self.settings
        if character == settings.escapechar {
            state = .escapedInQuotes
        } else if character == settings.quotechar, settings.quoting != CsvQuoting.none {
            state = settings.doublequote ? .quoteInQuotes : .field
        } else {
            try append(character)
        }
    }

    private mutating func followQuote(_ character: UInt32?, _ row: Ref) throws(Raised) {
        let settings = self.settings
        guard let character, !CsvParser.isLineEnd(character) else {
            return try endRow(character, row)
        }
        if settings.quoting != CsvQuoting.none, character == settings.quotechar {
            try append(character)
            state = .quotedField
        } else if character == settings.delimiter {
            try saveField(row)
            state = .fieldStart
        } else if !settings.strict {
            try append(character)
            state = .field
        } else {
            let delimiter = Unicode.Scalar(settings.delimiter).map(String.init) ?? "?"
            let quote = Unicode.Scalar(settings.quotechar).map(String.init) ?? "?"
            throw interpreter.raise(.csvError, "'\(delimiter)' expected after '\(quote)'")
        }
    }

    private mutating func endRow(_ character: UInt32?, _ row: Ref) throws(Raised) {
        try saveField(row)
        state = character == nil ? .rowStart : .lineEnd
    }

    private mutating func append(_ character: UInt32) throws(Raised) {
        if field.count >= limit {
            throw interpreter.raise(.csvError, "field larger than field limit (\(limit))")
        }
        field.append(character)
    }

    mutating func saveField(_ row: Ref) throws(Raised) {
        var value = try interpreter.makeString(codePoints: field)
        field.removeAll(keepingCapacity: true)
        if isNumber {
            isNumber = false
            value = try interpreter.numberToFloat(value.ref)
        }
        try interpreter.listAppend(row, value.ref)
    }
}
