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

    /// More files than any vault has: a root that was guessed wrong isn't walked forever.
    private static let mostEntries = 200_000

    init(root: String) {
        self.root = root
        realRoot = HostFiles.real(root.isEmpty ? "." : root) ?? root
    }

    mutating func walk() { walk(root, "", depth: 0) }

    private mutating func walk(_ folder: String, _ relative: String, depth: Int) {
        guard depth < 64, let items = try? HostFiles.items(in: folder) else { return }
        for item in items where !item.name.hasPrefix(".") {
            guard entries.count < Self.mostEntries else { return }
            let place = HostFiles.join(folder, item.name)
            let path = HostFiles.join(relative, item.name)
            if item.isLink, !isInside(place) { continue }
            switch item.kind ?? HostFiles.kind(of: place) {
            case .folder: walk(place, path, depth: depth + 1)
            case .file: entries.append(Entry(path: path, place: place))
            default: continue
            }
        }
    }

    private func isInside(_ place: String) -> Bool {
        guard let target = HostFiles.real(place) else { return false }
        return target.hasPrefix(realRoot + "/")
    }
}
