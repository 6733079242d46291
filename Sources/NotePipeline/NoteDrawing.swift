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
    /// Cells that failed get no results.
    let showsOnlyClean: Bool

    func presentation(facts: FileFacts, limits: RunLimits) -> NotePresentation {
        var teller = MemoryStoryteller()
        let stories = note.cells.map { teller.tell(runs[$0.index]) }
        let moments = DrawnMoments(note: note, runs: runs, options: options)
        let endMap = drawsMap ? mapAtEnd() : nil
        let web = FigureWeb(
            rows: stories.map(\.rows),
            drawn: note.cells.map {
                moments.isDrawn($0.index) && !isLeftOut($0.index) && asksForObjects($0.index)
            },
            labels: note.cells.map(\.label), endMap: endMap?.picture(prefix: "map-").anchors)
        var hash = InputHash(
            salt: "heapnote 1 \(limits.instructions) \(limits.memory) \(limits.output)")
        var cells: [CellPresentation?] = []
        var pictures: [PicturePresentation?] = []
        var requests = note.pictureRequests[...]
        func drawRequests(before cell: Int) {
            while let request = requests.first, request.precedingCellCount <= cell {
                requests.removeFirst()
                pictures.append(picture(request, moments, hash, web))
            }
        }
        for cell in note.cells {
            drawRequests(before: cell.index)
            let inputHash = hash.next(cell, options: options[cell.index])
            cells.append(present(cell, moments, stories[cell.index], inputHash, web))
        }
        drawRequests(before: .max)
        let map = endMap.map { figure(of: $0, label: "map", web, upTo: note.cells.count) }
        return NotePresentation(
            note: note, cells: cells, pictures: pictures, map: map,
            drawingStyle: DiagramStyle.sheet, facts: facts)
    }

    /// Whether a cell's `heap:` asks for a picture of its objects, under which their rows stand.
    private func asksForObjects(_ cell: Int) -> Bool {
        let wanted = options[cell].pictures ?? [.after]
        return wanted.contains(.after) || wanted.contains(.diff) || wanted.contains(.steps)
    }

    private func isLeftOut(_ cell: Int) -> Bool { showsOnlyClean && runs[cell].status != .ok }

    private func present(
        _ cell: Cell, _ moments: DrawnMoments, _ story: MemoryStory, _ inputHash: String,
        _ web: FigureWeb
    ) -> CellPresentation {
        let isLeftOut = isLeftOut(cell.index)
        let run = isLeftOut ? CellRun(status: .skipped) : runs[cell.index]
        let merged = options[cell.index]
        let isShown = run.status != .skipped && run.status != .notRun
        var presentation = CellPresentation(
            run: run, inputHash: inputHash, story: isLeftOut ? MemoryStory() : story,
            figures: isShown ? figures(of: cell, moments, web) : [],
            highlights: CodeHighlights.highlights(of: cell),
            expectedException: merged.raises, showsCode: merged.showsCode ?? true,
            showsOutput: merged.showsOutput ?? true)
        presentation.isQuiet = isQuiet || isLeftOut
        return presentation
    }

    /// The pictures a cell's `heap:` asks for; of its objects if nothing is said.
    private func figures(of cell: Cell, _ moments: DrawnMoments, _ web: FigureWeb) -> [Figure] {
        let run = runs[cell.index]
        let wanted = options[cell.index].pictures ?? [.after]
        var figures: [Figure] = []
        var map: MapDiagram?
        if wanted.contains(.map) {
            map = mapDiagram(of: run, run.snapshot, title: "Memory after \(cell.label)")
        }
        if asksForObjects(cell.index) {
            let mapPrefix = "\(cell.label)-map-"
            let own = map.map { (mapPrefix, $0.picture(prefix: mapPrefix).anchors) }
            figures += moments.figures(of: cell, web, map: own)
        }
        if wanted.contains(.steps), let recording = run.steps, !figures.isEmpty {
            figures[0].links.cardPrefix = "\(cell.label)-steps-"
            figures[0].steps = FigureSteps(
                recording, of: cell, names: options[cell.index].names ?? [],
                targets: web.targets(of: figures[0]), numbers: figures[0].links.numbers)
            figures[0].title = "Objects, line by line"
        }
        if wanted.contains(.bytes) {
            figures += run.bytes.enumerated().map { number, bytes in
                figure(of: bytes, label: "\(cell.label)-bytes-\(number + 1)")
            }
        }
        if let map {
            figures.append(
                figure(of: map, label: "\(cell.label)-map", web, upTo: cell.index + 1))
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
    private func mapAtEnd() -> MapDiagram? {
        runs.last { $0.map != nil }.flatMap {
            mapDiagram(of: $0, $0.snapshot, title: "Memory at the end of the note")
        }
    }

    private func mapDiagram(
        of run: CellRun, _ snapshot: HeapSnapshot?, title: String
    ) -> MapDiagram? {
        run.map.map {
            MapDiagram(
                map: $0, snapshot: snapshot ?? HeapSnapshot(frames: [], objects: []), title: title)
        }
    }

    /// A map whose blocks lead to the rows of the objects in them, as the cells before `end` tell of them.
    private func figure(
        of diagram: MapDiagram, label: String, _ web: FigureWeb, upTo end: Int
    ) -> Figure {
        let picture = diagram.picture(prefix: "\(label)-")
        return Figure(
            title: diagram.title, alternative: diagram.summary,
            svg: String(decoding: picture.standalone, as: UTF8.self),
            inlineSVG: picture.inline(linking: web.targets(of: diagram, upTo: end)),
            path: FigurePath.path(note, label: label))
    }

    /// The picture a comment asks for, of the memory as the cells before it left it.
    private func picture(
        _ request: PictureRequest, _ moments: DrawnMoments, _ hash: InputHash, _ web: FigureWeb
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
            figure = runs[...cell].last(where: { $0.map != nil }).flatMap { run in
                mapDiagram(
                    of: run, runs[cell].snapshot,
                    title: "Memory after \(note.cells[cell].label)")
            }.map { self.figure(of: $0, label: request.label, web, upTo: cell + 1) }
        case .objects(let names):
            figure = moments.figure(at: cell, names: names, label: request.label, web)
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
    /// Cells whose steps have calls to show, even if they leave no names.
    private var called: Set<Int> = []
    private let moments: [String: [DiagramMoment]]

    init(note: Note, runs: [CellRun], options: [CellOptions]) {
        self.note = note
        var moments: [String: [DiagramMoment]] = [:]
        for (index, run) in runs.enumerated() {
            guard let snapshot = run.snapshot else { continue }
            let session = options[index].session ?? ""
            let selection = Selection(session: session, names: options[index].names ?? [])
            places[index] = (selection, moments[session, default: []].count)
            if selection.names.isEmpty, options[index].pictures?.contains(.steps) == true,
                run.steps?.steps.contains(where: { $0.snapshot.frames.count > 1 }) == true
            {
                called.insert(index)
            }
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

    /// Whether a cell has a picture of its own.
    func isDrawn(_ cell: Int) -> Bool {
        guard let place = places[cell], let diagram = diagrams[place.selection] else {
            return false
        }
        return diagram.hasContent(at: place.moment) || called.contains(cell)
    }

    /// `map` is the cell's own map, if it has one: what its ids begin with, and its anchors.
    func figures(
        of cell: Cell, _ web: FigureWeb, map: (prefix: String, anchors: Set<String>)?
    ) -> [Figure] {
        guard let place = places[cell.index], let diagram = diagrams[place.selection],
            isDrawn(cell.index)
        else { return [] }
        let rows = web.rows[cell.index]
        return [figure(diagram, place.moment, label: "\(cell.label)-objects", rows, web, map)]
    }

    /// A picture of some names only, with a layout of its own.
    func figure(at cell: Int, names: [String], label: String, _ web: FigureWeb) -> Figure? {
        guard let place = places[cell], let all = moments[place.selection.session] else {
            return nil
        }
        var options = DiagramOptions()
        options.names = names
        let diagram = ObjectsDiagram(moments: all, options: options)
        guard diagram.hasContent(at: place.moment) else { return nil }
        let cards = diagram.cards(at: place.moment)
        let rows = web.rows[cell].filter { cards.contains($0.serial) }
        return figure(diagram, place.moment, label: label, rows, web, nil)
    }

    private func figure(
        _ diagram: ObjectsDiagram, _ moment: Int, label: String, _ rows: [MemoryStory.Row],
        _ web: FigureWeb, _ map: (prefix: String, anchors: Set<String>)?
    ) -> Figure {
        let picture = diagram.picture(at: moment, prefix: "\(label)-")
        var figure = Figure(
            title:
                "Objects after \(label.hasSuffix("-objects") ? "this cell" : "the cells so far")",
            alternative: diagram.summary(at: moment),
            svg: String(decoding: picture.standalone, as: UTF8.self),
            path: FigurePath.path(note, label: label))
        figure.rows = rows
        figure.links = FigureLinks(
            rowPrefix: "\(label)-", cardPrefix: "\(label)-", cards: diagram.cards(at: moment),
            mapPrefix: map?.prefix ?? "map-", mapAnchors: map?.anchors ?? web.endMap,
            numbers: FigureWeb.numbers(of: rows))
        figure.inlineSVG = picture.inline(
            linking: web.targets(of: figure), numbers: figure.links.numbers)
        return figure
    }

    /// `cell 3`, or the label an author gave.
    private static func name(_ cell: Cell) -> String {
        cell.options.label ?? "cell \(cell.index + 1)"
    }
}
