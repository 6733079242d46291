/// What came of one cell: the only thing the runtime's side hands to the renderer's.
public struct CellRun: Hashable, Codable, Sendable {
    /// The states a cell can end in, as the reports spell them.
    public enum Status: String, Codable, Sendable {
        case ok, stale, error, unsupported, limit, skipped
        case notRun = "not-run"
    }

    public var status: Status
    /// Standard output and error in the order they were written; neighbours are of different streams.
    public var output: [OutputChunk]
    /// Bytes of output dropped at the limit.
    public var droppedOutputByteCount: Int
    /// The repr of the last expression, when there is one to show.
    public var echo: String?
    public var failure: CellFailure?
    /// What the interpreter counts against `max-instructions`.
    public var instructionCount: Int
    public var events: [HeapEvent]
    /// Objects made and freed again within the cell that no event tells of.
    public var temporaryObjectCount: Int
    /// The memory after the cell; nil when no output asked for it.
    public var snapshot: HeapSnapshot?
    public var map: MemoryMap?
    /// The cell line by line, if that was asked for.
    public var steps: StepRecording?
    /// Objects byte by byte, as the cell left them, for the pictures that were asked for.
    public var bytes: [ObjectBytes] = []

    public init(
        status: Status, output: [OutputChunk] = [], droppedOutputByteCount: Int = 0,
        echo: String? = nil, failure: CellFailure? = nil, instructionCount: Int = 0,
        events: [HeapEvent] = [], temporaryObjectCount: Int = 0, snapshot: HeapSnapshot? = nil,
        map: MemoryMap? = nil
    ) {
        self.status = status
        self.output = output
        self.droppedOutputByteCount = droppedOutputByteCount
        self.echo = echo
        self.failure = failure
        self.instructionCount = instructionCount
        self.events = events
        self.temporaryObjectCount = temporaryObjectCount
        self.snapshot = snapshot
        self.map = map
    }
}

/// A run of text written to one stream.
public struct OutputChunk: Hashable, Codable, Sendable {
    public enum Stream: String, Codable, Sendable { case standardOutput, standardError }

    public var stream: Stream
    public var text: String

    public init(stream: Stream, text: String) {
        self.stream = stream
        self.text = text
    }
}

/// Why a cell didn't end well.
public struct CellFailure: Hashable, Codable, Sendable {
    /// The exception's type, `NameError`, or `UnsupportedError` or `LimitError` for what is Heapnote's own.
    public var typeName: String
    /// `str()` of the exception.
    public var message: String
    /// CPython's traceback text with the note's lines, ending in a newline.
    public var traceback: String
    /// The line of the note, counted from 1, where it was raised; nil if outside the note.
    public var line: Int?
    /// The column in characters, counted from 1, when known.
    public var column: Int?

    public init(
        typeName: String, message: String, traceback: String, line: Int?, column: Int? = nil
    ) {
        self.typeName = typeName
        self.message = message
        self.traceback = traceback
        self.line = line
        self.column = column
    }
}
