import PythonRuntime
import VirtualSystem

/// The module `fcntl` (`Modules/fcntlmodule.c`). Locks are kept by the machine (`FileLocks`).
enum FcntlModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("fcntl", functions: functions)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        return module
    }

    private enum Command {
        static let duplicate = 0
        static let descriptorFlags = 1
        static let setDescriptorFlags = 2
        static let statusFlags = 3
        static let setStatusFlags = 4
        static let setOwner = 8
        static let owner = 9
        static let setSignal = 10
        static let signal = 11
        static let notify = 1026
        static let duplicateClosing = 1030
        static let setPipeSize = 1031
        static let pipeSize = 1032
    }

    private static let constants: [(String, Int)] = [
        ("F_DUPFD", 0), ("F_GETFD", 1), ("F_SETFD", 2), ("F_GETFL", 3), ("F_SETFL", 4),
        ("F_GETLK", 5), ("F_SETLK", 6), ("F_SETLKW", 7), ("F_SETOWN", 8), ("F_GETOWN", 9),
        ("F_SETSIG", 10), ("F_GETSIG", 11), ("F_RDLCK", 0), ("F_WRLCK", 1), ("F_UNLCK", 2),
        ("F_EXLCK", 4), ("F_SHLCK", 8), ("F_DUPFD_CLOEXEC", 1030), ("F_SETPIPE_SZ", 1031),
        ("F_GETPIPE_SZ", 1032), ("F_SETLEASE", 1024), ("F_GETLEASE", 1025), ("F_NOTIFY", 1026),
        ("F_ADD_SEALS", 1033), ("F_GET_SEALS", 1034), ("FD_CLOEXEC", 1), ("LOCK_SH", 1),
        ("LOCK_EX", 2), ("LOCK_NB", 4), ("LOCK_UN", 8), ("FASYNC", 8192),
        ("F_OFD_GETLK", 36), ("F_OFD_SETLK", 37), ("F_OFD_SETLKW", 38), ("LOCK_MAND", 32),
        ("F_GETLK64", 5), ("F_SETLK64", 6), ("F_SETLKW64", 7), ("F_SEAL_SEAL", 1),
        ("F_SEAL_SHRINK", 2), ("F_SEAL_GROW", 4), ("F_SEAL_WRITE", 8),
        ("LOCK_READ", 64), ("LOCK_WRITE", 128), ("LOCK_RW", 192), ("DN_ACCESS", 1),
        ("DN_MODIFY", 2), ("DN_CREATE", 4), ("DN_DELETE", 8), ("DN_RENAME", 16),
        ("DN_ATTRIB", 32), ("DN_MULTISHOT", 1 << 31),
    ]

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("fcntl", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fcntl", names: ["", "", ""], positionalOnly: 3, required: 2,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let number = try values.descriptor(0)
                let command = try values.cInt(1)
                if let argument = values.values[2], !argument.isInt {
                    if argument.isStr || argument.hasBuffer {
                        return try withBytes(interpreter, number, command, argument)
                    }
                }
                let argument = try values.values[2].map { value throws(Raised) in
                    try interpreter.wordArgument(value)
                }
                return try interpreter.makeInt(
                    try control(interpreter, number, command, argument ?? 0))
            }
        },
        NativeModuleFunction("ioctl", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "ioctl", names: ["", "", "", ""], positionalOnly: 4, required: 2,
                    maximumPositional: 4)
            ) { interpreter, values throws(Raised) in try inputControl(interpreter, values) }
        },
        NativeModuleFunction("flock", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "flock", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try values.descriptor(0)
                let operation = try values.cInt(1)
                let description = try interpreter.description(number)
                try FileLocking.lockWhole(interpreter, description, operation)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lockf", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "lockf", names: ["", "", "", "", ""], positionalOnly: 5,
                    required: 2, maximumPositional: 5)
            ) { interpreter, values throws(Raised) in
                let number = try values.descriptor(0)
                let command = try values.cInt(1)
                let origin = try values.cInt(4, default: 0)
                guard command & 11 != 0 else {
                    throw interpreter.raise(.valueError, "unrecognized lockf argument")
                }
                let kind: FileLocking.Kind =
                    command & 8 != 0 ? .none : command & 1 != 0 ? .shared : .exclusive
                let start = try values.values[3] == nil ? 0 : values.offset(3)
                let length = try values.values[2] == nil ? 0 : values.offset(2)
                let description = try interpreter.description(number)
                let range = try FileLocking.range(
                    interpreter, description, start: start, length: length, origin: origin)
                try FileLocking.lock(
                    interpreter, description, kind, range, waits: command & 4 == 0)
                return interpreter.none.owned()
            }
        },
    ]

    private static func control(
        _ interpreter: Interpreter, _ number: Int, _ command: Int, _ argument: Int
    ) throws(Raised) -> Int {
        try interpreter.withFiles(nil) { files throws(SystemFailure) in
            let description = try files.description(number)
            switch command {
            case Command.duplicate, Command.duplicateClosing:
                guard argument >= 0, argument < files.descriptorLimit else { throw .invalid }
                return try files.duplicate(
                    number, closesOnStart: command == Command.duplicateClosing, from: argument)
            case Command.descriptorFlags: return try files.closesOnStart(number) ? 1 : 0
            case Command.setDescriptorFlags:
                try files.setClosesOnStart(number, argument & 1 != 0)
                return 0
            case Command.statusFlags: return description.flags | 0o100000
            case Command.setStatusFlags:
                let changeable = OpenDescription.nonblocking | OpenDescription.appending
                description.flags = description.flags & ~changeable | argument & changeable
                return 0
            case Command.pipeSize, Command.setPipeSize:
                guard let end = description as? PipeEnd else { throw .badDescriptor }
                if command == Command.setPipeSize { try end.pipe.resize(argument) }
                return end.pipe.capacity
            case Command.setOwner...Command.signal, Command.notify:
                return try notices(interpreter, description, command, argument)
            // The address of a structure is wanted.
            case 5...7: throw SystemFailure(14)
            default: throw .invalid
            }
        }
    }

    /// Who is told what happens to a description, how, and what.
    private static func notices(
        _ interpreter: Interpreter, _ description: OpenDescription, _ command: Int,
        _ argument: Int
    ) throws(SystemFailure) -> Int {
        switch command {
        case Command.setOwner: description.owner = argument
        case Command.owner: return description.owner
        case Command.setSignal:
            guard (0...64).contains(argument) else { throw .invalid }
            description.signal = argument
        case Command.signal: return description.signal
        default:
            guard let folder = description as? OpenFile, let process = interpreter.process else {
                throw .notAFolder
            }
            let events = FolderEvents(rawValue: argument & 0xFFFF_FFFF)
            try process.files.tree.watch(folder, for: events, process: process)
        }
        return 0
    }

    /// A structure goes to the system and comes back; locks are all there is.
    private static func withBytes(
        _ interpreter: Interpreter, _ number: Int, _ command: Int, _ argument: Ref
    ) throws(Raised) -> Owned {
        let bytes =
            argument.isStr
            ? try interpreter.pathBytes(argument) : try interpreter.bytesLike(argument)
        if bytes.count > 1024 {
            throw interpreter.raise(.valueError, "fcntl string arg too long")
        }
        let description = try interpreter.description(number)
        guard (5...7).contains(command) || (36...38).contains(command) else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        guard bytes.count >= 24 else { throw interpreter.raise(SystemFailure.invalid) }
        return try interpreter.makeBytes(
            try FileLocking.control(interpreter, description, command, bytes))
    }

    /// What can be read, and how large a terminal's window is; other requests are for devices that aren't there.
    private static func inputControl(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let number = try values.descriptor(0)
        let request = try interpreter.wordArgument(values.object(1)) & 0xFFFF_FFFF
        if let argument = values.values[2], !argument.isStr, !argument.hasBuffer {
            _ = try interpreter.parsedInt(argument)
        }
        let description = try interpreter.description(number)
        switch (request, description) {
        case (Request.readable, _):
            let count = available(description)
            return try answer(
                interpreter, values.values[2],
                (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) })
        case (Request.windowSize, let end as TerminalEnd):
            let bytes = end.terminal.windowSize.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            return try answer(interpreter, values.values[2], bytes)
        case (Request.setWindowSize, let end as TerminalEnd):
            guard let argument = values.values[2], !argument.isInt else {
                throw interpreter.raise(SystemFailure(14))
            }
            let bytes =
                argument.isStr
                ? try interpreter.pathBytes(argument) : try interpreter.bytesLike(argument)
            guard bytes.count >= 8 else { throw interpreter.raise(SystemFailure(14)) }
            end.terminal.windowSize = (0..<4).map { index in
                UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
            }
            return try answer(interpreter, argument, bytes)
        default: throw interpreter.raise(SystemFailure.notATerminal)
        }
    }

    private enum Request {
        static let windowSize = 0x5413
        static let setWindowSize = 0x5414
        /// `FIONREAD`.
        static let readable = 0x541B
    }

    /// How many bytes can be read without waiting.
    private static func available(_ description: OpenDescription) -> Int {
        switch description {
        case let end as PipeEnd: end.available
        case let end as TerminalEnd: end.available
        case let socket as VirtualSocket: socket.available
        case let file as OpenFile: max(0, file.count - file.position)
        default: 0
        }
    }

    /// What the system wrote to the argument: into a buffer that can be changed, else given as bytes.
    private static func answer(
        _ interpreter: Interpreter, _ argument: Ref?, _ bytes: [UInt8]
    ) throws(Raised) -> Owned {
        guard let argument, !argument.isInt else { return interpreter.smallInt(0).owned() }
        if !argument.isBytes, !argument.isStr {
            _ = try interpreter.copyBytes(bytes, into: argument)
            return interpreter.smallInt(0).owned()
        }
        return try interpreter.makeBytes(bytes)
    }
}
