import Glibc
import VirtualSystem

/// What went wrong with a file of the host, ready to be shown.
public struct HostFileError: Error, Hashable, Sendable {
    public var path: String
    public var cause: String
    public var remedy: String?
    /// `errno`, where that tells what went wrong.
    public private(set) var code: Int32?

    public init(path: String, cause: String, remedy: String? = nil) {
        self.path = path
        self.cause = cause
        self.remedy = remedy
    }

    /// From `errno`.
    init(path: String, doing action: String, code: Int32, remedy: String? = nil) {
        self.init(
            path: path, cause: "cannot \(action): \(String(cString: strerror(code)))",
            remedy: remedy ?? Self.remedy(for: code))
        self.code = code
    }

    private static func remedy(for code: Int32) -> String? {
        switch code {
        case ENOENT: "check the spelling of the path"
        case EACCES, EPERM: "check the permissions of the file and of its folder"
        case EROFS: "choose a place that can be written, with -o"
        case ENOSPC: "free some room on the disk"
        case EISDIR: "give a file, not a folder"
        case ENOTDIR, EEXIST: "a part of the path is a file; choose another place"
        case ENAMETOOLONG: "choose shorter names: those of files may have 255 bytes"
        case ELOOP: "look for symbolic links that lead to each other"
        case EMFILE, ENFILE: "close other programs, or raise the limit of open files"
        default: nil
        }
    }
}

/// The files of the host, through POSIX calls: small, and without loading Foundation's file manager.
public enum HostFiles {
    public enum Kind: Sendable { case file, folder, other }

    /// What stands at a path, links followed; nil if nothing does.
    public static func kind(of path: String) -> Kind? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether a relative path may lead out of the folder it is relative to.
    static func leavesFolder(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    /// What programs may know of a file or a folder; nil for anything else.
    static func status(of path: String) -> HostFolder.Status? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        let kind = information.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR else { return nil }
        return HostFolder.Status(
            isFolder: kind == S_IFDIR, size: Int(information.st_size),
            modified: Int(information.st_mtim.tv_sec))
    }

    /// Reads a whole file.
    public static func read(_ path: String) throws(HostFileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw HostFileError(path: path, doing: "read", code: errno)
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            throw HostFileError(path: path, doing: "read", code: errno)
        }
        if information.st_mode & S_IFMT == S_IFDIR {
            throw HostFileError(path: path, doing: "read", code: EISDIR)
        }
        return try read(descriptor, path: path, expected: Int(information.st_size))
    }

    /// Reads standard input to its end.
    public static func readStandardInput() throws(HostFileError) -> [UInt8] {
        try read(STDIN_FILENO, path: "<stdin>", expected: 0)
    }

    private static func read(
        _ descriptor: Int32, path: String, expected: Int
    ) throws(HostFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: expected + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: max(65536, count)) }
            let room = bytes.count - count
            let got = bytes.withUnsafeMutableBytes { buffer in
                // SAFETY: `count` is less than the buffer's count, which is not 0.
                Glibc.read(descriptor, buffer.baseAddress.unsafelyUnwrapped + count, room)
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw HostFileError(path: path, doing: "read", code: errno)
            }
            if got == 0 { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Replaces a file as a whole: a reader sees the old bytes or the new ones. A file that already has
    /// these bytes is left alone. Gives whether it was written.
    @discardableResult
    public static func write(_ bytes: [UInt8], to path: String) throws(HostFileError) -> Bool {
        if kind(of: path) == .file, let old = try? read(path), isSame(old, bytes) { return false }
        let target = resolvingLink(path)
        try makeFolder(folder(of: target))
        var template = Array("\(target).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw HostFileError(path: path, doing: "write", code: errno)
        }
        let temporary = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        do {
            try writeAll(bytes, to: descriptor, path: path)
            fchmod(descriptor, permissions(of: target))
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, target) == 0 else {
            let code = errno
            unlink(temporary)
            throw HostFileError(path: path, doing: "write", code: code)
        }
        return true
    }

    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return left.withUnsafeBytes { a in
            right.withUnsafeBytes { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return true }
                return memcmp(first, second, a.count) == 0
            }
        }
    }

    /// Writes to a descriptor, such as standard output.
    public static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, path: String
    ) throws(HostFileError) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                // SAFETY: `start` is less than the buffer's count, which is not 0.
                Glibc.write(
                    descriptor, buffer.baseAddress.unsafelyUnwrapped + start, bytes.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw HostFileError(path: path, doing: "write", code: errno)
            }
            start += written
        }
    }

    /// Adds to the end of a file, which is made if it isn't there.
    public static func append(_ bytes: [UInt8], to path: String) throws(HostFileError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw HostFileError(path: path, doing: "write", code: errno)
        }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: path)
    }

    /// Makes a folder and those above it.
    public static func makeFolder(_ path: String) throws(HostFileError) {
        guard !path.isEmpty, kind(of: path) != .folder else { return }
        let parent = folder(of: path)
        if parent != path { try makeFolder(parent) }
        if mkdir(path, 0o777) != 0, errno != EEXIST || kind(of: path) != .folder {
            throw HostFileError(path: path, doing: "make the folder", code: errno)
        }
    }

    /// The names in a folder, without `.` and `..`, sorted by their bytes.
    public static func names(in folder: String) throws(HostFileError) -> [String] {
        guard let directory = opendir(folder.isEmpty ? "." : folder) else {
            throw HostFileError(path: folder, doing: "read the folder", code: errno)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Something in a folder; its kind where the folder itself tells it.
    public struct Item: Sendable {
        public var name: String
        /// Nil for a symbolic link, and where it isn't known.
        public var kind: Kind?
        public var isLink: Bool
    }

    /// What is in a folder, sorted by the names' bytes.
    public static func items(in folder: String) throws(HostFileError) -> [Item] {
        guard let directory = opendir(folder.isEmpty ? "." : folder) else {
            throw HostFileError(path: folder, doing: "read the folder", code: errno)
        }
        defer { closedir(directory) }
        var items: [Item] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            let type = Int(entry.pointee.d_type)
            let kind: Kind? = type == Int(DT_REG) ? .file : type == Int(DT_DIR) ? .folder : nil
            items.append(Item(name: name, kind: kind, isLink: type == Int(DT_LNK)))
        }
        return items.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The folder part of a path; empty for a bare name.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    public static func name(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    /// A path below a folder.
    public static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty { return name }
        return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// A path from the root; the working folder put before a relative one, as CPython does with a script's.
    public static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return join(String(cString: folder), path)
    }

    /// A path from the root without links and dots; nil if nothing is there.
    public static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Where a symbolic link leads, so that writing replaces the file and not the link.
    private static func resolvingLink(_ path: String) -> String {
        real(path) ?? path
    }

    private static func permissions(of path: String) -> mode_t {
        var information = stat()
        if stat(path, &information) == 0 { return information.st_mode & 0o7777 }
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }
}
