import PythonRuntime

/// The machine formats in which arrays are pickled, in CPython's numbering: an item's kind, size and byte order.
struct ArrayMachineFormat {
    enum Kind {
        case unsigned, signed, float, text
    }

    var kind: Kind
    var size: Int
    var isBigEndian: Bool

    /// The formats in the order of their numbers.
    private static let all: [(Kind, Int, Bool)] = [
        (.unsigned, 1, false), (.signed, 1, false), (.unsigned, 2, false), (.unsigned, 2, true),
        (.signed, 2, false), (.signed, 2, true), (.unsigned, 4, false), (.unsigned, 4, true),
        (.signed, 4, false), (.signed, 4, true), (.unsigned, 8, false), (.unsigned, 8, true),
        (.signed, 8, false), (.signed, 8, true), (.float, 4, false), (.float, 4, true),
        (.float, 8, false), (.float, 8, true), (.text, 2, false), (.text, 2, true),
        (.text, 4, false), (.text, 4, true),
    ]

    init?(number: Int) {
        guard ArrayMachineFormat.all.indices.contains(number) else { return nil }
        (kind, size, isBigEndian) = ArrayMachineFormat.all[number]
    }

    /// The number of the format this machine keeps a type's items in.
    static func number(_ code: ArrayCode) -> Int {
        let kind = ArrayMachineFormat.kind(code)
        return all.firstIndex { $0.0 == kind && $0.1 == code.size && !$0.2 } ?? 0
    }

    private static func kind(_ code: ArrayCode) -> Kind {
        if code.isText { return .text }
        if code.isFloat { return .float }
        return "BHILQ".utf8.contains(code.character) ? .unsigned : .signed
    }

    /// The last of the integer types with items of this kind and size, which CPython makes an array of.
    var integerCode: ArrayCode? {
        guard kind == .unsigned || kind == .signed else { return nil }
        let codes = "bBhHiIlLqQ".utf8.compactMap { ArrayCode(UInt32($0)) }
        return codes.last { $0.size == size && ArrayMachineFormat.kind($0) == kind }
    }

    /// The format of `struct` for an item.
    var structItem: StructItem {
        let character: UInt8
        switch (kind, size) {
        case (.float, 4): character = UInt8(ascii: "f")
        case (.float, _): character = UInt8(ascii: "d")
        case (.unsigned, _): character = UInt8(ascii: "Q")
        default: character = UInt8(ascii: "q")
        }
        let marks = isBigEndian ? StructItem.isBigEndian : 0
        return StructItem(code: UInt(character) | marks, offset: 0, size: size, repeatCount: 1)
    }
}

extension Interpreter {
    /// `array.__reduce_ex__(protocol)`.
    func reduceArray(_ object: Ref, _ version: Ref) throws(Raised) -> Owned {
        guard version.isInt else {
            throw raise(.typeError, "__reduce_ex__ argument should be an integer")
        }
        let version = try indexValue(version, overflow: .overflowError)
        let dictName = try intern("__dict__")
        let found = try lookupAttribute(object, dictName.ref)
        let dict = found.map { Owned(stealing: $0) } ?? none.owned()
        let type = Ref(RawObject(object.type))
        let code = try makeString(object.arrayCode.name)
        if version < 3 {
            let list = try arrayList(object)
            let arguments = try makeTuple(code.ref, list.ref)
            return try makeTuple([type, arguments.ref, dict.ref])
        }
        let module = try importModule("array")
        let function = try namedAttribute(module.ref, "_array_reconstructor")
        let format = try makeInt(ArrayMachineFormat.number(object.arrayCode))
        let bytes = try arrayBytes(object)
        let arguments = try makeTuple([type, code.ref, format.ref, bytes.ref])
        return try makeTuple([function.ref, arguments.ref, dict.ref])
    }

    /// `_array_reconstructor(type, typecode, format, bytes)`.
    func reconstructArray(_ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("_array_reconstructor", arguments.count, 4, 4)
        let (cls, name, bytes) = (arguments[0], arguments[1], arguments[3])
        guard name.isStr, name.strCount == 1 else {
            throw raise(
                .typeError,
                "_array_reconstructor() argument 2 must be a unicode character, not \(typeName(name.type, limit: 50))"
            )
        }
        let number = try indexValue(arguments[2], overflow: .overflowError)
        guard cls.isType else {
            throw raise(
                .typeError,
                "first argument must be a type object, not \(typeName(cls.type, limit: 50))")
        }
        let type = cls.raw.assumingMemoryBound(to: PyTypeObject.self)
        guard isSubtype(type, self.type(.array)) else {
            throw raise(
                .typeError,
                "\(typeName(type)) is not a subtype of \(typeName(self.type(.array)))")
        }
        guard let code = ArrayCode(name.characters[0]) else {
            throw raise(.valueError, "second argument must be a valid type code")
        }
        guard let format = ArrayMachineFormat(number: number) else {
            throw raise(.valueError, "third argument must be a valid machine format code.")
        }
        guard bytes.isBytes else {
            throw raise(
                .typeError, "fourth argument should be bytes, not \(typeName(bytes.type))")
        }
        if ArrayMachineFormat.number(code) == number {
            return try makeArray(type, code, initial: bytes)
        }
        if format.kind == .text {
            let encoding = "utf-\(format.size * 8)-\(format.isBigEndian ? "be" : "le")"
            guard bytes.itemCount % format.size == 0 else {
                throw raise(.valueError, "string length not a multiple of item size")
            }
            let text = try decode(bytes, encoding: encoding, errors: "strict")
            return try makeArray(type, code, initial: text.ref)
        }
        guard bytes.itemCount % format.size == 0 else {
            throw raise(.valueError, "bytes length not a multiple of item size")
        }
        let list = try makeList()
        for index in 0..<bytes.itemCount / format.size {
            let item = try unpackStructItem(
                format.structItem, bytes.bytesStart + index * format.size)
            try listAppend(list.ref, item.ref)
        }
        return try makeArray(type, format.integerCode ?? code, initial: list.ref)
    }

    private func makeArray(
        _ type: TypePointer, _ code: ArrayCode, initial: Ref
    ) throws(Raised) -> Owned {
        let name = try makeString(code.name)
        let arguments = try makeTuple(name.ref, initial)
        return try makeArray(type, arguments.ref)
    }
}
