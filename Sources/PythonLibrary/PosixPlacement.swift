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
                _ = try interpreter.longArgument(arguments[1])
                let length = try interpreter.longArgument(arguments[2])
                let advice = try interpreter.intArgument(arguments[3])
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
                let command = try interpreter.intArgument(arguments[1])
                let length = try interpreter.longArgument(arguments[2])
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
            let source = try values.cInt(0)
            let target = try values.cInt(1)
            let length = try values.size(2)
            let places = try (3...4).map { index throws(Raised) in
                values.given(index) == nil ? nil : try values.offset(index)
            }
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
                if let place = places[0] {
                    try read(interpreter, source, min(length, 1 << 24), at: place)
                } else {
                    try interpreter.readDescriptor(source, min(length, 1 << 24)) ?? []
                }
            if let place = places[1] {
                return try write(interpreter, target, bytes, at: place)
            }
            return try write(interpreter, target, bytes)
        }
    }
}
