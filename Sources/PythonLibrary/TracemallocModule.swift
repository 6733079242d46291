import PythonRuntime

/// The module `_tracemalloc` (`Modules/_tracemalloc.c`): which calls made the blocks that are alive. The library's
/// `tracemalloc` makes snapshots and statistics of what it tells.
enum TracemallocModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_tracemalloc", functions: switches + questions)
    }

    private static let switches: [NativeModuleFunction] = [
        NativeModuleFunction("start", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.checkArguments("start", count, 0, 1)
                let limit = try callLimit(interpreter, count > 0 ? arguments?[0] : nil)
                interpreter.startTracingAllocations(limit: limit)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("stop", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.stopTracingAllocations()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("clear_traces", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.clearAllocationTraces()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("reset_peak", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.resetTracedPeak()
                return interpreter.none.owned()
            }
        },
    ]

    private static let questions: [NativeModuleFunction] = [
        NativeModuleFunction("is_tracing", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.bool(interpreter.isTracingAllocations)
            }
        },
        NativeModuleFunction("get_traceback_limit", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.tracedCallLimit)
            }
        },
        NativeModuleFunction("get_traced_memory", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let traced = interpreter.tracedMemory
                let now = try interpreter.makeInt(traced.now)
                let peak = try interpreter.makeInt(traced.peak)
                return try interpreter.makeTuple(now.ref, peak.ref)
            }
        },
        NativeModuleFunction("get_tracemalloc_memory", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.tracingTableBytes)
            }
        },
        NativeModuleFunction("_get_traces", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.allocationTraces()
            }
        },
        NativeModuleFunction("_get_object_traceback", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                if let calls = try interpreter.traceback(ofObject: object) { return calls }
                return interpreter.none.owned()
            }
        },
    ]

    /// How many calls of a stack are to be kept: 1 unless it is said.
    private static func callLimit(
        _ interpreter: Interpreter, _ argument: RawObject?
    ) throws(Raised) -> Int {
        guard let argument else { return 1 }
        let limit = try interpreter.indexValue(Ref(argument), overflow: .overflowError)
        guard (1...Interpreter.mostTracedCalls).contains(limit) else {
            throw interpreter.raise(
                .valueError,
                "the number of frames must be in range [1; \(Interpreter.mostTracedCalls)]")
        }
        return limit
    }
}
