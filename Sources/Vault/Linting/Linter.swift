import NotePipeline
import NoteReader
import NoteRenderer

/// Lints notes one after the other: reads and compiles them, and runs nothing.
public struct Linter {
    public private(set) var report = LintReport()
    private let defaults: CellOptions
    /// The files that links can lead to, by the root of their vault.
    private var catalogs: [String: VaultCatalog] = [:]

    /// `defaults` lie under the options of notes and cells.
    public init(defaults: CellOptions = CellOptions()) { self.defaults = defaults }

    /// Adds what is wrong with a note. One that can't be opened is reported to `diagnostics`.
    public mutating func lint(_ file: NoteFile, _ diagnostics: inout Diagnostics) {
        let bytes: [UInt8]
        do throws(HostFileError) {
            bytes = try HostFiles.read(file.path)
        } catch {
            diagnostics.report(error)
            return
        }
        var linted = LintedNote(path: file.path)
        do throws(NoteReadingFailure) {
            let note = try NoteReader.read(bytes: bytes, path: file.path)
            linted.add(note, defaults: defaults)
            linted.addLinks(of: note, at: file.vaultPath, in: catalog(of: file))
        } catch {
            linted.findings = [LintFinding(.unreadable, error.diagnostic)]
            diagnostics.raise(to: .unusable)
        }
        if linted.findings.contains(where: { $0.severity == .error }) {
            diagnostics.raise(to: .failed)
        }
        report.notes.append(linted)
    }
}

extension Linter {
    /// The vault of a note, which is read when its first note is linted.
    private mutating func catalog(of file: NoteFile) -> VaultCatalog {
        if let known = catalogs[file.vaultRoot] { return known }
        let vault = OpenVault(
            root: file.vaultRoot, rendered: [file], settings: VaultSettings(), readsNotes: true)
        catalogs[file.vaultRoot] = vault.catalog
        return vault.catalog
    }
}

extension LintedNote {
    /// Warns of links and embeds that lead to nothing.
    fileprivate mutating func addLinks(of note: Note, at path: String, in catalog: VaultCatalog) {
        for link in note.links {
            guard let cause = catalog.problem(with: link, from: path) else { continue }
            findings.append(
                LintFinding(
                    link.isEmbed ? .embed : .link,
                    NoteDiagnostic(
                        line: link.line, column: link.column, cause: cause,
                        remedy: "correct the link, or add what it leads to")))
        }
        findings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    fileprivate mutating func add(_ note: Note, defaults: CellOptions) {
        guard note.isExecutable else { return }
        cells = note.cells.map { Cell(label: $0.label, line: $0.fenceLines.lowerBound) }
        findings = note.diagnostics.map { LintFinding(.note, $0) }
        for code in CellLinter(note, defaults: defaults).findings() {
            let isWarning = code.typeName.hasSuffix("Warning")
            var finding = LintFinding(
                isWarning ? .syntaxWarning : .syntaxError, code.diagnostic)
            finding.endColumn = code.endColumn
            finding.cell = code.cell
            finding.excerpt = code.excerpt
            findings.append(finding)
        }
        findings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}
