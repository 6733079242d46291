/// `format(object, specification)` (`PyObject_Format`).
extension Interpreter {
    /// Formats through `__format__`; without specification, exact strs and ints go straight to `str`.
    public func format(_ object: Ref, specification: Ref?) throws(Raised) -> Owned {
        if let specification, !specification.isStr {
            throw raise(
                .systemError,
                "Format specifier must be a string, not \(typeName(specification.type))")
        }
        let isEmpty = specification.map { $0.strCount == 0 } ?? true
        if isEmpty, object.isExactly(.str) || object.isExactly(.int) { return try str(object) }
        guard let raw = try callSpecial(object, .__format__, specification ?? emptyString) else {
            throw raise(
                .typeError, "Type \(typeName(object.type)) doesn't define __format__")
        }
        let result = Owned(stealing: raw)
        guard result.ref.isStr else {
            throw raise(
                .typeError,
                "__format__ must return a str, not \(typeName(result.ref.type))")
        }
        return result
    }

    /// `hex`, `oct` and `bin`: an index formatted by a specification.
    func formatIndex(_ object: Ref, _ specification: String) throws(Raised) -> Owned {
        let integer = try index(object)
        let text = try makeString(specification)
        return try formatInt(integer.ref, text.ref)
    }

    /// `ord(object)`.
    func codePoint(_ object: Ref) throws(Raised) -> Owned {
        let count: Int
        if object.isStr {
            count = object.strCount
            if count == 1 { return try makeInt(Int(object.characters[0])) }
        } else if object.isBytes || object.isByteArray {
            count = object.itemCount
            if count == 1 { return smallInt(Int(object.byteStart[0])).owned() }
        } else {
            throw raise(
                .typeError,
                "ord() expected string of length 1, but \(typeName(object.type)) found")
        }
        throw raise(
            .typeError, "ord() expected a character, but string of length \(count) found")
    }
}
