import PythonRuntime

/// The type `array.array`: its slots, and how one is made.
enum ArrayType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "array.array", basicSize: MemoryLayout<PyArrayObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.sequence,
            methods: ArrayMethods.changes + ArrayMethods.conversions + ArrayMethods.copies,
            getSets: [
                GetSetSpec("typecode") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeString(object.arrayCode.name)
                    }
                },
                GetSetSpec("itemsize") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeInt(object.arrayCode.size)
                    }
                },
            ]
        ) { block in
            setSlots(block)
            setSequenceSlots(block)
            setMappingSlots(block)
            setBufferSlots(block)
        }
    }

    private static func setSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_weaklistoffset =
            MemoryLayout<PyArrayObject>.offset(of: \.weakreflist) ?? 0
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateArray($0) }
        block.pointee.type.tp_traverse = { _, _, _ in 0 }
        block.pointee.type.tp_hash = Interpreter.refuseToHash
        block.pointee.type.tp_repr = { raw in
            withObject(raw) { interpreter, object throws(Raised) in
                let name = interpreter.shortTypeName(object.type)
                let code = object.arrayCode
                if object.itemCount == 0 {
                    return try interpreter.makeString("\(name)('\(code.name)')")
                }
                let items =
                    code.isText
                    ? try interpreter.arrayText(object) : try interpreter.arrayList(object)
                let text = try interpreter.repr(items.ref)
                return try interpreter.makeString("\(name)('\(code.name)', \(text.text))")
            }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.arrayCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            withObject(raw) { interpreter, object throws(Raised) in
                let iterator = try interpreter.allocateInstance(interpreter.type(.arrayIterator))
                iterator.ref.hold(24, object.owned())
                return iterator
            }
        }
        block.pointee.type.tp_new = { type, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: type)
                let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                if pointer == interpreter.type(.array) {
                    try interpreter.refuseKeywords("array.array", keywords)
                }
                return try interpreter.makeArray(pointer, Ref(arguments))
            }
        }
    }

    private static func setSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).itemCount }
        block.pointee.sequence.sq_concat = {
            withObjects($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.arrayConcatenate(left, right)
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.arrayRepeat(object, times)
            }
        }
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                guard index >= 0, index < object.itemCount else {
                    throw interpreter.raise(.indexError, "array index out of range")
                }
                return try interpreter.arrayItem(object, index)
            }
        }
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            statusSlot(raw) { interpreter, object throws(Raised) in
                guard index >= 0, index < object.itemCount else {
                    throw interpreter.raise(.indexError, "array assignment index out of range")
                }
                if let value {
                    return try interpreter.setArrayItem(object, index, Ref(value))
                }
                try interpreter.arrayDelete(object, from: index, to: index + 1)
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.arrayFind(object, Ref(item)) != nil
            }
        }
        block.pointee.sequence.sq_inplace_concat = {
            withObjects($0, $1) { interpreter, array, other throws(Raised) in
                guard interpreter.isArray(other) else {
                    throw interpreter.raise(
                        .typeError,
                        "can only extend array with array (not \"\(interpreter.typeName(other.type))\")"
                    )
                }
                try interpreter.arrayExtend(array, other)
                return array.owned()
            }
        }
        block.pointee.sequence.sq_inplace_repeat = { raw, times in
            withObject(raw) { interpreter, array throws(Raised) in
                try interpreter.arrayRepeatInPlace(array, times)
                return array.owned()
            }
        }
    }

    private static func setMappingSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.mapping.mp_length = { Ref($0).itemCount }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.arraySubscript(object, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, array throws(Raised) in
                try interpreter.arraySetSubscript(array, Ref(key), value.map { Ref($0) })
            }
        }
    }

    private static func setBufferSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.buffer.bf_getbuffer = { raw, place, flags in
            let object = Ref(raw)
            let view = place.assumingMemoryBound(to: Py_buffer.self)
            let code = object.arrayCode
            let start =
                object.array.pointee.ob_item
                ?? UnsafeMutableRawPointer(object.interpreter.emptyBytes.bytesStart)
            let status = object.interpreter.fillBuffer(
                place, object, start, object.itemCount * code.size, isReadOnly: false, flags)
            if status < 0 { return status }
            view.pointee.itemsize = code.size
            if flags & BufferFlags.format != 0 { view.pointee.format = code.format }
            object.array.pointee.ob_exports &+= 1
            return 0
        }
        block.pointee.buffer.bf_releasebuffer = { raw, _ in
            Ref(raw).array.pointee.ob_exports &-= 1
        }
    }
}

extension Interpreter {
    /// `array(typecode, initializer)`.
    func makeArray(_ type: TypePointer, _ arguments: Ref) throws(Raised) -> Owned {
        let given = arguments.itemCount
        guard given == 1 || given == 2 else {
            throw raise(
                .typeError,
                given == 0
                    ? "array() takes at least 1 argument (0 given)"
                    : "array() takes at most 2 arguments (\(given) given)")
        }
        let name = arguments.tupleItem(0)
        guard name.isStr, name.strCount == 1 else {
            throw badArgument("array", "argument 1", "a unicode character", name)
        }
        if isAudited {
            try audit(
                "array.__new__", .object(name),
                .object(given == 2 ? arguments.tupleItem(1) : none))
        }
        let character = name.characters[0]
        guard given == 2 else {
            return try newArray(type, try arrayCode(character), count: 0)
        }
        let initial = arguments.tupleItem(1)
        let isText = character == UInt32(UInt8(ascii: "u"))
        let isSameKind = isArray(initial) && UInt32(initial.arrayCode.character) == character
        if !isText, initial.isStr || (isArray(initial) && initial.arrayCode.isText) {
            throw raise(
                .typeError,
                "cannot use a \(initial.isStr ? "str" : "unicode array") to initialize an array with typecode '\(name.text)'"
            )
        }
        if initial.isList || initial.isTuple || isSameKind || isBytesOrByteArray(initial)
            || initial.isStr
        {
            return try makeArray(type, try arrayCode(character), initial)
        }
        let iterator = try self.iterator(over: initial)
        let array = try newArray(type, try arrayCode(character), count: 0)
        try arrayExtend(array.ref, iterator: iterator.ref)
        return array
    }

    private func isBytesOrByteArray(_ object: Ref) -> Bool { byteContents(of: object) != nil }

    private func arrayCode(_ character: UInt32) throws(Raised) -> ArrayCode {
        if let code = ArrayCode(character) { return code }
        throw raise(
            .valueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
    }

    /// An array of what is held by an object of a kind that is read without iterating.
    private func makeArray(
        _ type: TypePointer, _ code: ArrayCode, _ initial: Ref
    ) throws(Raised) -> Owned {
        if initial.isStr {
            let characters = initial.characters
            let array = try newArray(type, code, count: characters.count)
            for index in 0..<characters.count {
                array.ref.arrayPlace(index).storeBytes(of: characters[index], as: UInt32.self)
            }
            return array
        }
        if isBytesOrByteArray(initial) {
            let array = try newArray(type, code, count: 0)
            try arrayAppend(array.ref, bytes: initial)
            return array
        }
        let count = initial.itemCount
        let array = try newArray(type, code, count: count)
        if isArray(initial) {
            if count > 0 {
                array.ref.arrayPlace(0).copyMemory(
                    from: initial.arrayPlace(0), byteCount: count * code.size)
            }
            return array
        }
        if count > 0 {
            array.ref.arrayPlace(0).initializeMemory(
                as: UInt8.self, repeating: 0, count: count * code.size)
        }
        for index in 0..<count {
            guard index < initial.itemCount else {
                throw raise(.indexError, "list index out of range")
            }
            let item = (initial.isList ? initial.listItem(index) : initial.tupleItem(index)).owned()
            try setArrayItem(array.ref, index, item.ref)
        }
        return array
    }
}
