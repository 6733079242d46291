/// Something a path leads to: the inode of a virtual file system.
///
/// A file lives as long as a name or a descriptor refers to it, as on Unix: an unlinked file that is open can
/// still be read and written.
public final class FileNode {
    public enum Content {
        case file([UInt8])
        case folder([[UInt8]: FileNode])
        case link(FilePath)
        case device(Device)
        /// A named pipe; its buffer is made when it is first opened.
        case pipe(Pipe)
        /// What a local socket leaves where it is bound.
        case socket
        /// Something in a folder of the host, by its path there.
        case host(HostFolder, String, HostFolder.Status)
    }

    public enum Device: Sendable { case null, zero, random, full, terminal }

    public var content: Content
    public let number: Int
    /// The bits of permission, without the kind.
    public var permissions: Int
    /// Names that lead here; nothing counts the folders above.
    public var links = 1
    public var owner = 1000
    public var group = 1000
    /// Nanoseconds since 1970.
    public var accessed: Int
    public var modified: Int
    public var changed: Int
    /// Extended attributes by name, in the order in which they were set.
    public var attributes: [(name: [UInt8], value: [UInt8])] = []

    init(_ content: Content, number: Int, permissions: Int, time: Int) {
        self.content = content
        self.number = number
        self.permissions = permissions
        accessed = time
        modified = time
        changed = time
    }

    public var isFolder: Bool {
        switch content {
        case .folder: true
        case .host(_, _, let status): status.isFolder
        default: false
        }
    }

    var isLink: Bool { if case .link = content { true } else { false } }

    /// What `stat` tells.
    public var status: FileStatus {
        FileStatus(
            mode: kindBits | permissions, number: number, links: isFolder ? 2 : links,
            owner: owner, group: group, size: size, accessed: accessed, modified: modified,
            changed: changed)
    }

    private var kindBits: Int {
        switch content {
        case .file: FileStatus.file
        case .folder: FileStatus.folder
        case .link: FileStatus.link
        case .device: FileStatus.characterDevice
        case .pipe: FileStatus.pipe
        case .socket: FileStatus.socket
        case .host(_, _, let status): status.isFolder ? FileStatus.folder : FileStatus.file
        }
    }

    private var size: Int {
        switch content {
        case .file(let bytes): bytes.count
        case .folder: 4096
        case .link(let target): target.bytes.count
        case .device, .pipe, .socket: 0
        case .host(_, _, let status): status.size
        }
    }
}

/// What `stat` tells of a file or a descriptor.
public struct FileStatus: Sendable {
    public static let file = 0o100000
    public static let folder = 0o040000
    public static let link = 0o120000
    public static let characterDevice = 0o020000
    public static let pipe = 0o010000
    public static let socket = 0o140000
    static let kindMask = 0o170000

    public var mode: Int
    public var number: Int
    public var links: Int
    public var owner: Int
    public var group: Int
    public var size: Int
    public var accessed: Int
    public var modified: Int
    public var changed: Int

    public var isFolder: Bool { mode & Self.kindMask == Self.folder }
    public var isFile: Bool { mode & Self.kindMask == Self.file }
    public var isLink: Bool { mode & Self.kindMask == Self.link }
}
