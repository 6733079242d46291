import Glibc
import PythonRuntime

/// Runs the program of a pattern over a text: a backtracking machine with its own stack of choices, so that
/// no pattern can use up the host's (`Modules/_sre/sre_lib.h`).
///
/// A matcher lives as long as a call of one of the pattern's methods, and its memory is that call's frame;
/// only marks and choices that don't fit there are allocated. All positions are indices of characters.
/// What the matcher does with each instruction is in `RegexMatcher+Run.swift`.
struct RegexMatcher: ~Copyable {
    let interpreter: Interpreter
    let code: UnsafePointer<UInt32>
    let text: StrCharacters
    /// Where the text to look at begins and ends; only the empty text matches if it ends before it begins.
    let start: Int
    let end: Int
    /// Must the match reach the end?
    var isFull = false
    /// A match that ends here, empty, isn't wanted: `finditer` found it already.
    var forbiddenEnd = -1
    var matchStart = 0
    var matchEnd = 0
    /// Two for each group; −1 where unset.
    let marks: UnsafeMutablePointer<Int>
    /// One for each repeat that counts.
    let counters: UnsafeMutablePointer<RegexCounter>
    /// The highest mark set since all were unset.
    var highestMark = -1
    /// The last group that was closed, or −1.
    var lastIndex = -1
    var steps = 0

    /// The stack of choices.
    var stack: UnsafeMutableRawPointer
    var capacity: Int
    private var ownsStack = false
    private let ownsMarks: Bool

    /// Bytes of the frame's memory, and how many of them marks and counters may take.
    static var frameSize: Int { 4096 }
    private static var markRoom: Int { 2048 }
    /// No stack grows larger: it would be the program's whole memory.
    private static var largestStack: Int { 1 << 31 }

    // SAFETY: `frame` is `frameSize` bytes, aligned to 16, that outlive the matcher, as `code` and `text` do.
    init(
        interpreter: Interpreter, code: UnsafePointer<UInt32>, text: StrCharacters, start: Int,
        end: Int, frame: UnsafeMutableRawPointer
    ) {
        self.interpreter = interpreter
        self.code = code
        self.text = text
        self.start = start
        self.end = end
        let (markCount, counterCount) = (
            Int(code[RegexHeader.marks]), Int(code[RegexHeader.counters])
        )
        let size = (markCount &* 8 &+ counterCount &* 16 &+ 15) & ~15
        ownsMarks = size > Self.markRoom
        let block =
            ownsMarks ? UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16) : frame
        counters = block.bindMemory(to: RegexCounter.self, capacity: counterCount)
        counters.initialize(repeating: RegexCounter(count: 0, last: -1), count: counterCount)
        marks = (block + counterCount &* 16).bindMemory(to: Int.self, capacity: markCount)
        marks.initialize(repeating: -1, count: markCount)
        let used = ownsMarks ? 0 : size
        stack = frame + used
        capacity = Self.frameSize &- used
    }

    deinit {
        if ownsStack { stack.deallocate() }
        if ownsMarks { UnsafeMutableRawPointer(counters).deallocate() }
    }

    /// Makes the stack twice as large.
    @inline(never)
    mutating func growStack(_ used: Int) throws(Raised) {
        let size = capacity &* 2
        guard size <= Self.largestStack, let larger = malloc(size) else {
            throw interpreter.raiseMemoryError()
        }
        larger.copyMemory(from: stack, byteCount: used)
        if ownsStack { free(stack) }
        stack = larger
        capacity = size
        ownsStack = true
    }

    /// Counts a step that a pattern could take too often.
    @inline(__always)
    mutating func countStep() throws(Raised) {
        steps &+= 1
        if steps & 1023 == 0 { try interpreter.chargeInstructions(1024) }
    }

    // MARK: Results

    /// Where an empty match was found, which the next search must not find again; else −1.
    var emptyEnd: Int { matchStart == matchEnd ? matchEnd : -1 }

    var groups: Int { Int(code[RegexHeader.marks]) / 2 }

    /// Whether a group, by its first mark, matched.
    @inline(__always)
    func isSet(_ mark: Int) -> Bool { marks[mark] >= 0 && marks[mark &+ 1] >= marks[mark] }

    // MARK: Matching

    /// Matches at one place.
    mutating func match(at position: Int) throws(Raised) -> Bool {
        switch text.kind {
        case 1: try attempt(text.start.assumingMemoryBound(to: UInt8.self), position)
        case 2: try attempt(text.start.assumingMemoryBound(to: UInt16.self), position)
        default: try attempt(text.start.assumingMemoryBound(to: UInt32.self), position)
        }
    }

    /// Matches at the first place where it can.
    mutating func search(from position: Int) throws(Raised) -> Bool {
        switch text.kind {
        case 1: try search(text.start.assumingMemoryBound(to: UInt8.self), position)
        case 2: try search(text.start.assumingMemoryBound(to: UInt16.self), position)
        default: try search(text.start.assumingMemoryBound(to: UInt32.self), position)
        }
    }

    @inline(__always)
    private mutating func attempt<Character: FixedWidthInteger & UnsignedInteger>(
        _ text: UnsafePointer<Character>, _ position: Int
    ) throws(Raised) -> Bool {
        let minimum = Int(code[RegexHeader.minimum])
        if minimum > 0, end &- position < minimum { return false }
        while highestMark >= 0 {
            marks[highestMark] = -1
            highestMark &-= 1
        }
        lastIndex = -1
        let reached = try run(text, position)
        if reached < 0 { return false }
        matchStart = position
        matchEnd = reached
        return true
    }

    @inline(__always)
    private mutating func search<Character: FixedWidthInteger & UnsignedInteger>(
        _ text: UnsafePointer<Character>, _ from: Int
    ) throws(Raised) -> Bool {
        let last = end &- Int(code[RegexHeader.minimum])
        if code[RegexHeader.start] == RegexStart.beginning {
            return from == 0 && last >= 0 ? try attempt(text, 0) : false
        }
        var position = from
        while position <= last {
            position = candidate(text, position)
            if position > last || position < 0 { return false }
            try countStep()
            if try attempt(text, position) { return true }
            position &+= 1
        }
        return false
    }

    /// The first place from one on where a match can begin; −1 if there is none.
    @inline(__always)
    private func candidate<Character: FixedWidthInteger & UnsignedInteger>(
        _ text: UnsafePointer<Character>, _ from: Int
    ) -> Int {
        switch code[RegexHeader.start] {
        case RegexStart.literal:
            if Character.bitWidth == 8 {
                return literalStart(UnsafeRawPointer(text), from)
            }
            let first = Character(
                truncatingIfNeeded: code[Int(code[RegexHeader.prefix])])
            var position = from
            while position < end, text[position] != first { position &+= 1 }
            return position < end ? position : -1
        case RegexStart.filtered:
            let filter = code + RegexHeader.filter
            var position = from
            while position < end {
                if passes(filter, text, position) { return position }
                position &+= 1
            }
            return -1
        default: return from
        }
    }

    /// The same for a pattern that begins with characters as they are, in a text of bytes.
    private func literalStart(_ text: UnsafeRawPointer, _ from: Int) -> Int {
        let prefix = UnsafeRawPointer(code + Int(code[RegexHeader.prefixBytes]))
        let count = Int(code[RegexHeader.prefixCount])
        let first = Int32(prefix.load(as: UInt8.self))
        var position = from
        while position &+ count <= end {
            guard let found = memchr(text + position, first, end &- position &- count &+ 1) else {
                return -1
            }
            position = UnsafeRawPointer(found) - text
            if memcmp(found, prefix, count) == 0 { return position }
            position &+= 1
        }
        return -1
    }
}

/// How often a repeat went round, and where it last began to.
struct RegexCounter {
    var count: Int
    var last: Int
}

extension Interpreter {
    /// Runs a function with a matcher of a pattern for a part of a text.
    @inline(__always)
    func withMatcher<Result: ~Copyable>(
        _ pattern: Ref, _ string: Ref, _ from: Int, _ to: Int,
        _ body: (inout RegexMatcher) throws(Raised) -> Result
    ) throws(Raised) -> Result {
        if string.isStr {
            try checkSubject(pattern, isStr: true)
            return try withMatcher(pattern, text: string.characters, from, to, body)
        }
        // The view keeps the bytes where they are, whatever is called meanwhile.
        let view = try subjectView(string)
        try checkSubject(pattern, isStr: false)
        let bytes = StrCharacters(
            start: UnsafeMutableRawPointer(view.start), count: view.count, kind: 1)
        return try withMatcher(pattern, text: bytes, from, to, body)
    }

    private func checkSubject(_ pattern: Ref, isStr: Bool) throws(Raised) {
        guard let source = pattern.patternSource, !source.isNone, source.isStr != isStr else {
            return
        }
        throw raise(
            .typeError,
            isStr
                ? "cannot use a bytes pattern on a string-like object"
                : "cannot use a string pattern on a bytes-like object")
    }

    @inline(__always)
    private func withMatcher<Result: ~Copyable>(
        _ pattern: Ref, text: StrCharacters, _ from: Int, _ to: Int,
        _ body: (inout RegexMatcher) throws(Raised) -> Result
    ) throws(Raised) -> Result {
        let start = min(max(0, from), text.count)
        let end = min(max(0, to), text.count)
        return try withUnsafeTemporaryAllocation(
            byteCount: RegexMatcher.frameSize, alignment: 16
        ) { frame throws(Raised) in
            // SAFETY: the code is in bytes that the pattern holds, and the pattern lives during the match.
            var matcher = RegexMatcher(
                interpreter: self, code: pattern.patternCode, text: text, start: start, end: end,
                frame: frame.baseAddress.unsafelyUnwrapped)
            return try body(&matcher)
        }
    }
}
