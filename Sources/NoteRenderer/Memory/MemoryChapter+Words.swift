import HeapTrace

/// The words that the sentences are made of.
extension MemoryChapter {
    func address(_ address: UInt64) -> String { "0x" + String(address, radix: 16) }

    func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

    /// Values that only repeat type and address say nothing.
    static func isOpaque(_ kind: ObjectKind) -> Bool {
        switch kind {
        case .function, .builtin, .type, .module, .instance, .cell, .code, .iterator, .other: true
        default: false
        }
    }

    func shownValue(_ object: ObjectRecord) -> String? {
        Self.isOpaque(object.kind) ? nil : object.value
    }

    func shownValue(_ event: HeapEvent) -> String? {
        event.value.hasPrefix("<") ? nil : event.value
    }

    /// `int` and its value; the value of `None` and of truth values says its type.
    func description(_ typeName: String, _ value: String?) -> [MemoryStory.Span] {
        guard let value else { return [.text(typeName)] }
        return [.text(typeName + " "), .code(value)]
    }

    /// `a`, `a and b`, `a, b and c`.
    func list(_ names: [String]) -> [MemoryStory.Span] {
        var spans: [MemoryStory.Span] = []
        let shown = names.count > 4 ? Array(names.prefix(3)) : names
        for (index, name) in shown.enumerated() {
            if index > 0 {
                spans.append(index == names.count - 1 ? " and " : ", ")
            }
            spans.append(.code(name))
        }
        if shown.count < names.count {
            spans.append(.text(" and \(names.count - shown.count) more names"))
        }
        return spans
    }

    func subject(_ names: [String]) -> [MemoryStory.Span] { list(names) }

    /// ` names`, ` now names`, ` name`.
    func verb(_ names: [String], _ isRebinding: Bool) -> String {
        (isRebinding ? " now" : "") + (names.count == 1 ? " names" : " name")
    }

    func plural(_ typeName: String) -> String {
        typeName.hasSuffix("s") ? typeName : typeName + "s"
    }
}

/// The objects of a snapshot as rows: what the picture shows, for those who can't see it.
struct MemoryTable {
    private let chapter: MemoryChapter
    /// More rows than this are no help; the picture is cut as well.
    private static let mostRows = 60

    init(_ chapter: MemoryChapter) { self.chapter = chapter }

    func rows() -> [MemoryStory.Row] {
        var rows: [MemoryStory.Row] = []
        var seen: Set<ObjectSerial> = []
        for (_, serial) in chapter.namesAfter where seen.insert(serial).inserted {
            if let object = chapter.objects[serial] { rows.append(row(object)) }
        }
        for object in chapter.after.objects where seen.insert(object.serial).inserted {
            if object.isCached || MemoryChapter.isOpaque(object.kind) { continue }
            if object.kind == .str && object.isInterned { continue }
            rows.append(row(object))
        }
        for event in chapter.events where event.kind == .freed || event.kind == .collected {
            guard chapter.objectsBefore[event.serial] != nil, seen.insert(event.serial).inserted
            else {
                continue
            }
            rows.append(
                MemoryStory.Row(
                    names: "", type: event.typeName, value: event.value,
                    address: chapter.address(event.address), references: "0",
                    size: event.blockSize > 0 ? "\(event.blockSize) B block" : "", change: "freed"))
        }
        return Array(rows.prefix(Self.mostRows))
    }

    private func row(_ object: ObjectRecord) -> MemoryStory.Row {
        MemoryStory.Row(
            names: chapter.names(of: object.serial).joined(separator: ", "), type: object.typeName,
            value: object.value, address: chapter.address(object.address),
            references: object.isCached ? "many" : String(object.refcount),
            size: "\(object.size) B", change: change(object))
    }

    private func change(_ object: ObjectRecord) -> String {
        guard let before = chapter.objectsBefore[object.serial] else {
            return object.isCached ? "" : "new"
        }
        if object.isCached { return "" }
        if before.value != object.value { return "changed" }
        return before.refcount == object.refcount
            ? "" : "refs \(before.refcount) → \(object.refcount)"
    }
}
