import PythonRuntime
import VirtualSystem

/// The functions of `posix` that start programs. The only one of the machine is the interpreter.
extension PosixModule {
    static let startFunctions: [NativeModuleFunction] =
        replacingFunctions + spawningFunctions + waitingFunctions

    private static let replacingFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("execv", .fast) { module, arguments, count, _ in
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count == 2 else {
                    throw interpreter.raise(
                        .typeError, "execv expected 2 arguments, got \(arguments.count)")
                }
                let program = try interpreter.pathArgument(arguments[0], "execv")
                let words = try words(interpreter, arguments[1], "execv() arg 2")
                try interpreter.audit(
                    "os.exec", .object(arguments[0]), .object(arguments[1]), .none)
                try replace(interpreter, nil, program.path, words, nil)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("execve", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "execve", names: ["path", "argv", "env"], required: 3,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let given = try values.pathArgument(0, "execve", .descriptor)
                let words = try words(interpreter, values.object(1), "execve: argv")
                let variables = try variables(interpreter, values.object(2), "execve")
                let program =
                    if let number = given.descriptor {
                        try openProgram(interpreter, number)
                    } else {
                        given.path
                    }
                try replace(interpreter, given.object.ref, program, words, variables)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("fork", .noArguments) { module, _, _, _ in
            withoutCopies(module)
        },
        NativeModuleFunction("forkpty", .noArguments) { module, _, _, _ in
            withoutCopies(module)
        },
        NativeModuleFunction("register_at_fork", .fastKeywords) {
            module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "register_at_fork",
                    names: ["before", "after_in_child", "after_in_parent"], required: 0,
                    maximumPositional: 0)
            ) { interpreter, values throws(Raised) in
                try checkHooks(interpreter, values)
                return interpreter.none.owned()
            }
        },
    ]

    private static let spawningFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("posix_spawn", .fastKeywords) { module, arguments, count, names in
            spawning(module, arguments, count, names, "posix_spawn") { _, program in [program] }
        },
        NativeModuleFunction("posix_spawnp", .fastKeywords) { module, arguments, count, names in
            spawning(module, arguments, count, names, "posix_spawnp") { process, program in
                program.bytes.contains(0x2F) ? [program] : places(of: program, process)
            }
        },
        NativeModuleFunction("system", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "system", names: ["command"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                _ = try values.path(0)
                // There is no shell, so the child that was to be one ends as `system(3)` says.
                return try interpreter.makeInt(127 << 8)
            }
        },
    ]

    private static let waitingFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("wait3", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "wait3", names: ["options"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try ending(interpreter, -1, try values.parsedInt(0))
            }
        },
        NativeModuleFunction("wait4", .fastKeywords) { module, arguments, count, names in
            parsedFirst(
                module, arguments, count, names,
                ParameterList(
                    function: "wait4", names: ["pid", "options"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                return try ending(interpreter, number, try values.parsedInt(1))
            }
        },
        NativeModuleFunction("pidfd_open", .fastKeywords) { module, arguments, count, names in
            parsedFirst(
                module, arguments, count, names,
                ParameterList(
                    function: "pidfd_open", names: ["pid", "flags"], required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                let flags =
                    try values.values[1].map { value throws(Raised) in
                        Int(try unsigned(interpreter, value, 32))
                    } ?? 0
                if flags & ~OpenDescription.nonblocking != 0 {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                return try interpreter.makeInt(
                    try interpreter.withProcess { process throws(SystemFailure) in
                        try process.openProcess(number, isNonblocking: flags != 0)
                    })
            }
        },
    ]

    // MARK: Arguments

    /// A program's arguments: a list or tuple of paths, the first of which isn't empty.
    private static func words(
        _ interpreter: Interpreter, _ sequence: Ref, _ place: String
    ) throws(Raised) -> [[UInt8]] {
        guard sequence.isList || sequence.isTuple else {
            throw interpreter.raise(.typeError, "\(place) must be a tuple or list")
        }
        let words = try PosixSubprocessModule.strings(interpreter, sequence)
        guard let first = words.first else {
            throw interpreter.raise(.valueError, "\(place) must not be empty")
        }
        if first.isEmpty {
            throw interpreter.raise(.valueError, "\(place) first element cannot be empty")
        }
        return words
    }

    private static func variables(
        _ interpreter: Interpreter, _ mapping: Ref, _ function: String
    ) throws(Raised) -> [(name: [UInt8], value: [UInt8])] {
        let key = try interpreter.intern("keys")
        guard !mapping.isList, !mapping.isTuple,
            let raw = try interpreter.lookupAttribute(mapping, key.ref)
        else {
            throw interpreter.raise(
                .typeError, "\(function): environment must be a mapping object")
        }
        let method = Owned(stealing: raw)
        let found = try interpreter.call(method.ref)
        let keys = try interpreter.makeTuple(from: found.ref)
        var result: [(name: [UInt8], value: [UInt8])] = []
        for index in 0..<keys.ref.itemCount {
            let value = try interpreter.getItem(mapping, keys.ref.tupleItem(index))
            let name = try interpreter.filePath(keys.ref.tupleItem(index)).bytes
            if name.isEmpty || name.contains(0x3D) {
                throw interpreter.raise(.valueError, "illegal environment variable name")
            }
            result.append((name, try interpreter.filePath(value.ref).bytes))
        }
        return result
    }

    private static func checkHooks(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) {
        var isGiven = false
        for (index, name) in ["before", "after_in_child", "after_in_parent"].enumerated() {
            guard let hook = values.values[index] else { continue }
            isGiven = true
            if hook.type.pointee.tp_call == nil {
                throw interpreter.raise(
                    .typeError,
                    "'\(name)' must be callable, not \(interpreter.typeName(hook.type))")
            }
        }
        if !isGiven {
            throw interpreter.raise(.typeError, "At least one argument is required.")
        }
    }

    /// A running interpreter can't be copied, so there are no two of it.
    private static func withoutCopies(_ module: RawObject?) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in
            throw interpreter.raise(SystemFailure.notImplemented)
        }
    }

    /// A function that looks at its first argument, an `int`, before it knows whether the others are there.
    private static func parsedFirst(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ list: ParameterList,
        _ body: (Interpreter, CallValues) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let given = arguments.count + arguments.keywordCount
            if arguments.count > 0, given <= list.names.count,
                arguments[0].isInt || !interpreter.isIndex(arguments[0])
            {
                _ = try interpreter.parsedInt(arguments[0])
            }
            let values = try interpreter.bind(list, arguments)
            return try body(interpreter, CallValues(interpreter: interpreter, values: values))
        }
    }

    private static func places(of program: FilePath, _ process: VirtualProcess) -> [FilePath] {
        let path = process.variable("PATH") ?? Array("/usr/bin".utf8)
        return path.split(separator: 0x3A, omittingEmptySubsequences: false).map { folder in
            FilePath((folder.isEmpty ? [0x2E] : Array(folder)) + [0x2F] + program.bytes)
        }
    }

    // MARK: Starting

    /// The path of a program that is open.
    private static func openProgram(
        _ interpreter: Interpreter, _ number: Int
    ) throws(Raised) -> FilePath {
        try interpreter.withProcess { process throws(SystemFailure) in
            guard let file = try process.files.description(number) as? OpenFile else {
                throw .accessDenied
            }
            if file.node === process.machine.executable { return FilePath(Host.executable) }
            throw file.node.permissions & 0o100 == 0 ? .accessDenied : SystemFailure(8)
        }
    }

    /// Runs a program in this one's place: a child with all it has, whose end is this process's.
    private static func replace(
        _ interpreter: Interpreter, _ path: Ref?, _ program: FilePath, _ words: [[UInt8]],
        _ variables: [(name: [UInt8], value: [UInt8])]?
    ) throws(Raised) {
        let child = try begin(interpreter, path, [program], words, variables) { _ in }
        let ended = try wait(interpreter, child.number, options: 0)
        switch ended?.ending {
        case .exited(let status): interpreter.process?.exitStatus = status
        case .signalled(let signal):
            interpreter.process?.kill(by: signal)
            try interpreter.handleSignals()
        case nil: interpreter.process?.exitStatus = 255
        }
        throw interpreter.stop(.exit, "os.exec")
    }

    /// Starts a child whose descriptors and signals the body arranges.
    private static func begin(
        _ interpreter: Interpreter, _ path: Ref?, _ programs: [FilePath], _ words: [[UInt8]],
        _ variables: [(name: [UInt8], value: [UInt8])]?,
        _ arrange: (VirtualProcess) throws(Raised) -> Void
    ) throws(Raised) -> VirtualProcess {
        let child = try interpreter.withProcess { process throws(SystemFailure) in
            try process.machine.makeChild(
                of: process, arguments: words, environment: variables)
        }
        do throws(Raised) { try arrange(child) } catch {
            child.machine.discard(child)
            throw error
        }
        do throws(SystemFailure) {
            try PosixSubprocessModule.execute(child, programs.map(\.bytes))
            child.files.closeForNewProgram()
        } catch {
            child.machine.discard(child)
            throw interpreter.raise(error, path: path)
        }
        do throws(SystemFailure) { try interpreter.start(child) } catch {
            throw interpreter.raise(error, path: path)
        }
        return child
    }

    private static func spawning(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString,
        _ places: (VirtualProcess, FilePath) -> [FilePath]
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: function,
                names: [
                    "", "", "", "file_actions", "setpgroup", "resetids", "setsid", "setsigmask",
                    "setsigdef", "scheduler",
                ], positionalOnly: 3, required: 3, maximumPositional: 3)
        ) { interpreter, values throws(Raised) in
            let program = try values.pathArgument(0, function).path
            let words = try words(
                interpreter, values.object(1), "\(function): argv")
            let variables: [(name: [UInt8], value: [UInt8])]? =
                values.object(2).isNone
                ? nil : try self.variables(interpreter, values.object(2), "\(function)")
            let found = try interpreter.withProcess { places($0, program) }
            let child = try begin(interpreter, values.object(0), found, words, variables) {
                child throws(Raised) in
                try SpawnSettings(values: values, function: "\(function)").apply(to: child)
            }
            return try interpreter.makeInt(child.number)
        }
    }

    /// Number, status and used resources of a child that ended.
    private static func ending(
        _ interpreter: Interpreter, _ wanted: Int, _ options: Int
    ) throws(Raised) -> Owned {
        let ended = try wait(interpreter, wanted, options: options)
        let module = try interpreter.importModule("resource")
        let function = try interpreter.namedAttribute(module.ref, "getrusage")
        let who = try interpreter.makeInt(-1)
        let used = try interpreter.call(function.ref, who.ref)
        let number = try interpreter.makeInt(ended?.number ?? 0)
        let status = try interpreter.makeInt(ended?.ending?.waitStatus ?? 0)
        return try interpreter.makeTuple([number.ref, status.ref, used.ref])
    }
}
