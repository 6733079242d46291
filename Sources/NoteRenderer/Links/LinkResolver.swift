/// Finds the file a link means, as Obsidian does.
///
/// 1. `/a/b` is a path from the root, `./a` and `../a` are from the note's folder.
/// 2. A whole path from the root wins.
/// 3. Else any file whose path ends in the link's, those below the note's own folder first, and among
///    them the one with the shortest path.
/// 4. Where no file has the name, a note that has it among its `aliases`.
/// Case doesn't count, and a note's `.md` may be left out.
struct LinkResolver {
    /// The files' paths as links are compared with them, by their places in the catalog.
    let paths: [String]
    let byName: [String: [Int]]
    let byAlias: [String: [Int]]

    func file(for link: String, from source: String) -> Int? {
        var wanted = VaultPath.key(link)
        while wanted.utf8.last == UInt8(ascii: "/") { wanted.removeLast() }
        guard !wanted.isEmpty else { return nil }
        let name = VaultPath.name(wanted)
        if let candidates = byName[name] {
            return best(candidates, wanted, source)
        }
        if let candidates = byName[name + ".md"] {
            return best(candidates, wanted + ".md", source)
        }
        return byAlias[wanted]?.first
    }

    private func best(_ candidates: [Int], _ wanted: String, _ source: String) -> Int? {
        // The only file with a name is the one that the name alone means.
        if candidates.count == 1, !wanted.utf8.contains(UInt8(ascii: "/")) { return candidates[0] }
        let folder = VaultPath.key(VaultPath.folder(source))
        if wanted.hasPrefix("/") {
            return candidate(candidates, at: String(wanted.dropFirst()))
        }
        if wanted.hasPrefix("./") || wanted.hasPrefix("../") {
            return VaultPath.resolved(wanted, in: folder).flatMap { candidate(candidates, at: $0) }
        }
        if let exact = candidate(candidates, at: wanted) { return exact }
        let ending = "/" + wanted
        let matching = candidates.filter { paths[$0].hasSuffix(ending) }
        let near = matching.filter { isBelow(folder, $0) }
        return shortest(near) ?? shortest(matching)
    }

    private func candidate(_ candidates: [Int], at path: String) -> Int? {
        candidates.first { paths[$0] == path }
    }

    private func isBelow(_ folder: String, _ file: Int) -> Bool {
        folder.isEmpty || paths[file].hasPrefix(folder + "/")
    }

    private func shortest(_ candidates: [Int]) -> Int? {
        candidates.min { paths[$0].utf8.count < paths[$1].utf8.count }
    }
}
