import PythonRuntime

/// The methods of `BytesIO`.
extension BytesIO {
    private static func read(
        _ stream: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, as name: StaticString
    ) -> RawObject? {
        nativeMethod(stream, arguments, count, names) {
            interpreter, stream, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, 0, 1)
            try interpreter.checkOpenBytes(stream)
            let size = try interpreter.sizeArgument(arguments[optional: 0])
            return try interpreter.takeBytes(stream, size)
        }
    }

    static var readMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { BytesIO.read($0, $1, $2, $3, as: "read") },
            MethodSpec("read1", .fast) { BytesIO.read($0, $1, $2, $3, as: "read1") },
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readline", arguments.count, 0, 1)
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

    static var lineMethods: [MethodSpec] {
        [
            MethodSpec("readlines", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readlines", arguments.count, 0, 1)
                    try interpreter.checkOpenBytes(stream)
                    let limit = try BytesIO.lineLimit(interpreter, arguments[optional: 0])
                    let lines = try interpreter.makeList()
                    var total = 0
                    while true {
                        let line = try interpreter.takeLine(stream, nil)
                        if line.ref.itemCount == 0 { return lines }
                        try interpreter.listAppend(lines.ref, line.ref)
                        total += line.ref.itemCount
                        if limit > 0, total >= limit { return lines }
                    }
                }
            },
            MethodSpec("writelines", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    let lines = try interpreter.iterator(over: arguments[0])
                    while let raw = try interpreter.next(lines.ref) {
                        let line = Owned(stealing: raw)
                        try BytesIO.append(interpreter, stream, line.ref)
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    return interpreter.bool(false)
                }
            },
            MethodSpec("flush", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenBytes(stream)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    /// How many bytes of lines are enough; 0 and less for all.
    private static func lineLimit(
        _ interpreter: Interpreter, _ limit: Ref?
    ) throws(Raised) -> Int {
        guard let limit, !limit.isNone else { return 0 }
        guard limit.isInt else {
            throw interpreter.raise(
                .typeError,
                "integer argument expected, got '\(interpreter.typeName(limit.type))'")
        }
        return try interpreter.sizeValue(limit)
    }

    /// Writes what a bytes-like object has where the stream is; gives how many bytes these are.
    @discardableResult
    private static func append(
        _ interpreter: Interpreter, _ stream: Ref, _ data: Ref
    ) throws(Raised) -> Int {
        try interpreter.checkOpenBytes(stream)
        try interpreter.checkNoExports(stream)
        let bytes = try interpreter.bytesLike(data)
        try interpreter.writeBytes(stream, bytes)
        return bytes.count
    }

    static var changeMethods: [MethodSpec] {
        [
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.makeInt(
                        try BytesIO.append(interpreter, stream, arguments[0]))
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    try interpreter.checkOpenBytes(stream)
                    let offset = try interpreter.sizeValue(arguments[0])
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
                    try interpreter.checkArguments("truncate", arguments.count, 0, 1)
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
        try interpreter.checkOpenBytes(stream)
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
