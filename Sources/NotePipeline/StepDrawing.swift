import HeapDiagrams
import HeapTrace
import NoteReader
import NoteRenderer

/// A cell line by line: the drawing of all moments, and each step in words.
extension FigureSteps {
    init(
        _ recording: StepRecording, of cell: Cell, names: [String], targets: [String: String],
        numbers: [ObjectSerial: Int]
    ) {
        var options = DiagramOptions()
        options.names = names
        let title = "\(cell.label), line by line"
        var moments = [DiagramMoment(title: title, snapshot: recording.start)]
        var words = [Moment(line: nil, words: "before the cell")]
        var previous = recording.start
        var last: StepRecord?
        for step in recording.steps {
            moments.append(
                DiagramMoment(title: title, snapshot: step.snapshot, events: step.events))
            words.append(
                Moment(line: step.line, words: StepWords.words(for: step, after: previous, last)))
            previous = step.snapshot
            last = step
        }
        let diagram = StepsDiagram(
            moments: moments, title: title, prefix: "\(cell.label)-steps-", options: options,
            targets: targets, numbers: numbers)
        let left = moments.count - diagram.momentCount
        if left > 0, let last = words.last {
            words = Array(words.prefix(diagram.momentCount - 1)) + [last]
        }
        self.init(
            drawing: diagram.inline, moments: words,
            omission: recording.omission(undrawn: left))
    }
}
