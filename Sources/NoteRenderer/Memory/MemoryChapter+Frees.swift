import HeapTrace

/// What a cell freed: by its last reference, with something else, or by the collector.
extension MemoryChapter {
    mutating func tellFrees() {
        var freed: [HeapEvent] = []
        for event in events where event.kind == .freed || event.kind == .collected {
            // What was made and freed within the cell is no loss to the reader.
            guard told.insert(event.serial).inserted,
                wasMet(event.serial) || event.kind == .collected, !isPart(event)
            else { continue }
            freed.append(event)
        }
        let collected = freed.filter { $0.kind == .collected }
        if collected.count > 1 {
            tellCollected(collected)
            freed.removeAll { $0.kind == .collected }
        }
        if let sentence = commonFate(of: freed) {
            sentences.append(sentence)
        } else {
            for event in freed { tellFree(event) }
        }
    }

    /// Functions and cells that only other objects held go with these.
    private func isPart(_ event: HeapEvent) -> Bool {
        guard event.typeName == "function" || event.typeName == "cell" else { return false }
        return !namesBefore.values.contains(event.serial)
    }

    private mutating func tellFree(_ event: HeapEvent) {
        var sentence: [MemoryStory.Span] = ["The "]
        sentence += description(event.typeName, shownValue(event))
        sentence += [" at ", .code(address(event.address))]
        sentence += [
            event.kind == .freed
                ? " lost its last reference and was freed"
                : " was only held by a cycle; the collector found it and freed it"
        ]
        sentences.append(sentence + [.text(fate(of: event) + ".")])
    }

    /// One sentence for what a collection took.
    private mutating func tellCollected(_ events: [HeapEvent]) {
        var counts: [(type: String, count: Int)] = []
        for event in events {
            if let place = counts.firstIndex(where: { $0.type == event.typeName }) {
                counts[place].count += 1
            } else {
                counts.append((event.typeName, 1))
            }
        }
        var sentence: [MemoryStory.Span] = ["The collector found "]
        for (index, entry) in counts.prefix(4).enumerated() {
            if index > 0 { sentence += [index == min(counts.count, 4) - 1 ? " and " : ", "] }
            sentence += [
                .text("\(entry.count) "), .code(entry.type),
                .text(entry.count == 1 ? " object" : " objects"),
            ]
        }
        sentence += [" that only held one another, and freed them"]
        sentences.append(sentence + place(of: events[0]) + ["."])
    }

    /// One sentence for two or three objects that went the same way.
    private func commonFate(of events: [HeapEvent]) -> [MemoryStory.Span]? {
        guard (2...3).contains(events.count), let last = events.last,
            events.allSatisfy({
                $0.kind == .freed && $0.freeList == nil && shownValue($0) != nil
                    && $0.typeName == last.typeName
            }), events.dropLast().allSatisfy({ fate(of: $0).isEmpty })
        else { return nil }
        var sentence: [MemoryStory.Span] = ["The ", .text(plural(last.typeName)), " "]
        for (index, event) in events.enumerated() {
            if index > 0 { sentence += [index == events.count - 1 ? " and " : ", "] }
            sentence += [.code(event.value), " at ", .code(address(event.address))]
        }
        sentence += [" lost their last references and were freed"]
        if !fate(of: last).isEmpty {
            sentence += [
                .text("; the \(last.blockSize)-byte block of the last is the next to be reused")
            ]
        }
        return sentence + ["."]
    }

    private func fate(of event: HeapEvent) -> String {
        if let list = event.freeList {
            return "; the free list of \(plural(list)) keeps its memory"
        }
        if let heir = events.first(where: { $0.kind == .made && $0.formerSerial == event.serial }),
            told.contains(heir.serial)
        {
            return ""
        }
        guard event.isNextToBeReused, event.blockSize > 0 else { return "" }
        return "; its \(event.blockSize)-byte block is the next to be reused"
    }
}
