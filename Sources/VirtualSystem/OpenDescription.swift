/// What a descriptor stands for: an open file description of Unix, which descriptors of several processes can
/// share.
///
/// Nothing here waits. A call that would block gives nil, and the interpreter waits until `readiness` says
/// that it's worth trying again.
open class OpenDescription {
    /// What `select` and `poll` ask for.
    public struct Readiness: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let readable = Readiness(rawValue: 1)
        public static let writable = Readiness(rawValue: 4)
        public static let failed = Readiness(rawValue: 8)
        public static let hungUp = Readiness(rawValue: 16)
    }

    public static let accessMask = 3
    public static let nonblocking = 2048
    public static let appending = 1024

    /// The flags of `open`: how it may be used, and `O_APPEND` and `O_NONBLOCK`.
    public var flags: Int
    /// The process that is told what happens here (`F_SETOWN`), and by which signal (`F_SETSIG`; 0 for SIGIO).
    public var owner = 0
    public var signal = 0
    /// How many descriptors there are.
    var references = 0

    public init(flags: Int) { self.flags = flags }

    public var reads: Bool { flags & Self.accessMask != 1 }
    public var writes: Bool { flags & Self.accessMask != 0 }
    public var isNonblocking: Bool { flags & Self.nonblocking != 0 }

    public func setNonblocking(_ isNonblocking: Bool) {
        flags = isNonblocking ? flags | Self.nonblocking : flags & ~Self.nonblocking
    }

    open var readiness: Readiness { [.readable, .writable] }
    open var status: FileStatus {
        FileStatus(
            mode: FileStatus.characterDevice | 0o620, number: 3, links: 1, owner: 1000,
            group: 1000, size: 0, accessed: 0, modified: 0, changed: 0)
    }
    open var isTerminal: Bool { false }

    /// Up to `count` bytes; none at the end; nil if it would block.
    open func read(_ count: Int) throws(SystemFailure) -> [UInt8]? { throw .badDescriptor }

    /// How many bytes were taken; nil if it would block.
    open func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        throw .badDescriptor
    }

    open func seek(to offset: Int, from origin: Int) throws(SystemFailure) -> Int {
        throw .illegalSeek
    }

    open func truncate(to count: Int) throws(SystemFailure) { throw .invalid }

    /// Called when the last descriptor is closed.
    open func close() {}
}

/// One of the three streams that the first process got from the host.
final class StandardStream: OpenDescription {
    private let number: Int
    private let host: StandardStreams
    private var pending: [UInt8] = []

    init(_ number: Int, _ host: StandardStreams) {
        self.number = number
        self.host = host
        super.init(flags: number == 0 ? 0 : 1)
    }

    override func read(_ count: Int) -> [UInt8]? {
        if pending.isEmpty { pending = host.readLine() ?? [] }
        let taken = Array(pending.prefix(count))
        pending.removeFirst(taken.count)
        return taken
    }

    override func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { host.write(number, $0) }
        return bytes.count
    }
}

/// The host's streams, as closures.
public struct StandardStreams {
    public var write: (_ stream: Int, _ bytes: UnsafeRawBufferPointer) -> Void
    /// A line with its newline; nil at the end.
    public var readLine: () -> [UInt8]?

    public init(
        write: @escaping (_ stream: Int, _ bytes: UnsafeRawBufferPointer) -> Void,
        readLine: @escaping () -> [UInt8]?
    ) {
        self.write = write
        self.readLine = readLine
    }
}
