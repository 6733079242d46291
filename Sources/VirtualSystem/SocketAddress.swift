/// An address of a socket, on this machine or another.
public enum SocketAddress: Hashable, Sendable {
    /// The four bytes, most significant first, and the port.
    case internet(UInt32, port: Int)
    case internet6([UInt8], port: Int, flow: Int, scope: Int)
    /// A path, or a name in the abstract space if it begins with a zero byte; empty when there is none.
    case local([UInt8])

    public static let loopback6: [UInt8] = [UInt8](repeating: 0, count: 15) + [1]
    public static let any6 = [UInt8](repeating: 0, count: 16)

    public var port: Int {
        switch self {
        case .internet(_, let port), .internet6(_, let port, _, _): port
        case .local: 0
        }
    }

    func with(port: Int) -> SocketAddress {
        switch self {
        case .internet(let host, _): .internet(host, port: port)
        case .internet6(let host, _, let flow, let scope):
            .internet6(host, port: port, flow: flow, scope: scope)
        case .local: self
        }
    }

    /// Whether packets to it stay on the machine.
    var isHere: Bool {
        switch self {
        case .internet(let host, _): host >> 24 == 127 || host == 0
        case .internet6(let host, _, _, _): host == Self.loopback6 || host == Self.any6
        case .local: true
        }
    }

    var isAny: Bool {
        switch self {
        case .internet(let host, _): host == 0
        case .internet6(let host, _, _, _): host == Self.any6
        case .local: false
        }
    }

    /// An IPv4 address as an IPv6 socket shows it.
    var mapped: SocketAddress {
        guard case .internet(let host, let port) = self else { return self }
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: host >> $0) }
        return .internet6(
            [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes, port: port, flow: 0,
            scope: 0)
    }

    /// What the address of nothing in particular becomes when it's connected to.
    var concrete: SocketAddress {
        switch self {
        case .internet(0, let port): .internet(0x7F00_0001, port: port)
        case .internet6(let host, let port, let flow, let scope) where host == Self.any6:
            .internet6(Self.loopback6, port: port, flow: flow, scope: scope)
        default: self
        }
    }
}

/// The sockets bound on this machine, by address.
public final class SocketSpace {
    struct Key: Hashable {
        var isStream: Bool
        var family: Int
        var port: Int
    }

    private var bound: [Key: [VirtualSocket]] = [:]
    private var local: [[UInt8]: VirtualSocket] = [:]
    private var lastPort = 40000
    /// Inode numbers of sockets.
    private(set) var lastNumber = 5000

    public init() {}

    func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    func bind(_ socket: VirtualSocket, to address: SocketAddress) throws(SystemFailure) {
        if case .local(let name) = address {
            if name.first == 0, local[name] != nil { throw .addressInUse }
            local[name] = socket
            return
        }
        let key = Key(isStream: socket.isStream, family: socket.family, port: address.port)
        for other in bound[key] ?? [] {
            guard let taken = other.localAddress else { continue }
            let overlaps = taken == address || taken.isAny || address.isAny
            let shares =
                socket.reusesPort && other.reusesPort
                || socket.reusesAddress && other.reusesAddress && !other.isListening
            if overlaps, !shares { throw .addressInUse }
        }
        bound[key, default: []].append(socket)
    }

    /// A name in the abstract space that the system chooses.
    func freeLocalName() -> SocketAddress {
        var number = 0
        while true {
            let digits = String(number, radix: 16)
            let name =
                [0]
                + Array(
                    (String(repeating: "0", count: 5 - min(5, digits.utf8.count)) + digits).utf8)
            if local[name] == nil { return .local(name) }
            number += 1
        }
    }

    /// A listener for IPv6 that takes connections over IPv4 too.
    func receiverOfBothKinds(at address: SocketAddress, isStream: Bool) -> VirtualSocket? {
        guard case .internet(_, let port) = address else { return nil }
        let key = Key(isStream: isStream, family: VirtualSocket.internet6Family, port: port)
        return bound[key]?.first {
            $0.isListening && $0.localAddress?.isAny == true && !$0.refusesOldAddresses
        }
    }

    func freePort(for socket: VirtualSocket) -> Int {
        repeat {
            lastPort = lastPort >= 60999 ? 40001 : lastPort + 1
        } while bound[
            Key(isStream: socket.isStream, family: socket.family, port: lastPort)] != nil
        return lastPort
    }

    func unbind(_ socket: VirtualSocket) {
        guard let address = socket.localAddress else { return }
        if case .local(let name) = address {
            if local[name] === socket { local[name] = nil }
            return
        }
        let key = Key(isStream: socket.isStream, family: socket.family, port: address.port)
        bound[key]?.removeAll { $0 === socket }
        if bound[key]?.isEmpty == true { bound[key] = nil }
    }

    /// The socket that gets what is sent to an address.
    func receiver(
        at address: SocketAddress, isStream: Bool, family: Int
    ) -> VirtualSocket? {
        if case .local(let name) = address { return local[name] }
        let key = Key(isStream: isStream, family: family, port: address.port)
        let candidates = (bound[key] ?? []).filter {
            guard let taken = $0.localAddress else { return false }
            return (!isStream || $0.isListening)
                && (taken.isAny || taken.with(port: 0) == address.with(port: 0))
        }
        return candidates.first
    }
}
