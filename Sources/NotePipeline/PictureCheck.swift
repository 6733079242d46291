import HeapDiagrams
import HeapTrace

/// Looks whether all pictures of a note's runs are sound: no card over another, no arrow through a card or a
/// label, no text out of its box. For tests and for the program that goes over the corpora.
public enum PictureCheck {
    public struct Report: Sendable {
        public var pictureCount = 0
        /// Each rule that a picture breaks, in words.
        public var faults: [String] = []
        /// The largest picture as a file.
        public var largestByteCount = 0

        public init() {}
    }

    /// Moments of one cell's steps that are looked at.
    private static let mostSteps = 60

    public static func check(_ runs: [CellRun]) -> Report {
        var report = Report()
        let moments = runs.compactMap { run in
            run.snapshot.map { DiagramMoment(title: "", snapshot: $0, events: run.events) }
        }
        check(ObjectsDiagram(moments: moments), into: &report)
        for run in runs {
            if let recording = run.steps { check(recording, into: &report) }
            if let map = run.map {
                let snapshot = run.snapshot ?? HeapSnapshot(frames: [], objects: [])
                let diagram = MapDiagram(map: map, snapshot: snapshot, title: "")
                add(diagram.picture(prefix: ""), "map", into: &report)
            }
            for bytes in run.bytes {
                add(
                    BytesDiagram(bytes: bytes, title: "").picture(prefix: ""),
                    "bytes \(bytes.expression)", into: &report)
            }
        }
        return report
    }

    private static func check(_ recording: StepRecording, into report: inout Report) {
        var moments = [DiagramMoment(title: "", snapshot: recording.start)]
        for step in recording.steps.prefix(mostSteps) {
            moments.append(
                DiagramMoment(title: "", snapshot: step.snapshot, events: step.events))
        }
        check(ObjectsDiagram(moments: moments), into: &report)
    }

    private static func check(_ diagram: ObjectsDiagram, into report: inout Report) {
        for moment in 0..<diagram.momentCount {
            add(diagram.picture(at: moment, prefix: ""), "moment \(moment)", into: &report)
        }
    }

    private static func add(
        _ picture: DiagramPicture, _ name: String, into report: inout Report
    ) {
        report.pictureCount += 1
        report.largestByteCount = max(report.largestByteCount, picture.standalone.count)
        report.faults += picture.faults.map { "\(name): \($0)" }
    }
}
