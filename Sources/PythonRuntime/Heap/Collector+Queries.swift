/// What the `gc` module asks and sets, apart from collecting.
extension Interpreter {
    /// Turns automatic collection on or off (`gc.enable`, `gc.disable`).
    public var isCollectorEnabled: Bool {
        get { state.pointee.collector.isEnabled }
        nonmutating set {
            state.pointee.collector.isEnabled = newValue
            state.pointee.collector.updateYoungThreshold()
        }
    }

    /// The counts of the generations (`gc.get_count`).
    public var collectorCounts: (Int, Int, Int) { state.pointee.collector.counts }

    public var collectorThresholds: (Int, Int, Int) {
        get { state.pointee.collector.thresholds }
        nonmutating set {
            state.pointee.collector.thresholds = newValue
            state.pointee.collector.updateYoungThreshold()
        }
    }

    /// `gc.DEBUG_…` as bits.
    public var collectorDebugFlags: Int {
        get { state.pointee.collector.debugFlags.rawValue }
        nonmutating set {
            state.pointee.collector.debugFlags = CollectorDebugFlags(rawValue: newValue)
        }
    }

    /// Collections, collected and uncollectable objects of a generation (`gc.get_stats`).
    public func collectorStatistics(
        generation: Int
    ) -> (collections: Int, collected: Int, uncollectable: Int) {
        let all = state.pointee.collector.statistics
        let row = generation == 0 ? all.0 : generation == 1 ? all.1 : all.2
        return (row.collections, row.collected, row.uncollectable)
    }

    /// A list of the tracked objects of a generation, or of all three (`gc.get_objects`).
    public func trackedObjects(generation: Int? = nil) throws(Raised) -> Owned {
        let result = try makeList()
        for number in generation.map({ $0...$0 }) ?? 0...2 {
            let list = gcList(number)
            var node = list.next
            while node != list {
                if node.object != result.raw { try listAppend(result.ref, Ref(node.object)) }
                node = node.next
            }
        }
        return result
    }

    /// A list of the tracked objects that hold one of a tuple's items (`gc.get_referrers`).
    public func referrers(of objects: Ref) throws(Raised) -> Owned {
        let result = try makeList()
        for number in 0...2 {
            let list = gcList(number)
            var node = list.next
            while node != list {
                let object = node.object
                if object != objects.raw, object != result.raw,
                    traverseWithType(object, Self.isItem, objects.raw) != 0
                {
                    try listAppend(result.ref, Ref(object))
                }
                node = node.next
            }
        }
        return result
    }

    private static var isItem: VisitSlot {
        { held, tuple in
            guard let tuple else { return 0 }
            let objects = Ref(tuple)
            for index in 0..<objects.itemCount where objects.tupleItems[index] == held { return 1 }
            return 0
        }
    }

    /// A list of what the items of a tuple hold, as their types tell it (`gc.get_referents`).
    public func referents(of objects: Ref) throws(Raised) -> Owned {
        let result = try makeList()
        for index in 0..<objects.itemCount {
            let object = objects.tupleItem(index)
            guard isCollectable(object) else { continue }
            if traverseWithType(object.raw, Self.appendReferent, result.raw) != 0 {
                throw Raised()
            }
        }
        return result
    }

    private static var appendReferent: VisitSlot {
        { held, list in
            guard let list else { return 0 }
            do {
                try Interpreter(containing: list).listAppend(Ref(list), Ref(held))
                return 0
            } catch {
                return 1
            }
        }
    }

    /// `gc.is_tracked`.
    public func isTrackedByCollector(_ object: Ref) -> Bool {
        isCollectable(object) && isTracked(object.raw)
    }

    /// `gc.is_finalized`.
    public func isFinalized(_ object: Ref) -> Bool {
        isCollectable(object) && GCNode(object: object.raw).isFinalized
    }

    /// Moves all tracked objects out of the collector's way (`gc.freeze`).
    public func freezeTrackedObjects() {
        for generation in 0...2 { gcList(CollectorList.permanent).takeAll(of: gcList(generation)) }
        state.pointee.collector.counts = (0, 0, 0)
    }

    /// Moves them back, into the oldest generation (`gc.unfreeze`).
    public func unfreezeTrackedObjects() {
        gcList(CollectorList.oldest).takeAll(of: gcList(CollectorList.permanent))
    }

    public var frozenObjectCount: Int { gcList(CollectorList.permanent).count }

    /// `gc.garbage` and `gc.callbacks`, borrowed; made when first asked for.
    public func collectorLists() throws(Raised) -> (garbage: Ref, callbacks: Ref) {
        let garbage = try existing(state.pointee.collector.garbage)
        state.pointee.collector.garbage = garbage
        let callbacks = try existing(state.pointee.collector.callbacks)
        state.pointee.collector.callbacks = callbacks
        return (Ref(garbage), Ref(callbacks))
    }

    private func existing(_ list: RawObject?) throws(Raised) -> RawObject {
        if let list { return list }
        return try makeList().take()
    }

    /// Tells `gc.callbacks` of a collection's start or end.
    func callCollectorCallbacks(
        _ phase: String, _ generation: Int, _ result: CollectorStatistics
    ) {
        guard let callbacks = state.pointee.collector.callbacks, Ref(callbacks).itemCount > 0 else {
            return
        }
        do {
            let info = try makeDict()
            try setInfo(info.ref, "generation", generation)
            try setInfo(info.ref, "collected", result.collected)
            try setInfo(info.ref, "uncollectable", result.uncollectable)
            let phase = try makeString(phase)
            var index = 0
            while index < Ref(callbacks).itemCount {
                let callback = Ref(callbacks).listItem(index).owned()
                do { try callCollectorCallback(callback.ref, phase.ref, info.ref) } catch {
                    reportUnraisable(in: callback.ref)
                }
                index += 1
            }
        } catch {
            reportUnraisable("in gc callback")
        }
    }

    private func callCollectorCallback(
        _ callback: Ref, _ phase: Ref, _ info: Ref
    ) throws(Raised) {
        let result = try call(callback, phase, info)
        _ = result.ref
    }

    private func setInfo(_ dict: Ref, _ key: String, _ value: Int) throws(Raised) {
        let key = try makeString(key)
        let value = try makeInt(value)
        try dictSet(dict, key.ref, value.ref)
    }

    /// Blocks that the allocators have handed out (`sys.getallocatedblocks`).
    public var allocatedBlockCount: Int {
        var count = state.pointee.memory.rawBlockCount
        let arenas =
            (state.pointee.memory.arenaEnd - AddressSpace.arenaStart) / SmallBlocks.arenaSize
        for index in 0..<arenas {
            let arena = arena(index)
            guard var pool = arena.pointee.address, let end = arena.pointee.nextPool else {
                continue
            }
            while pool < end {
                count += pool.assumingMemoryBound(to: PoolHeader.self).pointee.usedCount
                pool += SmallBlocks.poolSize
            }
        }
        return count
    }
}
