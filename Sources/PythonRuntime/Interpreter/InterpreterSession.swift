/// One interpreter with its memory: what code outside the runtime holds.
///
/// It owns the mapping, so nothing of the interpreter outlives it. It is used from one thread at a time.
public final class InterpreterSession {
    public let interpreter: Interpreter
    /// The instruction limit that was set last, to tell what was used.
    var instructionLimit = Int.max
    /// Whether a fault broke the program off: nothing of it may be used any more.
    public internal(set) var hasCrashed = false

    /// Whether a simulated segmentation fault ended the program.
    public internal(set) var endedByFault = false
    /// Whether it was broken off since one step of it took too long.
    var endedByTime = false
    /// Seconds of the host's processor that a run may take; nil where nobody minds.
    public var timeLimit: Double?
    /// What its guarded runs are watched by.
    var guardRecord: UnsafeMutablePointer<FaultRecord>?

    /// Why an interpreter couldn't be made.
    public enum StartError: Error {
        /// The host refused to reserve the address space.
        case noAddressSpace
        /// Start-up itself raised a Python exception: a bug, with its text.
        case failed(String)
    }

    /// `modules` are those that programs can import besides `builtins` and `sys`.
    public convenience init(
        host: Host, modules: [NativeModule] = []
    ) throws(StartError) {
        self.init(try StartedInterpreter(), host: host, modules: modules)
    }

    /// Takes over an interpreter that was started before.
    public init(_ started: consuming StartedInterpreter, host: Host, modules: [NativeModule] = []) {
        interpreter = started.take()
        interpreter.state.pointee.host = Unmanaged.passRetained(
            HostBox(host, modules: modules, interpreter: interpreter))
    }

    deinit {
        if !hasCrashed {
            endThreadsGuarded()
        }
        interpreter.state.pointee.host?.takeUnretainedValue().finish()
        interpreter.state.pointee.host?.release()
        interpreter.state.pointee.memory.tracer?.release()
        AddressSpace.release(interpreter.base)
    }
}

extension InterpreterSession {
    /// Ends the program's threads, also where it may have damaged what tells of them.
    private func endThreadsGuarded() {
        let interpreter = interpreter
        guard interpreter.hasWrittenObjects, let guardRecord else {
            interpreter.endThreads()
            if let guardRecord { FaultRecord.discard(guardRecord) }
            return
        }
        if FaultGuard.run(guardRecord, { interpreter.endThreads() }) {
            FaultRecord.discard(guardRecord)
        }
    }
}

extension Interpreter {
    /// Everything from bare memory to the modules `builtins`, `sys` and `__main__`.
    func start() throws(Raised) {
        initializeHeap()
        initializeSingletons()
        initializeStaticInts()
        initializeStaticBytes()
        initializeEmptyTuple()
        initializeStaticDictKeys()
        initializeMethodCache()
        let specs = TypeRegistry.specs()
        for spec in specs { prepareType(spec) }
        initializeStaticStrings()
        for spec in specs { try makeReady(spec) }
        try initializeMemoryErrors()
        try initializeExceptionGroup()
        try initializeModules()
        ageStartObjects()
    }

    /// The text of the exception that start-up raised.
    func describeStartFailure() -> String {
        guard let raised = takeException() else { return "unknown" }
        let error = Owned(stealing: raised)
        do throws(Raised) {
            let message = try str(error.ref)
            return "\(typeName(error.ref.type)): \(message.ref.text)"
        } catch _ { return "exception without text" }
    }
}
