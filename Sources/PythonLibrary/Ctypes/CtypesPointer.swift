import PythonRuntime

/// Pointers and their metaclass (`PyCPointerType_Type`, `PyCPointer_Type` in `Modules/_ctypes/_ctypes.c`).
enum CPointerType {
    static func metaSpec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.PyCPointerType", base: .type, basicSize: 0,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: CTypeMethods.methods { cls, arguments, _, _ in
                nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
                    try interpreter.pointerTypeParameter(cls, arguments[0])
                }
            } + [
                MethodSpec("set_type", .oneArgument) { cls, arguments, _, _ in
                    nativeMethod(cls, arguments, 1, nil) {
                        interpreter, cls, arguments throws(Raised) in
                        let storage = try interpreter.needStorage(cls.typePointer)
                        try interpreter.setTarget(storage, arguments[0])
                        let name = try interpreter.intern("_type_")
                        try interpreter.dictSet(
                            Ref(RawObject(storage)), name.ref, arguments[0])
                        interpreter.typeModified(cls.typePointer)
                        return interpreter.none.owned()
                    }
                }
            ]
        ) { block in
            CTypeMethods.setSlots(block)
            block.pointee.type.tp_new = { meta, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: meta).newPointerType(meta, arguments, keywords)
                }
            }
        }
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes._Pointer", basicSize: MemoryLayout<PyCDataObject>.size,
            flags: TypeFlags.baseType,
            getSets: [
                GetSetSpec(
                    "contents",
                    { raw, _ in
                        withObject(raw) { interpreter, object throws(Raised) in
                            try interpreter.pointerContents(object)
                        }
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            try interpreter.setPointerContents(object, value.map { Ref($0) })
                        }
                    })
            ]
        ) { block in
            CDataType.setBufferSlots(block)
            CDataType.setMemorySlots(block)
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let cls = type.assumingMemoryBound(to: PyTypeObject.self)
                    guard interpreter.storage(cls)?.pointee.proto != nil else {
                        throw interpreter.raise(
                            .typeError, "Cannot create instance: has no _type_")
                    }
                    return try interpreter.newCData(cls)
                }
            }
            block.pointee.type.tp_init = { raw, arguments, _ in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    let given = Ref(arguments)
                    try interpreter.checkArguments("POINTER", given.itemCount, 0, 1)
                    guard given.itemCount == 1 else { return }
                    try interpreter.setPointerContents(object, given.tupleItem(0))
                }
            }
            block.pointee.number.nb_bool = { raw in
                truthSlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.loadPointer(object.cMemory) != 0
                }
            }
            setItemSlots(block)
        }
    }

    private static func setItemSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.pointerItem(object, index)
            }
        }
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            statusSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.setPointerItem(object, index, value.map { Ref($0) })
            }
        }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.pointerSubscript(object, key)
            }
        }
    }
}

extension Interpreter {
    // MARK: Making types

    fileprivate func newPointerType(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let made = try makeStorage()
        let storage = made.ref.fields(StgDictObject.self)
        storage.pointee.size = 8
        storage.pointee.align = 8
        storage.pointee.ffi_size = 8
        storage.pointee.length = 1
        storage.pointee.paramfunc = CTypeKind.pointer.rawValue
        storage.pointee.flags |= StorageFlags.isPointer
        let name = try intern("_type_")
        let namespace = Ref(arguments).itemCount == 3 ? Ref(arguments).tupleItem(2) : none
        if namespace.isDict, let target = dictGet(namespace, str: name.ref) {
            try setTarget(storage, target)
            if let item = self.storage(ofClass: target) {
                try setFormat(storage, "&" + shapedFormat(item))
            }
        }
        let result = try makeClass(meta, arguments, keywords)
        try adopt(made.ref, result.ref.typePointer)
        return result
    }

    fileprivate func setTarget(_ storage: StoragePointer, _ target: Ref) throws(Raised) {
        guard target.isType else { throw raise(.typeError, "_type_ must be a type") }
        guard self.storage(target.typePointer) != nil else {
            throw raise(.typeError, "_type_ must have storage info")
        }
        let old = storage.pointee.proto
        storage.pointee.proto = target.owned().take()
        if let old { Ref(old).decref() }
    }

    /// `POINTER(type)`: the same type each time.
    func cPointerType(to target: Ref) throws(Raised) -> Owned {
        let cache = ctypesState.held(CtypesState.pointerCache) ?? none
        if let found = try dictGet(cache, target) { return found.owned() }
        let bases = try makeTuple([type(.cPointer).asRef])
        let namespace = try makeDict()
        if target.isStr {
            let name = try makeString("LP_" + target.text)
            let made = try call(type(.cPointerMeta).asRef, [name.ref, bases.ref, namespace.ref])
            let address = AddressSpace.simulatedAddress(of: made.raw)
            let key = try makeInt(unsigned: UInt(address))
            try dictSet(cache, key.ref, made.ref)
            return made
        }
        guard target.isType else { throw raise(.typeError, "must be a ctypes type") }
        let name = try makeString("LP_" + typeName(target.typePointer))
        let kind = try intern("_type_")
        try dictSet(namespace.ref, kind.ref, target)
        let made = try call(type(.cPointerMeta).asRef, [name.ref, bases.ref, namespace.ref])
        try dictSet(cache, target, made.ref)
        return made
    }

    /// `pointer(object)`.
    func makeCPointer(to object: Ref) throws(Raised) -> Owned {
        let type = try cPointerType(to: object.type.asRef)
        return try call(type.ref, object)
    }

    fileprivate func pointerTypeParameter(_ cls: Ref, _ value: Ref) throws(Raised) -> Owned {
        if value.isNone { return none.owned() }
        guard let target = storage(cls.typePointer)?.pointee.proto else {
            throw raise(.typeError, "abstract class")
        }
        if try isInstance(value, of: Ref(target)) { return try reference(to: value) }
        if isCPointer(value) || isCArray(value), let proto = storage(of: value)?.pointee.proto,
            try isSubclass(Ref(proto), of: Ref(target))
        {
            return value.owned()
        }
        return try parameter(cls, value)
    }

    // MARK: What a pointer leads to

    private func pointerTarget(
        _ object: Ref
    ) throws(Raised) -> (type: Ref, size: Int, memory: CMemory) {
        let place = try loadPointer(object.cMemory)
        guard place != 0 else { throw raise(.valueError, "NULL pointer access") }
        guard let proto = storage(of: object)?.pointee.proto,
            let target = storage(ofClass: Ref(proto))
        else { throw raise(.typeError, "abstract class") }
        return (Ref(proto), target.pointee.size, CMemory(place))
    }

    fileprivate func pointerContents(_ object: Ref) throws(Raised) -> Owned {
        let (type, _, memory) = try pointerTarget(object)
        return try cData(type.typePointer, partOf: object, index: 0, memory)
    }

    fileprivate func setPointerContents(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else {
            throw raise(.typeError, "Pointer does not support item deletion")
        }
        guard let proto = storage(of: object)?.pointee.proto else {
            throw raise(.typeError, "abstract class")
        }
        guard isCData(value) else {
            throw raise(
                .typeError,
                "expected \(typeName(Ref(proto).typePointer)) instead of \(typeName(value.type))")
        }
        try storePointer(object.cMemory, value.cdata.pointee.b_ptr)
        try keep(object, 1, value)
        let kept = try keptObjects(value)
        try keep(object, 0, kept.ref)
    }

    fileprivate func pointerItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        let (type, size, memory) = try pointerTarget(object)
        return try getCData(
            type, .none, object, index, size, memory.advanced(by: index &* size))
    }

    fileprivate func setPointerItem(_ object: Ref, _ index: Int, _ value: Ref?) throws(Raised) {
        guard let value else {
            throw raise(.typeError, "Pointer does not support item deletion")
        }
        let (type, size, memory) = try pointerTarget(object)
        try setCData(
            object, type, .none, value, index, size, memory.advanced(by: index &* size))
    }

    fileprivate func pointerSubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        if isIndex(key) {
            return try pointerItem(object, try indexValue(key, overflow: .indexError))
        }
        guard key.isExactly(.slice) else {
            throw raise(.typeError, "Pointer indices must be integer")
        }
        let list = try makeList()
        let (start, stop, step) = try pointerRange(key)
        var index = start
        while step < 0 ? index > stop : index < stop {
            let item = try pointerItem(object, index)
            try listAppend(list.ref, item.ref)
            index = index &+ step
        }
        return try joinCharacters(object, list.ref)
    }

    /// A slice of something without an end.
    private func pointerRange(_ slice: Ref) throws(Raised) -> (Int, Int, Int) {
        let fields = slice.fields(PySliceObject.self).pointee
        func number(_ raw: RawObject) throws(Raised) -> Int? {
            Ref(raw).isNone ? nil : try indexValue(Ref(raw), overflow: .valueError)
        }
        let step = try number(fields.step) ?? 1
        if step == 0 { throw raise(.valueError, "slice step cannot be zero") }
        let start = try number(fields.start)
        if start == nil, step < 0 {
            throw raise(.valueError, "slice start is required for step < 0")
        }
        guard let stop = try number(fields.stop) else {
            throw raise(.valueError, "slice stop is required")
        }
        return (start ?? 0, stop, step)
    }
}
