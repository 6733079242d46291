import Glibc
import VirtualSystem

/// A folder of the host that a program from the shell may see: `--allow-read DIR`, `--allow-write DIR`.
public struct AllowedFolder: Sendable {
    /// From the root; programs see it at the same path.
    public var path: String
    public var mayChange: Bool

    public init(path: String, mayChange: Bool) {
        self.path = HostFiles.absolute(path)
        self.mayChange = mayChange
    }

    /// Where programs find it. Paths that lead out of it, through `..` or links, aren't followed.
    var mount: FileTree.Mount {
        var folder = LibraryLocation(folder: path).hostLibrary
        let root = path
        let (status, read, names) = (folder.status, folder.read, folder.names)
        func isVisible(_ relative: String) -> Bool {
            relative.isEmpty || Self.isInside(HostFiles.join(root, relative), root)
        }
        folder.status = { isVisible($0) ? status($0) : nil }
        folder.read = { isVisible($0) ? read($0) : nil }
        folder.names = { isVisible($0) ? names($0) : nil }
        if mayChange {
            folder.change = { relative, change in
                guard let place = Self.place(relative, in: root) else { return EACCES }
                return Self.perform(change, place, root)
            }
        }
        return FileTree.Mount(path: FilePath(path), folder: folder)
    }

    private static func place(_ relative: String, in root: String) -> String? {
        if relative.isEmpty || HostFiles.leavesFolder(relative) { return nil }
        return HostFiles.join(root, relative)
    }

    private static func perform(
        _ change: HostFolder.Change, _ path: String, _ root: String
    ) -> Int32? {
        guard isInside(HostFiles.folder(of: path), root) else { return EACCES }
        switch change {
        case .write(let bytes):
            do throws(HostFileError) {
                try HostFiles.write(bytes, to: path)
                return nil
            } catch { return EACCES }
        case .makeFolder: return mkdir(path, 0o777) == 0 ? nil : errno
        case .removeFile: return unlink(path) == 0 ? nil : errno
        case .removeFolder: return rmdir(path) == 0 ? nil : errno
        case .rename(let target):
            guard let target = place(target, in: root),
                isInside(HostFiles.folder(of: target), root)
            else { return EACCES }
            return Glibc.rename(path, target) == 0 ? nil : errno
        }
    }

    /// Whether a folder, links followed, is the root or below it.
    private static func isInside(_ folder: String, _ root: String) -> Bool {
        guard let resolved = realpath(folder, nil), let base = realpath(root, nil) else {
            return false
        }
        defer {
            free(resolved)
            free(base)
        }
        let place = String(cString: resolved)
        let start = String(cString: base)
        return place == start || place.hasPrefix(start.hasSuffix("/") ? start : start + "/")
    }
}
