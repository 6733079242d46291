import HeapDiagrams
import HeapTrace

/// What a step did, in a few words: what names came to name, what was called or returned, what was freed.
struct StepWords {
    private let step: StepRecord
    private let previous: HeapSnapshot
    private var parts: [String] = []
    /// Objects told of already.
    private var told: Set<ObjectSerial> = []
    private let objects: [ObjectSerial: ObjectRecord]
    /// What the step before returned from or was suspended in, and what it gave.
    private let callDone: (function: String, value: String)?

    /// Changes that are told of one step.
    private static let mostChanges = 6

    static func words(
        for step: StepRecord, after previous: HeapSnapshot, _ last: StepRecord? = nil
    ) -> String {
        var words = StepWords(step, previous, last)
        words.tellCall()
        words.tellNames()
        words.tellEvents()
        if words.parts.isEmpty { return words.nothing }
        let left = words.parts.count - mostChanges
        guard left > 1 else { return words.parts.joined(separator: "; ") }
        return words.parts.prefix(mostChanges).joined(separator: "; ")
            + "; and \(left) more changes"
    }

    private init(_ step: StepRecord, _ previous: HeapSnapshot, _ last: StepRecord?) {
        self.step = step
        self.previous = previous
        if let last, last.kind == .returned || last.kind == .yielded, !last.isClassBody,
            step.kind == .line
        {
            callDone = (Headline.own(last.function[...]), last.value)
        } else {
            callDone = nil
        }
        objects = Dictionary(
            step.snapshot.objects.map { ($0.serial, $0) }, uniquingKeysWith: { $1 })
    }

    // MARK: Calls

    /// What is said of a step that changes nothing. After a call that is of its value.
    private var nothing: String {
        guard let callDone else { return "nothing changes" }
        let value = Headline.short(callDone.value)
        if callDone.value == "None" { return "goes on after \(callDone.function)()" }
        return "no name keeps " + (value.isEmpty ? "what" : "the \(value) that")
            + " \(callDone.function)() gave"
    }

    /// The name of the step's function.
    private var function: String { Headline.own(step.function[...]) }

    private mutating func tellCall() {
        let value = Headline.short(step.value)
        switch step.kind {
        case .line: break
        case .called where step.isClassBody: parts.append("begins the body of \(function)")
        case .returned where step.isClassBody: parts.append("ends the body of \(function)")
        case .called: parts.append("calls \(function)" + arguments)
        case .resumed: parts.append("goes on in \(function)")
        case .returned: parts.append("\(function) returns \(value)")
        case .yielded: parts.append("\(function) yields \(value)")
        case .raised:
            let place = step.function.isEmpty ? "" : " leaves \(function)"
            parts.append(value.isEmpty ? "an exception\(place)" : "\(value)\(place)")
        case .rest: parts.append("all further steps")
        }
    }

    /// ` with item='x', stack=[]`.
    private var arguments: String {
        guard let frame = step.snapshot.frames.last else { return "" }
        let bound = frame.names.compactMap { name in
            name.target.flatMap { objects[$0] }.map { "\(name.name)=\(short($0))" }
        }
        return bound.isEmpty ? "" : " with " + bound.prefix(4).joined(separator: ", ")
    }

    // MARK: Names

    private mutating func tellNames() {
        // The names of a frame that has just begun are told with the call.
        let known = step.snapshot.frames.dropLast(step.kind == .called ? 1 : 0)
        for (depth, frame) in known.enumerated() {
            guard depth < previous.frames.count, previous.frames[depth].name == frame.name else {
                continue
            }
            var before: [String: ObjectSerial?] = [:]
            for name in previous.frames[depth].names where name.name != "returns" {
                before.updateValue(name.target, forKey: name.name)
            }
            for name in frame.names where name.name != "returns" {
                let old = before.removeValue(forKey: name.name) ?? nil
                if old != name.target { tell(name, old) }
            }
            for name in before.keys.sorted() { parts.append("\(name) is gone") }
        }
    }

    private mutating func tell(_ name: NameBinding, _ old: ObjectSerial?) {
        guard let target = name.target, let object = objects[target] else {
            if old != nil { parts.append("\(name.name) is gone") }
            return
        }
        let verb = old == nil ? "names" : "now names"
        let isMade = step.events.contains { $0.kind == .made && $0.serial == target }
        let others = step.snapshot.frames.flatMap(\.names).filter {
            $0.target == target && $0.name != name.name && $0.name != "returns"
        }
        let words = description(object)
        if isMade, told.insert(target).inserted {
            parts.append("\(name.name) \(verb) a new \(words)")
        } else if let other = others.first, !object.isCached {
            parts.append("\(name.name) \(verb) the \(words) that \(other.name) names")
        } else {
            let article = object.kind == .none || object.kind == .bool ? "" : "the "
            let bare = object.kind == .none || object.kind == .bool ? object.value : words
            parts.append("\(name.name) \(verb) \(article)\(bare)")
        }
    }

    /// `list [1, 2]`, `function f`, `Point`.
    private func description(_ object: ObjectRecord) -> String {
        let type = Self.called(object.typeName)
        let value = short(object)
        return value.isEmpty || value == object.typeName ? type : "\(type) \(value)"
    }

    /// The value, as far as it fits in a sentence.
    private func short(_ object: ObjectRecord) -> String {
        var value = Self.shown(object.value)
        if value.isEmpty { value = object.typeName }
        return value.count > 40 ? value.prefix(39) + "…" : value
    }

    private static func called(_ typeName: String) -> String {
        switch typeName {
        case "type": "class"
        case "ReferenceType": "weak reference"
        default: typeName
        }
    }

    // MARK: Events

    private mutating func tellEvents() {
        for event in step.events {
            if let words = words(event) { parts.append(words) }
        }
    }

    /// A value without what is only an address in it.
    private static func shown(_ value: String) -> String {
        let words = Headline.short(value)
        return words.contains(" at 0x") ? "" : words
    }

    /// Nil for what the names have told or the picture tells better.
    private func words(_ event: HeapEvent) -> String? {
        let value = Self.shown(event.value)
        let type = Self.called(event.typeName)
        let object = value.isEmpty ? "the \(type)" : "the \(type) \(value)"
        switch event.kind {
        case .made:
            if told.contains(event.serial) { return nil }
            return value.isEmpty ? "makes a new \(type)" : "makes a new \(type) \(value)"
        case .freed: return "\(object) is freed" + fate(event)
        case .collected: return "the collector frees \(object)"
        case .finalised: return "__del__ of \(object) runs"
        case .resurrected: return "\(object) is brought back to life"
        case .weakrefCleared: return "a weak reference to \(object) is cleared"
        case .refcountChanged:
            guard event.newCount == 1, (event.oldCount ?? 0) > 1, !event.value.hasPrefix("<")
            else { return nil }
            return "\(object) has 1 reference left"
        case .resized:
            return
                "the \(type)'s buffer \(event.oldCount ?? 0) → \(event.newCount ?? 0) bytes"
        case .mutated: return mutation(event, type, value)
        }
    }

    private func mutation(_ event: HeapEvent, _ type: String, _ value: String) -> String? {
        guard let object = objects[event.serial] else { return nil }
        switch object.kind {
        case .cell:
            return object.slots.first.map { "the cell now holds \(Headline.short($0.value))" }
        // Its variables are those of the frame that runs; a reference that was cleared is told of.
        case .iterator, .other: return nil
        default: break
        }
        return value.isEmpty || event.value.hasPrefix("<")
            ? "the \(type) changes" : "the \(type) becomes \(value)"
    }

    private func fate(_ event: HeapEvent) -> String {
        if let list = event.freeList { return " and kept on the \(list) free list" }
        return event.isNextToBeReused ? "; its block is the next to be reused" : ""
    }
}

extension StepRecording {
    /// What isn't shown one by one, in words; empty if nothing.
    func omission(undrawn: Int) -> String {
        var words: [String] = []
        if omittedStepCount > 0 {
            let count = (hasMoreThanCounted ? "More than " : "") + String(omittedStepCount)
            words.append(
                "\(count) further \(omittedStepCount == 1 ? "step isn't" : "steps aren't") shown one by one."
            )
        }
        if undrawn > 0 {
            let size = StepsDiagram.maximumBytes / 100_000
            words.append(
                "\(undrawn) more \(undrawn == 1 ? "step is" : "steps are") left out before the last one: "
                    + "the drawing would be larger than \(size / 10).\(size % 10) MB.")
        }
        return words.joined(separator: " ")
    }
}
