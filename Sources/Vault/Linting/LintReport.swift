import HeapTrace
import NotePipeline
import NoteReader

/// What linting or running found in some notes, for all the forms it is written in.
public struct LintReport: Sendable {
    public var notes: [LintedNote] = []

    public init() {}

    public func count(_ severity: NoteDiagnostic.Severity) -> Int {
        notes.reduce(0) { $0 + $1.findings.count { $0.severity == severity } }
    }

    /// `2 notes, 5 cells: 1 error, 2 warnings`.
    public var summary: String {
        func counted(_ number: Int, _ noun: String) -> String {
            "\(number) \(noun)\(number == 1 ? "" : "s")"
        }
        let cells = notes.reduce(0) { $0 + $1.cells.count }
        return "\(counted(notes.count, "note")), \(counted(cells, "cell")): "
            + "\(counted(count(.error), "error")), \(counted(count(.warning), "warning"))"
    }

    /// The report in a form, ending in a line feed unless it is empty.
    public func written(as format: OutputFormat) -> String {
        switch format {
        case .text: text
        case .json: json
        case .jsonl: jsonLines
        case .github: gitHubCommands
        case .junit: jUnit
        case .sarif: sarif
        }
    }
}

/// A note and what linting found in it.
public struct LintedNote: Sendable {
    public struct Cell: Sendable {
        public var label: String
        public var line: Int
        /// How it ended; nil where nothing was run.
        public var status: CellRun.Status?
    }

    public var path: String
    public var cells: [Cell] = []
    /// In the order of the note.
    public var findings: [LintFinding] = []
}

/// One thing that is wrong with a note.
public struct LintFinding: Sendable {
    /// What kind of thing: the same for all findings that one rule makes.
    public enum Rule: String, Sendable, CaseIterable {
        /// A cell that can't be compiled.
        case syntaxError = "syntax-error"
        /// What CPython warns of when it compiles.
        case syntaxWarning = "syntax-warning"
        /// Options, properties, fences.
        case note
        /// An embedded file that isn't there.
        case embed
        /// A module that can't be imported.
        case `import`
        /// A link that leads to nothing.
        case link
        /// A cell that didn't end as it should.
        case cell
        /// A cell that didn't show what the note says.
        case expectation
        /// Stored results that aren't those of a run now.
        case stale
        /// A note that can't be read.
        case unreadable

        var explanation: String {
            switch self {
            case .syntaxError: "A cell can't be compiled."
            case .syntaxWarning: "Python warns of a cell's code."
            case .note: "An option, a property or a fence is wrong."
            case .embed: "An embedded file could not be found."
            case .import: "A module can't be imported."
            case .link: "A link leads to nothing."
            case .cell: "A cell failed."
            case .expectation: "A cell didn't show what the note says."
            case .stale: "Stored results are stale."
            case .unreadable: "A note can't be read."
            }
        }
    }

    public var rule: Rule
    public var severity: NoteDiagnostic.Severity
    public var line: Int
    /// In bytes, from 1.
    public var column: Int
    public var endColumn: Int?
    public var message: String
    public var remedy: String?
    /// An index into `LintedNote.cells`.
    public var cell: Int?
    /// The line of code and a caret below it; empty when there is none.
    public var excerpt = ""
    /// What mends it in the note.
    var edit: SourceEdit?

    init(_ rule: Rule, _ diagnostic: NoteDiagnostic, cell: Int? = nil) {
        self.rule = rule
        self.cell = cell
        severity = diagnostic.severity
        line = diagnostic.line
        column = diagnostic.column
        message = diagnostic.cause
        remedy = diagnostic.remedy
    }
}
