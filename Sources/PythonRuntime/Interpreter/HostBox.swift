import VirtualSystem

/// Keeps the host's closures, the table of native modules and the interpreter's process alive while the
/// interpreter's trivial state points to them.
final class HostBox {
    let host: Host
    let modules: [NativeModule]
    /// Definitions that modules' functions share, by what they call (`functionDefinition`).
    var definitions: [Int: [UnsafeMutablePointer<PyMethodDef>]] = [:]
    private let interpreter: Interpreter
    private var madeProcess: VirtualProcess?
    /// The machine, if it is this interpreter's own.
    private var machine: VirtualMachine?

    init(_ host: Host, modules: [NativeModule], interpreter: Interpreter) {
        self.host = host
        self.modules = modules
        self.interpreter = interpreter
        madeProcess = host.process
    }

    /// The process, if a machine has been made.
    var startedProcess: VirtualProcess? { madeProcess }

    /// This interpreter as a process, with a machine made when a program first has to do with it.
    var process: VirtualProcess {
        if let madeProcess { return madeProcess }
        var mounts = host.mounts
        if var library = host.library {
            let read = library.read
            library.read = { [weak self] path in
                let bytes = read(path)
                if path.hasSuffix(".pyc"), let bytes { self?.machine?.lastLibraryCode = bytes }
                return bytes
            }
            library = library.showing(SharedLibraries(of: modules))
            let path = FilePath(HostLibrary.folder)
            mounts.insert(FileTree.Mount(path: path, folder: library), at: 0)
        }
        let machine = VirtualMachine(mounts: mounts, executable: FilePath(Host.executable))
        let interpreter = self.interpreter
        let process = machine.start(
            streams: StandardStreams(write: host.write, readLine: host.readLine),
            entropy: { UInt8(truncatingIfNeeded: interpreter.nextEntropy() >> 32) })
        process.environment = [
            (Array("HOME".utf8), Array("/home/user".utf8)),
            (Array("LANG".utf8), Array("C.UTF-8".utf8)),
            (Array("PATH".utf8), Array("/usr/bin".utf8)),
            (Array("PYTHONHASHSEED".utf8), Array("0".utf8)),
        ]
        self.machine = machine
        madeProcess = process
        return process
    }

    // MARK: Threads that wait

    /// What a thread of the program waits for, and how long.
    private struct Waiter {
        var number: Int
        var condition: () -> Bool
        var deadline: Int?
    }

    private var waiters: [Waiter] = []
    private var lastWaiter = 0

    var waiterCount: Int { waiters.count }
    var firstDeadline: Int? { waiters.compactMap(\.deadline).min() }

    func addWaiter(_ condition: @escaping () -> Bool, _ deadline: Int?) -> Int {
        lastWaiter += 1
        waiters.append(Waiter(number: lastWaiter, condition: condition, deadline: deadline))
        return lastWaiter
    }

    func removeWaiter(_ number: Int) { waiters.removeAll { $0.number == number } }

    /// Whether there is one whose condition holds, or whose time is over.
    func hasWaiterToWake(at time: Int) -> Bool {
        waiters.contains { $0.condition() || ($0.deadline ?? .max) <= time }
    }

    /// Ends the machine's other processes, if the machine is this interpreter's own.
    func finish() { machine?.finish() }

    /// Writes to standard output (1) or error (2), wherever the process has them lead.
    func write(_ stream: Int, _ bytes: UnsafeRawBufferPointer) {
        guard let process = madeProcess else { return host.write(stream, bytes) }
        guard let description = try? process.files.description(stream) else { return }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            // What can't be written is lost, as in a stream nobody checks.
            let written: Int?
            do throws(SystemFailure) { written = try description.write(rest) } catch { return }
            if let written {
                rest = rest.dropFirst(written)
                continue
            }
            let result = process.machine.wait(process.mainTask, until: nil) {
                !description.readiness.isEmpty
            }
            if result != .ready { return }
        }
    }

    /// A line of standard input with its newline; nil at the end.
    func readLine() -> [UInt8]? {
        guard let process = madeProcess else { return host.readLine() }
        guard let description = try? process.files.description(0) else { return nil }
        var line: [UInt8] = []
        while line.last != 0x0A {
            do throws(SystemFailure) {
                if let byte = try description.read(1) {
                    if byte.isEmpty { break }
                    line += byte
                    continue
                }
            } catch { break }
            let result = process.machine.wait(process.mainTask, until: nil) {
                !description.readiness.isEmpty
            }
            if result != .ready { break }
        }
        return line.isEmpty ? nil : line
    }
}
