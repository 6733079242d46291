/// `sys.stdout` and `sys.stderr`: writers to the host, in the layout of CPython's early
/// standard printer (`Objects/fileobject.c`, `PyStdPrinter_Object`).
@frozen
public struct PyStdPrinterObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var fd: Int32
}

extension Ref {
    var isStandardStream: Bool { isExactly(.stderrPrinter) }

    /// 1 for standard output, 2 for error; the caller has checked the type.
    var standardStreamNumber: Int { Int(fields(PyStdPrinterObject.self).pointee.fd) }
}

extension Interpreter {
    func makeStandardStream(_ number: Int) throws(Raised) -> Owned {
        let raw = try newObject(
            type(.stderrPrinter), size: MemoryLayout<PyStdPrinterObject>.stride)
        raw.assumingMemoryBound(to: PyStdPrinterObject.self).pointee.fd = Int32(number)
        return Owned(stealing: raw)
    }

    /// `sys.stdout`, borrowed; nil when it is `None`.
    func standardOutput() throws(Raised) -> Ref? {
        guard let sys = state.pointee.modules.sys, let dict = moduleDict(Ref(sys)),
            let stream = dictGet(dict, str: name(.stdout))
        else { throw raise(.runtimeError, "lost sys.stdout") }
        return stream.isNone ? nil : stream
    }

    /// Writes a str's UTF-8; a lone surrogate raises `UnicodeEncodeError` as the strict handler does.
    func writeToHost(stream: Int, str text: Ref) {
        guard let host = state.pointee.host?.takeUnretainedValue() else { return }
        if text.strIsASCII {
            host.write(stream, UnsafeRawBufferPointer(start: text.strData, count: text.strCount))
            return
        }
        writeToHost(stream: stream, text.text)
    }

    func writeToHost(stream: Int, _ text: String) {
        guard let host = state.pointee.host?.takeUnretainedValue() else { return }
        var text = text
        text.withUTF8 { host.write(stream, UnsafeRawBufferPointer($0)) }
    }

    static func standardStreamSpec() -> TypeSpec {
        TypeSpec(
            builtin: .stderrPrinter, name: "TextIOWrapper",
            basicSize: MemoryLayout<PyStdPrinterObject>.stride,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                    writeStream(stream, arguments?[0])
                },
                MethodSpec("flush", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.none.owned().take() }
                },
                MethodSpec("readable", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.bool(false).take() }
                },
                MethodSpec("writable", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.bool(true).take() }
                },
                MethodSpec("seekable", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.bool(false).take() }
                },
                MethodSpec("writelines", .oneArgument) { stream, arguments, _, _ in
                    withSelf(stream) { interpreter, stream throws(Raised) in
                        guard let lines = arguments?[0] else { throw Raised() }
                        let iterator = try interpreter.iterator(over: Ref(lines))
                        while let raw = try interpreter.next(iterator.ref) {
                            let line = Owned(stealing: raw)
                            _ = try interpreter.callMethod(
                                stream, interpreter.name(.write), line.ref)
                        }
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("reconfigure", .fastKeywords) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.none.owned().take() }
                },
                MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.false.owned().take() }
                },
                MethodSpec("fileno", .noArguments) { stream, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let stream else { throw Raised() }
                        return try Ref(stream).interpreter.makeInt(
                            Ref(stream).standardStreamNumber)
                    }
                },
            ],
            getSets: streamAttributes + [
                GetSetSpec(
                    "encoding",
                    { stream, _ in
                        slotResult { () throws(Raised) in
                            try Ref(stream).interpreter.intern("utf-8")
                        }
                    }),
                GetSetSpec(
                    "name",
                    { stream, _ in
                        slotResult { () throws(Raised) in
                            let isError = Ref(stream).standardStreamNumber == 2
                            return try Ref(stream).interpreter.intern(
                                isError ? "<stderr>" : "<stdout>")
                        }
                    }),
            ]
        ) { block in
            block.pointee.type.tp_repr = { stream in
                slotResult { () throws(Raised) in
                    let isError = Ref(stream).standardStreamNumber == 2
                    return try Ref(stream).interpreter.makeString(
                        "<_io.TextIOWrapper name='<\(isError ? "stderr" : "stdout")>' mode='w' encoding='utf-8'>"
                    )
                }
            }
        }
    }
}

/// What a text stream over a buffer has besides: the buffer is made when it's asked for.
private var streamAttributes: [GetSetSpec] {
    [
        GetSetSpec(
            "buffer",
            { stream, _ in
                slotResult { () throws(Raised) in
                    try Ref(stream).interpreter.standardBuffer(Ref(stream).standardStreamNumber)
                }
            }),
        GetSetSpec(
            "errors",
            { stream, _ in
                slotResult { () throws(Raised) in
                    let isError = Ref(stream).standardStreamNumber == 2
                    return try Ref(stream).interpreter.intern(
                        isError ? "backslashreplace" : "strict")
                }
            }),
        GetSetSpec(
            "mode",
            { stream, _ in
                slotResult { () throws(Raised) in try Ref(stream).interpreter.intern("w") }
            }),
        GetSetSpec("closed", { stream, _ in Ref(stream).interpreter.bool(false).take() }),
        GetSetSpec(
            "line_buffering",
            { stream, _ in
                Ref(stream).interpreter.bool(Ref(stream).standardStreamNumber == 2).take()
            }),
        GetSetSpec("write_through", { stream, _ in Ref(stream).interpreter.bool(false).take() }),
        GetSetSpec("newlines", { stream, _ in Ref(stream).interpreter.none.owned().take() }),
    ]
}

extension Interpreter {
    /// The binary stream below `sys.stdout` or `sys.stderr`, made once.
    fileprivate func standardBuffer(_ number: Int) throws(Raised) -> Owned {
        let place = number == 2 ? \ModuleState.errorBuffer : \ModuleState.outputBuffer
        if let buffer = state.pointee.modules[keyPath: place] { return Ref(buffer).owned() }
        let module = try importModule("_io")
        let open = try namedAttribute(module.ref, "open")
        let descriptor = try makeInt(number)
        let mode = try intern("wb")
        let buffering = try makeInt(-1)
        let buffer = try call(
            open.ref,
            [descriptor.ref, mode.ref, buffering.ref, none, none, none, self.false])
        state.pointee.modules[keyPath: place] = buffer.ref.owned().take()
        return buffer
    }
}

private func writeStream(_ stream: RawObject?, _ text: RawObject?) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let stream, let text else { throw Raised() }
        let interpreter = Interpreter(containing: stream)
        guard Ref(text).isStr else {
            throw interpreter.raise(
                .typeError,
                "write() argument must be str, not \(interpreter.typeName(Ref(text).type))")
        }
        interpreter.writeToHost(stream: Ref(stream).standardStreamNumber, str: Ref(text))
        return try interpreter.makeInt(Ref(text).strCount)
    }
}

extension Interpreter {
    /// Bytes to standard output (1) or error (2).
    public func writeToHost(stream: Int, bytes: [UInt8]) {
        guard let host = state.pointee.host?.takeUnretainedValue() else { return }
        bytes.withUnsafeBytes { host.write(stream, $0) }
    }

    /// The next number of the generator behind `os.urandom` (SplitMix64 from a fixed seed).
    public func nextEntropy() -> UInt64 {
        state.pointee.modules.entropy &+= 0x9E37_79B9_7F4A_7C15
        var value = state.pointee.modules.entropy
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
