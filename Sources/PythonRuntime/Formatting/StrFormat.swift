/// `str.format` and `str.format_map`: the replacement fields of a text (`Objects/stringlib/unicode_format.h`).
///
/// Fields may contain fields in their specification, one level deep. Numbering is automatic or manual for
/// the whole text.
struct StrFormat {
    private let interpreter: Interpreter
    private let arguments: UnsafeMutablePointer<RawObject?>?
    private let count: Int
    /// The names of keyword arguments, a tuple, whose values follow the positional ones.
    private let names: RawObject?
    /// `format_map`'s mapping.
    private let mapping: Ref?
    private var automaticNumber = 0
    private var numbering: Numbering?

    private enum Numbering { case automatic, manual }

    init(
        _ interpreter: Interpreter, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, mapping: Ref?
    ) {
        self.interpreter = interpreter
        self.arguments = arguments
        self.count = count
        self.names = names
        self.mapping = mapping
    }

    private func fail(_ message: String) -> Raised { interpreter.raise(.valueError, message) }

    /// The text with its fields replaced.
    mutating func run(_ text: StrCharacters, depth: Int = 2) throws(Raised) -> Owned {
        if depth == 0 { throw fail("Max string recursion exceeded") }
        var writer = TextWriter(interpreter, minimumRoom: text.count + 100)
        var position = 0
        while position < text.count {
            let start = position
            while position < text.count, text[position] != 123, text[position] != 125 {
                position += 1
            }
            guard position < text.count else {
                writer.overallocates = false
                try writer.write(text.slice(start, position))
                break
            }
            let brace = text[position]
            position += 1
            if position < text.count, text[position] == brace {
                // Of two braces the first belongs to the text before them.
                position += 1
                if position == text.count { writer.overallocates = false }
                try writer.write(text.slice(start, position - 1))
                continue
            }
            if brace == 125 { throw fail("Single '}' encountered in format string") }
            if position == text.count { throw fail("Single '{' encountered in format string") }
            try writer.write(text.slice(start, position - 1))
            let field = try parseField(text, &position)
            if position == text.count { writer.overallocates = false }
            try render(text, field, depth, &writer)
        }
        return try writer.finish()
    }

    /// The formatted value itself, when the text is nothing but one field; the caller owns it.
    mutating func runAlone(_ text: StrCharacters) throws(Raised) -> RawObject? {
        guard text.count > 1, text[0] == 123, text[1] != 123 else { return nil }
        var position = 1
        let field = try parseField(text, &position)
        guard position == text.count else { return nil }
        let value = try value(text, field)
        return try formatted(value.ref, text, field, 2).take()
    }

    /// A field's parts as ranges of the text.
    private struct Field {
        var name: Range<Int>
        var conversion: UInt32?
        var spec: Range<Int>
        var specHasFields = false
    }

    private func parseField(
        _ text: StrCharacters, _ position: inout Int
    ) throws(Raised) -> Field {
        let start = position
        var stop: UInt32 = 0
        scan: while position < text.count {
            let character = text[position]
            switch character {
            case 123: throw fail("unexpected '{' in field name")
            case 91:
                // Anything may be between brackets.
                while position < text.count, text[position] != 93 { position += 1 }
                continue scan
            case 125, 58, 33:
                stop = character
                break scan
            default: break
            }
            position += 1
        }
        guard stop != 0 else { throw fail("expected '}' before end of string") }
        var field = Field(name: start..<position, spec: position..<position)
        position += 1
        if stop == 125 { return field }
        if stop == 33 {
            if try parseConversion(text, &position, &field) { return field }
        }
        try parseSpec(text, &position, &field)
        return field
    }

    /// The letter behind `!`; true when the field ends behind it.
    private func parseConversion(
        _ text: StrCharacters, _ position: inout Int, _ field: inout Field
    ) throws(Raised) -> Bool {
        guard position < text.count else {
            throw fail("end of string while looking for conversion specifier")
        }
        field.conversion = text[position]
        position += 1
        guard position < text.count else { throw fail("unmatched '{' in format spec") }
        let next = text[position]
        position += 1
        if next == 125 { return true }
        guard next == 58 else { throw fail("expected ':' after conversion specifier") }
        return false
    }

    private func parseSpec(
        _ text: StrCharacters, _ position: inout Int, _ field: inout Field
    ) throws(Raised) {
        let start = position
        var open = 1
        while position < text.count {
            let character = text[position]
            if character == 123 {
                field.specHasFields = true
                open += 1
            } else if character == 125 {
                open -= 1
                if open == 0 {
                    field.spec = start..<position
                    position += 1
                    return
                }
            }
            position += 1
        }
        throw fail("unmatched '{' in format spec")
    }

    private mutating func render(
        _ text: StrCharacters, _ field: Field, _ depth: Int, _ writer: inout TextWriter
    ) throws(Raised) {
        let value = try value(text, field)
        if field.specHasFields {
            let formatted = try formatted(value.ref, text, field, depth)
            return try writer.write(formatted.ref)
        }
        let spec = text.slice(field.spec.lowerBound, field.spec.upperBound)
        if try interpreter.write(value.ref, formatted: spec, to: &writer) { return }
        let formatted = try formatted(value.ref, text, field, depth)
        try writer.write(formatted.ref)
    }

    /// The object of a field, converted.
    private mutating func value(
        _ text: StrCharacters, _ field: Field
    ) throws(Raised) -> Owned {
        let value = try lookUp(text, field.name)
        guard let conversion = field.conversion else { return value }
        return try convert(value.ref, conversion)
    }

    private mutating func formatted(
        _ value: Ref, _ text: StrCharacters, _ field: Field, _ depth: Int
    ) throws(Raised) -> Owned {
        let specText = text.slice(field.spec.lowerBound, field.spec.upperBound)
        let spec: Owned
        if field.specHasFields {
            spec = try run(specText, depth: depth - 1)
        } else {
            spec = try interpreter.makeString(characters: specText)
        }
        return try interpreter.format(value, specification: spec.ref)
    }

    private func convert(_ value: Ref, _ conversion: UInt32) throws(Raised) -> Owned {
        switch conversion {
        case 114: return try interpreter.repr(value)
        case 115: return try interpreter.str(value)
        case 97: return try interpreter.ascii(value)
        default:
            if conversion > 32, conversion < 127, let shown = Unicode.Scalar(conversion) {
                throw fail("Unknown conversion specifier \(shown)")
            }
            throw fail("Unknown conversion specifier \\x\(String(conversion, radix: 16))")
        }
    }

    /// The object a field names: an argument, then its attributes and items.
    private mutating func lookUp(
        _ text: StrCharacters, _ name: Range<Int>
    ) throws(Raised) -> Owned {
        var position = name.lowerBound
        while position < name.upperBound, text[position] != 46, text[position] != 91 {
            position += 1
        }
        var value = try firstObject(text.slice(name.lowerBound, position))
        while position < name.upperBound {
            if text[position] == 46 {
                let start = position + 1
                position = start
                while position < name.upperBound, text[position] != 46, text[position] != 91 {
                    position += 1
                }
                if position == start { throw fail("Empty attribute in format string") }
                let attribute = try interpreter.makeString(
                    characters: text.slice(start, position))
                value = try interpreter.getAttribute(value.ref, attribute.ref)
            } else if text[position] == 91 {
                value = try item(of: value.ref, text, &position, name.upperBound)
            } else {
                throw fail("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }

    private func item(
        of value: Ref, _ text: StrCharacters, _ position: inout Int, _ end: Int
    ) throws(Raised) -> Owned {
        let start = position + 1
        position = start
        while position < end, text[position] != 93 { position += 1 }
        guard position < end else { throw fail("Missing ']' in format string") }
        let key = text.slice(start, position)
        position += 1
        if key.count == 0 { throw fail("Empty attribute in format string") }
        let keyObject =
            if let number = try number(key) {
                try interpreter.makeInt(number)
            } else { try interpreter.makeString(characters: key) }
        return try interpreter.getItem(value, keyObject.ref)
    }

    /// The number that digits make; nil for anything else.
    private func number(_ text: StrCharacters) throws(Raised) -> Int? {
        if text.count == 0 { return nil }
        var value = 0
        for index in 0..<text.count {
            guard let digit = CharacterClass.decimalValue(text[index]) else { return nil }
            guard value <= (Int.max - Int(digit)) / 10 else {
                throw fail("Too many decimal digits in format string")
            }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private mutating func firstObject(_ name: StrCharacters) throws(Raised) -> Owned {
        var position = try number(name)
        if name.count == 0 || position != nil {
            let kind: Numbering = name.count == 0 ? .automatic : .manual
            if let numbering, numbering != kind {
                throw fail(
                    kind == .automatic
                        ? "cannot switch from manual field specification to automatic field numbering"
                        : "cannot switch from automatic field numbering to manual field specification"
                )
            }
            numbering = kind
            if kind == .automatic {
                position = automaticNumber
                automaticNumber += 1
            }
        }
        guard let position else { return try namedObject(name) }
        if mapping != nil { throw fail("Format string contains positional fields") }
        guard position < count else {
            throw interpreter.raise(
                .indexError,
                "Replacement index \(position) out of range for positional args tuple")
        }
        return interpreter.argument(arguments, position).owned()
    }

    private func namedObject(_ name: StrCharacters) throws(Raised) -> Owned {
        let key = try interpreter.makeString(characters: name)
        if let mapping { return try interpreter.getItem(mapping, key.ref) }
        if let names {
            for index in 0..<Ref(names).itemCount
            where Ref(names).tupleItem(index).strEquals(key.ref) {
                return interpreter.argument(arguments, count + index).owned()
            }
        }
        throw interpreter.raise(.keyError, argument: key.ref)
    }
}

extension StrCharacters {
    /// Whether there is a brace among the characters.
    fileprivate var hasBraces: Bool {
        for index in 0..<count where self[index] == 123 || self[index] == 125 { return true }
        return false
    }
}

extension Interpreter {
    /// `text.format(…)`.
    func strFormat(
        _ object: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?
    ) throws(Raised) -> Owned {
        if object.isExactly(.str), !object.characters.hasBraces { return object.owned() }
        var run = StrFormat(self, arguments, count, names, mapping: nil)
        if let text = try run.runAlone(object.characters) { return Owned(stealing: text) }
        return try run.run(object.characters)
    }

    /// `text.format_map(mapping)`.
    func strFormatMap(_ object: Ref, _ mapping: Ref) throws(Raised) -> Owned {
        var run = StrFormat(self, nil, 0, nil, mapping: mapping)
        if let text = try run.runAlone(object.characters) { return Owned(stealing: text) }
        return try run.run(object.characters)
    }
}
