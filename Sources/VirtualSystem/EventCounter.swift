/// What `eventfd` makes: a counter that is waited for, of 64 bits.
public final class EventCounter: OpenDescription {
    private var value: UInt64
    /// Whether a read takes one instead of all.
    private let isSemaphore: Bool
    private let tree: FileTree
    private let number: Int

    init(_ value: UInt64, isSemaphore: Bool, flags: Int, tree: FileTree) {
        self.value = value
        self.isSemaphore = isSemaphore
        self.tree = tree
        number = tree.makeNode(.socket, permissions: 0).number
        super.init(flags: flags | 2)
    }

    /// A number as it is read and written: eight bytes, the lowest first.
    public static func bytes(of number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    public static func number(in bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    override public var readiness: Readiness {
        var readiness: Readiness = []
        if value > 0 { readiness.insert(.readable) }
        if value < UInt64.max - 1 { readiness.insert(.writable) }
        return readiness
    }

    override public var status: FileStatus {
        FileStatus(
            mode: 0o600, number: number, links: 1, owner: 1000, group: 1000, size: 0,
            accessed: tree.time, modified: tree.time, changed: tree.time)
    }

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        if count < 8 { throw .invalid }
        if value == 0 { return nil }
        let taken = isSemaphore ? 1 : value
        value -= taken
        return Self.bytes(of: taken)
    }

    override public func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        if bytes.count < 8 { throw .invalid }
        let added = Self.number(in: bytes.prefix(8))
        if added == UInt64.max { throw .invalid }
        let (sum, overflow) = value.addingReportingOverflow(added)
        if overflow || sum == UInt64.max { return nil }
        value = sum
        return 8
    }
}

extension VirtualFiles {
    /// A descriptor of a new counter.
    public func makeEventCounter(
        _ value: UInt64, isSemaphore: Bool, isNonblocking: Bool, closesOnStart: Bool
    ) throws(SystemFailure) -> Int {
        let counter = EventCounter(
            value, isSemaphore: isSemaphore,
            flags: isNonblocking ? OpenDescription.nonblocking : 0, tree: tree)
        return try add(counter, closesOnStart: closesOnStart)
    }

    /// A descriptor of a new file that has no name.
    public func makeUnnamedFile(closesOnStart: Bool) throws(SystemFailure) -> Int {
        let node = tree.makeNode(.file([]), permissions: 0o777)
        node.links = 0
        return try add(OpenFile(node, tree: tree, flags: 2), closesOnStart: closesOnStart)
    }

    /// A new empty file; there must be nothing of its name.
    public func makeFile(_ path: FilePath, permissions: Int) throws(SystemFailure) {
        _ = try create(.file([]), permissions: permissions & 0o777, at: try newPlace(path))
    }

    /// What is at a path.
    public func node(_ path: FilePath, followsLinks: Bool) throws(SystemFailure) -> FileNode {
        try existing(path, followsLinks: followsLinks).node
    }
}
