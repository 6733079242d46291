import Glibc

/// Waiting for a guarded run, and seeing that it gets on.
///
/// Instructions are counted, and so are the steps of the native loops that a program can make endless; but one
/// instruction may also multiply numbers of millions of digits. Where time is limited, a run that takes too much of it,
/// over one instruction or in all, is first asked to stop, as if its instructions were used up: bytecode and loops that
/// count see that, and the session lives on. What doesn't answer is broken off. In a heap that may be damaged
/// nobody is asked.
struct FaultWatch {
    /// Seconds of the host's processor that native code may take over one instruction.
    private static let patience = 5.0
    /// A run that may take longer may also do so over one instruction.
    private var patience: Double { max(Self.patience, (record.pointee.timeLimit ?? 0) / 4) }
    /// Seconds more for what was asked to stop.
    private static let grace = 5.0

    private let record: UnsafeMutablePointer<FaultRecord>
    /// Where the program was when the time was taken last.
    private var instructions = -1
    private var began = 0.0
    /// The time when the run began, and when it was asked to stop.
    private let start: Double
    private var asked: Double?

    init(_ record: UnsafeMutablePointer<FaultRecord>) {
        self.record = record
        start = Self.processorTime(record)
    }

    consuming func wait() {
        while true {
            var moment = timespec()
            clock_gettime(CLOCK_REALTIME, &moment)
            moment.tv_sec += 1
            if sem_timedwait(&record.pointee.done, &moment) == 0 { return }
            look()
        }
    }

    private mutating func look() {
        let interpreter = record.pointee.interpreter
        let isDamaged = interpreter.hasWrittenObjects
        guard isDamaged || record.pointee.timeLimit != nil else { return }
        let spent = Self.processorTime(record)
        if let asked {
            if spent - asked > Self.grace { return breakOff() }
            return interpreter.askToStop()
        }
        let left = interpreter.remainingInstructions
        if left != instructions {
            instructions = left
            began = spent
        }
        let isStuck = spent - began > patience
        if isDamaged {
            if spent - began > Self.patience + Self.grace { breakOff() }
        } else if isStuck || spent - start > record.pointee.timeLimit ?? .infinity {
            asked = spent
            interpreter.askToStop()
        }
    }

    private func breakOff() {
        let interpreter = record.pointee.interpreter
        record.pointee.isOutOfTime = !interpreter.hasWrittenObjects
        // Its heap is as it was in the middle of something.
        interpreter.noteWrittenObjects()
        FaultGuard.install()
        record.pointee.forEachThread { pthread_kill($0, SIGTRAP) }
    }

    private static func processorTime(_ record: UnsafeMutablePointer<FaultRecord>) -> Double {
        var sum = 0.0
        record.pointee.forEachThread { thread in
            var clock = clockid_t()
            var time = timespec()
            if pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 {
                sum += Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            }
        }
        return sum
    }
}

extension Interpreter {
    /// Makes the counter of instructions run out; from the thread that waits for the program, which may be changing
    /// the counter at the same moment, so this is said again until it is heard.
    func askToStop() {
        state.pointee.limits.isOutOfTime = true
        state.pointee.threads.reserve = .min / 2
        state.pointee.limits.instructionsLeft = -1
    }
}
