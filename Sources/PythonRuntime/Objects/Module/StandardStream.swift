import VirtualSystem

/// CPython's early standard printer (`Objects/fileobject.c`, `PyStdPrinter_Object`): what `sys.stdout` and
/// `sys.stderr` are where there is no `_io` to make text streams.
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
            builtin: .stderrPrinter, name: "stderrprinter",
            basicSize: MemoryLayout<PyStdPrinterObject>.stride,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                    writeStream(stream, arguments?[0])
                },
                MethodSpec("flush", .noArguments) { stream, _, _, _ in
                    stream.map { Ref($0).interpreter.none.owned().take() }
                },
                MethodSpec("close", .noArguments) { stream, _, _, _ in
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
            getSets: [
                GetSetSpec(
                    "encoding", { stream, _ in Ref(stream).interpreter.none.owned().take() }),
                GetSetSpec("closed", { stream, _ in Ref(stream).interpreter.bool(false).take() }),
                GetSetSpec(
                    "mode",
                    { stream, _ in
                        slotResult { () throws(Raised) in try Ref(stream).interpreter.intern("w") }
                    }),
            ]
        ) { _ in }
    }
}

private func writeStream(_ stream: RawObject?, _ text: RawObject?) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let stream, let text else { throw Raised() }
        let interpreter = Interpreter(containing: stream)
        guard Ref(text).isStr else {
            throw interpreter.raise(
                .typeError,
                "write() argument must be str, not \(interpreter.typeName(Ref(text).type, limit: 50))"
            )
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

    /// The next number of the generator behind `os.urandom` (SplitMix64). The first process begins with a fixed seed,
    /// a program it started with one that comes of its number.
    public func nextEntropy() -> UInt64 {
        if state.pointee.modules.entropy == 0 {
            let number = process?.number ?? VirtualMachine.firstNumber
            let distance = UInt64(truncatingIfNeeded: number &- VirtualMachine.firstNumber)
            state.pointee.modules.entropy = distance &* 0xD6E8_FEB8_6659_FD93
        }
        state.pointee.modules.entropy &+= 0x9E37_79B9_7F4A_7C15
        var value = state.pointee.modules.entropy
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
