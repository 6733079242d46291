import HeapDiagrams
import HeapTrace
import NoteReader
import NoteRenderer

/// Makes pictures, words and colours of the runs of a note's cells.
struct NoteDrawing {
    let note: Note
    let runs: [CellRun]
    /// The cells' options after all layers are merged.
    let options: [CellOptions]
    let drawsMap: Bool
    /// None of the cells was to be run.
    let isQuiet: Bool

    func presentation(facts: FileFacts, limits: RunLimits) -> NotePresentation {
        let moments = DrawnMoments(note: note, runs: runs, options: options)
        var teller = MemoryStoryteller()
        var hash = InputHash(
            salt: "heapnote 1 \(limits.instructions) \(limits.memory) \(limits.output)")
        var cells: [CellPresentation?] = []
        var pictures: [PicturePresentation?] = []
        var requests = note.pictureRequests[...]
        func drawRequests(before cell: Int) {
            while let request = requests.first, request.precedingCellCount <= cell {
                requests.removeFirst()
                pictures.append(picture(request, moments, hash))
            }
        }
        for cell in note.cells {
            drawRequests(before: cell.index)
            let story = teller.tell(runs[cell.index])
            let inputHash = hash.next(cell, options: options[cell.index])
            cells.append(present(cell, moments, story, inputHash))
        }
        drawRequests(before: .max)
        return NotePresentation(
            note: note, cells: cells, pictures: pictures, map: drawsMap ? map() : nil,
            drawingStyle: DiagramStyle.sheet, facts: facts)
    }

    private func present(
        _ cell: Cell, _ moments: DrawnMoments, _ story: MemoryStory, _ inputHash: String
    ) -> CellPresentation {
        let run = runs[cell.index]
        let merged = options[cell.index]
        let isShown = run.status != .skipped && run.status != .notRun
        var presentation = CellPresentation(
            run: run, inputHash: inputHash, story: story,
            figures: isShown ? figures(of: cell, moments) : [],
            highlights: CodeHighlights.highlights(of: cell),
            expectedException: merged.raises, showsCode: merged.showsCode ?? true,
            showsOutput: merged.showsOutput ?? true)
        presentation.isQuiet = isQuiet
        return presentation
    }

    /// The pictures a cell's `heap:` asks for; of its objects if nothing is said.
    private func figures(of cell: Cell, _ moments: DrawnMoments) -> [Figure] {
        let run = runs[cell.index]
        let wanted = options[cell.index].pictures ?? [.after]
        var figures: [Figure] = []
        if wanted.contains(.after) || wanted.contains(.diff) || wanted.contains(.steps) {
            figures += moments.figures(of: cell)
        }
        if wanted.contains(.steps), let recording = run.steps, !figures.isEmpty {
            figures[0].steps = FigureSteps(
                recording, of: cell, names: options[cell.index].names ?? [])
            figures[0].title = "Objects, line by line"
        }
        if wanted.contains(.bytes) {
            figures += run.bytes.enumerated().map { number, bytes in
                figure(of: bytes, label: "\(cell.label)-bytes-\(number + 1)")
            }
        }
        if wanted.contains(.map), let map = run.map {
            figures.append(
                figure(
                    of: map, run.snapshot, label: "\(cell.label)-map",
                    title: "Memory after \(cell.label)"))
        }
        return figures
    }

    /// An object byte by byte.
    private func figure(of bytes: ObjectBytes, label: String) -> Figure {
        let title = "The bytes of \(bytes.expression)"
        let diagram = BytesDiagram(bytes: bytes, title: title)
        let picture = diagram.picture(prefix: "\(label)-")
        return Figure(
            title: title, alternative: diagram.summary,
            svg: String(decoding: picture.standalone, as: UTF8.self), inlineSVG: picture.inline,
            path: FigurePath.path(note, label: label),
            table: FigureTable(columns: BytesDiagram.columns, rows: diagram.rows))
    }

    /// The map after the last cell that has one.
    private func map() -> Figure? {
        guard let run = runs.last(where: { $0.map != nil }), let map = run.map else { return nil }
        return figure(of: map, run.snapshot, label: "map", title: "Memory at the end of the note")
    }

    private func figure(
        of map: MemoryMap, _ snapshot: HeapSnapshot?, label: String, title: String
    ) -> Figure {
        let diagram = MapDiagram(
            map: map, snapshot: snapshot ?? HeapSnapshot(frames: [], objects: []), title: title)
        let picture = diagram.picture(prefix: "\(label)-")
        return Figure(
            title: title, alternative: diagram.summary,
            svg: String(decoding: picture.standalone, as: UTF8.self), inlineSVG: picture.inline,
            path: FigurePath.path(note, label: label))
    }

    /// The picture a comment asks for, of the memory as the cells before it left it.
    private func picture(
        _ request: PictureRequest, _ moments: DrawnMoments, _ hash: InputHash
    ) -> PicturePresentation? {
        if case .bytes(let name) = request.kind {
            let run = runs.prefix(request.precedingCellCount).last {
                $0.bytes.contains { $0.expression == name }
            }
            guard let bytes = run?.bytes.first(where: { $0.expression == name }) else { return nil }
            return PicturePresentation(
                figure: figure(of: bytes, label: request.label), inputHash: hash.picture(request))
        }
        guard
            let cell = runs.indices.last(where: {
                $0 < request.precedingCellCount && runs[$0].snapshot != nil
            })
        else { return nil }
        let figure: Figure?
        switch request.kind {
        case .map:
            figure = runs[...cell].last(where: { $0.map != nil })?.map.map {
                self.figure(
                    of: $0, runs[cell].snapshot, label: request.label,
                    title: "Memory after \(note.cells[cell].label)")
            }
        case .objects(let names):
            figure = moments.figure(at: cell, names: names, label: request.label)
        case .bytes:
            figure = nil
        }
        return figure.map { PicturePresentation(figure: $0, inputHash: hash.picture(request)) }
    }
}

/// Where the picture files of a note stand: in a folder beside it that bears its name.
enum FigurePath {
    static func path(_ note: Note, label: String) -> String {
        var stem = HostFiles.name(of: note.path)
        if stem.lowercased().hasSuffix(".md") { stem = String(stem.dropLast(3)) }
        return "\(stem).assets/\(label).svg"
    }
}

/// The objects diagram over all moments of a note: one layout, so that boxes keep their places.
struct DrawnMoments {
    /// What a series of pictures shows: a session's memory, from certain names only if any are given.
    private struct Selection: Hashable {
        var session: String
        var names: [String]
    }

    let note: Note
    private let diagrams: [Selection: ObjectsDiagram]
    private var places: [Int: (selection: Selection, moment: Int)] = [:]
    private let moments: [String: [DiagramMoment]]

    init(note: Note, runs: [CellRun], options: [CellOptions]) {
        self.note = note
        var moments: [String: [DiagramMoment]] = [:]
        for (index, run) in runs.enumerated() {
            guard let snapshot = run.snapshot else { continue }
            let session = options[index].session ?? ""
            let selection = Selection(session: session, names: options[index].names ?? [])
            places[index] = (selection, moments[session, default: []].count)
            moments[session, default: []].append(
                DiagramMoment(
                    title: "After \(Self.name(note.cells[index]))", snapshot: snapshot,
                    events: run.events))
        }
        self.moments = moments
        var diagrams: [Selection: ObjectsDiagram] = [:]
        for (selection, _) in places.values where diagrams[selection] == nil {
            var options = DiagramOptions()
            options.names = selection.names
            diagrams[selection] = ObjectsDiagram(
                moments: moments[selection.session] ?? [], options: options)
        }
        self.diagrams = diagrams
    }

    func figures(of cell: Cell) -> [Figure] {
        guard let place = places[cell.index], let diagram = diagrams[place.selection],
            diagram.hasContent(at: place.moment)
        else { return [] }
        return [figure(diagram, place.moment, label: "\(cell.label)-objects")]
    }

    /// A picture of some names only, with a layout of its own.
    func figure(at cell: Int, names: [String], label: String) -> Figure? {
        guard let place = places[cell], let all = moments[place.selection.session] else {
            return nil
        }
        var options = DiagramOptions()
        options.names = names
        let diagram = ObjectsDiagram(moments: all, options: options)
        guard diagram.hasContent(at: place.moment) else { return nil }
        return figure(diagram, place.moment, label: label)
    }

    private func figure(_ diagram: ObjectsDiagram, _ moment: Int, label: String) -> Figure {
        let picture = diagram.picture(at: moment, prefix: "\(label)-")
        return Figure(
            title:
                "Objects after \(label.hasSuffix("-objects") ? "this cell" : "the cells so far")",
            alternative: diagram.summary(at: moment),
            svg: String(decoding: picture.standalone, as: UTF8.self), inlineSVG: picture.inline,
            path: FigurePath.path(note, label: label))
    }

    /// `cell 3`, or the label an author gave.
    private static func name(_ cell: Cell) -> String {
        cell.options.label ?? "cell \(cell.index + 1)"
    }
}
