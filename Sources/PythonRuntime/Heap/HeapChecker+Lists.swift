extension HeapChecker {
    // MARK: The raw heap

    /// Chunks lie side by side; no two free ones touch; each free one is in its bin.
    func checkRawHeap() {
        let memory = interpreter.state.pointee.memory
        let end = interpreter.base + memory.rawEnd
        var chunk = RawChunk(interpreter.base + AddressSpace.rawStart)
        var previousSize = 0
        var wasFree = false
        var free: Set<UnsafeMutableRawPointer> = []
        var used = (count: 0, bytes: 0)
        while chunk.start < end {
            let place = "chunk \(text(chunk.start))"
            guard chunk.size >= RawChunk.smallestSize, chunk.start + chunk.size <= end else {
                return report(place, "has the size \(chunk.size)")
            }
            expect(chunk.previousSize == previousSize, place, "knows another size before it")
            if chunk.isInUse {
                used.count += 1
                used.bytes += chunk.size
            } else {
                expect(!wasFree, place, "and the one before it are free")
                free.insert(chunk.start)
            }
            wasFree = !chunk.isInUse
            previousSize = chunk.size
            chunk = chunk.following
        }
        expect(!wasFree, "wilderness", "borders a free chunk")
        expect(memory.rawLastChunkSize == previousSize, "wilderness", "knows another last chunk")
        expect(used.count == memory.rawBlockCount, "accounts", "\(memory.rawBlockCount) raw blocks")
        expect(used.bytes == memory.rawLiveBytes, "accounts", "\(memory.rawLiveBytes) raw bytes")
        checkBins(free)
    }

    private func checkBins(_ free: Set<UnsafeMutableRawPointer>) {
        var found: Set<UnsafeMutableRawPointer> = []
        for bin in 0..<RawBins.count {
            var start = interpreter.binHead(bin).pointee
            let isMarked = interpreter.state.pointee.memory.rawBinMap.firstBit(from: bin) == bin
            expect(isMarked == (start != nil), "bin \(bin)", "is marked wrongly")
            var previous: RawChunk?
            while let current = start {
                let chunk = RawChunk(current)
                guard free.contains(current) else {
                    return report("bin \(bin)", "holds \(text(current)), which isn't free")
                }
                guard found.insert(current).inserted else {
                    return report("bin \(bin)", "holds \(text(current)) twice")
                }
                expect(RawBins.index(of: chunk.size) == bin, "bin \(bin)", "holds a wrong size")
                expect(chunk.previousFree == previous, "bin \(bin)", "isn't linked back")
                previous = chunk
                start = chunk.nextFree?.start
            }
        }
        expect(found == free, "bins", "hold \(found.count) of \(free.count) free chunks")
    }

    // MARK: The collector

    /// Each object is in one list, linked both ways, and no flag of a collection was left behind.
    func checkCollectorLists() {
        var seen: Set<RawObject> = []
        for number in 0..<CollectorState.listCount {
            let list = interpreter.gcList(number)
            if number > CollectorList.permanent {
                let isFresh = list.head.pointee._gc_next == UInt(bitPattern: list.head)
                expect(
                    isFresh || interpreter.state.pointee.collector.isCollecting,
                    "collector list \(number)", "isn't empty")
                continue
            }
            checkGeneration(list, "generation \(number)", &seen)
        }
        expect(
            interpreter.state.pointee.deferred.pending == nil, "deferred deallocations",
            "were left over")
    }

    private func checkGeneration(
        _ list: GCNode, _ place: String, _ seen: inout Set<RawObject>
    ) {
        var previous = list
        var node = list.next
        while node != list {
            let object = node.object
            guard interpreter.region(of: object) != .frameStack, seen.insert(object).inserted else {
                return report(place, "holds \(text(object)) twice or from nowhere")
            }
            expect(node.previous == previous, place, "isn't linked back at \(text(object))")
            expect(!node.isCollecting, place, "has \(text(object)) marked as being collected")
            expect(Ref(object).refcount > 0, place, "holds the dead object \(text(object))")
            expect(
                interpreter.isCollectable(Ref(object)), place,
                "holds \(text(object)), whose type isn't collected")
            previous = node
            node = node.next
        }
        expect(list.previous == previous, place, "has another last object")
    }

    // MARK: Free lists

    func checkFreeLists() {
        let lists = interpreter.state.pointee.freeLists
        check(lists.allFloats, 8, FreeLists.mostFloats, "free floats")
        check(lists.lists, ListLayout.freeListLink, ListLayout.freeListLimit, "free lists")
        check(lists.dicts, DictLayout.freeListLink, DictLayout.freeListLimit, "free dicts")
        check(
            lists.contexts, Interpreter.contextLink, Interpreter.contextLimit, "free contexts")
        check(lists.dictKeys, 0, DictLayout.freeListLimit, "free dict keys")
        for length in 1...20 {
            let list = interpreter.freeTuples(length)
            check(
                list, TupleLayout.freeListLink, TupleLayout.freeListLimit, "free \(length)-tuples")
        }
    }

    private func check(
        _ list: LinkedFreeList, _ link: Int, _ limit: Int, _ place: String
    ) {
        var count = 0
        var object = list.head
        while let current = object {
            count += 1
            if count > limit { return report(place, "are too many, or go round") }
            object = (current + link).assumingMemoryBound(to: RawObject?.self).pointee
        }
        expect(count == list.count, place, "count \(list.count), are \(count)")
    }
}

extension Interpreter {
    /// The free list of tuples of a length from 1 to 20.
    func freeTuples(_ length: Int) -> LinkedFreeList {
        withUnsafeBytes(of: state.pointee.freeLists.tuples.storage) { bytes in
            bytes.load(
                fromByteOffset: length * MemoryLayout<LinkedFreeList>.stride,
                as: LinkedFreeList.self)
        }
    }
}
