/// The files a program sees: the standard library, read-only, and whatever it writes, which is kept in memory
/// and gone with the interpreter. Nothing here touches the host but through its `HostLibrary`.
public final class VirtualFiles {
    /// What a program wrote or made at a path.
    private enum Node {
        case folder
        case file([UInt8])
    }

    /// An open file: what a descriptor stands for.
    public struct OpenFile {
        public var path: String
        public var position: Int
        public var reads: Bool
        public var writes: Bool
        public var appends: Bool
    }

    /// Why something can't be done, by the number of the error.
    public struct Failure: Error {
        public var code: Int32
        public init(_ code: Int32) { self.code = code }
    }

    /// Seconds since 1970 that files written here show.
    public static var clock: Int { 1_704_067_200 }

    private let library: HostLibrary?
    private var nodes: [String: Node] = [
        "/": .folder, "/home": .folder, "/home/user": .folder, "/tmp": .folder, "/usr": .folder,
        "/usr/lib": .folder, "/dev": .folder, "/dev/null": .file([]),
    ]
    private var openFiles: [Int: OpenFile] = [:]
    public private(set) var currentFolder = "/home/user"

    init(library: HostLibrary?) { self.library = library }

    // MARK: Paths

    /// An absolute path without `.`, `..` and doubled slashes.
    public func normalize(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : currentFolder + "/" + path
        var parts: [Substring] = []
        for part in full.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    private func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    // MARK: Reading

    /// What stands at a path; nil if nothing does.
    public func status(_ path: String) -> HostLibrary.Status? {
        let path = normalize(path)
        switch nodes[path] {
        case .folder:
            return HostLibrary.Status(isFolder: true, size: 4096, modified: Self.clock)
        case .file(let bytes):
            return HostLibrary.Status(
                isFolder: false, size: bytes.count, modified: Self.clock)
        case nil: break
        }
        guard let relative = HostLibrary.relative(path) else { return nil }
        return library?.status(relative)
    }

    public func names(_ folder: String) throws(Failure) -> [String] {
        let path = normalize(folder)
        guard let status = status(path) else { throw Failure(2) }
        guard status.isFolder else { throw Failure(20) }
        var found = Set(HostLibrary.relative(path).flatMap { library?.names($0) } ?? [])
        if path == "/usr/lib", library != nil { found.insert("python3.11") }
        for name in nodes.keys where name != "/" && parent(name) == path {
            found.insert(String(name.dropFirst(path == "/" ? 1 : path.utf8.count + 1)))
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public func read(_ path: String) throws(Failure) -> [UInt8] {
        let path = normalize(path)
        switch nodes[path] {
        case .file(let bytes): return bytes
        case .folder: throw Failure(21)
        case nil: break
        }
        guard let relative = HostLibrary.relative(path), let status = library?.status(relative)
        else { throw Failure(2) }
        if status.isFolder { throw Failure(21) }
        guard let bytes = library?.read(relative) else { throw Failure(2) }
        return bytes
    }

    // MARK: Writing

    private func checkWritable(_ path: String) throws(Failure) {
        if HostLibrary.relative(path) != nil { throw Failure(30) }
        guard let folder = status(parent(path)) else { throw Failure(2) }
        guard folder.isFolder else { throw Failure(20) }
    }

    public func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let path = normalize(path)
        try checkWritable(path)
        if status(path)?.isFolder == true { throw Failure(21) }
        // What is written to the null device is gone.
        if path != "/dev/null" { nodes[path] = .file(bytes) }
    }

    public func makeFolder(_ path: String) throws(Failure) {
        let path = normalize(path)
        if status(path) != nil { throw Failure(17) }
        try checkWritable(path)
        nodes[path] = .folder
    }

    public func removeFile(_ path: String) throws(Failure) {
        let path = normalize(path)
        guard let status = status(path) else { throw Failure(2) }
        if status.isFolder { throw Failure(21) }
        try checkWritable(path)
        nodes[path] = nil
    }

    public func removeFolder(_ path: String) throws(Failure) {
        let path = normalize(path)
        guard let status = status(path) else { throw Failure(2) }
        guard status.isFolder else { throw Failure(20) }
        guard try names(path).isEmpty else { throw Failure(39) }
        try checkWritable(path)
        nodes[path] = nil
    }

    public func rename(_ source: String, to target: String) throws(Failure) {
        let source = normalize(source)
        let target = normalize(target)
        guard status(source) != nil else { throw Failure(2) }
        try checkWritable(source)
        try checkWritable(target)
        let prefix = source + "/"
        for (name, node) in nodes where name == source || name.hasPrefix(prefix) {
            nodes[target + name.dropFirst(source.utf8.count)] = node
            nodes[name] = nil
        }
    }

    public func changeFolder(_ path: String) throws(Failure) {
        let path = normalize(path)
        guard let status = status(path) else { throw Failure(2) }
        guard status.isFolder else { throw Failure(20) }
        currentFolder = path
    }

    // MARK: Descriptors

    /// Opens a file; the lowest free descriptor.
    public func open(
        _ path: String, reads: Bool, writes: Bool, creates: Bool, exclusive: Bool,
        truncates: Bool, appends: Bool
    ) throws(Failure) -> Int {
        let path = normalize(path)
        let status = status(path)
        if status == nil, !creates { throw Failure(2) }
        if status != nil, exclusive, creates { throw Failure(17) }
        if status?.isFolder == true, writes { throw Failure(21) }
        if writes { try checkWritable(path) }
        if status == nil || truncates && writes { try write([], to: path) }
        var descriptor = 3
        while openFiles[descriptor] != nil { descriptor += 1 }
        openFiles[descriptor] = OpenFile(
            path: path, position: 0, reads: reads, writes: writes, appends: appends)
        return descriptor
    }

    public func openFile(_ descriptor: Int) -> OpenFile? { openFiles[descriptor] }

    public func close(_ descriptor: Int) throws(Failure) {
        if (0...2).contains(descriptor) { return }
        guard openFiles.removeValue(forKey: descriptor) != nil else { throw Failure(9) }
    }

    /// Up to `count` bytes from where the file stands; all that remain for nil.
    public func read(_ descriptor: Int, count: Int?) throws(Failure) -> [UInt8] {
        guard let file = openFiles[descriptor], file.reads else { throw Failure(9) }
        let bytes = try read(file.path)
        let start = min(file.position, bytes.count)
        let end = count.map { min(bytes.count, start + max(0, min($0, bytes.count))) }
        let taken = Array(bytes[start..<(end ?? bytes.count)])
        openFiles[descriptor]?.position = start + taken.count
        return taken
    }

    public func write(_ descriptor: Int, _ data: [UInt8]) throws(Failure) -> Int {
        guard let file = openFiles[descriptor], file.writes else { throw Failure(9) }
        var bytes = try read(file.path)
        let start = file.appends ? bytes.count : file.position
        if start > bytes.count {
            bytes += [UInt8](repeating: 0, count: min(start - bytes.count, 1 << 28))
        }
        let overlap = min(bytes.count, start + data.count)
        bytes.replaceSubrange(min(start, bytes.count)..<overlap, with: data)
        try write(bytes, to: file.path)
        openFiles[descriptor]?.position = start + data.count
        return data.count
    }

    public func seek(_ descriptor: Int, to offset: Int, from origin: Int) throws(Failure) -> Int {
        guard let file = openFiles[descriptor] else { throw Failure(9) }
        let base: Int
        switch origin {
        case 0: base = 0
        case 1: base = file.position
        case 2: base = try read(file.path).count
        default: throw Failure(22)
        }
        let (position, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, position >= 0 else { throw Failure(22) }
        openFiles[descriptor]?.position = position
        return position
    }

    public func truncate(_ descriptor: Int, to count: Int) throws(Failure) {
        guard let file = openFiles[descriptor], file.writes else { throw Failure(9) }
        guard count >= 0, count < 1 << 28 else { throw Failure(22) }
        var bytes = try read(file.path)
        if count < bytes.count {
            bytes.removeLast(bytes.count - count)
        } else {
            bytes += [UInt8](repeating: 0, count: count - bytes.count)
        }
        try write(bytes, to: file.path)
    }
}

extension Interpreter {
    /// The files of this interpreter's program.
    public var files: VirtualFiles? { state.pointee.host?.takeUnretainedValue().files }
}
