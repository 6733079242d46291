/// What can happen in a folder, with Linux's numbers (`F_NOTIFY`).
public struct FolderEvents: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let read = FolderEvents(rawValue: 1)
    public static let written = FolderEvents(rawValue: 2)
    public static let created = FolderEvents(rawValue: 4)
    public static let removed = FolderEvents(rawValue: 8)
    public static let renamed = FolderEvents(rawValue: 16)
    public static let changed = FolderEvents(rawValue: 32)
    public static let all = FolderEvents(rawValue: 63)
    /// Whether the watch goes on after the first event.
    public static let repeated = FolderEvents(rawValue: 1 << 31)
}

/// A process's wish to get a signal when something happens in an open folder, until that is closed. Folders of the host
/// change without notice.
struct FolderWatch {
    weak var folder: OpenFile?
    weak var process: VirtualProcess?
    var events: FolderEvents
}

extension FileTree {
    /// Watches a folder, or watches it no longer if there are no events to watch for. Later wishes add to earlier ones.
    public func watch(
        _ folder: OpenFile, for events: FolderEvents, process: VirtualProcess
    ) throws(SystemFailure) {
        guard folder.node.isFolder else { throw .notAFolder }
        folderWatches.removeAll { $0.folder == nil || $0.process == nil }
        let index = folderWatches.firstIndex { $0.folder === folder && $0.process === process }
        if events.isDisjoint(with: .all) {
            if let index { folderWatches.remove(at: index) }
        } else if let index {
            folderWatches[index].events.formUnion(events)
        } else {
            folderWatches.append(FolderWatch(folder: folder, process: process, events: events))
        }
    }

    /// Tells those who watch a folder what happened in it.
    func note(_ event: FolderEvents, in folder: FileNode) {
        if folderWatches.isEmpty { return }
        tell(event) { $0 === folder }
    }

    /// Tells those who watch a folder that has a file what happened to the file.
    func note(_ event: FolderEvents, to node: FileNode) {
        if folderWatches.isEmpty { return }
        tell(event) { folder in
            guard case .folder(let entries) = folder.content else { return false }
            return entries.values.contains { $0 === node }
        }
    }

    /// Whether a signal was sent since this was asked last.
    public func takeNotice() -> Bool {
        guard hasSentNotice else { return false }
        hasSentNotice = false
        return true
    }

    private func tell(_ event: FolderEvents, where isMeant: (FileNode) -> Bool) {
        for watch in folderWatches where !watch.events.isDisjoint(with: event) {
            guard let folder = watch.folder, let process = watch.process, isMeant(folder.node)
            else { continue }
            if !watch.events.contains(.repeated) {
                folderWatches.removeAll { $0.folder === folder && $0.process === process }
            }
            process.receive(folder.signal == 0 ? 29 : folder.signal)
            hasSentNotice = true
        }
    }
}
