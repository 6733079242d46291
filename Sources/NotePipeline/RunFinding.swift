import NoteReader

/// Something that came up while a note was read and run.
public struct RunFinding: Sendable {
    public enum Kind: Sendable {
        /// With the note itself: an option, a property, a fence.
        case note
        /// A cell that didn't end as it should.
        case cell
        /// A cell that didn't show what the note says.
        case expectation
        /// An embed that leads to nothing.
        case embed
    }

    public var kind: Kind
    public var diagnostic: NoteDiagnostic
    /// An index into the note's cells.
    public var cell: Int?
    /// What mends it.
    public var edit: SourceEdit?

    public init(
        _ kind: Kind, _ diagnostic: NoteDiagnostic, cell: Int? = nil, edit: SourceEdit? = nil
    ) {
        self.kind = kind
        self.diagnostic = diagnostic
        self.cell = cell
        self.edit = edit
    }

    /// The same where what is wrong with a note's options and properties is an error.
    public var strict: RunFinding {
        var finding = self
        if kind == .note { finding.diagnostic.severity = .error }
        return finding
    }
}
