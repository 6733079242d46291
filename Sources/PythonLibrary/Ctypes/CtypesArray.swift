import PythonRuntime

/// Arrays and their metaclass (`PyCArrayType_Type`, `PyCArray_Type` in `Modules/_ctypes/_ctypes.c`).
enum CArrayType {
    static func metaSpec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.PyCArrayType", base: .type, basicSize: 0,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: CTypeMethods.methods(fromParameter: CTypeMethods.fromParameter)
        ) { block in
            CTypeMethods.setSlots(block)
            block.pointee.type.tp_new = { meta, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: meta).newArrayType(meta, arguments, keywords)
                }
            }
        }
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.Array", basicSize: MemoryLayout<PyCDataObject>.size,
            flags: TypeFlags.baseType,
            methods: [Interpreter.classGetItemMethod]
        ) { block in
            CDataType.setBufferSlots(block)
            CDataType.setMemorySlots(block)
            block.pointee.type.tp_new = CSimpleType.newInstance
            block.pointee.type.tp_init = { raw, arguments, _ in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    for index in 0..<Ref(arguments).itemCount {
                        try interpreter.setCArrayItem(
                            object, index, Ref(arguments).tupleItem(index))
                    }
                }
            }
            setItemSlots(block)
        }
    }

    private static func setItemSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).cdata.pointee.b_length }
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.cArrayItem(object, index)
            }
        }
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            statusSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.setCArrayItem(object, index, value.map { Ref($0) })
            }
        }
        block.pointee.mapping.mp_length = { Ref($0).cdata.pointee.b_length }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.cArraySubscript(object, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.setCArraySubscript(object, Ref(key), value.map { Ref($0) })
            }
        }
    }
}

extension Interpreter {
    // MARK: Making types

    /// `type * count`: the same type each time.
    func cArrayType(of item: Ref, _ count: Int) throws(Raised) -> Owned {
        guard item.isType else { throw raise(.typeError, "Expected a type object") }
        let number = try makeInt(count)
        let key = try makeTuple(item, number.ref)
        let cache = ctypesState.held(CtypesState.arrayCache) ?? none
        if let found = try dictGet(cache, key.ref) {
            let type = Ref(found.fields(PyWeakReference.self).pointee.wr_object)
            if !type.isNone { return type.owned() }
        }
        let name = try makeString("\(shortTypeName(item.typePointer))_Array_\(count)")
        let bases = try makeTuple([type(.cArray).asRef])
        let namespace = try makeDict()
        let length = try intern("_length_")
        let kind = try intern("_type_")
        try dictSet(namespace.ref, length.ref, number.ref)
        try dictSet(namespace.ref, kind.ref, item)
        let made = try call(type(.cArrayMeta).asRef, [name.ref, bases.ref, namespace.ref])
        let weak = try call(type(BuiltinType.weakReference).asRef, made.ref)
        try dictSet(cache, key.ref, weak.ref)
        return made
    }

    fileprivate func newArrayType(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let result = try makeClass(meta, arguments, keywords)
        let length = try arrayLength(result.ref)
        guard let item = try optionalAttribute(result.ref, "_type_") else {
            throw raise(.attributeError, "class must define a '_type_' attribute")
        }
        guard let itemStorage = storage(ofClass: item.ref) else {
            throw raise(.typeError, "_type_ must have storage info")
        }
        let (size, overflows) = itemStorage.pointee.size.multipliedReportingOverflow(by: length)
        if overflows { throw raise(.overflowError, "array too large") }
        let made = try makeStorage()
        let storage = made.ref.fields(StgDictObject.self)
        try setFormat(storage, format(itemStorage))
        try setShape(storage, [length] + shape(itemStorage))
        storage.pointee.size = size
        storage.pointee.align = itemStorage.pointee.align
        storage.pointee.length = length
        storage.pointee.paramfunc = CTypeKind.array.rawValue
        let pointers = StorageFlags.isPointer | StorageFlags.hasPointer
        if itemStorage.pointee.flags & pointers != 0 {
            storage.pointee.flags |= StorageFlags.hasPointer
        }
        itemStorage.pointee.flags |= StorageFlags.isFinal
        let code = itemStorage.pointee.getfunc.character
        storage.pointee.proto = item.take()
        try adopt(made.ref, result.ref.typePointer)
        try addTextAttributes(result.ref.typePointer, made.ref, code)
        return result
    }

    private func arrayLength(_ cls: Ref) throws(Raised) -> Int {
        guard let given = try optionalAttribute(cls, "_length_") else {
            throw raise(.attributeError, "class must define a '_length_' attribute")
        }
        guard given.ref.isInt else {
            throw raise(.typeError, "The '_length_' attribute must be an integer")
        }
        if intCompare(given.ref, smallInt(0)) < 0 {
            throw raise(.valueError, "The '_length_' attribute must not be negative")
        }
        guard let length = given.ref.intValue else {
            throw raise(.overflowError, "The '_length_' attribute is too large")
        }
        return length
    }

    /// `value` and `raw` of arrays of characters.
    private func addTextAttributes(
        _ cls: TypePointer, _ dict: Ref, _ code: UInt8
    ) throws(Raised) {
        if code == UInt8(ascii: "c") {
            for spec in CArrayText.byteAttributes { try addGetSet(spec, cls, dict) }
        } else if code == UInt8(ascii: "u") {
            for spec in CArrayText.wideAttributes { try addGetSet(spec, cls, dict) }
        }
        typeModified(cls)
    }

    // MARK: Items

    /// The type of the items, its description, and where one is.
    private func cArrayPlace(
        _ object: Ref, _ index: Int
    ) throws(Raised) -> (type: Ref, size: Int, memory: CMemory) {
        guard index >= 0, index < object.cdata.pointee.b_length else {
            throw raise(.indexError, "invalid index")
        }
        guard let proto = storage(of: object)?.pointee.proto,
            let item = storage(ofClass: Ref(proto))
        else { throw raise(.typeError, "abstract class") }
        let size = item.pointee.size
        return (Ref(proto), size, object.cMemory.advanced(by: index &* size))
    }

    fileprivate func cArrayItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        let (type, size, memory) = try cArrayPlace(object, index)
        return try getCData(type, .none, object, index, size, memory)
    }

    fileprivate func setCArrayItem(_ object: Ref, _ index: Int, _ value: Ref?) throws(Raised) {
        guard let value else {
            throw raise(.typeError, "Array does not support item deletion")
        }
        let (type, size, memory) = try cArrayPlace(object, index)
        try setCData(object, type, .none, value, index, size, memory)
    }

    fileprivate func cArraySubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        if isIndex(key) {
            return try cArrayItem(object, try cArrayIndex(object, key))
        }
        guard key.isExactly(.slice) else { throw raise(.typeError, "indices must be integers") }
        let range = try cArrayRange(object, key)
        let list = try makeList()
        for number in 0..<range.count {
            let item = try cArrayItem(object, range[number])
            try listAppend(list.ref, item.ref)
        }
        return try joinCharacters(object, list.ref)
    }

    private func cArrayRange(_ object: Ref, _ slice: Ref) throws(Raised) -> SliceRange {
        let (start, stop, step) = try unpackSlice(slice)
        return adjustSlice(start, stop, step, length: object.cdata.pointee.b_length)
    }

    private func cArrayIndex(_ object: Ref, _ key: Ref) throws(Raised) -> Int {
        let index = try indexValue(key, overflow: .indexError)
        return index < 0 ? index &+ object.cdata.pointee.b_length : index
    }

    /// A part of an array or of what a pointer leads to: bytes or str if it is of characters.
    func joinCharacters(_ object: Ref, _ list: Ref) throws(Raised) -> Owned {
        guard let proto = storage(of: object)?.pointee.proto,
            let item = storage(ofClass: Ref(proto))
        else { return list.owned() }
        switch item.pointee.getfunc.character {
        case UInt8(ascii: "c"): return try callMethod(emptyBytes, name(.join), list)
        case UInt8(ascii: "u"): return try strJoin(emptyString, list)
        default: return list.owned()
        }
    }

    fileprivate func setCArraySubscript(
        _ object: Ref, _ key: Ref, _ value: Ref?
    ) throws(Raised) {
        guard let value else {
            throw raise(.typeError, "Array does not support item deletion")
        }
        if isIndex(key) {
            return try setCArrayItem(object, try cArrayIndex(object, key), value)
        }
        guard key.isExactly(.slice) else { throw raise(.typeError, "indices must be integer") }
        let range = try cArrayRange(object, key)
        if try length(value) != range.count {
            throw raise(.valueError, "Can only assign sequence of same size")
        }
        for number in 0..<range.count {
            let index = try makeInt(number)
            let item = try getItem(value, index.ref)
            try setCArrayItem(object, range[number], item.ref)
        }
    }
}

/// `value` and `raw` of arrays of characters.
enum CArrayText {
    static var byteAttributes: [GetSetSpec] {
        [
            GetSetSpec(
                "raw",
                { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        let size = object.cdata.pointee.b_size
                        return try interpreter.makeBytes(
                            try interpreter.readBytes(object.cMemory, size))
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, object throws(Raised) in
                        try interpreter.setRawText(object, value.map { Ref($0) })
                    }
                }),
            GetSetSpec(
                "value",
                { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        let size = object.cdata.pointee.b_size
                        return try interpreter.makeBytes(
                            try interpreter.readText(object.cMemory, limit: size))
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, object throws(Raised) in
                        try interpreter.setTextValue(object, value.map { Ref($0) })
                    }
                }),
        ]
    }

    static var wideAttributes: [GetSetSpec] {
        [
            GetSetSpec(
                "value",
                { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.readWideText(
                            object.cMemory, limit: object.cdata.pointee.b_size / 4)
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, object throws(Raised) in
                        try interpreter.setWideValue(object, value.map { Ref($0) })
                    }
                })
        ]
    }
}

extension Interpreter {
    fileprivate func setRawText(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.attributeError, "cannot delete attribute") }
        let bytes = try bytesLike(value)
        if bytes.count > object.cdata.pointee.b_size {
            throw raise(.valueError, "byte string too long")
        }
        try writeBytes(object.cMemory, Array(bytes))
    }

    fileprivate func setTextValue(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.typeError, "can't delete attribute") }
        guard value.isBytes else {
            throw raise(
                .typeError, "bytes expected instead of \(typeName(value.type)) instance")
        }
        var bytes = Array(value.bytesBuffer)
        let size = object.cdata.pointee.b_size
        if bytes.count > size { throw raise(.valueError, "byte string too long") }
        if bytes.count < size { bytes.append(0) }
        try writeBytes(object.cMemory, bytes)
    }

    fileprivate func setWideValue(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.typeError, "can't delete attribute") }
        guard value.isStr else {
            throw raise(
                .typeError,
                "unicode string expected instead of \(typeName(value.type)) instance")
        }
        let room = object.cdata.pointee.b_size / 4
        if value.strCount > room { throw raise(.valueError, "string too long") }
        try writeWide(object.cMemory, value, terminated: value.strCount < room)
    }
}
