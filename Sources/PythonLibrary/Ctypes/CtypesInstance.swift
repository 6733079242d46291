import PythonRuntime

/// What all C data have in common (`PyCData_Type` in `Modules/_ctypes/_ctypes.c`): where the value is, what it keeps alive,
/// pickling and lending the memory.
enum CDataType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes._CData", basicSize: MemoryLayout<PyCDataObject>.size,
            flags: TypeFlags.baseType | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__ctypes_from_outparam__", .noArguments) { object, _, _, _ in
                    withSelf(object) { _, object throws(Raised) in object.owned() }
                },
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try interpreter.reduceCData(object)
                    }
                },
                MethodSpec("__setstate__", .varArguments) { object, arguments, count, names in
                    nativeMethod(object, arguments, count, names) {
                        interpreter, object, arguments throws(Raised) in
                        try interpreter.restoreCData(object, arguments)
                        return interpreter.none.owned()
                    }
                },
            ],
            members: [
                MemberSpec("_b_base_", .object, offset: PyCDataObject.baseOffset),
                MemberSpec("_b_needsfree_", .int32, offset: PyCDataObject.needsFreeOffset),
                MemberSpec("_objects", .object, offset: PyCDataObject.objectsOffset),
            ]
        ) { block in
            block.pointee.type.tp_hash = { raw in
                _ = Interpreter(containing: raw).raise(.typeError, "unhashable type")
                return -1
            }
            setMemorySlots(block)
            setBufferSlots(block)
        }
    }

    /// Own slots of each type under it, since none of them is collected: their classes are.
    static func setMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            if Ref(raw).typeHas(TypeFlags.haveGC) { interpreter.untrack(raw) }
            interpreter.clearCData(Ref(raw))
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let status = visitReference(Ref(raw).cdata.pointee.b_objects, visit, argument)
            if status != 0 { return status }
            return visitReference(Ref(raw).cdata.pointee.b_base, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            Interpreter(containing: raw).clearCData(Ref(raw))
            return 0
        }
    }

    static func setBufferSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.buffer.bf_getbuffer = { raw, place, flags in
            slotStatus { () throws(Raised) in
                try Interpreter(containing: raw).lendCData(Ref(raw), place, flags)
                return 0
            }
        }
        block.pointee.buffer.bf_releasebuffer = { raw, place in
            let view = place.assumingMemoryBound(to: Py_buffer.self)
            if let copy = view.pointee.internal { Interpreter(containing: raw).freeBlock(copy) }
            view.pointee.internal = nil
        }
    }
}

extension Interpreter {
    // MARK: Making

    /// A new instance with memory of its own, zeroed (`GenericPyCData_new`).
    func newCData(_ type: TypePointer) throws(Raised) -> Owned {
        let storage = try needStorage(type)
        storage.pointee.flags |= StorageFlags.isFinal
        let object = try allocateInstance(type)
        object.ref.cdata.pointee.b_length = storage.pointee.length
        try giveMemory(object.ref, storage.pointee.size)
        return object
    }

    private func giveMemory(_ object: Ref, _ size: Int) throws(Raised) {
        let fields = object.cdata
        if size <= PyCDataObject.inlineSize {
            fields.pointee.b_ptr = UInt(bitPattern: object.raw + PyCDataObject.valueOffset)
        } else {
            guard let block = allocateBlock(size) else { throw raiseMemoryError() }
            block.initializeMemory(as: UInt8.self, repeating: 0, count: size)
            fields.pointee.b_ptr = UInt(bitPattern: block)
        }
        fields.pointee.b_needsfree = 1
        fields.pointee.b_size = size
    }

    /// An instance over memory of something else (`PyCData_AtAddress`).
    func cData(
        _ type: TypePointer, at place: MemoryPlace, isForeign: Bool = true
    ) throws(Raised) -> Owned {
        let storage = try needStorage(type)
        storage.pointee.flags |= StorageFlags.isFinal
        let object = try allocateInstance(type)
        let fields = object.ref.cdata
        fields.pointee.b_ptr = place
        fields.pointee.isForeign = isForeign ? 1 : 0
        fields.pointee.b_length = storage.pointee.length
        fields.pointee.b_size = storage.pointee.size
        return object
    }

    /// An instance over a part of another's memory (`PyCData_FromBaseObj`).
    func cData(
        _ type: TypePointer, partOf base: Ref, index: Int, _ memory: CMemory
    ) throws(Raised) -> Owned {
        let object = try cData(type, at: memory.place, isForeign: memory.isPlain != true)
        object.ref.cdata.pointee.b_base = base.owned().take()
        object.ref.cdata.pointee.b_index = index
        return object
    }

    /// An instance with a copy of a value.
    func cData(_ type: TypePointer, copying memory: CMemory) throws(Raised) -> Owned {
        let object = try newCData(type)
        let size = object.ref.cdata.pointee.b_size
        try writeBytes(object.ref.cMemory, try readBytes(memory, size))
        return object
    }

    func clearCData(_ object: Ref) {
        let fields = object.cdata
        object.drop(PyCDataObject.objectsOffset)
        if fields.pointee.b_needsfree != 0 {
            let inside = UInt(bitPattern: object.raw + PyCDataObject.valueOffset)
            // What was written over the fields decides nothing: only blocks are freed.
            if fields.pointee.b_ptr != inside, isAccessible(fields.pointee.b_ptr, 1),
                let block = UnsafeMutableRawPointer(bitPattern: fields.pointee.b_ptr)
            {
                freeBlock(block)
            }
        }
        fields.pointee.b_needsfree = 0
        fields.pointee.b_ptr = 0
        object.drop(PyCDataObject.baseOffset)
    }

    /// Changes the bytes an instance has; never less than its type needs.
    func resizeCData(_ object: Ref, _ size: Int) throws(Raised) {
        guard let storage = storage(of: object) else {
            throw raise(.typeError, "excepted ctypes instance")
        }
        if size < storage.pointee.size {
            throw raise(.valueError, "minimum size is \(storage.pointee.size)")
        }
        let fields = object.cdata
        guard fields.pointee.b_needsfree != 0 else {
            throw raise(
                .valueError, "Memory cannot be resized because this object doesn't own it")
        }
        let inside = object.raw + PyCDataObject.valueOffset
        let isInside = fields.pointee.b_ptr == UInt(bitPattern: inside)
        if size > PyCDataObject.inlineSize || !isInside {
            let block: UnsafeMutableRawPointer?
            if isInside {
                block = allocateBlock(size)
                block?.copyMemory(from: inside, byteCount: min(size, PyCDataObject.inlineSize))
            } else {
                block = UnsafeMutableRawPointer(bitPattern: fields.pointee.b_ptr)
                    .flatMap { reallocateBlock($0, to: size) }
            }
            guard let block else { throw raiseMemoryError() }
            fields.pointee.b_ptr = UInt(bitPattern: block)
        }
        fields.pointee.b_size = size
    }

    // MARK: What is kept alive

    /// The instance that owns the memory an instance is a part of; it has a dict of what it keeps.
    func container(of object: Ref) throws(Raised) -> Ref {
        var object = object
        while let base = object.cdata.pointee.b_base { object = Ref(base) }
        if object.cdata.pointee.b_objects == nil {
            let made =
                object.cdata.pointee.b_length != 0 ? try makeDict() : none.owned()
            object.hold(PyCDataObject.objectsOffset, made)
        }
        return object
    }

    func keptObjects(_ object: Ref) throws(Raised) -> Owned {
        let container = try container(of: object)
        return (container.cdata.pointee.b_objects.map { Ref($0) } ?? none).owned()
    }

    /// Keeps an object alive for a place of an instance (`KeepRef`).
    func keep(_ object: Ref, _ index: Int, _ value: Ref) throws(Raised) {
        if value.isNone { return }
        let container = try container(of: object)
        guard let objects = container.cdata.pointee.b_objects, Ref(objects).isExactly(.dict) else {
            return container.hold(PyCDataObject.objectsOffset, value.owned())
        }
        var name = hexadecimal(index)
        var current = object
        while let base = current.cdata.pointee.b_base {
            name += ":" + hexadecimal(current.cdata.pointee.b_index)
            current = Ref(base)
        }
        let key = try makeString(name)
        try dictSet(Ref(objects), key.ref, value)
    }

    private func hexadecimal(_ index: Int) -> String {
        String(UInt32(truncatingIfNeeded: index), radix: 16)
    }

    // MARK: Values in the memory of an instance

    /// The value at a place of an instance (`PyCData_get`).
    func getCData(
        _ type: Ref, _ code: CTypeCode, _ source: Ref, _ index: Int, _ size: Int, _ memory: CMemory
    ) throws(Raised) -> Owned {
        if !code.isNone { return try getCValue(code, memory, size) }
        let cls = type.typePointer
        let storage = try needStorage(cls)
        if !storage.pointee.getfunc.isNone, !isDerivedSimple(cls) {
            return try getCValue(storage.pointee.getfunc, memory, size)
        }
        return try cData(cls, partOf: source, index: index, memory)
    }

    /// Sets the value at a place of an instance, which then keeps what the value needs.
    func setCData(
        _ target: Ref, _ type: Ref, _ code: CTypeCode, _ value: Ref, _ index: Int, _ size: Int,
        _ memory: CMemory
    ) throws(Raised) {
        let kept = try putCData(type.typePointer, code, value, size, memory)
        try keep(target, index, kept.ref)
    }

    private func putCData(
        _ type: TypePointer, _ code: CTypeCode, _ value: Ref, _ size: Int, _ memory: CMemory
    ) throws(Raised) -> Owned {
        if !code.isNone { return try setCValue(code, memory, value, size) }
        let isPointer = isInstance(type.asRef, .cPointerMeta)
        guard isCData(value) else {
            if let storage = storage(type), !storage.pointee.setfunc.isNone {
                return try setCValue(storage.pointee.setfunc, memory, value, size)
            }
            if value.isTuple { return try putNew(type, code, value, size, memory) }
            if isPointer, value.isNone {
                try store(memory, UInt64(0))
                return none.owned()
            }
            throw raise(
                .typeError, "expected \(typeName(type)) instance, got \(typeName(value.type))")
        }
        if try isInstance(value, of: type.asRef) {
            try writeBytes(memory, try readBytes(value.cMemory, size))
            return try keptObjects(value)
        }
        guard isPointer, isCArray(value) else { throw incompatible(value, type) }
        guard let item = storage(of: value), let target = storage(type),
            item.pointee.proto == target.pointee.proto
        else { throw incompatible(value, type) }
        try storePointer(memory, value.cdata.pointee.b_ptr)
        // The array itself is what the pointer needs, besides what the array keeps.
        let kept = try keptObjects(value)
        return try makeTuple(kept.ref, value)
    }

    private func incompatible(_ value: Ref, _ type: TypePointer) -> Raised {
        raise(
            .typeError,
            "incompatible types, \(typeName(value.type)) instance instead of \(typeName(type)) instance"
        )
    }

    /// Sets what the type makes of a tuple.
    private func putNew(
        _ type: TypePointer, _ code: CTypeCode, _ value: Ref, _ size: Int, _ memory: CMemory
    ) throws(Raised) -> Owned {
        let made: Owned
        do throws(Raised) {
            made = try call(type.asRef, tuple: value, keywords: nil)
        } catch {
            throw extendError("(\(typeName(type))) ", as: self.type(BuiltinType.runtimeError))
        }
        return try putCData(type, code, made.ref, size, memory)
    }

    // MARK: Pickling

    fileprivate func reduceCData(_ object: Ref) throws(Raised) -> Owned {
        let flags = storage(of: object)?.pointee.flags ?? 0
        if flags & (StorageFlags.isPointer | StorageFlags.hasPointer) != 0 {
            throw raise(.valueError, "ctypes objects containing pointers cannot be pickled")
        }
        let module = try importModule("_ctypes")
        let function = try namedAttribute(module.ref, "_unpickle")
        let dict = try namedAttribute(object, "__dict__")
        let bytes = try makeBytes(try readBytes(object.cMemory, object.cdata.pointee.b_size))
        let state = try makeTuple(dict.ref, bytes.ref)
        let arguments = try makeTuple(object.type.asRef, state.ref)
        return try makeTuple(function.ref, arguments.ref)
    }

    fileprivate func restoreCData(_ object: Ref, _ arguments: Arguments) throws(Raised) {
        try checkArguments("__setstate__", arguments.count, 2, 2)
        guard arguments[0].isDict else {
            throw raise(
                .typeError,
                "argument 1 must be dict, not \(typeName(arguments[0].type, limit: 50))")
        }
        let bytes = try bytesLike(arguments[1])
        let count = min(bytes.count, object.cdata.pointee.b_size)
        try writeBytes(object.cMemory, Array(bytes[..<count]))
        let dict = try namedAttribute(object, "__dict__")
        guard dict.ref.isDict else {
            throw raise(
                .typeError,
                "\(typeName(object.type)).__dict__ must be a dictionary, not \(typeName(dict.ref.type))"
            )
        }
        try dictUpdate(dict.ref, arguments[0])
    }

    // MARK: Lending memory

    /// Fills in a view. Memory that isn't ctypes' own is lent as a copy that can't be written, since there what is
    /// read and written goes through a translation.
    fileprivate func lendCData(
        _ object: Ref, _ place: UnsafeMutableRawPointer, _ flags: Int32
    ) throws(Raised) {
        let fields = object.cdata.pointee
        guard let storage = storage(of: object) else { throw raise(.typeError, "abstract class") }
        var item = storage
        while let proto = item.pointee.proto, item.pointee.paramfunc == CTypeKind.array.rawValue,
            let next = self.storage(ofClass: Ref(proto))
        {
            item = next
        }
        var start = UnsafeMutableRawPointer(bitPattern: fields.b_ptr)
        let isOwn = object.cMemory.isPlain == true
        var copy: UnsafeMutableRawPointer?
        if !isOwn || !isAccessible(fields.b_ptr, max(fields.b_size, 0)) {
            if flags & BufferFlags.writable != 0 {
                throw raise(.bufferError, "memory at a bare address can't be lent for writing")
            }
            guard let block = allocateBlock(max(fields.b_size, 1)) else { throw raiseMemoryError() }
            copy = block
            start = block
            do throws(Raised) {
                try read(object.cMemory, fields.b_size, into: block)
            } catch {
                freeBlock(block)
                throw error
            }
        }
        let view = place.assumingMemoryBound(to: Py_buffer.self)
        object.incref()
        view.pointee.obj = object.raw
        view.pointee.buf = start
        view.pointee.len = fields.b_size
        view.pointee.readonly = copy == nil ? 0 : 1
        view.pointee.itemsize = item.pointee.size
        view.pointee.format = UnsafePointer(storage.pointee.format)
        view.pointee.ndim = Int32(truncatingIfNeeded: storage.pointee.ndim)
        view.pointee.shape = storage.pointee.shape
        view.pointee.strides = nil
        view.pointee.suboffsets = nil
        view.pointee.internal = copy
    }
}
