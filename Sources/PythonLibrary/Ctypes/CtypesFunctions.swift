import PythonRuntime

/// The module's functions.
extension CtypesModule {
    static var functions: [NativeModuleFunction] {
        sizeFunctions + pointerFunctions + libraryFunctions + objectFunctions
    }

    private static func one(
        _ name: StaticString,
        _ body:
            @escaping @convention(c) (
                RawObject?, UnsafeMutablePointer<RawObject?>?, Int, RawObject?
            )
            -> RawObject?
    ) -> NativeModuleFunction {
        NativeModuleFunction(name, .oneArgument, body)
    }

    private static var sizeFunctions: [NativeModuleFunction] {
        [
            one("sizeof") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    if let storage = interpreter.storage(ofClass: object) {
                        return try interpreter.makeInt(storage.pointee.size)
                    }
                    guard interpreter.isCData(object) else {
                        throw interpreter.raise(.typeError, "this type has no size")
                    }
                    return try interpreter.makeInt(object.cdata.pointee.b_size)
                }
            },
            one("alignment") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    guard
                        let storage = interpreter.storage(ofClass: object)
                            ?? interpreter.storage(of: object)
                    else { throw interpreter.raise(.typeError, "no alignment info") }
                    return try interpreter.makeInt(storage.pointee.align)
                }
            },
            one("addressof") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    guard interpreter.isCData(object) else {
                        throw interpreter.raise(.typeError, "invalid type")
                    }
                    try interpreter.audit("ctypes.addressof", .object(object))
                    let address = interpreter.simulatedAddress(of: object.cdata.pointee.b_ptr)
                    return try interpreter.makeInt(unsigned: UInt(address))
                }
            },
            NativeModuleFunction("resize", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("resize", arguments.count, 2, 2)
                    let size = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                    try interpreter.resizeCData(arguments[0], size)
                    return interpreter.none.owned()
                }
            },
            one("buffer_info") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    guard
                        let storage = interpreter.storage(ofClass: object)
                            ?? interpreter.storage(of: object)
                    else {
                        throw interpreter.raise(.typeError, "not a ctypes type or object")
                    }
                    let format = try interpreter.makeString(interpreter.format(storage))
                    let dimensions = try interpreter.makeInt(storage.pointee.ndim)
                    let list = try interpreter.makeList()
                    for count in interpreter.shape(storage) {
                        let number = try interpreter.makeInt(count)
                        try interpreter.listAppend(list.ref, number.ref)
                    }
                    let shape = try interpreter.makeTuple(from: list.ref)
                    return try interpreter.makeTuple([format.ref, dimensions.ref, shape.ref])
                }
            },
        ]
    }

    private static var pointerFunctions: [NativeModuleFunction] {
        [
            one("POINTER") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.cPointerType(to: object)
                }
            },
            one("pointer") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.makeCPointer(to: object)
                }
            },
            NativeModuleFunction("byref", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("byref", arguments.count, 1, 2)
                    let offset = try arguments[optional: 1].map { given throws(Raised) in
                        try interpreter.indexValue(given, overflow: .overflowError)
                    }
                    return try interpreter.reference(to: arguments[0], offset: offset ?? 0)
                }
            },
            NativeModuleFunction("_unpickle", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("_unpickle", arguments.count, 2, 2)
                    let new = try interpreter.namedAttribute(arguments[0], "__new__")
                    let object = try interpreter.call(new.ref, arguments[0])
                    let restore = try interpreter.namedAttribute(object.ref, "__setstate__")
                    _ = try interpreter.call(restore.ref, tuple: arguments[1])
                    return object
                }
            },
        ]
    }

    // MARK: Libraries

    private static var libraryFunctions: [NativeModuleFunction] {
        [
            NativeModuleFunction("dlopen", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("dlopen", arguments.count, 1, 2)
                    try interpreter.audit("ctypes.dlopen", .object(arguments[0]))
                    return try interpreter.openLibrary(arguments[0])
                }
            },
            one("dlclose") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, _ throws(Raised) in
                    interpreter.none.owned()
                }
            },
            NativeModuleFunction("dlsym", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("dlsym", arguments.count, 2, 2)
                    let name = arguments[1].isStr ? arguments[1].text : ""
                    guard let function = LibraryFunctions.named(name) else {
                        throw interpreter.raise(
                            .osError,
                            "\(LibraryFunctions.programPath): undefined symbol: \(name)")
                    }
                    return try interpreter.makeInt(unsigned: UInt(function.address))
                }
            },
            NativeModuleFunction("call_function", .fast, callFunction),
            NativeModuleFunction("call_cdeclfunction", .fast, callFunction),
            NativeModuleFunction("get_errno", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.audit("ctypes.get_errno")
                    return try interpreter.makeInt(
                        interpreter.ctypesState.number(CtypesState.errno).pointee)
                }
            },
            NativeModuleFunction("set_errno", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, value throws(Raised) in
                    let place = interpreter.ctypesState.number(CtypesState.errno)
                    let old = place.pointee
                    let new = try interpreter.intArgument(value)
                    try interpreter.audit("ctypes.set_errno", .int(Int(new)))
                    place.pointee = new
                    return try interpreter.makeInt(old)
                }
            },
        ]
    }

    private static let callFunction: NativeFunction = { module, arguments, count, names in
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("call_function", arguments.count, 2, 2)
            let address = try interpreter.index(arguments[0])
            guard arguments[1].isTuple else {
                throw interpreter.raise(
                    .typeError,
                    "argument 2 must be tuple, not \(interpreter.typeName(arguments[1].type, limit: 50))"
                )
            }
            try interpreter.audit(
                "ctypes.call_function", .object(address.ref), .object(arguments[1]))
            let place = interpreter.place(ofSimulated: interpreter.lowBits(of: address.ref))
            return try interpreter.callAddress(place, arguments[1], nil, nil, nil)
        }
    }

    private static var objectFunctions: [NativeModuleFunction] {
        [
            one("PyObj_FromPtr") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, value throws(Raised) in
                    let number = try interpreter.index(value)
                    let address = interpreter.lowBits(of: number.ref)
                    guard let object = interpreter.object(atSimulated: address) else {
                        throw interpreter.segmentationFault(
                            "took address 0x\(String(address, radix: 16)) for an object, and none is there"
                        )
                    }
                    return object.owned()
                }
            },
            one("Py_INCREF") { module, arguments, _, _ in
                moduleFunction(module, arguments) { _, object throws(Raised) in
                    object.incref()
                    return object.owned()
                }
            },
            one("Py_DECREF") { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    interpreter.noteWrittenObjects()
                    object.decref()
                    return object.owned()
                }
            },
        ]
    }
}

extension Interpreter {
    /// `dlopen`: the program itself is there, no other library.
    fileprivate func openLibrary(_ name: Ref) throws(Raised) -> Owned {
        if name.isNone { return try makeInt(unsigned: UInt(LibraryFunctions.programHandle)) }
        guard name.isStr || name.isBytes else {
            throw raise(
                .typeError,
                "expected str, bytes or os.PathLike object, not \(typeName(name.type))")
        }
        let text = name.isStr ? name.text : String(decoding: name.bytesBuffer, as: UTF8.self)
        if text == CtypesTestModule.path {
            return try makeInt(unsigned: UInt(LibraryFunctions.programHandle))
        }
        throw raise(
            .osError,
            "\(text): cannot open shared object file: No such file or directory")
    }
}
