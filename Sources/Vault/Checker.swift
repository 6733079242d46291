import NotePipeline
import NoteReader
import NoteRenderer

/// Compares what notes give with what is stored, in the notes themselves or in a folder. Never writes.
public struct Checker {
    /// All differences so far, as a unified diff, if it was asked for.
    public private(set) var diffText = ""
    private var staleNotes = 0
    private let output: String?
    private let formats: [NoteOutput.Format]
    private let showsDiff: Bool

    public init(output: String?, formats: [NoteOutput.Format], showsDiff: Bool) {
        self.output = output
        self.formats = formats
        self.showsDiff = showsDiff
    }

    public var summary: String {
        staleNotes == 0 ? "up to date" : "\(staleNotes) stale"
    }

    public mutating func check(
        _ executed: ExecutedNote, _ file: NoteFile, design: PageDesign = PageDesign(),
        _ diagnostics: inout Diagnostics
    ) {
        let isFresh =
            if let output {
                checkFolder(output, executed, file, design, &diagnostics)
            } else {
                checkNote(executed, file, &diagnostics)
            }
        if !isFresh {
            staleNotes += 1
            diagnostics.raise(to: .failed)
        }
    }

    /// The blocks of results in the note itself.
    private mutating func checkNote(
        _ executed: ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) -> Bool {
        let note = executed.presentation.note
        if note.outputBlocks.isEmpty, !note.cells.isEmpty {
            diagnostics.report(
                NoteDiagnostic(
                    line: 1, cause: "the note holds no results to compare with",
                    remedy: "run 'heapnote run --in-place' first, or name a folder with -o"),
                path: file.path)
            return true
        }
        let fresh = AnnotatedMarkdown.render(executed.presentation)
        guard fresh != note.source else { return true }
        diagnostics.report(
            NoteDiagnostic(
                severity: .error, line: Self.firstDifference(note.source, fresh),
                cause: "the stored results are stale",
                remedy: "run 'heapnote run --in-place' to renew them"), path: file.path)
        addDiff(old: note.source, new: fresh, name: file.path)
        return false
    }

    /// The files of a rendering.
    private mutating func checkFolder(
        _ folder: String, _ executed: ExecutedNote, _ file: NoteFile, _ design: PageDesign,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        var isFresh = true
        for expected in NoteOutput(executed, file: file, formats: formats, design: design)
            .files
        {
            let path = HostFiles.join(folder, expected.relativePath)
            guard HostFiles.kind(of: path) == .file else {
                diagnostics.report(
                    NoteDiagnostic(
                        severity: .error, line: 1, cause: "the stored result is missing",
                        remedy: "run 'heapnote render' to write it"), path: path)
                isFresh = false
                continue
            }
            do throws(HostFileError) {
                let stored = try HostFiles.read(path)
                guard stored != expected.bytes else { continue }
                isFresh = false
                diagnostics.report(
                    NoteDiagnostic(
                        severity: .error, line: Self.firstDifference(stored, expected.bytes),
                        cause: "the stored result is stale",
                        remedy: "run 'heapnote render' to renew it"), path: path)
                addDiff(old: stored, new: expected.bytes, name: path)
            } catch {
                diagnostics.report(error)
                isFresh = false
            }
        }
        return isFresh
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
