import NotePipeline
import NoteReader

/// Where diagnostics go, in the form `path:line:column: error: text`, and what they amount to.
///
/// Commands make one and give it along; the exit status is read off it at the end.
public struct Diagnostics {
    /// The exit statuses of INTERFACE: the worst one reported counts.
    public enum Status: Int32, Comparable, Sendable {
        case clean = 0
        /// Stale, failed, unsupported or over a limit.
        case failed = 1
        /// Usage, configuration or I/O.
        case unusable = 2

        public static func < (left: Status, right: Status) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    public private(set) var status = Status.clean
    private let write: (String) -> Void

    public init(write: @escaping (String) -> Void) { self.write = write }

    /// Notes that something happened that the exit status must tell.
    public mutating func raise(to status: Status) { self.status = max(self.status, status) }

    public mutating func report(_ error: HostFileError) {
        write(Self.line(error.path, nil, nil, "error", error.cause, error.remedy))
        raise(to: .unusable)
    }

    /// Warns of something that is no note's.
    public func warn(_ path: String, cause: String, remedy: String) {
        write(Self.line(path, nil, nil, "warning", cause, remedy))
    }

    public mutating func report(_ diagnostic: NoteDiagnostic, path: String) {
        write(
            Self.line(
                path, diagnostic.line, diagnostic.column, diagnostic.severity.rawValue,
                diagnostic.cause, diagnostic.remedy))
        if diagnostic.severity == .error { raise(to: .failed) }
    }

    /// A note that can't be read counts as I/O.
    public mutating func report(_ failure: NoteReadingFailure, path: String) {
        report(failure.diagnostic, path: path)
        raise(to: .unusable)
    }

    /// A line of its own, such as a summary.
    public func say(_ text: String) { write(text) }

    private static func line(
        _ path: String, _ line: Int?, _ column: Int?, _ severity: String, _ cause: String,
        _ remedy: String?
    ) -> String {
        var text = path
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        text += ": \(severity): \(cause)"
        if let remedy { text += "; \(remedy)" }
        return text
    }
}
