import HeapTrace

/// One picture's worth of memory: the state after a cell (or a step of one) and what led to it.
public struct DiagramMoment: Sendable {
    /// What the picture is called: "After cell 3".
    public var title: String
    public var snapshot: HeapSnapshot
    /// What happened since the moment before.
    public var events: [HeapEvent]

    public init(title: String, snapshot: HeapSnapshot, events: [HeapEvent] = []) {
        self.title = title
        self.snapshot = snapshot
        self.events = events
    }
}

/// What a picture of objects shows, and how much of it.
public struct DiagramOptions: Sendable {
    /// The only names to start from; empty for all.
    public var names: [String] = []
    /// Whether functions, classes and modules are drawn also when nothing drawn holds them.
    public var showsDefinitions = false
    /// Objects drawn in one moment at most.
    public var maximumCards = 200
    /// About how large one moment's file may become; objects beyond it are left out.
    public var maximumBytes = 140_000
    /// Columns of cards at most; what lies deeper is stacked in the last one.
    public var maximumColumns = 4
    /// Up to so many cards in a moment have two lines each; in a fuller note all cards have one.
    public var comfortableCards = 16
    /// Names drawn in one moment at most.
    public var maximumNames = 120
    /// Arrows drawn in one moment at most.
    public var maximumArrows = 300
    /// Rows, or cells of a strip, a container shows at most.
    public var maximumRows = 16
    /// The same for a note that is so full that cards have one line.
    public var maximumCompactRows = 8
    /// Down to so few rows each container goes before objects are left out.
    public var minimumCompactRows = 3
    public var maximumStripCells = 24
    /// The widest value or text a card shows, in pixels; the rest is cut with an ellipsis.
    public var maximumTextWidth = 300.0

    public init() {}
}
