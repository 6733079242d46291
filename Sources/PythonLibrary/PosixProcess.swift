import PythonRuntime

/// The functions of `posix` on descriptors and on the process.
extension PosixModule {
    static let descriptorFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("open", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "open", names: ["path", "flags", "mode", "dir_fd"],
                        required: 2, maximumPositional: 3), arguments)
                let path = values[0] ?? interpreter.none
                let flags = try interpreter.indexValue(
                    values[1] ?? interpreter.none, overflow: .overflowError)
                return try interpreter.makeInt(try open(interpreter, path, flags))
            }
        },
        NativeModuleFunction("close", .oneArgument) { module, arguments, _, _ in
            onDescriptor(module, arguments, 1, "close") {
                interpreter, descriptor, _ throws(Raised) in
                try interpreter.withFiles(nil) { files throws(VirtualFiles.Failure) in
                    try files.close(descriptor)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("read", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "read") {
                interpreter, descriptor, arguments throws(Raised) in
                try interpreter.checkArguments("read", arguments.count, 2, 2)
                let wanted = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                let bytes = try interpreter.withFiles(nil) {
                    files throws(VirtualFiles.Failure) in
                    try files.read(descriptor, count: wanted)
                }
                return try interpreter.makeBytes(bytes)
            }
        },
        NativeModuleFunction("write", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "write") {
                interpreter, descriptor, arguments throws(Raised) in
                try interpreter.checkArguments("write", arguments.count, 2, 2)
                let bytes = try interpreter.bytesLike(arguments[1])
                return try interpreter.makeInt(
                    try interpreter.writeBytes(bytes, to: descriptor))
            }
        },
        NativeModuleFunction("lseek", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "lseek") {
                interpreter, descriptor, arguments throws(Raised) in
                try interpreter.checkArguments("lseek", arguments.count, 3, 3)
                let offset = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                let origin = try interpreter.indexValue(arguments[2], overflow: .overflowError)
                return try interpreter.makeInt(
                    try interpreter.withFiles(nil) { files throws(VirtualFiles.Failure) in
                        try files.seek(descriptor, to: offset, from: origin)
                    })
            }
        },
        NativeModuleFunction("fstat", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "fstat") {
                interpreter, descriptor, _ throws(Raised) in
                try descriptorStatus(interpreter, descriptor)
            }
        },
        NativeModuleFunction("isatty", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, _ throws(Raised) in
                interpreter.bool(false)
            }
        },
    ]

    private static func onDescriptor(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString,
        _ body: (Interpreter, Int, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            if arguments.count == 0 { try interpreter.checkArguments(name, 0, 1, 1) }
            let descriptor = try interpreter.indexValue(arguments[0], overflow: .overflowError)
            return try body(interpreter, descriptor, arguments)
        }
    }

    /// Opens by the flags of `open(2)`.
    static func open(
        _ interpreter: Interpreter, _ path: Ref, _ flags: Int
    ) throws(Raised) -> Int {
        let text = try interpreter.pathText(path)
        let access = flags & 3
        return try interpreter.withFiles(path) { files throws(VirtualFiles.Failure) in
            try files.open(
                text, reads: access != 1, writes: access != 0, creates: flags & 64 != 0,
                exclusive: flags & 128 != 0, truncates: flags & 512 != 0,
                appends: flags & 1024 != 0)
        }
    }

    static let processFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("getpid", .noArguments) { module, _, _, _ in number(module, 1) },
        NativeModuleFunction("getppid", .noArguments) { module, _, _, _ in number(module, 0) },
        NativeModuleFunction("getuid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("geteuid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("getgid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("getegid", .noArguments) { module, _, _, _ in number(module, 1000) },
        NativeModuleFunction("cpu_count", .noArguments) { module, _, _, _ in number(module, 1) },
        NativeModuleFunction("umask", .oneArgument) { module, _, _, _ in number(module, 0o022) },
        NativeModuleFunction("_exit", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, status throws(Raised) in
                throw interpreter.raise(.systemExit, argument: status)
            }
        },
        NativeModuleFunction("putenv", .fast) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
        },
        NativeModuleFunction("unsetenv", .oneArgument) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
        },
        NativeModuleFunction("strerror", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, code throws(Raised) in
                let value = try interpreter.indexValue(code, overflow: .overflowError)
                return try interpreter.makeString(
                    ErrnoModule.text(Int32(truncatingIfNeeded: value)))
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
        NativeModuleFunction("get_terminal_size", .fast) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                throw interpreter.raiseOSError(25, ErrnoModule.text(25))
            }
        },
    ]

    private static func number(_ module: RawObject?, _ value: Int) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(value) }
    }
}

extension Interpreter {
    /// Writes to standard output or error, or to a virtual file.
    func writeBytes(_ bytes: [UInt8], to descriptor: Int) throws(Raised) -> Int {
        if descriptor == 1 || descriptor == 2 {
            writeToHost(stream: descriptor, bytes: bytes)
            return bytes.count
        }
        return try withFiles(nil) { files throws(VirtualFiles.Failure) in
            try files.write(descriptor, bytes)
        }
    }

    /// Bytes that look random and are the same in every run.
    func entropy(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(UInt8(truncatingIfNeeded: nextEntropy() >> 32)) }
        return bytes
    }
}
