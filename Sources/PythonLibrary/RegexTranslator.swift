import PythonRuntime

/// Makes the matcher's program from the codes of `re/_compiler.py`, once a pattern, and refuses codes that
/// make no sense, as `_validate` of `Modules/_sre/sre.c` does.
///
/// Each function of the first kind below translates the codes from one place to another and gives the fewest
/// characters they match. The filters are filled in last, when it is known what follows what.
struct RegexTranslator {
    let interpreter: Interpreter
    let source: [UInt32]
    let groups: Int
    var program: [UInt32] = []
    var counters = 0
    /// Filters to fill in, and what they are filters of.
    var filters: [(place: Int, target: Int)] = []
    var greedy: [Int] = []
    /// Tables for characters above 255, and the words that are to say where they are.
    var tables: [(place: Int, words: [UInt32])] = []

    /// Groups can't be nested deeper: translating them recurses.
    private static var deepest: Int { 5000 }

    init(_ interpreter: Interpreter, source: [UInt32], groups: Int) {
        self.interpreter = interpreter
        self.source = source
        self.groups = groups
    }

    /// The program.
    mutating func translate() throws(Raised) -> [UInt32] {
        // Each group has two marks, of two words each.
        guard let last = source.last, last == RegexOperation.success.rawValue, groups >= 0,
            groups <= source.count / 4, source.count < 1 << 26
        else { throw invalid() }
        program = [UInt32](repeating: 0, count: RegexHeader.size)
        let width = try sequence(0, source.count - 1, 0)
        emit(.success)
        for table in tables {
            program[table.place] = UInt32(program.count)
            program += table.words
        }
        program[RegexHeader.marks] = UInt32(groups * 2)
        program[RegexHeader.counters] = UInt32(counters)
        program[RegexHeader.minimum] = UInt32(min(width, 1 << 30))
        fillFilters()
        fillStart()
        return program
    }

    func invalid() -> Raised { interpreter.raise(.runtimeError, "invalid SRE code") }

    // MARK: Reading

    func word(_ place: Int) throws(Raised) -> Int {
        guard place >= 0, place < source.count else { throw invalid() }
        return Int(source[place])
    }

    func operation(_ place: Int) throws(Raised) -> RegexOperation {
        guard let operation = RegexOperation(rawValue: UInt32(try word(place))) else {
            throw invalid()
        }
        return operation
    }

    /// A place that a skip leads to, within what is being translated.
    func target(_ skip: Int, _ end: Int) throws(Raised) -> Int {
        let target = skip + (try word(skip))
        guard target > skip, target <= end else { throw invalid() }
        return target
    }

    func group(_ place: Int) throws(Raised) -> UInt32 {
        let group = try word(place)
        guard group < groups else { throw invalid() }
        return UInt32(group * 2)
    }

    // MARK: Writing

    mutating func emit(_ instruction: RegexInstruction, _ operands: UInt32...) {
        program.append(instruction.word)
        program += operands
    }

    /// Room for a filter of what is at a place.
    mutating func emitFilter(of target: Int) {
        filters.append((program.count, target))
        program += [UInt32](repeating: 0, count: RegexLayout.filterSize)
    }

    mutating func patch(_ place: Int) { program[place] = UInt32(program.count) }

    // MARK: Translating

    mutating func sequence(_ from: Int, _ end: Int, _ depth: Int) throws(Raised) -> Int {
        guard depth < Self.deepest, from <= end else { throw invalid() }
        var place = from
        var width = 0
        while place < end { width += try one(&place, end, depth) }
        guard place == end else { throw invalid() }
        return min(width, 1 << 30)
    }

    /// An operation, with what belongs to it.
    private mutating func one(
        _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) -> Int {
        let operation = try operation(place)
        switch operation {
        case .literal: return try literals(&place, end)
        case .info: place = try target(place + 1, end)
        case .failure:
            emit(.fail)
            place += 1
        case .mark:
            let mark = try word(place + 1)
            guard mark < groups * 2 else { throw invalid() }
            emit(.mark, UInt32(mark))
            place += 2
        case .at:
            try position(try word(place + 1))
            place += 2
        case .groupReference, .groupIgnore, .groupLocIgnore, .groupUniIgnore:
            let folding: UInt32 =
                operation == .groupReference ? 0 : operation == .groupUniIgnore ? 2 : 1
            emit(.groupReference, folding, try group(place + 1))
            place += 2
        case .groupExists: return try conditional(&place, end, depth)
        case .branch: return try branch(&place, end, depth)
        case .repeat: return try repeated(&place, end, depth)
        case .repeatOne: return try repeatedOne(.greedyOne, &place, end)
        case .minRepeatOne: return try repeatedOne(.lazyOne, &place, end)
        case .possessiveRepeatOne: return try repeatedOne(.possessiveOne, &place, end)
        case .possessiveRepeat: return try possessive(&place, end, depth)
        case .atomicGroup:
            let behind = try target(place + 1, end)
            emit(.atomic)
            let width = try subpattern(place + 2, behind, depth)
            emit(.atomicEnd)
            place = behind
            return width
        case .assert, .assertNot: try assertion(operation == .assert, &place, end, depth)
        default:
            try item(&place)
            return 1
        }
        return 0
    }

    /// A pattern that ends with `SUCCESS`, right before a place.
    private mutating func subpattern(
        _ from: Int, _ behind: Int, _ depth: Int
    ) throws(Raised) -> Int {
        guard try operation(behind - 1) == .success else { throw invalid() }
        return try sequence(from, behind - 1, depth + 1)
    }

    /// Literals in a row are one instruction.
    private mutating func literals(_ place: inout Int, _ end: Int) throws(Raised) -> Int {
        let from = place
        while place < end, try operation(place) == .literal {
            _ = try word(place + 1)
            place += 2
        }
        let count = (place - from) / 2
        if count == 1 {
            emit(.literal, source[from + 1])
        } else {
            emit(.run, UInt32(count))
            for index in 0..<count { program.append(source[from + index * 2 + 1]) }
        }
        return count
    }

    /// `^`, `$`, `\b` and their kind.
    private mutating func position(_ kind: Int) throws(Raised) {
        switch kind {
        case 3, 4, 8, 9:
            emit(.boundary, kind == 3 || kind == 8 ? 1 : 0, 0)
            program += RegexCharacters.bits(ofCategory: 4)
        case 10, 11:
            emit(.boundary, kind == 10 ? 1 : 0, 1)
            program += RegexCharacters.bits(ofCategory: 14)
        case 0...7: emit(.at, UInt32(kind))
        default: throw invalid()
        }
    }

    private mutating func conditional(
        _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) -> Int {
        guard depth < Self.deepest else { throw invalid() }
        let mark = try group(place + 1)
        let otherwise = place + 1 + (try word(place + 2))
        guard otherwise >= place + 3, otherwise <= end else { throw invalid() }
        emit(.groupExists, mark, 0)
        let missing = program.count - 1
        // With an alternative, what belongs to a set group ends with a jump behind that.
        var inner = place + 3
        var width = 0
        place = otherwise
        while inner < otherwise {
            guard try operation(inner) == .jump else {
                width += try one(&inner, otherwise, depth + 1)
                continue
            }
            let behind = try target(inner + 1, end)
            guard inner + 2 == otherwise, behind >= otherwise else { throw invalid() }
            emit(.jump, 0)
            let jump = program.count - 1
            patch(missing)
            let other = try sequence(otherwise, behind, depth + 1)
            patch(jump)
            place = behind
            return min(width, other)
        }
        guard inner == otherwise else { throw invalid() }
        patch(missing)
        return 0
    }

    private mutating func branch(
        _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) -> Int {
        var skip = place + 1
        var width = Int.max
        var jumps: [Int] = []
        var ends: [Int] = []
        var previous: Int?
        while try word(skip) != 0 {
            let next = try target(skip, end - 1)
            guard next - 2 > skip, try operation(next - 2) == .jump else { throw invalid() }
            ends.append(try target(next - 1, end))
            if let previous { patch(previous) }
            emit(.branch, 0)
            previous = program.count - 1
            emitFilter(of: program.count + RegexLayout.filterSize)
            width = min(width, try sequence(skip + 1, next - 2, depth + 1))
            emit(.jump, 0)
            jumps.append(program.count - 1)
            skip = next
        }
        place = skip + 1
        guard !jumps.isEmpty, ends.allSatisfy({ $0 == place }) else { throw invalid() }
        for jump in jumps { patch(jump) }
        return width
    }

    /// A look ahead or behind.
    private mutating func assertion(
        _ isWanted: Bool, _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) {
        let behind = try target(place + 1, end)
        emit(isWanted ? .assert : .assertNot, UInt32(try word(place + 2)), 0)
        let tail = program.count - 1
        _ = try subpattern(place + 3, behind, depth)
        emit(isWanted ? .assertEnd : .assertNotEnd)
        patch(tail)
        place = behind
    }
}
