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
                    let depth = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    guard let frame = try interpreter.frame(atDepth: max(0, depth ?? 0)) else {
                        throw interpreter.raise(.valueError, "call stack is not deep enough")
                    }
                    return frame.owned()
                }
            },
            MethodSpec("_clear_type_cache", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("_current_frames", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    let dict = try interpreter.makeDict()
                    let key = try interpreter.makeInt(1)
                    if let frame = try interpreter.frame(atDepth: 0) {
                        try interpreter.dictSet(dict.ref, key.ref, frame)
                    }
                    return dict
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
                    let text = interpreter.formatException(arguments[1])
                    interpreter.writeToHost(stream: 2, text)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("unraisablehook", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, report throws(Raised) in
                    let value = try interpreter.namedAttribute(report, "exc_value")
                    if value.ref.isException {
                        interpreter.writeToHost(
                            stream: 2, interpreter.formatException(value.ref))
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("breakpointhook", .fastKeywords) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    throw interpreter.raiseUnsupported(
                        "breakpoint() needs a debugger at a terminal")
                }
            },
            MethodSpec("audit", .fast) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("addaudithook", .oneArgument) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("gettrace", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("getprofile", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
            },
            MethodSpec("settrace", .oneArgument) { module, arguments, _, _ in
                refuseTracing(module, arguments, "sys.settrace")
            },
            MethodSpec("setprofile", .oneArgument) { module, arguments, _, _ in
                refuseTracing(module, arguments, "sys.setprofile")
            },
        ]
    }

    private static func settingFunctions() -> [MethodSpec] {
        [
            MethodSpec("getswitchinterval", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeFloat(0.005)
                }
            },
            MethodSpec("setswitchinterval", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, _ throws(Raised) in
                    interpreter.none.owned()
                }
            },
            MethodSpec("get_coroutine_origin_tracking_depth", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeInt(0)
                }
            },
        ]
    }
}

private func refuseTracing(
    _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ name: String
) -> RawObject? {
    moduleFunction(module, arguments) { interpreter, function throws(Raised) in
        guard function.isNone else {
            throw interpreter.raiseUnsupported("\(name) isn't supported")
        }
        return interpreter.none.owned()
    }
}
