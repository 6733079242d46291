/// The files all programs of a virtual machine share: a tree in memory, with folders of the host mounted in it.
///
/// What is written is kept in memory and gone with the machine. A host's folder is looked into when a path
/// leads there, so its nodes are made anew each time. One that is covered by the memory becomes a folder in memory when
/// it is first looked into, and its files when they are first opened: from then on they change as all others do.
public final class FileTree {
    /// A folder of the host and where programs see it.
    public struct Mount {
        public var path: FilePath
        public var folder: HostFolder

        public init(path: FilePath, folder: HostFolder) {
            self.path = path
            self.folder = folder
        }
    }

    /// Where a path leads: the folder, the name in it, and what stands there, if anything does.
    public struct Place {
        public var folder: FileNode
        public var name: [UInt8]
        public var node: FileNode?
        /// From the root, without links.
        public var path: FilePath
    }

    public let root: FileNode
    /// Locks by the numbers of the files they are on; most files never have any.
    var locks: [Int: FileLocks] = [:]
    /// Who wants to know what happens in folders; hardly ever anyone.
    var folderWatches: [FolderWatch] = []
    var hasSentNotice = false
    /// The numbers of terminals that are open.
    var terminals: Set<Int> = []
    private var lastNumber = 2
    /// Nanoseconds since 1970; the machine moves it on.
    public var time: Int

    init(mounts: [Mount], time: Int) {
        self.time = time
        root = FileNode(.folder([:]), number: 2, permissions: 0o755, time: time)
        for path in ["/home/user", "/tmp", "/usr/lib", "/usr/bin", "/dev", "/etc", "/var/tmp"] {
            _ = makeFolders(FilePath(path))
        }
        for (name, device) in [
            ("null", FileNode.Device.null), ("zero", .zero), ("random", .random),
            ("urandom", .random), ("full", .full), ("tty", .terminal),
        ] { add(.device(device), 0o666, at: FilePath("/dev/\(name)")) }
        for path in ["/tmp", "/var/tmp"] {
            node(FilePath(path))?.permissions = 0o1777
        }
        for mount in mounts {
            let parts = mount.path.normalized.components
            guard let name = parts.last else { continue }
            let folder = makeFolders(FilePath(components: Array(parts.dropLast())))
            let path = FilePath(components: parts)
            if let node = hostNode(mount.folder, "", path) { insert(node, name, into: folder) }
        }
    }

    func makeNode(_ content: FileNode.Content, permissions: Int) -> FileNode {
        lastNumber += 1
        return FileNode(content, number: lastNumber, permissions: permissions, time: time)
    }

    /// Puts a node at a path whose folder is there.
    func add(_ content: FileNode.Content, _ permissions: Int, at path: FilePath) {
        let parts = path.components
        guard let name = parts.last else { return }
        let folder = makeFolders(FilePath(components: Array(parts.dropLast())))
        insert(makeNode(content, permissions: permissions), name, into: folder)
    }

    private func makeFolders(_ path: FilePath) -> FileNode {
        var folder = root
        for part in path.components {
            if case .folder(let entries) = folder.content, let next = entries[part] {
                folder = next
            } else {
                let next = makeNode(.folder([:]), permissions: 0o755)
                insert(next, part, into: folder)
                folder = next
            }
        }
        return folder
    }

    func node(_ path: FilePath) -> FileNode? {
        (try? resolve(path, from: "/", followsLast: true))?.node
    }

    // MARK: Names in folders

    func insert(_ node: FileNode, _ name: [UInt8], into folder: FileNode) {
        guard case .folder(var entries) = folder.content else { return }
        // The folder lets go of its entries, so that they are changed in place.
        folder.content = .folder([:])
        entries[name] = node
        folder.content = .folder(entries)
        folder.modified = time
        folder.changed = time
    }

    func remove(_ name: [UInt8], from folder: FileNode) {
        guard case .folder(var entries) = folder.content else { return }
        folder.content = .folder([:])
        entries[name] = nil
        folder.content = .folder(entries)
        folder.modified = time
        folder.changed = time
    }

    /// Makes what is covered by the memory a part of it, before it is looked into or changed.
    func settle(
        _ node: FileNode, at path: @autoclosure () -> FilePath
    ) throws(SystemFailure) {
        guard case .host(let host, let relative, let status) = node.content, host.isCovered else {
            return
        }
        guard status.isFolder else {
            if status.size > Self.largestCoveredFile { throw .fileTooLarge }
            guard let bytes = host.read(relative) else { throw .noEntry }
            node.content = .file(bytes)
            return
        }
        let folder = path()
        var entries: [[UInt8]: FileNode] = [:]
        for name in host.names(relative) ?? [] {
            let below = FilePath(name).below(folder)
            entries[Array(name.utf8)] = hostNode(
                host, relative.isEmpty ? name : "\(relative)/\(name)", below)
        }
        node.content = .folder(entries)
    }

    /// What a name in a folder stands for.
    private func entry(_ name: [UInt8], of folder: FileNode, _ walk: Walk) -> FileNode? {
        try? settle(folder, at: walk.path(nil))
        switch folder.content {
        case .folder(let entries):
            return entries[name]
        case .host(let host, let relative, _):
            let text = String(decoding: name, as: UTF8.self)
            return hostNode(
                host, relative.isEmpty ? text : "\(relative)/\(text)", walk.path(name))
        default: return nil
        }
    }

    private func hostNode(
        _ host: HostFolder, _ relative: String, _ path: @autoclosure () -> FilePath
    ) -> FileNode? {
        guard let status = host.status(relative) else { return nil }
        // A number that tells files apart, the same on every machine.
        let serial = path().bytes.reduce(14_695_981_039_346_656_037 as UInt64) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        let writes = host.change != nil || host.isCovered
        let permissions = status.isFolder ? 0o755 : 0o644
        let node = FileNode(
            .host(host, relative, status), number: Int(serial >> 20),
            permissions: permissions, time: status.modified &* 1_000_000_000)
        if !writes {
            node.owner = 0
            node.group = 0
        }
        return node
    }

    /// The names in a folder, without `.` and `..`, sorted by their bytes.
    public func names(of folder: FileNode) throws(SystemFailure) -> [[UInt8]] {
        switch folder.content {
        case .folder(let entries):
            return entries.keys.sorted { $0.lexicographicallyPrecedes($1) }
        case .host(let host, let relative, let status):
            guard status.isFolder else { throw .notAFolder }
            return (host.names(relative) ?? []).map { Array($0.utf8) }
        default: throw .notAFolder
        }
    }

    // MARK: Paths

    /// Follows a path from a folder, through links; the last name only if asked.
    public func resolve(
        _ path: FilePath, from folder: FilePath, followsLast: Bool
    ) throws(SystemFailure) -> Place {
        if path.bytes.isEmpty { throw .noEntry }
        if path.bytes.count > 4096 { throw .nameTooLong }
        var walk = Walk(
            parts: Array(path.below(folder).components.reversed()), stack: [(root, [])])
        let followsLast = followsLast || path.endsInSlash
        while let part = walk.parts.popLast() {
            if part == [0x2E] { continue }
            if part == [0x2E, 0x2E] {
                if walk.stack.count > 1 { walk.stack.removeLast() }
                continue
            }
            if part.count > 255 { throw .nameTooLong }
            guard let here = walk.stack.last?.node else { throw .noEntry }
            guard here.isFolder else { throw .notAFolder }
            let isLast = walk.parts.isEmpty
            guard let node = entry(part, of: here, walk) else {
                guard isLast else { throw .noEntry }
                return Place(folder: here, name: part, node: nil, path: walk.path(part))
            }
            if case .link(let target) = node.content, !isLast || followsLast {
                try walk.follow(target)
                continue
            }
            walk.stack.append((node, part))
        }
        return try place(walk, mustBeFolder: path.endsInSlash)
    }

    private func place(_ walk: Walk, mustBeFolder: Bool) throws(SystemFailure) -> Place {
        guard let last = walk.stack.last else { throw .noEntry }
        if last.node.isFolder { try settle(last.node, at: walk.path(nil)) }
        if mustBeFolder, !last.node.isFolder { throw .notAFolder }
        let folder = walk.stack.count > 1 ? walk.stack[walk.stack.count - 2].node : root
        return Place(folder: folder, name: last.name, node: last.node, path: walk.path(nil))
    }
}

/// The way along a path: what is left of it, last part first, and the folders it went through.
private struct Walk {
    var parts: [[UInt8]]
    var stack: [(node: FileNode, name: [UInt8])]
    private var linkCount = 0

    init(parts: [[UInt8]], stack: [(node: FileNode, name: [UInt8])]) {
        self.parts = parts
        self.stack = stack
    }

    func path(_ name: [UInt8]?) -> FilePath {
        var bytes: [UInt8] = []
        for entry in stack.dropFirst() {
            bytes.append(0x2F)
            bytes += entry.name
        }
        if let name {
            bytes.append(0x2F)
            bytes += name
        }
        return FilePath(bytes.isEmpty ? [0x2F] : bytes)
    }

    mutating func follow(_ target: FilePath) throws(SystemFailure) {
        linkCount += 1
        if linkCount > 40 { throw .linkLoop }
        parts += target.components.reversed()
        if target.isAbsolute { stack.removeLast(stack.count - 1) }
    }
}
