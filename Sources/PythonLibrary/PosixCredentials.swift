import PythonRuntime
import VirtualSystem

/// The functions of `posix` that change who a process is and what it is preferred to: the machine's only user may
/// become who it is already, and nobody else.
extension PosixModule {
    static let user = 1000

    static let credentialFunctions: [NativeModuleFunction] =
        userFunctions + groupFunctions + priorityFunctions

    private static let userFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("setuid", .oneArgument) { module, arguments, _, _ in
            becoming(module, arguments, 1, "setuid", 1, "uid")
        },
        NativeModuleFunction("seteuid", .oneArgument) { module, arguments, _, _ in
            becoming(module, arguments, 1, "seteuid", 1, "uid")
        },
        NativeModuleFunction("setgid", .oneArgument) { module, arguments, _, _ in
            becoming(module, arguments, 1, "setgid", 1, "gid")
        },
        NativeModuleFunction("setegid", .oneArgument) { module, arguments, _, _ in
            becoming(module, arguments, 1, "setegid", 1, "gid")
        },
        NativeModuleFunction("setreuid", .fast) { module, arguments, count, _ in
            becoming(module, arguments, count, "setreuid", 2, "uid")
        },
        NativeModuleFunction("setregid", .fast) { module, arguments, count, _ in
            becoming(module, arguments, count, "setregid", 2, "gid")
        },
        NativeModuleFunction("setresuid", .fast) { module, arguments, count, _ in
            becoming(module, arguments, count, "setresuid", 3, "uid")
        },
        NativeModuleFunction("setresgid", .fast) { module, arguments, count, _ in
            becoming(module, arguments, count, "setresgid", 3, "gid")
        },
    ]

    private static let groupFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("setgroups", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, groups throws(Raised) in
                let items = try interpreter.makeTuple(from: groups)
                if items.ref.itemCount > 65536 {
                    throw interpreter.raise(.valueError, "too many groups")
                }
                for index in 0..<items.ref.itemCount {
                    guard items.ref.tupleItem(index).isInt else {
                        throw interpreter.raise(.typeError, "groups must be integers")
                    }
                    _ = try identity(interpreter, items.ref.tupleItem(index), "gid")
                }
                throw interpreter.raise(SystemFailure.notPermitted)
            }
        },
        NativeModuleFunction("initgroups", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "initgroups", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                _ = try values.path(0)
                _ = try identity(interpreter, values.object(1), "gid")
                throw interpreter.raise(SystemFailure.notPermitted)
            }
        },
        NativeModuleFunction("getgrouplist", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getgrouplist", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                guard values.object(0).isStr else {
                    throw interpreter.badArgument(
                        "getgrouplist", "argument 1", "str", values.object(0))
                }
                return try intList(
                    interpreter, [try identity(interpreter, values.object(1), "gid")])
            }
        },
        NativeModuleFunction("setpgrp", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.withProcess { process throws(SystemFailure) in
                    process.group = process.number
                }
                return interpreter.none.owned()
            }
        },
    ]

    private static let priorityFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("nice", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, increment throws(Raised) in
                let increment = try interpreter.intArgument(increment)
                let niceness = try interpreter.withProcess { process throws(SystemFailure) in
                    let wanted = min(19, process.niceness &+ max(-40, min(40, increment)))
                    if wanted < process.niceness { throw .notPermitted }
                    process.niceness = wanted
                    return wanted
                }
                return try interpreter.makeInt(niceness)
            }
        },
        NativeModuleFunction("getpriority", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getpriority", names: ["which", "who"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let target = try priorityTarget(interpreter, values)
                return try interpreter.makeInt(target.niceness)
            }
        },
        NativeModuleFunction("setpriority", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "setpriority", names: ["which", "who", "priority"], required: 3,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let wanted = max(-20, min(19, try values.cInt(2)))
                let target = try priorityTarget(interpreter, values)
                if wanted < target.niceness {
                    throw interpreter.raise(SystemFailure.accessDenied)
                }
                target.niceness = wanted
                return interpreter.none.owned()
            }
        },
    ]

    // MARK: Short forms

    /// A user or group: -1 means none, what doesn't fit 32 bits isn't one.
    static func identity(
        _ interpreter: Interpreter, _ value: Ref, _ kind: String
    ) throws(Raised) -> Int {
        guard value.isInt else {
            throw interpreter.raise(
                .typeError, "\(kind) should be integer, not \(interpreter.typeName(value.type))")
        }
        guard let number = interpreter.fixedWidth(value) as Int64? else {
            let isBelow = try interpreter.isNegative(value)
            throw interpreter.raise(
                .overflowError,
                "\(kind) is \(isBelow ? "less than minimum" : "greater than maximum")")
        }
        // CPython says so of all that fits its `long`.
        if number < -1 || number > 0xFFFF_FFFF {
            throw interpreter.raise(.overflowError, "\(kind) is less than minimum")
        }
        return Int(number)
    }

    private static func becoming(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString, _ wanted: Int, _ kind: String
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, wanted, wanted)
            var numbers: [Int] = []
            for index in 0..<wanted {
                let number = try identity(interpreter, arguments[index], kind)
                numbers.append(number)
            }
            for number in numbers {
                if number == -1, wanted == 1 { throw interpreter.raise(SystemFailure.invalid) }
                if number != user, number != -1 {
                    throw interpreter.raise(SystemFailure.notPermitted)
                }
            }
            return interpreter.none.owned()
        }
    }

    /// The process that `which` and `who` mean: for groups and users, this one stands for all.
    private static func priorityTarget(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> VirtualProcess {
        let which = try values.cInt(0)
        let who = try values.cInt(1)
        return try interpreter.withProcess { process throws(SystemFailure) in
            switch which {
            case 0:
                guard let target = process.machine.processes[who == 0 ? process.number : who]
                else { throw .noProcess }
                return target
            case 1:
                guard who == 0 || who == process.group else { throw .noProcess }
                return process
            case 2:
                guard who == 0 || who == user else { throw .noProcess }
                return process
            default: throw .invalid
            }
        }
    }
}
