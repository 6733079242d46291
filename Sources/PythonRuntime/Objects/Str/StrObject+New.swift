/// `str(…)`: from any object, from bytes and an encoding, and as a subclass's object.
extension Interpreter {
    private static let strParameters = Parameters("str", ["object", "encoding", "errors"])

    /// `str.__new__(type, …)`.
    func newStr(_ type: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let parsed = try parseArguments(Self.strParameters, tuple: arguments, keywords: keywords)
        let encoding = try codecName(parsed[1], "str", "encoding")
        let errors = try codecName(parsed[2], "str", "errors")
        let value: Owned
        if let object = parsed[0] {
            value =
                encoding == nil && errors == nil
                ? try str(object)
                : try decode(object, encoding: encoding ?? "utf-8", errors: errors ?? "strict")
        } else {
            value = emptyString.owned()
        }
        if type.raw == RawObject(self.type(.str)) { return value }
        return try strOfSubclass(type, value.ref)
    }

    /// The text of an optional argument that names a codec or an error handler.
    func codecName(
        _ object: Ref?, _ function: StaticString, _ argument: StaticString
    ) throws(Raised) -> String? {
        guard let object else { return nil }
        guard object.isStr else {
            throw raise(
                .typeError,
                "\(function)() argument '\(argument)' must be str, not \(object.isNone ? "None" : typeName(object.type, limit: 50))"
            )
        }
        try keptUTF8(object)
        return object.text
    }

    /// An object of a subclass: the characters are a block of their own, which the object points to.
    private func strOfSubclass(_ type: Ref, _ value: Ref) throws(Raised) -> Owned {
        guard let allocate = type.fields(PyTypeObject.self).pointee.tp_alloc else {
            throw raiseMemoryError()
        }
        let result = try checked(allocate(type.raw, 0))
        let kind = value.strKind
        let header = result.ref.strHeader
        header.pointee.length = 0
        header.pointee.hash = -1
        header.pointee.state = StrState.make(
            kind: kind, isASCII: value.strIsASCII, isCompact: false)
        header.pointee.wstr = nil
        let fields = result.ref.fields(PyUnicodeObject.self)
        fields.pointee.base.utf8_length = 0
        fields.pointee.base.utf8 = nil
        fields.pointee.base.wstr_length = 0
        fields.pointee.data = nil
        let count = value.strCount
        guard let block = allocateBlock((count + 1) * kind) else { throw raiseMemoryError() }
        block.copyMemory(from: value.strData, byteCount: (count + 1) * kind)
        fields.pointee.data = block
        header.pointee.length = count
        if value.strIsASCII {
            // An ASCII string is its own UTF-8 form.
            fields.pointee.base.utf8_length = count
            fields.pointee.base.utf8 = block.assumingMemoryBound(to: UInt8.self)
        }
        return result
    }
}
