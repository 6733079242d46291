import PythonRuntime
import VirtualSystem

/// Locks of files as `fcntl` and `posix` ask for them: the machine keeps them (`FileLocks`), and waits are here. What
/// isn't a file is locked in vain.
enum FileLocking {
    enum Kind: Int { case shared, exclusive, none }

    /// The bytes that a start, a length and an origin (`SEEK_SET` and its like) mean: a length of 0 has no end, one below
    /// 0 means what lies before.
    static func range(
        _ interpreter: Interpreter, _ description: OpenDescription, start: Int, length: Int,
        origin: Int
    ) throws(Raised) -> Range<Int> {
        let file = description as? OpenFile
        let base: Int
        switch origin {
        case 0: base = 0
        case 1: base = file?.position ?? 0
        case 2: base = file?.count ?? 0
        default: throw interpreter.raise(SystemFailure.invalid)
        }
        let (first, overflow) = base.addingReportingOverflow(start)
        let (second, passes) = first.addingReportingOverflow(length)
        if overflow || length > 0 && passes { throw interpreter.raise(SystemFailure(75)) }
        if first < 0 || length < 0 && (passes || second < 0) {
            throw interpreter.raise(SystemFailure.invalid)
        }
        return length == 0 ? first..<Int.max : min(first, second)..<max(first, second)
    }

    /// Locks or unlocks a range for this process, or for a description if one is to own it.
    static func lock(
        _ interpreter: Interpreter, _ description: OpenDescription, _ kind: Kind,
        _ range: Range<Int>, waits: Bool, ownedByDescription: Bool = false
    ) throws(Raised) {
        if kind == .exclusive && !description.writes || kind == .shared && !description.reads {
            throw interpreter.raise(SystemFailure.badDescriptor)
        }
        guard
            let (locks, record) = record(
                interpreter, description, kind, range, ownedByDescription)
        else { return }
        if kind == .none { return locks.remove(range, of: record.owner) }
        let done: Bool? = try interpreter.whenReady(waits: waits) { () throws(SystemFailure) in
            locks.add(record) ? true : nil
        }
        if done == nil { throw interpreter.raise(SystemFailure.tryAgain) }
    }

    /// `F_TEST`: fails if another has locked some of it.
    static func test(
        _ interpreter: Interpreter, _ description: OpenDescription, _ range: Range<Int>
    ) throws(Raised) {
        guard let (locks, record) = record(interpreter, description, .exclusive, range, false)
        else { return }
        if locks.obstacle(to: record) != nil {
            throw interpreter.raise(SystemFailure.accessDenied)
        }
    }

    /// `flock`.
    static func lockWhole(
        _ interpreter: Interpreter, _ description: OpenDescription, _ command: Int
    ) throws(Raised) {
        guard [1, 2, 8].contains(command & ~4) else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        guard let file = description as? OpenFile, let files = interpreter.files else { return }
        let locks = files.tree.locks(of: file.node)
        if command & 8 != 0 { return locks.unlockWhole(description) }
        let isExclusive = command & 2 != 0
        let done: Bool? = try interpreter.whenReady(waits: command & 4 == 0) {
            () throws(SystemFailure) in
            locks.lockWhole(description, isExclusive: isExclusive) ? true : nil
        }
        if done == nil { throw interpreter.raise(SystemFailure.tryAgain) }
    }

    /// `F_GETLK`, `F_SETLK` and `F_SETLKW`, and the same for descriptions, on the bytes of a `struct flock`: kind and
    /// origin in two bytes each, then from the eighth start and length in eight, and a process in four.
    static func control(
        _ interpreter: Interpreter, _ description: OpenDescription, _ command: Int,
        _ bytes: [UInt8]
    ) throws(Raised) -> [UInt8] {
        func number(_ offset: Int, _ count: Int) -> Int {
            Int(truncatingIfNeeded: EventCounter.number(in: bytes[offset..<offset + count]))
        }
        guard let kind = Kind(rawValue: number(0, 2)) else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        let range = try range(
            interpreter, description, start: number(8, 8), length: number(16, 8),
            origin: number(2, 2))
        let isOwned = command >= 36
        let asks = command == 5 || command == 36
        guard asks else {
            try lock(
                interpreter, description, kind, range, waits: command == 7 || command == 38,
                ownedByDescription: isOwned)
            return bytes
        }
        if kind == .none { throw interpreter.raise(SystemFailure.invalid) }
        var answer = bytes
        func put(_ value: Int, _ offset: Int, _ count: Int) {
            for index in 0..<count where offset + index < answer.count {
                answer[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
            }
        }
        guard let (locks, wanted) = record(interpreter, description, kind, range, isOwned),
            let other = locks.obstacle(to: wanted)
        else {
            put(Kind.none.rawValue, 0, 2)
            return answer
        }
        put(other.isExclusive ? Kind.exclusive.rawValue : Kind.shared.rawValue, 0, 2)
        put(0, 2, 2)
        put(other.range.lowerBound, 8, 8)
        put(other.range.upperBound == .max ? 0 : other.range.count, 16, 8)
        put(other.process, 24, 4)
        return answer
    }

    private static func record(
        _ interpreter: Interpreter, _ description: OpenDescription, _ kind: Kind,
        _ range: Range<Int>, _ isOwnedByDescription: Bool
    ) -> (locks: FileLocks, record: FileLocks.Record)? {
        guard let file = description as? OpenFile, let files = interpreter.files else { return nil }
        let owner: FileLocks.Owner =
            isOwnedByDescription
            ? .description(ObjectIdentifier(file)) : .process(ObjectIdentifier(files))
        let record = FileLocks.Record(
            owner: owner, isExclusive: kind == .exclusive, range: range,
            process: isOwnedByDescription ? -1 : interpreter.process?.number ?? 0)
        return (files.tree.locks(of: file.node), record)
    }
}
