import PythonRuntime

/// The methods of `BytesIO`.
extension BytesIO {
    private static var read: NativeFunction {
        { stream, arguments, count, names in
            nativeMethod(stream, arguments, count, names) {
                interpreter, stream, arguments throws(Raised) in
                try interpreter.checkOpenBytes(stream)
                let size = try interpreter.sizeArgument(arguments[optional: 0])
                return try interpreter.takeBytes(stream, size)
            }
        }
    }

    static var readMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast, read), MethodSpec("read1", .fast, read),
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.takeLine(stream, size)
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    let target = try interpreter.readTarget(of: arguments[0])
                    let rest = stream.restOfBytes(target.count)
                    if let start = rest.baseAddress {
                        UnsafeMutableRawPointer(target.start).copyMemory(
                            from: start, byteCount: rest.count)
                    }
                    stream.bytesStream.pointee.pos += rest.count
                    return try interpreter.makeInt(rest.count)
                }
            },
            MethodSpec("getbuffer", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    let lender = try interpreter.allocateInstance(
                        interpreter.type(.bytesIOBuffer))
                    lender.ref.hold(16, stream.owned())
                    let view = Ref(RawObject(interpreter.type(.memoryview)))
                    return try interpreter.call(view, lender.ref)
                }
            },
            MethodSpec("getvalue", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    return try interpreter.valueOfBytes(stream)
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    return try interpreter.makeInt(stream.bytesStream.pointee.pos)
                }
            },
        ]
    }

    static var changeMethods: [MethodSpec] {
        [
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    try interpreter.checkNoExports(stream)
                    let bytes = try interpreter.bytesLike(arguments[0])
                    try interpreter.writeBytes(stream, bytes)
                    return try interpreter.makeInt(bytes.count)
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    try interpreter.checkOpenBytes(stream)
                    let offset = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    let origin = try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    return try interpreter.makeInt(
                        try interpreter.seekBytes(stream, offset, origin ?? 0))
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    try interpreter.checkNoExports(stream)
                    let size =
                        try interpreter.truncationSize(arguments[optional: 0])
                        ?? stream.bytesStream.pointee.pos
                    if size < stream.bytesStream.pointee.string_size {
                        stream.bytesStream.pointee.string_size = size
                        try interpreter.resizeBytes(stream, size)
                    }
                    return try interpreter.makeInt(size)
                }
            },
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkNoExports(stream)
                    stream.drop(16)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static var stateMethods: [MethodSpec] {
        [
            MethodSpec("readable", .noArguments, yes), MethodSpec("writable", .noArguments, yes),
            MethodSpec("seekable", .noArguments, yes),
            MethodSpec("__getstate__", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    let value = try interpreter.valueOfBytes(stream)
                    let place = try interpreter.makeInt(stream.bytesStream.pointee.pos)
                    let dict = try interpreter.copyOfStreamDict(stream, BytesIOObject.dictOffset)
                    return try interpreter.makeTuple([value.ref, place.ref, dict.ref])
                }
            },
            MethodSpec("__setstate__", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try BytesIO.setState(interpreter, stream, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("__sizeof__", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    var size = stream.type.pointee.tp_basicsize
                    if let bytes = stream.held(16), !stream.sharesBytes {
                        size &+= 33 &+ bytes.itemCount
                    }
                    return try interpreter.makeInt(size)
                }
            },
        ]
    }

    private static var yes: NativeFunction {
        { stream, _, _, _ in
            withSelf(stream) { interpreter, stream throws(Raised) in
                try interpreter.checkOpenBytes(stream)
                return interpreter.bool(true)
            }
        }
    }

    /// From what `__getstate__` gave: value, place, attributes.
    private static func setState(
        _ interpreter: Interpreter, _ stream: Ref, _ state: Ref
    ) throws(Raised) {
        guard state.isTuple, state.itemCount >= 3 else {
            throw interpreter.raise(
                .typeError,
                "\(interpreter.typeName(stream.type)).__setstate__ argument should be 3-tuple, got \(interpreter.typeName(state.type))"
            )
        }
        try interpreter.checkNoExports(stream)
        stream.bytesStream.pointee.string_size = 0
        stream.bytesStream.pointee.pos = 0
        try interpreter.writeBytes(stream, try interpreter.bytesLike(state.tupleItem(0)))
        guard state.tupleItem(1).isInt else {
            throw interpreter.raise(
                .typeError,
                "second item of state must be an integer, not \(interpreter.typeName(state.tupleItem(1).type))"
            )
        }
        stream.bytesStream.pointee.pos = try interpreter.streamPlace(state.tupleItem(1))
        try interpreter.setStreamDict(
            stream, BytesIOObject.dictOffset, state.tupleItem(2), item: "third")
    }
}
