/// A block of a note: a paragraph, a list, a cell.
public struct Block: Hashable, Sendable {
    public var content: Content
    /// The lines of the note it covers, counted from 1.
    public var lines: ClosedRange<Int>
    /// The name after `^` that other notes link to.
    public var identifier: String?

    public init(_ content: Content, lines: ClosedRange<Int>, identifier: String? = nil) {
        self.content = content
        self.lines = lines
        self.identifier = identifier
    }

    public indirect enum Content: Hashable, Sendable {
        case heading(Heading)
        case paragraph([Inline])
        case quote([Block])
        case callout(Callout)
        case list(List)
        case table(Table)
        case code(CodeBlock)
        /// An index into `Note.cells`.
        case cell(Int)
        /// An index into `Note.pictureRequests`.
        case picture(Int)
        case html(String)
        /// TeX between `$$` and `$$`.
        case math(String)
        case thematicBreak
    }
}

public struct Heading: Hashable, Sendable {
    public var level: Int
    public var inlines: [Inline]
    /// Unique in the note; what a link to the heading names.
    public var anchor: String
}

public struct Callout: Hashable, Sendable {
    /// Whether it can be folded, and how it starts.
    public enum Fold: String, Hashable, Sendable { case fixed, open, closed }

    /// In lower case, as written: `tldr`.
    public var type: String
    /// One of the thirteen families with a look of their own; `note` for an unknown type.
    public var family: String
    public var fold: Fold
    /// What stands after a bar in the brackets; snippets of style use it.
    public var metadata: String?
    /// Empty when only the type was given.
    public var title: [Inline]
    public var blocks: [Block]
}

public struct List: Hashable, Sendable {
    /// Nil for bullets.
    public var start: Int?
    public var isTight: Bool
    public var items: [ListItem]
}

public struct ListItem: Hashable, Sendable {
    /// The character between the brackets of a task; nil for an item that is none.
    public var task: Character?
    public var blocks: [Block]
    public var lines: ClosedRange<Int>
    /// The name after `^` at the end of the item's first paragraph.
    public var identifier: String?

    /// Obsidian counts every character but the space as done.
    public var isChecked: Bool { task.map { $0 != " " } ?? false }
}

public struct Table: Hashable, Sendable {
    public enum Alignment: String, Hashable, Sendable { case none, left, center, right }

    public var alignments: [Alignment]
    public var header: [[Inline]]
    /// Every row has as many cells as the header.
    public var rows: [[[Inline]]]
}

/// Code that is not run: indented, or fenced in another language.
public struct CodeBlock: Hashable, Sendable {
    /// The info string without escapes and entities; nil for an indented block.
    public var info: String?
    /// The first word of the info string, in lower case.
    public var language: String?
    public var code: String
}
