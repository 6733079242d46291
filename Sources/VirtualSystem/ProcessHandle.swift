/// What `pidfd_open` makes: a descriptor that stands for a process and can be waited on with others. It stays what it
/// is after the process was forgotten.
public final class ProcessHandle: OpenDescription {
    public let process: VirtualProcess
    private let number: Int

    init(_ process: VirtualProcess, flags: Int, number: Int) {
        self.process = process
        self.number = number
        super.init(flags: flags | 2)
    }

    /// Whether its parent has been told of its end, so that there is nothing left of it.
    public var isForgotten: Bool {
        process.machine.processes[process.number] !== process
    }

    override public var readiness: Readiness { process.ending == nil ? [] : .readable }

    override public var status: FileStatus {
        FileStatus(
            mode: 0o600, number: number, links: 1, owner: 1000, group: 1000, size: 0,
            accessed: 0, modified: 0, changed: 0)
    }

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? { throw .invalid }
    override public func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        throw .invalid
    }
}

extension VirtualProcess {
    /// A descriptor that stands for a process of the machine; programs started from here don't get it.
    public func openProcess(
        _ number: Int, isNonblocking: Bool
    ) throws(SystemFailure) -> Int {
        guard number > 0 else { throw .invalid }
        guard let process = machine.processes[number] else { throw .noProcess }
        let serial = files.tree.makeNode(.socket, permissions: 0).number
        let handle = ProcessHandle(
            process, flags: isNonblocking ? OpenDescription.nonblocking : 0, number: serial)
        return try files.add(handle)
    }

    /// Sends a signal to the process that a descriptor stands for; 0 only asks whether it is there.
    public func send(_ signal: Int, toHandle number: Int) throws(SystemFailure) {
        guard let handle = try files.description(number) as? ProcessHandle else {
            throw .badDescriptor
        }
        guard (0...64).contains(signal) else { throw .invalid }
        if handle.isForgotten { throw .noProcess }
        handle.process.receive(signal)
    }
}
