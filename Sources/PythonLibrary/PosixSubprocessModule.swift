import PythonRuntime
import VirtualSystem

/// The module `_posixsubprocess` (`Modules/_posixsubprocess.c`): `fork` and `exec` in one. The only program of the
/// machine is the interpreter itself, so a child is another interpreter of the same host process.
enum PosixSubprocessModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_posixsubprocess", functions: functions)
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("fork_exec", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count == 23 else {
                    throw interpreter.raise(
                        .typeError,
                        "fork_exec() takes exactly 23 arguments (\(arguments.count) given)")
                }
                if !arguments[Argument.prepare].isNone {
                    throw interpreter.raise(
                        .runtimeError, "preexec_fn not supported within subinterpreters")
                }
                return try fork(interpreter, arguments)
            }
        }
    ]

    /// The positions of the arguments.
    private enum Argument {
        static let arguments = 0
        static let programs = 1
        static let closesOthers = 2
        static let kept = 3
        static let folder = 4
        static let environment = 5
        static let childInput = 6
        static let childOutput = 9
        static let childError = 11
        static let errorWriter = 13
        static let newSession = 15
        static let group = 16
        static let groups = 17
        static let groupNumber = 18
        static let user = 19
        static let mask = 20
        static let prepare = 21
    }

    private static func fork(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let words = try strings(interpreter, arguments[Argument.arguments])
        var environment: [(name: [UInt8], value: [UInt8])]?
        if !arguments[Argument.environment].isNone {
            environment = try variables(interpreter, arguments[Argument.environment])
        }
        let programs = try strings(interpreter, arguments[Argument.programs])
        let settings = try Settings(interpreter, arguments)
        let folder =
            arguments[Argument.folder].isNone
            ? nil : try interpreter.filePath(arguments[Argument.folder])
        let child = try interpreter.withProcess { process throws(SystemFailure) in
            try process.machine.makeChild(
                of: process, arguments: words, environment: environment)
        }
        let reporter = try? interpreter.files?.description(settings.errorWriter)
        do throws(SystemFailure) {
            try settings.apply(to: child)
        } catch {
            return try fail(interpreter, child, reporter, error, "")
        }
        if let folder {
            do throws(SystemFailure) { try child.files.changeFolder(folder) } catch {
                return try fail(interpreter, child, reporter, error, "noexec")
            }
        }
        do throws(SystemFailure) {
            try execute(child, programs)
            child.files.closeForNewProgram()
            try interpreter.start(child)
        } catch { return try fail(interpreter, child, reporter, error, "") }
        return try interpreter.makeInt(child.number)
    }

    /// The descriptors and the rest of a child's state.
    private struct Settings {
        var closesOthers: Bool
        var kept: Set<Int> = []
        var streams: [Int] = []
        var errorWriter: Int
        var startsSession: Bool
        var group: Int
        var mask: Int
        /// Users and groups that the child is to become; nil for those it stays.
        var user: Int?
        var groupNumber: Int?
        var setsGroups: Bool

        init(_ interpreter: Interpreter, _ arguments: Arguments) throws(Raised) {
            func int(_ index: Int) throws(Raised) -> Int {
                try interpreter.indexValue(arguments[index], overflow: .overflowError)
            }
            closesOthers = try interpreter.isTrue(arguments[Argument.closesOthers])
            let numbers = try interpreter.makeTuple(from: arguments[Argument.kept])
            var last = -1
            for index in 0..<numbers.ref.itemCount {
                let item = numbers.ref.tupleItem(index)
                // They must be sorted, and so no number comes twice.
                guard item.isInt, let number = item.intValue, number > last,
                    Int32(exactly: number) != nil
                else {
                    throw interpreter.raise(.valueError, "bad value(s) in fds_to_keep")
                }
                last = number
                kept.insert(number)
            }
            for index in [Argument.childInput, Argument.childOutput, Argument.childError] {
                streams.append(try int(index))
            }
            errorWriter = try int(Argument.errorWriter)
            startsSession = try interpreter.isTrue(arguments[Argument.newSession])
            group = try int(Argument.group)
            mask = try int(Argument.mask)
            setsGroups = !arguments[Argument.groups].isNone
            func identity(_ index: Int, _ kind: String) throws(Raised) -> Int? {
                if arguments[index].isNone { return nil }
                return try PosixModule.identity(interpreter, arguments[index], kind)
            }
            groupNumber = try identity(Argument.groupNumber, "gid")
            user = try identity(Argument.user, "uid")
        }

        /// A user without rights can become nobody else.
        private func checkIdentity() throws(SystemFailure) {
            let wanted = [user, groupNumber].compactMap { $0 }
            if setsGroups || wanted.contains(where: { $0 != PosixModule.user }) {
                throw .notPermitted
            }
        }

        func apply(to child: VirtualProcess) throws(SystemFailure) {
            // A stream's source must not be overwritten before it is used.
            var sources = streams
            for (target, source) in sources.enumerated() where source >= 0 && source < 3 {
                if source != target {
                    sources[target] = try child.files.duplicate(
                        source, closesOnStart: true, from: 3)
                }
            }
            for (target, source) in sources.enumerated() where source >= 0 {
                if source == target {
                    try child.files.setClosesOnStart(target, false)
                } else {
                    try child.files.duplicate(source, to: target, closesOnStart: false)
                }
            }
            if closesOthers {
                for number in child.files.openNumbers where number > 2 && !kept.contains(number) {
                    try? child.files.close(number)
                }
            }
            for number in kept where number != errorWriter {
                try? child.files.setClosesOnStart(number, false)
            }
            if startsSession {
                child.session = child.number
                child.group = child.number
            }
            if group >= 0 { child.group = group == 0 ? child.number : group }
            try checkIdentity()
            if mask >= 0 { child.files.mask = mask & 0o777 }
        }
    }

    /// Finds the program among its possible places; only the interpreter can be run.
    static func execute(
        _ child: VirtualProcess, _ programs: [[UInt8]]
    ) throws(SystemFailure) {
        var last = SystemFailure.noEntry
        for program in programs {
            do throws(SystemFailure) {
                let place = try child.files.place(FilePath(program))
                guard let node = place.node else { throw .noEntry }
                if node === child.machine.executable { return }
                if node.isFolder || node.permissions & 0o100 == 0 { throw .accessDenied }
                throw SystemFailure(8)
            } catch {
                if error != .noEntry && error != .notAFolder { last = error }
            }
        }
        throw last
    }

    /// Tells the parent through the pipe it reads, in CPython's form, and leaves a child that has ended.
    private static func fail(
        _ interpreter: Interpreter, _ child: VirtualProcess, _ reporter: OpenDescription?,
        _ failure: SystemFailure, _ text: String
    ) throws(Raised) -> Owned {
        let report = "OSError:\(String(failure.code, radix: 16)):\(text)"
        _ = try? reporter?.write(Array(report.utf8)[...])
        child.machine.endAtOnce(child, .exited(255))
        return try interpreter.makeInt(child.number)
    }

    static func strings(
        _ interpreter: Interpreter, _ sequence: Ref
    ) throws(Raised) -> [[UInt8]] {
        let items = try interpreter.makeTuple(from: sequence)
        var result: [[UInt8]] = []
        for index in 0..<items.ref.itemCount {
            let path = try interpreter.fileSystemPath(items.ref.tupleItem(index))
            let bytes = try interpreter.pathBytes(path.ref)
            if bytes.contains(0) { throw interpreter.raise(.valueError, "embedded null byte") }
            result.append(bytes)
        }
        return result
    }

    private static func variables(
        _ interpreter: Interpreter, _ sequence: Ref
    ) throws(Raised) -> [(name: [UInt8], value: [UInt8])] {
        try strings(interpreter, sequence).map { entry in
            let end = entry.firstIndex(of: 0x3D) ?? entry.count
            return (Array(entry[..<end]), Array(entry[min(end + 1, entry.count)...]))
        }
    }
}
