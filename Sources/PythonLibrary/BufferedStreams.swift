import PythonRuntime

/// `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `BufferedRWPair` (`Modules/_io/bufferedio.c`). Virtual
/// files are in memory already, so each hands on to its raw stream; a pair has another for writing.
struct BufferedObject {
    var base: IOBaseObject
    var raw: RawObject?
    var writer: RawObject?
}

enum Buffered {
    static func spec(_ name: StaticString) -> TypeSpec {
        TypeSpec(
            library: name, basicSize: MemoryLayout<BufferedObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: dataMethods + forwardedMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in ofRaw(raw, "closed") },
                GetSetSpec("name") { raw, _ in ofRaw(raw, "name") },
                GetSetSpec("mode") { raw, _ in ofRaw(raw, "mode") },
            ],
            members: [
                MemberSpec("__dict__", .object, offset: 16), MemberSpec("raw", .object, offset: 40),
            ]
        ) { block in
            IOBase.streamSlots(block)
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let count = Ref(arguments).itemCount
                    guard count > 0 else {
                        throw interpreter.raise(
                            .typeError, "a raw stream is required as the first argument")
                    }
                    Ref(raw).hold(40, Ref(arguments).tupleItem(0).owned())
                    if count > 1, !Ref(arguments).tupleItem(1).isInt {
                        Ref(raw).hold(48, Ref(arguments).tupleItem(1).owned())
                    }
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                if interpreter.revivesStream(raw) { return }
                interpreter.deallocate(raw) { stream in
                    releaseFields(stream, 40...48)
                    releaseFields(stream, 16...16)
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let status = visitFields(raw, 40...48, visit, argument)
                return status != 0 ? status : visitFields(raw, 16...16, visit, argument)
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, stream throws(Raised) in
                    let name = try interpreter.namedAttribute(stream, "name")
                    let text = try interpreter.repr(name.ref)
                    return try interpreter.makeString(
                        "<\(interpreter.typeName(stream.type)) name=\(text.ref.text)>")
                }
            }
        }
    }

    private static var dataMethods: [MethodSpec] {
        [
            MethodSpec("read1", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "read")
            },
            MethodSpec("write", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("write", arguments.count, 1, 1)
                    guard let raw = stream.held(48) ?? stream.held(40) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    return try interpreter.writeFully(raw, arguments[0])
                }
            },
            MethodSpec("peek", .fast) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let raw = stream.held(40) ?? interpreter.none
                    let tell = try interpreter.namedAttribute(raw, "tell")
                    let place = try interpreter.call(tell.ref)
                    let bytes = try interpreter.callMethod(raw, interpreter.name(.read))
                    let seek = try interpreter.namedAttribute(raw, "seek")
                    _ = try interpreter.call(seek.ref, place.ref)
                    return bytes
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    let size = try interpreter.makeInt(try interpreter.length(arguments[0]))
                    let data = try interpreter.callMethod(
                        stream.held(40) ?? interpreter.none, interpreter.name(.read), size.ref)
                    return try interpreter.makeInt(
                        try interpreter.copyBytes(
                            try interpreter.bytesLike(data.ref), into: arguments[0]))
                }
            },
            MethodSpec("detach", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    guard let raw = stream.held(40) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    let detached = raw.owned()
                    stream.drop(40)
                    return detached
                }
            },
        ]
    }

    private static var forwardedMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read", arguments.count, 0, 1)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    guard let raw = stream.held(40) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    return try interpreter.readFully(raw, size)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "readline")
            },
            MethodSpec("seek", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "seek")
            },
            MethodSpec("tell", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "tell")
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "truncate")
            },
            MethodSpec("flush", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "flush")
            },
            MethodSpec("close", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "close")
            },
            MethodSpec("fileno", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "fileno")
            },
            MethodSpec("isatty", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "isatty")
            },
            MethodSpec("readable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "readable")
            },
            MethodSpec("writable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "writable")
            },
            MethodSpec("seekable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "seekable")
            },
        ]
    }
}

private func ofRaw(_ raw: RawObject, _ name: String) -> RawObject? {
    withObject(raw) { interpreter, stream throws(Raised) in
        guard let inner = stream.held(40) else {
            throw interpreter.raise(.valueError, "raw stream has been detached")
        }
        return try interpreter.namedAttribute(inner, name)
    }
}

/// Calls the method of the raw stream; of the second one when a pair writes.
private func forward(
    _ stream: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ name: String
) -> RawObject? {
    nativeMethod(stream, arguments, count, nil) { interpreter, stream, arguments throws(Raised) in
        let writes = name == "write" || name == "writable"
        guard let inner = writes ? stream.held(48) ?? stream.held(40) : stream.held(40) else {
            throw interpreter.raise(.valueError, "raw stream has been detached")
        }
        let method = try interpreter.namedAttribute(inner, name)
        return try interpreter.call(method.ref, arguments.start, count: arguments.count)
    }
}
