/// One process's view of the files: its working folder, its mask, and its descriptors.
public final class VirtualFiles {
    struct Descriptor {
        var description: OpenDescription
        /// Whether a program started from this process doesn't get it.
        var closesOnStart: Bool
    }

    public let tree: FileTree
    /// Where programs start.
    public static var home: FilePath { "/home/user" }
    public internal(set) var currentFolder = VirtualFiles.home
    public var mask = 0o022
    var descriptors: [Int: Descriptor] = [:]
    /// Descriptors a process may have; `RLIMIT_NOFILE`.
    public var descriptorLimit = 1024
    public let entropy: () -> UInt8

    init(tree: FileTree, entropy: @escaping () -> UInt8) {
        self.tree = tree
        self.entropy = entropy
    }

    // MARK: Looking

    public func place(
        _ path: FilePath, followsLinks: Bool = true
    ) throws(SystemFailure) -> FileTree.Place {
        try tree.resolve(path, from: currentFolder, followsLast: followsLinks)
    }

    func existing(
        _ path: FilePath, followsLinks: Bool = true
    ) throws(SystemFailure) -> (place: FileTree.Place, node: FileNode) {
        let place = try place(path, followsLinks: followsLinks)
        guard let node = place.node else { throw .noEntry }
        return (place, node)
    }

    public func status(
        _ path: FilePath, followsLinks: Bool = true
    ) throws(SystemFailure) -> FileStatus {
        try existing(path, followsLinks: followsLinks).node.status
    }

    public func isFolder(_ path: FilePath) throws(SystemFailure) -> Bool {
        try place(path).node?.isFolder ?? false
    }

    public func names(_ path: FilePath) throws(SystemFailure) -> [[UInt8]] {
        try tree.names(of: try existing(path).node)
    }

    public func linkTarget(_ path: FilePath) throws(SystemFailure) -> FilePath {
        guard case .link(let target) = try existing(path, followsLinks: false).node.content else {
            throw .invalid
        }
        return target
    }

    /// Whether the user may read (4), write (2), execute or enter (1) what stands there.
    public func allows(_ path: FilePath, _ wanted: Int, followsLinks: Bool) -> Bool {
        guard let found = try? existing(path, followsLinks: followsLinks) else { return false }
        if wanted & 2 != 0, case .host(let host, _, _) = found.node.content, host.change == nil,
            !host.isCovered
        {
            return false
        }
        return found.node.permissions >> 6 & wanted == wanted
    }

    /// The bytes of a file.
    public func read(_ path: FilePath) throws(SystemFailure) -> [UInt8] {
        let found = try existing(path)
        let node = found.node
        try tree.settle(node, at: found.place.path)
        return try OpenFile(node, tree: tree, flags: 0).read(.max) ?? []
    }

    // MARK: Changing

    public func changeFolder(_ path: FilePath) throws(SystemFailure) {
        let found = try existing(path)
        guard found.node.isFolder else { throw .notAFolder }
        currentFolder = found.place.path
    }

    /// The folder to make a name in, which must be there and hold nothing of that name.
    func newPlace(_ path: FilePath) throws(SystemFailure) -> FileTree.Place {
        let place = try place(path, followsLinks: false)
        if place.node != nil { throw .exists }
        return place
    }

    func create(
        _ content: FileNode.Content, permissions: Int, at place: FileTree.Place
    ) throws(SystemFailure) -> FileNode {
        if case .host = place.folder.content { throw .readOnlyFiles }
        try checkWritable(place.folder)
        let node = tree.makeNode(content, permissions: permissions & ~mask)
        tree.insert(node, place.name, into: place.folder)
        tree.note(.created, in: place.folder)
        return node
    }

    private func checkWritable(_ folder: FileNode) throws(SystemFailure) {
        if folder.permissions & 0o200 == 0 { throw .accessDenied }
    }

    /// The host's folder that would make a change, and the path in it; nil for what is in memory.
    private func host(
        of place: FileTree.Place
    ) throws(SystemFailure) -> (folder: HostFolder, path: String)? {
        guard case .host(let host, let folder, _) = place.folder.content else {
            if let node = place.node, case .host(let host, "", _) = node.content {
                _ = host
                throw SystemFailure(16)
            }
            return nil
        }
        if host.change == nil { throw .readOnlyFiles }
        let name = String(decoding: place.name, as: UTF8.self)
        return (host, folder.isEmpty ? name : "\(folder)/\(name)")
    }

    private func perform(
        _ change: HostFolder.Change, _ host: (folder: HostFolder, path: String)
    ) throws(SystemFailure) {
        if let code = host.folder.change?(host.path, change) { throw SystemFailure(code) }
    }

    public func makeFolder(_ path: FilePath, permissions: Int) throws(SystemFailure) {
        let place = try newPlace(path)
        if let host = try host(of: place) { return try perform(.makeFolder, host) }
        _ = try create(.folder([:]), permissions: permissions & 0o1777, at: place)
    }

    public func makeLink(_ target: FilePath, at path: FilePath) throws(SystemFailure) {
        let place = try newPlace(path)
        let node = try create(.link(target), permissions: 0o777, at: place)
        node.permissions = 0o777
    }

    public func makePipe(_ path: FilePath, permissions: Int) throws(SystemFailure) {
        _ = try create(.pipe(Pipe()), permissions: permissions & 0o777, at: try newPlace(path))
    }

    public func makeHardLink(
        _ source: FilePath, at path: FilePath, followsLinks: Bool
    ) throws(SystemFailure) {
        let found = try existing(source, followsLinks: followsLinks)
        let node = found.node
        try tree.settle(node, at: found.place.path)
        let place = try newPlace(path)
        if node.isFolder { throw .notPermitted }
        if case .host = node.content { throw .crossesDevices }
        if case .host = place.folder.content { throw .crossesDevices }
        try checkWritable(place.folder)
        node.links += 1
        node.changed = tree.time
        tree.insert(node, place.name, into: place.folder)
        tree.note(.created, in: place.folder)
    }

    public func removeFile(_ path: FilePath) throws(SystemFailure) {
        let found = try existing(path, followsLinks: false)
        if found.node.isFolder { throw .isAFolder }
        if path.endsInSlash { throw .notAFolder }
        if let host = try host(of: found.place) { return try perform(.removeFile, host) }
        try checkWritable(found.place.folder)
        unlink(found.node, found.place)
    }

    private func unlink(_ node: FileNode, _ place: FileTree.Place) {
        node.links -= 1
        node.changed = tree.time
        tree.remove(place.name, from: place.folder)
        tree.note(.removed, in: place.folder)
    }

    public func removeFolder(_ path: FilePath) throws(SystemFailure) {
        let found = try existing(path, followsLinks: false)
        guard found.node.isFolder else { throw .notAFolder }
        if path.components.last == [0x2E] { throw .invalid }
        if found.place.path.bytes == [0x2F] { throw SystemFailure(16) }
        if let host = try host(of: found.place) { return try perform(.removeFolder, host) }
        guard try tree.names(of: found.node).isEmpty else { throw .folderNotEmpty }
        try checkWritable(found.place.folder)
        unlink(found.node, found.place)
    }

    public func rename(_ source: FilePath, to target: FilePath) throws(SystemFailure) {
        let old = try existing(source, followsLinks: false)
        let new = try place(target, followsLinks: false)
        let oldHost = try host(of: old.place)
        let newHost = try host(of: new)
        if let oldHost, let newHost {
            return try perform(.rename(to: newHost.path), oldHost)
        }
        if oldHost != nil || newHost != nil { throw .crossesDevices }
        if old.node.isFolder {
            let inside = old.place.path.bytes + [0x2F]
            if new.path.bytes.starts(with: inside) { throw .invalid }
        }
        if let replaced = new.node {
            if replaced === old.node { return }
            if replaced.isFolder {
                if !old.node.isFolder { throw .isAFolder }
                guard try tree.names(of: replaced).isEmpty else { throw .folderNotEmpty }
            } else if old.node.isFolder {
                throw .notAFolder
            }
        }
        try checkWritable(old.place.folder)
        try checkWritable(new.folder)
        if let replaced = new.node { unlink(replaced, new) }
        tree.remove(old.place.name, from: old.place.folder)
        tree.insert(old.node, new.name, into: new.folder)
        old.node.changed = tree.time
        tree.note(.removed, in: old.place.folder)
        tree.note(.created, in: new.folder)
        if old.place.folder === new.folder { tree.note(.renamed, in: new.folder) }
    }

    /// Changes what `stat` tells: permissions, owner or times.
    public func changeNode(
        _ path: FilePath, followsLinks: Bool = true, _ body: (FileNode) -> Void
    ) throws(SystemFailure) {
        let found = try existing(path, followsLinks: followsLinks)
        try tree.settle(found.node, at: found.place.path)
        try changeNode(found.node, body)
    }

    public func changeNode(_ node: FileNode, _ body: (FileNode) -> Void) throws(SystemFailure) {
        if case .host(let host, _, _) = node.content {
            if host.change == nil { throw .readOnlyFiles }
            return
        }
        body(node)
        node.changed = tree.time
        tree.note(.changed, to: node)
    }

    public func truncate(_ path: FilePath, to count: Int) throws(SystemFailure) {
        let found = try existing(path)
        let node = found.node
        if node.isFolder { throw .isAFolder }
        try tree.settle(node, at: found.place.path)
        if case .host(let host, _, _) = node.content, host.change == nil { throw .readOnlyFiles }
        let file = OpenFile(node, tree: tree, flags: 1)
        try file.truncate(to: count)
        try file.synchronize()
    }
}

/// Names of local sockets.
extension VirtualFiles {
    public func makeSocketName(_ path: FilePath) throws(SystemFailure) {
        let place = try place(path, followsLinks: false)
        if place.node != nil { throw .addressInUse }
        _ = try create(.socket, permissions: 0o777, at: place)
    }
}

/// Paths from open folders.
extension VirtualFiles {
    /// A path as it is seen from an open folder (`openat` and its like); from the working folder without one.
    public func located(
        _ path: FilePath, in folder: Int?
    ) throws(SystemFailure) -> FilePath {
        guard let folder, !path.isAbsolute, !path.bytes.isEmpty else { return path }
        return path.below(try self.folder(folder))
    }

    /// Where an open folder is.
    public func folder(_ descriptor: Int) throws(SystemFailure) -> FilePath {
        guard let file = try description(descriptor) as? OpenFile, file.node.isFolder else {
            throw .notAFolder
        }
        guard let path = file.path else { throw .noEntry }
        // What was removed and made anew isn't the folder that was opened.
        if case .folder = file.node.content, try place(path).node !== file.node { throw .noEntry }
        return path
    }
}
