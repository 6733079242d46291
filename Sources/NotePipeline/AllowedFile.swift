import VirtualSystem

/// A file of the host that the command line names, the program or an argument of it: who names it lets the program
/// read it, as `python3 -m dis FILE` does. Its neighbours stay out of sight.
public struct AllowedFile: Sendable {
    /// As the command line has it, relative to the working folder or from the root.
    public var name: String

    public init(name: String) { self.name = name }

    /// The words that are names of files; options and whatever else aren't.
    public static func named(in words: some Sequence<String>) -> [AllowedFile] {
        words.filter { !$0.isEmpty && !$0.hasPrefix("-") && HostFiles.kind(of: $0) == .file }
            .map { AllowedFile(name: $0) }
    }

    /// Where programs find it: by its path from the root, and by its relative one.
    var mounts: [FileTree.Mount] {
        let path = HostFiles.absolute(name)
        let folder = HostFolder(
            status: { relative in
                relative.isEmpty
                    ? HostFiles.status(of: path).flatMap { $0.isFolder ? nil : $0 } : nil
            },
            read: { relative in relative.isEmpty ? try? HostFiles.read(path) : nil },
            names: { _ in nil })
        var places = [FilePath(path)]
        if !name.hasPrefix("/") { places.append(FilePath(name).below(VirtualFiles.home)) }
        return places.map { FileTree.Mount(path: $0, folder: folder) }
    }
}
