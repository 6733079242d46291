/// An open file or folder of the tree.
public final class OpenFile: OpenDescription {
    public let node: FileNode
    private let tree: FileTree
    /// Where it was when it was opened.
    public let path: FilePath?
    public var position = 0
    /// The bytes of a file of the host, once they were needed, and whether they differ from the host's.
    private var hostBytes: [UInt8]?
    private var isChanged = false

    init(_ node: FileNode, tree: FileTree, flags: Int, path: FilePath? = nil) {
        self.node = node
        self.path = path
        self.tree = tree
        super.init(flags: flags)
    }

    override public var status: FileStatus {
        var status = node.status
        if let hostBytes { status.size = hostBytes.count }
        return status
    }

    public var count: Int { status.size }

    private func bytes() throws(SystemFailure) -> [UInt8] {
        switch node.content {
        case .file(let bytes): return bytes
        case .host(let host, let path, let status):
            if status.isFolder { throw .isAFolder }
            if let hostBytes { return hostBytes }
            guard let bytes = host.read(path) else { throw .noEntry }
            hostBytes = bytes
            return bytes
        case .folder: throw .isAFolder
        default: throw .invalid
        }
    }

    /// Changes the bytes in place.
    private func change(_ body: (inout [UInt8]) -> Void) throws(SystemFailure) {
        var bytes = try bytes()
        if case .host = node.content {
            hostBytes = nil
            body(&bytes)
            hostBytes = bytes
            isChanged = true
            return
        }
        // The node lets go of its bytes, so that they aren't copied.
        node.content = .file([])
        body(&bytes)
        node.content = .file(bytes)
        node.modified = tree.time
        node.changed = tree.time
    }

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        let taken = try read(count, at: position)
        position += taken.count
        return taken
    }

    public func read(_ count: Int, at offset: Int) throws(SystemFailure) -> [UInt8] {
        guard reads else { throw .badDescriptor }
        let bytes = try bytes()
        let start = min(max(0, offset), bytes.count)
        let taken = Array(bytes[start..<start + min(max(0, count), bytes.count - start)])
        if !taken.isEmpty { tree.note(.read, to: node) }
        return taken
    }

    override public func write(_ data: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        if flags & Self.appending != 0 { position = count }
        let written = try write(data, at: position)
        position += written
        return written
    }

    public func write(_ data: ArraySlice<UInt8>, at offset: Int) throws(SystemFailure) -> Int {
        guard writes else { throw .badDescriptor }
        guard offset >= 0, offset < FileTree.largestFile - data.count else { throw .noSpace }
        try change { bytes in
            if offset > bytes.count {
                bytes += [UInt8](repeating: 0, count: offset - bytes.count)
            }
            let end = min(bytes.count, offset + data.count)
            bytes.replaceSubrange(offset..<end, with: data)
        }
        tree.note(.written, to: node)
        return data.count
    }

    override public func seek(to offset: Int, from origin: Int) throws(SystemFailure) -> Int {
        let base: Int
        switch origin {
        case 0: base = 0
        case 1: base = position
        case 2: base = count
        case 3:
            guard offset >= 0, offset < count else { throw SystemFailure(6) }
            base = 0
        case 4:
            guard offset >= 0, offset < count else { throw SystemFailure(6) }
            position = count
            return position
        default: throw .invalid
        }
        let (sum, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, sum >= 0 else { throw .invalid }
        position = sum
        return sum
    }

    override public func truncate(to count: Int) throws(SystemFailure) {
        guard writes, count >= 0 else { throw .invalid }
        guard count < FileTree.largestFile else { throw SystemFailure(27) }
        try change { bytes in
            if count < bytes.count {
                bytes.removeLast(bytes.count - count)
            } else {
                bytes += [UInt8](repeating: 0, count: count - bytes.count)
            }
        }
        tree.note(.written, to: node)
    }

    /// Hands changed bytes of a host's file to the host.
    public func synchronize() throws(SystemFailure) {
        guard isChanged, let hostBytes, case .host(let host, let path, _) = node.content else {
            return
        }
        isChanged = false
        if let code = host.change?(path, .write(hostBytes)) { throw SystemFailure(code) }
    }

    override public func close() {
        try? synchronize()
        tree.folderWatches.removeAll { $0.folder === self }
        if !tree.locks.isEmpty { tree.releaseLocks(of: node, .description(ObjectIdentifier(self))) }
    }
}

extension FileTree {
    /// Bytes a file may have: enough for programs of notes, and little enough for the host.
    static var largestFile: Int { 1 << 28 }

    /// Bytes of a host's file that programs may open where they can change it, so that it is read as a whole.
    static var largestCoveredFile: Int { 1 << 26 }
}

/// An open device.
final class OpenDevice: OpenDescription {
    private let node: FileNode
    private let device: FileNode.Device
    private let entropy: () -> UInt8

    init(_ node: FileNode, _ device: FileNode.Device, flags: Int, entropy: @escaping () -> UInt8) {
        self.node = node
        self.device = device
        self.entropy = entropy
        super.init(flags: flags)
    }

    override var status: FileStatus { node.status }

    override func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        guard reads else { throw .badDescriptor }
        let count = min(max(0, count), 1 << 20)
        switch device {
        case .null, .terminal: return []
        case .zero, .full: return [UInt8](repeating: 0, count: count)
        case .random: return (0..<count).map { _ in entropy() }
        }
    }

    override func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        guard writes else { throw .badDescriptor }
        if device == .full { throw .noSpace }
        return bytes.count
    }

    override func seek(to offset: Int, from origin: Int) -> Int { 0 }
}
