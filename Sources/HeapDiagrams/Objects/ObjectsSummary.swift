import HeapTrace

extension GraphMoment {
    /// The picture in words, for those who can't see it: names first, then what changed; bounded.
    var summary: String {
        var text = ""
        var count = 0
        for frame in frames {
            for name in frame.names {
                guard let target = name.target, let card = card(target) else { continue }
                if count == 40 {
                    text += "; and more names"
                    count += 1
                }
                if count > 40 { continue }
                count += 1
                if !text.isEmpty { text += "; " }
                text += name.name + " → " + card.record.spoken
            }
        }
        if text.isEmpty { text = "No names are bound" }
        text += "."
        append("Changed: ", cards.filter { $0.state == .live && $0.changes.isMutated }, to: &text)
        append("Freed: ", cards.filter { $0.state == .freed || $0.state == .collected }, to: &text)
        let left = omissions.words
        return left.isEmpty ? text : text + " " + left
    }

    private func append(_ lead: String, _ cards: [GraphCard], to text: inout String) {
        if cards.isEmpty { return }
        text += " " + lead
        for (index, card) in cards.prefix(8).enumerated() {
            text += (index == 0 ? "" : ", ") + card.record.spoken
        }
        text += cards.count > 8 ? " and more." : "."
    }
}

extension ObjectRecord {
    /// "int 1000 at 0x7f5c2e010450, 2 references"
    fileprivate var spoken: String {
        let value = TextStyle.words.metrics.fitted(headline, to: 240)
        return typeName + " " + value + " at " + Numeral.address(address) + ", "
            + (refcount == 1 ? "1 reference" : Numeral.count(refcount) + " references")
    }
}

extension Omissions {
    /// What a picture left out, in one line; empty if nothing.
    var words: String {
        var parts: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { parts.append(String(count) + " " + (count == 1 ? one : many)) }
        }
        add(names, "name", "names")
        add(objects, "object", "objects")
        add(arrows, "arrow", "arrows")
        add(definitions, "function, class or module", "functions, classes or modules")
        return parts.isEmpty ? "" : "Not drawn: " + parts.joined(separator: ", ") + "."
    }
}
