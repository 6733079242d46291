import PythonRuntime

/// Function pointers and their metaclass (`PyCFuncPtrType_Type`, `PyCFuncPtr_Type` in `Modules/_ctypes/_ctypes.c`).
///
/// The host's functions can't be called. What a pointer may lead to are functions that are written here under an
/// address (`LibraryFunctions`) and callbacks, which are Python callables behind a pointer.
enum CFunctionType {
    static func metaSpec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.PyCFuncPtrType", base: .type, basicSize: 0,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: CTypeMethods.methods(fromParameter: CTypeMethods.fromParameter)
        ) { block in
            CTypeMethods.setSlots(block)
            block.pointee.type.tp_new = { meta, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: meta).newFunctionType(meta, arguments, keywords)
                }
            }
        }
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.CFuncPtr", basicSize: MemoryLayout<PyCFuncPtrObject>.size,
            flags: TypeFlags.baseType,
            getSets: [
                GetSetSpec(
                    "errcheck",
                    { raw, _ in
                        CFunctionType.read(
                            raw, CFunctionType.errcheckOffset, \.checker, isErrcheck: true)
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            try interpreter.setErrorCheck(object, value.map { Ref($0) })
                        }
                    }),
                GetSetSpec(
                    "restype",
                    { raw, _ in
                        CFunctionType.read(
                            raw, CFunctionType.restypeOffset, \.restype, isErrcheck: false)
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            try interpreter.setResultType(object, value.map { Ref($0) })
                        }
                    }),
                GetSetSpec(
                    "argtypes",
                    { raw, _ in
                        CFunctionType.read(
                            raw, CFunctionType.argtypesOffset, \.argtypes, isErrcheck: false)
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            try interpreter.setArgumentTypes(object, value.map { Ref($0) })
                        }
                    }),
            ]
        ) { block in
            CDataType.setBufferSlots(block)
            setMemorySlots(block)
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newFunctionPointer(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments))
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let name = interpreter.shortTypeName(object.type)
                    return try interpreter.makeString(
                        "<\(name) object at \(interpreter.addressText(object))>")
                }
            }
            block.pointee.type.tp_call = { raw, arguments, _ in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.callFunctionPointer(object, Ref(arguments))
                }
            }
            block.pointee.number.nb_bool = { raw in
                truthSlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.loadPointer(object.cMemory) != 0
                }
            }
        }
    }

    static var thunkOffset: Int { 96 }
    static var callableOffset: Int { 104 }
    static var convertersOffset: Int { 112 }
    static var argtypesOffset: Int { 120 }
    static var restypeOffset: Int { 128 }
    static var checkerOffset: Int { 136 }
    static var errcheckOffset: Int { 144 }

    /// An attribute of the instance, else of the type, else `None`.
    private static func read(
        _ raw: RawObject, _ offset: Int, _ path: KeyPath<StgDictObject, RawObject?>,
        isErrcheck: Bool
    ) -> RawObject? {
        withObject(raw) { interpreter, object throws(Raised) in
            if let own = object.held(offset) { return own.owned() }
            let shared = isErrcheck ? nil : interpreter.storage(of: object)?.pointee[keyPath: path]
            return (shared.map { Ref($0) } ?? interpreter.none).owned()
        }
    }

    private static func setMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            if Ref(raw).typeHas(TypeFlags.haveGC) { interpreter.untrack(raw) }
            releaseFields(Ref(raw), PyCFuncPtrObject.references)
            interpreter.clearCData(Ref(raw))
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let status = visitFields(raw, PyCFuncPtrObject.references, visit, argument)
            if status != 0 { return status }
            let base = Interpreter(containing: raw).type(.cData)
            return base.pointee.tp_traverse?(raw, visit, argument) ?? 0
        }
        block.pointee.type.tp_clear = { raw in
            releaseFields(Ref(raw), PyCFuncPtrObject.references)
            Interpreter(containing: raw).clearCData(Ref(raw))
            return 0
        }
    }
}

extension Interpreter {
    // MARK: Making types

    fileprivate func newFunctionType(
        _ meta: RawObject, _ arguments: RawObject, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let result = try makeClass(meta, arguments, keywords)
        let made = try makeStorage()
        let storage = made.ref.fields(StgDictObject.self)
        storage.pointee.paramfunc = CTypeKind.function.rawValue
        storage.pointee.size = 8
        storage.pointee.align = 8
        storage.pointee.length = 1
        storage.pointee.ffi_size = 8
        try setFormat(storage, "X{}")
        try adopt(made.ref, result.ref.typePointer)
        guard let flags = try ownAttribute(storage, "_flags_"), flags.isInt else {
            throw raise(.typeError, "class must define _flags_ which must be an integer")
        }
        storage.pointee.flags =
            UInt32(truncatingIfNeeded: lowBits(of: flags)) | StorageFlags.isPointer
        if let argtypes = try ownAttribute(storage, "_argtypes_") {
            let converters = try converters(of: argtypes)
            storage.pointee.argtypes = argtypes.owned().take()
            storage.pointee.converters = converters.take()
        }
        if let restype = try ownAttribute(storage, "_restype_") {
            try checkResultType(restype, "_restype_")
            storage.pointee.restype = restype.owned().take()
            storage.pointee.checker = try optionalAttribute(restype, "_check_retval_")?.take()
        }
        return result
    }

    private func checkResultType(_ restype: Ref, _ name: String) throws(Raised) {
        if restype.isNone || storage(ofClass: restype) != nil { return }
        if vectorcall(of: restype) != nil || restype.type.pointee.tp_call != nil { return }
        throw raise(.typeError, "\(name) must be a type, a callable, or None")
    }

    /// The `from_param` of each argument's type.
    private func converters(of argtypes: Ref) throws(Raised) -> Owned {
        guard argtypes.isTuple else {
            throw raise(.typeError, "_argtypes_ must be a sequence of types")
        }
        let list = try makeList()
        for number in 0..<argtypes.itemCount {
            guard
                let convert = try optionalAttribute(argtypes.tupleItem(number), "from_param")
            else {
                throw raise(
                    .typeError, "item \(number + 1) in _argtypes_ has no from_param method")
            }
            try listAppend(list.ref, convert.ref)
        }
        return try makeTuple(from: list.ref)
    }

    // MARK: Attributes

    fileprivate func setErrorCheck(_ object: Ref, _ value: Ref?) throws(Raised) {
        if let value, value.type.pointee.tp_call == nil {
            throw raise(.typeError, "the errcheck attribute must be callable")
        }
        setField(object.field(CFunctionType.errcheckOffset), value)
    }

    fileprivate func setResultType(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else {
            object.drop(CFunctionType.restypeOffset)
            return object.drop(CFunctionType.checkerOffset)
        }
        if !value.isNone, storage(ofClass: value) == nil, value.type.pointee.tp_call == nil {
            throw raise(.typeError, "restype must be a type, a callable, or None")
        }
        let checker = try optionalAttribute(value, "_check_retval_")
        setField(object.field(CFunctionType.restypeOffset), value)
        if let checker {
            object.hold(CFunctionType.checkerOffset, checker)
        } else {
            object.drop(CFunctionType.checkerOffset)
        }
    }

    fileprivate func setArgumentTypes(_ object: Ref, _ value: Ref?) throws(Raised) {
        guard let value, !value.isNone else {
            object.drop(CFunctionType.convertersOffset)
            return object.drop(CFunctionType.argtypesOffset)
        }
        let types = value.isList ? try makeTuple(from: value) : value.owned()
        let converters = try converters(of: types.ref)
        object.hold(CFunctionType.convertersOffset, converters)
        setField(object.field(CFunctionType.argtypesOffset), value)
    }

    // MARK: Making pointers

    fileprivate func newFunctionPointer(
        _ type: TypePointer, _ arguments: Ref
    ) throws(Raised) -> Owned {
        guard arguments.itemCount > 0 else { return try newCData(type) }
        let first = arguments.tupleItem(0)
        if first.isTuple, arguments.itemCount <= 2 {
            return try functionPointer(type, exported: first)
        }
        if arguments.itemCount == 1, first.isInt {
            let object = try newCData(type)
            try store(object.ref.cMemory, lowBits(of: first))
            return object
        }
        guard first.type.pointee.tp_call != nil || vectorcall(of: first) != nil else {
            throw raise(.typeError, "argument must be callable or integer function address")
        }
        return try functionPointer(type, callback: first)
    }

    /// `((name, library), flags)`: a function of a library.
    private func functionPointer(
        _ type: TypePointer, exported pair: Ref
    ) throws(Raised) -> Owned {
        guard pair.itemCount == 2 else {
            throw raise(.typeError, "illegal func_spec argument")
        }
        let name = pair.tupleItem(0)
        try audit("ctypes.dlsym", .object(pair.tupleItem(1)), .object(name))
        let handle = try namedAttribute(pair.tupleItem(1), "_handle")
        guard handle.ref.isInt else {
            throw raise(
                .typeError, "the _handle attribute of the second argument must be an integer")
        }
        guard name.isStr || name.isBytes else {
            throw raise(.typeError, "function name must be string, bytes object or integer")
        }
        let text = name.isStr ? name.text : String(decoding: name.bytesBuffer, as: UTF8.self)
        guard let function = LibraryFunctions.named(text) else {
            throw raise(
                .attributeError, "\(LibraryFunctions.programPath): undefined symbol: \(text)")
        }
        let object = try newCData(type)
        try store(object.ref.cMemory, function.address)
        try keep(object.ref, 0, pair.tupleItem(1))
        return object
    }

    /// A pointer behind which a Python callable is called.
    private func functionPointer(
        _ type: TypePointer, callback: Ref
    ) throws(Raised) -> Owned {
        guard let storage = storage(type), let argtypes = storage.pointee.argtypes else {
            throw raise(
                .typeError, "cannot construct instance of this class: no argtypes")
        }
        let restype = storage.pointee.restype.map { Ref($0) } ?? none
        if !restype.isNone {
            guard let result = self.storage(ofClass: restype), !result.pointee.setfunc.isNone else {
                throw raise(.typeError, "invalid result type for callback function")
            }
        }
        // As many types of arguments follow; an instance has room for one more than it has items.
        let count = Ref(argtypes).itemCount
        let thunk = try allocateInstance(self.type(.cThunk), items: count - 1)
        thunk.ref.fields(PyVarObject.self).pointee.ob_size = count
        thunk.ref.hold(CThunkType.callableOffset, callback.owned())
        thunk.ref.hold(CThunkType.argtypesOffset, Ref(argtypes).owned())
        thunk.ref.hold(CThunkType.restypeOffset, restype.owned())
        let object = try newCData(type)
        object.ref.hold(CFunctionType.callableOffset, callback.owned())
        try storePointer(object.ref.cMemory, UInt(bitPattern: thunk.raw))
        object.ref.hold(CFunctionType.thunkOffset, thunk.ref.owned())
        try keep(object.ref, 0, thunk.ref)
        return object
    }
}

/// What a callback's pointer leads to (`CThunkObject`): the callable with the types of its arguments and its result.
enum CThunkType {
    static var argtypesOffset: Int { 80 }
    static var callableOffset: Int { 88 }
    static var restypeOffset: Int { 96 }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_ctypes.CThunkObject", basicSize: 128, itemSize: 24,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { releaseFields($0, 80...96) }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitFields(raw, 80...96, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 80...96)
                return 0
            }
        }
    }
}
