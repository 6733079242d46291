import NotePipeline
import NoteReader
import NoteRenderer

/// Compares what notes give with what is stored, in the notes themselves or in a folder. Never writes.
public struct Checker {
    /// All differences so far, as a unified diff, if it was asked for.
    public private(set) var diffText = ""
    private var staleNotes = 0
    private var wrongStatements = 0
    /// What is stale of the note at hand.
    private var found: [NoteDiagnostic] = []
    private let output: String?
    private let formats: [NoteOutput.Format]
    private let showsDiff: Bool

    public init(output: String?, formats: [NoteOutput.Format], showsDiff: Bool) {
        self.output = output
        self.formats = formats
        self.showsDiff = showsDiff
    }

    public var summary: String {
        let stale = staleNotes == 0 ? nil : "\(staleNotes) stale"
        let wrong = wrongStatements == 0 ? nil : "\(wrongStatements) said wrongly"
        let parts = [stale, wrong].compactMap { $0 }
        return parts.isEmpty ? "up to date" : parts.joined(separator: ", ")
    }

    /// Compares a note's results with the stored ones; what is stale is added to the report's last note.
    public mutating func check(
        _ executed: ExecutedNote, _ file: NoteFile, design: PageDesign = PageDesign(),
        _ report: inout LintReport, _ diagnostics: inout Diagnostics
    ) {
        wrongStatements += executed.findings.count { $0.kind == .expectation }
        addDiff(ofStatements: executed, file)
        var found: [StaleResult] = []
        if let output {
            found = staleFiles(output, executed, file, design, &diagnostics)
        } else {
            found = staleBlocks(executed, file, &diagnostics)
        }
        guard !found.isEmpty else { return }
        staleNotes += 1
        diagnostics.raise(to: .failed)
        for stale in found { diagnostics.report(stale.diagnostic, path: stale.path) }
        guard !report.notes.isEmpty else { return }
        report.notes[report.notes.count - 1].add(found)
    }

    /// The blocks of results in the note itself.
    private mutating func staleBlocks(
        _ executed: ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) -> [StaleResult] {
        let note = executed.presentation.note
        if note.outputBlocks.isEmpty, !note.cells.isEmpty {
            // A note that tells what its cells show was compared with that.
            if executed.statementCount > 0 { return [] }
            diagnostics.report(
                NoteDiagnostic(
                    line: 1, cause: "the note holds no results to compare with",
                    remedy: "run 'heapnote run --in-place' first, or name a folder with -o"),
                path: file.path)
            return []
        }
        let fresh = AnnotatedMarkdown.render(executed.presentation)
        guard fresh != note.source else { return [] }
        addDiff(old: note.source, new: fresh, name: file.path)
        var found = StaleResult.blocks(of: note, fresh: fresh, path: file.path)
        if found.isEmpty {
            found.append(
                StaleResult(
                    path: file.path,
                    diagnostic: NoteDiagnostic(
                        severity: .error, line: Self.firstDifference(note.source, fresh),
                        cause: "the stored results are stale",
                        remedy: "run 'heapnote run --in-place' to renew them")))
        }
        return found
    }

    /// The files of a rendering.
    private mutating func staleFiles(
        _ folder: String, _ executed: ExecutedNote, _ file: NoteFile, _ design: PageDesign,
        _ diagnostics: inout Diagnostics
    ) -> [StaleResult] {
        var found: [StaleResult] = []
        let output = NoteOutput(executed, file: file, formats: formats, design: design)
        for expected in output.files {
            let path = HostFiles.join(folder, expected.relativePath)
            guard HostFiles.kind(of: path) == .file else {
                found.append(
                    StaleResult(
                        path: path,
                        diagnostic: NoteDiagnostic(
                            severity: .error, line: 1, cause: "the stored result is missing",
                            remedy: "run 'heapnote render' to write it")))
                continue
            }
            do throws(HostFileError) {
                let stored = try HostFiles.read(path)
                guard stored != expected.bytes else { continue }
                found.append(
                    StaleResult(
                        path: path,
                        diagnostic: NoteDiagnostic(
                            severity: .error, line: Self.firstDifference(stored, expected.bytes),
                            cause: "the stored result is stale",
                            remedy: "run 'heapnote render' to renew it")))
                addDiff(old: stored, new: expected.bytes, name: path)
            } catch {
                diagnostics.report(error)
            }
        }
        return found
    }

    /// What the note says wrongly about its cells, as it would be right.
    private mutating func addDiff(ofStatements executed: ExecutedNote, _ file: NoteFile) {
        let edits = executed.findings.compactMap(\.edit)
        guard !edits.isEmpty else { return }
        let source = executed.presentation.note.source
        addDiff(old: source, new: SourceEdit.apply(edits, to: source), name: file.path)
    }

    private mutating func addDiff(old: [UInt8], new: [UInt8], name: String) {
        guard showsDiff else { return }
        diffText += UnifiedDiff.text(
            old: old, new: new, oldName: name, newName: "\(name) (executed now)")
    }

    /// The first line, counted from 1, in which two texts differ.
    private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var line = 1
        for (a, b) in zip(left, right) {
            if a != b { return line }
            if a == 0x0A { line += 1 }
        }
        return line
    }
}
