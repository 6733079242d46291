import HeapTrace

/// Tells the story of a note's memory cell by cell, remembering what each name held before.
///
/// One storyteller belongs to one interpreter. The sentences follow the names of the module, since
/// those are what the reader of a note knows: what each came to name, then what was freed, then what
/// else changed. The most important comes first and the rest is counted.
public struct MemoryStoryteller: Sendable {
    var previous: HeapSnapshot?
    /// All objects ever met, for naming those that are gone.
    var known: [ObjectSerial: Known] = [:]

    struct Known: Sendable {
        var typeName: String
        var value: String
    }

    /// More sentences than this drown the reader.
    static let mostSentences = 6

    public init() {}

    /// The story of the next cell.
    public mutating func tell(_ run: CellRun) -> MemoryStory {
        guard let snapshot = run.snapshot else {
            remember(run.events)
            return MemoryStory()
        }
        var chapter = MemoryChapter(
            before: previous, after: snapshot, events: run.events, known: known)
        let story = chapter.story(of: run)
        remember(run.events)
        for object in snapshot.objects {
            known[object.serial] = Known(typeName: object.typeName, value: object.value)
        }
        previous = snapshot
        return story
    }

    private mutating func remember(_ events: [HeapEvent]) {
        for event in events {
            known[event.serial] = Known(typeName: event.typeName, value: event.value)
        }
    }
}

/// The story of one cell.
struct MemoryChapter {
    let after: HeapSnapshot
    let events: [HeapEvent]
    let known: [ObjectSerial: MemoryStoryteller.Known]
    let objects: [ObjectSerial: ObjectRecord]
    let namesBefore: [String: ObjectSerial]
    let namesAfter: [(name: String, serial: ObjectSerial)]
    let objectsBefore: [ObjectSerial: ObjectRecord]
    /// Objects that a sentence has told of.
    var told: Set<ObjectSerial> = []
    var tellsLines = false
    var sentences: [[MemoryStory.Span]] = []

    init(
        before: HeapSnapshot?, after: HeapSnapshot, events: [HeapEvent],
        known: [ObjectSerial: MemoryStoryteller.Known]
    ) {
        self.after = after
        self.events = events
        self.known = known
        objects = Dictionary(after.objects.map { ($0.serial, $0) }, uniquingKeysWith: { $1 })
        objectsBefore = Dictionary(
            (before?.objects ?? []).map { ($0.serial, $0) }, uniquingKeysWith: { $1 })
        namesBefore = Dictionary(
            Self.bindings(before).map { ($0.name, $0.serial) }, uniquingKeysWith: { $1 })
        namesAfter = Self.bindings(after)
    }

    private static func bindings(_ snapshot: HeapSnapshot?) -> [(
        name: String, serial: ObjectSerial
    )] {
        (snapshot?.frames.first?.names ?? []).compactMap { binding in
            guard let target = binding.target, !binding.name.hasPrefix("__") else { return nil }
            return (binding.name, target)
        }
    }

    mutating func story(of run: CellRun) -> MemoryStory {
        tellBindings()
        tellDeletions()
        tellNotices()
        tellFrees()
        tellChanges()
        let extra = sentences.count - MemoryStoryteller.mostSentences
        if extra > 1 {
            sentences.removeLast(extra)
            sentences.append([.text("The table tells of \(extra) more changes.")])
        }
        let isUnchanged = sentences.isEmpty
        tellShownAddresses(in: run)
        return MemoryStory(
            sentences: sentences, rows: MemoryTable(self).rows(), isUnchanged: isUnchanged,
            tellsLines: tellsLines)
    }

    func event(_ kind: HeapEvent.Kind, _ serial: ObjectSerial) -> HeapEvent? {
        events.last { $0.kind == kind && $0.serial == serial }
    }

    /// The first and last counts of references that the cell's events tell of.
    func referenceChange(_ serial: ObjectSerial) -> (old: Int, new: Int)? {
        if let before = objectsBefore[serial], let after = objects[serial], !after.isCached {
            return before.refcount == after.refcount ? nil : (before.refcount, after.refcount)
        }
        return nil
    }

    /// Objects of the moment before that no name leads to any more and nobody has freed.
    var unreached: [ObjectRecord] {
        let gone = Set(
            events.lazy.filter { $0.kind == .freed || $0.kind == .collected }.map(\.serial))
        return objectsBefore.values.filter {
            objects[$0.serial] == nil && !gone.contains($0.serial) && !$0.isCached
        }.sorted { $0.serial < $1.serial }
    }

    /// Whether the reader has met an object: a picture showed it, or its finaliser was told of.
    func wasMet(_ serial: ObjectSerial) -> Bool {
        objectsBefore[serial] != nil || event(.finalised, serial) != nil
    }

    func names(of serial: ObjectSerial) -> [String] {
        namesAfter.filter { $0.serial == serial }.map(\.name)
    }

    // MARK: What names came to name

    private mutating func tellBindings() {
        var cached: [(object: ObjectRecord, names: [String])] = []
        tellDefinitions()
        for (name, serial) in namesAfter where namesBefore[name] != serial {
            guard let object = objects[serial], !told.contains(serial) else { continue }
            told.insert(serial)
            let changed = names(of: serial).filter { namesBefore[$0] != serial }
            let isRebinding = namesBefore[name] != nil
            if object.isCached {
                cached.append((object, changed))
            } else if objectsBefore[serial] == nil {
                tellNew(object, changed, isRebinding)
            } else {
                tellShared(object, changed, isRebinding)
            }
        }
        tellCached(cached)
    }

    /// Objects there is one of for all: small ints, `None`, one-character strings.
    private mutating func tellCached(_ cached: [(object: ObjectRecord, names: [String])]) {
        guard !cached.isEmpty else { return }
        var sentence: [MemoryStory.Span] = []
        let shown = cached.prefix(4)
        for (index, entry) in shown.enumerated() {
            if index > 0 { sentence += [index == cached.count - 1 ? " and " : ", "] }
            sentence += list(entry.names)
            sentence += [.text(index > 0 ? " " : entry.names.count == 1 ? " names " : " name ")]
            switch entry.object.kind {
            case .none, .bool: sentence += [.code(entry.object.value)]
            case .type: sentence += ["the class ", .code(Self.name(of: entry.object) ?? "?")]
            default:
                sentence += ["the "] + description(entry.object.typeName, entry.object.value)
            }
        }
        if cached.count > shown.count {
            sentence += [.text(" and \(cached.count - shown.count) more names such objects")]
        }
        let isOne = cached.count == 1
        sentences.append(
            sentence + [
                .text(
                    isOne
                        ? ", of which Python keeps one for all."
                        : ": Python keeps one of each for all.")
            ])
    }

    private mutating func tellNew(_ object: ObjectRecord, _ names: [String], _ isRebinding: Bool) {
        var sentence = subject(names)
        sentence += [.text(verb(names, isRebinding) + " a new ")]
        sentence += description(called(object), shownValue(object))
        sentence += [" at ", .code(address(object.address))]
        if let former = event(.made, object.serial)?.formerSerial {
            sentence += [", in the block of "]
            if let known = known[former] ?? formerEvent(former), !known.value.hasPrefix("<") {
                sentence += ["the freed ", .code(known.value)]
            } else {
                sentence += ["a freed object"]
            }
        }
        if let twin = twin(of: object) {
            sentence += [": equal to ", .code(twin), "’s, but another object"]
        }
        sentences.append(sentence + ["."])
    }

    private func formerEvent(_ serial: ObjectSerial) -> MemoryStoryteller.Known? {
        events.first { $0.serial == serial }.map {
            MemoryStoryteller.Known(typeName: $0.typeName, value: $0.value)
        }
    }

    /// A name whose object is equal to this one and made before it.
    private func twin(of object: ObjectRecord) -> String? {
        switch object.kind {
        case .int, .float, .str, .bytes, .tuple, .list, .dict, .set, .complex: break
        default: return nil
        }
        guard !object.isValueCut, !object.value.contains("…") else { return nil }
        for (name, serial) in namesAfter.reversed() where serial < object.serial {
            if let other = objects[serial], other.typeName == object.typeName,
                other.value == object.value
            {
                return name
            }
        }
        return nil
    }

    private mutating func tellShared(
        _ object: ObjectRecord, _ names: [String], _ isRebinding: Bool
    ) {
        var sentence = subject(names)
        sentence += [.text(verb(names, isRebinding) + " ")]
        let others = self.names(of: object.serial).filter { !names.contains($0) }
        if let other = others.first {
            sentence += ["the object that ", .code(other), " names, the "]
            sentence += description(called(object), shownValue(object))
            sentence += [" at ", .code(address(object.address))]
        } else {
            sentence += ["the "]
            sentence += description(called(object), shownValue(object))
            sentence += [
                " at ", .code(address(object.address)), ", which another object held already",
            ]
        }
        if let change = referenceChange(object.serial) {
            sentence += [.text("; its references went from \(change.old) to \(change.new)")]
        }
        sentences.append(sentence + ["."])
    }

    private mutating func tellDeletions() {
        let kept = Set(namesAfter.map(\.name))
        let gone = namesBefore.keys.filter { !kept.contains($0) }.sorted()
        guard !gone.isEmpty else { return }
        sentences.append(
            subject(gone) + [
                .text(gone.count == 1 ? " no longer names anything." : " no longer name anything.")
            ])
    }

    // MARK: What else changed

    private mutating func tellChanges() {
        for object in after.objects where !told.contains(object.serial) && !object.isCached {
            if let sentence = changeInPlace(object) ?? referencesLeft(object) {
                told.insert(object.serial)
                sentences.append(sentence)
            }
        }
    }

    private func changeInPlace(_ object: ObjectRecord) -> [MemoryStory.Span]? {
        let resized = event(.resized, object.serial)
        guard resized != nil || event(.mutated, object.serial) != nil,
            objectsBefore[object.serial] != nil
        else { return nil }
        var sentence: [MemoryStory.Span] = ["The ", .text(object.typeName)]
        sentence += holders(object)
        sentence += [" changed in place"]
        if !object.isValueCut, let value = shownValue(object) {
            sentence += [" to ", .code(value)]
        }
        if let resized, let old = resized.oldCount, let new = resized.newCount, old != new {
            sentence += [
                .text("; its buffer \(new > old ? "grew" : "shrank") from \(old) to \(bytes(new))")
            ]
        }
        return sentence + ["."]
    }

    private func referencesLeft(_ object: ObjectRecord) -> [MemoryStory.Span]? {
        guard let change = referenceChange(object.serial), !Self.isOpaque(object.kind) else {
            return nil
        }
        var sentence: [MemoryStory.Span] = ["The "]
        sentence += description(object.typeName, shownValue(object))
        sentence += [" at ", .code(address(object.address))]
        if change.new < change.old {
            let lost = change.old - change.new
            sentence += [
                .text(
                    " lost \(lost == 1 ? "a reference" : "\(lost) references") (\(change.old) → \(change.new))"
                )
            ]
            let names = names(of: object.serial)
            if !names.isEmpty { sentence += [" and is still held by "] + list(names) }
        } else {
            let gained = change.new - change.old
            sentence += [
                .text(
                    " gained \(gained == 1 ? "a reference" : "\(gained) references") (\(change.old) → \(change.new))"
                )
            ]
        }
        return sentence + ["."]
    }

    private func holders(_ object: ObjectRecord) -> [MemoryStory.Span] {
        let names = names(of: object.serial)
        return names.isEmpty
            ? [" at ", .code(address(object.address))]
            : [" that "] + list(names) + [.text(names.count == 1 ? " names" : " name")]
    }
}
