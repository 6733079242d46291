import PythonRuntime
import VirtualSystem

/// What `faulthandler` was asked to do: for which signals, and when, it writes where the threads are, and to which
/// descriptors (`Modules/faulthandler.c`). The interpreter's process keeps it and calls it the moment a signal comes.
final class FaultHandler: NativeSignalHandler {
    /// Where the stacks are written, and whether those of all threads are.
    struct Destination {
        var descriptor: Int
        var ofAll: Bool
    }

    private struct Registration {
        var destination: Destination
        var chains: Bool
        var former: VirtualProcess.Disposition?
    }

    /// The signals that end a program that did something wrong, with their names.
    static let faults: [(signal: Int, name: String)] = [
        (7, "Bus error"), (4, "Illegal instruction"), (8, "Floating point exception"),
        (6, "Aborted"), (11, "Segmentation fault"),
    ]

    private let interpreter: Interpreter
    private unowned let process: VirtualProcess
    private var enabled: Destination?
    private var formerFaults: [Int: VirtualProcess.Disposition] = [:]
    private var registrations: [Int: Registration] = [:]

    init(_ interpreter: Interpreter, _ process: VirtualProcess) {
        self.interpreter = interpreter
        self.process = process
    }

    /// The handler of the process, made when it's first needed.
    static func handler(of interpreter: Interpreter) throws(Raised) -> FaultHandler {
        guard let process = interpreter.process else {
            throw interpreter.raise(.runtimeError, "no host")
        }
        if let handler = process.nativeHandler as? FaultHandler { return handler }
        let handler = FaultHandler(interpreter, process)
        process.nativeHandler = handler
        return handler
    }

    // MARK: Faults

    var isEnabled: Bool { enabled != nil }

    func enable(_ destination: Destination) {
        if enabled == nil {
            for (signal, _) in Self.faults {
                formerFaults[signal] = process.dispositions[signal]
                process.dispositions[signal] = .native
            }
        }
        enabled = destination
    }

    /// Whether it was enabled.
    func disable() -> Bool {
        guard enabled != nil else { return false }
        enabled = nil
        for (signal, _) in Self.faults { process.dispositions[signal] = formerFaults[signal] }
        formerFaults = [:]
        return true
    }

    /// The end of a program that can't go on (`_Py_FatalErrorFunc`): it is told with all stacks, and SIGABRT follows.
    func endFatally(_ message: String, _ dump: Interpreter.StackDump) {
        _ = disable()
        let text =
            "Fatal Python error: \(message)\nPython runtime state: initialized\n\n"
            + interpreter.stackText(dump) + interpreter.extensionModulesText()
        write(text, to: 2)
        process.fault(6)
    }

    // MARK: Signals and times

    func register(_ signal: Int, _ destination: Destination, chains: Bool) {
        let former =
            registrations[signal].map(\.former) ?? process.dispositions[signal]
        registrations[signal] = Registration(
            destination: destination, chains: chains, former: former)
        process.dispositions[signal] = .native
    }

    /// Whether it was registered.
    func unregister(_ signal: Int) -> Bool {
        guard let registration = registrations.removeValue(forKey: signal) else { return false }
        process.dispositions[signal] = registration.former
        return true
    }

    /// Plans a dump of all stacks after a time in nanoseconds, in place of one that was planned before.
    func dumpLater(after delay: Int, repeats: Bool, exits: Bool, to descriptor: Int) {
        let heading = Self.heading(ofTime: delay)
        let deadline = process.machine.clock.addingReportingOverflow(delay)
        process.watch = VirtualProcess.Watch(
            deadline: deadline.overflow ? .max : deadline.partialValue,
            interval: repeats ? delay : 0
        ) { [unowned self] in
            write(heading + interpreter.stackText(.allAlike), to: descriptor)
            if exits { process.exitAtOnce(1) }
        }
    }

    func cancelDump() { process.watch = nil }

    private static func heading(ofTime nanoseconds: Int) -> String {
        let microseconds = nanoseconds / 1000 + (nanoseconds % 1000 > 0 ? 1 : 0)
        let seconds = microseconds / 1_000_000
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let minutes = padded(seconds / 60 % 60, 2)
        let fraction = microseconds % 1_000_000
        let rest = fraction == 0 ? "" : "." + padded(fraction, 6)
        return "Timeout (\(seconds / 3600):\(minutes):\(padded(seconds % 60, 2))\(rest))!\n"
    }

    override func handle(_ signal: Int) {
        if let registration = registrations[signal] {
            dump(to: registration.destination)
            guard registration.chains else { return }
            process.dispositions[signal] = registration.former
            process.receive(signal)
            // What ended the process, or took the signal over meanwhile, isn't undone.
            if registrations[signal] != nil { process.dispositions[signal] = .native }
            return
        }
        guard let destination = enabled,
            let fault = Self.faults.first(where: { $0.signal == signal })
        else { return }
        process.dispositions[signal] = formerFaults[signal]
        write("Fatal Python error: \(fault.name)\n\n", to: destination.descriptor)
        dump(to: destination)
        write(interpreter.extensionModulesText(), to: destination.descriptor)
        process.receive(signal)
    }

    private func dump(to destination: Destination) {
        let text = interpreter.stackText(destination.ofAll ? .all : .running)
        write(text, to: destination.descriptor)
    }

    /// What a descriptor doesn't take at once is lost: nothing can wait here.
    func write(_ text: String, to descriptor: Int) {
        guard let description = try? process.files.description(descriptor) else { return }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard let written = try? description.write(rest), written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
