import PythonRuntime
import VirtualSystem

/// `_socket.socket`: a descriptor of a virtual socket, with its timeout.
struct SocketLayout {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// −1 when it's closed or detached.
    var number: Int32
    var family: Int32
    var type: Int32
    var protocolNumber: Int32
    /// `errorhandler`, which isn't used here.
    var errorHandler: UnsafeRawPointer?
    /// Seconds; below 0 for none, 0 for not waiting.
    var timeout: Double
}

enum SocketObject {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_socket.socket", basicSize: MemoryLayout<SocketLayout>.size,
            flags: TypeFlags.baseType,
            methods: connectionMethods + stateMethods + optionMethods + transferMethods
                + messageMethods,
            getSets: [
                GetSetSpec("timeout") { raw, _ in
                    withObject(raw) { interpreter, socket throws(Raised) in
                        try SocketObject.timeoutObject(interpreter, socket)
                    }
                }
            ],
            members: [
                MemberSpec("family", .int32, offset: offset(\.family)),
                MemberSpec("type", .int32, offset: offset(\.type)),
                MemberSpec("proto", .int32, offset: offset(\.protocolNumber)),
            ]
        ) { block in
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    let socket = try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                    socket.ref.fields(SocketLayout.self).pointee.number = -1
                    socket.ref.fields(SocketLayout.self).pointee.timeout = -1
                    return socket
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try SocketObject.initialize(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments), keywords)
                    return 0
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, socket throws(Raised) in
                    let fields = socket.fields(SocketLayout.self).pointee
                    return try interpreter.makeString(
                        "<socket object, fd=\(fields.number), family=\(fields.family), type=\(fields.type), proto=\(fields.protocolNumber)>"
                    )
                }
            }
            block.pointee.type.tp_finalize = { raw in SocketObject.finalize(raw) }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                // Classes of programs have called the finaliser already.
                let isClass = Ref(raw).type.pointee.tp_flags & TypeFlags.heapType != 0
                if !isClass, interpreter.finalizeDying(Ref(raw)) { return }
                interpreter.freeInstance(raw)
            }
        }
    }

    private static func offset(_ path: PartialKeyPath<SocketLayout>) -> Int {
        MemoryLayout<SocketLayout>.offset(of: path) ?? 0
    }

    /// A socket that is dropped while it's open is closed, with a warning (`sock_finalize`).
    private static func finalize(_ raw: RawObject) {
        let interpreter = Interpreter(containing: raw)
        let fields = Ref(raw).fields(SocketLayout.self)
        guard fields.pointee.number >= 0 else { return }
        let pending = interpreter.takeException()
        do throws(Raised) {
            let text = try interpreter.repr(Ref(raw))
            try interpreter.warn(.resourceWarning, "unclosed \(text.ref.text)", about: Ref(raw))
        } catch {
            if interpreter.currentExceptionIs(.warning) {
                interpreter.reportUnraisable(message: nil, Ref(raw))
            } else {
                interpreter.clearException()
            }
        }
        let number = fields.pointee.number
        if number >= 0 {
            fields.pointee.number = -1
            try? interpreter.files?.close(Int(number))
        }
        if let pending { _ = interpreter.reraise(Owned(stealing: pending)) }
    }

    // MARK: Making

    private static func initialize(
        _ interpreter: Interpreter, _ socket: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = CallValues(
            interpreter: interpreter,
            values: try interpreter.bind(
                ParameterList(
                    function: "socket", names: ["family", "type", "proto", "fileno"],
                    maximumPositional: 4), tuple: arguments, keywords: keywords))
        let family = try values.int(0, default: -1)
        let type = try values.int(1, default: -1)
        let protocolNumber = try values.int(2, default: -1)
        try interpreter.audit(
            "socket.__new__", .object(socket), .int(family), .int(type), .int(protocolNumber))
        if let given = values.given(3) {
            if interpreter.isFloat(given) {
                throw interpreter.raise(
                    .typeError, "'float' object cannot be interpreted as an integer")
            }
            let number = try interpreter.indexValue(given, overflow: .overflowError)
            if number < 0 {
                throw interpreter.raise(.valueError, "negative file descriptor")
            }
            guard let found = try interpreter.description(number) as? VirtualSocket else {
                throw interpreter.raise(SystemFailure.notASocket)
            }
            try fill(interpreter, socket, found, number)
            let fields = socket.fields(SocketLayout.self)
            if family >= 0 { fields.pointee.family = Int32(truncatingIfNeeded: family) }
            if type >= 0 { fields.pointee.type = Int32(type & 0xF) }
            return
        }
        let made = try makeSocket(
            interpreter, family: family < 0 ? 2 : family, type: type < 0 ? 1 : type,
            number: max(0, protocolNumber))
        let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.add(made)
        }
        try fill(interpreter, socket, made, number)
    }

    /// A socket of the machine; families other than IPv4, IPv6 and local ones aren't there.
    static func makeSocket(
        _ interpreter: Interpreter, family: Int, type: Int, number: Int
    ) throws(Raised) -> VirtualSocket {
        let isLocal = family == VirtualSocket.unixFamily
        guard isLocal || family == 2 || family == 10 else {
            throw interpreter.raise(SystemFailure.familyNotSupported)
        }
        guard let kind = VirtualSocket.Kind(rawValue: type & 0xF) else {
            throw interpreter.raise(type & 0xF > 10 ? .invalid : SystemFailure(94))
        }
        if kind == .raw { throw interpreter.raise(SystemFailure.notPermitted) }
        if kind == .sequence, !isLocal { throw interpreter.raise(SystemFailure(94)) }
        let allowed = isLocal ? [0] : kind == .stream ? [0, 6] : [0, 17]
        guard allowed.contains(number) else {
            throw interpreter.raise(SystemFailure.protocolNotSupported)
        }
        guard let machine = interpreter.process?.machine else {
            throw interpreter.raise(SystemFailure.notImplemented)
        }
        let socket = VirtualSocket(
            family: family, kind: kind, protocolNumber: number, space: machine.sockets)
        if type & OpenDescription.nonblocking != 0 { socket.setNonblocking(true) }
        return socket
    }

    private static func fill(
        _ interpreter: Interpreter, _ socket: Ref, _ made: VirtualSocket, _ number: Int
    ) throws(Raised) {
        let fields = socket.fields(SocketLayout.self)
        fields.pointee.number = Int32(truncatingIfNeeded: number)
        fields.pointee.family = Int32(truncatingIfNeeded: made.family)
        fields.pointee.type = Int32(truncatingIfNeeded: made.kind.rawValue)
        fields.pointee.protocolNumber = Int32(truncatingIfNeeded: made.protocolNumber)
        fields.pointee.timeout = -1
        if made.isNonblocking {
            fields.pointee.timeout = 0
            return
        }
        let value = try interpreter.keptValue("_socket.timeout")
        if value.ref.isNone { return }
        fields.pointee.timeout = try interpreter.doubleValue(value.ref)
        made.setNonblocking(true)
    }

    /// An object for a socket, with a new descriptor.
    static func wrap(
        _ interpreter: Interpreter, _ socket: VirtualSocket, _ type: TypePointer?
    ) throws(Raised) -> Owned {
        let object = try interpreter.allocateInstance(type ?? interpreter.type(.socket))
        object.ref.fields(SocketLayout.self).pointee.number = -1
        let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.add(socket)
        }
        try fill(interpreter, object.ref, socket, number)
        return object
    }

    // MARK: Finding

    static func number(_ socket: Ref) -> Int {
        Int(socket.fields(SocketLayout.self).pointee.number)
    }

    static func description(
        _ interpreter: Interpreter, _ socket: Ref
    ) throws(Raised) -> VirtualSocket {
        guard let found = try interpreter.description(number(socket)) as? VirtualSocket else {
            throw interpreter.raise(SystemFailure.notASocket)
        }
        return found
    }

    /// Seconds of a timeout argument; nil for `None`.
    static func timeout(_ interpreter: Interpreter, _ value: Ref) throws(Raised) -> Double? {
        if value.isNone { return nil }
        guard interpreter.isFloat(value) || value.isInt else {
            throw interpreter.raise(
                .typeError,
                "'\(interpreter.typeName(value.type))' object cannot be interpreted as an integer")
        }
        let seconds = try SelectModule.seconds(interpreter, value)
        if seconds < 0 { throw interpreter.raise(.valueError, "Timeout value out of range") }
        return seconds
    }

    private static func timeoutObject(
        _ interpreter: Interpreter, _ socket: Ref
    ) throws(Raised) -> Owned {
        let timeout = socket.fields(SocketLayout.self).pointee.timeout
        return timeout < 0 ? interpreter.none.owned() : try interpreter.makeFloat(timeout)
    }

    /// Tries until it gives something, as long as the socket's timeout allows.
    static func whenReady<Result>(
        _ interpreter: Interpreter, _ socket: Ref, until deadline: Int? = nil,
        _ body: @escaping () throws(SystemFailure) -> Result?
    ) throws(Raised) -> Result {
        let timeout = socket.fields(SocketLayout.self).pointee.timeout
        let limit = deadline ?? (timeout > 0 ? interpreter.deadline(after: timeout) : nil)
        if let result = try interpreter.whenReady(waits: timeout != 0, until: limit, body) {
            return result
        }
        if timeout > 0 { throw interpreter.raise(.timeoutError, "timed out") }
        throw interpreter.raise(SystemFailure.tryAgain)
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("close", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    let number = SocketObject.number(socket)
                    socket.fields(SocketLayout.self).pointee.number = -1
                    if number >= 0 {
                        try interpreter.withFiles(nil) { files throws(SystemFailure) in
                            try files.close(number)
                        }
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("detach", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    let number = SocketObject.number(socket)
                    socket.fields(SocketLayout.self).pointee.number = -1
                    return try interpreter.makeInt(number)
                }
            },
            MethodSpec("fileno", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    try interpreter.makeInt(SocketObject.number(socket))
                }
            },
            MethodSpec("setblocking", .oneArgument) { socket, arguments, _, _ in
                nativeMethod(socket, arguments, 1, nil) {
                    interpreter, socket, arguments throws(Raised) in
                    let waits = try interpreter.isTrue(arguments[0])
                    try SocketObject.setTimeout(interpreter, socket, waits ? nil : 0)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("getblocking", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    interpreter.bool(socket.fields(SocketLayout.self).pointee.timeout != 0)
                }
            },
            MethodSpec("settimeout", .oneArgument) { socket, arguments, _, _ in
                nativeMethod(socket, arguments, 1, nil) {
                    interpreter, socket, arguments throws(Raised) in
                    try SocketObject.setTimeout(
                        interpreter, socket, try SocketObject.timeout(interpreter, arguments[0]))
                    return interpreter.none.owned()
                }
            },
            MethodSpec("gettimeout", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    try SocketObject.timeoutObject(interpreter, socket)
                }
            },
        ]
    }

    private static func setTimeout(
        _ interpreter: Interpreter, _ socket: Ref, _ timeout: Double?
    ) throws(Raised) {
        let description = try description(interpreter, socket)
        socket.fields(SocketLayout.self).pointee.timeout = timeout ?? -1
        description.setNonblocking(timeout != nil)
    }
}
