import NotePipeline
import NoteReader

/// What a command line says of how notes are run, each nil where it says nothing.
public struct ExecutionChoices: Sendable {
    public var execution: VaultSettings.Execution?
    public var onError: PipelineOptions.ErrorPolicy?
    public var mode: CellOptions.Mode?
    public var maxInstructions: Int?
    public var maxMemory: Int?
    public var maxOutput: Int?
    public var drawsHeap: Bool?
    public var drawsMap: Bool?
    public var library: LibraryLocation?
    /// Whether comments and fences that tell what cells show are checked.
    public var checksStatements = false
    /// Which cells' results are written.
    public var only: Results?
    /// Whether what is otherwise warned of in options and properties is an error.
    public var isStrict = false

    /// Which cells get results.
    public enum Results: String, Sendable, CaseIterable {
        /// Those that ended well.
        case clean
    }

    public init() {}

    /// The options for the notes of a vault: the command line's over the vault's over the built-in ones.
    func options(over settings: VaultSettings) -> PipelineOptions {
        var options = PipelineOptions()
        options.library = library
        options.checksStatements = checksStatements
        options.showsOnlyClean = only == .clean
        options.onError = onError ?? settings.onError ?? .continue
        options.cellDefaults = settings.cells
        options.commandLine.mode = mode
        options.limits = settings.limits
        if let maxInstructions { options.limits.instructions = maxInstructions }
        if let maxMemory { options.limits.memory = maxMemory }
        if let maxOutput { options.limits.output = maxOutput }
        options.drawsHeap = drawsHeap ?? settings.drawsHeap ?? true
        options.drawsMap = (drawsMap ?? settings.drawsMap ?? true) && options.drawsHeap
        if let now = settings.now { options.now = now }
        options.execution = execution ?? settings.execution
        return options
    }
}
