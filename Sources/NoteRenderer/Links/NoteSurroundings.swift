import NoteReader

/// What lies around a note: the vault it is in, and the notes that it shows within itself.
public struct NoteSurroundings: Sendable {
    public let catalog: VaultCatalog
    /// The note's path below the vault's root.
    public let path: String
    /// The notes that this one embeds, and those embed in turn, by their paths.
    public var embedded: [String: Note]
    /// The note's place in the catalog.
    private let place: Int?
    /// Where the note's page stands in the output.
    let pagePath: String

    public init(catalog: VaultCatalog, path: String, embedded: [String: Note] = [:]) {
        self.catalog = catalog
        self.path = path
        self.embedded = embedded
        place = catalog.index(ofPath: path)
        pagePath = place.flatMap { catalog.files[$0].outputPath } ?? path
    }

    /// The paths of the notes that a note embeds.
    public static func embeddedPaths(
        of note: Note, at path: String, in catalog: VaultCatalog
    ) -> [String] {
        note.links.compactMap { link in
            guard link.isEmbed, !link.target.path.isEmpty,
                let file = catalog.file(for: link.target.path, from: path),
                catalog.files[file].kind == .note
            else { return nil }
            return catalog.files[file].path
        }
    }
}

/// Where a link leads.
enum LinkDestination {
    /// An address from the page, a fragment included.
    case address(String)
    /// It is there, but no page of these was made of it.
    case withoutPage
    case nothing
}

extension NoteSurroundings {
    /// Where a link leads that stands in the note at `source`; `page` is the page it is shown on.
    func destination(of target: LinkTarget, from source: String) -> LinkDestination {
        let isWithin = target.path.isEmpty
        guard
            let file = isWithin
                ? catalog.index(ofPath: source) : catalog.file(for: target.path, from: source)
        else { return .nothing }
        let fragment = target.subpath.isEmpty ? "" : fragment(of: target, in: catalog.files[file])
        // A link into the same note that leads to nothing is one that its author can mend.
        if isWithin, fragment.isEmpty { return .nothing }
        if file == place { return .address(fragment.isEmpty ? "#" : fragment) }
        guard let address = catalog.address(of: file, from: pagePath) else { return .withoutPage }
        return .address(address + fragment)
    }

    /// `#anchor`; empty when the link names no part of the note or one that isn't there.
    private func fragment(of target: LinkTarget, in file: VaultCatalog.File) -> String {
        guard let last = target.subpath.last else { return "" }
        guard let summary = file.summary else {
            // `#page=3` of a PDF.
            return "#" + target.subpath.joined(separator: "#")
        }
        if last.hasPrefix("^") {
            return summary.blocks[last.dropFirst().lowercased()].map { "#^" + $0 } ?? ""
        }
        return summary.heading(target.subpath).map { "#" + $0.anchor } ?? ""
    }
}
