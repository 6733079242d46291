import PythonRuntime
import VirtualSystem

/// The functions of `posix` that tell of the process and its machine.
extension PosixModule {
    static let processFunctions: [NativeModuleFunction] =
        identityFunctions + environmentFunctions + machineFunctions

    private static let identityFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("getpid", .noArguments) { module, _, _, _ in
            ofProcess(module) { $0.number }
        },
        NativeModuleFunction("getppid", .noArguments) { module, _, _, _ in
            ofProcess(module) { $0.parentNumber }
        },
        NativeModuleFunction("getpgrp", .noArguments) { module, _, _, _ in
            ofProcess(module) { $0.group }
        },
        NativeModuleFunction("getuid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("geteuid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("getgid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("getegid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("getgroups", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try intList(interpreter, [1000])
            }
        },
        NativeModuleFunction("getresuid", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try intTuple(interpreter, [1000, 1000, 1000])
            }
        },
        NativeModuleFunction("getresgid", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try intTuple(interpreter, [1000, 1000, 1000])
            }
        },
        NativeModuleFunction("getlogin", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                throw interpreter.raise(SystemFailure(6))
            }
        },
        NativeModuleFunction("getpgid", .fastKeywords) { module, arguments, count, names in
            onProcess(module, arguments, count, names, "getpgid") { $0.group }
        },
        NativeModuleFunction("getsid", .oneArgument) { module, arguments, _, _ in
            onProcess(module, arguments, 1, nil, "getsid") { $0.session }
        },
        NativeModuleFunction("setsid", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.withProcess { process throws(SystemFailure) in
                    if process.group == process.number { throw .notPermitted }
                    process.group = process.number
                    process.session = process.number
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("setpgid", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "setpgid", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let wanted = try values.int(0)
                let group = try values.int(1)
                try interpreter.withProcess { process throws(SystemFailure) in
                    let number = wanted == 0 ? process.number : wanted
                    guard let target = process.machine.processes[number] else { throw .noProcess }
                    target.group = group == 0 ? number : group
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("umask", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, mask throws(Raised) in
                let mask = try interpreter.indexValue(mask, overflow: .overflowError)
                let old = interpreter.files?.mask ?? 0
                interpreter.files?.mask = mask & 0o777
                return try interpreter.makeInt(old)
            }
        },
    ]

    private static let environmentFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("putenv", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "putenv", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let name = try values.path(0).bytes
                let value = try values.path(1).bytes
                if name.isEmpty || name.contains(0x3D) {
                    throw interpreter.raise(
                        .valueError, "illegal environment variable name")
                }
                interpreter.process?.environment.removeAll { $0.name == name }
                interpreter.process?.environment.append((name, value))
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("unsetenv", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let name = try interpreter.filePath(name).bytes
                if interpreter.isAudited {
                    let bytes = try interpreter.makeBytes(name)
                    try interpreter.audit("os.unsetenv", .object(bytes.ref))
                }
                if name.isEmpty || name.contains(0x3D) {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                interpreter.process?.environment.removeAll { $0.name == name }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("strerror", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, code throws(Raised) in
                let value = try interpreter.indexValue(code, overflow: .overflowError)
                return try interpreter.makeString(
                    ErrnoModule.text(Int32(truncatingIfNeeded: value)))
            }
        },
    ]

    private static let machineFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("device_encoding", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "device_encoding", names: ["fd"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                _ = try values.int(0)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("cpu_count", .noArguments) { module, _, _, _ in number(module, 1) },
        NativeModuleFunction("sched_yield", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                _ = try interpreter.waitForSystem(for: nil)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("urandom", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, size throws(Raised) in
                let count = try interpreter.indexValue(size, overflow: .overflowError)
                if count < 0 {
                    throw interpreter.raise(.valueError, "negative argument not allowed")
                }
                if count > 1 << 24 { throw interpreter.raiseMemoryError() }
                return try interpreter.makeBytes(interpreter.entropy(count))
            }
        },
        NativeModuleFunction("getrandom", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getrandom", names: ["size", "flags"], required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let size = try values.int(0)
                if size < 0 { throw interpreter.raise(SystemFailure.invalid) }
                return try interpreter.makeBytes(interpreter.entropy(min(size, 1 << 20)))
            }
        },
        NativeModuleFunction("uname", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                var values: [RawObject] = []
                defer { for value in values { Ref(value).decref() } }
                for text in ["Linux", "heapnote", "6.1", "#1", "x86_64"] {
                    values.append(try interpreter.makeString(text).take())
                }
                return try interpreter.makeStructSequence(
                    interpreter.type(.unameResult), values.map { Ref($0) })
            }
        },
        NativeModuleFunction("times", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let seconds = try interpreter.makeFloat(Double(interpreter.virtualUptime) / 1e9)
                let zero = try interpreter.makeFloat(0)
                return try interpreter.makeStructSequence(
                    interpreter.type(.timesResult),
                    [seconds.ref, zero.ref, zero.ref, zero.ref, seconds.ref])
            }
        },
        NativeModuleFunction("getloadavg", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let zero = try interpreter.makeFloat(0)
                return try interpreter.makeTuple([zero.ref, zero.ref, zero.ref])
            }
        },
        NativeModuleFunction("sysconf", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                try interpreter.makeInt(
                    try configuration(interpreter, name, systemNames, "configuration"))
            }
        },
        NativeModuleFunction("confstr", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                _ = try configuration(interpreter, name, ["CS_PATH": 0], "configuration")
                return try interpreter.makeString("/bin:/usr/bin")
            }
        },
        NativeModuleFunction("pathconf", .fastKeywords) { module, arguments, count, names in
            pathConfiguration(module, arguments, count, names, "pathconf", "path")
        },
        NativeModuleFunction("fpathconf", .fastKeywords) { module, arguments, count, names in
            pathConfiguration(module, arguments, count, names, "fpathconf", "fd")
        },
    ]

    static let systemNames = [
        "SC_ARG_MAX": 2_097_152, "SC_CHILD_MAX": 64, "SC_CLK_TCK": 100,
        "SC_NGROUPS_MAX": 65536, "SC_OPEN_MAX": 1024, "SC_PAGESIZE": 4096, "SC_PAGE_SIZE": 4096,
        "SC_NPROCESSORS_CONF": 1, "SC_NPROCESSORS_ONLN": 1, "SC_PHYS_PAGES": 262_144,
        "SC_AVPHYS_PAGES": 131_072, "SC_IOV_MAX": 1024, "SC_SEM_NSEMS_MAX": 32000,
        "SC_SEMAPHORES": 200_809, "SC_TTY_NAME_MAX": 32, "SC_HOST_NAME_MAX": 64,
        "SC_LINE_MAX": 2048, "SC_THREADS": 200_809, "SC_GETPW_R_SIZE_MAX": 1024,
    ]
    static let pathNames = [
        "PC_LINK_MAX": 65000, "PC_MAX_CANON": 255, "PC_MAX_INPUT": 255, "PC_NAME_MAX": 255,
        "PC_PATH_MAX": 4096, "PC_PIPE_BUF": 4096, "PC_NO_TRUNC": 1,
    ]

    /// The value of a limit by its name, or by the number that the tables of names give.
    private static func configuration(
        _ interpreter: Interpreter, _ name: Ref, _ known: [String: Int], _ kind: String
    ) throws(Raised) -> Int {
        if name.isStr {
            guard let value = known[name.text] else {
                throw interpreter.raise(.valueError, "unrecognized \(kind) name")
            }
            return value
        }
        guard name.isInt else {
            throw interpreter.raise(.typeError, "\(kind) names must be strings or integers")
        }
        let number = try interpreter.indexValue(name, overflow: .overflowError)
        let names = known.keys.sorted()
        guard names.indices.contains(number), let value = known[names[number]] else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        return value
    }

    private static func pathConfiguration(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ first: StaticString
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: function, names: [first, "name"], required: 2, maximumPositional: 2)
        ) { interpreter, values throws(Raised) in
            if "\(first)" == "fd" {
                _ = try interpreter.description(try values.descriptor(0))
            } else {
                _ = try status(values, function, folder: nil, followsLinks: true)
            }
            return try interpreter.makeInt(
                try configuration(interpreter, values.object(1), pathNames, "configuration"))
        }
    }

    // MARK: Short forms

    static func number(_ module: RawObject?, _ value: Int) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(value) }
    }

    private static func ofProcess(
        _ module: RawObject?, _ value: (VirtualProcess) -> Int
    ) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in
            try interpreter.makeInt(interpreter.process.map(value) ?? 0)
        }
    }

    /// A function of a process's number, 0 for this one's.
    private static func onProcess(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ value: (VirtualProcess) -> Int
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(function: function, names: ["pid"], required: 1, maximumPositional: 1)
        ) { interpreter, values throws(Raised) in
            let number = try values.int(0)
            let result = try interpreter.withProcess { process throws(SystemFailure) in
                if number == 0 { return value(process) }
                guard let other = process.machine.processes[number] else { throw .noProcess }
                return value(other)
            }
            return try interpreter.makeInt(result)
        }
    }

    static func intList(_ interpreter: Interpreter, _ numbers: [Int]) throws(Raised) -> Owned {
        let list = try interpreter.makeList()
        for number in numbers {
            let value = try interpreter.makeInt(number)
            try interpreter.listAppend(list.ref, value.ref)
        }
        return list
    }

    static func intTuple(_ interpreter: Interpreter, _ numbers: [Int]) throws(Raised) -> Owned {
        let list = try intList(interpreter, numbers)
        return try interpreter.makeTuple(from: list.ref)
    }
}
