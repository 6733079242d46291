import NotePipeline
import NoteReader
import NoteRenderer

/// Reads the notes that the pages of a few notes depend on, and leaves the rest of their vault alone.
///
/// A page shows the notes it embeds, and leads to headings and blocks of others: these are read. Names of
/// files are enough for all other links. Only where a name is nowhere may it be an alias, for which the
/// properties of all notes are read. An expression that may ask for what leads to a note needs them all.
struct NeededNotes {
    /// What came of reading, by places among the vault's files.
    private(set) var notes: [Int: Note] = [:]
    private(set) var summaries: [Int: NoteSummary] = [:]
    private let listing: [VaultListing.Entry]
    private var files: [VaultCatalog.File]
    private var catalog: VaultCatalog
    private var hasAliases = false

    /// As deep as pages show notes within notes.
    private static let deepest = 5

    init(_ listing: [VaultListing.Entry]) {
        self.listing = listing
        files = listing.map { VaultCatalog.File(path: $0.path) }
        catalog = VaultCatalog(files: files)
    }

    /// Reads what the pages of some notes need; false if that is every note of the vault.
    mutating func gather(for rendered: [Int]) -> Bool {
        var shown = Set(rendered)
        var waiting = rendered
        var depth = 0
        while !waiting.isEmpty, depth <= Self.deepest {
            var next: [Int] = []
            for file in waiting {
                guard let note = read(file) else { continue }
                if note.mayAskForOtherNotes { return false }
                for target in targets(of: file) where shown.insert(target).inserted {
                    next.append(target)
                }
            }
            waiting = next
            depth += 1
        }
        return true
    }

    /// The notes that a note embeds; those it leads into are read.
    private mutating func targets(of file: Int) -> [Int] {
        var embedded: [Int] = []
        for link in summaries[file]?.links ?? [] where !link.target.path.isEmpty {
            guard let target = target(of: link.target.path, from: files[file].path),
                files[target].kind == .note
            else { continue }
            if link.isEmbed {
                embedded.append(target)
            } else if !link.target.subpath.isEmpty {
                _ = read(target)
            }
        }
        return embedded
    }

    private mutating func target(of link: String, from path: String) -> Int? {
        if let file = catalog.file(for: link, from: path) { return file }
        if hasAliases { return nil }
        hasAliases = true
        readAliases()
        return catalog.file(for: link, from: path)
    }

    @discardableResult
    private mutating func read(_ file: Int) -> Note? {
        if let known = notes[file] { return known }
        guard let note = OpenVault.read(listing[file].place) else { return nil }
        notes[file] = note
        summaries[file] = NoteSummary(note)
        return note
    }

    /// Reads the properties of all notes that may have other names.
    private mutating func readAliases() {
        for file in files.indices where files[file].kind == .note && notes[file] == nil {
            guard let bytes = try? HostFiles.read(listing[file].place),
                let properties = Frontmatter.bytesThatMayHaveAliases(bytes),
                let note = try? NoteReader.read(bytes: properties, path: listing[file].place)
            else { continue }
            let summary = NoteSummary(note)
            if !summary.aliases.isEmpty { summaries[file] = summary }
        }
        for (file, summary) in summaries { files[file].summary = summary }
        catalog = VaultCatalog(files: files)
    }
}

extension Frontmatter {
    /// The lines of a note's properties; nil if there are none, or no aliases among them.
    fileprivate static func bytesThatMayHaveAliases(_ bytes: [UInt8]) -> [UInt8]? {
        let fence = Array("---".utf8)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.starts(with: mark) ? mark.count : 0
        guard bytes[start...].starts(with: fence) else { return nil }
        var lines = bytes[start...].split(
            separator: UInt8(ascii: "\n"), maxSplits: 2_000, omittingEmptySubsequences: false)
        guard
            let end = lines.dropFirst().firstIndex(where: { line in
                line.starts(with: fence) && line.dropFirst(3).allSatisfy { $0 <= 0x20 }
            })
        else { return bytes }
        lines.removeSubrange((end + 1)...)
        // Keys can be written with escapes.
        let mayHave = lines.contains { line in
            line.contains(UInt8(ascii: "\\"))
                || String(decoding: line, as: UTF8.self).contains("alias")
        }
        return mayHave ? Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [0x0A] : nil
    }
}

extension Note {
    /// Whether an inline expression of the note may tell of other notes: what leads to it, or what links
    /// that it makes lead to.
    fileprivate var mayAskForOtherNotes: Bool {
        let text = source
        var place = 0
        var hasExpression = false
        while let tick = text[place...].firstIndex(of: UInt8(ascii: "`")) {
            place = tick + 1
            let rest = text[place...].drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
            guard rest.first == UInt8(ascii: "=") else { continue }
            let span = rest.prefix { $0 != UInt8(ascii: "`") }
            hasExpression = true
            if Self.mayTellOfLinks(span) { return true }
        }
        // Links below the first level of the properties are in no list of links.
        return hasExpression
            && frontmatter?.properties.contains { property in
                if case .mapping = property.value { true } else { false }
            } == true
    }

    private static func mayTellOfLinks(_ expression: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: expression, as: UTF8.self)
        if text.contains("link") || text.contains("[[") { return true }
        // The file as a whole, or a field of it that is computed.
        return text.ranges(of: "file").contains { range in
            text[range.upperBound...].drop { $0 == " " }.first != "."
        }
    }
}
