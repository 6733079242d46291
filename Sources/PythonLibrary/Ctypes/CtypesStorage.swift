import PythonRuntime

/// The dict that C data types have in place of a plain one (`Modules/_ctypes/stgdict.c`), and making types with it.
enum StorageDict {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "StgDict", base: .dict, basicSize: MemoryLayout<StgDictObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.dictSubclass,
            methods: [
                MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let storage = object.fields(StgDictObject.self)
                        let format = storage.pointee.format.map {
                            String(cString: $0).utf8.count + 1
                        }
                        return try interpreter.makeInt(
                            interpreter.ownSize(object) + (format ?? 0)
                                + storage.pointee.ndim * 8)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let storage = Ref(raw).fields(StgDictObject.self)
                if let format = storage.pointee.format { interpreter.freeBlock(format) }
                if let shape = storage.pointee.shape { interpreter.freeBlock(shape) }
                StorageDict.release(Ref(raw))
                interpreter.type(BuiltinType.dict).pointee.tp_dealloc?(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                for offset in StorageDict.referenceOffsets {
                    let status = visitReference(Ref(raw).field(offset).pointee, visit, argument)
                    if status != 0 { return status }
                }
                let dict = Interpreter(containing: raw).type(BuiltinType.dict)
                return dict.pointee.tp_traverse?(raw, visit, argument) ?? 0
            }
            block.pointee.type.tp_clear = { raw in
                StorageDict.release(Ref(raw))
                let dict = Interpreter(containing: raw).type(BuiltinType.dict)
                return dict.pointee.tp_clear?(raw) ?? 0
            }
        }
    }

    private static var referenceOffsets: [Int] {
        [protoOffset] + Array(stride(from: 128, through: 152, by: 8))
    }
    private static var protoOffset: Int { MemoryLayout<StgDictObject>.offset(of: \.proto) ?? 0 }

    private static func release(_ object: Ref) {
        for offset in StorageDict.referenceOffsets { object.drop(offset) }
    }
}

extension Interpreter {
    /// `type.__new__` of a metaclass.
    func makeClass(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        try checked(type(BuiltinType.type).pointee.tp_new?(meta, arguments, keywords))
    }

    func makeStorage() throws(Raised) -> Owned {
        let type = self.type(.storageDict)
        return try checked(type.pointee.tp_new?(RawObject(type), emptyTuple.raw, nil))
    }

    /// Gives a class a dict with a description; from then on it is a C data type.
    func adopt(_ storage: Ref, _ cls: TypePointer) throws(Raised) {
        guard let old = cls.pointee.tp_dict else { return }
        try dictUpdate(storage, Ref(old))
        cls.pointee.tp_dict = storage.owned().take()
        Ref(old).decref()
        typeModified(cls)
    }

    /// Takes over the description of a base, whose dict isn't copied (`PyCStgDict_clone`).
    func copyStorage(_ source: StoragePointer, to target: StoragePointer) throws(Raised) {
        let dict = target.pointee.dict
        target.pointee = source.pointee
        target.pointee.dict = dict
        for held in [
            source.pointee.proto, source.pointee.argtypes, source.pointee.converters,
            source.pointee.restype, source.pointee.checker,
        ] {
            if let held { Ref(held).incref() }
        }
        (target.pointee.format, target.pointee.shape) = (nil, nil)
        if let format = source.pointee.format { try setFormat(target, String(cString: format)) }
        if let shape = source.pointee.shape {
            try setShape(target, (0..<source.pointee.ndim).map { shape[$0] })
        }
    }

    // MARK: Formats

    func setFormat(_ storage: StoragePointer, _ text: String) throws(Raised) {
        let bytes = Array(text.utf8)
        guard let block = allocateBlock(bytes.count + 1) else { throw raiseMemoryError() }
        let start = block.assumingMemoryBound(to: UInt8.self)
        for (index, byte) in bytes.enumerated() { start[index] = byte }
        start[bytes.count] = 0
        if let old = storage.pointee.format { freeBlock(old) }
        storage.pointee.format = start
    }

    func format(_ storage: StoragePointer) -> String {
        storage.pointee.format.map { String(cString: $0) } ?? "B"
    }

    func setShape(_ storage: StoragePointer, _ shape: [Int]) throws(Raised) {
        if let old = storage.pointee.shape { freeBlock(old) }
        storage.pointee.shape = nil
        storage.pointee.ndim = shape.count
        guard !shape.isEmpty else { return }
        guard let block = allocateBlock(8 * shape.count) else { throw raiseMemoryError() }
        let start = block.assumingMemoryBound(to: Int.self)
        for (index, count) in shape.enumerated() { start[index] = count }
        storage.pointee.shape = start
    }

    func shape(_ storage: StoragePointer) -> [Int] {
        guard let shape = storage.pointee.shape else { return [] }
        return (0..<storage.pointee.ndim).map { shape[$0] }
    }

    /// A format with the dimensions of its items in front: `(2,3)<i`.
    func shapedFormat(_ storage: StoragePointer) -> String {
        let shape = self.shape(storage)
        guard !shape.isEmpty else { return format(storage) }
        return "(" + shape.map(String.init).joined(separator: ",") + ")" + format(storage)
    }

    // MARK: Attributes

    /// An attribute of a class, or nil.
    func optionalAttribute(_ object: Ref, _ name: String) throws(Raised) -> Owned? {
        let key = try intern(name)
        guard let raw = try lookupAttribute(object, key.ref) else { return nil }
        return Owned(stealing: raw)
    }

    /// A class's own attribute, without its bases'.
    func ownAttribute(_ storage: StoragePointer, _ name: String) throws(Raised) -> Ref? {
        let key = try intern(name)
        return dictGet(Ref(RawObject(storage)), str: key.ref)
    }

    func setAttribute(_ object: Ref, _ name: String, _ value: Ref) throws(Raised) {
        let key = try intern(name)
        try setAttribute(object, key.ref, value)
    }

    func setField(_ place: UnsafeMutablePointer<RawObject?>, _ value: Ref?) {
        let old = place.pointee
        place.pointee = value.map { $0.owned().take() }
        if let old { Ref(old).decref() }
    }

    /// Raises a type or an exception's class with a text in front of the current exception's, as ctypes words it.
    func extendError(_ prefix: String, as cls: TypePointer) -> Raised {
        guard let raw = takeException() else { return Raised() }
        let current = Owned(stealing: raw)
        do throws(Raised) {
            let text = try str(current.ref)
            let message = try makeString(
                "\(prefix)\(shortTypeName(current.ref.type)): \(text.text)")
            let arguments = try makeTuple([message.ref])
            return raise(instance: try makeException(cls, arguments.ref))
        } catch { return error }
    }
}
