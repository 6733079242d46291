/// What `tracemalloc` knows: for each live block the size that was asked for and the calls that asked
/// (`Modules/_tracemalloc.c`).
///
/// There is one while tracing is on. Its tables are the host's, as CPython's are outside the memory they
/// describe; the only trace of them in the simulated heap are references to the names of source files. Equal
/// stacks of calls are kept once and known by number.
final class AllocationTracer {
    /// One call: the name of its source file, by its number, and the line.
    struct Call: Hashable {
        var file: Int
        var line: Int
    }

    /// The innermost calls, and how many there were altogether.
    struct CallStack: Hashable {
        var calls: [Call]
        var total: Int
    }

    struct Trace {
        var size: Int
        var stack: Int
    }

    /// How many calls of a stack are kept.
    let limit: Int
    /// Whether blocks that the program's own questions need are left out for now.
    var isPaused = false
    /// Traces by domain and address; 0 is the domain of the interpreter's own allocators.
    private(set) var traces: [UInt32: [UInt: Trace]] = [:]
    private(set) var stacks: [CallStack] = [CallStack.unknown]
    private var stackNumbers: [CallStack: Int] = [CallStack.unknown: 0]
    /// Names of source files, each owned; number 0 is none.
    private(set) var files: [RawObject] = []
    private var fileNumbers: [RawObject: Int] = [:]
    private var filesByText: [String: Int] = [:]
    private(set) var tracedBytes = 0
    private(set) var peakBytes = 0

    init(limit: Int) { self.limit = limit }

    // MARK: Traces

    func add(_ address: UInt, size: Int, stack: Int, domain: UInt32 = 0) {
        let former = traces[domain, default: [:]].updateValue(
            Trace(size: size, stack: stack), forKey: address)
        tracedBytes &+= size &- (former?.size ?? 0)
        peakBytes = max(peakBytes, tracedBytes)
    }

    func remove(_ address: UInt, domain: UInt32 = 0) {
        guard let former = traces[domain]?.removeValue(forKey: address) else { return }
        tracedBytes &-= former.size
    }

    /// A block that was known already became another object: its stack is the current one.
    func renew(_ address: UInt, stack: () -> Int) {
        guard let size = traces[0]?[address]?.size else { return }
        traces[0]?[address] = Trace(size: size, stack: stack())
    }

    func trace(of address: UInt, domain: UInt32 = 0) -> Trace? { traces[domain]?[address] }

    func resetPeak() { peakBytes = tracedBytes }

    /// Forgets all blocks; the caller owns the names that were kept.
    func clear() -> [RawObject] {
        let names = files
        traces = [:]
        stacks = [CallStack.unknown]
        stackNumbers = [CallStack.unknown: 0]
        (files, fileNumbers, filesByText) = ([], [:], [:])
        (tracedBytes, peakBytes) = (0, 0)
        return names
    }

    // MARK: Stacks

    func number(of stack: CallStack) -> Int {
        if let known = stackNumbers[stack] { return known }
        stackNumbers[stack] = stacks.count
        stacks.append(stack)
        return stacks.count - 1
    }

    /// The number of a file's name, 1 or more. Equal names have one number: that of the object seen first, which is
    /// kept alive.
    func number(ofFile name: Ref) -> Int {
        if let known = fileNumbers[name.raw] { return known }
        if let known = filesByText[name.text] { return known }
        name.incref()
        files.append(name.raw)
        fileNumbers[name.raw] = files.count
        filesByText[name.text] = files.count
        return files.count
    }

    /// What the tables take up, reckoned as CPython's are made: entries of chained tables with room for as
    /// many as there are, stacks of a head and twelve bytes a call.
    var ownBytes: Int {
        func table(_ count: Int, entry: Int) -> Int {
            var buckets = 16
            while count * 2 > buckets { buckets *= 2 }
            return 104 + 8 * buckets + count * entry
        }
        var bytes = table(files.count, entry: 24) + table(stacks.count - 1, entry: 24)
        for (domain, entries) in traces {
            bytes += table(entries.count, entry: 40) + (domain == 0 ? 0 : 40)
        }
        for stack in stacks.dropFirst() { bytes += 16 + 12 * stack.calls.count }
        return bytes
    }
}

extension AllocationTracer.CallStack {
    /// The stack of what is made where no Python code runs; it has the number 0.
    static var unknown: AllocationTracer.CallStack {
        AllocationTracer.CallStack(calls: [.init(file: 0, line: 0)], total: 1)
    }
}
