/// A socket of the virtual machine: connections and packets stay in memory, and there is no network beyond the
/// machine itself.
public final class VirtualSocket: OpenDescription {
    public enum Kind: Int, Sendable {
        case stream = 1
        case datagram = 2
        case raw = 3
        case sequence = 5
    }

    /// Bytes that came together, from whom, and the descriptors that came with them.
    struct Packet {
        var bytes: [UInt8]
        var source: SocketAddress?
        var descriptions: [OpenDescription] = []
    }

    public static let unixFamily = 1
    public static let internetFamily = 2
    public static let internet6Family = 10
    static let capacity = 212_992

    public let family: Int
    public let kind: Kind
    public let protocolNumber: Int
    private let space: SocketSpace
    private let number: Int

    public internal(set) var localAddress: SocketAddress?
    public internal(set) var peerAddress: SocketAddress?
    var peer: VirtualSocket?
    var wasConnected = false
    /// Connections that wait to be accepted, and how many may.
    private var backlog: [VirtualSocket]?
    private var backlogLimit = 0
    private var received: [Packet] = []
    private var receivedCount = 0
    private var isReadShut = false
    private var isWriteShut = false
    private var wasReset = false
    /// Whether something was sent after the other end was closed: the first time nobody has told yet.
    private var hasSentInVain = false
    /// An error that the next call reports: `SO_ERROR`.
    public var pendingError: SystemFailure?
    /// Values that `setsockopt` set, by level and option.
    public var options: [OptionKey: [UInt8]] = [:]

    public struct OptionKey: Hashable, Sendable {
        public var level: Int
        public var option: Int
        public init(level: Int, option: Int) {
            self.level = level
            self.option = option
        }
    }

    public init(family: Int, kind: Kind, protocolNumber: Int, space: SocketSpace) {
        self.family = family
        self.kind = kind
        self.protocolNumber = protocolNumber
        self.space = space
        number = space.nextNumber()
        super.init(flags: 2)
    }

    public var isStream: Bool { kind == .stream }
    var keepsBoundaries: Bool { kind != .stream }
    public var isListening: Bool { backlog != nil }
    public var isConnected: Bool { peer != nil || wasConnected }
    var reusesAddress: Bool { isSet(2) }
    var reusesPort: Bool { isSet(15) }

    /// `IPV6_V6ONLY`.
    var refusesOldAddresses: Bool { isSet(26, level: 41) }

    private func isSet(_ option: Int, level: Int = 1) -> Bool {
        (options[OptionKey(level: level, option: option)] ?? []).contains { $0 != 0 }
    }

    override public var status: FileStatus {
        FileStatus(
            mode: FileStatus.socket | 0o777, number: number, links: 1, owner: 1000,
            group: 1000, size: 0, accessed: 0, modified: 0, changed: 0)
    }

    override public var readiness: Readiness {
        var result: Readiness = []
        if let backlog { return backlog.isEmpty ? [] : .readable }
        if pendingError != nil { result.formUnion([.readable, .writable, .failed]) }
        if !received.isEmpty || isAtEnd || wasReset { result.insert(.readable) }
        if isStream, !isConnected { result.formUnion([.writable, .hungUp]) }
        if isAtEnd, isWriteShut || peer == nil { result.insert(.hungUp) }
        if !isStream || peer == nil || (peer?.receivedCount ?? 0) < Self.capacity / 2 {
            result.insert(.writable)
        }
        return result
    }

    /// Whether nothing more can come.
    private var isAtEnd: Bool {
        if isReadShut { return true }
        guard kind != .datagram, wasConnected else { return false }
        return peer == nil || peer?.isWriteShut == true
    }

    /// Bytes that can be read now.
    public var available: Int {
        keepsBoundaries ? received.first?.bytes.count ?? 0 : receivedCount
    }

    // MARK: Addresses and connections

    public func bind(_ address: SocketAddress) throws(SystemFailure) {
        if localAddress != nil { throw .invalid }
        guard address.isHere else { throw .addressNotAvailable }
        var address = address
        if address == .local([]) { address = space.freeLocalName() }
        if address.port == 0, family != Self.unixFamily {
            address = address.with(port: space.freePort(for: self))
        }
        try space.bind(self, to: address)
        localAddress = address
    }

    public func listen(_ limit: Int) throws(SystemFailure) {
        guard kind != .datagram, kind != .raw else { throw .operationNotSupported }
        if isConnected { throw .invalid }
        if localAddress == nil {
            guard family != Self.unixFamily else { throw .invalid }
            try bindAnywhere()
        }
        backlog = backlog ?? []
        backlogLimit = max(1, limit)
    }

    private func bindAnywhere(host: SocketAddress? = nil) throws(SystemFailure) {
        guard localAddress == nil, family != Self.unixFamily else { return }
        let anywhere =
            host
            ?? (family == Self.internet6Family
                ? .internet6(SocketAddress.any6, port: 0, flow: 0, scope: 0)
                : .internet(0, port: 0))
        try bind(anywhere.with(port: 0))
    }

    /// Connects, at once; nil if the other's queue is full.
    public func connect(to address: SocketAddress) throws(SystemFailure) -> Bool? {
        let address = address.concrete
        guard address.isHere else { throw .networkUnreachable }
        if kind == .datagram || kind == .raw {
            try bindAnywhere(host: address)
            peerAddress = address
            return true
        }
        if isConnected { throw .isConnected }
        if isListening { throw .invalid }
        let found =
            space.receiver(at: address, isStream: isStream, family: family)
            ?? space.receiverOfBothKinds(at: address, isStream: isStream)
        guard let listener = found, listener.isListening, listener.kind == kind else {
            if case .local(let name) = address, found == nil {
                throw name.first == 0 ? .connectionRefused : .noEntry
            }
            throw .connectionRefused
        }
        guard let waiting = listener.backlog, waiting.count <= listener.backlogLimit else {
            return nil
        }
        try bindAnywhere(host: address)
        let isMapped = listener.family != family
        let accepted = VirtualSocket(
            family: listener.family, kind: kind, protocolNumber: protocolNumber, space: space)
        accepted.options = listener.options
        accepted.localAddress = isMapped ? address.mapped : address
        accepted.peerAddress = isMapped ? localAddress?.mapped : localAddress ?? .local([])
        peerAddress = address
        join(accepted)
        listener.backlog?.append(accepted)
        return true
    }

    /// Makes two sockets each other's ends.
    public func join(_ other: VirtualSocket) {
        peer = other
        other.peer = self
        wasConnected = true
        other.wasConnected = true
        if family == Self.unixFamily {
            if peerAddress == nil { peerAddress = .local([]) }
            if other.peerAddress == nil { other.peerAddress = .local([]) }
        }
    }

    public func accept() throws(SystemFailure) -> VirtualSocket? {
        guard let waiting = backlog else { throw .invalid }
        guard let first = waiting.first else { return nil }
        backlog?.removeFirst()
        return first
    }

    /// `shutdown`: 0 for reading, 1 for writing, 2 for both.
    public func shut(_ how: Int) throws(SystemFailure) {
        guard (0...2).contains(how) else { throw .invalid }
        guard isConnected || peerAddress != nil else { throw .notConnected }
        if how != 1 { isReadShut = true }
        if how != 0 { isWriteShut = true }
    }

    override public func close() {
        space.unbind(self)
        for waiting in backlog ?? [] { waiting.close() }
        backlog = nil
        if let peer {
            // What was left unread is lost, and the other end learns so.
            if isStream, !received.isEmpty, family != Self.unixFamily { peer.wasReset = true }
            peer.peer = nil
        }
        peer = nil
    }

    // MARK: Data

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        try receive(count)?.bytes
    }

    override public func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        try send(Array(bytes))
    }

    /// What was received.
    public struct Received {
        public var bytes: [UInt8]
        public var source: SocketAddress?
        public var isTruncated = false
        public var descriptions: [OpenDescription] = []
    }

    /// Receives up to `count` bytes; no bytes at the end; nil if there are none yet.
    public func receive(_ count: Int, keeps: Bool = false) throws(SystemFailure) -> Received? {
        if let error = pendingError {
            pendingError = nil
            throw error
        }
        if isListening { throw .invalid }
        if isStream, !isConnected { throw .notConnected }
        guard !received.isEmpty else {
            if wasReset {
                wasReset = false
                throw .connectionReset
            }
            return isAtEnd ? Received(bytes: [], source: nil) : nil
        }
        return keepsBoundaries
            ? receivePacket(count, keeps: keeps) : receiveBytes(count, keeps: keeps)
    }

    private func receivePacket(_ count: Int, keeps: Bool) -> Received {
        let packet = received[0]
        if !keeps {
            received.removeFirst()
            receivedCount -= packet.bytes.count
        }
        return Received(
            bytes: Array(packet.bytes.prefix(count)), source: packet.source,
            isTruncated: packet.bytes.count > count, descriptions: packet.descriptions)
    }

    private func receiveBytes(_ count: Int, keeps: Bool) -> Received {
        var result = Received(bytes: [], source: nil)
        var index = 0
        while index < received.count, result.bytes.count < count {
            let wanted = count - result.bytes.count
            result.bytes += received[index].bytes.prefix(wanted)
            result.descriptions += received[index].descriptions
            if keeps {
                index += 1
            } else if received[index].bytes.count > wanted {
                received[index].bytes.removeFirst(wanted)
                received[index].descriptions = []
                break
            } else {
                received.removeFirst()
            }
            // Descriptors end the bytes they came with.
            if !result.descriptions.isEmpty { break }
        }
        if !keeps { receivedCount -= result.bytes.count }
        return result
    }

    /// Sends to the other end, or to an address; nil if it would block.
    public func send(
        _ bytes: [UInt8], to address: SocketAddress? = nil,
        with descriptions: [OpenDescription] = []
    ) throws(SystemFailure) -> Int? {
        if let error = pendingError {
            pendingError = nil
            throw error
        }
        if isWriteShut { throw .brokenPipe }
        if kind == .datagram || kind == .raw, peer == nil {
            return try sendPacket(bytes, to: address ?? peerAddress, with: descriptions)
        }
        guard let peer else {
            if isStream, wasReset {
                wasReset = false
                throw .connectionReset
            }
            if isStream, wasConnected, family != Self.unixFamily, !hasSentInVain {
                hasSentInVain = true
                return bytes.count
            }
            throw wasConnected ? .brokenPipe : .notConnected
        }
        if peer.isReadShut { throw .brokenPipe }
        if bytes.isEmpty, isStream { return 0 }
        let room = Self.capacity - peer.receivedCount
        if room <= 0 || keepsBoundaries && bytes.count > room {
            if bytes.count > Self.capacity, keepsBoundaries { throw .messageTooLong }
            return nil
        }
        let sent = Array(bytes.prefix(room))
        peer.add(Packet(bytes: sent, source: localAddress, descriptions: descriptions))
        return sent.count
    }

    private func sendPacket(
        _ bytes: [UInt8], to address: SocketAddress?, with descriptions: [OpenDescription]
    ) throws(SystemFailure) -> Int? {
        guard let address = address?.concrete else { throw .needsDestination }
        if bytes.count > 65507 { throw .messageTooLong }
        guard address.isHere else { throw .networkUnreachable }
        try bindAnywhere()
        guard let receiver = space.receiver(at: address, isStream: false, family: family) else {
            if case .local(let name) = address {
                throw name.first == 0 ? .connectionRefused : .noEntry
            }
            if peerAddress != nil { pendingError = .connectionRefused }
            return bytes.count
        }
        if receiver.receivedCount + bytes.count > Self.capacity { return bytes.count }
        receiver.add(
            Packet(bytes: bytes, source: localAddress?.concrete, descriptions: descriptions))
        return bytes.count
    }

    private func add(_ packet: Packet) {
        received.append(packet)
        receivedCount += packet.bytes.count
    }
}
