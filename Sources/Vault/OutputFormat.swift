import Glibc

/// The forms in which commands report what they found.
public enum OutputFormat: String, Sendable, CaseIterable {
    case text
    /// One value, with a version.
    case json
    /// A value a line, one for each finding.
    case jsonl
    /// Workflow commands of GitHub Actions, which puts them beside the lines of a change.
    case github
    case junit
    case sarif

    /// What is used when nothing is said.
    public static var preferred: OutputFormat {
        getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" ? .github : .text
    }
}
