import PythonRuntime
import VirtualSystem

/// The functions of `posix` that move bytes between descriptors, or tell the system how a file will be used.
extension PosixModule {
    static let placementFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("copy_file_range", .fastKeywords) {
            module, arguments, count, names in
            moving(module, arguments, count, names, "copy_file_range", []) {
                interpreter, source, target throws(Raised) in
                let isPossible = source is OpenFile && target is OpenFile
                if !isPossible { throw interpreter.raise(SystemFailure.invalid) }
            }
        },
        NativeModuleFunction("splice", .fastKeywords) { module, arguments, count, names in
            moving(module, arguments, count, names, "splice", ["flags"]) {
                interpreter, source, target throws(Raised) in
                let hasPipe = source is PipeEnd || target is PipeEnd
                if !hasPipe { throw interpreter.raise(SystemFailure.invalid) }
            }
        },
        NativeModuleFunction("posix_fadvise", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "posix_fadvise", 4...4) {
                interpreter, number, arguments throws(Raised) in
                _ = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                let length = try interpreter.indexValue(arguments[2], overflow: .overflowError)
                let advice = try interpreter.indexValue(arguments[3], overflow: .overflowError)
                if try interpreter.description(number) is PipeEnd {
                    throw interpreter.raise(SystemFailure.illegalSeek)
                }
                if length < 0 || !(0...5).contains(advice) {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lockf", .fast) { module, arguments, count, _ in
            onDescriptor(module, arguments, count, "lockf", 3...3) {
                interpreter, number, arguments throws(Raised) in
                let command = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                let length = try interpreter.indexValue(arguments[2], overflow: .overflowError)
                let description = try interpreter.description(number)
                guard (0...3).contains(command) else {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                let range = try FileLocking.range(
                    interpreter, description, start: 0, length: length, origin: 1)
                if command == 3 {
                    try FileLocking.test(interpreter, description, range)
                } else {
                    try FileLocking.lock(
                        interpreter, description, command == 0 ? .none : .exclusive, range,
                        waits: command == 1)
                }
                return interpreter.none.owned()
            }
        },
    ]

    /// Moves at most so many bytes, from and to places that are given or where the descriptors are.
    private static func moving(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ more: [StaticString],
        _ check: (Interpreter, OpenDescription, OpenDescription) throws(Raised) -> Void
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: function,
                names: ["src", "dst", "count", "offset_src", "offset_dst"] + more, required: 3,
                maximumPositional: 5 + more.count)
        ) { interpreter, values throws(Raised) in
            let source = try values.int(0)
            let target = try values.int(1)
            let length = try values.int(2)
            if length < 0 {
                throw interpreter.raise(.valueError, "negative value for 'count' not allowed")
            }
            let reader = try interpreter.description(source)
            let writer = try interpreter.description(target)
            guard reader.reads, writer.writes else {
                throw interpreter.raise(SystemFailure.badDescriptor)
            }
            try check(interpreter, reader, writer)
            let bytes =
                if values.given(3) != nil {
                    try read(interpreter, source, min(length, 1 << 24), at: try values.int(3))
                } else {
                    try interpreter.readDescriptor(source, min(length, 1 << 24)) ?? []
                }
            if values.given(4) != nil {
                return try write(interpreter, target, bytes, at: try values.int(4))
            }
            return try write(interpreter, target, bytes)
        }
    }
}
