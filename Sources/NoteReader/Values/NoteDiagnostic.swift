/// Something the author of a note should know, tied to a place in the note.
///
/// Diagnostics are collected while a note is read and never stop the reading; what does stop it is a
/// `NoteReadingFailure`.
public struct NoteDiagnostic: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable { case warning, error }

    public var severity: Severity
    /// The line of the note, counted from 1.
    public var line: Int
    /// The column in bytes, counted from 1.
    public var column: Int
    public var cause: String
    /// What the author can do about it.
    public var remedy: String?

    public init(
        severity: Severity = .warning, line: Int, column: Int = 1, cause: String,
        remedy: String? = nil
    ) {
        self.severity = severity
        self.line = line
        self.column = column
        self.cause = cause
        self.remedy = remedy
    }
}

/// Why a note can't be read at all.
public struct NoteReadingFailure: Error, Hashable, Sendable {
    public var diagnostic: NoteDiagnostic

    public init(line: Int, column: Int = 1, cause: String, remedy: String? = nil) {
        diagnostic = NoteDiagnostic(
            severity: .error, line: line, column: column, cause: cause, remedy: remedy)
    }
}
