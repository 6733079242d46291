import NoteReader

/// The files of a vault as links see them: what is there, under which names, and where its pages stand.
///
/// It is made once for a vault by who reads the files, and only looked at from then on. Paths are below
/// the vault's root, with `/`. Names are compared as Swift compares texts: composed and decomposed
/// letters are the same, as file systems mix them.
public final class VaultCatalog: Sendable {
    public struct File: Sendable {
        public var path: String
        public var kind: FileKind
        /// Of a note.
        public var summary: NoteSummary? {
            get { boxed?.summary }
            set { boxed = newValue.map(SummaryBox.init) }
        }
        private var boxed: SummaryBox?
        /// Where its page or its copy stands in the output; nil if it has none.
        public var outputPath: String?

        public init(path: String, summary: NoteSummary? = nil, outputPath: String? = nil) {
            self.path = path
            kind = FileKind(path: path)
            boxed = summary.map(SummaryBox.init)
            self.outputPath = outputPath
        }

        /// The file's name, without `.md` for a note.
        public var title: String {
            let name = VaultPath.name(path)
            return kind == .note ? VaultPath.withoutExtension(name) : name
        }
    }

    /// Files are copied often, and their summaries have many parts to retain.
    private final class SummaryBox: Sendable {
        let summary: NoteSummary

        init(_ summary: NoteSummary) { self.summary = summary }
    }

    /// What the vault is called: its folder's name.
    public let name: String
    public let files: [File]
    /// The page that lists all notes; nil if there is none.
    public let indexPath: String?
    /// Whether there are files besides notes.
    public let hasAttachments: Bool
    private let resolver: LinkResolver
    private let byPath: [String: Int]
    private let backlinkLists: [Int: [Int]]

    public init(files: [File], name: String = "", indexPath: String? = nil) {
        self.files = files
        self.name = name
        self.indexPath = indexPath
        hasAttachments = files.contains { $0.kind != .note }
        var byName: [String: [Int]] = [:]
        var byAlias: [String: [Int]] = [:]
        var byPath: [String: Int] = [:]
        for (index, file) in files.enumerated() {
            byName[VaultPath.key(VaultPath.name(file.path)), default: []].append(index)
            byPath[file.path] = index
            for alias in file.summary?.aliases ?? [] {
                byAlias[VaultPath.key(alias), default: []].append(index)
            }
        }
        self.byPath = byPath
        resolver = LinkResolver(
            paths: files.map { VaultPath.key($0.path) }, byName: byName, byAlias: byAlias)
        backlinkLists = Self.backlinks(files, resolver)
    }

    /// For each file the notes that lead to it, in the catalog's order.
    private static func backlinks(_ files: [File], _ resolver: LinkResolver) -> [Int: [Int]] {
        var lists: [Int: [Int]] = [:]
        for (source, file) in files.enumerated() {
            for link in file.summary?.links ?? [] where !link.target.path.isEmpty {
                guard let target = resolver.file(for: link.target.path, from: file.path),
                    target != source, lists[target]?.last != source
                else { continue }
                lists[target, default: []].append(source)
            }
        }
        return lists
    }

    /// The file with a path.
    public func index(ofPath path: String) -> Int? { byPath[path] }

    /// The file that a link of the note at `path` leads to.
    public func file(for link: String, from path: String) -> Int? {
        resolver.file(for: link, from: path)
    }

    /// What is wrong with a link of the note at `path`; nil if it leads somewhere.
    public func problem(with link: NoteLink, from path: String) -> String? {
        let target = link.target
        let file = target.path.isEmpty ? index(ofPath: path) : file(for: target.path, from: path)
        guard let file else {
            return target.path.isEmpty ? nil : "'\(target.path)' could not be found"
        }
        guard let last = target.subpath.last, let summary = files[file].summary else { return nil }
        let name = target.path.isEmpty ? "the note" : "'\(target.path)'"
        if last.hasPrefix("^") {
            let isThere = summary.blocks[last.dropFirst().lowercased()] != nil
            return isThere ? nil : "\(name) has no block '\(last)'"
        }
        return summary.heading(target.subpath) == nil
            ? "\(name) has no heading '\(target.subpath.joined(separator: " > "))'" : nil
    }

    /// The notes with links to a file.
    public func backlinks(to file: Int) -> [File] {
        (backlinkLists[file] ?? []).map { files[$0] }
    }

    /// The address of a file's page or copy, as seen from the page of the note at `path`.
    public func address(of file: Int, from path: String) -> String? {
        files[file].outputPath.map { VaultPath.address(of: $0, from: path) }
    }
}

/// What can be done with a file that a note embeds.
public enum FileKind: Sendable {
    case note, image, audio, video, document, other

    init(path: String) {
        switch VaultPath.fileExtension(path) {
        case "md": self = .note
        case "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "apng", "ico": self = .image
        case "mp3", "wav", "m4a", "ogg", "3gp", "flac", "oga", "opus": self = .audio
        case "mp4", "webm", "ogv", "mov", "mkv", "m4v": self = .video
        case "pdf": self = .document
        default: self = .other
        }
    }
}
