/// The methods that bytearray has besides those of bytes.
extension Interpreter {
    static func byteArrayMethods() -> [MethodSpec] {
        inMethodOrder(sharedByteMethods() + byteArrayChanges() + byteArrayPickling())
    }

    private static func byteArrayChanges() -> [MethodSpec] {
        [
            MethodSpec("append", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    let byte = try interpreter.byteArrayValue(arguments[0])
                    let count = array.itemCount
                    try interpreter.resizeByteArray(array, to: count + 1)
                    array.byteArrayStart[count] = byte
                    return interpreter.none.owned()
                }
            },
            MethodSpec("clear", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, _ throws(Raised) in
                    try interpreter.resizeByteArray(array, to: 0)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("copy", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, _ throws(Raised) in
                    try interpreter.makeByteArray(array.bytesBuffer)
                }
            },
            MethodSpec("extend", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    try interpreter.byteArrayExtend(array, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("insert", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    try interpreter.checkArguments("insert", arguments.count, 2, 2)
                    let index = try interpreter.sizeValue(arguments[0])
                    try interpreter.byteArrayInsert(array, index, arguments[1])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("pop", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    try interpreter.checkArguments("pop", arguments.count, 0, 1)
                    var index = -1
                    if let argument = arguments[optional: 0] {
                        index = try interpreter.sizeValue(argument)
                    }
                    return try interpreter.byteArrayPop(array, index)
                }
            },
            MethodSpec("remove", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    try interpreter.byteArrayRemove(array, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("reverse", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, _ throws(Raised) in
                    var bytes = UnsafeMutableBufferPointer(
                        start: array.byteArrayStart, count: array.itemCount)
                    bytes.reverse()
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static func byteArrayPickling() -> [MethodSpec] {
        [
            MethodSpec("__alloc__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, _ throws(Raised) in
                    try interpreter.makeInt(array.byteArray.pointee.ob_alloc)
                }
            },
            MethodSpec("__reduce__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, _ throws(Raised) in
                    try interpreter.reduceByteArray(array, protocol: 2)
                }
            },
            MethodSpec("__reduce_ex__", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, array, arguments throws(Raised) in
                    try interpreter.checkArguments("__reduce_ex__", arguments.count, 0, 1)
                    var version = 0
                    if let argument = arguments[optional: 0] {
                        version = try interpreter.intArgument(argument)
                    }
                    return try interpreter.reduceByteArray(array, protocol: version)
                }
            },
            sizeMethod,
        ]
    }

    /// Type, arguments that make it again, and the attributes of a subclass's object.
    private func reduceByteArray(_ array: Ref, protocol version: Int) throws(Raised) -> Owned {
        let attributes = try objectState(array, isRequired: false)
        let bytes = array.bytesBuffer
        let arguments: Owned
        if bytes.isEmpty {
            arguments = emptyTuple.owned()
        } else if version < 3 {
            let text = try makeString(codePoints: bytes.map { UInt32($0) })
            let encoding = try makeString("latin-1")
            arguments = try makeTuple([text.ref, encoding.ref])
        } else {
            let copy = try makeBytes(bytes)
            arguments = try makeTuple([copy.ref])
        }
        return try makeTuple([Ref(RawObject(array.type)), arguments.ref, attributes.ref])
    }
}
