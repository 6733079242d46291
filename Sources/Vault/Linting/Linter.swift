import NotePipeline
import NoteReader
import NoteRenderer

/// Lints notes one after the other: reads and compiles them, and runs nothing unless it is asked to hold
/// what notes say of their cells against what these show.
public struct Linter {
    /// What linting does besides looking.
    public struct Choices: Sendable {
        /// Lie under the options of notes and cells.
        public var defaults = CellOptions()
        /// Whether cells are run to check what the note says they show.
        public var runsCells = false
        /// Whether what can be mended is mended in the notes.
        public var fixes = false
        /// Whether what is otherwise warned of in options and properties is an error.
        public var isStrict = false
        /// What cells import from.
        public var library: LibraryLocation?

        public init() {}
    }

    public private(set) var report = LintReport()
    /// How many places were mended.
    public private(set) var mendedCount = 0
    private let choices: Choices
    private let interpreters: InterpreterSupply
    /// Made when the first note imports something; nil where imports aren't looked at.
    private let probe: ImportProbe?
    private var vaults: [String: OpenVault] = [:]

    public init(
        _ choices: Choices = Choices(), probe: ImportProbe? = nil,
        interpreters: InterpreterSupply = InterpreterSupply()
    ) {
        self.choices = choices
        self.probe = probe
        self.interpreters = interpreters
    }

    /// Adds what is wrong with a note. One that can't be opened is reported to `diagnostics`.
    public mutating func lint(_ file: NoteFile, _ diagnostics: inout Diagnostics) {
        var bytes: [UInt8]
        do throws(HostFileError) {
            bytes = try HostFiles.read(file.path)
            if choices.fixes { bytes = try mend(bytes, file, &diagnostics) }
        } catch {
            diagnostics.report(error)
            return
        }
        var linted = LintedNote(path: file.path)
        do throws(NoteReadingFailure) {
            let note = try NoteReader.read(bytes: bytes, path: file.path)
            let vault = vault(of: file, &diagnostics)
            let defaults = choices.defaults.over(vault.settings.cells)
            linted.add(note, defaults: defaults, probe: probe, isStrict: choices.isStrict)
            if choices.runsCells || choices.fixes {
                linted.findings += statementFindings(of: note, file, vault.settings)
            }
            linted.addLinks(of: note, at: file.vaultPath, in: vault.catalog)
        } catch {
            linted.findings = [LintFinding(.unreadable, error.diagnostic)]
            diagnostics.raise(to: .unusable)
        }
        linted.findings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        if linted.findings.contains(where: { $0.severity == .error }) {
            diagnostics.raise(to: .failed)
        }
        report.notes.append(linted)
    }
}

extension Linter {
    /// The vault of a note, which is read when its first note is linted.
    private mutating func vault(
        of file: NoteFile, _ diagnostics: inout Diagnostics
    ) -> OpenVault {
        if let known = vaults[file.vaultRoot] { return known }
        let vault = OpenVault(
            root: file.vaultRoot, rendered: [file],
            settings: VaultSettings.read(root: file.vaultRoot, &diagnostics), reading: .all)
        vaults[file.vaultRoot] = vault
        return vault
    }

    /// Mends the note's file: characters that no program can hold, then what it says wrongly of its
    /// cells. Gives the bytes it has then.
    private mutating func mend(
        _ source: [UInt8], _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) throws(HostFileError) -> [UInt8] {
        guard let first = try? NoteReader.read(bytes: source, path: file.path), first.isExecutable
        else { return source }
        let settings = vault(of: file, &diagnostics).settings
        var (bytes, count) = CharacterFix.mended(
            source, path: file.path, defaults: choices.defaults.over(settings.cells))
        if let note = try? NoteReader.read(bytes: bytes, path: file.path) {
            let edits = statementFindings(of: note, file, settings).compactMap(\.edit)
            count += edits.count
            bytes = SourceEdit.apply(edits, to: bytes)
        }
        guard count > 0 else { return source }
        try HostFiles.write(bytes, to: file.path)
        mendedCount += count
        return bytes
    }

    /// What a note says wrongly of what its cells show.
    private func statementFindings(
        of note: Note, _ file: NoteFile, _ settings: VaultSettings
    ) -> [LintFinding] {
        var execution = ExecutionChoices()
        execution.mode = choices.defaults.mode
        execution.drawsHeap = false
        execution.checksStatements = true
        execution.library = choices.library
        let options = execution.options(over: settings)
        let facts = NoteFacts.facts(for: file, note: note, now: options.now)
        let executed = NoteExecution.run(
            note, facts: facts, options: options, interpreters: interpreters,
            folder: NoteFolder(of: note))
        return executed.findings.filter { $0.kind == .expectation }.map {
            LintFinding($0, isCheck: true)
        }
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
    }

    fileprivate mutating func add(
        _ note: Note, defaults: CellOptions, probe: ImportProbe?, isStrict: Bool
    ) {
        guard note.isExecutable else { return }
        cells = note.cells.map { Cell(label: $0.label, line: $0.fenceLines.lowerBound) }
        findings = note.diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            if isStrict { diagnostic.severity = .error }
            return LintFinding(.note, diagnostic)
        }
        let linter = CellLinter(note, defaults: defaults)
        for code in linter.findings() {
            add(code, code.typeName.hasSuffix("Warning") ? .syntaxWarning : .syntaxError)
        }
        for code in probe.map(linter.importFindings) ?? [] { add(code, .import) }
    }

    private mutating func add(_ code: CodeFinding, _ rule: LintFinding.Rule) {
        var finding = LintFinding(rule, code.diagnostic)
        finding.endColumn = code.endColumn
        finding.cell = code.cell
        finding.excerpt = code.excerpt
        findings.append(finding)
    }
}
