import HeapDiagrams
import NotePipeline
import NoteRenderer

/// The files of a rendering that belong to no single note: the index, what pages share.
public enum VaultOutput {
    public static func files(of vault: OpenVault) -> [NoteOutput.File] {
        let design = vault.settings.design
        var files = design.sharedFiles(drawingStyle: DiagramStyle.sheet).map {
            NoteOutput.File(relativePath: $0.path, bytes: $0.bytes)
        }
        if let path = vault.catalog.indexPath {
            let page = IndexPage(design: design).render(vault.catalog, drawingStyle: "")
            files.append(NoteOutput.File(relativePath: path, bytes: page))
        }
        return files
    }
}
