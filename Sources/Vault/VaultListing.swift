import NotePipeline

/// The files of a vault: all below its root, but what starts with a dot, and what a symbolic link fetches
/// from outside.
struct VaultListing {
    struct Entry {
        /// Below the root.
        var path: String
        /// To be opened.
        var place: String
    }

    private(set) var entries: [Entry] = []
    private let root: String
    private let realRoot: String

    /// More than any vault has, and more than a note by itself should have to wait for.
    private let mostEntries: Int

    /// `isVault` is false for the folder of a note that was named by itself, which may be anything.
    init(root: String, isVault: Bool) {
        self.root = root
        mostEntries = isVault ? 200_000 : 2_000
        realRoot = HostFiles.real(root.isEmpty ? "." : root) ?? root
    }

    mutating func walk() { walk(root, "", depth: 0) }

    private mutating func walk(_ folder: String, _ relative: String, depth: Int) {
        guard depth < 64, let items = try? HostFiles.items(in: folder) else { return }
        var folders: [(place: String, path: String)] = []
        for item in items where !item.name.hasPrefix(".") {
            guard entries.count < mostEntries else { return }
            let place = HostFiles.join(folder, item.name)
            let path = HostFiles.join(relative, item.name)
            if item.isLink, !isInside(place) { continue }
            switch item.kind ?? HostFiles.kind(of: place) {
            case .folder: folders.append((place, path))
            case .file: entries.append(Entry(path: path, place: place))
            default: continue
            }
        }
        // What is near comes first, for the limit's sake.
        for folder in folders { walk(folder.place, folder.path, depth: depth + 1) }
    }

    private func isInside(_ place: String) -> Bool {
        guard let target = HostFiles.real(place) else { return false }
        return target.hasPrefix(realRoot + "/")
    }
}
