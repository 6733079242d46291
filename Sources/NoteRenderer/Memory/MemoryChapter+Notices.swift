import HeapTrace

/// What befell objects besides being made and freed: finalisers that ran, objects that came back, weak
/// references that lost what they led to.
extension MemoryChapter {
    /// Finalisers that are told one by one; of more, only the number is.
    private static let mostFinalisers = 3

    mutating func tellNotices() {
        let finalised = events.filter { $0.kind == .finalised }
        if finalised.count > Self.mostFinalisers {
            sentences.append([.text("The finalisers of \(finalised.count) objects ran.")])
        } else {
            for event in finalised { tellFinaliser(event) }
        }
        let known = Set(finalised.map(\.serial))
        for event in events where event.kind == .resurrected && !known.contains(event.serial) {
            told.insert(event.serial)
            sentences.append(
                ["The "] + object(event) + [" was brought back to life"] + place(of: event) + ["."])
        }
        for event in events where event.kind == .weakrefCleared { tellClearing(event) }
    }

    private mutating func tellFinaliser(_ event: HeapEvent) {
        var sentence: [MemoryStory.Span] = [.code("__del__"), " of the "]
        sentence += object(event) + [" ran"] + place(of: event)
        if self.event(.resurrected, event.serial) != nil {
            told.insert(event.serial)
            sentence += [" and brought it back to life"]
        } else if let end = events.last(where: {
            $0.serial == event.serial && ($0.kind == .freed || $0.kind == .collected)
        }) {
            told.insert(event.serial)
            sentence += [
                end.kind == .freed ? ", then it was freed" : ", then the collector freed it"
            ]
        }
        sentences.append(sentence + ["."])
    }

    private mutating func tellClearing(_ event: HeapEvent) {
        told.insert(event.serial)
        let names = names(of: event.serial)
        var sentence: [MemoryStory.Span] =
            names.isEmpty ? ["A weak reference"] : ["The weak reference "]
        sentence += list(names)
        sentence += [" was cleared"] + place(of: event) + [", when its "] + object(event)
        sentences.append(sentence + [" went."])
    }

    private func object(_ event: HeapEvent) -> [MemoryStory.Span] {
        description(event.typeName, shownValue(event)) + [" at ", .code(address(event.address))]
    }

    /// ` in line 12`.
    mutating func place(of event: HeapEvent) -> [MemoryStory.Span] {
        guard let line = event.line else { return [] }
        tellsLines = true
        return [.text(" in line \(line)")]
    }
}
