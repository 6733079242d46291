import PythonRuntime

/// The module `_string` (`Objects/stringlib/unicode_format.h`): what `string.Formatter` takes formats apart with.
enum StringModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_string", functions: functions)
        try interpreter.makeType(.formatIterator, iteratorSpec("formatteriterator", size: 48))
        try interpreter.makeType(.fieldNameIterator, iteratorSpec("fieldnameiterator", size: 56))
        return module
    }

    /// An iterator over the parts of a text, which are in a list here; CPython looks for the next one each time.
    private static func iteratorSpec(_ name: StaticString, size: Int) -> TypeSpec {
        TypeSpec(library: name, basicSize: size, flags: TypeFlags.disallowInstantiation) { block in
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { Ref($0).nextOfField(16) }
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    fileprivate static func makeIterator(
        _ interpreter: Interpreter, _ type: LibraryType, over parts: Ref
    ) throws(Raised) -> Owned {
        let iterator = try interpreter.allocateInstance(interpreter.type(type))
        iterator.ref.hold(16, try interpreter.iterator(over: parts))
        return iterator
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("formatter_parser", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, format throws(Raised) in
                guard format.isStr else {
                    throw interpreter.raise(
                        .typeError,
                        "expected str, got \(interpreter.typeName(format.type))")
                }
                let parts = try formatParts(interpreter, format)
                return try makeIterator(interpreter, .formatIterator, over: parts.ref)
            }
        },
        NativeModuleFunction("formatter_field_name_split", .oneArgument) {
            module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                guard name.isStr else {
                    throw interpreter.raise(
                        .typeError, "expected str, got \(interpreter.typeName(name.type))")
                }
                return try splitFieldName(interpreter, name)
            }
        },
    ]
}

/// The parts of a format: tuples of literal text, field name, specification, conversion.
private func formatParts(_ interpreter: Interpreter, _ format: Ref) throws(Raised) -> Owned {
    let characters = format.characters
    let count = characters.count
    let list = try interpreter.makeList()
    var index = 0
    while index < count {
        var literal: [UInt32] = []
        var opens = false
        while index < count {
            let character = characters[index]
            index += 1
            guard character == 123 || character == 125 else {
                literal.append(character)
                continue
            }
            if index < count, characters[index] == character {
                // A doubled brace ends the piece, and is one brace of it.
                literal.append(character)
                index += 1
                break
            }
            if character == 125 {
                throw interpreter.raise(
                    .valueError, "Single '}' encountered in format string")
            }
            if index == count {
                throw interpreter.raise(
                    .valueError, "Single '{' encountered in format string")
            }
            opens = true
            break
        }
        let text = try interpreter.makeString(codePoints: literal)
        let none = interpreter.none
        guard opens else {
            let part = try interpreter.makeTuple([text.ref, none, none, none])
            try interpreter.listAppend(list.ref, part.ref)
            continue
        }
        let part = try formatField(interpreter, characters, &index, text.ref)
        try interpreter.listAppend(list.ref, part.ref)
    }
    return list
}

/// A field, from behind its brace to behind the closing one.
private func formatField(
    _ interpreter: Interpreter, _ characters: StrCharacters, _ index: inout Int, _ literal: Ref
) throws(Raised) -> Owned {
    let start = index
    var (depth, bracket) = (1, false)
    var nameEnd: Int?
    while index < characters.count, depth > 0 {
        switch characters[index] {
        case 91 where nameEnd == nil: bracket = true
        case 93 where nameEnd == nil: bracket = false
        case 123:
            depth += 1
        case 125:
            depth -= 1
        case 58 where nameEnd == nil && !bracket && depth == 1,
            33 where nameEnd == nil && !bracket && depth == 1:
            nameEnd = index
        default: break
        }
        index += 1
    }
    if depth > 0 { throw interpreter.raise(.valueError, "expected '}' before end of string") }
    let end = index - 1
    let name = try interpreter.makeString(characters: characters.slice(start, nameEnd ?? end))
    var place = nameEnd ?? end
    var conversion = interpreter.none.owned()
    if place < end, characters[place] == 33 {
        guard place + 1 < end else {
            throw interpreter.raise(
                .valueError, "end of string while looking for conversion specifier")
        }
        conversion = try interpreter.makeString(character: characters[place + 1])
        place += 2
        if place < end, characters[place] != 58 {
            throw interpreter.raise(.valueError, "expected ':' after conversion specifier")
        }
    }
    let specification =
        place < end
        ? try interpreter.makeString(characters: characters.slice(place + 1, end))
        : interpreter.emptyString.owned()
    return try interpreter.makeTuple([literal, name.ref, specification.ref, conversion.ref])
}

/// `a.b[0]` as `a` and the steps `(True, 'b')`, `(False, 0)`.
private func splitFieldName(_ interpreter: Interpreter, _ name: Ref) throws(Raised) -> Owned {
    let text = Array(name.text.unicodeScalars)
    var index = text.firstIndex { $0 == "." || $0 == "[" } ?? text.count
    let first = try fieldKey(interpreter, text[..<index])
    let steps = try interpreter.makeList()
    while index < text.count {
        let isAttribute = text[index] == "."
        guard isAttribute || text[index] == "[" else {
            throw interpreter.raise(
                .valueError, "Only '.' or '[' may follow ']' in format field specifier")
        }
        index += 1
        let start = index
        while index < text.count,
            isAttribute ? text[index] != "." && text[index] != "[" : text[index] != "]"
        { index += 1 }
        if !isAttribute, index == text.count {
            throw interpreter.raise(.valueError, "Missing ']' in format string")
        }
        if index == start {
            throw interpreter.raise(.valueError, "Empty attribute in format string")
        }
        let part = text[start..<index]
        let key =
            isAttribute
            ? try interpreter.makeString(String(String.UnicodeScalarView(part)))
            : try fieldKey(interpreter, part)
        let flag = isAttribute ? interpreter.true : interpreter.false
        let step = try interpreter.makeTuple(flag, key.ref)
        try interpreter.listAppend(steps.ref, step.ref)
        if !isAttribute { index += 1 }
    }
    return try interpreter.makePair(
        first,
        try StringModule.makeIterator(
            interpreter, .fieldNameIterator, over: steps.ref))
}

/// A number where the text is one.
private func fieldKey(
    _ interpreter: Interpreter, _ text: ArraySlice<Unicode.Scalar>
) throws(Raised) -> Owned {
    let string = String(String.UnicodeScalarView(text))
    if !text.isEmpty, text.allSatisfy({ $0.value >= 48 && $0.value <= 57 }) {
        guard let number = Int(string) else {
            throw interpreter.raise(.valueError, "Too many decimal digits in format string")
        }
        return try interpreter.makeInt(number)
    }
    return try interpreter.makeString(string)
}
