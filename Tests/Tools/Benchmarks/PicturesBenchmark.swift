import Glibc
import HeapDiagrams
import HeapTrace
import NotePipeline
import NoteReader
import NoteRenderer

/// Measures recording and drawing, and looks over the pictures of all corpora.
struct PicturesBenchmark {
    private let rounds = 9
    private var hasFailed = false

    mutating func run() -> Int32 {
        measureTwoHundredObjects()
        measureFiveHundredSteps()
        measureAllocations()
        for folder in ["Tests/Corpus/programs", "Tests/Corpus/memory"] { checkPrograms(folder) }
        checkNotes("Notes")
        return hasFailed ? 1 : 0
    }

    private mutating func say(_ words: String, isGood: Bool) {
        print((isGood ? "" : "TOO MUCH: ") + words)
        if !isGood { hasFailed = true }
    }

    // MARK: Times and sizes

    /// A picture with cards of 200 objects.
    private mutating func measureTwoHundredObjects() {
        let lists = (0..<10).map { "rows\($0)" }.joined(separator: ", ")
        let numbers = (0..<102).map { "n\($0)" }.joined(separator: ", ")
        let code =
            "\(lists) = [[object() for j in range(8)] for i in range(10)]\n"
            + "\(numbers) = range(1000, 1102)"
        guard let executed = execute(cell(code)), let snapshot = executed.runs[0].snapshot else {
            return say("no snapshot", isGood: false)
        }
        let options = DiagramOptions()
        let moment = DiagramMoment(
            title: "200 objects", snapshot: snapshot, events: executed.runs[0].events)
        var size = 0
        var cards = 0
        let time = shortest {
            let diagram = ObjectsDiagram(moments: [moment], options: options)
            size = diagram.picture(at: 0, prefix: "p").standalone.count
            cards = diagram.cards(at: 0).count
        }
        say(
            "a picture of \(cards) objects: \(milliseconds(time)) ms, \(size) bytes",
            isGood: time < 0.005 && size < 150_000 && cards >= 190)
    }

    private mutating func measureFiveHundredSteps() {
        let code = """
            #| heap: steps
            xs = []
            d = {}
            for i in range(124):
                xs = xs[-6:] + [i * 1000]
                d[i % 5] = xs
                del xs[0]
            """
        guard let executed = execute(cell(code)), let steps = executed.runs[0].steps else {
            return say("no steps", isGood: false)
        }
        let page = HTMLPage().render(executed.presentation)
        say(
            "a page of \(steps.steps.count) steps: \(page.count) bytes",
            isGood: page.count < 2_000_000 && steps.steps.count >= 490)
    }

    private mutating func measureAllocations() {
        let code = """
            class Node:
                def __init__(self, other): self.other = other
            head = None
            for i in range(50_000):
                head = Node((head, i))
            """
        var size = 0
        let time = shortest {
            guard let executed = execute(cell(code)) else { return }
            size = HTMLPage().render(executed.presentation).count
        }
        say(
            "a note with 100,000 allocations: \(milliseconds(time)) ms, a page of \(size) bytes",
            isGood: time < 0.3 && size > 0)
    }

    private func shortest(_ body: () -> Void) -> Double {
        (0..<rounds).reduce(Double.infinity) { best, _ in
            let start = now()
            body()
            return min(best, now() - start)
        }
    }

    private func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private func milliseconds(_ time: Double) -> String {
        let tenths = Int(time * 10_000 + 0.5)
        return "\(tenths / 10).\(tenths % 10)"
    }

    // MARK: Geometry

    private mutating func checkPrograms(_ folder: String) {
        let files = Self.files(in: folder, suffix: ".py")
        var total = PictureCheck.Report()
        for file in files {
            guard let bytes = try? HostFiles.read(file) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            // A program that has a fence of its own can't be a cell.
            if text.contains("```") { continue }
            if let executed = execute(cell(text)) { add(executed, file, to: &total) }
        }
        report(total, "\(files.count) programs of \(folder)")
    }

    private mutating func checkNotes(_ folder: String) {
        var total = PictureCheck.Report()
        let files =
            Self.files(in: folder, suffix: ".md")
            + Self.files(in: folder + "/Python memory", suffix: ".md")
        for file in files {
            guard let bytes = try? HostFiles.read(file),
                let executed = execute(String(decoding: bytes, as: UTF8.self))
            else { continue }
            add(executed, file, to: &total)
        }
        report(total, "\(files.count) notes of \(folder)")
    }

    private func add(
        _ executed: ExecutedNote, _ file: String, to total: inout PictureCheck.Report
    ) {
        let report = PictureCheck.check(executed.runs)
        total.pictureCount += report.pictureCount
        total.largestByteCount = max(total.largestByteCount, report.largestByteCount)
        total.faults += report.faults.map { "\(file): \($0)" }
    }

    private mutating func report(_ total: PictureCheck.Report, _ what: String) {
        for fault in total.faults.prefix(10) { print("  " + fault) }
        say(
            "\(what): \(total.pictureCount) pictures, \(total.faults.count) faults, the largest "
                + "\(total.largestByteCount) bytes",
            isGood: total.faults.isEmpty && total.largestByteCount < 300_000)
    }

    private func cell(_ code: String) -> String { "```python\n\(code)\n```\n" }

    private func execute(_ text: String) -> ExecutedNote? {
        guard let note = try? NoteReader.read(bytes: Array(text.utf8), path: "note.md") else {
            return nil
        }
        var options = PipelineOptions()
        options.limits.instructions = 20_000_000
        options.library = (try? LibraryLocation.find(named: nil)) ?? nil
        return NoteExecution.run(note, facts: FileFacts(name: "note"), options: options)
    }

    private static func files(in folder: String, suffix: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { names.append(folder + "/" + name) }
        }
        return names.sorted()
    }
}
