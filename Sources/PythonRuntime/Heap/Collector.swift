/// The cyclic collector (`Modules/gcmodule.c`): frees objects that only hold one another.
///
/// Objects that can hold others are in one of three lists, the generations. An allocation that makes the
/// youngest too large collects the oldest generation that is due, together with the younger ones. The order in
/// which it visits, and so the order in which objects are finalised and freed, is CPython's.
extension Interpreter {
    /// Called by an allocation when the youngest generation has grown past its threshold.
    @inline(never)
    func collectDuringAllocation() {
        guard state.pointee.errors.current == nil else { return }
        guard let generation = dueGeneration else { return }
        setCollecting(true)
        _ = collectCallingBack(generation)
        setCollecting(false)
    }

    /// The oldest generation whose count is past its threshold. The oldest of all also waits until a
    /// quarter as many objects as it has have come to it, so that the work stays linear.
    private var dueGeneration: Int? {
        let collector = state.pointee.collector
        if collector.counts.2 > collector.thresholds.2,
            collector.longLivedPending >= collector.longLivedTotal / 4
        {
            return 2
        }
        if collector.counts.1 > collector.thresholds.1 { return 1 }
        if collector.counts.0 > collector.thresholds.0 { return 0 }
        return nil
    }

    func setCollecting(_ isCollecting: Bool) {
        state.pointee.collector.isCollecting = isCollecting
        state.pointee.collector.updateYoungThreshold()
    }

    /// Collects a generation, 0 to 2, and the younger ones with it, unless a collection is running;
    /// the number of unreachable objects (`gc.collect`).
    public func collectGarbage(generation: Int = 2) -> Int {
        guard !state.pointee.collector.isCollecting else { return 0 }
        setCollecting(true)
        let count = collectCallingBack(generation)
        setCollecting(false)
        return count
    }

    /// Collects between the calls of `gc.callbacks`.
    private func collectCallingBack(_ generation: Int) -> Int {
        callCollectorCallbacks("start", generation, CollectorStatistics())
        let result = collect(generation)
        callCollectorCallbacks("stop", generation, result)
        return result.collected + result.uncollectable
    }

    private func collect(_ generation: Int) -> CollectorStatistics {
        tellStart(generation)
        countCollection(generation)
        let young = gcList(generation)
        for younger in 0..<generation { young.takeAll(of: gcList(younger)) }
        let old = gcList(min(generation + 1, CollectorList.oldest))
        let unreachable = gcList(CollectorList.unreachable)
        separateUnreachable(young, unreachable)
        untrackTuples(young)
        promote(young, old, generation)

        let legacy = gcList(CollectorList.legacyFinalizers)
        moveLegacyFinalizers(unreachable, legacy)
        tellObjects(unreachable, .collectable)
        var result = CollectorStatistics(collections: 1)
        result.collected += clearWeakReferences(unreachable, old)
        finalize(unreachable)
        let garbage = gcList(CollectorList.stillUnreachable)
        separateResurrected(unreachable, garbage, old)
        result.collected += garbage.count
        delete(garbage, old)
        tellObjects(legacy, .uncollectable)
        result.uncollectable = keepLegacyFinalizers(legacy, old)
        if generation == CollectorList.oldest { clearFreeLists() }
        if state.pointee.errors.current != nil { reportUnraisable("in garbage collection") }
        addStatistics(result, generation)
        tellEnd(result)
        return result
    }

    /// What a collection does to the counts: the next older generation counts it, its own starts anew.
    private func countCollection(_ generation: Int) {
        switch generation {
        case 0:
            state.pointee.collector.counts.0 = 0
            state.pointee.collector.counts.1 &+= 1
        case 1:
            state.pointee.collector.counts = (0, 0, state.pointee.collector.counts.2 &+ 1)
        default:
            state.pointee.collector.counts = (0, 0, 0)
        }
    }

    /// Moves the survivors to the next older generation.
    private func promote(_ young: GCNode, _ old: GCNode, _ generation: Int) {
        if young != old {
            if generation == 1 { state.pointee.collector.longLivedPending &+= young.count }
            old.takeAll(of: young)
        } else {
            // Only here, since doing it in every collection would make building dicts quadratic.
            untrackDicts(young)
            state.pointee.collector.longLivedPending = 0
            state.pointee.collector.longLivedTotal = young.count
        }
    }

    private func addStatistics(_ result: CollectorStatistics, _ generation: Int) {
        func add(_ row: inout CollectorStatistics) {
            row.collections += 1
            row.collected += result.collected
            row.uncollectable += result.uncollectable
        }
        switch generation {
        case 0: add(&state.pointee.collector.statistics.0)
        case 1: add(&state.pointee.collector.statistics.1)
        default: add(&state.pointee.collector.statistics.2)
        }
    }
}
