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
            parsedFunction(module, arguments, count, "setpgid", 2) {
                interpreter, values throws(Raised) in
                let wanted = try values.parsedInt(0)
                let group = try values.parsedInt(1)
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
                let mask = try interpreter.intArgument(mask)
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
                let value = try interpreter.intArgument(code)
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
                _ = try values.cInt(0)
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
                let count = try interpreter.sizeValue(size)
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
                let size = try values.size(0)
                _ = try values.cInt(1, default: 0)
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
                let number = try configurationNumber(
                    interpreter, name, PosixConfiguration.systemNames)
                guard let value = PosixConfiguration.systemValue(number) else {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                return try interpreter.makeInt(value)
            }
        },
        NativeModuleFunction("confstr", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let number = try configurationNumber(
                    interpreter, name, PosixConfiguration.textNames)
                guard PosixConfiguration.textNames.contains(where: { $0.value == number }) else {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                return try interpreter.makeString(PosixConfiguration.texts[number] ?? "")
            }
        },
        NativeModuleFunction("pathconf", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "pathconf", names: ["path", "name"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let target = try values.pathArgument(0, "pathconf", .descriptor)
                let name = try configurationNumber(
                    interpreter, values.object(1), PosixConfiguration.pathNames)
                let number = target.descriptor
                let path = target.path
                return try pathLimit(interpreter, name, target.object.ref) {
                    files throws(SystemFailure) in
                    if let number {
                        _ = try files.description(number)
                    } else {
                        _ = try files.node(path, followsLinks: true)
                    }
                }
            }
        },
        NativeModuleFunction("fpathconf", .fast) { module, arguments, count, _ in
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("fpathconf", arguments.count, 2, 2)
                let number = try interpreter.descriptorNumber(arguments[0])
                let name = try configurationNumber(
                    interpreter, arguments[1], PosixConfiguration.pathNames)
                return try pathLimit(interpreter, name, nil) { files throws(SystemFailure) in
                    _ = try files.description(number)
                }
            }
        },
    ]

    /// The number of a limit, which is given by itself or by its name.
    private static func configurationNumber(
        _ interpreter: Interpreter, _ name: Ref, _ known: KeyValuePairs<String, Int>
    ) throws(Raised) -> Int {
        if name.isStr {
            guard let entry = known.first(where: { $0.key == name.text }) else {
                throw interpreter.raise(.valueError, "unrecognized configuration name")
            }
            return entry.value
        }
        guard name.isInt else {
            throw interpreter.raise(
                .typeError, "configuration names must be strings or integers")
        }
        return try interpreter.intArgument(name)
    }

    /// A limit of a file, which is looked for only when the number is that of a limit.
    private static func pathLimit(
        _ interpreter: Interpreter, _ number: Int, _ path: Ref?,
        _ find: (VirtualFiles) throws(SystemFailure) -> Void
    ) throws(Raised) -> Owned {
        guard let limit = PosixConfiguration.pathValue(number) else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        if !limit.isFixed {
            try interpreter.withFiles(path) { files throws(SystemFailure) in try find(files) }
        }
        return try interpreter.makeInt(limit.value)
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
            let number = try values.parsedInt(0)
            let result = try interpreter.withProcess { process throws(SystemFailure) in
                if number == 0 { return value(process) }
                // The first process was started by one that isn't of the machine.
                if number == 1 { return 1 }
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
