import NotePipeline
import NoteReader
import NoteRenderer

/// What a vault's `.heapnote.yml` says, over what is built in; and the one setting of Obsidian's own
/// that changes how notes read.
public struct VaultSettings: Sendable {
    public typealias Execution = PipelineOptions.Execution

    /// Options for every cell, under those of its note.
    public var cells = CellOptions()
    public var execution = Execution.all
    public var onError: PipelineOptions.ErrorPolicy?
    public var limits = RunLimits()
    /// Globs of notes to take and to leave; all are taken if none are named.
    public var include: [Glob] = []
    public var exclude: [Glob] = []
    /// Only notes with one of these tags are taken; all if there are none.
    public var tags: [String] = []
    public var drawsHeap: Bool?
    public var drawsMap: Bool?
    public var design = PageDesign()
    public var writesIndex = true
    /// Seconds since 1970.
    public var now: Int?
    public var usesStrictLineBreaks = false
    /// False when the file is no settings, or some of them are wrong.
    public var isUsable = true

    public init() {}

    /// Whether a note of the vault is to be rendered, by its path and its tags.
    func takes(_ path: String) -> Bool {
        (include.isEmpty || include.contains { $0.matches(path) })
            && !exclude.contains { $0.matches(path) }
    }

    func takes(_ note: Note) -> Bool {
        guard !tags.isEmpty else { return true }
        let own = note.allTags.map { $0.lowercased() }
        return tags.contains { tag in
            own.contains { $0 == tag || $0.hasPrefix(tag + "/") }
        }
    }
}

/// `**/*.md`: `*` and `?` within a part of a path, `**` for any parts.
public struct Glob: Hashable, Sendable {
    private let pattern: [UInt8]

    public init(_ pattern: String) {
        var text = pattern
        if text.hasPrefix("/") { text.removeFirst() }
        if text.hasSuffix("/") { text += "**" }
        self.pattern = Array(text.utf8)
    }

    public func matches(_ path: String) -> Bool {
        var steps = 10_000
        return Self.matches(pattern[...], Array(path.utf8)[...], &steps)
    }

    private static func matches(
        _ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ steps: inout Int
    ) -> Bool {
        steps -= 1
        guard steps > 0 else { return false }
        guard let first = pattern.first else { return path.isEmpty }
        let slash = UInt8(ascii: "/")
        if pattern.starts(with: [42, 42]) {
            var rest = pattern.dropFirst(2)
            if rest.first == slash { rest = rest.dropFirst() }
            if rest.isEmpty { return true }
            var tail = path
            while true {
                if matches(rest, tail, &steps) { return true }
                guard let next = tail.firstIndex(of: slash) else { return false }
                tail = tail[(next + 1)...]
            }
        }
        if first == UInt8(ascii: "*") {
            var tail = path
            while true {
                if matches(pattern.dropFirst(), tail, &steps) { return true }
                guard let next = tail.first, next != slash else { return false }
                tail = tail.dropFirst()
            }
        }
        guard let byte = path.first else { return false }
        guard first == byte || (first == UInt8(ascii: "?") && byte != slash) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst(), &steps)
    }
}
