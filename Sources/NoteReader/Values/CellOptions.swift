/// The options of a cell, each nil where nothing was said, so that layers of them can be laid over one another.
public struct CellOptions: Hashable, Sendable {
    public enum Mode: String, Hashable, Sendable, CaseIterable { case notebook, script }
    /// The pictures of the memory that `heap:` can ask for.
    public enum Picture: String, Hashable, Sendable, CaseIterable {
        case none, after, diff, steps, map, bytes
    }

    /// False: don't run.
    public var evaluates: Bool?
    public var showsCode: Bool?
    public var showsOutput: Bool?
    /// The exception the cell must end with.
    public var raises: String?
    public var mayRaise: Bool?
    public var isChecked: Bool?
    public var mode: Mode?
    public var pictures: [Picture]?
    /// The only names to draw.
    public var names: [String]?
    public var session: String?
    public var standardInput: String?
    public var maxInstructions: Int?
    public var label: String?

    public init() {}

    /// These options, with those of an outer layer where nothing was said.
    public func over(_ outer: CellOptions) -> CellOptions {
        var merged = self
        merged.evaluates = evaluates ?? outer.evaluates
        merged.showsCode = showsCode ?? outer.showsCode
        merged.showsOutput = showsOutput ?? outer.showsOutput
        merged.raises = raises ?? outer.raises
        merged.mayRaise = mayRaise ?? outer.mayRaise
        merged.isChecked = isChecked ?? outer.isChecked
        merged.mode = mode ?? outer.mode
        merged.pictures = pictures ?? outer.pictures
        merged.names = names ?? outer.names
        merged.session = session ?? outer.session
        merged.standardInput = standardInput ?? outer.standardInput
        merged.maxInstructions = maxInstructions ?? outer.maxInstructions
        return merged
    }
}

/// A comment in a note that asks for a picture of the memory as it is there.
public struct PictureRequest: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case map
        /// The objects that these names hold; all names when empty.
        case objects(names: [String])
        case bytes(name: String)
    }

    public var kind: Kind
    /// Unique in the note and fit for a file name: `picture-1`.
    public var label: String
    /// The bytes of the comment's line.
    public var range: Range<Int>
    public var line: Int
    /// How many cells come before it.
    public var precedingCellCount: Int
    public var linePrefix: [UInt8]
    public var resultOffset: Int
    /// An index into `Note.outputBlocks`.
    public var outputBlock: Int?
}

/// Results that an earlier run wrote into a note, from `<!-- heapnote:output … -->` to its end.
public struct OutputBlock: Hashable, Sendable {
    /// The label after `cell=`.
    public var label: String
    /// The hash of what the results were made from.
    public var inputHash: String
    /// The hash of the lines between the markers, as they were written.
    public var outputHash: String
    /// Whole lines, markers included.
    public var range: Range<Int>
    /// The lines between the markers.
    public var contentRange: Range<Int>
    public var lines: ClosedRange<Int>
}
