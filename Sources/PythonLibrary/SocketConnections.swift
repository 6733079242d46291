import PythonRuntime
import VirtualSystem

/// The methods of sockets that have to do with addresses and connections.
extension SocketObject {
    static var connectionMethods: [MethodSpec] {
        [
            MethodSpec("bind", .oneArgument) { socket, arguments, _, _ in
                SocketObject.onSocket(socket, arguments, 1) {
                    interpreter, description, arguments throws(Raised) in
                    let address = try SocketObject.address(
                        interpreter, description, arguments[0], function: "bind")
                    if let socket {
                        try interpreter.audit(
                            "socket.bind", .object(Ref(socket)), .object(arguments[0]))
                    }
                    try SocketObject.bind(interpreter, description, address)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("listen", .fast) { socket, arguments, count, _ in
                SocketObject.onSocket(socket, arguments, count) {
                    interpreter, description, arguments throws(Raised) in
                    try interpreter.checkArguments("listen", arguments.count, 0, 1)
                    let limit = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    if let limit, abs(limit) > Int(Int32.max) {
                        throw interpreter.raise(
                            .overflowError, "Python int too large to convert to C int")
                    }
                    try interpreter.withFiles(nil) { _ throws(SystemFailure) in
                        try description.listen(limit ?? 128)
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("_accept", .noArguments) { socket, _, _, _ in
                withSelf(socket) { interpreter, socket throws(Raised) in
                    try SocketObject.accept(interpreter, socket)
                }
            },
            MethodSpec("connect", .oneArgument) { socket, arguments, _, _ in
                nativeMethod(socket, arguments, 1, nil) {
                    interpreter, socket, arguments throws(Raised) in
                    try SocketObject.connect(interpreter, socket, arguments[0], "connect")
                    return interpreter.none.owned()
                }
            },
            MethodSpec("connect_ex", .oneArgument) { socket, arguments, _, _ in
                nativeMethod(socket, arguments, 1, nil) {
                    interpreter, socket, arguments throws(Raised) in
                    try SocketObject.connectForNumber(interpreter, socket, arguments[0])
                }
            },
            MethodSpec("getsockname", .noArguments) { socket, _, _, _ in
                SocketObject.onSocket(socket, nil, 0) {
                    interpreter, description, _ throws(Raised) in
                    try SocketObject.makeAddress(
                        interpreter,
                        description.localAddress ?? SocketObject.unbound(description.family))
                }
            },
            MethodSpec("getpeername", .noArguments) { socket, _, _, _ in
                SocketObject.onSocket(socket, nil, 0) {
                    interpreter, description, _ throws(Raised) in
                    guard let peer = description.peerAddress else {
                        throw interpreter.raise(SystemFailure.notConnected)
                    }
                    return try SocketObject.makeAddress(interpreter, peer)
                }
            },
            MethodSpec("shutdown", .oneArgument) { socket, arguments, _, _ in
                SocketObject.onSocket(socket, arguments, 1) {
                    interpreter, description, arguments throws(Raised) in
                    let how = try interpreter.indexValue(arguments[0], overflow: .overflowError)
                    try interpreter.withFiles(nil) { _ throws(SystemFailure) in
                        try description.shut(how)
                    }
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static func onSocket(
        _ socket: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ body: (Interpreter, VirtualSocket, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(socket, arguments, count, nil) {
            interpreter, socket, arguments throws(Raised) in
            try body(interpreter, try description(interpreter, socket), arguments)
        }
    }

    /// A local socket that is bound leaves a name among the files.
    private static func bind(
        _ interpreter: Interpreter, _ socket: VirtualSocket, _ address: SocketAddress
    ) throws(Raised) {
        try interpreter.withFiles(nil) { files throws(SystemFailure) in
            guard case .local(let name) = address, let first = name.first, first != 0 else {
                return try socket.bind(address)
            }
            try files.makeSocketName(FilePath(name))
            try socket.bind(address)
        }
    }

    private static func accept(_ interpreter: Interpreter, _ socket: Ref) throws(Raised) -> Owned {
        let listener = try description(interpreter, socket)
        let accepted = try whenReady(interpreter, socket) { () throws(SystemFailure) in
            try listener.accept()
        }
        let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.add(accepted)
        }
        let object = try interpreter.makeInt(number)
        let address = try makeAddress(
            interpreter, accepted.peerAddress ?? unbound(accepted.family))
        return try interpreter.makeTuple(object.ref, address.ref)
    }

    private static func connect(
        _ interpreter: Interpreter, _ socket: Ref, _ target: Ref, _ function: String
    ) throws(Raised) {
        let description = try description(interpreter, socket)
        let address = try address(interpreter, description, target, function: function)
        try interpreter.audit("socket.connect", .object(socket), .object(target))
        _ = try whenReady(interpreter, socket) { () throws(SystemFailure) in
            try description.connect(to: address)
        }
    }

    private static func connectForNumber(
        _ interpreter: Interpreter, _ socket: Ref, _ target: Ref
    ) throws(Raised) -> Owned {
        let description = try description(interpreter, socket)
        let address = try address(interpreter, description, target, function: "connect_ex")
        try interpreter.audit("socket.connect", .object(socket), .object(target))
        var code = 0
        do throws(SystemFailure) {
            if try description.connect(to: address) == nil { code = 11 }
        } catch { code = Int(error.code) }
        return try interpreter.makeInt(code)
    }

    static func unbound(_ family: Int) -> SocketAddress {
        switch family {
        case VirtualSocket.internetFamily: .internet(0, port: 0)
        case VirtualSocket.internet6Family:
            .internet6(SocketAddress.any6, port: 0, flow: 0, scope: 0)
        default: .local([])
        }
    }

    // MARK: Addresses

    /// An address as programs see it: `(host, port)`, `(host, port, flow, scope)` or a path.
    static func makeAddress(
        _ interpreter: Interpreter, _ address: SocketAddress
    ) throws(Raised) -> Owned {
        switch address {
        case .internet(let host, let port):
            let text = try interpreter.makeString(NumericAddress.text(host))
            let number = try interpreter.makeInt(port)
            return try interpreter.makeTuple(text.ref, number.ref)
        case .internet6(let host, let port, let flow, let scope):
            let text = try interpreter.makeString(NumericAddress.text6(host))
            let numbers = try PosixModule.intTuple(interpreter, [port, flow, scope])
            return try interpreter.makeTuple([
                text.ref, numbers.ref.tupleItem(0), numbers.ref.tupleItem(1),
                numbers.ref.tupleItem(2),
            ])
        case .local(let path):
            if path.first == 0 { return try interpreter.makeBytes(path) }
            return try interpreter.makePath(path)
        }
    }

    static func address(
        _ interpreter: Interpreter, _ socket: VirtualSocket, _ object: Ref, function: String
    ) throws(Raised) -> SocketAddress {
        if socket.family == VirtualSocket.unixFamily {
            return .local(try localName(interpreter, object))
        }
        let isNew = socket.family == VirtualSocket.internet6Family
        guard object.isTuple else {
            throw interpreter.raise(
                .typeError,
                "\(function)(): AF_INET\(isNew ? "6" : "") address must be tuple, not \(interpreter.typeName(object.type))"
            )
        }
        let count = object.itemCount
        guard isNew ? (2...4).contains(count) : count == 2 else {
            throw interpreter.raise(
                .typeError,
                isNew
                    ? "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
                    : "AF_INET address must be a pair (host, port)")
        }
        let name = try SocketModule.nameText(interpreter, object.tupleItem(0))
        let port = try interpreter.indexValue(object.tupleItem(1), overflow: .overflowError)
        guard (0...65535).contains(port) else {
            throw interpreter.raise(.overflowError, "\(function)(): port must be 0-65535.")
        }
        guard isNew else {
            return .internet(try SocketModule.internetHost(interpreter, name), port: port)
        }
        var extra = [0, 0]
        for index in 2..<max(2, count) {
            extra[index - 2] = try interpreter.indexValue(
                object.tupleItem(index), overflow: .overflowError)
        }
        guard (0...0xFFFFF).contains(extra[0]) else {
            throw interpreter.raise(.overflowError, "\(function)(): flowinfo must be 0-1048575.")
        }
        return .internet6(
            try SocketModule.internet6Host(interpreter, name), port: port, flow: extra[0],
            scope: extra[1])
    }

    private static func localName(_ interpreter: Interpreter, _ object: Ref) throws(Raised)
        -> [UInt8]
    {
        let bytes: [UInt8]
        if object.isStr {
            bytes = try interpreter.pathBytes(object)
        } else {
            bytes = try interpreter.bytesLike(object)
        }
        if bytes.count > (bytes.first == 0 ? 108 : 107) {
            throw interpreter.raise(.osError, "AF_UNIX path too long")
        }
        return bytes
    }
}
