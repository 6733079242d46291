import PythonRuntime

/// `_io.BufferedRWPair` (`Modules/_io/bufferedio.c`): a `BufferedReader` over one raw stream and a `BufferedWriter`
/// over another, behind the header.
enum BufferedPair {
    private static var readerOffset: Int { 16 }
    private static var writerOffset: Int { 24 }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.BufferedRWPair", basicSize: 48,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: methods,
            getSets: [
                GetSetSpec("closed") { raw, _ in
                    withObject(raw) { interpreter, pair throws(Raised) in
                        guard let writer = pair.held(BufferedPair.writerOffset) else {
                            throw interpreter.raise(
                                .runtimeError,
                                "the BufferedRWPair object is being garbage-collected")
                        }
                        return try interpreter.namedAttribute(writer, "closed")
                    }
                }
            ]
        ) { block in
            IOBase.streamSlots(block, dict: 32, weakReferences: 40)
            block.pointee.type.tp_new = IOBase.makeStream
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try BufferedPair.initialize(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments), keywords)
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                if interpreter.revivesStream(raw) { return }
                interpreter.deallocate(raw) { pair in
                    releaseFields(pair, BufferedPair.readerOffset...BufferedPair.writerOffset)
                    releaseStreamDict(pair)
                }
            }
        }
    }

    private static func initialize(
        _ interpreter: Interpreter, _ pair: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = try interpreter.bind(
            ParameterList(
                function: "BufferedRWPair", names: ["reader", "writer", "buffer_size"],
                positionalOnly: 3, required: 2, maximumPositional: 3), tuple: arguments,
            keywords: keywords)
        let none = interpreter.none
        let usual = try interpreter.makeInt(BufferedObject.usualSize)
        let size = values[2] ?? usual.ref
        let (source, target) = (values[0] ?? none, values[1] ?? none)
        try BufferedPair.require(interpreter, source, "readable", "File or stream is not readable.")
        try BufferedPair.require(interpreter, target, "writable", "File or stream is not writable.")
        pair.hold(
            BufferedPair.readerOffset,
            try interpreter.call(
                Ref(RawObject(interpreter.type(.bufferedReader))), [source, size]))
        pair.hold(
            BufferedPair.writerOffset,
            try interpreter.call(
                Ref(RawObject(interpreter.type(.bufferedWriter))), [target, size]))
    }

    private static func require(
        _ interpreter: Interpreter, _ stream: Ref, _ question: String, _ complaint: String
    ) throws(Raised) {
        let method = try interpreter.namedAttribute(stream, question)
        let answer = try interpreter.call(method.ref)
        if try interpreter.isTrue(answer.ref) { return }
        throw try IOModule.unsupported(interpreter, complaint)
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "read")
            },
            MethodSpec("read1", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "read1")
            },
            MethodSpec("peek", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "peek")
            },
            MethodSpec("readinto", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "readinto")
            },
            MethodSpec("readable", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "readable")
            },
            MethodSpec("write", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.writerOffset, "write")
            },
            MethodSpec("flush", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.writerOffset, "flush")
            },
            MethodSpec("writable", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.writerOffset, "writable")
            },
            MethodSpec("readinto1", .fast) { pair, arguments, count, _ in
                BufferedPair.pass(pair, arguments, count, BufferedPair.readerOffset, "readinto1")
            },
            MethodSpec("close", .noArguments) { pair, _, _, _ in
                withSelf(pair) { interpreter, pair throws(Raised) in
                    try BufferedPair.close(interpreter, pair)
                }
            },
            MethodSpec("isatty", .noArguments) { pair, _, _, _ in
                guard
                    let answer = BufferedPair.pass(
                        pair, nil, 0, BufferedPair.writerOffset, "isatty")
                else { return nil }
                let interpreter = Interpreter(containing: answer)
                if Ref(answer) != interpreter.false { return answer }
                Ref(answer).decref()
                return BufferedPair.pass(pair, nil, 0, BufferedPair.readerOffset, "isatty")
            },
        ]
    }

    /// Closes both, also where closing the writer fails.
    fileprivate static func close(_ interpreter: Interpreter, _ pair: Ref) throws(Raised) -> Owned {
        let key = try interpreter.intern("close")
        let none = interpreter.none
        var result = none.owned()
        try interpreter.doBoth { () throws(Raised) in
            _ = try interpreter.callMethod(pair.held(writerOffset) ?? none, key.ref)
        } _: { () throws(Raised) in
            result = try interpreter.callMethod(pair.held(readerOffset) ?? none, key.ref)
        }
        return result
    }

    /// Calls a method of one of the two.
    private static func pass(
        _ pair: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ offset: Int, _ name: String
    ) -> RawObject? {
        nativeMethod(pair, arguments, count, nil) { interpreter, pair, arguments throws(Raised) in
            guard let inner = pair.held(offset) else {
                throw interpreter.raise(.valueError, "I/O operation on uninitialized object")
            }
            let method = try interpreter.namedAttribute(inner, name)
            return try interpreter.call(method.ref, arguments.start, count: arguments.count)
        }
    }
}
