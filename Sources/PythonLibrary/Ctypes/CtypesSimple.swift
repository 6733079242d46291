import PythonRuntime

/// Simple types: `_SimpleCData` and its metaclass (`PyCSimpleType_Type`, `Simple_Type` in `Modules/_ctypes/_ctypes.c`).
enum CSimpleType {
    static func metaSpec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.PyCSimpleType", base: .type, basicSize: 0,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: CTypeMethods.methods { cls, arguments, _, _ in
                nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
                    try interpreter.simpleParameter(cls, arguments[0])
                }
            }
        ) { block in
            CTypeMethods.setSlots(block)
            block.pointee.type.tp_new = { meta, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: meta).newSimpleType(meta, arguments, keywords)
                }
            }
        }
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes._SimpleCData", basicSize: MemoryLayout<PyCDataObject>.size,
            flags: TypeFlags.baseType,
            methods: [
                MethodSpec("__ctypes_from_outparam__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        if interpreter.isDerivedSimple(object.type) { return object.owned() }
                        return try interpreter.simpleValue(object)
                    }
                }
            ],
            getSets: [
                GetSetSpec(
                    "value",
                    { raw, _ in
                        withObject(raw) { interpreter, object throws(Raised) in
                            try interpreter.simpleValue(object)
                        }
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            try interpreter.setSimpleValue(object, value.map { Ref($0) })
                        }
                    })
            ]
        ) { block in
            CDataType.setBufferSlots(block)
            CDataType.setMemorySlots(block)
            block.pointee.type.tp_new = newInstance
            block.pointee.type.tp_init = { raw, arguments, _ in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    let given = Ref(arguments)
                    try interpreter.checkArguments("__init__", given.itemCount, 0, 1)
                    guard given.itemCount == 1 else { return }
                    let name = try interpreter.intern("value")
                    try interpreter.setAttribute(object, name.ref, given.tupleItem(0))
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let name = interpreter.shortTypeName(object.type)
                    if object.type.pointee.tp_base != interpreter.type(.cSimple) {
                        let address = interpreter.addressText(object)
                        return try interpreter.makeString("<\(name) object at \(address)>")
                    }
                    let value = try interpreter.simpleValue(object)
                    let text = try interpreter.repr(value.ref)
                    return try interpreter.makeString("\(name)(\(text.text))")
                }
            }
            block.pointee.number.nb_bool = { raw in
                truthSlot(raw) { interpreter, object throws(Raised) in
                    let size = interpreter.storage(of: object)?.pointee.size ?? 0
                    return try interpreter.readBytes(object.cMemory, size).contains { $0 != 0 }
                }
            }
        }
    }

    /// `tp_new` of all C data.
    static let newInstance: NewSlot = { type, _, _ in
        slotResult { () throws(Raised) in
            try Interpreter(containing: type).newCData(
                type.assumingMemoryBound(to: PyTypeObject.self))
        }
    }
}

extension Interpreter {
    // MARK: Instances

    func simpleValue(_ object: Ref) throws(Raised) -> Owned {
        let storage = try needStorage(object.type)
        return try getCValue(storage.pointee.getfunc, object.cMemory, object.cdata.pointee.b_size)
    }

    func setSimpleValue(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.typeError, "can't delete attribute") }
        let storage = try needStorage(object.type)
        let kept = try setCValue(
            storage.pointee.setfunc, object.cMemory, value, storage.pointee.size)
        try keep(object, 0, kept.ref)
    }

    // MARK: Making types

    fileprivate func newSimpleType(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let result = try makeClass(meta, arguments, keywords)
        let cls = result.ref.typePointer
        guard let proto = try optionalAttribute(result.ref, "_type_") else {
            throw raise(.attributeError, "class must define a '_type_' attribute")
        }
        let code = try typeCode(proto.ref)
        let storage = try describe(cls, code, proto.ref)
        try adopt(storage.ref, cls)
        if cls.pointee.tp_base == type(.cSimple) { try addTextParameter(cls, code) }
        let isPlainMeta = meta == RawObject(type(.cSimpleMeta))
        if isPlainMeta, code.isSwappable {
            try addSwapped(result.ref, meta, Ref(arguments), keywords, code, proto.ref)
        }
        return result
    }

    private func typeCode(_ proto: Ref) throws(Raised) -> CTypeCode {
        guard proto.isStr else {
            throw raise(.typeError, "class must define a '_type_' string attribute")
        }
        guard proto.strCount == 1 else {
            throw raise(
                .valueError,
                "class must define a '_type_' attribute which must be a string of length 1")
        }
        if let code = CTypeCode(code: proto.characters[0]) { return code }
        throw raise(
            .attributeError,
            "class must define a '_type_' attribute which must be\na single character string containing one of 'cbBhHiIlLdfuzZqQPXOv?g'."
        )
    }

    private func describe(
        _ cls: TypePointer, _ code: CTypeCode, _ proto: Ref
    ) throws(Raised) -> Owned {
        let made = try makeStorage()
        let storage = made.ref.fields(StgDictObject.self)
        storage.pointee.size = code.size
        storage.pointee.align = code.size
        storage.pointee.ffi_size = code.size
        storage.pointee.setfunc = code
        storage.pointee.getfunc = code
        storage.pointee.paramfunc = CTypeKind.simple.rawValue
        storage.pointee.proto = proto.owned().take()
        try setFormat(storage, code.format)
        let isObject = code.character == UInt8(ascii: "O")
        if cls.pointee.tp_base == type(.cSimple), code.isPointer || isObject {
            storage.pointee.flags |= StorageFlags.isPointer
        }
        return made
    }

    /// `c_char_p` and the like take more than their instances as arguments.
    private func addTextParameter(_ cls: TypePointer, _ code: CTypeCode) throws(Raised) {
        guard code.isPointer, let dict = cls.pointee.tp_dict else { return }
        let function: NativeFunction = { cls, arguments, _, _ in
            nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
                try interpreter.pointerParameter(cls, arguments[0])
            }
        }
        try addMethod(
            MethodSpec("from_param", [.oneArgument, .classMethod], function), cls, Ref(dict))
        typeModified(cls)
    }

    /// The type in the other byte order, and where to find each from the other.
    private func addSwapped(
        _ result: Ref, _ meta: RawObject, _ arguments: Ref, _ keywords: RawObject?,
        _ code: CTypeCode, _ proto: Ref
    ) throws(Raised) {
        let name = try makeString(arguments.tupleItem(0).text + "_be")
        let others = try makeTuple([name.ref, arguments.tupleItem(1), arguments.tupleItem(2)])
        let swapped = try makeClass(meta, others.raw, keywords)
        let storage = try describe(
            swapped.ref.typePointer, CTypeCode(code.character, isSwapped: true), proto)
        try adopt(storage.ref, swapped.ref.typePointer)
        try setAttribute(result, "__ctype_be__", swapped.ref)
        try setAttribute(result, "__ctype_le__", result)
        try setAttribute(swapped.ref, "__ctype_le__", result)
        try setAttribute(swapped.ref, "__ctype_be__", swapped.ref)
    }
}
