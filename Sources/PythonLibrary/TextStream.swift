import PythonRuntime

/// The type `TextIOWrapper`.
enum TextStream {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.TextIOWrapper", basicSize: MemoryLayout<TextStreamObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: textMethods + placeMethods + stateMethods, getSets: getSets,
            members: [
                MemberSpec("buffer", .object, offset: TextStreamObject.bufferOffset),
                MemberSpec("encoding", .object, offset: TextStreamObject.encodingOffset),
                MemberSpec("line_buffering", .bool, offset: TextStreamObject.lineBufferingOffset),
                MemberSpec("write_through", .bool, offset: TextStreamObject.writeThroughOffset),
                MemberSpec(
                    "_finalizing", .bool, offset: TextStreamObject.finalizingOffset,
                    isReadOnly: false),
            ]
        ) { block in
            IOBase.streamSlots(
                block, dict: TextStreamObject.dictOffset,
                weakReferences: TextStreamObject.weakReferencesOffset)
            block.pointee.type.tp_new = IOBase.makeStream
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, stream throws(Raised) in
                    stream.textIO.pointee.ok = 0
                    try interpreter.initializeText(stream, Ref(arguments), keywords)
                }
            }
            lifeSlots(block)
        }
    }

    private static func lifeSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            Ref(raw).textIO.pointee.finalizing = true
            if interpreter.revivesStream(raw) { return }
            interpreter.deallocate(raw) { stream in
                stream.textIO.pointee.ok = 0
                releaseText(stream)
                releaseStreamDict(stream)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            var status = visitFields(raw, 32...72, visit, argument)
            for offset in [120, 136, 152, 168] where status == 0 {
                status = visitFields(raw, offset...offset, visit, argument)
            }
            return status != 0 ? status : visitStreamDict(raw, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            Ref(raw).textIO.pointee.ok = 0
            releaseText(Ref(raw))
            releaseStreamDict(Ref(raw))
            return 0
        }
        block.pointee.type.tp_repr = { raw in
            withObject(raw) { interpreter, stream throws(Raised) in
                try interpreter.textRepr(stream)
            }
        }
        block.pointee.type.tp_iternext = { raw in
            do throws(Raised) {
                return try Interpreter(containing: raw).nextTextLine(Ref(raw))
            } catch { return nil }
        }
    }

    private static var getSets: [GetSetSpec] {
        [
            GetSetSpec("closed") { raw, _ in attributeOfBuffer(raw, "closed") },
            GetSetSpec("name") { raw, _ in attributeOfBuffer(raw, "name") },
            GetSetSpec("errors") { raw, _ in
                withObject(raw) { interpreter, stream throws(Raised) in
                    try interpreter.checkTextInitialized(stream)
                    let errors = stream.held(TextStreamObject.errorsOffset)
                    return (errors ?? interpreter.none).owned()
                }
            },
            GetSetSpec("newlines") { raw, _ in
                withObject(raw) { interpreter, stream throws(Raised) in
                    _ = try interpreter.textBuffer(stream)
                    return try interpreter.seenNewlines(stream.textIO.pointee.newlines)
                }
            },
            GetSetSpec(
                "_CHUNK_SIZE",
                { raw, _ in
                    withObject(raw) { interpreter, stream throws(Raised) in
                        _ = try interpreter.textBuffer(stream)
                        return try interpreter.makeInt(stream.textIO.pointee.chunk_size)
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, stream throws(Raised) in
                        _ = try interpreter.textBuffer(stream)
                        guard let value else {
                            throw interpreter.raise(
                                .attributeError, "cannot delete attribute")
                        }
                        let size = try interpreter.indexValue(Ref(value), overflow: .valueError)
                        if size <= 0 {
                            throw interpreter.raise(
                                .valueError, "a strictly positive integer is required")
                        }
                        stream.textIO.pointee.chunk_size = size
                    }
                }),
        ]
    }

    // MARK: Methods

    private static var textMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read", arguments.count, 0, 1)
                    return try interpreter.readText(
                        stream, try interpreter.sizeArgument(arguments[optional: 0]))
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readline", arguments.count, 0, 1)
                    let size = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.sizeValue(value)
                    }
                    return try interpreter.readTextLine(
                        stream, limit: size.flatMap { $0 < 0 ? nil : $0 })
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.writeText(stream, arguments[0])
                }
            },
            MethodSpec("reconfigure", .fastKeywords) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.reconfigureText(stream, arguments)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static var placeMethods: [MethodSpec] {
        [
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    let origin = try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.intArgument(value)
                    }
                    return try interpreter.seekText(stream, arguments[0], origin ?? 0)
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.tellText(stream)
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("truncate", arguments.count, 0, 1)
                    let buffer = try interpreter.textBuffer(stream).owned()
                    try interpreter.callFlush(stream)
                    let truncate = try interpreter.intern("truncate")
                    return try interpreter.callMethod(
                        buffer.ref, truncate.ref, arguments[optional: 0] ?? interpreter.none)
                }
            },
        ]
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("flush", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.flushText(stream)
                }
            },
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.closeText(stream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("detach", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    _ = try interpreter.textBuffer(stream)
                    try interpreter.callFlush(stream)
                    let buffer = try interpreter.textBuffer(stream).owned()
                    stream.drop(TextStreamObject.bufferOffset)
                    stream.textIO.pointee.detached = 1
                    return buffer
                }
            },
            MethodSpec("fileno", .noArguments) { stream, _, _, _ in callBuffer(stream, "fileno") },
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in callBuffer(stream, "isatty") },
            MethodSpec("readable", .noArguments) { stream, _, _, _ in
                callBuffer(stream, "readable")
            },
            MethodSpec("writable", .noArguments) { stream, _, _, _ in
                callBuffer(stream, "writable")
            },
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in
                callBuffer(stream, "seekable")
            },
        ]
    }
}

private func releaseText(_ stream: Ref) {
    releaseFields(stream, 32...72)
    for offset in [120, 136, 152, 168] { releaseFields(stream, offset...offset) }
}

private func attributeOfBuffer(_ raw: RawObject, _ name: String) -> RawObject? {
    withObject(raw) { interpreter, stream throws(Raised) in
        let buffer = try interpreter.textBuffer(stream).owned()
        return try interpreter.namedAttribute(buffer.ref, name)
    }
}

private func callBuffer(_ raw: RawObject?, _ name: String) -> RawObject? {
    withSelf(raw) { interpreter, stream throws(Raised) in
        let buffer = try interpreter.textBuffer(stream).owned()
        let method = try interpreter.namedAttribute(buffer.ref, name)
        return try interpreter.call(method.ref)
    }
}
