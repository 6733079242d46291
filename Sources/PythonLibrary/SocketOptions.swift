import PythonRuntime
import VirtualSystem

/// `setsockopt` and `getsockopt`: values are kept and given back; those of which the system has an own opinion
/// are as on Linux.
extension SocketObject {
    static var optionMethods: [MethodSpec] {
        [
            MethodSpec("setsockopt", .fast) { socket, arguments, count, _ in
                SocketObject.onSocket(socket, arguments, count) {
                    interpreter, description, arguments throws(Raised) in
                    try interpreter.checkArguments("setsockopt", arguments.count, 3, 4)
                    try SocketObject.setOption(interpreter, description, arguments)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("getsockopt", .fast) { socket, arguments, count, _ in
                SocketObject.onSocket(socket, arguments, count) {
                    interpreter, description, arguments throws(Raised) in
                    try interpreter.checkArguments("getsockopt", arguments.count, 2, 3)
                    return try SocketObject.option(interpreter, description, arguments)
                }
            },
        ]
    }

    private static func key(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> VirtualSocket.OptionKey {
        VirtualSocket.OptionKey(
            level: try interpreter.indexValue(arguments[0], overflow: .overflowError),
            option: try interpreter.indexValue(arguments[1], overflow: .overflowError))
    }

    private static func setOption(
        _ interpreter: Interpreter, _ socket: VirtualSocket, _ arguments: Arguments
    ) throws(Raised) {
        let key = try key(interpreter, arguments)
        if arguments[2].isNone {
            guard arguments.count == 4 else {
                throw interpreter.raise(
                    .typeError, "socket option should be integer, bytes-like object or None")
            }
            let length = try interpreter.indexValue(arguments[3], overflow: .overflowError)
            socket.options[key] = [UInt8](repeating: 0, count: min(max(0, length), 1024))
            return
        }
        guard arguments[2].isInt else {
            socket.options[key] = try interpreter.bytesLike(arguments[2])
            return
        }
        var value = try interpreter.indexValue(arguments[2], overflow: .overflowError)
        guard abs(value) <= Int(UInt32.max) else {
            throw interpreter.raise(
                .overflowError, "Python int too large to convert to C int")
        }
        // The sizes of buffers are doubled, for the kernel's own needs.
        if key.level == 1, key.option == 7 || key.option == 8 {
            value = min(max(value, key.option == 7 ? 2304 : 1152), 212_992) * 2
        }
        socket.options[key] = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func option(
        _ interpreter: Interpreter, _ socket: VirtualSocket, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let key = try key(interpreter, arguments)
        let bytes = socket.options[key] ?? initialOption(socket, key)
        if let length = arguments[optional: 2] {
            let length = try interpreter.indexValue(length, overflow: .overflowError)
            guard length > 0, length <= 1024 else {
                if length == 0 { return try number(interpreter, bytes) }
                throw interpreter.raise(.osError, "getsockopt buflen out of range")
            }
            return try interpreter.makeBytes(Array(bytes.prefix(length)))
        }
        return try number(interpreter, bytes)
    }

    private static func number(
        _ interpreter: Interpreter, _ bytes: [UInt8]
    ) throws(Raised) -> Owned {
        var value: UInt32 = 0
        for (index, byte) in bytes.prefix(4).enumerated() { value |= UInt32(byte) << (8 * index) }
        return try interpreter.makeInt(Int(Int32(bitPattern: value)))
    }

    private static func initialOption(
        _ socket: VirtualSocket, _ key: VirtualSocket.OptionKey
    ) -> [UInt8] {
        var value = 0
        if key.level == 1 {
            switch key.option {
            case 3: value = socket.kind.rawValue
            case 4:
                value = Int(socket.pendingError?.code ?? 0)
                socket.pendingError = nil
            case 7: value = socket.isStream && socket.family != 1 ? 2_626_560 : 212_992
            case 8: value = socket.isStream && socket.family != 1 ? 131_072 : 212_992
            case 30: value = socket.isListening ? 1 : 0
            case 38:
                value = socket.family == 1 ? 0 : socket.isStream ? 6 : 17
            case 39: value = socket.family
            default: break
            }
        } else if key.level == 6, key.option == 2 {
            value = 536
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
