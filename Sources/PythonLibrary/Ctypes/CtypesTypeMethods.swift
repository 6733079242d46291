import PythonRuntime

/// The methods that C data types themselves have: `from_address`, `from_buffer`, `type * n` (`CDataType_methods`).
enum CTypeMethods {
    static func methods(fromParameter: @escaping NativeFunction) -> [MethodSpec] {
        [
            MethodSpec("from_param", .oneArgument, fromParameter),
            MethodSpec("from_address", .oneArgument) { cls, arguments, _, _ in
                nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
                    guard arguments[0].isInt else {
                        throw interpreter.raise(.typeError, "integer expected")
                    }
                    let address = interpreter.lowBits(of: arguments[0])
                    try interpreter.audit(
                        "ctypes.cdata", .int(Int(truncatingIfNeeded: address)))
                    return try interpreter.cData(
                        cls.typePointer, at: interpreter.place(ofSimulated: address))
                }
            },
            MethodSpec("from_buffer", .varArguments) { cls, arguments, count, names in
                nativeMethod(cls, arguments, count, names) {
                    interpreter, cls, arguments throws(Raised) in
                    try interpreter.checkArguments("from_buffer", arguments.count, 1, 2)
                    return try interpreter.cDataFromBuffer(cls, arguments)
                }
            },
            MethodSpec("from_buffer_copy", .varArguments) { cls, arguments, count, names in
                nativeMethod(cls, arguments, count, names) {
                    interpreter, cls, arguments throws(Raised) in
                    try interpreter.checkArguments("from_buffer_copy", arguments.count, 1, 2)
                    return try interpreter.cDataFromCopy(cls, arguments)
                }
            },
            MethodSpec("in_dll", .varArguments) { cls, arguments, count, names in
                nativeMethod(cls, arguments, count, names) {
                    interpreter, cls, arguments throws(Raised) in
                    try interpreter.checkArguments("in_dll", arguments.count, 2, 2)
                    return try interpreter.cDataInLibrary(cls, arguments)
                }
            },
        ]
    }

    /// `type * n`.
    static func setSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_repeat = { raw, count in
            withObject(raw) { interpreter, cls throws(Raised) in
                guard count >= 0 else {
                    throw interpreter.raise(
                        .valueError, "Array length must be >= 0, not \(count)")
                }
                return try interpreter.cArrayType(of: cls, count)
            }
        }
    }

    /// The usual `from_param`.
    static let fromParameter: NativeFunction = { cls, arguments, count, names in
        nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
            try interpreter.parameter(cls, arguments[0])
        }
    }
}

extension Interpreter {
    /// An object as an argument of a C data type: an instance, `byref` of one, or what has such an
    /// `_as_parameter_` (`CDataType_from_param`).
    func parameter(_ cls: Ref, _ value: Ref) throws(Raised) -> Owned {
        if try isInstance(value, of: cls) { return value.owned() }
        if isInstance(value, .cArgument) {
            if let object = value.cArgument.pointee.obj,
                let proto = storage(cls.typePointer)?.pointee.proto
            {
                let expected = Ref(proto)
                if expected.isType, try isInstance(Ref(object), of: expected) {
                    return value.owned()
                }
            }
            let shown = value.cArgument.pointee.obj.map { typeName(Ref($0).type) } ?? "NULL"
            throw raise(
                .typeError,
                "expected \(typeName(cls.typePointer)) instance instead of pointer to \(shown)")
        }
        if let given = try asParameter(cls, value) { return given }
        throw raise(
            .typeError,
            "expected \(typeName(cls.typePointer)) instance instead of \(typeName(value.type))")
    }

    /// `cls.from_param(value._as_parameter_)`; nil if there is no such attribute.
    func asParameter(_ cls: Ref, _ value: Ref) throws(Raised) -> Owned? {
        guard let given = try optionalAttribute(value, "_as_parameter_") else { return nil }
        try enterNative("while processing _as_parameter_")
        defer { leaveNative() }
        let convert = try namedAttribute(cls, "from_param")
        return try call(convert.ref, given.ref)
    }

    fileprivate func bufferOffset(_ arguments: Arguments) throws(Raised) -> Int {
        guard let given = arguments[optional: 1] else { return 0 }
        let offset = try indexValue(given, overflow: .overflowError)
        if offset < 0 { throw raise(.valueError, "offset cannot be negative") }
        return offset
    }

    private func checkBufferSize(_ count: Int, _ offset: Int, _ size: Int) throws(Raised) {
        if count < size || offset > count - size {
            throw raise(
                .valueError,
                "Buffer size too small (\(count) instead of at least \(size &+ offset) bytes)")
        }
    }

    fileprivate func cDataFromBuffer(_ cls: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        let storage = try needStorage(cls.typePointer)
        let view = try makeMemoryView(arguments[0])
        let buffer = view.ref.fields(PyMemoryViewObject.self).pointee.view
        if buffer.readonly != 0 {
            throw raise(.typeError, "underlying buffer is not writable")
        }
        guard isContiguousView(view.ref) else {
            throw raise(.typeError, "underlying buffer is not C contiguous")
        }
        let offset = try bufferOffset(arguments)
        try checkBufferSize(buffer.len, offset, storage.pointee.size)
        let start = UInt(bitPattern: buffer.buf)
        if isAudited {
            let shown = Int(truncatingIfNeeded: simulatedAddress(of: start))
            try audit("ctypes.cdata/buffer", .int(shown), .int(buffer.len), .int(offset))
            try audit("ctypes.cdata", .int(shown + offset))
        }
        let object = try cData(cls.typePointer, at: start + UInt(offset), isForeign: false)
        try keep(object.ref, -1, view.ref)
        return object
    }

    private func isContiguousView(_ view: Ref) -> Bool {
        do throws(Raised) {
            let answer = try namedAttribute(view, "c_contiguous")
            return try isTrue(answer.ref)
        } catch {
            clearException()
            return false
        }
    }

    fileprivate func cDataFromCopy(_ cls: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        let storage = try needStorage(cls.typePointer)
        let offset = try bufferOffset(arguments)
        let view = try view(of: arguments[0])
        try checkBufferSize(view.count, offset, storage.pointee.size)
        if isAudited {
            let place = UInt(bitPattern: view.bytes.baseAddress)
            let shown = Int(truncatingIfNeeded: simulatedAddress(of: place))
            try audit("ctypes.cdata/buffer", .int(shown), .int(view.count), .int(offset))
        }
        let object = try newCData(cls.typePointer)
        let bytes = Array(view.bytes[offset..<offset + storage.pointee.size])
        try writeBytes(object.ref.cMemory, bytes)
        return object
    }

    fileprivate func cDataInLibrary(_ cls: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        guard arguments[1].isStr else {
            throw raise(
                .typeError,
                "in_dll() argument 2 must be str, not \(typeName(arguments[1].type, limit: 50))")
        }
        try audit("ctypes.dlsym", .object(arguments[0]), .object(arguments[1]))
        let handle = try namedAttribute(arguments[0], "_handle")
        guard handle.ref.isInt else {
            throw raise(
                .typeError, "the _handle attribute of the second argument must be an integer")
        }
        let name = arguments[1].text
        throw raise(.valueError, "\(LibraryFunctions.programPath): undefined symbol: \(name)")
    }
}
