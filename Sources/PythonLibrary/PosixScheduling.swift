import PythonRuntime
import VirtualSystem

/// The functions of `posix` that tell how processes are scheduled: on one processor, by turns.
extension PosixModule {
    /// Policies that any process may have.
    private static let ordinaryPolicies: Set<Int> = [0, 3, 5]
    private static let realTimePolicies: Set<Int> = [1, 2]

    static let schedulingFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("sched_get_priority_max", .fastKeywords) {
            module, arguments, count, names in
            priorityLimit(module, arguments, count, names, "sched_get_priority_max", 99)
        },
        NativeModuleFunction("sched_get_priority_min", .fastKeywords) {
            module, arguments, count, names in
            priorityLimit(module, arguments, count, names, "sched_get_priority_min", 1)
        },
        NativeModuleFunction("sched_getscheduler", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                try interpreter.makeInt(
                    try target(interpreter, number)?.schedulingPolicy ?? 0)
            }
        },
        NativeModuleFunction("sched_getparam", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try target(interpreter, number)
                return try interpreter.makeStructSequence(
                    interpreter.type(.schedulingParameter), [interpreter.smallInt(0)])
            }
        },
        NativeModuleFunction("sched_setparam", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "sched_setparam", 2) {
                interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                let priority = try priority(interpreter, values.object(1))
                let process = try process(interpreter, number)
                try setPolicy(
                    interpreter, process, process?.schedulingPolicy ?? 0, priority)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("sched_setscheduler", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "sched_setscheduler", 3) {
                interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                let policy = try values.parsedInt(1)
                let priority = try priority(interpreter, values.object(2))
                try setPolicy(
                    interpreter, try process(interpreter, number), policy, priority)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("sched_rr_get_interval", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try target(interpreter, number)
                return try interpreter.makeFloat(0.004)
            }
        },
        NativeModuleFunction("sched_getaffinity", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try target(interpreter, number, negative: .noProcess)
                let set = try interpreter.makeSet()
                try interpreter.setAdd(set.ref, interpreter.smallInt(0))
                return set
            }
        },
        NativeModuleFunction("sched_setaffinity", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "sched_setaffinity", 2) {
                interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                try checkProcessors(interpreter, values.object(1))
                let process = try process(interpreter, number, negative: .noProcess)
                if process == nil { throw interpreter.raise(SystemFailure.notPermitted) }
                return interpreter.none.owned()
            }
        },
    ]

    /// `sched_param`: one field, given by its name or place.
    static func addSchedulingParameter(
        _ interpreter: Interpreter, _ module: Ref
    ) throws(Raised) {
        let type = try interpreter.makeStructSequenceType(
            LibraryType.schedulingParameter.rawValue,
            StructSequenceSpec("posix.sched_param", ["sched_priority"]))
        type.pointee.tp_new = { type, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: type)
                let values = try interpreter.bind(
                    ParameterList(
                        function: "sched_param", names: ["sched_priority"], required: 1,
                        maximumPositional: 1), tuple: Ref(arguments), keywords: keywords)
                return try interpreter.makeStructSequence(
                    type.assumingMemoryBound(to: PyTypeObject.self),
                    [values[0] ?? interpreter.none])
            }
        }
        try interpreter.setModuleAttribute(module, "sched_param", Ref(RawObject(type)))
    }

    private static func priorityLimit(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString, _ limit: Int
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(function: name, names: ["policy"], required: 1, maximumPositional: 1)
        ) { interpreter, values throws(Raised) in
            let policy = try values.cInt(0)
            if realTimePolicies.contains(policy) { return try interpreter.makeInt(limit) }
            guard ordinaryPolicies.contains(policy) else {
                throw interpreter.raise(SystemFailure.invalid)
            }
            return try interpreter.makeInt(0)
        }
    }

    /// The process of a number; nil for the one that started the first, which isn't of the machine.
    private static func target(
        _ interpreter: Interpreter, _ number: Ref, negative: SystemFailure = .invalid
    ) throws(Raised) -> VirtualProcess? {
        let number = try interpreter.parsedInt(number)
        return try process(interpreter, number, negative: negative)
    }

    private static func process(
        _ interpreter: Interpreter, _ number: Int, negative: SystemFailure = .invalid
    ) throws(Raised) -> VirtualProcess? {
        try interpreter.withProcess { process throws(SystemFailure) in
            if number < 0 { throw negative }
            if number == 1 { return nil }
            guard let target = process.machine.processes[number == 0 ? process.number : number]
            else { throw .noProcess }
            return target
        }
    }

    /// What a `sched_param` holds.
    private static func priority(
        _ interpreter: Interpreter, _ parameter: Ref
    ) throws(Raised) -> Int {
        guard parameter.type == interpreter.type(.schedulingParameter) else {
            throw interpreter.raise(.typeError, "must have a sched_param object")
        }
        let priority = try interpreter.indexValue(
            parameter.tupleItem(0), overflow: .overflowError)
        guard Int32(exactly: priority) != nil else {
            throw interpreter.raise(.overflowError, "sched_priority out of range")
        }
        return priority
    }

    private static func setPolicy(
        _ interpreter: Interpreter, _ process: VirtualProcess?, _ policy: Int, _ priority: Int
    ) throws(Raised) {
        if ordinaryPolicies.contains(policy), priority == 0 {
            guard let process else { throw interpreter.raise(SystemFailure.notPermitted) }
            process.schedulingPolicy = policy
            return
        }
        let isRealTime = realTimePolicies.contains(policy) && (1...99).contains(priority)
        throw interpreter.raise(isRealTime ? .notPermitted : .invalid)
    }

    /// The only processor has the number 0.
    private static func checkProcessors(
        _ interpreter: Interpreter, _ mask: Ref
    ) throws(Raised) {
        let numbers = try interpreter.makeTuple(from: mask)
        var hasOurs = false
        for index in 0..<numbers.ref.itemCount {
            guard numbers.ref.tupleItem(index).isInt else {
                throw interpreter.raise(
                    .typeError,
                    "expected an iterator of ints, but iterator yielded \(try interpreter.repr(Ref(RawObject(numbers.ref.tupleItem(index).type))).text)"
                )
            }
            let number = try interpreter.indexValue(
                numbers.ref.tupleItem(index), overflow: .overflowError)
            if number < 0 { throw interpreter.raise(.valueError, "negative CPU number") }
            if number == 0 { hasOurs = true }
        }
        if !hasOurs { throw interpreter.raise(SystemFailure.invalid) }
    }
}
