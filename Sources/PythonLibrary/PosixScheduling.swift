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
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("sched_setparam", arguments.count, 2, 2)
                let process = try target(interpreter, arguments[0])
                try setPolicy(
                    interpreter, process, process?.schedulingPolicy ?? 0, arguments[1])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("sched_setscheduler", .fast) { module, arguments, count, _ in
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("sched_setscheduler", arguments.count, 3, 3)
                let process = try target(interpreter, arguments[0])
                let policy = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                try setPolicy(interpreter, process, policy, arguments[2])
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
            nativeMethod(module, arguments, count, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("sched_setaffinity", arguments.count, 2, 2)
                let process = try target(interpreter, arguments[0], negative: .noProcess)
                try checkProcessors(interpreter, arguments[1])
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
            let policy = try values.int(0)
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
        let number = try interpreter.indexValue(number, overflow: .overflowError)
        guard Int32(exactly: number) != nil else {
            throw interpreter.raise(
                .overflowError,
                "signed integer is \(number > 0 ? "greater than maximum" : "less than minimum")")
        }
        return try interpreter.withProcess { process throws(SystemFailure) in
            if number < 0 { throw negative }
            if number == 1 { return nil }
            guard let target = process.machine.processes[number == 0 ? process.number : number]
            else { throw .noProcess }
            return target
        }
    }

    private static func setPolicy(
        _ interpreter: Interpreter, _ process: VirtualProcess?, _ policy: Int, _ parameter: Ref
    ) throws(Raised) {
        guard parameter.type == interpreter.type(.schedulingParameter) else {
            throw interpreter.raise(.typeError, "must have a sched_param object")
        }
        let priority = try interpreter.indexValue(
            parameter.tupleItem(0), overflow: .overflowError)
        guard Int32(exactly: priority) != nil else {
            throw interpreter.raise(.overflowError, "sched_priority out of range")
        }
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
