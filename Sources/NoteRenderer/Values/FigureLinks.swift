import HeapTrace

/// How the parts of a drawing, the rows of its table and the blocks of a map lead to one another.
public struct FigureLinks: Sendable {
    /// What the ids of the table's rows and of the drawing's cards begin with.
    public var rowPrefix: String
    public var cardPrefix: String
    /// The objects the drawing has a card of.
    public var cards: Set<ObjectSerial>
    /// The map of the same memory: what its ids begin with, and those of its parts.
    public var mapPrefix: String
    public var mapAnchors: Set<String>
    /// What the ids of the objects' rows and cards end with.
    public var numbers: [ObjectSerial: Int]

    public init(
        rowPrefix: String = "", cardPrefix: String = "", cards: Set<ObjectSerial> = [],
        mapPrefix: String = "", mapAnchors: Set<String> = [],
        numbers: [ObjectSerial: Int] = [:]
    ) {
        self.rowPrefix = rowPrefix
        self.cardPrefix = cardPrefix
        self.cards = cards
        self.mapPrefix = mapPrefix
        self.mapAnchors = mapAnchors
        self.numbers = numbers
    }

    public func number(_ serial: ObjectSerial) -> Int { numbers[serial] ?? 0 }
    public func row(_ serial: ObjectSerial) -> String { rowPrefix + "r" + String(number(serial)) }
    public func card(_ serial: ObjectSerial) -> String {
        cardPrefix + "o" + String(number(serial))
    }
}
