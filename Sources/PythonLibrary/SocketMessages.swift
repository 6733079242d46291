import PythonRuntime
import VirtualSystem

/// `sendmsg` and `recvmsg`: bytes of several buffers, and descriptors that go with them.
extension SocketObject {
    static var messageMethods: [MethodSpec] {
        [
            MethodSpec("sendmsg", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(
                    socket, arguments, count, nil, "sendmsg", ["", "", "", ""], required: 1
                ) {
                    interpreter, socket, values throws(Raised) in
                    try SocketObject.sendMessage(interpreter, socket, values)
                }
            },
            MethodSpec("recvmsg", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(
                    socket, arguments, count, nil, "recvmsg", ["", "", ""], required: 1
                ) {
                    interpreter, socket, values throws(Raised) in
                    let size = try SocketObject.size(interpreter, try values.int(0), "recvmsg")
                    let room = try SocketObject.room(interpreter, values)
                    let received = try SocketObject.receive(
                        interpreter, socket, size, try values.int(2, default: 0))
                    let bytes = try interpreter.makeBytes(received.bytes)
                    return try SocketObject.message(
                        interpreter, socket, bytes.ref, received, room: room)
                }
            },
            MethodSpec("recvmsg_into", .fast) { socket, arguments, count, _ in
                SocketObject.onValues(
                    socket, arguments, count, nil, "recvmsg_into", ["", "", ""], required: 1
                ) {
                    interpreter, socket, values throws(Raised) in
                    let buffers = try interpreter.makeTuple(from: values.object(0))
                    var size = 0
                    for index in 0..<buffers.ref.itemCount {
                        size &+= try interpreter.writableCount(buffers.ref.tupleItem(index))
                    }
                    let room = try SocketObject.room(interpreter, values)
                    let received = try SocketObject.receive(
                        interpreter, socket, size, try values.int(2, default: 0))
                    var rest = received.bytes[...]
                    for index in 0..<buffers.ref.itemCount where !rest.isEmpty {
                        let taken = try interpreter.copyBytes(
                            Array(rest), into: buffers.ref.tupleItem(index))
                        rest = rest.dropFirst(taken)
                    }
                    let count = try interpreter.makeInt(received.bytes.count)
                    return try SocketObject.message(
                        interpreter, socket, count.ref, received, room: room)
                }
            },
        ]
    }

    /// The room for ancillary data.
    private static func room(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Int {
        let room = try values.int(1, default: 0)
        if room < 0 {
            throw interpreter.raise(.valueError, "invalid ancillary data buffer length")
        }
        return room
    }

    private static func sendMessage(
        _ interpreter: Interpreter, _ socket: Ref, _ values: CallValues
    ) throws(Raised) -> Owned {
        let buffers = try interpreter.makeTuple(from: values.object(0))
        var bytes: [UInt8] = []
        for index in 0..<buffers.ref.itemCount {
            bytes += try interpreter.bytesLike(buffers.ref.tupleItem(index))
        }
        var descriptions: [OpenDescription] = []
        if let ancillary = values.given(1) {
            let items = try interpreter.makeTuple(from: ancillary)
            for index in 0..<items.ref.itemCount {
                descriptions += try rights(interpreter, items.ref.tupleItem(index))
            }
        }
        let flags = try values.int(2, default: 0)
        var address: SocketAddress?
        if let target = values.given(3) {
            address = try self.address(
                interpreter, try description(interpreter, socket), target, function: "sendmsg")
        }
        try interpreter.audit("socket.sendmsg", .object(socket), .object(values.object(3)))
        return try interpreter.makeInt(
            try send(interpreter, socket, bytes, flags, to: address, with: descriptions))
    }

    /// The descriptors of one item of ancillary data, `(SOL_SOCKET, SCM_RIGHTS, array of ints)`.
    private static func rights(
        _ interpreter: Interpreter, _ item: Ref
    ) throws(Raised) -> [OpenDescription] {
        guard item.isTuple, item.itemCount == 3 else {
            throw interpreter.raise(
                .typeError, "[sendmsg() ancillary data items must be 3-tuples]")
        }
        let level = try interpreter.indexValue(item.tupleItem(0), overflow: .overflowError)
        let kind = try interpreter.indexValue(item.tupleItem(1), overflow: .overflowError)
        let bytes = try interpreter.bytesLike(item.tupleItem(2))
        guard level == 1, kind == 1 else { throw interpreter.raise(SystemFailure.invalid) }
        var descriptions: [OpenDescription] = []
        for start in stride(from: 0, to: bytes.count - bytes.count % 4, by: 4) {
            let number = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
            descriptions.append(try interpreter.description(number))
        }
        return descriptions
    }

    /// `(data, ancillary data, flags, address)`.
    private static func message(
        _ interpreter: Interpreter, _ socket: Ref, _ data: Ref,
        _ received: VirtualSocket.Received, room: Int
    ) throws(Raised) -> Owned {
        let ancillary = try interpreter.makeList()
        let fitting = max(0, (room - 16) / 4)
        var flags = received.isTruncated ? 0x20 : 0
        if received.descriptions.count > fitting { flags |= 8 }
        let given = received.descriptions.prefix(fitting)
        if !given.isEmpty {
            var bytes: [UInt8] = []
            for description in given {
                let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.add(description)
                }
                bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            }
            let packed = try interpreter.makeBytes(bytes)
            let item = try interpreter.makeTuple([
                interpreter.smallInt(1), interpreter.smallInt(1), packed.ref,
            ])
            try interpreter.listAppend(ancillary.ref, item.ref)
        }
        let shown = try interpreter.makeInt(flags)
        let source = try source(interpreter, socket, received)
        return try interpreter.makeTuple([data, ancillary.ref, shown.ref, source.ref])
    }
}
