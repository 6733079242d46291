import HeapTrace

/// The picture of names and objects, for every moment of a note: one layout, one static SVG a
/// moment.
///
/// Made from the whole sequence of moments at once, because a box's place depends on all moments
/// it is shown in. Each picture is cut to what it shows, from the top left, so a box is at the
/// same place in all of them.
public struct ObjectsDiagram: Sendable {
    public let options: DiagramOptions
    let moments: [DiagramMoment]
    let graph: ObjectGraph
    let layout: ObjectsLayout

    public init(moments: [DiagramMoment], options: DiagramOptions = DiagramOptions()) {
        self.moments = moments
        self.options = options
        graph = ObjectGraph(moments: moments, options: options)
        layout = ObjectsLayout(graph)
    }

    public var momentCount: Int { moments.count }

    /// Whether the moment's picture shows anything but an empty frame.
    public func hasContent(at moment: Int) -> Bool {
        graph.moments.indices.contains(moment)
            && graph.moments[moment].frames.contains { !$0.names.isEmpty }
    }

    /// One moment as SVG. Ids in it start with `prefix`.
    public func picture(at moment: Int, prefix: String) -> DiagramPicture {
        DiagramPicture(scene(at: moment), prefix: prefix)
    }

    /// One moment as a file's text.
    public func svg(at moment: Int, prefix: String) -> String {
        String(decoding: picture(at: moment, prefix: prefix).standalone, as: UTF8.self)
    }

    /// The picture in words, as its `<desc>` has it.
    public func summary(at moment: Int) -> String {
        graph.moments.indices.contains(moment) ? graph.moments[moment].summary : ""
    }

    /// The objects that the moment's picture has a card of, those that are gone as well.
    public func cards(at moment: Int) -> Set<ObjectSerial> {
        guard graph.moments.indices.contains(moment) else { return [] }
        return Set(graph.moments[moment].cards.map(\.record.serial))
    }

    /// With `describesCards`, each says who holds it and where it lies.
    func scene(at moment: Int, describesCards: Bool = true) -> Scene {
        guard moments.indices.contains(moment) else { return Scene() }
        let holders = describesCards ? HolderIndex(moments[moment].snapshot) : nil
        return ObjectsScene.scene(
            of: moment, graph: graph, layout: layout, title: moments[moment].title,
            holders: holders)
    }
}
