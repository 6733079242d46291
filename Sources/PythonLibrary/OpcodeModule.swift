import PythonBytecode
import PythonRuntime

/// The module `_opcode` (`Modules/_opcode.c`), which `dis` and `opcode` are built on.
enum OpcodeModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_opcode", functions: functions)
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("stack_effect", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "stack_effect", names: ["", "", "jump"], positionalOnly: 2,
                        required: 1, maximumPositional: 2), arguments)
                return try interpreter.makeInt(
                    try stackEffect(interpreter, values[0], values[1], values[2]))
            }
        },
        // Only builds of CPython that count specialisations have statistics of them.
        NativeModuleFunction("get_specialization_stats", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in interpreter.none.owned() }
        },
    ]

    private static func stackEffect(
        _ interpreter: Interpreter, _ opcode: Ref?, _ argument: Ref?, _ jump: Ref?
    ) throws(Raised) -> Int {
        let number = try cInt(interpreter, opcode ?? interpreter.none)
        let given = argument.flatMap { $0.isNone ? nil : $0 }
        let hasArgument = number >= 90
        if hasArgument, given == nil {
            throw interpreter.raise(
                .valueError, "stack_effect: opcode requires oparg but oparg was not specified")
        }
        if !hasArgument, given != nil {
            throw interpreter.raise(
                .valueError, "stack_effect: opcode does not permit oparg but oparg was specified")
        }
        // The argument is a C long, of which an int is taken.
        let value =
            try given.map { given throws(Raised) in
                Int32(
                    truncatingIfNeeded: try interpreter.indexValue(given, overflow: .overflowError))
            } ?? 0
        let jumps = try jumping(interpreter, jump)
        guard let byte = UInt8(exactly: number), Opcode(byte: byte).isCompiled else {
            throw interpreter.raise(.valueError, "invalid opcode or oparg")
        }
        let instruction = Opcode(byte: byte)
        if let jumps { return Int(instruction.stackEffect(value, jumping: jumps)) }
        return Int(
            max(
                instruction.stackEffect(value, jumping: true),
                instruction.stackEffect(value, jumping: false)))
    }

    private static func jumping(_ interpreter: Interpreter, _ jump: Ref?) throws(Raised) -> Bool? {
        guard let jump, !jump.isNone else { return nil }
        if jump == interpreter.true { return true }
        if jump == interpreter.false { return false }
        throw interpreter.raise(
            .valueError, "stack_effect: jump must be False, True or None")
    }

    private static func cInt(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> Int32 {
        Int32(truncatingIfNeeded: try interpreter.intArgument(object))
    }
}

extension Opcode {
    /// Whether the compiler emits it: neither a specialised form nor an unused number.
    fileprivate var isCompiled: Bool {
        switch self {
        case .CACHE, .DO_TRACING: return self == .CACHE
        default: return generic == self && !String(describing: self).hasPrefix("UNUSED")
        }
    }
}
