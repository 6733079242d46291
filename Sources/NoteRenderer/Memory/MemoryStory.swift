import HeapTrace

/// What a cell did to memory, in plain sentences, and the objects it left as a table.
public struct MemoryStory: Hashable, Sendable {
    public enum Span: Hashable, Sendable {
        case text(String)
        case code(String)
    }

    public struct Row: Hashable, Sendable {
        public var serial: ObjectSerial
        /// Who holds the object, each in words of its own: `a`, `grid[0]`, "an item of `s`".
        public var holders: [[Span]] = []
        /// "block 12 of 255 with 64 bytes each, in the pool at 0x7f…".
        public var place: String
        /// What a map calls that place, the nearest first.
        public var anchors: [String]
        public var type: String
        public var value: String
        public var address: String
        public var references: String
        public var size: String
        /// `new`, `changed`, `freed`; empty for an object that stayed as it was.
        public var change: String
    }

    /// Each a full sentence.
    public var sentences: [[Span]]
    public var rows: [Row]
    /// Whether the memory is as the cell before left it, so that its picture tells nothing new.
    public var isUnchanged: Bool
    /// Whether lines of the cell are told by their numbers, so that these are to be seen.
    public var tellsLines: Bool

    public init(
        sentences: [[Span]] = [], rows: [Row] = [], isUnchanged: Bool = false,
        tellsLines: Bool = false
    ) {
        self.sentences = sentences
        self.rows = rows
        self.isUnchanged = isUnchanged
        self.tellsLines = tellsLines
    }

    /// The sentences without any markup.
    public var plainText: String {
        sentences.map { sentence in
            sentence.map { span in
                switch span {
                case .text(let text), .code(let text): text
                }
            }.joined()
        }.joined(separator: " ")
    }
}

extension MemoryStory.Span: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
}
