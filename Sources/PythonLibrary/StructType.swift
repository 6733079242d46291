import PythonRuntime

/// The type `struct.Struct`: a format made ready to pack and unpack.
enum StructType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_struct.Struct", basicSize: MemoryLayout<PyStructObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType, methods: methods,
            getSets: [
                GetSetSpec("format") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.checkReady(object)
                        let format = object.held(40) ?? interpreter.emptyBytes
                        return try interpreter.decode(format, encoding: "ascii", errors: "strict")
                    }
                },
                GetSetSpec("size") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.makeInt(object.structure.pointee.s_size)
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_weaklistoffset =
                MemoryLayout<PyStructObject>.offset(of: \.weakreflist) ?? 0
            block.pointee.type.tp_setattro = Interpreter.genericSetter
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateStruct($0) }
            block.pointee.type.tp_traverse = { visitFields($0, 40...40, $1, $2) }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 40...40)
                return 0
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newStruct(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    let list = ParameterList(
                        function: "Struct", names: ["format"], required: 1, maximumPositional: 1)
                    let values = try interpreter.bind(
                        list, tuple: Ref(arguments), keywords: keywords)
                    try interpreter.initializeStruct(object, values[0] ?? interpreter.none)
                }
            }
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("iter_unpack", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.structIterator(object, arguments[0])
                }
            },
            MethodSpec("pack", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.structPack(object, arguments, from: 0)
                }
            },
            MethodSpec("pack_into", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.structPackInto(object, arguments, from: 0)
                }
            },
            MethodSpec("unpack", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.structUnpack(object, arguments[0])
                }
            },
            MethodSpec("unpack_from", .fastKeywords) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    let list = ParameterList(
                        function: "unpack_from", names: ["buffer", "offset"], required: 1,
                        maximumPositional: 2)
                    let values = try interpreter.bind(list, arguments)
                    return try interpreter.structUnpackFrom(
                        object, values[0] ?? interpreter.none, values[1])
                }
            },
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    var size = object.type.pointee.tp_basicsize
                    if var item = object.structure.pointee.s_codes {
                        size += MemoryLayout<StructItem>.stride
                        while item.pointee.code != 0 {
                            size += MemoryLayout<StructItem>.stride
                            item += 1
                        }
                    }
                    return try interpreter.makeInt(size)
                }
            },
        ]
    }
}

/// The iterator of `iter_unpack`: the struct at 16, the buffer's view at 24, where it is at 104.
enum UnpackIterator {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_struct.unpack_iterator", basicSize: 112, flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__length_hint__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        guard let structure = object.held(16) else {
                            return interpreter.smallInt(0).owned()
                        }
                        let rest =
                            UnpackIterator.view(object).pointee.len - object.number(104).pointee
                        return try interpreter.makeInt(rest / structure.structure.pointee.s_size)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                releaseFields(Ref(raw), 16...16)
                releaseBuffer(UnpackIterator.view(Ref(raw)))
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let status = visitReference(Ref(raw).field(16).pointee, visit, argument)
                return status != 0
                    ? status
                    : visitReference(UnpackIterator.view(Ref(raw)).pointee.obj, visit, argument)
            }
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try interpreter.nextStruct(object)
                }
            }
        }
    }

    static func view(_ object: Ref) -> UnsafeMutablePointer<Py_buffer> {
        (object.raw + 24).assumingMemoryBound(to: Py_buffer.self)
    }
}

extension Interpreter {
    /// `iter_unpack(buffer)`.
    func structIterator(_ object: Ref, _ buffer: Ref) throws(Raised) -> Owned {
        try checkReady(object)
        let size = object.structure.pointee.s_size
        if size == 0 {
            throw raise(
                .structError, "cannot iteratively unpack with a struct of length 0")
        }
        let iterator = try allocateInstance(type(.unpackIterator))
        let view = UnpackIterator.view(iterator.ref)
        try getBuffer(buffer, view, BufferFlags.simple)
        if view.pointee.len % size != 0 {
            throw raise(
                .structError,
                "iterative unpacking requires a buffer of a multiple of \(size) bytes")
        }
        iterator.ref.hold(16, object.owned())
        return iterator
    }

    fileprivate func nextStruct(_ object: Ref) throws(Raised) -> RawObject? {
        guard let structure = object.held(16) else { return nil }
        let view = UnpackIterator.view(object)
        let position = object.number(104).pointee
        let size = structure.structure.pointee.s_size
        guard position < view.pointee.len, position &+ size <= view.pointee.len,
            let start = view.pointee.buf
        else {
            object.drop(16)
            releaseBuffer(view)
            return nil
        }
        object.number(104).pointee = position + size
        return try unpackStruct(
            structure, UnsafePointer((start + position).assumingMemoryBound(to: UInt8.self))
        ).take()
    }
}
