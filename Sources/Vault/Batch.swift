import HeapTrace
import NotePipeline
import NoteReader
import NoteRenderer

/// Runs notes one after the other for `render` and `check`: reading, executing, reporting.
public struct Batch {
    public var choices: ExecutionChoices
    public var formats: [NoteOutput.Format]
    public private(set) var tally = Tally()
    /// What came up, for reports to other tools.
    public var report = LintReport()
    /// Whether a cell that doesn't show what its note says is an error.
    private let isCheck: Bool
    /// The notes to run: those that were named, less those their vault's settings leave out.
    public private(set) var files: [NoteFile] = []
    /// Whether the settings of all vaults could be read.
    public private(set) var isUsable = true
    private var vaults: [String: OpenVault] = [:]
    private let interpreters: InterpreterSupply
    private var embeds = EmbeddedNotes()

    /// How many cells ended how.
    public struct Tally: Sendable {
        public var notes = 0
        public var cells: [CellRun.Status: Int] = [:]
        /// Cells that failed in notes that weren't named, but are shown in those that were.
        public var failedWithin = 0

        /// `1 note, 17 cells: 16 ok, 1 error`.
        public var text: String {
            let total = cells.values.reduce(0, +)
            let order: [CellRun.Status] = [
                .ok, .stale, .error, .unsupported, .limit, .skipped, .notRun,
            ]
            let parts = order.compactMap { status in
                cells[status].map { "\($0) \(status.rawValue)" }
            }
            let head = "\(Self.count(notes, "note")), \(Self.count(total, "cell"))"
            let text = parts.isEmpty ? head : "\(head): \(parts.joined(separator: ", "))"
            if failedWithin == 0 { return text }
            return text + "; \(Self.count(failedWithin, "cell")) failed in embedded notes"
        }

        private static func count(_ number: Int, _ noun: String) -> String {
            "\(number) \(noun)\(number == 1 ? "" : "s")"
        }
    }

    /// `interpreters` may have one on its way already.
    public init(
        choices: ExecutionChoices, formats: [NoteOutput.Format], isCheck: Bool = false,
        interpreters: InterpreterSupply = InterpreterSupply()
    ) {
        self.isCheck = isCheck
        self.interpreters = interpreters
        self.choices = choices
        self.formats = formats
    }

    /// Opens the vaults that notes lie in. With `readsVault` false only the names of their files are
    /// gathered, which is enough for a note that gets no page.
    public mutating func open(
        _ found: [NoteFile], readsVault: Bool, assetsFolder: String? = nil,
        _ diagnostics: inout Diagnostics
    ) {
        var roots: [String] = []
        for file in found where !roots.contains(file.vaultRoot) { roots.append(file.vaultRoot) }
        for root in roots {
            var settings = VaultSettings.read(root: root, &diagnostics)
            if !settings.isUsable { isUsable = false }
            settings.design.assetsFolder = assetsFolder
            let taken = found.filter { file in
                // A note that was named itself is wanted.
                file.vaultRoot == root && (file.root.isEmpty || settings.takes(file.vaultPath))
            }
            vaults[root] = OpenVault(
                root: root, rendered: taken, settings: settings,
                reading: readsVault ? .needed : .names,
                withIndex: readsVault && taken.count > 1)
        }
        files = found.filter { isTaken($0) }
        if readsVault { embeds = EmbeddedNotes(of: files, in: vaults) }
    }

    private func isTaken(_ file: NoteFile) -> Bool {
        guard let settings = vaults[file.vaultRoot]?.settings, !file.root.isEmpty else {
            return true
        }
        guard settings.takes(file.vaultPath) else { return false }
        return settings.tags.isEmpty
            || vaults[file.vaultRoot]?.note(at: file.vaultPath).map(settings.takes) != false
    }

    /// The vaults whose notes are run, in the order in which they were named.
    public var openVaults: [OpenVault] {
        var seen: Set<String> = []
        return files.compactMap { file in
            seen.insert(file.vaultRoot).inserted ? vaults[file.vaultRoot] : nil
        }
    }

    /// The vault of a note.
    public func vault(of file: NoteFile) -> OpenVault? { vaults[file.vaultRoot] }

    /// Reads and executes a note; nil, and reported, if it can't be read. `isLast` says that the
    /// batch ends with it, under `--on-error=abort`.
    public mutating func execute(
        _ file: NoteFile, _ diagnostics: inout Diagnostics, isLast: inout Bool
    ) -> ExecutedNote? {
        guard var executed = embeds.takeEarly(file) ?? run(file, &diagnostics) else { return nil }
        if choices.isStrict { executed.findings = executed.findings.map(\.strict) }
        embeds.keep(executed, file)
        let hasFailed = addEmbeddedResults(to: &executed, file, &diagnostics)
        report(executed, file, &diagnostics)
        isLast =
            options(for: file).onError == .abort && (executed.hasFailed || hasFailed)
        return executed
    }

    private func options(for file: NoteFile) -> PipelineOptions {
        choices.options(over: vaults[file.vaultRoot]?.settings ?? VaultSettings())
    }

    private func run(_ file: NoteFile, _ diagnostics: inout Diagnostics) -> ExecutedNote? {
        let vault = vaults[file.vaultRoot]
        let options = options(for: file)
        if options.execution != .none { interpreters.prepare() }
        guard let note = vault?.keptNote(at: file.vaultPath) ?? Self.read(file, &diagnostics)
        else { return nil }
        var given = note
        given.path = file.path
        let facts = NoteFacts.facts(
            for: file, note: given, now: options.now,
            surroundings: vault?.surroundings(of: given, at: file.vaultPath))
        var executed = NoteExecution.run(
            given, facts: facts, options: options, interpreters: interpreters,
            folder: NoteFolder(of: given))
        executed.presentation.usesStrictLineBreaks = vault?.settings.usesStrictLineBreaks ?? false
        return executed
    }

    /// What comes of a note with other bytes; nil if they are those it has, or can't be read.
    public func runAgain(
        _ executed: ExecutedNote, _ file: NoteFile, as bytes: [UInt8]
    ) -> ExecutedNote? {
        guard bytes != executed.presentation.note.source,
            let note = try? NoteReader.read(bytes: bytes, path: file.path)
        else { return nil }
        return NoteExecution.run(
            note, facts: executed.presentation.facts, options: options(for: file),
            interpreters: interpreters, folder: NoteFolder(of: note))
    }

    /// Gives a page the results of the notes it shows within itself, which are run now if they weren't yet.
    /// True when cells of notes that get no report of their own failed just now.
    private mutating func addEmbeddedResults(
        to executed: inout ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) -> Bool {
        guard embeds.isWanted, let vault = vaults[file.vaultRoot],
            let shown = executed.presentation.facts.surroundings?.embedded
        else { return false }
        var hasFailed = false
        for (path, note) in shown.sorted(by: { $0.key < $1.key }) where !note.cells.isEmpty {
            if embeds.results(at: path, in: vault) == nil,
                let inner = embeds.file(at: path, in: vault),
                let done = run(inner, &diagnostics)
            {
                embeds.keepEarly(done, inner)
                if !embeds.isNamed(inner), done.hasFailed {
                    hasFailed = true
                    reportWithin(done, inner, &diagnostics)
                }
            }
            executed.presentation.embedded[path] = embeds.results(at: path, in: vault)
        }
        return hasFailed
    }

    /// Reports the cells that failed in a note which wasn't named, but which a page shows.
    private mutating func reportWithin(
        _ executed: ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) {
        var noted = LintedNote(executed, path: file.path, isCheck: isCheck)
        noted.findings.removeAll { $0.rule != .cell }
        for finding in noted.findings {
            diagnostics.report(finding.diagnostic, path: file.path)
        }
        report.notes.append(noted)
        tally.failedWithin += noted.findings.count
        diagnostics.raise(to: .failed)
    }

    /// Reads a note; nil, and reported, if it can't be read.
    public static func read(_ file: NoteFile, _ diagnostics: inout Diagnostics) -> Note? {
        let bytes: [UInt8]
        do throws(HostFileError) {
            bytes = try HostFiles.read(file.path)
        } catch {
            diagnostics.report(error)
            return nil
        }
        do throws(NoteReadingFailure) {
            return try NoteReader.read(bytes: bytes, path: file.path)
        } catch {
            diagnostics.report(error, path: file.path)
            return nil
        }
    }

    private mutating func report(
        _ executed: ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) {
        let noted = LintedNote(executed, path: file.path, isCheck: isCheck)
        for finding in noted.findings {
            diagnostics.report(finding.diagnostic, path: file.path)
        }
        report.notes.append(noted)
        tally.notes += 1
        for run in executed.runs { tally.cells[run.status, default: 0] += 1 }
        if executed.hasFailed { diagnostics.raise(to: .failed) }
    }
}
