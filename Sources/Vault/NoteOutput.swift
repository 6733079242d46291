import NotePipeline
import NoteReader
import NoteRenderer

/// The files that rendering a note gives, as bytes: nothing is written yet.
public struct NoteOutput: Sendable {
    public struct File: Sendable {
        /// Below the output folder, with `/`.
        public var relativePath: String
        public var bytes: [UInt8]
    }

    public enum Format: String, Sendable, CaseIterable { case md, html }

    public var files: [File] = []

    /// Writes an executed note in the formats asked for: the annotated Markdown with its pictures as
    /// files of their own, the page with its pictures inside.
    public init(
        _ executed: ExecutedNote, file: NoteFile, formats: [Format],
        design: PageDesign = PageDesign()
    ) {
        let stem = file.relativeStem
        if formats.contains(.md) {
            files.append(
                File(
                    relativePath: stem + ".md",
                    bytes: AnnotatedMarkdown.render(executed.presentation)))
            let folder = HostFiles.folder(of: stem)
            for figure in executed.figures {
                files.append(
                    File(
                        relativePath: HostFiles.join(folder, figure.path),
                        bytes: Array(figure.svg.utf8)))
            }
        }
        if formats.contains(.html) {
            files.append(
                File(
                    relativePath: stem + ".html",
                    bytes: HTMLPage(design: design).render(executed.presentation)))
        }
    }
}
