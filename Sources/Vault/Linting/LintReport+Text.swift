/// Reports for people and for GitHub Actions.
extension LintReport {
    /// `path:line:column: error: text`, with the line of code and a caret.
    var text: String {
        var result = ""
        for note in notes {
            for finding in note.findings {
                result += "\(note.path):\(finding.line):\(finding.column): "
                result += "\(finding.severity.rawValue): \(finding.fullMessage)\n\(finding.excerpt)"
            }
        }
        return result
    }

    /// `::error file=…,line=…::text`: see "Workflow commands for GitHub Actions".
    var gitHubCommands: String {
        var result = ""
        for note in notes {
            for finding in note.findings {
                let end = finding.endColumn.map { ",endColumn=\($0)" } ?? ""
                result += "::\(finding.severity.rawValue) file=\(Self.property(note.path)),"
                result += "line=\(finding.line),col=\(finding.column)\(end),"
                result += "title=\(Self.property(finding.rule.rawValue))::"
                result += Self.data(finding.fullMessage) + "\n"
            }
        }
        return result
    }

    /// A table for the summary of a GitHub job; empty when nothing was found.
    public var gitHubSummary: String {
        guard notes.contains(where: { !$0.findings.isEmpty }) else { return "" }
        var result = "| place | | what |\n|---|---|---|\n"
        for note in notes {
            for finding in note.findings {
                let place = "\(note.path):\(finding.line):\(finding.column)"
                let cells = [place, finding.severity.rawValue, finding.fullMessage].map(Self.cell)
                result += "| " + cells.joined(separator: " | ") + " |\n"
            }
        }
        return result + "\n\(summary)\n"
    }

    private static func data(_ text: String) -> String {
        replacing(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    private static func property(_ text: String) -> String {
        replacing(
            text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    /// Text as it is, within a table of Markdown.
    private static func cell(_ text: String) -> String {
        replacing(
            text,
            ["&": "&amp;", "<": "&lt;", "|": "\\|", "*": "\\*", "_": "\\_", "`": "\\`", "\n": " "])
    }

    private static func replacing(
        _ text: String, _ replacements: [Unicode.Scalar: String]
    ) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let replacement = replacements[scalar] {
                result += replacement
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension LintFinding {
    /// What is wrong and what to do about it.
    var fullMessage: String { remedy.map { "\(message); \($0)" } ?? message }
}
