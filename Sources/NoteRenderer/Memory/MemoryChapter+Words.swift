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
        if Self.isOpaque(object.kind) || isTooMuch(object) { return nil }
        let most = 48
        return object.value.count > most ? object.value.prefix(most - 1) + "…" : object.value
    }

    /// Whether a container is better told by the number of its items.
    private func isTooMuch(_ object: ObjectRecord) -> Bool {
        switch object.kind {
        case .list, .tuple, .dict, .set:
            return object.isValueCut || Self.hasAddresses(object.value)
        default: return Self.hasAddresses(object.value)
        }
    }

    /// Whether a text shows objects that have nothing to show but their address.
    private static func hasAddresses(_ text: String) -> Bool {
        var rest = text.utf8[...]
        let marker: [UInt8] = Array(" at 0x".utf8)
        while let place = rest.firstIndex(of: marker[0]) {
            rest = rest[place...]
            if rest.starts(with: marker) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// `counter` of `<function counter at 0x7f…>`, `Point` of `<class '__main__.Point'>`.
    static func name(of object: ObjectRecord) -> String? {
        let text = object.value
        if object.kind == .function, text.hasPrefix("<function ") {
            return String(text.dropFirst(10).prefix { $0 != " " && $0 != "…" })
        }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        guard object.kind == .type || object.kind == .module, parts.count > 1 else { return nil }
        let main = "__main__."
        return String(parts[1].hasPrefix(main) ? parts[1].dropFirst(main.count) : parts[1])
    }

    /// What a reader calls the type: a `type` is a class to them.
    func called(_ object: ObjectRecord) -> String {
        switch object.kind {
        case .type: return "class"
        case .list, .tuple, .dict, .set:
            guard isTooMuch(object) else { return object.typeName }
            let count = object.slotCount
            return object.typeName + " of \(count) " + (count == 1 ? "item" : "items")
        default:
            return object.typeName == "ReferenceType" ? "weak reference" : object.typeName
        }
    }

    func shownValue(_ event: HeapEvent) -> String? {
        event.value.hasPrefix("<") || Self.hasAddresses(event.value) ? nil : event.value
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
