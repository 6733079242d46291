/// `format % values`: the conversions of C's `printf`, as `str` has them (`unicode_format`).
///
/// The format is read from left to right; text between conversions is copied, and each conversion
/// takes the next value of the tuple, or the value of its key.
struct PercentFormat: ~Copyable {
    let interpreter: Interpreter
    private let format: StrCharacters
    private var position = 0
    /// The values: a tuple's items, or one value.
    private let values: Ref
    private let isTuple: Bool
    private var nextValue = 0
    /// Whether the values are a mapping, so that none may be left over.
    private let isMapping: Bool
    var result: TextWriter
    /// Whether this is `bytes % values`.
    let makesBytes: Bool

    init(
        _ interpreter: Interpreter, _ format: StrCharacters, _ values: Ref,
        makesBytes: Bool = false
    ) {
        self.makesBytes = makesBytes
        self.interpreter = interpreter
        self.format = format
        self.values = values
        isTuple = values.isTuple
        isMapping =
            !isTuple && !values.isStr && !(makesBytes && (values.isBytes || values.isByteArray))
            && values.type.pointee.tp_as_mapping?.pointee.mp_subscript != nil
        result = TextWriter(interpreter, minimumRoom: format.count + 100)
    }

    /// One conversion: `%[(key)][flags][width][.precision][length]type`.
    struct Conversion {
        var key: (from: Int, to: Int)?
        var alignsLeft = false
        var plus = false
        var space = false
        var alternate = false
        var zero = false
        var width = -1
        var precision = -1
        var type: UInt32 = 0
    }

    mutating func run() throws(Raised) -> Owned {
        var usedKey = false
        while position < format.count {
            let start = position
            while position < format.count, format[position] != 37 { position += 1 }
            let length = position - start
            position += 1
            if position >= format.count { result.overallocates = false }
            try result.write(format.slice(start, start + length))
            if position > format.count { break }
            if position < format.count, format[position] == 37 {
                position += 1
                if position == format.count { result.overallocates = false }
                try result.write(character: 37)
                continue
            }
            let conversion = try parse()
            if position == format.count { result.overallocates = false }
            if conversion.key != nil { usedKey = true }
            if isOnlyText(conversion) {
                let text = try interpreter.str(takeValue())
                if fits(text.ref, conversion) {
                    try checkLeftOver(usedKey)
                    return text
                }
                try emitText(text, conversion)
                continue
            }
            try convert(conversion)
        }
        try checkLeftOver(usedKey)
        let text = try result.finish()
        return makesBytes ? try interpreter.makeBytes(characters: text.ref.characters) : text
    }

    /// Whether a conversion is all there is and takes a str as it is.
    private func isOnlyText(_ conversion: Conversion) -> Bool {
        result.isEmpty && position == format.count && conversion.type == 115
            && conversion.key == nil && !makesBytes
    }

    /// Whether a str is neither padded nor cut.
    private func fits(_ text: Ref, _ conversion: Conversion) -> Bool {
        text.isExactly(.str) && conversion.width <= text.strCount
            && (conversion.precision < 0 || conversion.precision >= text.strCount)
    }

    private func checkLeftOver(_ usedKey: Bool) throws(Raised) {
        let isLeftOver = isTuple ? nextValue < values.itemCount : nextValue == 0
        if isLeftOver, !isMapping, !usedKey {
            let what = makesBytes ? "bytes" : "string"
            throw interpreter.raise(
                .typeError, "not all arguments converted during \(what) formatting")
        }
    }

    private mutating func character() throws(Raised) -> UInt32 {
        guard position < format.count else {
            throw interpreter.raise(.valueError, "incomplete format")
        }
        return format[position]
    }

    private mutating func parse() throws(Raised) -> Conversion {
        var conversion = Conversion()
        if try character() == 40 { conversion.key = try parseKey() }
        try parseFlags(&conversion)
        if let width = try parseNumber("width too big") {
            conversion.width = width
            if width < 0 {
                conversion.alignsLeft = true
                conversion.width = width == .min ? .max : -width
            }
        }
        if try character() == 46 {
            position += 1
            let isTaken = try character() == 42
            let precision = max(try parseNumber("precision too big") ?? 0, 0)
            if precision > Int(Int32.max) {
                guard isTaken else { throw interpreter.raise(.valueError, "precision too big") }
                throw interpreter.raise(
                    .overflowError, "Python int too large to convert to C int")
            }
            conversion.precision = precision
        }
        // The length modifiers mean nothing.
        let letter = try character()
        if letter == 104 || letter == 108 || letter == 76 { position += 1 }
        conversion.type = try character()
        position += 1
        return conversion
    }

    private mutating func parseKey() throws(Raised) -> (from: Int, to: Int) {
        guard isMapping else { throw interpreter.raise(.typeError, "format requires a mapping") }
        position += 1
        let start = position
        var depth = 1
        while position < format.count {
            if format[position] == 40 { depth += 1 }
            if format[position] == 41 { depth -= 1 }
            position += 1
            if depth == 0 { return (start, position - 1) }
        }
        throw interpreter.raise(.valueError, "incomplete format key")
    }

    private mutating func parseFlags(_ conversion: inout Conversion) throws(Raised) {
        while true {
            switch try character() {
            case 45: conversion.alignsLeft = true
            case 43: conversion.plus = true
            case 32: conversion.space = true
            case 35: conversion.alternate = true
            case 48: conversion.zero = true
            default: return
            }
            position += 1
        }
    }

    /// Digits, or `*` for the next value; nil for neither.
    private mutating func parseNumber(_ tooBig: String) throws(Raised) -> Int? {
        if try character() == 42 {
            position += 1
            let value = try takeValue()
            guard value.isInt else { throw interpreter.raise(.typeError, "* wants int") }
            guard let number = value.intValue else {
                let type = tooBig.hasPrefix("precision") ? "int" : "ssize_t"
                throw interpreter.raise(
                    .overflowError, "Python int too large to convert to C \(type)")
            }
            return number
        }
        var number: Int?
        while position < format.count, format[position] >= 48, format[position] <= 57 {
            let digit = Int(format[position]) - 48
            let value = number ?? 0
            guard value <= (Int.max - digit) / 10 else {
                throw interpreter.raise(.valueError, tooBig)
            }
            number = value * 10 + digit
            position += 1
        }
        return number
    }

    private mutating func takeValue() throws(Raised) -> Ref {
        defer { nextValue += 1 }
        if isTuple {
            guard nextValue < values.itemCount else { throw notEnough() }
            return values.tupleItem(nextValue)
        }
        guard nextValue == 0 else { throw notEnough() }
        return values
    }

    private func notEnough() -> Raised {
        interpreter.raise(.typeError, "not enough arguments for format string")
    }

    private mutating func convert(_ conversion: Conversion) throws(Raised) {
        guard let key = conversion.key else {
            let value = try takeValue()
            return try convert(value, conversion)
        }
        let text = format.slice(key.from, key.to)
        let name =
            makesBytes
            ? try interpreter.makeBytes(characters: text)
            : try interpreter.makeString(characters: text)
        let value = try interpreter.getItem(values, name.ref)
        nextValue += 1
        try convert(value.ref, conversion)
    }

    private mutating func convert(
        _ value: Ref, _ conversion: Conversion
    ) throws(Raised) {
        switch UInt8(truncatingIfNeeded: min(conversion.type, 255)) {
        case UInt8(ascii: "b") where makesBytes: try emitBytes(value, conversion)
        case UInt8(ascii: "s"):
            if makesBytes { return try emitBytes(value, conversion) }
            try emitText(interpreter.str(value), conversion)
        case UInt8(ascii: "r"):
            let text = makesBytes ? try interpreter.ascii(value) : try interpreter.repr(value)
            try emitText(text, conversion)
        case UInt8(ascii: "a"): try emitText(interpreter.ascii(value), conversion)
        case UInt8(ascii: "c"): try emitCharacter(value, conversion)
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "x"),
            UInt8(ascii: "X"), UInt8(ascii: "o"):
            try emitInteger(value, conversion)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "g"), UInt8(ascii: "G"):
            try emitDouble(value, conversion)
        default:
            let isVisible = conversion.type > 31 && conversion.type < 127
            let shown = isVisible ? Unicode.Scalar(conversion.type) ?? "?" : "?"
            throw interpreter.raise(
                .valueError,
                "unsupported format character '\(shown)' (0x\(String(conversion.type, radix: 16))) at index \(position - 1)"
            )
        }
    }

    private mutating func emitText(
        _ text: consuming Owned, _ conversion: Conversion
    ) throws(Raised) {
        try emit(text.ref.characters, conversion)
    }

    /// `%b` and `%s` of bytes: a bytes object, or one that `__bytes__` makes.
    private mutating func emitBytes(_ value: Ref, _ conversion: Conversion) throws(Raised) {
        let hasMethod = interpreter.lookup(value.type, interpreter.name(.__bytes__)) != nil
        guard value.hasBuffer || hasMethod else {
            throw interpreter.raise(
                .typeError,
                "%b requires a bytes-like object, or an object that implements __bytes__, not '\(interpreter.typeName(value.type, limit: 100))'"
            )
        }
        let bytes = try interpreter.bytesFromObject(value)
        try emit(bytes.ref.byteCharacters, conversion)
    }

    private mutating func emit(
        _ text: StrCharacters, _ conversion: Conversion
    ) throws(Raised) {
        var characters = text
        if conversion.precision >= 0, conversion.precision < characters.count {
            characters = characters.slice(0, conversion.precision)
        }
        try pad(conversion.width - characters.count, if: !conversion.alignsLeft)
        try result.write(characters)
        try pad(conversion.width - characters.count, if: conversion.alignsLeft)
    }

    mutating func pad(_ count: Int, if applies: Bool, _ fill: UInt32 = 32) throws(Raised) {
        guard applies, count > 0 else { return }
        try interpreter.checkTextRoom(count)
        try result.fill(count, fill)
    }

    private mutating func emitCharacter(
        _ value: Ref, _ conversion: Conversion
    ) throws(Raised) {
        let code: UInt32
        if makesBytes {
            code = try byteCharacter(value)
        } else if value.isStr {
            guard value.strCount == 1 else {
                throw interpreter.raise(.typeError, "%c requires int or char")
            }
            code = value.characters[0]
        } else {
            guard interpreter.isIndex(value) else {
                throw interpreter.raise(.typeError, "%c requires int or char")
            }
            let number = try interpreter.index(value)
            guard let found = number.ref.intValue, found >= 0, found <= 0x10FFFF else {
                throw interpreter.raise(.overflowError, "%c arg not in range(0x110000)")
            }
            code = UInt32(found)
        }
        try pad(conversion.width - 1, if: !conversion.alignsLeft)
        try result.write(character: code)
        try pad(conversion.width - 1, if: conversion.alignsLeft)
    }

    /// `%c` of bytes.
    private func byteCharacter(_ value: Ref) throws(Raised) -> UInt32 {
        if value.isBytes || value.isByteArray, value.itemCount == 1 {
            return UInt32(value.byteStart[0])
        }
        guard interpreter.isIndex(value) else {
            throw interpreter.raise(
                .typeError, "%c requires an integer in range(256) or a single byte")
        }
        let number = try interpreter.index(value)
        guard let code = number.ref.intValue, code >= 0, code <= 255 else {
            throw interpreter.raise(.overflowError, "%c arg not in range(256)")
        }
        return UInt32(code)
    }
}

extension Interpreter {
    /// `format % values`.
    func strPercentFormat(_ format: Ref, _ values: Ref) throws(Raised) -> Owned {
        let characters = format.characters
        var run = PercentFormat(self, characters, values)
        let result = try run.run()
        // Without a conversion, it is the format itself.
        if format.isExactly(.str),
            characters.firstIndex(of: 37, from: 0, to: characters.count) == nil
        {
            return format.owned()
        }
        return result
    }
}
