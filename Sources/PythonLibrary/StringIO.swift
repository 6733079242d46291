import PythonRuntime

/// `_io.StringIO` (`Modules/_io/stringio.c`): text in memory, with line ends as `newline=` says.
///
/// As long as a stream is only written to, at its end, it keeps the strs themselves in a list (`_PyAccu`), which
/// are joined when the text is asked for. The first reading, or writing elsewhere, makes it what it is called:
/// code points of four bytes in a block.
struct StringIOObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var buf: UnsafeMutablePointer<UInt32>?
    var pos: Int
    var string_size: Int
    /// In code points.
    var buf_size: Int
    var state: Int32
    /// Texts joined of many strs each, and the strs written since.
    var large: RawObject?
    var small: RawObject?
    var ok: Bool
    var closed: Bool
    var readuniversal: Bool
    var readtranslate: Bool
    var decoder: RawObject?
    var readnl: RawObject?
    var writenl: RawObject?
    var dict: RawObject?
    var weakreflist: RawObject?

    static var realized: Int32 { 1 }
    static var accumulating: Int32 { 2 }
    static var dictOffset: Int { 104 }
}

extension Ref {
    var textStream: UnsafeMutablePointer<StringIOObject> { fields(StringIOObject.self) }
}

enum StringIO {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.StringIO", basicSize: MemoryLayout<StringIOObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: readMethods + changeMethods + stateMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in
                    Ref(raw).interpreter.bool(Ref(raw).textStream.pointee.closed).take()
                },
                GetSetSpec("newlines") { raw, _ in
                    withObject(raw) { interpreter, stream throws(Raised) in
                        try interpreter.checkOpenText(stream)
                        guard let decoder = stream.held(80) else {
                            return interpreter.none.owned()
                        }
                        return try interpreter.namedAttribute(decoder, "newlines")
                    }
                },
                GetSetSpec("line_buffering") { raw, _ in
                    withObject(raw) { interpreter, stream throws(Raised) in
                        try interpreter.checkOpenText(stream)
                        return interpreter.bool(false)
                    }
                },
            ]
        ) { block in
            IOBase.streamSlots(block, dict: StringIOObject.dictOffset, weakReferences: 112)
            block.pointee.type.tp_new = IOBase.makeStream
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.deallocate(raw) { object in
                    if let data = object.textStream.pointee.buf {
                        interpreter.freeBlock(UnsafeMutableRawPointer(data))
                    }
                    releaseFields(object, 56...64)
                    releaseFields(object, 80...104)
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "StringIO", names: ["initial_value", "newline"],
                            maximumPositional: 2), tuple: Ref(arguments), keywords: keywords)
                    try interpreter.initializeText(Ref(raw), values[0], values[1])
                    return 0
                }
            }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.checkOpenText(Ref(raw))
                    let line = try interpreter.takeTextLine(Ref(raw), nil)
                    return line.ref.strCount == 0 ? nil : line.take()
                } catch { return nil }
            }
        }
    }

    private static var readMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read", arguments.count, 0, 1)
                    try interpreter.checkOpenText(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.takeText(stream, size)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readline", arguments.count, 0, 1)
                    try interpreter.checkOpenText(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.takeTextLine(stream, size)
                }
            },
            MethodSpec("getvalue", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenText(stream)
                    return try interpreter.valueOfText(stream)
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenText(stream)
                    return try interpreter.makeInt(stream.textStream.pointee.pos)
                }
            },
            MethodSpec("readable", .noArguments, yes), MethodSpec("writable", .noArguments, yes),
            MethodSpec("seekable", .noArguments, yes),
        ]
    }

    private static var changeMethods: [MethodSpec] {
        [
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    guard arguments[0].isStr else {
                        throw interpreter.raise(
                            .typeError,
                            "string argument expected, got '\(interpreter.typeName(arguments[0].type, limit: nil))'"
                        )
                    }
                    try interpreter.checkOpenText(stream)
                    if arguments[0].strCount > 0 {
                        try interpreter.putText(stream, arguments[0])
                    }
                    return try interpreter.makeInt(arguments[0].strCount)
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    try interpreter.checkOpenText(stream)
                    return try interpreter.seekText(stream, arguments)
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("truncate", arguments.count, 0, 1)
                    try interpreter.checkOpenText(stream)
                    let size =
                        try interpreter.truncationSize(arguments[optional: 0])
                        ?? stream.textStream.pointee.pos
                    if size < stream.textStream.pointee.string_size {
                        try interpreter.realizeText(stream)
                        try interpreter.resizeText(stream, size)
                        stream.textStream.pointee.string_size = size
                    }
                    return try interpreter.makeInt(size)
                }
            },
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    stream.textStream.pointee.closed = true
                    try interpreter.resizeText(stream, 0)
                    releaseFields(stream, 56...64)
                    releaseFields(stream, 80...96)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("__getstate__", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.stateOfText(stream)
                }
            },
            MethodSpec("__setstate__", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.setStateOfText(stream, arguments[0])
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static var yes: NativeFunction {
        { stream, _, _, _ in
            withSelf(stream) { interpreter, stream throws(Raised) in
                try interpreter.checkOpenText(stream)
                return interpreter.bool(true)
            }
        }
    }
}
