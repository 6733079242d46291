import PythonRuntime
import VirtualSystem

/// The functions of `posix` for devices and terminals, of which the machine has few and none.
extension PosixModule {
    static let deviceFunctions: [NativeModuleFunction] = numberFunctions + terminalFunctions

    private static let numberFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("major", .oneArgument) { module, arguments, _, _ in
            ofDevice(module, arguments) { $0 >> 8 & 0xFFF | $0 >> 32 & 0xFFFF_F000 }
        },
        NativeModuleFunction("minor", .oneArgument) { module, arguments, _, _ in
            ofDevice(module, arguments) { $0 & 0xFF | $0 >> 12 & 0xFFFF_FF00 }
        },
        NativeModuleFunction("makedev", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "makedev", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let major = UInt64(
                    UInt32(truncatingIfNeeded: try interpreter.intArgument(values.object(0))))
                let minor = UInt64(
                    UInt32(truncatingIfNeeded: try interpreter.intArgument(values.object(1))))
                return try interpreter.makeInt(
                    Int(
                        truncatingIfNeeded: minor & 0xFF | (major & 0xFFF) << 8
                            | (minor & 0xFFFF_FF00) << 12 | (major & 0xFFFF_F000) << 32))
            }
        },
        NativeModuleFunction("mknod", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "mknod", names: ["path", "mode", "device", "dir_fd"], required: 1,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let given = try values.pathArgument(0, "mknod").path
                let folder = try values.folderDescriptor(3)
                let mode = try values.cInt(1, default: 0o600)
                _ = try values.cInt(2, default: 0)
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    let path = try files.located(given, in: folder)
                    switch mode & 0o170000 {
                    case 0, 0o100000: try files.makeFile(path, permissions: mode)
                    case 0o010000: try files.makePipe(path, permissions: mode)
                    case 0o020000, 0o060000, 0o140000: throw .notPermitted
                    default: throw .invalid
                    }
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("chroot", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "chroot", names: ["path"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let target = try values.pathArgument(0, "chroot")
                let path = target.path
                try interpreter.withFiles(target.object.ref) { files throws(SystemFailure) in
                    guard try files.node(path, followsLinks: true).isFolder else {
                        throw .notAFolder
                    }
                    throw .notPermitted
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_path_normpath", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "_path_normpath", names: ["path"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let path = values.object(0)
                guard path.isStr else {
                    throw interpreter.raise(
                        .typeError, "expected 'str', not '\(interpreter.typeName(path.type))'")
                }
                return try normalized(interpreter, path)
            }
        },
    ]

    private static let terminalFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("ctermid", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeString("/dev/tty")
            }
        },
        NativeModuleFunction("openpty", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let ends = try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.openTerminal()
                }
                return try intTuple(interpreter, [ends.outer, ends.inner])
            }
        },
        NativeModuleFunction("login_tty", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.descriptorNumber(number)
                // Terminals belong to no session.
                let isTerminal = try interpreter.description(number).isTerminal
                throw interpreter.raise(isTerminal ? .notPermitted : .notATerminal)
            }
        },
        NativeModuleFunction("tcgetpgrp", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "tcgetpgrp", 1...1) {
                interpreter, number, _ throws(Raised) in
                // The outer end may ask what the inner one mustn't.
                guard let end = try interpreter.description(number) as? TerminalEnd, end.isOuter
                else { throw interpreter.raise(SystemFailure.notATerminal) }
                return interpreter.smallInt(0).owned()
            }
        },
        NativeModuleFunction("tcsetpgrp", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "tcsetpgrp", 2...2) {
                interpreter, number, arguments throws(Raised) in
                _ = try interpreter.parsedInt(arguments[1])
                _ = try interpreter.description(number)
                throw interpreter.raise(SystemFailure.notATerminal)
            }
        },
    ]

    /// A part of a device's number, which has 64 bits.
    private static func ofDevice(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ part: (UInt64) -> UInt64
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, device throws(Raised) in
            guard device.isInt else {
                throw interpreter.raise(.typeError, "an integer is required")
            }
            if try interpreter.isNegative(device) {
                throw interpreter.raise(.overflowError, "can't convert negative int to unsigned")
            }
            guard let number: UInt64 = interpreter.fixedWidth(device) else {
                throw interpreter.raise(.overflowError, "int too big to convert")
            }
            return try interpreter.makeInt(unsigned: UInt(part(number)))
        }
    }

    /// A path without what stands for nothing: `.`, `..` after a name, and slashes that repeat (`_Py_normpath`).
    private static func normalized(
        _ interpreter: Interpreter, _ path: Ref
    ) throws(Raised) -> Owned {
        let characters = path.characters
        let units = (0..<characters.count).map { characters[$0] }
        if units.isEmpty { return interpreter.emptyString.owned() }
        let leading = units.prefix { $0 == 0x2F }.count
        let root = leading == 0 ? 0 : leading == 2 ? 2 : 1
        var parts: [ArraySlice<UInt32>] = []
        for part in units.split(separator: 0x2F) where Array(part) != [0x2E] {
            let isUp = Array(part) == [0x2E, 0x2E]
            if isUp, let last = parts.last, Array(last) != [0x2E, 0x2E] {
                parts.removeLast()
            } else if !isUp || root == 0 {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: [0x2F])
        let result = [UInt32](repeating: 0x2F, count: root) + Array(joined)
        if units == [0x2E] {
            return try interpreter.makeString(".")
        }
        return try interpreter.makeString(codePoints: result)
    }
}
