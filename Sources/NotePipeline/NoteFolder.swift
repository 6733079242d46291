import NoteReader
import NoteRenderer
import VirtualSystem

/// The folder that a note lies in, as its cells see it: their working folder. What they change of it stays in the
/// memory of their interpreter.
///
/// So that a note gives the same on every machine and each time it is run, it holds neither what starts with a dot, nor
/// the pictures that an earlier run left beside a note; files have the time at which the machine starts, and the note
/// itself is there without its results. Links aren't followed out of the folder.
public struct NoteFolder: Sendable {
    private let root: String
    private let realRoot: String
    /// The note's own file, and what programs find in it.
    private let noteName: String
    private let noteBytes: [UInt8]

    /// The folder of a note that was read from a file; nil if there is no such folder.
    public init?(of note: Note) {
        let folder = HostFiles.folder(of: note.path)
        root = folder.isEmpty ? "." : folder
        guard HostFiles.kind(of: note.path) == .file, let real = HostFiles.real(root) else {
            return nil
        }
        realRoot = real
        noteName = HostFiles.name(of: note.path)
        noteBytes = AnnotatedMarkdown.clean(note)
    }

    /// Where cells find it.
    var mount: FileTree.Mount {
        var folder = HostFolder(
            status: { status(of: $0) },
            read: { read($0) },
            names: { names(in: $0) })
        folder.isCovered = true
        return FileTree.Mount(path: VirtualFiles.home, folder: folder)
    }

    private func status(of relative: String) -> HostFolder.Status? {
        guard let place = place(of: relative), var status = HostFiles.status(of: place) else {
            return nil
        }
        if relative == noteName { status.size = noteBytes.count }
        status.modified = VirtualMachine.startTime / 1_000_000_000
        return status
    }

    private func read(_ relative: String) -> [UInt8]? {
        if relative == noteName { return noteBytes }
        return place(of: relative).flatMap { try? HostFiles.read($0) }
    }

    private func names(in relative: String) -> [String]? {
        guard let place = place(of: relative), let names = try? HostFiles.names(in: place) else {
            return nil
        }
        return names.filter { name in
            !name.hasPrefix(".") && !isPictures(HostFiles.join(relative, name))
        }
    }

    /// Where a path leads on the host; nil for what programs don't see.
    private func place(of relative: String) -> String? {
        if relative.isEmpty { return root }
        var path = ""
        for part in relative.split(separator: "/") {
            path = HostFiles.join(path, String(part))
            if part.hasPrefix(".") || isPictures(path) { return nil }
        }
        let place = HostFiles.join(root, path)
        guard let real = HostFiles.real(place),
            real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
        else { return nil }
        return place
    }

    /// Whether a folder is where the pictures of the note beside it are written.
    private func isPictures(_ relative: String) -> Bool {
        guard relative.hasSuffix(".assets") else { return false }
        let note = HostFiles.join(root, relative.dropLast(7) + ".md")
        return HostFiles.kind(of: note) == .file
    }
}
