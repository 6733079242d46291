/// A drawing of many moments, and what each moment is.
public struct FigureSteps: Sendable {
    public struct Moment: Hashable, Sendable {
        /// The line of the note that led to it; nil for the first.
        public var line: Int?
        /// "calls `fib`; makes int 3".
        public var words: String

        public init(line: Int?, words: String) {
            self.line = line
            self.words = words
        }
    }

    /// Its parts say in `data-s` in which moments they show.
    public var drawing: [UInt8]
    public var moments: [Moment]
    /// What was left out; empty if nothing.
    public var omission: String

    public init(drawing: [UInt8], moments: [Moment], omission: String = "") {
        self.drawing = drawing
        self.moments = moments
        self.omission = omission
    }
}

extension NotePresentation {
    /// Whether a cell can be gone through step by step, so that lines of code are to be lit.
    var hasSteps: Bool {
        cells.contains { $0?.figures.contains { $0.steps != nil } == true }
    }
}
