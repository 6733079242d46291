import PythonRuntime

/// Fields of structures: descriptors that know offset, size and type (`PyCField_Type` in `Modules/_ctypes/cfield.c`).
enum CFieldType {
    private static var protoOffset: Int { MemoryLayout<CFieldObject>.offset(of: \.proto) ?? 0 }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.CField", basicSize: MemoryLayout<CFieldObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            getSets: [
                GetSetSpec("offset") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeInt(object.cField.pointee.offset)
                    }
                },
                GetSetSpec("size") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeInt(object.cField.pointee.size)
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                Ref(raw).drop(CFieldType.protoOffset)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(Ref(raw).cField.pointee.proto, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).drop(CFieldType.protoOffset)
                return 0
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, field throws(Raised) in
                    try interpreter.makeString(interpreter.describeField(field))
                }
            }
            block.pointee.type.tp_descr_get = { field, object, _ in
                withObject(field) { interpreter, field throws(Raised) in
                    guard let object else { return field.owned() }
                    return try interpreter.fieldValue(field, of: Ref(object))
                }
            }
            block.pointee.type.tp_descr_set = { field, object, value in
                statusSlot(field) { interpreter, field throws(Raised) in
                    try interpreter.setFieldValue(
                        field, of: Ref(object), value.map { Ref($0) })
                }
            }
        }
    }
}

extension Interpreter {
    /// A field; arrays of characters are given as texts.
    func makeField(
        _ type: Ref, _ index: Int, _ offset: Int, _ size: Int
    ) throws(Raised) -> Owned {
        let field = try allocateInstance(self.type(.cField))
        let fields = field.ref.cField
        fields.pointee.offset = offset
        fields.pointee.size = size
        fields.pointee.index = index
        fields.pointee.proto = type.owned().take()
        let code = textCode(type)
        fields.pointee.getfunc = code
        fields.pointee.setfunc = code
        return field
    }

    private func textCode(_ type: Ref) -> CTypeCode {
        guard isCType(type, .cArrayMeta), let proto = storage(ofClass: type)?.pointee.proto,
            let item = storage(ofClass: Ref(proto))
        else { return .none }
        switch item.pointee.getfunc.character {
        case UInt8(ascii: "c"): return CTypeCode(UInt8(ascii: "s"))
        case UInt8(ascii: "u"): return CTypeCode(UInt8(ascii: "U"))
        default: return .none
        }
    }

    fileprivate func describeField(_ field: Ref) -> String {
        let fields = field.cField.pointee
        let name = fields.proto.map { shortTypeName(Ref($0).typePointer) } ?? "?"
        let bits = fields.size >> 16
        if bits > 0 {
            return
                "<Field type=\(name), ofs=\(fields.offset):\(fields.size & 0xFFFF), bits=\(bits)>"
        }
        return "<Field type=\(name), ofs=\(fields.offset), size=\(fields.size)>"
    }

    /// Where the field of an object is, and its type.
    private func fieldPlace(
        _ field: Ref, of object: Ref
    ) throws(Raised) -> (type: Ref, memory: CMemory) {
        guard isCData(object), let proto = field.cField.pointee.proto else {
            throw raise(.typeError, "not a ctype instance")
        }
        return (Ref(proto), object.cMemory.advanced(by: field.cField.pointee.offset))
    }

    fileprivate func fieldValue(_ field: Ref, of object: Ref) throws(Raised) -> Owned {
        let (type, memory) = try fieldPlace(field, of: object)
        let fields = field.cField.pointee
        return try getCData(type, fields.getfunc, object, fields.index, fields.size, memory)
    }

    fileprivate func setFieldValue(_ field: Ref, of object: Ref, _ value: Ref?) throws(Raised) {
        let (type, memory) = try fieldPlace(field, of: object)
        guard let value else { throw raise(.typeError, "can't delete attribute") }
        let fields = field.cField.pointee
        try setCData(object, type, fields.setfunc, value, fields.index, fields.size, memory)
    }

    // MARK: Anonymous fields

    /// The fields of those that `_anonymous_` names become the class's own.
    func addAnonymousFields(_ cls: TypePointer) throws(Raised) {
        guard let names = try optionalAttribute(cls.asRef, "_anonymous_") else { return }
        guard isSequence(names.ref) else {
            throw raise(.typeError, "_anonymous_ must be a sequence")
        }
        let list = try makeList(from: names.ref)
        for number in 0..<list.ref.itemCount {
            let name = list.ref.listItem(number)
            let field = try getAttribute(cls.asRef, name)
            guard isInstance(field.ref, .cField) else {
                let shown = try str(name)
                throw raise(
                    .attributeError,
                    "'\(shown.ref.text)' is specified in _anonymous_ but not in _fields_")
            }
            field.ref.cField.pointee.anonymous = 1
            let fields = field.ref.cField.pointee
            try addFields(of: field.ref, to: cls, fields.index, fields.offset)
        }
    }

    private func addFields(
        of outer: Ref, to cls: TypePointer, _ index: Int, _ offset: Int
    ) throws(Raised) {
        guard let proto = outer.cField.pointee.proto else { return }
        let given = try namedAttribute(Ref(proto), "_fields_")
        guard isSequence(given.ref) else { throw raise(.typeError, "_fields_ must be a sequence") }
        let fields = try makeList(from: given.ref)
        for number in 0..<fields.ref.itemCount {
            let pair = fields.ref.listItem(number)
            let name = try getItem(pair, smallInt(0))
            let inner = try getAttribute(Ref(proto), name.ref)
            guard isInstance(inner.ref, .cField) else { throw raise(.typeError, "unexpected type") }
            let values = inner.ref.cField.pointee
            if values.anonymous != 0 {
                try addFields(
                    of: inner.ref, to: cls, index &+ values.index, offset &+ values.offset)
                continue
            }
            guard let type = values.proto else { continue }
            let field = try makeField(
                Ref(type), index &+ values.index, offset &+ values.offset, values.size)
            field.ref.cField.pointee.getfunc = values.getfunc
            field.ref.cField.pointee.setfunc = values.setfunc
            try setAttribute(cls.asRef, name.ref, field.ref)
        }
    }
}
