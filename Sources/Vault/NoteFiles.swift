import NotePipeline

/// A note of a vault and where it stands in it.
public struct NoteFile: Hashable, Sendable {
    /// The path to open, as the user would write it.
    public var path: String
    /// The path below the folder that was named, or the bare name of a note that was named itself.
    public var relativePath: String
    /// The folder that was named, empty for a note that was named itself.
    public var root: String
    /// The vault it is in: links don't lead out of it.
    public var vaultRoot: String
    /// The path below the vault's root.
    public var vaultPath: String

    /// A note whose vault is the folder that was named, unless it is told otherwise.
    public init(
        path: String, relativePath: String, root: String, vaultRoot: String? = nil,
        vaultPath: String? = nil
    ) {
        self.path = path
        self.relativePath = relativePath
        self.root = root
        self.vaultRoot = vaultRoot ?? root
        self.vaultPath = vaultPath ?? relativePath
    }

    /// The relative path without `.md`.
    public var relativeStem: String {
        relativePath.lowercased().hasSuffix(".md")
            ? String(relativePath.dropLast(3)) : relativePath
    }
}

/// Finds the notes that paths on a command line mean.
public enum NoteFiles {
    /// The notes, in the order of the paths and, in a folder, of their names. A path that doesn't exist
    /// is reported as an error, and the others are still found.
    public static func find(_ paths: [String], _ diagnostics: inout Diagnostics) -> [NoteFile] {
        var files: [NoteFile] = []
        var emptyFolders: [String] = []
        var seen: Set<String> = []
        for path in paths {
            do throws(HostFileError) {
                for file in try find(path, &emptyFolders) where seen.insert(file.path).inserted {
                    files.append(file)
                }
            } catch {
                diagnostics.report(error)
            }
        }
        for folder in emptyFolders {
            diagnostics.warn(
                folder, cause: "there are no notes in the folder",
                remedy: "notes are files whose names end in .md")
        }
        return files
    }

    private static func find(
        _ path: String, _ emptyFolders: inout [String]
    ) throws(HostFileError) -> [NoteFile] {
        switch HostFiles.kind(of: path) {
        case nil:
            throw HostFileError(
                path: path, cause: "there is no such file or folder",
                remedy: "check the spelling of the path")
        case .file:
            let place = VaultRoot.place(of: HostFiles.folder(of: path))
            let name = HostFiles.name(of: path)
            return [
                NoteFile(
                    path: path, relativePath: name, root: "", vaultRoot: place.root,
                    vaultPath: HostFiles.join(place.prefix, name))
            ]
        case .folder:
            var files: [NoteFile] = []
            try collect(folder: path, relative: "", root: path, depth: 0, into: &files)
            if files.isEmpty { emptyFolders.append(path) }
            let place = VaultRoot.place(of: path)
            for index in files.indices {
                files[index].vaultRoot = place.root
                files[index].vaultPath = HostFiles.join(place.prefix, files[index].relativePath)
            }
            return files
        case .other:
            throw HostFileError(
                path: path, cause: "it is neither a file nor a folder",
                remedy: "give a note or a folder of notes")
        }
    }

    /// Walks a folder, leaving out what starts with a dot, as Obsidian does.
    private static func collect(
        folder: String, relative: String, root: String, depth: Int, into files: inout [NoteFile]
    ) throws(HostFileError) {
        guard depth < 64 else {
            throw HostFileError(
                path: folder, cause: "folders are nested more than 64 deep",
                remedy: "look for a symbolic link that leads back up")
        }
        for name in try HostFiles.names(in: folder) where !name.hasPrefix(".") {
            let path = HostFiles.join(folder, name)
            let below = HostFiles.join(relative, name)
            switch HostFiles.kind(of: path) {
            case .folder:
                try collect(
                    folder: path, relative: below, root: root, depth: depth + 1, into: &files)
            case .file where name.lowercased().hasSuffix(".md"):
                files.append(NoteFile(path: path, relativePath: below, root: root))
            default:
                continue
            }
        }
    }
}
