import PythonRuntime

/// Arguments of C functions: what `from_param` of the simple types makes, and `byref`.
enum CArgumentType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "CArgObject", basicSize: MemoryLayout<PyCArgObject>.size,
            flags: TypeFlags.disallowInstantiation,
            members: [MemberSpec("_obj", .object, offset: PyCArgObject.objectOffset)]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                Ref(raw).drop(PyCArgObject.objectOffset)
                Interpreter(containing: raw).freeInstance(raw)
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.makeString(try interpreter.describeArgument(object))
                }
            }
        }
    }
}

extension Ref {
    /// Where an argument's value is.
    var argumentMemory: CMemory { CMemory(plain: raw + PyCArgObject.valueOffset) }
}

extension Interpreter {
    func newArgument(_ tag: UInt8, keeping object: Ref?) throws(Raised) -> Owned {
        let argument = try allocateInstance(type(.cArgument))
        argument.ref.cArgument.pointee.tag = tag
        argument.ref.cArgument.pointee.obj = object.map { $0.owned().take() }
        return argument
    }

    func newPointerArgument(
        _ pointer: MemoryPlace, tag: UInt8 = UInt8(ascii: "P"), keeping object: Ref?
    ) throws(Raised) -> Owned {
        let argument = try newArgument(tag, keeping: object)
        argument.ref.cArgument.pointee.value.0 = simulatedAddress(of: pointer)
        return argument
    }

    /// `byref(object, offset)`.
    func reference(to object: Ref, offset: Int = 0) throws(Raised) -> Owned {
        guard isCData(object) else {
            throw raise(
                .typeError,
                "byref() argument must be a ctypes instance, not '\(typeName(object.type, limit: 50))'"
            )
        }
        let place = object.cdata.pointee.b_ptr &+ UInt(bitPattern: offset)
        return try newPointerArgument(place, keeping: object)
    }

    fileprivate func describeArgument(_ object: Ref) throws(Raised) -> String {
        let tag = object.cArgument.pointee.tag
        let name = String(UnicodeScalar(tag))
        switch name {
        case "b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "d", "f":
            let code = CTypeCode(tag)
            let value = try getCValue(code, object.argumentMemory, code.size)
            let text = try repr(value.ref)
            return "<cparam '\(name)' (\(text.text))>"
        case "c":
            let byte = UInt8(truncatingIfNeeded: object.cArgument.pointee.value.0)
            let isPrintable = byte >= 0x20 && byte < 0x7F
            let digits = String(byte, radix: 16)
            let padded = digits.count == 1 ? "0" + digits : digits
            let shown = isPrintable ? String(UnicodeScalar(byte)) : "\\x" + padded
            return "<cparam 'c' ('\(shown)')>"
        case "z", "Z", "P":
            let address = String(object.cArgument.pointee.value.0, radix: 16)
            return "<cparam '\(name)' (0x\(address))>"
        default: return "<cparam '\(name)' at \(addressText(object))>"
        }
    }

    // MARK: from_param

    /// `c_int.from_param(value)`: an instance, what `c_int(value)` would take, or `_as_parameter_`.
    func simpleParameter(_ cls: Ref, _ value: Ref) throws(Raised) -> Owned {
        if try isInstance(value, of: cls) { return value.owned() }
        guard let storage = storage(cls.typePointer) else {
            throw raise(.typeError, "abstract class")
        }
        let code = storage.pointee.setfunc
        let argument = try newArgument(code.character, keeping: nil)
        do throws(Raised) {
            let kept = try setCValue(code, argument.ref.argumentMemory, value, 0)
            argument.ref.cArgument.pointee.obj = kept.take()
            return argument
        } catch {
            guard !isStopping else { throw error }
            clearException()
        }
        if let given = try asParameter(cls, value) { return given }
        throw raise(.typeError, "wrong type")
    }

    /// `from_param` of `c_char_p`, `c_wchar_p` and `c_void_p`.
    func pointerParameter(_ cls: Ref, _ value: Ref) throws(Raised) -> Owned {
        let code = storage(cls.typePointer)?.pointee.setfunc.character ?? UInt8(ascii: "P")
        if value.isNone { return none.owned() }
        if let made = try textArgument(code, value) { return made }
        if try isInstance(value, of: cls) { return value.owned() }
        if code == UInt8(ascii: "P") {
            if let made = try addressArgument(value) { return made }
        } else if try pointsToCharacters(code, value) {
            return value.owned()
        }
        if let given = try asParameter(cls, value) { return given }
        throw raise(.typeError, "wrong type")
    }

    /// Texts and, for `void *`, numbers.
    private func textArgument(_ code: UInt8, _ value: Ref) throws(Raised) -> Owned? {
        let isAny = code == UInt8(ascii: "P")
        let tag: UInt8
        if value.isInt, isAny {
            tag = UInt8(ascii: "P")
        } else if value.isBytes, isAny || code == UInt8(ascii: "z") {
            tag = UInt8(ascii: "z")
        } else if value.isStr, isAny || code == UInt8(ascii: "Z") {
            tag = UInt8(ascii: "Z")
        } else {
            return nil
        }
        let argument = try newArgument(tag, keeping: nil)
        let kept = try setCValue(CTypeCode(tag), argument.ref.argumentMemory, value, 0)
        argument.ref.cArgument.pointee.obj = kept.take()
        return argument
    }

    /// What leads somewhere: arrays, pointers, functions and texts that are C data.
    private func addressArgument(_ value: Ref) throws(Raised) -> Owned? {
        if isCArray(value) || isCPointer(value) { return value.owned() }
        if isInstance(value, .cArgument) {
            return value.cArgument.pointee.tag == UInt8(ascii: "P") ? value.owned() : nil
        }
        if isInstance(value, .cFunction) {
            let pointer = try loadPointer(value.cMemory)
            return try newPointerArgument(pointer, keeping: value)
        }
        guard isCData(value), let storage = storage(of: value) else { return nil }
        let code = storage.pointee.setfunc.character
        guard code == UInt8(ascii: "z") || code == UInt8(ascii: "Z") else { return nil }
        let pointer = try loadPointer(value.cMemory)
        return try newPointerArgument(pointer, tag: UInt8(ascii: "Z"), keeping: value)
    }

    /// Whether an array, a pointer or a `byref` is of the characters that a text type's are.
    private func pointsToCharacters(_ code: UInt8, _ value: Ref) throws(Raised) -> Bool {
        let wanted = code == UInt8(ascii: "z") ? UInt8(ascii: "c") : UInt8(ascii: "u")
        if isCArray(value) || isCPointer(value) {
            guard let proto = storage(of: value)?.pointee.proto,
                let item = storage(ofClass: Ref(proto))
            else { return false }
            return item.pointee.setfunc.character == wanted
        }
        guard isInstance(value, .cArgument), let object = value.cArgument.pointee.obj else {
            return false
        }
        return storage(of: Ref(object))?.pointee.setfunc.character == wanted
    }
}
