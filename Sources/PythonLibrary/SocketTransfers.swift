import PythonRuntime
import VirtualSystem

/// The methods of sockets that move bytes.
extension SocketObject {
    static var transferMethods: [MethodSpec] { receivingMethods + sendingMethods }

    private static let peekFlag = 2
    private static let dontWaitFlag = 0x40
    private static let waitAllFlag = 0x100

    private static var receivingMethods: [MethodSpec] {
        [
            MethodSpec("recv", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(socket, arguments, count, nil, "recv", ["", ""], required: 1)
                {
                    interpreter, socket, values throws(Raised) in
                    let size = try SocketObject.size(interpreter, try values.int(0), "recv")
                    let received = try SocketObject.receive(
                        interpreter, socket, size, try values.int(1, default: 0))
                    return try interpreter.makeBytes(received.bytes)
                }
            },
            MethodSpec("recvfrom", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(
                    socket, arguments, count, nil, "recvfrom", ["", ""], required: 1
                ) {
                    interpreter, socket, values throws(Raised) in
                    let size = try SocketObject.size(interpreter, try values.int(0), "recvfrom")
                    let received = try SocketObject.receive(
                        interpreter, socket, size, try values.int(1, default: 0))
                    let bytes = try interpreter.makeBytes(received.bytes)
                    let source = try SocketObject.source(interpreter, socket, received)
                    return try interpreter.makeTuple(bytes.ref, source.ref)
                }
            },
            MethodSpec("recv_into", .fastKeywords) { socket, arguments, count, names in
                SocketObject.onValues(
                    socket, arguments, count, names, "recv_into", ["buffer", "nbytes", "flags"],
                    required: 1
                ) { interpreter, socket, values throws(Raised) in
                    let received = try SocketObject.receiveInto(
                        interpreter, socket, values, "recv_into")
                    return try interpreter.makeInt(received.bytes.count)
                }
            },
            MethodSpec("recvfrom_into", .fastKeywords) { socket, arguments, count, names in
                SocketObject.onValues(
                    socket, arguments, count, names, "recvfrom_into",
                    ["buffer", "nbytes", "flags"], required: 1
                ) { interpreter, socket, values throws(Raised) in
                    let received = try SocketObject.receiveInto(
                        interpreter, socket, values, "recvfrom_into")
                    let size = try interpreter.makeInt(received.bytes.count)
                    let source = try SocketObject.source(interpreter, socket, received)
                    return try interpreter.makeTuple(size.ref, source.ref)
                }
            },
        ]
    }

    private static var sendingMethods: [MethodSpec] {
        [
            MethodSpec("send", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(socket, arguments, count, nil, "send", ["", ""], required: 1)
                {
                    interpreter, socket, values throws(Raised) in
                    let bytes = try interpreter.bytesLike(values.object(0))
                    return try interpreter.makeInt(
                        try SocketObject.send(
                            interpreter, socket, bytes, try values.int(1, default: 0)))
                }
            },
            MethodSpec("sendall", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(
                    socket, arguments, count, nil, "sendall", ["", ""], required: 1
                ) {
                    interpreter, socket, values throws(Raised) in
                    var rest = try interpreter.bytesLike(values.object(0))[...]
                    let flags = try values.int(1, default: 0)
                    let timeout = socket.fields(SocketLayout.self).pointee.timeout
                    let deadline = timeout > 0 ? interpreter.deadline(after: timeout) : nil
                    repeat {
                        let sent = try SocketObject.send(
                            interpreter, socket, Array(rest), flags, until: deadline)
                        rest = rest.dropFirst(sent)
                    } while !rest.isEmpty
                    return interpreter.none.owned()
                }
            },
            MethodSpec("sendto", .fast) { socket, arguments, count, _ in
                nativeMethod(socket, arguments, count, nil) {
                    interpreter, socket, arguments throws(Raised) in
                    guard (2...3).contains(arguments.count) else {
                        throw interpreter.raise(
                            .typeError,
                            "sendto() takes 2 or 3 arguments (\(arguments.count) given)")
                    }
                    let bytes = try interpreter.bytesLike(arguments[0])
                    let target = arguments[arguments.count - 1]
                    let flags =
                        arguments.count == 3
                        ? try interpreter.indexValue(arguments[1], overflow: .overflowError) : 0
                    let description = try SocketObject.description(interpreter, socket)
                    let address = try SocketObject.address(
                        interpreter, description, target, function: "sendto")
                    try interpreter.audit("socket.sendto", .object(socket), .object(target))
                    return try interpreter.makeInt(
                        try SocketObject.send(interpreter, socket, bytes, flags, to: address))
                }
            },
        ]
    }

    static func onValues(
        _ socket: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ parameters: [StaticString],
        required: Int, _ body: (Interpreter, Ref, CallValues) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(socket, arguments, count, names) {
            interpreter, socket, arguments throws(Raised) in
            let isPositional = parameters[0].utf8CodeUnitCount == 0
            let values = try interpreter.bind(
                ParameterList(
                    function: function, names: parameters,
                    positionalOnly: isPositional ? parameters.count : 0, required: required,
                    maximumPositional: parameters.count), arguments)
            return try body(
                interpreter, socket, CallValues(interpreter: interpreter, values: values))
        }
    }

    static func size(
        _ interpreter: Interpreter, _ size: Int, _ function: StaticString
    ) throws(Raised) -> Int {
        if size < 0 {
            throw interpreter.raise(.valueError, "negative buffersize in \(function)")
        }
        return size
    }

    static func receive(
        _ interpreter: Interpreter, _ socket: Ref, _ size: Int, _ flags: Int
    ) throws(Raised) -> VirtualSocket.Received {
        let description = try description(interpreter, socket)
        let keeps = flags & peekFlag != 0
        func once() throws(Raised) -> VirtualSocket.Received {
            if flags & dontWaitFlag != 0 {
                let received = try interpreter.whenReady(waits: false) {
                    () throws(SystemFailure) in try description.receive(size, keeps: keeps)
                }
                guard let received else { throw interpreter.raise(SystemFailure.tryAgain) }
                return received
            }
            return try whenReady(interpreter, socket) { () throws(SystemFailure) in
                try description.receive(size, keeps: keeps)
            }
        }
        var received = try once()
        guard flags & waitAllFlag != 0, description.isStream else { return received }
        while received.bytes.count < size {
            let wanted = size - received.bytes.count
            let more = try whenReady(interpreter, socket) { () throws(SystemFailure) in
                try description.receive(wanted)
            }
            if more.bytes.isEmpty { break }
            received.bytes += more.bytes
        }
        return received
    }

    private static func receiveInto(
        _ interpreter: Interpreter, _ socket: Ref, _ values: CallValues, _ function: StaticString
    ) throws(Raised) -> VirtualSocket.Received {
        let room = try interpreter.writableCount(values.object(0))
        let wanted = try size(interpreter, try values.int(1, default: 0), function)
        if wanted > room {
            throw interpreter.raise(
                .valueError,
                function.description == "recv_into"
                    ? "buffer too small for requested bytes"
                    : "nbytes is greater than the length of the buffer")
        }
        let received = try receive(
            interpreter, socket, wanted == 0 ? room : wanted, try values.int(2, default: 0))
        _ = try interpreter.copyBytes(received.bytes, into: values.object(0))
        return received
    }

    /// Who sent it; `None` for a connection.
    static func source(
        _ interpreter: Interpreter, _ socket: Ref, _ received: VirtualSocket.Received
    ) throws(Raised) -> Owned {
        guard let source = received.source else { return interpreter.none.owned() }
        return try makeAddress(interpreter, source)
    }

    static func send(
        _ interpreter: Interpreter, _ socket: Ref, _ bytes: [UInt8], _ flags: Int,
        to address: SocketAddress? = nil, with descriptions: [OpenDescription] = [],
        until deadline: Int? = nil
    ) throws(Raised) -> Int {
        let description = try description(interpreter, socket)
        let timeout = socket.fields(SocketLayout.self).pointee.timeout
        guard timeout < 0, description.isStream, flags & dontWaitFlag == 0 else {
            return try whenReady(interpreter, socket, until: deadline) {
                () throws(SystemFailure) in
                try description.send(bytes, to: address, with: descriptions)
            }
        }
        // A socket that waits takes everything.
        var rest = bytes[...]
        repeat {
            let part = Array(rest)
            let carried = rest.count == bytes.count ? descriptions : []
            let sent = try whenReady(interpreter, socket) { () throws(SystemFailure) in
                try description.send(part, to: address, with: carried)
            }
            rest = rest.dropFirst(sent)
        } while !rest.isEmpty
        return bytes.count
    }
}
