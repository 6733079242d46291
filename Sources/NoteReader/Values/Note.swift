/// A note as a value: what its author wrote, taken apart, with the place of every part in the source.
///
/// `NoteReader.read` makes it; the pipeline runs its `cells`, and the renderers walk its `blocks` or
/// splice results into its `source`. Byte ranges are offsets into `source`; lines count from 1.
public struct Note: Sendable {
    /// The path as it was given, for messages.
    public var path: String
    /// The bytes of the file, untouched.
    public var source: [UInt8]
    public var hasByteOrderMark: Bool
    /// The line ending that most lines have: what is written between added lines.
    public var lineEnding: LineEnding
    public var frontmatter: Frontmatter?
    public var blocks: [Block]
    /// In the order of the note; `Block.Content.cell` holds an index into it.
    public var cells: [Cell]
    /// `<!-- heapnote: map -->` and its like, in the order of the note.
    public var pictureRequests: [PictureRequest]
    /// Results that an earlier run wrote into the note, in its order.
    public var outputBlocks: [OutputBlock]
    public var footnotes: [Footnote]
    public var links: [NoteLink]
    public var tags: [String]
    /// The options that the frontmatter's `heapnote:` sets for every cell.
    public var options: CellOptions
    /// False when the frontmatter says `heapnote: false`.
    public var isExecutable: Bool
    public var diagnostics: [NoteDiagnostic]

    /// The bytes of a range of the source as text.
    public func text(_ range: Range<Int>) -> String {
        String(decoding: source[range], as: UTF8.self)
    }
}

extension Note {
    /// Warnings for embeds that lead to nothing, with their places.
    ///
    /// `isThere` is asked with the path as it stands in the note; an embed of the note itself leads somewhere.
    public func missingEmbeds(isThere: (String) -> Bool) -> [NoteDiagnostic] {
        links.compactMap { link in
            guard link.isEmbed, !link.target.path.isEmpty, !isThere(link.target.path) else {
                return nil
            }
            return NoteDiagnostic(
                line: link.line, column: link.column,
                cause: "'\(link.target.path)' could not be found",
                remedy: "add the file to the vault, or correct its name")
        }
    }
}

/// The bytes between two lines.
public enum LineEnding: String, Hashable, Sendable {
    case lineFeed = "\n"
    case carriageReturnLineFeed = "\r\n"
}

/// A link or an embed within the vault, for checking where it leads.
public struct NoteLink: Hashable, Sendable {
    /// How it is written.
    public enum Form: Hashable, Sendable {
        /// `[[Note]]`, also in a property.
        case wiki
        /// `[text](Note.md)`, with its address taken apart.
        case markdown
    }

    public var target: LinkTarget
    public var isEmbed: Bool
    public var form = Form.wiki
    public var range: Range<Int>
    public var line: Int
    public var column: Int
}

/// What a footnote says; references hold an index into `Note.footnotes`.
public struct Footnote: Hashable, Sendable {
    public var label: String
    public var blocks: [Block]
    /// How many references lead to it.
    public var referenceCount: Int
    /// The place of its first reference among those of the others, counted from 1; 0 if there is none.
    public var number = 0
}
