import PythonRuntime

/// What the functions of `_codecs` share: their arguments and results.
extension CodecsModule {
    /// The body of a function that takes so many arguments by position.
    static func codecFunction(
        _ name: StaticString, _ counts: ClosedRange<Int>, _ module: RawObject?,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ body: (Interpreter, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(
                name, arguments.count, counts.lowerBound, counts.upperBound)
            return try body(interpreter, arguments)
        }
    }

    /// `(text, errors)` to a pair of the bytes and the number of characters.
    static func encoder(
        _ name: StaticString, _ encoding: String, _ module: RawObject?,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int
    ) -> RawObject? {
        let isOrdered = encoding == "utf-16" || encoding == "utf-32"
        return codecFunction(name, 1...(isOrdered ? 3 : 2), module, arguments, count) {
            interpreter, arguments throws(Raised) in
            let text = try source(interpreter, arguments, name)
            let errors = try errors(interpreter, arguments, name)
            var suffix = ""
            if let order = arguments[optional: 2] {
                let order = try interpreter.indexValue(order, overflow: .overflowError)
                suffix = order < 0 ? "-le" : order > 0 ? "-be" : ""
            }
            let bytes = try interpreter.encode(text, encoding: encoding + suffix, errors: errors)
            return try encoded(interpreter, bytes, text)
        }
    }

    /// `(data, errors, final)` to a pair of the text and the number of bytes taken.
    static func decoder(
        _ name: StaticString, _ encoding: String, maximum: Int = 3, _ module: RawObject?,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int
    ) -> RawObject? {
        codecFunction(name, 1...maximum, module, arguments, count) {
            interpreter, arguments throws(Raised) in
            try checkBytes(interpreter, arguments[0])
            let errors = try errors(interpreter, arguments, name)
            let isFinal = try flag(interpreter, arguments, 2, maximum == 2)
            let result = try interpreter.decodePart(
                arguments[0], encoding: encoding, errors: errors, isFinal: isFinal)
            return try decoded(interpreter, result)
        }
    }

    /// That an argument is bytes-like, before those after it are looked at.
    private static func checkBytes(_ interpreter: Interpreter, _ object: Ref) throws(Raised) {
        if !object.hasBuffer { _ = try interpreter.bytesLike(object) }
    }

    /// `(data, errors, byteorder, final)` to the text, the number of bytes taken, and the byte order.
    static func orderedDecoder(
        _ name: StaticString, _ encoding: String, _ module: RawObject?,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int
    ) -> RawObject? {
        codecFunction(name, 1...4, module, arguments, count) {
            interpreter, arguments throws(Raised) in
            try checkBytes(interpreter, arguments[0])
            let errors = try errors(interpreter, arguments, name)
            var order = 0
            if let given = arguments[optional: 2] {
                order = try interpreter.indexValue(given, overflow: .overflowError)
            }
            let isFinal = try flag(interpreter, arguments, 3, false)
            let suffix = order < 0 ? "-le" : order > 0 ? "-be" : ""
            let result = try interpreter.decodePart(
                arguments[0], encoding: encoding + suffix, errors: errors, isFinal: isFinal)
            let found = result.isBigEndian.map { $0 ? 1 : -1 } ?? 0
            let count = try interpreter.makeInt(result.consumed)
            let foundOrder = try interpreter.makeInt(found)
            return try interpreter.makeTuple([result.text.ref, count.ref, foundOrder.ref])
        }
    }

    static func encoded(
        _ interpreter: Interpreter, _ bytes: consuming Owned, _ text: Ref
    ) throws(Raised) -> Owned {
        try interpreter.makePair(bytes, try interpreter.makeInt(text.strCount))
    }

    static func decoded(
        _ interpreter: Interpreter, _ result: borrowing DecodedText
    ) throws(Raised) -> Owned {
        let text = result.text.ref.owned()
        return try interpreter.makePair(text, try interpreter.makeInt(result.consumed))
    }

    // MARK: Arguments

    /// The first argument, a str.
    static func source(
        _ interpreter: Interpreter, _ arguments: Arguments, _ name: StaticString
    ) throws(Raised) -> Ref {
        guard arguments[0].isStr else {
            throw wrongText(interpreter, arguments[0], name, "1", "str")
        }
        return arguments[0]
    }

    /// The second argument, which names an error handler.
    static func errors(
        _ interpreter: Interpreter, _ arguments: Arguments, _ name: StaticString
    ) throws(Raised) -> String {
        guard let value = arguments[optional: 1], !value.isNone else { return "strict" }
        guard value.isStr else {
            throw wrongText(interpreter, value, name, "2", "str or None")
        }
        return value.text
    }

    static func flag(
        _ interpreter: Interpreter, _ arguments: Arguments, _ index: Int, _ usual: Bool
    ) throws(Raised) -> Bool {
        guard let value = arguments[optional: index] else { return usual }
        return try interpreter.isTrue(value)
    }

    /// The bytes of a bytes-like object, or of a str in UTF-8.
    static func textOrBytes(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> [UInt8] {
        object.isStr ? interpreter.utf8Bytes(object) : try interpreter.bytesLike(object)
    }

    /// An argument that must be a str; `number` counts from 1, nil when it is the only one.
    static func text(
        _ interpreter: Interpreter, _ object: Ref, _ name: StaticString, _ number: Int?
    ) throws(Raised) -> String {
        guard object.isStr else {
            throw wrongText(interpreter, object, name, number.map { "\($0)" } ?? "", "str")
        }
        return object.text
    }

    static func wrongText(
        _ interpreter: Interpreter, _ object: Ref, _ name: StaticString, _ argument: String,
        _ expected: String
    ) -> Raised {
        let shown = argument.isEmpty ? "argument" : "argument \(argument)"
        let got = object.isNone ? "None" : interpreter.typeName(object.type)
        return interpreter.raise(.typeError, "\(name)() \(shown) must be \(expected), not \(got)")
    }
}
