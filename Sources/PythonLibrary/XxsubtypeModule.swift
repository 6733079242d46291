import PythonRuntime

private let listState = 40
private let dictState = 48

/// `xxsubtype` (`Modules/xxsubtype.c`): a list and a dict with a number behind their own fields, which CPython's tests
/// of classes derive from.
///
///     spamlist  list (40 bytes), state
///     spamdict  dict (48 bytes), state
enum XxsubtypeModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("xxsubtype", functions: [bench])
        try interpreter.addType(
            .spamList, listSpec(), base: interpreter.type(BuiltinType.list), to: module.ref)
        try interpreter.addType(
            .spamDict, dictSpec(), base: interpreter.type(BuiltinType.dict), to: module.ref)
        return module
    }

    private static func listSpec() -> TypeSpec {
        TypeSpec(
            library: "xxsubtype.spamlist", base: .list, basicSize: listState + 8,
            flags: TypeFlags.baseType,
            methods: [
                MethodSpec("getstate", .noArguments) { object, _, _, _ in
                    readState(object, at: listState)
                },
                MethodSpec("setstate", .oneArgument) { object, arguments, _, _ in
                    writeState(object, arguments, at: listState)
                },
                MethodSpec("classmeth", [.varArguments, .keywords, .classMethod]) {
                    tellAll($0, $1, $2, $3, keywords: .dictOrNone)
                },
                MethodSpec("staticmeth", [.varArguments, .keywords, .staticMethod]) {
                    tellAll($0, $1, $2, $3, keywords: .dictOrNone, hidesSelf: true)
                },
            ],
            getSets: [GetSetSpec("state") { object, _ in readState(object, at: listState) }]
        ) { $0.pointee.type.tp_init = { initialize($0, $1, $2, .list, at: listState) } }
    }

    private static func dictSpec() -> TypeSpec {
        TypeSpec(
            library: "xxsubtype.spamdict", base: .dict, basicSize: dictState + 8,
            flags: TypeFlags.baseType,
            methods: [
                MethodSpec("getstate", .noArguments) { object, _, _, _ in
                    readState(object, at: dictState)
                },
                MethodSpec("setstate", .oneArgument) { object, arguments, _, _ in
                    writeState(object, arguments, at: dictState)
                },
            ],
            members: [MemberSpec("state", .int32, offset: dictState)]
        ) { $0.pointee.type.tp_init = { initialize($0, $1, $2, .dict, at: dictState) } }
    }

    /// `bench(object, name, count=1000)`: the time that reading an attribute so often takes.
    private static let bench = NativeModuleFunction("bench", .fast) {
        module, arguments, count, names in
        nativeMethod(module, arguments, count, names) {
            interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("bench", arguments.count, 2, 3)
            let rounds = try arguments[optional: 2].map { count throws(Raised) in
                try interpreter.indexValue(count, overflow: .overflowError)
            }
            let start = interpreter.virtualUptime
            for _ in 0..<max(0, rounds ?? 1000) {
                _ = try interpreter.getAttribute(arguments[0], arguments[1])
            }
            let taken = Double(interpreter.virtualUptime - start) / 1e9
            return try interpreter.makeFloat(taken)
        }
    }
}

/// Initialises the base's part, and the number to 0.
private func initialize(
    _ raw: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ base: BuiltinType,
    at offset: Int
) -> Int32 {
    let interpreter = Interpreter(containing: raw)
    let status = interpreter.type(base).pointee.tp_init?(raw, arguments, keywords) ?? 0
    if status < 0 { return status }
    (raw + offset).assumingMemoryBound(to: Int32.self).pointee = 0
    return 0
}

private func readState(_ object: RawObject?, at offset: Int) -> RawObject? {
    withSelf(object) { interpreter, object throws(Raised) in
        let place = (object.raw + offset).assumingMemoryBound(to: Int32.self)
        return try interpreter.makeInt(Int(place.pointee))
    }
}

private func writeState(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, at offset: Int
) -> RawObject? {
    nativeMethod(object, arguments, 1, nil) { interpreter, object, arguments throws(Raised) in
        let number = try interpreter.indexValue(arguments[0], overflow: .overflowError)
        guard let state = Int32(exactly: number) else {
            throw interpreter.raise(
                .overflowError, "signed integer is greater than maximum")
        }
        (object.raw + offset).assumingMemoryBound(to: Int32.self).pointee = state
        return interpreter.none.owned()
    }
}
