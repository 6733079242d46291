import HeapTrace

/// The objects of a snapshot as rows: what the picture shows, why each is alive and where it lies, for those
/// who can't see the picture and for a closer look.
struct MemoryTable {
    private let chapter: MemoryChapter
    private let holders: HolderIndex
    /// More rows than this are no help; the picture is cut as well.
    private static let mostRows = 120

    init(_ chapter: MemoryChapter) {
        self.chapter = chapter
        holders = HolderIndex(chapter.after)
    }

    func rows() -> [MemoryStory.Row] {
        var rows: [MemoryStory.Row] = []
        var seen: Set<ObjectSerial> = []
        for (_, serial) in chapter.namesAfter where seen.insert(serial).inserted {
            if let object = chapter.objects[serial] { rows.append(row(object)) }
        }
        for object in chapter.after.objects where seen.insert(object.serial).inserted {
            if isTold(object) { rows.append(row(object)) }
        }
        let lost = chapter.unreached
        if !lost.isEmpty {
            let group = HolderIndex(HeapSnapshot(frames: [], objects: lost))
            for object in lost where seen.insert(object.serial).inserted && isTold(object) {
                var row = row(object)
                row.holders = group.holders(of: object.serial).map(Self.spans)
                row.change = "no name left"
                rows.append(row)
            }
        }
        for event in chapter.events where event.kind == .freed || event.kind == .collected {
            guard chapter.wasMet(event.serial), seen.insert(event.serial).inserted else { continue }
            rows.append(row(event))
        }
        return Array(rows.prefix(Self.mostRows))
    }

    /// Whether an object that no name holds has a row: not what every program has.
    private func isTold(_ object: ObjectRecord) -> Bool {
        switch object.kind {
        case .function: return !object.slots.isEmpty
        case .builtin, .type, .module, .code, .none, .bool: return false
        case .str: return !object.isInterned && !object.isCached
        default: return !object.isCached
        }
    }

    private func row(_ object: ObjectRecord) -> MemoryStory.Row {
        let place = BlockPlace(object)
        var value = MemoryChapter.isOpaque(object.kind) ? "" : object.value
        if value.isEmpty, object.kind == .function || object.kind == .type {
            value = MemoryChapter.name(of: object) ?? ""
        }
        return MemoryStory.Row(
            serial: object.serial, holders: holders.holders(of: object.serial).map(Self.spans),
            place: place.words, anchors: place.anchors, type: object.typeName, value: value,
            address: chapter.address(object.address),
            references: object.isCached ? "many" : String(object.refcount),
            size: "\(object.size) B", change: change(object))
    }

    private func row(_ event: HeapEvent) -> MemoryStory.Row {
        let wasFinalised = chapter.event(.finalised, event.serial) != nil
        return MemoryStory.Row(
            serial: event.serial, place: "", anchors: [], type: event.typeName,
            value: event.value.hasPrefix("<") ? "" : event.value,
            address: chapter.address(event.address), references: "0",
            size: event.blockSize > 0 ? "\(event.blockSize) B block" : "",
            change: (wasFinalised ? "finalised, " : "")
                + (event.kind == .freed ? "freed" : "collected")
                + (event.line.map { " in line \($0)" } ?? ""))
    }

    private static func spans(_ holder: HolderIndex.Holder) -> [MemoryStory.Span] {
        var spans: [MemoryStory.Span] = []
        if !holder.before.isEmpty {
            spans.append(.text(holder.before + (holder.expression.isEmpty ? "" : " ")))
        }
        if !holder.expression.isEmpty { spans.append(.code(holder.expression)) }
        if !holder.after.isEmpty { spans.append(.text(" " + holder.after)) }
        return spans
    }

    private func change(_ object: ObjectRecord) -> String {
        var words: [String] = []
        if chapter.event(.finalised, object.serial) != nil { words.append("finalised") }
        if chapter.event(.resurrected, object.serial) != nil { words.append("brought back") }
        if chapter.event(.weakrefCleared, object.serial) != nil { words.append("cleared") }
        if object.isCached { return words.joined(separator: ", ") }
        if let before = chapter.objectsBefore[object.serial] {
            if before.value != object.value || before.slots != object.slots {
                words.append("changed")
            }
            if before.refcount != object.refcount {
                words.append("refs \(before.refcount) → \(object.refcount)")
            }
        } else {
            words.append("new")
        }
        return words.joined(separator: ", ")
    }
}
