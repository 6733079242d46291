import NotePipeline
import NoteReader
import NoteRenderer
import Vault

/// A note as CommonMark alone makes it: for trying the reader against its specification.
enum StrictRendering {
    static func print(_ path: String, _ diagnostics: inout Diagnostics) {
        do throws(HostFileError) {
            let bytes = path == "-" ? try HostFiles.readStandardInput() : try HostFiles.read(path)
            do throws(NoteReadingFailure) {
                let note = try NoteReader.read(bytes: bytes, path: path, dialect: .commonMark)
                Console.write(HTMLPage.strictFragment(note), &diagnostics)
            } catch { diagnostics.report(error, path: path) }
        } catch { diagnostics.report(error) }
    }
}
