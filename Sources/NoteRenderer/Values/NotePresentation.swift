import HeapTrace
import NoteReader

/// All there is to show of a note: what its author wrote, and what came of its cells.
///
/// The pipeline fills it in; `AnnotatedMarkdown` and `HTMLPage` write it out.
public struct NotePresentation: Sendable {
    public var note: Note
    /// One for each of the note's cells; nil for a cell with nothing to show.
    public var cells: [CellPresentation?]
    /// One for each of the note's picture requests; nil if there was nothing to draw.
    public var pictures: [PicturePresentation?]
    /// The map of the memory as the note leaves it.
    public var map: Figure?
    /// The style sheet of drawings whose `inlineSVG` has none; the page holds it once.
    public var drawingStyle: String
    public var facts: FileFacts
    /// A line break in the source is none on the page: `strictLineBreaks` of `.obsidian/app.json`.
    public var usesStrictLineBreaks = false
    /// The results of the notes that the page shows within itself, by their paths; a note that wasn't run isn't among
    /// them.
    public var embedded: [String: EmbeddedResults] = [:]

    public init(
        note: Note, cells: [CellPresentation?] = [], pictures: [PicturePresentation?] = [],
        map: Figure? = nil, drawingStyle: String = "", facts: FileFacts
    ) {
        self.note = note
        self.cells = cells
        self.pictures = pictures
        self.map = map
        self.drawingStyle = drawingStyle
        self.facts = facts
    }

    /// The vault around the note; one of this note alone if nothing is known.
    var surroundings: NoteSurroundings {
        if let known = facts.surroundings { return known }
        let path = facts.path
        let output = VaultPath.withoutExtension(path) + ".html"
        let file = VaultCatalog.File(
            path: path, summary: NoteSummary(note), outputPath: output)
        return NoteSurroundings(catalog: VaultCatalog(files: [file]), path: path)
    }

    func cell(_ index: Int) -> CellPresentation? { index < cells.count ? cells[index] : nil }

    func picture(_ index: Int) -> PicturePresentation? {
        index < pictures.count ? pictures[index] : nil
    }
}

/// What came of a cell, ready to be shown.
public struct CellPresentation: Sendable {
    public var run: CellRun
    /// From `InputHash`; tells a stale result without running the cell.
    public var inputHash: String
    public var story: MemoryStory
    public var figures: [Figure]
    /// The code's colours, in ascending order, as bytes of `Cell.code`.
    public var highlights: [Highlight]
    /// What the cell is made to end with, such as `TypeError`; it is no failure then.
    public var expectedException: String?
    public var showsCode: Bool
    public var showsOutput: Bool
    /// Nothing of the note was to be run, so that its cells needn't say that they weren't.
    public var isQuiet = false

    public init(
        run: CellRun, inputHash: String, story: MemoryStory = MemoryStory(), figures: [Figure] = [],
        highlights: [Highlight] = [], expectedException: String? = nil, showsCode: Bool = true,
        showsOutput: Bool = true
    ) {
        self.run = run
        self.inputHash = inputHash
        self.story = story
        self.figures = figures
        self.highlights = highlights
        self.expectedException = expectedException
        self.showsCode = showsCode
        self.showsOutput = showsOutput
    }
}

/// What is drawn at a picture request.
public struct PicturePresentation: Sendable {
    public var figure: Figure
    /// From `InputHash.picture`.
    public var inputHash: String

    public init(figure: Figure, inputHash: String) {
        self.figure = figure
        self.inputHash = inputHash
    }
}

/// A picture of the memory.
public struct Figure: Sendable {
    /// What it shows in a few words, for the caption.
    public var title: String
    /// What it shows to someone who can't see it.
    public var alternative: String
    /// As a file of its own.
    public var svg: String
    /// As it stands in the page, where the drawings' style sheet is said once; nil to use `svg`.
    public var inlineSVG: [UInt8]?
    /// The file beside the annotated Markdown, with `/`: `Note.assets/cell-3-objects.svg`.
    public var path: String
    /// All that the picture shows, as a table; nil where `rows` are one.
    public var table: FigureTable?
    /// The objects of the picture, who holds them and where they lie.
    public var rows: [MemoryStory.Row] = []
    public var links = FigureLinks()
    /// In the page, the same line by line.
    public var steps: FigureSteps?

    public init(
        title: String, alternative: String, svg: String, inlineSVG: [UInt8]? = nil, path: String,
        table: FigureTable? = nil, steps: FigureSteps? = nil
    ) {
        self.title = title
        self.alternative = alternative
        self.svg = svg
        self.inlineSVG = inlineSVG
        self.path = path
        self.table = table
        self.steps = steps
    }
}

/// A run of code of one colour.
public struct Highlight: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case keyword, constant, builtin, definition, string, number, comment, op, decorator, invalid
        /// The `>>>` of a session, and what it showed.
        case prompt, output
    }

    public var range: Range<Int>
    public var kind: Kind

    public init(range: Range<Int>, kind: Kind) {
        self.range = range
        self.kind = kind
    }
}

/// What the file system knows of a note. Times are seconds since 1970 in UTC; the caller fixes them so
/// that the same note gives the same page everywhere.
public struct FileFacts: Sendable {
    /// The file's name without `.md`.
    public var name: String
    /// The folder inside the vault, without a slash at its end; empty for the vault's root.
    public var folder: String
    public var size: Int
    public var modificationTime: Int
    public var creationTime: Int
    /// The vault that its links lead into; nil for a note by itself.
    public var surroundings: NoteSurroundings?

    public init(
        name: String, folder: String = "", size: Int = 0, modificationTime: Int = 0,
        creationTime: Int = 0, surroundings: NoteSurroundings? = nil
    ) {
        self.name = name
        self.folder = folder
        self.size = size
        self.modificationTime = modificationTime
        self.creationTime = creationTime
        self.surroundings = surroundings
    }

    public var path: String { folder.isEmpty ? "\(name).md" : "\(folder)/\(name).md" }
}

extension CellFailure {
    /// Whether the cell called `input()` and there was nothing left to read.
    public var waitsForInput: Bool {
        typeName == "EOFError" && message == "EOF when reading a line"
    }
}
