import PythonRuntime
import VirtualSystem

/// The functions of `posix` that move bytes.
extension PosixModule {
    static let transferFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("read", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "read", 2...2) {
                interpreter, number, arguments throws(Raised) in
                let wanted = try interpreter.sizeValue(arguments[1])
                guard let bytes = try interpreter.readDescriptor(number, wanted) else {
                    throw interpreter.raise(SystemFailure.tryAgain)
                }
                return try interpreter.makeBytes(bytes)
            }
        },
        NativeModuleFunction("readv", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "readv", 2...2) {
                interpreter, number, arguments throws(Raised) in
                try fill(interpreter, arguments[1], "readv() arg 2") { wanted throws(Raised) in
                    try interpreter.readDescriptor(number, wanted)
                }
            }
        },
        NativeModuleFunction("preadv", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "preadv", 3...4) {
                interpreter, number, arguments throws(Raised) in
                let offset = try interpreter.longArgument(arguments[2])
                _ = try arguments[optional: 3].map { flags throws(Raised) in
                    try interpreter.intArgument(flags)
                }
                return try fill(interpreter, arguments[1], "preadv2() arg 2") {
                    wanted throws(Raised) in
                    // −1 stands for where the file is.
                    if offset == -1 { return try interpreter.readDescriptor(number, wanted) }
                    return try read(interpreter, number, wanted, at: offset)
                }
            }
        },
        NativeModuleFunction("pread", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "pread", 3...3) {
                interpreter, number, arguments throws(Raised) in
                let wanted = try interpreter.sizeValue(arguments[1])
                let offset = try interpreter.longArgument(arguments[2])
                return try interpreter.makeBytes(
                    try read(interpreter, number, wanted, at: offset))
            }
        },
        NativeModuleFunction("write", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "write", 2...2) {
                interpreter, number, arguments throws(Raised) in
                let bytes = try interpreter.bytesLike(arguments[1])
                return try write(interpreter, number, bytes)
            }
        },
        NativeModuleFunction("writev", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "writev", 2...2) {
                interpreter, number, arguments throws(Raised) in
                try write(
                    interpreter, number, try joined(interpreter, arguments[1], "writev() arg 2"))
            }
        },
        NativeModuleFunction("pwrite", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "pwrite", 3...3) {
                interpreter, number, arguments throws(Raised) in
                let bytes = try interpreter.bytesLike(arguments[1])
                let offset = try interpreter.longArgument(arguments[2])
                return try write(interpreter, number, bytes, at: offset)
            }
        },
        NativeModuleFunction("pwritev", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "pwritev", 3...4) {
                interpreter, number, arguments throws(Raised) in
                let offset = try interpreter.longArgument(arguments[2])
                _ = try arguments[optional: 3].map { flags throws(Raised) in
                    try interpreter.intArgument(flags)
                }
                let bytes = try joined(interpreter, arguments[1], "pwritev() arg 2")
                if offset == -1 { return try write(interpreter, number, bytes) }
                return try write(interpreter, number, bytes, at: offset)
            }
        },
        NativeModuleFunction("lseek", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "lseek", 3...3) {
                interpreter, number, arguments throws(Raised) in
                let offset = try interpreter.longArgument(arguments[1])
                let origin = try interpreter.intArgument(arguments[2])
                return try interpreter.makeInt(
                    try interpreter.seek(number, to: offset, from: origin))
            }
        },
        NativeModuleFunction("ftruncate", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "ftruncate", 2...2) {
                interpreter, number, arguments throws(Raised) in
                try truncate(interpreter, number, try interpreter.longArgument(arguments[1]))
            }
        },
        NativeModuleFunction("posix_fallocate", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "posix_fallocate", 3...3) {
                interpreter, number, arguments throws(Raised) in
                let offset = try interpreter.longArgument(arguments[1])
                let length = try interpreter.longArgument(arguments[2])
                let file = try file(interpreter, number)
                let (end, overflow) = offset.addingReportingOverflow(length)
                if overflow || offset < 0 || length <= 0 {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                if end <= file.count { return interpreter.none.owned() }
                return try truncate(interpreter, number, end)
            }
        },
        NativeModuleFunction("fsync", .fastKeywords) { module, arguments, count, names in
            synchronizing(module, arguments, count, names, "fsync")
        },
        NativeModuleFunction("fdatasync", .fastKeywords) { module, arguments, count, names in
            synchronizing(module, arguments, count, names, "fdatasync")
        },
        NativeModuleFunction("sync", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
        },
        NativeModuleFunction("sendfile", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "sendfile", names: ["out_fd", "in_fd", "offset", "count"],
                    required: 4, maximumPositional: 4)
            ) { interpreter, values throws(Raised) in
                let target = try values.cInt(0)
                let source = try values.cInt(1)
                let offset = try values.given(2).map { _ throws(Raised) in
                    try values.offset(2)
                }
                let length = try values.size(3)
                _ = try interpreter.description(source)
                _ = try interpreter.description(target)
                let bytes =
                    if let offset {
                        try read(interpreter, source, length, at: offset)
                    } else {
                        try interpreter.readDescriptor(source, length) ?? []
                    }
                return try write(interpreter, target, bytes)
            }
        },
    ]

    private static func synchronizing(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(function: name, names: ["fd"], required: 1, maximumPositional: 1)
        ) { interpreter, values throws(Raised) in
            let description = try interpreter.description(try values.descriptor(0))
            guard let file = description as? OpenFile else {
                throw interpreter.raise(SystemFailure.invalid)
            }
            try interpreter.withFiles(nil) { _ throws(SystemFailure) in try file.synchronize() }
            return interpreter.none.owned()
        }
    }

    private static func file(_ interpreter: Interpreter, _ number: Int) throws(Raised) -> OpenFile {
        guard let file = try interpreter.description(number) as? OpenFile else {
            throw interpreter.raise(SystemFailure.illegalSeek)
        }
        return file
    }

    static func read(
        _ interpreter: Interpreter, _ number: Int, _ wanted: Int, at offset: Int
    ) throws(Raised) -> [UInt8] {
        if wanted < 0 || offset < 0 { throw interpreter.raise(SystemFailure.invalid) }
        let file = try file(interpreter, number)
        return try interpreter.withFiles(nil) { _ throws(SystemFailure) in
            try file.read(wanted, at: offset)
        }
    }

    static func write(
        _ interpreter: Interpreter, _ number: Int, _ bytes: [UInt8]
    ) throws(Raised) -> Owned {
        guard let count = try interpreter.writeDescriptor(number, bytes) else {
            throw interpreter.raise(SystemFailure.tryAgain)
        }
        return try interpreter.makeInt(count)
    }

    static func write(
        _ interpreter: Interpreter, _ number: Int, _ bytes: [UInt8], at offset: Int
    ) throws(Raised) -> Owned {
        if offset < 0 { throw interpreter.raise(SystemFailure.invalid) }
        let file = try file(interpreter, number)
        return try interpreter.makeInt(
            try interpreter.withFiles(nil) { _ throws(SystemFailure) in
                try file.write(bytes[...], at: offset)
            })
    }

    /// The buffers of a sequence, one after another.
    private static func joined(
        _ interpreter: Interpreter, _ buffers: Ref, _ place: String
    ) throws(Raised) -> [UInt8] {
        guard interpreter.isSequence(buffers) else {
            throw interpreter.raise(.typeError, "\(place) must be a sequence")
        }
        let items = try interpreter.makeTuple(from: buffers)
        var bytes: [UInt8] = []
        for index in 0..<items.ref.itemCount {
            bytes += try interpreter.bytesLike(items.ref.tupleItem(index))
        }
        return bytes
    }

    /// Reads into the buffers of a sequence, one after another.
    private static func fill(
        _ interpreter: Interpreter, _ buffers: Ref, _ place: String,
        _ read: (Int) throws(Raised) -> [UInt8]?
    ) throws(Raised) -> Owned {
        guard interpreter.isSequence(buffers) else {
            throw interpreter.raise(.typeError, "\(place) must be a sequence")
        }
        let items = try interpreter.makeTuple(from: buffers)
        var lengths: [Int] = []
        for index in 0..<items.ref.itemCount {
            lengths.append(try interpreter.bytesLike(items.ref.tupleItem(index)).count)
        }
        guard let bytes = try read(lengths.reduce(0, &+)) else {
            throw interpreter.raise(SystemFailure.tryAgain)
        }
        var rest = bytes[...]
        for (index, length) in lengths.enumerated() where !rest.isEmpty {
            let part = Array(rest.prefix(length))
            _ = try interpreter.copyBytes(part, into: items.ref.tupleItem(index))
            rest = rest.dropFirst(length)
        }
        return try interpreter.makeInt(bytes.count)
    }
}

extension Interpreter {
    func seek(_ number: Int, to offset: Int, from origin: Int) throws(Raised) -> Int {
        let description = try description(number)
        return try withFiles(nil) { _ throws(SystemFailure) in
            try description.seek(to: offset, from: origin)
        }
    }
}
