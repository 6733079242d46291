/// A cell line by line: the memory before it, then after each step.
public struct StepRecording: Hashable, Codable, Sendable {
    public var start: HeapSnapshot
    public var steps: [StepRecord]
    /// Steps beyond the limit, which the last one of `steps` stands for.
    public var omittedStepCount: Int
    /// Whether even those were too many to count.
    public var hasMoreThanCounted: Bool

    public init(
        start: HeapSnapshot, steps: [StepRecord] = [], omittedStepCount: Int = 0,
        hasMoreThanCounted: Bool = false
    ) {
        self.start = start
        self.steps = steps
        self.omittedStepCount = omittedStepCount
        self.hasMoreThanCounted = hasMoreThanCounted
    }
}

/// What happened from one moment to the next: a line was run, or the part of one up to a call or a return.
public struct StepRecord: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// A line, or what was left of it after a call.
        case line
        /// The line called a function, whose frame is there now.
        case called
        /// A generator's frame goes on.
        case resumed
        /// The innermost frame is about to go, with a value.
        case returned, yielded
        /// An exception is about to leave the innermost frame.
        case raised
        /// All that came after the limit.
        case rest
    }

    public var kind: Kind
    /// The line of the note that was run.
    public var line: Int?
    /// The function that was called, returned from or left; empty for the module.
    public var function: String
    /// Whether that is no function but the body of a class.
    public var isClassBody = false
    /// What it returned, yielded or raised, in one line.
    public var value: String
    /// The memory after it.
    public var snapshot: HeapSnapshot
    public var events: [HeapEvent]

    public init(
        kind: Kind, line: Int?, function: String = "", value: String = "", snapshot: HeapSnapshot,
        events: [HeapEvent] = []
    ) {
        self.kind = kind
        self.line = line
        self.function = function
        self.value = value
        self.snapshot = snapshot
        self.events = events
    }
}
