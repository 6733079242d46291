import PythonRuntime

/// The module `gc` (`Modules/gcmodule.c`): a face of the runtime's collector.
enum GCModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "gc", functions: switches + collecting + queries + freezing)
        let lists = try interpreter.collectorLists()
        try interpreter.setModuleAttribute(module.ref, "garbage", lists.garbage)
        try interpreter.setModuleAttribute(module.ref, "callbacks", lists.callbacks)
        for (name, value) in [
            ("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4),
            ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38),
        ] {
            let number = try interpreter.makeInt(value)
            try interpreter.setModuleAttribute(module.ref, name, number.ref)
        }
        return module
    }

    private static let switches: [NativeModuleFunction] = [
        NativeModuleFunction("enable", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.isCollectorEnabled = true
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("disable", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.isCollectorEnabled = false
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("isenabled", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.bool(interpreter.isCollectorEnabled)
            }
        },
        NativeModuleFunction("set_debug", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, flags throws(Raised) in
                interpreter.collectorDebugFlags = try interpreter.indexValue(
                    flags, overflow: .overflowError)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_debug", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.collectorDebugFlags)
            }
        },
    ]

    private static let collecting: [NativeModuleFunction] = [
        NativeModuleFunction("collect", .fastKeywords) { module, arguments, count, names in
            moduleFunction(module) { interpreter throws(Raised) in
                let values = try interpreter.bindArguments(
                    "collect", ["generation"], required: 0, arguments, count, names.map(Ref.init))
                var generation = 2
                if let value = values[0] {
                    generation = try interpreter.indexValue(value, overflow: .overflowError)
                }
                guard (0...2).contains(generation) else {
                    throw interpreter.raise(.valueError, "invalid generation")
                }
                return try interpreter.makeInt(
                    interpreter.collectGarbage(generation: generation))
            }
        },
        NativeModuleFunction("get_count", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try triple(interpreter, interpreter.collectorCounts)
            }
        },
        NativeModuleFunction("get_threshold", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try triple(interpreter, interpreter.collectorThresholds)
            }
        },
        NativeModuleFunction("set_threshold", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                if count == 0 {
                    throw interpreter.raise(
                        .typeError, "set_threshold() takes at least 1 argument (0 given)")
                }
                try interpreter.checkParsed("set_threshold", count, 1, 3)
                var thresholds = interpreter.collectorThresholds
                thresholds.0 = try number(interpreter, arguments, 0)
                if count > 1 { thresholds.1 = try number(interpreter, arguments, 1) }
                if count > 2 { thresholds.2 = try number(interpreter, arguments, 2) }
                interpreter.collectorThresholds = thresholds
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_stats", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try statistics(interpreter) }
        },
    ]

    private static let queries: [NativeModuleFunction] = [
        NativeModuleFunction("get_objects", .fastKeywords) { module, arguments, count, names in
            moduleFunction(module) { interpreter throws(Raised) in
                let values = try interpreter.bindArguments(
                    "get_objects", ["generation"], required: 0, arguments, count,
                    names.map(Ref.init))
                guard let value = values[0], !value.isNone else {
                    try interpreter.audit("gc.get_objects", .int(-1))
                    return try interpreter.trackedObjects()
                }
                guard value.isInt || value.type.pointee.tp_as_number?.pointee.nb_index != nil
                else {
                    throw interpreter.raise(
                        .typeError,
                        "argument should be integer or None, not '\(interpreter.typeName(value.type))'"
                    )
                }
                let generation = try interpreter.indexValue(value, overflow: .overflowError)
                try interpreter.audit("gc.get_objects", .int(generation))
                guard (0...2).contains(generation) else {
                    throw interpreter.raise(
                        .valueError,
                        generation < 0
                            ? "generation parameter cannot be negative"
                            : "generation parameter must be less than the number of available generations (3)"
                    )
                }
                return try interpreter.trackedObjects(generation: generation)
            }
        },
        NativeModuleFunction("get_referrers", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let objects = try interpreter.makeTuple(
                    UnsafeBufferPointer(start: arguments, count: count))
                try interpreter.audit("gc.get_referrers", .object(objects.ref))
                return try interpreter.referrers(of: objects.ref)
            }
        },
        NativeModuleFunction("get_referents", .fast) { module, arguments, count, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let objects = try interpreter.makeTuple(
                    UnsafeBufferPointer(start: arguments, count: count))
                try interpreter.audit("gc.get_referents", .object(objects.ref))
                return try interpreter.referents(of: objects.ref)
            }
        },
        NativeModuleFunction("is_tracked", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                interpreter.bool(interpreter.isTrackedByCollector(object))
            }
        },
        NativeModuleFunction("is_finalized", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                interpreter.bool(interpreter.isFinalized(object))
            }
        },
    ]

    private static let freezing: [NativeModuleFunction] = [
        NativeModuleFunction("freeze", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.freezeTrackedObjects()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("unfreeze", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.unfreezeTrackedObjects()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("get_freeze_count", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.frozenObjectCount)
            }
        },
    ]

    private static func number(
        _ interpreter: Interpreter, _ arguments: UnsafeMutablePointer<RawObject?>?, _ index: Int
    ) throws(Raised) -> Int {
        try interpreter.parsedInt(interpreter.argument(arguments, index))
    }

    private static func triple(
        _ interpreter: Interpreter, _ values: (Int, Int, Int)
    ) throws(Raised) -> Owned {
        let first = try interpreter.makeInt(values.0)
        let second = try interpreter.makeInt(values.1)
        let third = try interpreter.makeInt(values.2)
        return try interpreter.makeTuple([first.ref, second.ref, third.ref])
    }

    /// A list of a dict for each generation.
    private static func statistics(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let list = try interpreter.makeList()
        for generation in 0...2 {
            let row = interpreter.collectorStatistics(generation: generation)
            let dict = try interpreter.makeDict()
            for (name, value) in [
                ("collections", row.collections), ("collected", row.collected),
                ("uncollectable", row.uncollectable),
            ] {
                let key = try interpreter.intern(name)
                let number = try interpreter.makeInt(value)
                try interpreter.dictSet(dict.ref, key.ref, number.ref)
            }
            try interpreter.listAppend(list.ref, dict.ref)
        }
        return list
    }
}
