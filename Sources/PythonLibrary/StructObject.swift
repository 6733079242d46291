import PythonRuntime

/// A `struct.Struct` (`Modules/_struct.c`), 56 bytes behind a GC head; its items are a block of their own.
struct PyStructObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// Bytes; −1 before `__init__`.
    var s_size: Int
    /// Values.
    var s_len: Int
    /// Ended by one whose code is 0.
    var s_codes: UnsafeMutablePointer<StructItem>?
    /// The format as bytes.
    var s_format: RawObject?
    var weakreflist: RawObject?
}

extension Ref {
    var structure: UnsafeMutablePointer<PyStructObject> { fields(PyStructObject.self) }
}

extension Interpreter {
    func newStruct(_ type: TypePointer) throws(Raised) -> Owned {
        let object = try allocateInstance(type)
        object.ref.structure.pointee.s_size = -1
        object.ref.structure.pointee.s_len = -1
        return object
    }

    /// A struct of a format, from the cache of the module or new (`cache_struct_converter`).
    func structure(_ format: Ref, cache: Ref) throws(Raised) -> Owned {
        if let known = try dictGet(cache, format) { return known.owned() }
        let object = try newStruct(type(.structure))
        try initializeStruct(object.ref, format)
        // As many as CPython keeps; then it begins anew.
        if cache.dictCount >= 100 { dictClear(cache) }
        try dictSet(cache, format, object.ref)
        return object
    }

    /// `Struct.__init__`.
    func initializeStruct(_ object: Ref, _ format: Ref) throws(Raised) {
        let bytes: Owned
        if format.isStr {
            bytes = try encode(format, encoding: "ascii", errors: "strict")
        } else {
            bytes = format.owned()
        }
        guard bytes.ref.isBytes else {
            throw raise(
                .typeError,
                "Struct() argument 1 must be a str or bytes object, not \(typeName(bytes.ref.type))"
            )
        }
        let fields = object.structure
        let previous = fields.pointee.s_format
        fields.pointee.s_format = bytes.ref.owned().take()
        if let previous { Ref(previous).decref() }
        if bytes.ref.bytesBuffer.contains(0) {
            throw raise(.structError, "embedded null character")
        }
        let read: StructFormat
        do throws(StructFormat.Failure) {
            read = try StructFormat(bytes.ref.bytesBuffer)
        } catch {
            throw raise(.structError, error.message)
        }
        let room = (read.items.count + 1) * MemoryLayout<StructItem>.stride
        guard let block = allocateBlock(room) else { throw raiseMemoryError() }
        let codes = block.assumingMemoryBound(to: StructItem.self)
        for (index, item) in read.items.enumerated() { codes[index] = item }
        codes[read.items.count] = StructItem(code: 0, offset: 0, size: 0, repeatCount: 0)
        if let old = fields.pointee.s_codes { freeBlock(UnsafeMutableRawPointer(old)) }
        fields.pointee.s_codes = codes
        fields.pointee.s_size = read.size
        fields.pointee.s_len = read.count
    }

    func deallocateStruct(_ raw: RawObject) {
        untrack(raw)
        clearWeakReferences(to: Ref(raw))
        let fields = Ref(raw).structure
        if let codes = fields.pointee.s_codes { freeBlock(UnsafeMutableRawPointer(codes)) }
        fields.pointee.s_codes = nil
        releaseFields(Ref(raw), 40...40)
        freeInstance(raw)
    }

    /// Refuses a struct that was never initialized.
    func checkReady(_ object: Ref) throws(Raised) {
        if object.structure.pointee.s_codes == nil {
            throw raise(.runtimeError, "Struct object is not initialized")
        }
    }

    /// A tuple of the values at a place, where there are enough bytes (`s_unpack_internal`).
    func unpackStruct(
        _ object: Ref, _ place: UnsafePointer<UInt8>
    ) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: object.structure.pointee.s_len)
        guard var item = object.structure.pointee.s_codes else { return tuple }
        var number = 0
        while item.pointee.code != 0 {
            for index in 0..<item.pointee.repeatCount {
                let offset = item.pointee.offset + index * item.pointee.size
                tuple.ref.tupleItems[number] =
                    try unpackStructItem(item.pointee, place + offset).take()
                number += 1
            }
            item += 1
        }
        return tuple
    }

    /// Writes values to a place where there is room (`s_pack_internal`).
    func packStruct(
        _ object: Ref, _ arguments: Arguments, from first: Int,
        _ place: UnsafeMutablePointer<UInt8>
    ) throws(Raised) {
        place.update(repeating: 0, count: object.structure.pointee.s_size)
        guard var item = object.structure.pointee.s_codes else { return }
        var number = first
        while item.pointee.code != 0 {
            for index in 0..<item.pointee.repeatCount {
                let offset = item.pointee.offset + index * item.pointee.size
                try packStructItem(arguments[number], item.pointee, place + offset)
                number += 1
            }
            item += 1
        }
    }
}
