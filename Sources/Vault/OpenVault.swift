import NotePipeline
import NoteReader
import NoteRenderer

/// A vault as it was when it was opened: its settings, its files, and what other notes need to know of
/// each note.
///
/// Notes are kept as they were read while they are not too many, so that rendering a vault reads each of
/// them once.
public struct OpenVault {
    public let root: String
    public let settings: VaultSettings
    public private(set) var catalog: VaultCatalog
    /// By the path below the root.
    private var notes: [String: Note] = [:]
    /// Where each file is to be opened.
    private let places: [String: String]

    /// Sources that are kept in memory, in bytes all told.
    private static let mostKeptBytes = 96 * 1024 * 1024

    /// What is read of a vault besides the names of its files.
    public enum Reading: Sendable {
        /// Nothing: names tell what is missing.
        case names
        /// What the pages of the notes that get any show.
        case needed
        case all
    }

    /// Opens the vault at a folder. `rendered` are the notes that get pages.
    public init(
        root: String, rendered: [NoteFile], settings: VaultSettings, reading: Reading,
        withIndex: Bool = false
    ) {
        self.root = root
        self.settings = settings
        let isVault = VaultRoot.isVault(root) || rendered.contains { !$0.root.isEmpty }
        var listing = VaultListing(root: root, isVault: isVault)
        listing.walk()
        var pages: [String: String] = [:]
        for file in rendered { pages[file.vaultPath] = file.relativeStem + ".html" }
        let base = Self.base(of: rendered)
        let needed = reading == .needed ? Self.needed(for: pages, listing.entries) : nil
        var files: [VaultCatalog.File] = []
        var kept = 0
        for (index, entry) in listing.entries.enumerated() {
            var file = VaultCatalog.File(path: entry.path)
            if file.kind == .note {
                file.outputPath = pages[entry.path]
                let isRead = reading == .all || reading == .needed && needed == nil
                let note = isRead ? Self.read(entry.place) : needed?.notes[index]
                file.summary = needed?.summaries[index] ?? note.map { NoteSummary($0) }
                kept += note?.source.count ?? 0
                if kept < Self.mostKeptBytes { notes[entry.path] = note }
            } else {
                file.outputPath = Self.copyPath(entry.path, base: base)
            }
            files.append(file)
        }
        places = Dictionary(
            listing.entries.map { ($0.path, $0.place) }, uniquingKeysWith: { first, _ in first })
        let takesIndex = withIndex && settings.writesIndex
        catalog = VaultCatalog(
            files: files, name: Self.name(of: root),
            indexPath: takesIndex ? Self.indexPath(pages) : nil)
    }

    /// What is to be read for some pages; nil when that is everything, or nearly so.
    private static func needed(
        for pages: [String: String], _ entries: [VaultListing.Entry]
    ) -> NeededNotes? {
        let rendered = entries.indices.filter { pages[entries[$0].path] != nil }
        guard rendered.count * 4 < entries.count else { return nil }
        var needed = NeededNotes(entries)
        return needed.gather(for: rendered) ? needed : nil
    }

    /// The index is `index.html` unless a note's page is.
    private static func indexPath(_ pages: [String: String]) -> String {
        pages.values.contains { $0.lowercased() == "index.html" } ? "_index.html" : "index.html"
    }

    private static func name(of root: String) -> String {
        let real = HostFiles.real(root.isEmpty ? "." : root) ?? root
        let name = HostFiles.name(of: real)
        return name.isEmpty ? "Notes" : name
    }

    /// What is left off the paths of copies: the folder that was named on the command line.
    private static func base(of rendered: [NoteFile]) -> String {
        guard let file = rendered.first, file.vaultPath.hasSuffix(file.relativePath) else {
            return ""
        }
        return String(file.vaultPath.dropLast(file.relativePath.count))
    }

    /// Copies lie beside the pages as the files lie beside the notes.
    private static func copyPath(_ path: String, base: String) -> String {
        if base.isEmpty { return path }
        return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : "_vault/" + path
    }

    static func read(_ place: String) -> Note? {
        guard let bytes = try? HostFiles.read(place) else { return nil }
        return try? NoteReader.read(bytes: bytes, path: place)
    }

    /// A note of the vault, by its path below the root.
    public func note(at path: String) -> Note? {
        notes[path] ?? places[path].flatMap(Self.read)
    }

    /// The note as it was read when the vault was opened; nil if it has to be read again.
    func keptNote(at path: String) -> Note? { notes[path] }

    /// A note of the vault that wasn't named on the command line; nil if it isn't to be run.
    func unnamedNote(at path: String) -> NoteFile? {
        guard let place = places[path], settings.takes(path) else { return nil }
        return NoteFile(
            path: place, relativePath: HostFiles.name(of: path), root: "", vaultRoot: root,
            vaultPath: path)
    }

    /// The notes that others show within themselves, by their paths.
    var embeddedPaths: Set<String> {
        var paths: Set<String> = []
        for file in catalog.files where file.kind == .note {
            for link in file.summary?.links ?? [] where link.isEmbed && !link.target.path.isEmpty {
                guard let target = catalog.file(for: link.target.path, from: file.path),
                    catalog.files[target].kind == .note
                else { continue }
                paths.insert(catalog.files[target].path)
            }
        }
        return paths
    }

    /// What lies around a note: the vault, and the notes it shows within itself.
    public func surroundings(of note: Note, at path: String) -> NoteSurroundings {
        var embedded: [String: Note] = [:]
        var waiting = NoteSurroundings.embeddedPaths(of: note, at: path, in: catalog)
        var depth = 0
        while !waiting.isEmpty, depth < 5 {
            var next: [String] = []
            for inner in waiting where embedded[inner] == nil && inner != path {
                guard embedded.count < 200, let content = self.note(at: inner) else { continue }
                embedded[inner] = content
                next += NoteSurroundings.embeddedPaths(of: content, at: inner, in: catalog)
            }
            waiting = next
            depth += 1
        }
        return NoteSurroundings(catalog: catalog, path: path, embedded: embedded)
    }

    /// The files besides notes that a note and those it shows lead to: where to read them, and where
    /// their copies go.
    public func attachments(of surroundings: NoteSurroundings, note: Note) -> [Attachment] {
        guard catalog.hasAttachments else { return [] }
        var seen: Set<Int> = []
        var result: [Attachment] = []
        for (path, content) in [(surroundings.path, note)]
            + surroundings.embedded.sorted(by: { $0.key < $1.key })
        {
            let mentioned = content.links.map(\.target.path) + content.htmlPictures
            for target in mentioned {
                guard let file = catalog.file(for: target, from: path),
                    catalog.files[file].kind != .note, seen.insert(file).inserted,
                    let output = catalog.files[file].outputPath,
                    let place = places[catalog.files[file].path]
                else { continue }
                result.append(Attachment(place: place, outputPath: output))
            }
        }
        return result
    }

    /// A file that is copied beside the pages.
    public struct Attachment: Sendable {
        public var place: String
        public var outputPath: String
    }
}
