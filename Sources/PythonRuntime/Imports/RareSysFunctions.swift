/// The functions of `sys` that are made with its rare attributes.
extension Interpreter {
    static func rareSysFunctions() -> [MethodSpec] {
        programFunctions() + hookFunctions() + settingFunctions()
    }

    private static func programFunctions() -> [MethodSpec] {
        [
            MethodSpec("_getframe", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("_getframe", arguments.count, 0, 1)
                    let depth = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.intArgument(value)
                    }
                    guard let frame = try interpreter.frame(atDepth: max(0, depth ?? 0)) else {
                        throw interpreter.raise(.valueError, "call stack is not deep enough")
                    }
                    if interpreter.isAudited {
                        try interpreter.audit("sys._getframe", .object(frame))
                    }
                    return frame.owned()
                }
            },
            MethodSpec("_debugmallocstats", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    interpreter.reportAllocators(includingFreeLists: true)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("_getquickenedcount", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeInt(interpreter.state.pointee.evaluation.quickenedCount)
                }
            },
            MethodSpec("_clear_type_cache", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("_current_frames", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.audit("sys._current_frames")
                    return try interpreter.currentFrames()
                }
            },
            MethodSpec("_current_exceptions", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.audit("sys._current_exceptions")
                    return try interpreter.currentExceptions()
                }
            },
        ]
    }

    private static func hookFunctions() -> [MethodSpec] {
        [
            MethodSpec("excepthook", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("excepthook", arguments.count, 3, 3)
                    guard arguments[1].isException else {
                        interpreter.writeToStandardError(
                            "TypeError: print_exception(): Exception expected for value, "
                                + "\(interpreter.shortTypeName(arguments[1].type)) found\n")
                        return interpreter.none.owned()
                    }
                    let text = interpreter.formatException(arguments[1])
                    interpreter.writeToStandardError(text)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("unraisablehook", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, report throws(Raised) in
                    try interpreter.runUnraisableHook(report)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("breakpointhook", .fastKeywords) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.runBreakpointHook(arguments)
                }
            },
            MethodSpec("audit", .fast) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    try interpreter.audit(arguments)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("addaudithook", .fastKeywords) { module, arguments, count, names in
                nativeMethod(module, arguments, count, names) {
                    interpreter, _, arguments throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "addaudithook", ["hook"], required: 1, arguments.start, arguments.count,
                        arguments.names)
                    try interpreter.addAuditHook(values[0] ?? interpreter.none)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("gettrace", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    interpreter.heldOrNone(interpreter.state.pointee.tracing.traceFunction)
                }
            },
            MethodSpec("getprofile", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    interpreter.heldOrNone(interpreter.state.pointee.tracing.profileFunction)
                }
            },
            MethodSpec("settrace", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, function throws(Raised) in
                    try interpreter.audit("sys.settrace")
                    try interpreter.installTraceFunction(function.isNone ? nil : function)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("setprofile", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, function throws(Raised) in
                    try interpreter.audit("sys.setprofile")
                    try interpreter.installProfileFunction(function.isNone ? nil : function)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static func settingFunctions() -> [MethodSpec] {
        [
            MethodSpec("getswitchinterval", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeFloat(interpreter.switchInterval)
                }
            },
            MethodSpec("setswitchinterval", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, value throws(Raised) in
                    let seconds = try interpreter.doubleValue(value)
                    guard seconds > 0 else {
                        throw interpreter.raise(
                            .valueError, "switch interval must be strictly positive")
                    }
                    interpreter.setSwitchInterval(seconds)
                    return interpreter.none.owned()
                }
            },
        ]
    }
}

extension Interpreter {
    /// A field as a new reference: `None` while it is nil.
    func heldOrNone(_ field: RawObject?) -> Owned { (field.map { Ref($0) } ?? none).owned() }
}
