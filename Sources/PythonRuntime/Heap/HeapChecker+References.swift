extension HeapChecker {
    // MARK: References

    /// No object is held more often than its refcount says: then it would be freed too early. The
    /// other way round can't be told from here, since native code holds references too; `HeapBaseline`
    /// finds those.
    func checkReferences() {
        let census = ReferenceCensus(interpreter)
        census.take()
        for (raw, count) in census.counts {
            let object = Ref(raw)
            expect(
                count <= object.refcount, "\(interpreter.typeName(object.type)) \(text(raw))",
                "has refcount \(object.refcount), but \(count) references")
        }
        for raw in census.misplaced {
            report(text(raw), "is referred to, but is no object's place")
        }
    }
}

/// Counts the references between all objects that the collector's lists lead to.
final class ReferenceCensus {
    private let interpreter: Interpreter
    private(set) var counts: [RawObject: Int] = [:]
    /// References to something that can't be an object.
    private(set) var misplaced: [RawObject] = []
    private var waiting: [RawObject] = []
    private var visited: Set<RawObject> = []

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    func take() {
        for number in 0...CollectorList.permanent {
            let list = interpreter.gcList(number)
            var node = list.next
            while node != list {
                enter(node.object)
                node = node.next
            }
        }
        while let raw = waiting.popLast() {
            interpreter.traverse(
                raw, ReferenceCensus.visit, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    private func enter(_ raw: RawObject) {
        if visited.insert(raw).inserted { waiting.append(raw) }
    }

    private static var visit: VisitSlot {
        { held, census in
            guard let census else { return 0 }
            Unmanaged<ReferenceCensus>.fromOpaque(census).takeUnretainedValue().count(held)
            return 0
        }
    }

    private func count(_ raw: RawObject) {
        guard isPlausible(raw) else { return misplaced.append(raw) }
        counts[raw, default: 0] += 1
        if interpreter.isCollectable(Ref(raw)) { enter(raw) }
    }

    private func isPlausible(_ raw: RawObject) -> Bool {
        let offset = Int(bitPattern: raw) &- Int(bitPattern: interpreter.base)
        let memory = interpreter.state.pointee.memory
        guard offset & 7 == 0 else { return false }
        return (AddressSpace.staticStart..<memory.staticEnd).contains(offset)
            || (AddressSpace.rawStart..<memory.rawEnd).contains(offset)
            || (AddressSpace.arenaStart..<memory.arenaEnd).contains(offset)
    }
}

/// The heap's population at one moment, to find what a program left behind.
public struct HeapBaseline: Sendable {
    /// Blocks handed out by the allocators, those kept in free lists not counted.
    public var blockCount: Int
    /// Tracked objects by type.
    public var tracked: [String: Int]

    init(_ interpreter: Interpreter) {
        blockCount = interpreter.allocatedBlockCount - interpreter.freeListedBlockCount
        tracked = [:]
        for number in 0...CollectorList.permanent {
            let list = interpreter.gcList(number)
            var node = list.next
            while node != list {
                tracked[interpreter.typeName(Ref(node.object).type, limit: nil), default: 0] += 1
                node = node.next
            }
        }
    }

    /// What there is more of than at the baseline, one line a type.
    public func growth(to later: HeapBaseline) -> [String] {
        var lines: [String] = []
        if later.blockCount > blockCount { lines.append("\(later.blockCount - blockCount) blocks") }
        for (type, count) in later.tracked.sorted(by: { $0.key < $1.key }) {
            let more = count - (tracked[type] ?? 0)
            if more > 0 { lines.append("\(more) \(type)") }
        }
        return lines
    }
}

extension Interpreter {
    /// The population now; garbage in cycles counts, so collect first.
    public func heapBaseline() -> HeapBaseline { HeapBaseline(self) }

    /// What lives on since the baseline, after a full collection; empty when nothing leaked.
    public func leakCheck(since baseline: HeapBaseline) -> [String] {
        _ = collectGarbage()
        return baseline.growth(to: HeapBaseline(self))
    }

    /// Blocks that free lists keep.
    var freeListedBlockCount: Int {
        let lists = state.pointee.freeLists
        var count = lists.floats.count + lists.lists.count + lists.dicts.count
        count += lists.contexts.count
        count += lists.dictKeys.count + (lists.slice == nil ? 0 : 1)
        for length in 1...20 { count += freeTuples(length).count }
        return count
    }
}
