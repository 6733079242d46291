/// The advisory locks of one file, as Linux keeps them: those of byte ranges (`fcntl`), whose owner is a process or an
/// open description, and those of the whole file (`flock`), whose owner is an open description. The two kinds don't
/// see each other.
///
/// Nothing here waits: what is in another's way is told, and the interpreter tries again.
public final class FileLocks {
    /// Who holds a lock.
    public enum Owner: Hashable, Sendable {
        case process(ObjectIdentifier)
        case description(ObjectIdentifier)
    }

    /// A lock of some bytes; `upperBound` is `Int.max` when it has no end.
    public struct Record {
        public var owner: Owner
        public var isExclusive: Bool
        public var range: Range<Int>
        /// The number of the process, -1 for a lock of a description.
        public var process: Int

        public init(owner: Owner, isExclusive: Bool, range: Range<Int>, process: Int) {
            self.owner = owner
            self.isExclusive = isExclusive
            self.range = range
            self.process = process
        }
    }

    private var records: [Record] = []
    private var whole: [ObjectIdentifier: Bool] = [:]

    var isEmpty: Bool { records.isEmpty && whole.isEmpty }

    /// The first lock of another that is in the way of this one.
    public func obstacle(to wanted: Record) -> Record? {
        records.first {
            $0.owner != wanted.owner && $0.range.overlaps(wanted.range)
                && ($0.isExclusive || wanted.isExclusive)
        }
    }

    /// Locks a range, in place of what its owner has there. False if another's lock is in the way.
    public func add(_ record: Record) -> Bool {
        if obstacle(to: record) != nil { return false }
        remove(record.range, of: record.owner)
        var record = record
        records.removeAll { other in
            let touches =
                other.owner == record.owner && other.isExclusive == record.isExclusive
                && other.range.lowerBound <= record.range.upperBound
                && record.range.lowerBound <= other.range.upperBound
            if touches {
                record.range =
                    min(
                        other.range.lowerBound, record.range.lowerBound)..<max(
                        other.range.upperBound, record.range.upperBound)
            }
            return touches
        }
        let index = records.firstIndex { $0.range.lowerBound > record.range.lowerBound }
        records.insert(record, at: index ?? records.count)
        return true
    }

    /// Unlocks a range: what its owner has before and behind it stays.
    public func remove(_ range: Range<Int>, of owner: Owner) {
        records = records.flatMap { record -> [Record] in
            guard record.owner == owner, record.range.overlaps(range) else { return [record] }
            var left = record
            var right = record
            left.range = record.range.lowerBound..<max(record.range.lowerBound, range.lowerBound)
            right.range = min(record.range.upperBound, range.upperBound)..<record.range.upperBound
            return [left, right].filter { !$0.range.isEmpty }
        }
    }

    /// Locks the whole file, or changes the lock that is there. False if another's is in the way; then this
    /// description has none.
    public func lockWhole(_ description: OpenDescription, isExclusive: Bool) -> Bool {
        let owner = ObjectIdentifier(description)
        whole[owner] = nil
        if whole.values.contains(where: { $0 || isExclusive }) { return false }
        whole[owner] = isExclusive
        return true
    }

    public func unlockWhole(_ description: OpenDescription) {
        whole[ObjectIdentifier(description)] = nil
    }

    func removeAll(of owner: Owner) {
        records.removeAll { $0.owner == owner }
        if case .description(let description) = owner { whole[description] = nil }
    }
}

extension FileTree {
    /// The locks of a file, made when they are first asked for.
    public func locks(of node: FileNode) -> FileLocks {
        if let known = locks[node.number] { return known }
        let made = FileLocks()
        locks[node.number] = made
        return made
    }

    /// What an owner has locked of a file is free again.
    func releaseLocks(of node: FileNode, _ owner: FileLocks.Owner) {
        guard let known = locks[node.number] else { return }
        known.removeAll(of: owner)
        if known.isEmpty { locks[node.number] = nil }
    }
}
