/// Where the allocators meet `tracemalloc` and the recorder.
///
/// While neither is on this costs nothing: the two comparisons that tell small blocks from others are made
/// with numbers of `MemoryState`. While one is on these are zero, so that every request and every block
/// given back takes the way of large ones, which leads here. The free list of floats is set aside likewise.
extension Interpreter {
    /// Opens or closes the direct ways, after the recorder or tracing was turned on or off.
    func updateDirectWays() {
        let isDirect = !state.pointee.recording.notesBirths
        state.pointee.memory.directLimit = isDirect ? SmallBlocks.limit : 0
        state.pointee.memory.directSpan = isDirect ? AddressSpace.arenaSpan : 0
        setFloatsAside(!isDirect)
    }

    /// The requests that don't go to pymalloc straight away.
    @inline(never)
    func allocateElsewhere(_ size: Int) -> UnsafeMutableRawPointer? {
        guard let tracer = state.pointee.memory.tracer?.takeUnretainedValue() else {
            return allocateUntraced(size)
        }
        guard let block = allocateUntraced(size) else { return nil }
        if !tracer.isPaused { addTrace(block, size: size, to: tracer) }
        return block
    }

    @inline(never)
    func freeElsewhere(_ block: UnsafeMutableRawPointer) {
        guard let tracer = state.pointee.memory.tracer?.takeUnretainedValue() else {
            return freeUntraced(block)
        }
        tracer.remove(UInt(bitPattern: block))
        freeUntraced(block)
    }

    @inline(never)
    func reallocateTraced(
        _ block: UnsafeMutableRawPointer, to size: Int, _ tracer: AllocationTracer
    ) -> UnsafeMutableRawPointer? {
        guard let moved = reallocateUntraced(block, to: size) else { return nil }
        tracer.remove(UInt(bitPattern: block))
        if !tracer.isPaused { addTrace(moved, size: size, to: tracer) }
        return moved
    }

    /// A block of any size, traced or not.
    func allocateUntraced(_ size: Int) -> UnsafeMutableRawPointer? {
        (1...SmallBlocks.limit).contains(size) ? allocateSmall(size) : allocateRaw(size)
    }

    func freeUntraced(_ block: UnsafeMutableRawPointer) {
        if isInArenas(block) { freeSmall(block) } else { freeRaw(block) }
    }

    func reallocateUntraced(
        _ block: UnsafeMutableRawPointer, to size: Int
    ) -> UnsafeMutableRawPointer? {
        isInArenas(block) ? reallocateSmall(block, to: size) : reallocateRaw(block, to: size)
    }

    private func addTrace(
        _ block: UnsafeMutableRawPointer, size: Int, to tracer: AllocationTracer
    ) {
        tracer.add(UInt(bitPattern: block), size: max(size, 0), stack: currentStack(tracer))
    }

    /// An object was born in memory that a free list kept (`_PyTraceMalloc_NewReference`).
    func renewTrace(_ raw: RawObject) {
        guard let tracer = state.pointee.memory.tracer?.takeUnretainedValue(), !tracer.isPaused
        else { return }
        tracer.renew(blockAddress(of: Ref(raw))) { currentStack(tracer) }
    }

    /// Where the block of an object begins.
    private func blockAddress(of object: Ref) -> UInt {
        UInt(bitPattern: object.raw) &- UInt(bitPattern: headSize(object))
    }

    /// The number of the stack of calls that run now.
    private func currentStack(_ tracer: AllocationTracer) -> Int {
        var calls: [AllocationTracer.Call] = []
        var total = 0
        var frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        while let current = frame {
            if calls.count < tracer.limit {
                calls.append(
                    AllocationTracer.Call(
                        file: tracer.number(ofFile: Ref(current.code.pointee.co_filename)),
                        line: current.currentLine ?? 0))
            }
            if total < Int(UInt16.max) { total += 1 }
            frame = visibleFrame(from: current.pointee.previous)
        }
        if calls.isEmpty { return 0 }
        return tracer.number(of: AllocationTracer.CallStack(calls: calls, total: total))
    }
}

/// What `tracemalloc` does, for `_tracemalloc`.
extension Interpreter {
    private var tracer: AllocationTracer? { state.pointee.memory.tracer?.takeUnretainedValue() }

    public var isTracingAllocations: Bool { state.pointee.memory.tracer != nil }

    /// No stack is kept with more calls.
    public static var mostTracedCalls: Int { Int(UInt16.max) }

    /// Starts tracing, with stacks of so many calls at most; nothing happens when it is on.
    public func startTracingAllocations(limit: Int) {
        guard state.pointee.memory.tracer == nil else { return }
        state.pointee.memory.lastTracingLimit = limit
        state.pointee.memory.tracer = Unmanaged.passRetained(AllocationTracer(limit: limit))
        state.pointee.recording.isTracingAllocations = true
        updateDirectWays()
    }

    public func stopTracingAllocations() {
        guard let held = state.pointee.memory.tracer else { return }
        state.pointee.memory.tracer = nil
        state.pointee.recording.isTracingAllocations = false
        updateDirectWays()
        for name in held.takeUnretainedValue().clear() { Ref(name).decref() }
        held.release()
    }

    /// The limit tracing runs with, or ran with at last.
    public var tracedCallLimit: Int { state.pointee.memory.lastTracingLimit }

    public func clearAllocationTraces() {
        guard let tracer else { return }
        for name in tracer.clear() { Ref(name).decref() }
    }

    /// Bytes of traced blocks, now and at most.
    public var tracedMemory: (now: Int, peak: Int) {
        tracer.map { ($0.tracedBytes, $0.peakBytes) } ?? (0, 0)
    }

    public func resetTracedPeak() { tracer?.resetPeak() }

    public var tracingTableBytes: Int { tracer?.ownBytes ?? 0 }

    /// Notes a block of another domain than the interpreter's own; false when tracing is off.
    public func trackBlock(domain: UInt32, address: UInt, size: Int) -> Bool {
        guard let tracer else { return false }
        tracer.add(address, size: size, stack: currentStack(tracer), domain: domain)
        return true
    }

    public func untrackBlock(domain: UInt32, address: UInt) -> Bool {
        guard let tracer else { return false }
        tracer.remove(address, domain: domain)
        return true
    }

    /// All traces, by domain and address, as `(domain, size, calls, total)`; nothing made for the answer is
    /// among them but its list.
    public func allocationTraces() throws(Raised) -> Owned {
        let list = try makeList()
        guard let tracer else { return list }
        let traces = tracer.traces.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        let wasPaused = tracer.isPaused
        tracer.isPaused = true
        defer { tracer.isPaused = wasPaused }
        let stacks = try tracer.stacks.mapStacks(self)
        defer { for stack in stacks { Ref(stack).decref() } }
        for (domain, entries) in traces {
            let domainNumber = try makeInt(Int(domain))
            for (_, trace) in entries.sorted(by: { $0.key < $1.key }) {
                let size = try makeInt(trace.size)
                let total = try makeInt(tracer.stacks[trace.stack].total)
                let item = try makeTuple([
                    domainNumber.ref, size.ref, Ref(stacks[trace.stack]), total.ref,
                ])
                try listAppend(list.ref, item.ref)
            }
        }
        return list
    }

    /// The calls that made an object, innermost first, or nil.
    public func traceback(ofObject object: Ref) throws(Raised) -> Owned? {
        try traceback(ofBlock: blockAddress(of: object), domain: 0)
    }

    public func traceback(ofBlock address: UInt, domain: UInt32) throws(Raised) -> Owned? {
        guard let tracer, let trace = tracer.trace(of: address, domain: domain) else { return nil }
        return try makeTuple(of: tracer.stacks[trace.stack])
    }

    fileprivate func makeTuple(of stack: AllocationTracer.CallStack) throws(Raised) -> Owned {
        let names = tracer?.files ?? []
        let tuple = try makeTuple(count: stack.calls.count)
        for (index, call) in stack.calls.enumerated() {
            let line = try makeInt(call.line)
            let name =
                call.file == 0 ? try intern("<unknown>") : Ref(names[call.file - 1]).owned()
            tuple.ref.tupleItems[index] = try makeTuple([name.ref, line.ref]).take()
        }
        return tuple
    }
}

extension [AllocationTracer.CallStack] {
    /// A tuple for each, owned by the caller.
    fileprivate func mapStacks(_ interpreter: Interpreter) throws(Raised) -> [RawObject] {
        var tuples: [RawObject] = []
        for stack in self {
            do { tuples.append(try interpreter.makeTuple(of: stack).take()) } catch {
                for tuple in tuples { Ref(tuple).decref() }
                throw error
            }
        }
        return tuples
    }
}
