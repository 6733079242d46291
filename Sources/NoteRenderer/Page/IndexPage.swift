import NoteReader

/// The page that lists a vault's notes, by folder and by tag, with a search over both.
public struct IndexPage {
    public var design: PageDesign

    public init(design: PageDesign) { self.design = design }

    public func render(_ catalog: VaultCatalog, drawingStyle: String) -> [UInt8] {
        let path = catalog.indexPath ?? "index.html"
        let notes = Self.notes(of: catalog)
        var values = design.headValues(drawings: drawingStyle, page: path)
        values["lang"] = .text(design.language)
        values["generator"] = .text(design.generator)
        values["title"] = .text(catalog.name)
        values["count"] = .text(notes.count == 1 ? "1 note" : "\(notes.count) notes")
        values["groups"] = .list(groups(notes, path))
        values["tags"] = .list(tags(notes, path))
        var page = HTMLBuffer(capacity: notes.count * 400 + 40_000)
        design.index.write(values, to: &page)
        return page.bytes
    }

    /// The notes that have pages, by their titles.
    private static func notes(of catalog: VaultCatalog) -> [VaultCatalog.File] {
        var keyed: [(key: String, index: Int)] = []
        for (index, file) in catalog.files.enumerated()
        where file.kind == .note && file.outputPath != nil {
            keyed.append((file.title.lowercased() + "\n" + file.path, index))
        }
        keyed.sort { $0.key < $1.key }
        return keyed.map { catalog.files[$0.index] }
    }

    /// The notes, which come by their titles, by their folders, those of the root first.
    private func groups(_ notes: [VaultCatalog.File], _ page: String) -> [MustacheValues] {
        var byFolder: [String: [VaultCatalog.File]] = [:]
        for note in notes { byFolder[VaultPath.folder(note.path), default: []].append(note) }
        return byFolder.keys.sorted(by: Self.precedes).map { folder in
            let list = byFolder[folder] ?? []
            return [
                "name": .text(folder.split(separator: "/").joined(separator: " / ")),
                "notes": .list(list.map { entry($0, page) }),
            ]
        }
    }

    private func entry(_ note: VaultCatalog.File, _ page: String) -> MustacheValues {
        let tags = note.summary?.tags ?? []
        let words =
            [note.title] + (note.summary?.aliases ?? []) + tags.map { "#" + $0 }
        return [
            "href": .html(address(note, page)), "title": .text(note.title),
            "excerpt": .text(note.summary?.excerpt ?? ""),
            "search": .text(words.joined(separator: "\n").lowercased()),
        ]
    }

    /// The notes of each tag; those of `a/b` are also `a`'s.
    private func tags(_ notes: [VaultCatalog.File], _ page: String) -> [MustacheValues] {
        var byTag: [String: (name: String, notes: [MustacheValues])] = [:]
        for note in notes {
            let tags = Self.withParents(note.summary?.tags ?? [])
            guard !tags.isEmpty else { continue }
            let link: MustacheValues = [
                "href": .html(address(note, page)), "title": .text(note.title),
            ]
            for tag in tags { byTag[tag.lowercased(), default: (tag, [])].notes.append(link) }
        }
        return byTag.keys.sorted(by: Self.precedes).compactMap { key in
            guard let (name, list) = byTag[key] else { return nil }
            return [
                "anchor": .text(TagAnchor.anchor(key)), "tag": .text(name),
                "notes": .list(list),
            ]
        }
    }

    private static func withParents(_ tags: [String]) -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        for tag in tags {
            var name = tag[...]
            while true {
                if seen.insert(name.lowercased()).inserted { result.append(String(name)) }
                guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")),
                    slash != name.startIndex
                else { break }
                name = name[..<slash]
            }
        }
        return result
    }

    private func address(_ note: VaultCatalog.File, _ page: String) -> [UInt8] {
        var buffer = HTMLBuffer()
        buffer.encode(VaultPath.address(of: note.outputPath ?? "", from: page))
        return buffer.bytes
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.lowercased(), right.lowercased())
        return a == b ? left < right : a < b
    }
}
