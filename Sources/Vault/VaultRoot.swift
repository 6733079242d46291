import NotePipeline

/// Finds the vault that a folder lies in.
enum VaultRoot {
    /// The vault's root, and the folder's path below it.
    ///
    /// The root is the nearest folder with Obsidian's or Heapnote's settings; the folder itself if there
    /// is none. A repository's root ends the search.
    static func place(of folder: String) -> (root: String, prefix: String) {
        guard let start = HostFiles.real(folder.isEmpty ? "." : folder) else { return (folder, "") }
        var path = start
        while !path.isEmpty {
            if isVault(path) {
                if path == start { return (folder, "") }
                let prefix = start.dropFirst(path == "/" ? 1 : path.count + 1)
                return (path, String(prefix))
            }
            if path == "/" || HostFiles.kind(of: HostFiles.join(path, ".git")) != nil { break }
            path = HostFiles.folder(of: path)
        }
        return (folder, "")
    }

    static func isVault(_ folder: String) -> Bool {
        HostFiles.kind(of: HostFiles.join(folder, ".obsidian")) == .folder
            || HostFiles.kind(of: HostFiles.join(folder, VaultSettings.fileName)) == .file
    }
}
