import PythonRuntime

/// `tee`: iterators over the same source, which share links of a chain of up to 57 values each.
enum Tee {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("tee", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("tee", arguments.count, 1, 2)
                let count =
                    try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    } ?? 2
                if count < 0 { throw interpreter.raise(.valueError, "n must be >= 0") }
                let result = try interpreter.makeTuple(count: count)
                if count == 0 { return result }
                let iterator = try interpreter.iterator(over: arguments[0])
                let isTee = iterator.ref.type == interpreter.type(.tee)
                let first =
                    isTee ? iterator.ref.owned() : try makeTee(interpreter, iterator.ref)
                for index in 1..<max(count, 1) {
                    result.ref.tupleItems[index] = try copy(interpreter, first.ref).take()
                }
                result.ref.tupleItems[0] = first.take()
                return result
            }
        }
    ]

    /// A link of the chain and the place in it.
    static func spec() -> TypeSpec {
        iteratorSpec(
            "itertools._tee", references: 1, numbers: 1,
            methods: [
                MethodSpec("__copy__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try copy(interpreter, object)
                    }
                }
            ],
            new: { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    try interpreter.checkArguments("_tee", Ref(arguments).itemCount, 1, 1)
                    let iterator = try interpreter.iterator(over: Ref(arguments).tupleItem(0))
                    if iterator.ref.type == interpreter.type(.tee) {
                        return try copy(interpreter, iterator.ref)
                    }
                    return try makeTee(interpreter, iterator.ref)
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try next(interpreter, object)
                }
            })
    }

    /// The source, the values read, the next link.
    static func dataSpec() -> TypeSpec {
        TypeSpec(
            library: "itertools._tee_dataobject", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { ReferenceSlots.install($0, count: 3) }
    }
}

private func makeData(_ interpreter: Interpreter, _ source: Ref) throws(Raised) -> Owned {
    let data = try interpreter.allocateInstance(interpreter.type(.teeData))
    data.ref.hold(16, source.owned())
    data.ref.hold(24, try interpreter.makeList())
    return data
}

private func makeTee(_ interpreter: Interpreter, _ source: Ref) throws(Raised) -> Owned {
    let tee = try interpreter.allocateInstance(interpreter.type(.tee))
    tee.ref.hold(16, try makeData(interpreter, source))
    return tee
}

private func copy(_ interpreter: Interpreter, _ tee: Ref) throws(Raised) -> Owned {
    let other = try interpreter.allocateInstance(interpreter.type(.tee))
    if let data = tee.held(16) { other.ref.hold(16, data.owned()) }
    other.ref.number(24).pointee = tee.number(24).pointee
    return other
}

private func next(_ interpreter: Interpreter, _ tee: Ref) throws(Raised) -> RawObject? {
    if tee.number(24).pointee >= 57, let data = tee.held(16) {
        if data.held(32) == nil, let source = data.held(16) {
            data.hold(32, try makeData(interpreter, source))
        }
        guard let following = data.held(32) else { return nil }
        tee.hold(16, following.owned())
        tee.number(24).pointee = 0
    }
    guard let data = tee.held(16), let values = data.held(24) else { return nil }
    let index = tee.number(24).pointee
    if index < values.itemCount {
        tee.number(24).pointee += 1
        return values.listItem(index).owned().take()
    }
    guard let item = data.nextOfField(16) else { return nil }
    tee.number(24).pointee += 1
    try interpreter.listAppend(values, Ref(item))
    return item
}
