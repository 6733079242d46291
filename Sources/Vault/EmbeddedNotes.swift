import NotePipeline
import NoteRenderer

/// The results of notes that other notes show within themselves, so that each note is run once, whichever of them gets
/// its page first.
struct EmbeddedNotes {
    /// A note among those of all vaults of a batch.
    private struct Place: Hashable {
        var root: String
        var path: String
    }

    /// The notes of the batch that others show.
    private var files: [Place: NoteFile] = [:]
    /// Those that were run before their turn.
    private var early: [Place: ExecutedNote] = [:]
    private var results: [Place: EmbeddedResults] = [:]

    /// Whether pages are made at all.
    let isWanted: Bool

    init() { isWanted = false }

    init(of notes: [NoteFile], in vaults: [String: OpenVault]) {
        isWanted = true
        let shown = vaults.mapValues(\.embeddedPaths)
        for note in notes where shown[note.vaultRoot]?.contains(note.vaultPath) == true {
            files[Place(root: note.vaultRoot, path: note.vaultPath)] = note
        }
    }

    /// The note that is shown, as the command line named it; nil if it isn't to be run.
    func file(at path: String, in vault: OpenVault) -> NoteFile? {
        files[Place(root: vault.root, path: path)] ?? vault.unnamedNote(at: path)
    }

    /// Whether the command line named a note, so that it has its turn.
    func isNamed(_ file: NoteFile) -> Bool {
        files[Place(root: file.vaultRoot, path: file.vaultPath)] != nil
    }

    func results(at path: String, in vault: OpenVault) -> EmbeddedResults? {
        results[Place(root: vault.root, path: path)]
    }

    /// Keeps what came of a note of the batch for the pages of others, if any show it.
    mutating func keep(_ executed: ExecutedNote, _ file: NoteFile) {
        let place = Place(root: file.vaultRoot, path: file.vaultPath)
        guard files[place] != nil else { return }
        results[place] = EmbeddedResults(executed.presentation)
    }

    /// Keeps what came of a note that was run since another shows it.
    mutating func keepEarly(_ executed: ExecutedNote, _ file: NoteFile) {
        let place = Place(root: file.vaultRoot, path: file.vaultPath)
        results[place] = EmbeddedResults(executed.presentation)
        if files[place] != nil { early[place] = executed }
    }

    /// What came of a note whose turn it is, if it was run before.
    mutating func takeEarly(_ file: NoteFile) -> ExecutedNote? {
        early.removeValue(forKey: Place(root: file.vaultRoot, path: file.vaultPath))
    }
}
