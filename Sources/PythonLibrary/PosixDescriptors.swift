import PythonRuntime
import VirtualSystem

/// The functions of `posix` that make, copy and close descriptors.
extension PosixModule {
    static let descriptorFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("open", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "open", names: ["path", "flags", "mode", "dir_fd"], required: 2,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let given = try values.pathArgument(0, "open")
                let flags = try interpreter.intArgument(values.object(1))
                let mode = try values.cInt(2, default: 0o777)
                let folder = try values.folderDescriptor(3)
                let path = given.path
                let number = try interpreter.withFiles(given.object.ref) {
                    files throws(SystemFailure) in
                    try files.open(
                        files.located(path, in: folder), flags: flags | 0o2000000,
                        permissions: mode)
                }
                return try interpreter.makeInt(number)
            }
        },
        NativeModuleFunction("close", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "close", names: ["fd"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let number = try values.cInt(0)
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.close(number)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("closerange", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "closerange", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let first = try values.cInt(0)
                let end = try values.cInt(1)
                for number in interpreter.files?.openNumbers ?? []
                where number >= first && number < end {
                    try? interpreter.files?.close(number)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("dup", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "dup", 1...1) {
                interpreter, number, _ throws(Raised) in
                try interpreter.makeInt(
                    try interpreter.withFiles(nil) { files throws(SystemFailure) in
                        try files.duplicate(number, closesOnStart: true)
                    })
            }
        },
        NativeModuleFunction("dup2", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "dup2", names: ["fd", "fd2", "inheritable"], required: 2,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let number = try values.cInt(0)
                let target = try values.cInt(1)
                let isInherited = try values.flag(2, default: true)
                if number < 0 || target < 0 {
                    throw interpreter.raise(SystemFailure.badDescriptor)
                }
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.duplicate(number, to: target, closesOnStart: !isInherited)
                }
                return try interpreter.makeInt(target)
            }
        },
        NativeModuleFunction("pipe", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try makePipe(interpreter, flags: 0o2000000)
            }
        },
        NativeModuleFunction("pipe2", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, flags throws(Raised) in
                let flags = try interpreter.intArgument(flags)
                // It may close on a start, not wait, and keep what is written in packets.
                if flags & ~(0o2000000 | 0o4000 | 0o40000) != 0 {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                return try makePipe(interpreter, flags: flags)
            }
        },
        NativeModuleFunction("fstat", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fstat", names: ["fd"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try descriptorStatus(interpreter, try values.cInt(0))
            }
        },
        NativeModuleFunction("isatty", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.intArgument(number)
                let description = try? interpreter.files?.description(number)
                return interpreter.bool(description?.isTerminal ?? false)
            }
        },
        NativeModuleFunction("get_inheritable", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "get_inheritable", 1...1) {
                interpreter, number, _ throws(Raised) in
                interpreter.bool(
                    try interpreter.withFiles(nil) { files throws(SystemFailure) in
                        try !files.closesOnStart(number)
                    })
            }
        },
        NativeModuleFunction("set_inheritable", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "set_inheritable", 2...2) {
                interpreter, number, arguments throws(Raised) in
                let isInherited = try interpreter.intArgument(arguments[1])
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.setClosesOnStart(number, isInherited == 0)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_blocking", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "get_blocking", 1...1) {
                interpreter, number, _ throws(Raised) in
                interpreter.bool(try !interpreter.description(number).isNonblocking)
            }
        },
        NativeModuleFunction("set_blocking", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "set_blocking", 2...2) {
                interpreter, number, arguments throws(Raised) in
                let waits = try interpreter.intArgument(arguments[1]) != 0
                try interpreter.description(number).setNonblocking(!waits)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_terminal_size", .fast) { module, arguments, count, _ in
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                let number = try arguments[optional: 0].map { value throws(Raised) in
                    try interpreter.parsedInt(value)
                }
                let description = try interpreter.description(number ?? 1)
                guard let end = description as? TerminalEnd else {
                    throw interpreter.raise(SystemFailure.notATerminal)
                }
                let size = end.terminal.windowSize
                let columns = try interpreter.makeInt(Int(size[1]))
                let rows = try interpreter.makeInt(Int(size[0]))
                return try interpreter.makeStructSequence(
                    interpreter.type(.terminalSize), [columns.ref, rows.ref])
            }
        },
        NativeModuleFunction("ttyname", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "ttyname", 1...1) {
                interpreter, number, _ throws(Raised) in
                guard let end = try interpreter.description(number) as? TerminalEnd else {
                    throw interpreter.raise(SystemFailure.notATerminal)
                }
                return try interpreter.makeString(end.name)
            }
        },
    ]

    /// A function whose first argument is a descriptor's number, any `int`.
    static func onDescriptor(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString, _ allowed: ClosedRange<Int>,
        _ body: (Interpreter, Int, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(
                name, arguments.count, allowed.lowerBound, allowed.upperBound)
            let descriptor = try interpreter.intArgument(arguments[0])
            if interpreter.isAudited { try auditDescriptor("\(name)", arguments) }
            return try body(interpreter, descriptor, arguments)
        }
    }

    private static func makePipe(
        _ interpreter: Interpreter, flags: Int
    ) throws(Raised) -> Owned {
        let ends = try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.makePipe(flags: flags)
        }
        let reader = try interpreter.makeInt(ends.reader)
        let writer = try interpreter.makeInt(ends.writer)
        return try interpreter.makeTuple(reader.ref, writer.ref)
    }
}
