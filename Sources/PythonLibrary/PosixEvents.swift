import PythonRuntime
import VirtualSystem

/// The functions of `posix` that make descriptors of things without a name.
extension PosixModule {
    static let eventFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("eventfd", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "eventfd", names: ["initval", "flags"], required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let value = try unsigned(interpreter, values.object(0), 32)
                let flags = try values.cInt(1, default: 524_288)
                if flags & ~(524_288 | 2048 | 1) != 0 {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.makeEventCounter(
                        value, isSemaphore: flags & 1 != 0, isNonblocking: flags & 2048 != 0,
                        closesOnStart: flags & 524_288 != 0)
                }
                return try interpreter.makeInt(number)
            }
        },
        NativeModuleFunction("eventfd_read", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "eventfd_read", names: ["fd"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let number = try counter(interpreter, values)
                guard let bytes = try interpreter.readDescriptor(number, 8) else {
                    throw interpreter.raise(SystemFailure.tryAgain)
                }
                return try interpreter.makeInt(unsigned: UInt(EventCounter.number(in: bytes)))
            }
        },
        NativeModuleFunction("eventfd_write", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "eventfd_write", names: ["fd", "value"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                _ = try values.descriptor(0)
                let value = try unsigned(interpreter, values.object(1), 64)
                let number = try counter(interpreter, values)
                let bytes = EventCounter.bytes(of: value)
                guard try interpreter.writeDescriptor(number, bytes) != nil else {
                    throw interpreter.raise(SystemFailure.tryAgain)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("memfd_create", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "memfd_create", names: ["name", "flags"], required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let name = try values.path(0)
                let flags = try values.cInt(1, default: 1)
                // Names are kept after six letters; large pages aren't there.
                if name.bytes.count > 249 || flags & ~3 != 0 {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                let number = try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.makeUnnamedFile(closesOnStart: flags & 1 != 0)
                }
                return try interpreter.makeInt(number)
            }
        },
    ]

    /// A descriptor that must be a counter.
    private static func counter(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Int {
        let number = try values.descriptor(0)
        guard try interpreter.description(number) is EventCounter else {
            throw interpreter.raise(SystemFailure.invalid)
        }
        return number
    }

    /// An argument of one of C's unsigned types.
    static func unsigned(
        _ interpreter: Interpreter, _ value: Ref, _ bits: Int
    ) throws(Raised) -> UInt64 {
        guard value.isInt else {
            throw interpreter.raise(.typeError, "an integer is required")
        }
        if try interpreter.isNegative(value) {
            throw interpreter.raise(.valueError, "value must be positive")
        }
        guard let number: UInt64 = interpreter.fixedWidth(value) else {
            throw interpreter.raise(
                .overflowError,
                bits == 64
                    ? "int too big to convert"
                    : "Python int too large to convert to C unsigned long")
        }
        if bits < 64, number >> UInt64(bits) != 0 {
            throw interpreter.raise(
                .overflowError, "Python int too large for C unsigned int")
        }
        return number
    }
}
