import PythonRuntime

/// Structures, unions and their metaclasses (`PyCStructType_Type`, `Struct_Type` in `Modules/_ctypes/_ctypes.c`).
enum CStructureType {
    static func metaSpec(_ name: StaticString, isUnion: Bool) -> TypeSpec {
        TypeSpec(
            library: name, base: .type, basicSize: 0,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: CTypeMethods.methods(fromParameter: CTypeMethods.fromParameter)
        ) { block in
            CTypeMethods.setSlots(block)
            if isUnion { setUnionSlots(block) } else { setStructureSlots(block) }
        }
    }

    private static func setStructureSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_new = { CStructureType.make($0, $1, $2, isUnion: false) }
        block.pointee.type.tp_setattro = { CStructureType.set($0, $1, $2, isUnion: false) }
    }

    private static func setUnionSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_new = { CStructureType.make($0, $1, $2, isUnion: true) }
        block.pointee.type.tp_setattro = { CStructureType.set($0, $1, $2, isUnion: true) }
    }

    private static func make(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?, isUnion: Bool
    ) -> RawObject? {
        slotResult { () throws(Raised) in
            try Interpreter(containing: meta).newStructureType(
                meta, arguments, keywords, isUnion: isUnion)
        }
    }

    private static func set(
        _ raw: RawObject, _ name: RawObject, _ value: RawObject?, isUnion: Bool
    ) -> Int32 {
        statusSlot(raw) { interpreter, cls throws(Raised) in
            let type = interpreter.type(BuiltinType.type)
            guard let set = type.pointee.tp_setattro, set(raw, name, value) >= 0 else {
                throw Raised()
            }
            guard let value, Ref(name).isStr, Ref(name).text == "_fields_" else { return }
            try interpreter.layOutFields(cls.typePointer, Ref(value), isUnion: isUnion)
        }
    }

    static func spec(_ name: StaticString) -> TypeSpec {
        TypeSpec(
            library: name, basicSize: MemoryLayout<PyCDataObject>.size,
            flags: TypeFlags.baseType
        ) { block in
            CDataType.setBufferSlots(block)
            CDataType.setMemorySlots(block)
            block.pointee.type.tp_new = CSimpleType.newInstance
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.initializeStructure(
                        object, Ref(arguments), keywords.map { Ref($0) })
                }
            }
        }
    }
}

extension Interpreter {
    fileprivate func newStructureType(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?, isUnion: Bool
    ) throws(Raised) -> Owned {
        let result = try makeClass(meta, arguments, keywords)
        let cls = result.ref.typePointer
        guard let dict = cls.pointee.tp_dict else { return result }
        let mark = try intern("_abstract_")
        if dictGet(Ref(dict), str: mark.ref) != nil { return result }
        let made = try makeStorage()
        let storage = made.ref.fields(StgDictObject.self)
        if isUnion { storage.pointee.flags |= StorageFlags.hasUnion }
        try adopt(made.ref, cls)
        try setFormat(storage, "B")
        storage.pointee.paramfunc = CTypeKind.structure.rawValue
        if let fields = try ownAttribute(storage, "_fields_") {
            let kept = fields.owned()
            try setAttribute(result.ref, "_fields_", kept.ref)
        } else if let base = cls.pointee.tp_base, let inherited = self.storage(base) {
            try copyStorage(inherited, to: storage)
            storage.pointee.flags &= ~StorageFlags.isFinal
            inherited.pointee.flags |= StorageFlags.isFinal
        }
        return result
    }

    // MARK: Instances

    fileprivate func initializeStructure(
        _ object: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) {
        if arguments.itemCount > 0 {
            let taken = try setFields(object, object.type, arguments, keywords, 0)
            if taken < arguments.itemCount { throw raise(.typeError, "too many initializers") }
        }
        guard let keywords else { return }
        var position = 0
        while let entry = dictNext(keywords, &position) {
            try setAttribute(object, entry.key, entry.value)
        }
    }

    /// Sets the fields of a class, its bases' first, from positional arguments; how many there are by then.
    private func setFields(
        _ object: Ref, _ cls: TypePointer, _ arguments: Ref, _ keywords: Ref?, _ first: Int
    ) throws(Raised) -> Int {
        var index = first
        if let base = cls.pointee.tp_base, storage(base) != nil {
            index = try setFields(object, base, arguments, keywords, index)
        }
        guard let storage = storage(cls), let own = try ownAttribute(storage, "_fields_") else {
            return index
        }
        let fields = own.owned()
        // As many as were laid out, whatever the attribute has become since.
        let inherited = cls.pointee.tp_base.flatMap { self.storage($0)?.pointee.length } ?? 0
        let count = storage.pointee.length - inherited
        var number = 0
        while number < count, number + index < arguments.itemCount {
            let position = try makeInt(number)
            let pair = try getItem(fields.ref, position.ref)
            let name = try getItem(pair.ref, smallInt(0))
            if let keywords, try dictContains(keywords, name.ref) {
                let shown = try repr(name.ref)
                throw raise(.typeError, "duplicate values for field \(shown.ref.text)")
            }
            try setAttribute(object, name.ref, arguments.tupleItem(number + index))
            number += 1
        }
        return index + count
    }
}
