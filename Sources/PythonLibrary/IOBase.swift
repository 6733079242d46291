import PythonRuntime

/// `_io._IOBase` and the abstract classes under it (`Modules/_io/iobase.c`): what every stream has, in
/// terms of the few methods that a stream must have itself.
///
/// Each type has its `__dict__` and its list of weak references where CPython has them: the abstract ones at 16
/// and 24, which is all they have. That they are closed is an attribute.
enum IOBase {
    static func spec(_ name: StaticString) -> TypeSpec {
        TypeSpec(
            library: name, basicSize: 32, flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: stateMethods + lineMethods,
            getSets: [
                .fixedInstanceDict,
                GetSetSpec("closed") { raw, _ in
                    withObject(raw) { interpreter, stream throws(Raised) in
                        interpreter.bool(try interpreter.isMarkedClosed(stream))
                    }
                },
            ]
        ) { block in
            streamSlots(block)
            block.pointee.type.tp_new = makeStream
            block.pointee.type.tp_finalize = { raw in
                Interpreter(containing: raw).finalizeStream(Ref(raw))
            }
            block.pointee.type.tp_iter = { raw in
                withObject(raw) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return stream.owned()
                }
            }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    let line = try interpreter.callMethod(
                        Ref(raw), interpreter.name(.readline))
                    return try interpreter.length(line.ref) == 0 ? nil : line.take()
                } catch { return nil }
            }
        }
    }

    /// `tp_new` of the types of streams that set one; the abstract ones take over that of `_IOBase`, as all do
    /// its finaliser.
    static var makeStream: NewSlot {
        { type, _, _ in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).allocateInstance(
                    type.assumingMemoryBound(to: PyTypeObject.self))
            }
        }
    }

    /// Freeing, `__dict__` and weak references.
    static func streamSlots(
        _ block: UnsafeMutablePointer<StaticTypeBlock>, dict: Int = 16, weakReferences: Int = 24
    ) {
        block.pointee.type.tp_dictoffset = dict
        block.pointee.type.tp_weaklistoffset = weakReferences
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            if interpreter.revivesStream(raw) { return }
            interpreter.deallocate(raw) { releaseStreamDict($0) }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            visitStreamDict(raw, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            releaseStreamDict(Ref(raw))
            return 0
        }
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    if try interpreter.isMarkedClosed(stream) { return interpreter.none.owned() }
                    // It is closed also where flushing it fails.
                    let flushed = slotStatus { () throws(Raised) in
                        _ = try interpreter.callMethod(stream, interpreter.name(.flush))
                        return 0
                    }
                    let failure = flushed < 0 ? interpreter.takeException() : nil
                    try interpreter.markClosed(stream)
                    if let failure { throw interpreter.reraise(Owned(stealing: failure)) }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("flush", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("seek", .fast) { stream, _, _, _ in IOBase.refuse(stream, "seek") },
            MethodSpec("truncate", .fast) { stream, _, _, _ in IOBase.refuse(stream, "truncate") },
            MethodSpec("fileno", .noArguments) { stream, _, _, _ in IOBase.refuse(stream, "fileno")
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let seek = try interpreter.namedAttribute(stream, "seek")
                    return try interpreter.call(
                        seek.ref, interpreter.smallInt(0), interpreter.smallInt(1))
                }
            },
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in IOBase.no(stream) },
            MethodSpec("readable", .noArguments) { stream, _, _, _ in IOBase.no(stream) },
            MethodSpec("writable", .noArguments) { stream, _, _, _ in IOBase.no(stream) },
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return interpreter.bool(false)
                }
            },
            MethodSpec("__enter__", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return stream.owned()
                }
            },
            MethodSpec("__exit__", .fast) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.callMethod(stream, interpreter.name(.close))
                }
            },
            MethodSpec("_checkClosed", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpen(stream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("_checkReadable", .noArguments) { stream, _, _, _ in
                IOBase.check(stream, "readable", "File or stream is not readable.")
            },
            MethodSpec("_checkWritable", .noArguments) { stream, _, _, _ in
                IOBase.check(stream, "writable", "File or stream is not writable.")
            },
            MethodSpec("_checkSeekable", .noArguments) { stream, _, _, _ in
                IOBase.check(stream, "seekable", "File or stream is not seekable.")
            },
        ]
    }

    private static var lineMethods: [MethodSpec] {
        [
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readline", arguments.count, 0, 1)
                    return try interpreter.readLine(
                        stream, limit: try interpreter.sizeArgument(arguments[optional: 0]))
                }
            },
            MethodSpec("readlines", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readlines", arguments.count, 0, 1)
                    let hint = try interpreter.sizeArgument(arguments[optional: 0])
                    let list = try interpreter.makeList()
                    let iterator = try interpreter.iterator(over: stream)
                    var total = 0
                    while let raw = try interpreter.next(iterator.ref) {
                        let line = Owned(stealing: raw)
                        try interpreter.listAppend(list.ref, line.ref)
                        total += try interpreter.length(line.ref)
                        if let hint, hint > 0, total >= hint { break }
                    }
                    return list
                }
            },
            MethodSpec("writelines", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpen(stream)
                    let iterator = try interpreter.iterator(over: arguments[0])
                    while let raw = try interpreter.next(iterator.ref) {
                        let line = Owned(stealing: raw)
                        _ = try interpreter.callMethod(
                            stream, interpreter.name(.write), line.ref)
                    }
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static func rawSpec() -> TypeSpec {
        TypeSpec(
            library: "_io._RawIOBase", basicSize: 32,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: [
                MethodSpec("read", .fast) { stream, arguments, count, names in
                    nativeMethod(stream, arguments, count, names) {
                        interpreter, stream, arguments throws(Raised) in
                        try interpreter.checkArguments("read", arguments.count, 0, 1)
                        // None isn't taken for all there is here.
                        let size = try arguments[optional: 0].map { size throws(Raised) in
                            try interpreter.sizeValue(size)
                        }
                        return try interpreter.readRaw(
                            stream, size.flatMap { $0 < 0 ? nil : $0 })
                    }
                },
                MethodSpec("readall", .noArguments) { stream, _, _, _ in
                    withSelf(stream) { interpreter, stream throws(Raised) in
                        try interpreter.readToEnd(stream)
                    }
                },
                MethodSpec("readinto", .fast) { stream, _, _, _ in
                    withSelf(stream) { interpreter, _ throws(Raised) in
                        throw interpreter.raise(.notImplementedError)
                    }
                },
                MethodSpec("write", .fast) { stream, _, _, _ in
                    withSelf(stream) { interpreter, _ throws(Raised) in
                        throw interpreter.raise(.notImplementedError)
                    }
                },
            ]
        ) { streamSlots($0) }
    }

    static func bufferedSpec() -> TypeSpec {
        TypeSpec(
            library: "_io._BufferedIOBase", basicSize: 32,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: [
                MethodSpec("detach", .noArguments) { stream, _, _, _ in
                    IOBase.refuse(stream, "detach")
                },
                MethodSpec("read", .fast) { stream, _, _, _ in IOBase.refuse(stream, "read") },
                MethodSpec("read1", .fast) { stream, _, _, _ in IOBase.refuse(stream, "read1") },
                MethodSpec("write", .fast) { stream, _, _, _ in IOBase.refuse(stream, "write") },
                MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                    IOBase.readInto(stream, arguments, "readinto", "read")
                },
                MethodSpec("readinto1", .oneArgument) { stream, arguments, _, _ in
                    IOBase.readInto(stream, arguments, "readinto1", "read1")
                },
            ]
        ) { streamSlots($0) }
    }

    /// `readinto` through a method that gives bytes.
    private static func readInto(
        _ stream: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ function: StaticString, _ method: String
    ) -> RawObject? {
        nativeMethod(stream, arguments, 1, nil) { interpreter, stream, arguments throws(Raised) in
            let view = try interpreter.readTarget(of: arguments[0], function)
            let size = try interpreter.makeInt(view.count)
            let name = try interpreter.intern(method)
            let data = try interpreter.callMethod(stream, name.ref, size.ref)
            guard data.ref.isBytes else {
                throw interpreter.raise(.typeError, "read() should return bytes")
            }
            let bytes = data.ref.bytesBuffer
            guard bytes.count <= view.count else {
                throw interpreter.raise(
                    .valueError,
                    "read() returned too much data: \(view.count) bytes requested, "
                        + "\(bytes.count) returned")
            }
            if let start = bytes.baseAddress { view.start.update(from: start, count: bytes.count) }
            return try interpreter.makeInt(bytes.count)
        }
    }

    static func textSpec() -> TypeSpec {
        TypeSpec(
            library: "_io._TextIOBase", basicSize: 32,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: [
                MethodSpec("detach", .noArguments) { stream, _, _, _ in
                    IOBase.refuse(stream, "detach")
                },
                MethodSpec("read", .fast) { stream, _, _, _ in IOBase.refuse(stream, "read") },
                MethodSpec("readline", .fast) { stream, _, _, _ in IOBase.refuse(stream, "readline")
                },
                MethodSpec("write", .fast) { stream, _, _, _ in IOBase.refuse(stream, "write") },
            ],
            getSets: [
                GetSetSpec("encoding") { raw, _ in Ref(raw).interpreter.none.owned().take() },
                GetSetSpec("newlines") { raw, _ in Ref(raw).interpreter.none.owned().take() },
                GetSetSpec("errors") { raw, _ in Ref(raw).interpreter.none.owned().take() },
            ]
        ) { streamSlots($0) }
    }

    private static func refuse(_ stream: RawObject?, _ name: String) -> RawObject? {
        withSelf(stream) { interpreter, _ throws(Raised) in
            throw try IOModule.unsupported(interpreter, name)
        }
    }

    private static func no(_ stream: RawObject?) -> RawObject? {
        withSelf(stream) { interpreter, _ throws(Raised) in interpreter.bool(false) }
    }

    private static func check(
        _ stream: RawObject?, _ question: String, _ complaint: String
    ) -> RawObject? {
        withSelf(stream) { interpreter, stream throws(Raised) in
            let method = try interpreter.namedAttribute(stream, question)
            let answer = try interpreter.call(method.ref)
            if try interpreter.isTrue(answer.ref) { return answer }
            throw try IOModule.unsupported(interpreter, complaint)
        }
    }
}

/// Where a stream's `__dict__` is, classes of programs included: they have that of the type above them.
private func streamDictOffset(_ type: TypePointer) -> ClosedRange<Int> {
    let offset = type.pointee.tp_dictoffset
    return offset...offset
}

func releaseStreamDict(_ stream: Ref) { releaseFields(stream, streamDictOffset(stream.type)) }

func visitStreamDict(
    _ raw: RawObject, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    visitFields(raw, streamDictOffset(Ref(raw).type), visit, argument)
}

extension Interpreter {
    /// Whether `_IOBase.close` was done.
    func isMarkedClosed(_ stream: Ref) throws(Raised) -> Bool {
        let name = try intern("__IOBase_closed")
        guard let found = try lookupAttribute(stream, name.ref) else { return false }
        Ref(found).decref()
        return true
    }

    func markClosed(_ stream: Ref) throws(Raised) {
        let name = try intern("__IOBase_closed")
        try setAttribute(stream, name.ref, self.true)
    }

    /// `ValueError` once a stream is closed, as its `closed` tells.
    func checkOpen(_ stream: Ref) throws(Raised) {
        let closed = try namedAttribute(stream, "closed")
        if try isTrue(closed.ref) {
            throw raise(.valueError, "I/O operation on closed file.")
        }
    }

    /// A size as streams take it: nil for none, `None` and negative ones.
    func sizeArgument(_ argument: Ref?) throws(Raised) -> Int? {
        guard let argument, !argument.isNone else { return nil }
        guard isIndexLike(argument) else {
            throw raise(
                .typeError,
                "argument should be integer or None, not '\(typeName(argument.type))'")
        }
        let size = try indexValue(argument, overflow: .overflowError)
        return size < 0 ? nil : size
    }

    func isIndexLike(_ object: Ref) -> Bool {
        object.isInt || object.type.pointee.tp_as_number?.pointee.nb_index != nil
    }
}
