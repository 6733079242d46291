import Testing

@testable import PythonRuntime

@Suite struct CollectorTests {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
        _ = session.interpreter.collectGarbage()
    }

    /// Collections of a generation since start-up.
    private func collections(_ generation: Int) -> Int {
        interpreter.collectorStatistics(generation: generation).collections
    }

    /// A set has no free list, so every one counts.
    private func makeSets(_ count: Int, into list: Ref) throws {
        for _ in 0..<count {
            let set = try interpreter.makeSet()
            try interpreter.listAppend(list, set.ref)
        }
    }

    @Test func theCollectorStartsAtTheAllocationPastTheThreshold() throws {
        let kept = try interpreter.makeList()
        let before = collections(0)
        let room = 700 - interpreter.collectorCounts.0
        try makeSets(room, into: kept.ref)
        #expect(interpreter.collectorCounts.0 == 700)
        #expect(collections(0) == before)
        try makeSets(1, into: kept.ref)
        #expect(collections(0) == before + 1)
        #expect(interpreter.collectorCounts.0 == 0)
        #expect(interpreter.collectorCounts.1 == 1)
    }

    @Test func elevenYoungCollectionsMakeAnOlderOneDue() throws {
        let kept = try interpreter.makeList()
        let young = collections(0)
        while collections(1) == 0 { try makeSets(1, into: kept.ref) }
        #expect(collections(0) - young == 11)
    }

    @Test func aFreedObjectTakesBackItsCount() throws {
        let first = interpreter.collectorCounts.0
        do {
            let set = try interpreter.makeSet()
            #expect(interpreter.collectorCounts.0 == first + 1)
            _ = set.ref
        }
        #expect(interpreter.collectorCounts.0 == first)
    }

    @Test func nothingIsCollectedWhileDisabled() throws {
        interpreter.isCollectorEnabled = false
        let kept = try interpreter.makeList()
        let before = collections(0)
        try makeSets(2000, into: kept.ref)
        #expect(collections(0) == before)
        interpreter.isCollectorEnabled = true
        try makeSets(1, into: kept.ref)
        #expect(collections(0) == before + 1)
    }

    @Test func aCycleIsFoundAndFreed() throws {
        do {
            let first = try interpreter.makeList()
            let second = try interpreter.makeList()
            try interpreter.listAppend(first.ref, second.ref)
            try interpreter.listAppend(second.ref, first.ref)
        }
        #expect(interpreter.collectGarbage() == 2)
        #expect(interpreter.collectGarbage() == 0)
        #expect(interpreter.checkHeap() == [])
    }

    @Test func aCycleHeldFromOutsideStays() throws {
        let outer = try interpreter.makeList()
        do {
            let inner = try interpreter.makeList()
            try interpreter.listAppend(outer.ref, inner.ref)
            try interpreter.listAppend(inner.ref, outer.ref)
        }
        #expect(interpreter.collectGarbage() == 0)
        #expect(outer.ref.itemCount == 1)
        // Breaks the cycle again, so that nothing is left over.
        interpreter.listClear(outer.ref)
        #expect(interpreter.checkHeap() == [])
    }

    @Test func tuplesOfAtomsAreUntrackedByAnyCollectionOuterOnesLater() throws {
        let number = try interpreter.makeInt(1000)
        let inner = try interpreter.makeTuple([number.ref, interpreter.none])
        let outer = try interpreter.makeTuple([inner.ref])
        #expect(interpreter.isTracked(inner.ref.raw))
        _ = interpreter.collectGarbage(generation: 0)
        #expect(!interpreter.isTracked(inner.ref.raw))
        #expect(!interpreter.isTracked(outer.ref.raw))
        let list = try interpreter.makeList()
        let kept = try interpreter.makeTuple([list.ref])
        _ = interpreter.collectGarbage()
        #expect(interpreter.isTracked(kept.ref.raw))
    }

    @Test func dictsAreUntrackedByFullCollectionsOnly() throws {
        let dict = try interpreter.makeDict()
        let key = try interpreter.makeString("key")
        #expect(!interpreter.isTracked(dict.ref.raw))
        do {
            let list = try interpreter.makeList()
            try interpreter.dictSet(dict.ref, key.ref, list.ref)
        }
        #expect(interpreter.isTracked(dict.ref.raw))
        try interpreter.dictSet(dict.ref, key.ref, interpreter.none)
        _ = interpreter.collectGarbage(generation: 1)
        #expect(interpreter.isTracked(dict.ref.raw))
        _ = interpreter.collectGarbage(generation: 2)
        #expect(!interpreter.isTracked(dict.ref.raw))
    }

    @Test func aFullCollectionEmptiesTheFreeLists() throws {
        for _ in 0..<5 { _ = try interpreter.makeFloat(1.5) }
        do {
            let first = try interpreter.makeFloat(1.5)
            let second = try interpreter.makeFloat(2.5)
            #expect(first.ref.floatValue + second.ref.floatValue == 4)
        }
        #expect(interpreter.state.pointee.freeLists.floats.count == 2)
        _ = interpreter.collectGarbage(generation: 1)
        #expect(interpreter.state.pointee.freeLists.floats.count == 2)
        _ = interpreter.collectGarbage()
        #expect(interpreter.freeListedBlockCount == 0)
        #expect(interpreter.checkHeap() == [])
    }

    @Test func aFreshSessionHasAHeapInOrder() {
        #expect(interpreter.checkHeap() == [])
    }

    @Test func whatLivesOnIsFound() throws {
        let baseline = interpreter.heapBaseline()
        #expect(interpreter.leakCheck(since: baseline) == [])
        let kept = try interpreter.makeSet()
        #expect(interpreter.leakCheck(since: baseline) == ["1 blocks", "1 set"])
        _ = kept.ref
    }
}
