import NoteReader

/// How notes are run: what the command line and the vault say; notes and cells may say otherwise.
public struct PipelineOptions: Sendable {
    /// What becomes of a note after a cell that failed.
    public enum ErrorPolicy: String, Sendable, CaseIterable {
        /// The next cell runs, as one reads a notebook from top to bottom.
        case `continue`
        /// The rest of the note isn't run.
        case stop
        /// The rest of the note and of the batch isn't run.
        case abort
    }

    /// Which notes' cells are run.
    public enum Execution: String, Sendable, CaseIterable {
        case all
        /// Those whose properties have `heapnote:`.
        case optIn = "opt-in"
        case none
    }

    public var execution = Execution.all
    /// The vault's: under the note's frontmatter and over the built-in defaults.
    public var cellDefaults = CellOptions()
    /// The command line's: under the cell's own and over the note's frontmatter.
    public var commandLine = CellOptions()
    public var onError = ErrorPolicy.continue
    public var limits = RunLimits()
    /// Whether the map of the memory is drawn once, under the last cell.
    public var drawsMap = true
    /// Whether any pictures and words of memory are wanted at all.
    public var drawsHeap = true
    /// Whether what a note says in comments and fences after its cells is held against what they show;
    /// what `>>>` sessions say always is.
    public var checksStatements = false
    /// Whether only cells that ended well get results, and the others stand as their author wrote them.
    public var showsOnlyClean = false
    /// Seconds since 1970 that the clock of cells shows; `this.file` falls back to it.
    public var now = 1_704_067_200
    /// The standard library that cells import from; nil for none.
    public var library: LibraryLocation?

    public init() {}
}

/// What a cell may use, counted and never timed.
public struct RunLimits: Hashable, Sendable {
    /// As the interpreter counts them; about a second's worth.
    public var instructions = 200_000_000
    /// Seconds of the host's processor that a cell may take when it may run so many instructions: only what hardly
    /// counts any takes as long.
    static func seconds(for instructions: Int) -> Double {
        max(1, Double(instructions) / 200_000_000) * 20
    }

    /// Bytes of live blocks.
    public var memory = 1 << 30
    /// Bytes of output a cell keeps; the rest is dropped, and that is said.
    public var output = 64 * 1024

    public init() {}
}
