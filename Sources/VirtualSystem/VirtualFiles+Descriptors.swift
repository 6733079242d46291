/// Opening, and the table of descriptors.
extension VirtualFiles {
    /// The flags of `open(2)` that matter here.
    private enum Flag {
        static let creates = 64
        static let exclusive = 128
        static let truncates = 512
        static let mustBeFolder = 65536
        static let refusesLinks = 131_072
        static let closesOnStart = 524_288
        static let temporary = 0x0041_0000
        /// What a description keeps: the access, `O_APPEND` and `O_NONBLOCK`.
        static let kept = 3 | 1024 | 2048
    }

    /// Opens what stands at a path, or makes a file there; the lowest free descriptor.
    public func open(
        _ path: FilePath, flags: Int, permissions: Int = 0o666
    ) throws(SystemFailure) -> Int {
        let description = try description(path, flags: flags, permissions: permissions)
        return try add(description, closesOnStart: flags & Flag.closesOnStart != 0)
    }

    private func description(
        _ path: FilePath, flags: Int, permissions: Int
    ) throws(SystemFailure) -> OpenDescription {
        if flags & Flag.temporary == Flag.temporary {
            // As many file systems do; programs then make a name and unlink it.
            throw .operationNotSupported
        }
        let isExclusive = flags & (Flag.creates | Flag.exclusive) == Flag.creates | Flag.exclusive
        let followsLinks = flags & Flag.refusesLinks == 0 && !isExclusive
        let place = try placeToOpen(path, followsLinks: followsLinks, flags: flags)
        let kept = flags & Flag.kept
        guard let node = place.node else {
            guard flags & Flag.creates != 0 else { throw .noEntry }
            if path.endsInSlash { throw .isAFolder }
            return try newFile(place, flags: kept, permissions: permissions)
        }
        if isExclusive { throw .exists }
        if node.isLink { throw .linkLoop }
        if flags & Flag.mustBeFolder != 0, !node.isFolder { throw .notAFolder }
        return try description(
            of: node, at: place.path, flags: kept, truncates: flags & Flag.truncates != 0)
    }

    /// A link that leads nowhere is a place to make a file, when one is to be made.
    private func placeToOpen(
        _ path: FilePath, followsLinks: Bool, flags: Int
    ) throws(SystemFailure) -> FileTree.Place {
        if path.bytes.isEmpty { throw .noEntry }
        return try place(path, followsLinks: followsLinks)
    }

    private func newFile(
        _ place: FileTree.Place, flags: Int, permissions: Int
    ) throws(SystemFailure) -> OpenDescription {
        if case .host(let host, let folder, _) = place.folder.content {
            guard let change = host.change else { throw .readOnlyFiles }
            let name = String(decoding: place.name, as: UTF8.self)
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if let code = change(path, .write([])) { throw SystemFailure(code) }
            guard let node = try self.place(place.path).node else { throw .noEntry }
            return OpenFile(node, tree: tree, flags: flags, path: place.path)
        }
        let node = try create(.file([]), permissions: permissions & 0o7777, at: place)
        return OpenFile(node, tree: tree, flags: flags, path: place.path)
    }

    private func description(
        of node: FileNode, at path: FilePath, flags: Int, truncates: Bool
    ) throws(SystemFailure) -> OpenDescription {
        let writes = flags & OpenDescription.accessMask != 0
        let readsOnly = flags & OpenDescription.accessMask == 0
        try tree.settle(node, at: path)
        switch node.content {
        case .device(let device):
            if device == .terminal { throw SystemFailure(6) }
            return OpenDevice(node, device, flags: flags, entropy: entropy)
        case .pipe(let pipe): return PipeEnd(pipe, flags: flags, number: node.number)
        case .socket: throw SystemFailure(6)
        case .host(let host, _, _):
            if writes, node.isFolder { throw .isAFolder }
            if writes, host.change == nil { throw .readOnlyFiles }
        case .folder:
            if writes { throw .isAFolder }
        default: break
        }
        let wanted = (readsOnly || flags & 3 == 2 ? 0o400 : 0) | (writes ? 0o200 : 0)
        if node.permissions & wanted != wanted { throw .accessDenied }
        let file = OpenFile(node, tree: tree, flags: flags, path: path)
        if truncates, writes { try file.truncate(to: 0) }
        return file
    }

    // MARK: The table

    public func add(
        _ description: OpenDescription, closesOnStart: Bool = true, from first: Int = 0
    ) throws(SystemFailure) -> Int {
        var number = first
        while descriptors[number] != nil { number += 1 }
        guard number < descriptorLimit else {
            if description.references == 0 { description.close() }
            throw .tooManyFiles
        }
        put(description, at: number, closesOnStart: closesOnStart)
        return number
    }

    func put(_ description: OpenDescription, at number: Int, closesOnStart: Bool) {
        description.references += 1
        descriptors[number] = Descriptor(
            description: description, closesOnStart: closesOnStart)
    }

    public func description(_ number: Int) throws(SystemFailure) -> OpenDescription {
        guard let descriptor = descriptors[number] else { throw .badDescriptor }
        return descriptor.description
    }

    public func close(_ number: Int) throws(SystemFailure) {
        guard let descriptor = descriptors.removeValue(forKey: number) else {
            throw .badDescriptor
        }
        // Closing any descriptor of a file ends all locks its process has on it.
        if !tree.locks.isEmpty, let file = descriptor.description as? OpenFile {
            tree.releaseLocks(of: file.node, .process(ObjectIdentifier(self)))
        }
        drop(descriptor.description)
    }

    private func drop(_ description: OpenDescription) {
        description.references -= 1
        if description.references == 0 { description.close() }
    }

    public func duplicate(
        _ number: Int, closesOnStart: Bool, from first: Int = 0
    ) throws(SystemFailure) -> Int {
        try add(try description(number), closesOnStart: closesOnStart, from: first)
    }

    /// `dup2`: what the target stood for is closed.
    public func duplicate(
        _ number: Int, to target: Int, closesOnStart: Bool
    ) throws(SystemFailure) {
        let source = try description(number)
        guard target >= 0, target < descriptorLimit else { throw .badDescriptor }
        if target == number { return }
        if descriptors[target] != nil { try close(target) }
        put(source, at: target, closesOnStart: closesOnStart)
    }

    public func closesOnStart(_ number: Int) throws(SystemFailure) -> Bool {
        guard let descriptor = descriptors[number] else { throw .badDescriptor }
        return descriptor.closesOnStart
    }

    public func setClosesOnStart(_ number: Int, _ closes: Bool) throws(SystemFailure) {
        guard descriptors[number] != nil else { throw .badDescriptor }
        descriptors[number]?.closesOnStart = closes
    }

    /// The numbers in use, in order.
    public var openNumbers: [Int] { descriptors.keys.sorted() }

    /// Closes what a new program isn't to have: what `exec` does.
    public func closeForNewProgram() {
        for number in openNumbers where descriptors[number]?.closesOnStart == true {
            try? close(number)
        }
    }

    func closeAll() {
        for number in openNumbers { try? close(number) }
    }

    /// The two ends of a new pipe.
    public func makePipe(flags: Int) throws(SystemFailure) -> (reader: Int, writer: Int) {
        let pipe = Pipe()
        let serial = tree.makeNode(.socket, permissions: 0).number
        let kept = flags & Flag.kept & ~3
        let closes = flags & Flag.closesOnStart != 0
        let reader = try add(
            PipeEnd(pipe, flags: kept, number: serial), closesOnStart: closes)
        do throws(SystemFailure) {
            let writer = try add(
                PipeEnd(pipe, flags: kept | 1, number: serial), closesOnStart: closes)
            return (reader, writer)
        } catch {
            try? close(reader)
            throw error
        }
    }

    /// The table of a process started from this one: what isn't closed then, and the folder.
    func copy() -> VirtualFiles {
        let copy = VirtualFiles(tree: tree, entropy: entropy)
        copy.currentFolder = currentFolder
        copy.mask = mask
        copy.descriptorLimit = descriptorLimit
        for (number, descriptor) in descriptors {
            copy.put(
                descriptor.description, at: number, closesOnStart: descriptor.closesOnStart)
        }
        return copy
    }
}
