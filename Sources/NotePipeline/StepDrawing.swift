import HeapDiagrams
import HeapTrace
import NoteReader
import NoteRenderer

/// A cell line by line: the drawing of all moments, and each step in words.
extension FigureSteps {
    init(
        _ recording: StepRecording, of cell: Cell, names: [String], targets: [String: String]
    ) {
        var options = DiagramOptions()
        options.names = names
        let title = "\(cell.label), line by line"
        var moments = [DiagramMoment(title: title, snapshot: recording.start)]
        var words = [Moment(line: nil, words: "before the cell")]
        for step in recording.steps {
            moments.append(
                DiagramMoment(title: title, snapshot: step.snapshot, events: step.events))
            words.append(Moment(line: step.line, words: StepWords.words(for: step, recording)))
        }
        let diagram = StepsDiagram(
            moments: moments, title: title, prefix: "\(cell.label)-steps-", options: options,
            targets: targets)
        let left = moments.count - diagram.momentCount
        if left > 0, let last = words.last {
            words = Array(words.prefix(diagram.momentCount - 1)) + [last]
        }
        self.init(
            drawing: diagram.inline, moments: words,
            omission: StepWords.omission(recording, undrawn: left))
    }
}

/// What a step did, in a few words.
enum StepWords {
    /// Events that are told of one step.
    private static let mostEvents = 5

    static func words(for step: StepRecord, _ recording: StepRecording) -> String {
        var parts: [String] = []
        switch step.kind {
        case .line: break
        case .called where step.isClassBody: parts.append("begins the body of \(step.function)")
        case .returned where step.isClassBody: parts.append("ends the body of \(step.function)")
        case .called: parts.append("calls \(step.function)")
        case .resumed: parts.append("goes on in \(step.function)")
        case .returned: parts.append("\(step.function) returns \(step.value)")
        case .yielded: parts.append("\(step.function) yields \(step.value)")
        case .raised:
            let place = step.function.isEmpty ? "" : " leaves \(step.function)"
            parts.append(step.value.isEmpty ? "an exception\(place)" : "\(step.value)\(place)")
        case .rest: parts.append("all further steps")
        }
        let told = step.events.filter { isTold($0) }
        parts += told.prefix(mostEvents).map(words)
        if told.count > mostEvents { parts.append("and \(told.count - mostEvents) more changes") }
        return parts.isEmpty ? "nothing shown here changes" : parts.joined(separator: "; ")
    }

    /// Counts that change tell little beside what is made and freed; the picture has them.
    private static func isTold(_ event: HeapEvent) -> Bool {
        event.kind != .refcountChanged
            || event.newCount == 1 && (event.oldCount ?? 0) > 1 && !event.value.hasPrefix("<")
    }

    private static func words(_ event: HeapEvent) -> String {
        let value = Headline.short(event.value)
        let type = event.typeName == "type" ? "class" : event.typeName
        let object = value.isEmpty ? "a \(type)" : "\(type) \(value)"
        switch event.kind {
        case .made:
            return event.formerSerial == nil
                ? "makes \(object)" : "makes \(object) in a block that was freed before"
        case .freed: return "frees \(object)" + fate(event)
        case .collected: return "the collector frees \(object)"
        case .finalised: return "__del__ of \(object) runs"
        case .resurrected: return "\(object) is brought back to life"
        case .weakrefCleared: return "a weak reference to \(object) is cleared"
        case .refcountChanged:
            return "\(object) has \(event.newCount ?? 0) "
                + (event.newCount == 1 ? "reference left" : "references")
        case .resized:
            return
                "\(event.typeName)'s buffer \(event.oldCount ?? 0) → \(event.newCount ?? 0) bytes"
        case .mutated:
            return value.isEmpty || event.value.hasPrefix("<")
                ? "\(object) changes" : "\(event.typeName) becomes \(value)"
        }
    }

    private static func fate(_ event: HeapEvent) -> String {
        if let list = event.freeList { return ", kept on the \(list) free list" }
        return event.isNextToBeReused ? ", its block the next to be reused" : ""
    }

    static func omission(_ recording: StepRecording, undrawn: Int) -> String {
        var words: [String] = []
        if recording.omittedStepCount > 0 {
            let count =
                (recording.hasMoreThanCounted ? "More than " : "")
                + String(recording.omittedStepCount)
            words.append(
                "\(count) further \(recording.omittedStepCount == 1 ? "step isn't" : "steps aren't") shown one by one."
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
