import PythonRuntime

/// `re.Match`: string, pattern, marks (numbers in bytes, the whole match first), regs; pos, endpos, the last
/// group or −1.
enum Match {
    static func make(
        _ interpreter: Interpreter, _ pattern: Ref, _ string: Ref, _ matcher: RegexMatcher
    ) throws(Raised) -> Owned {
        var numbers = [matcher.matchStart, matcher.matchEnd]
        for group in 0..<pattern.patternGroups {
            let isSet = matcher.isSet(group * 2)
            numbers.append(isSet ? matcher.marks[group * 2] : -1)
            numbers.append(isSet ? matcher.marks[group * 2 + 1] : -1)
        }
        let match = try interpreter.allocateInstance(interpreter.type(.match))
        match.ref.hold(16, string.owned())
        match.ref.hold(24, pattern.owned())
        match.ref.hold(32, try interpreter.makeIndices(numbers))
        match.ref.number(48).pointee = matcher.start
        match.ref.number(56).pointee = matcher.end
        match.ref.number(64).pointee = matcher.lastIndex
        return match
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "re.Match", basicSize: 72,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: groupMethods + placeMethods + copyMethods,
            getSets: [
                GetSetSpec("lastindex") { raw, _ in
                    withObject(raw) { interpreter, match throws(Raised) in
                        let last = match.number(64).pointee
                        return last < 0 ? interpreter.none.owned() : try interpreter.makeInt(last)
                    }
                },
                GetSetSpec("lastgroup") { raw, _ in
                    withObject(raw) { interpreter, match throws(Raised) in
                        let last = match.number(64).pointee
                        guard last >= 0, let names = match.held(24)?.patternIndexGroup,
                            last < names.itemCount
                        else { return interpreter.none.owned() }
                        return names.tupleItem(last).owned()
                    }
                },
                GetSetSpec("regs") { raw, _ in
                    withObject(raw) { interpreter, match throws(Raised) in
                        let regs = try interpreter.makeTuple(count: groupCount(match) + 1)
                        for group in 0...groupCount(match) {
                            regs.ref.tupleItems[group] =
                                try span(interpreter, match, group).take()
                        }
                        return regs
                    }
                },
            ],
            members: [
                MemberSpec("string", .object, offset: 16), MemberSpec("re", .object, offset: 24),
                MemberSpec("pos", .int, offset: 48), MemberSpec("endpos", .int, offset: 56),
            ]
        ) { block in
            ReferenceSlots.install(block, count: 4)
            block.pointee.mapping.mp_subscript = { raw, key in
                withObjects(raw, key) { interpreter, match, key throws(Raised) in
                    try text(
                        interpreter, match, try number(interpreter, match, key),
                        interpreter.none)
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, match throws(Raised) in
                    let found = try text(interpreter, match, 0, interpreter.none)
                    let shown = try interpreter.repr(found.ref)
                    let marks = match.indices(32)
                    return try interpreter.makeString(
                        "<re.Match object; span=(\(marks[0]), \(marks[1])), match=\(shown.ref.text)>"
                    )
                }
            }
        }
    }

    private static var groupMethods: [MethodSpec] {
        [
            MethodSpec("group", .fast) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    try groups(interpreter, match, arguments)
                }
            },
            MethodSpec("groups", .fastKeywords) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "groups", names: ["default"], maximumPositional: 1),
                        arguments)
                    let tuple = try interpreter.makeTuple(count: groupCount(match))
                    for group in 0..<groupCount(match) {
                        tuple.ref.tupleItems[group] =
                            try text(
                                interpreter, match, group + 1, values[0] ?? interpreter.none
                            ).take()
                    }
                    return tuple
                }
            },
            MethodSpec("groupdict", .fastKeywords) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "groupdict", names: ["default"], maximumPositional: 1),
                        arguments)
                    return try dict(interpreter, match, values[0] ?? interpreter.none)
                }
            },
            MethodSpec("expand", .oneArgument) { match, arguments, _, _ in
                nativeMethod(match, arguments, 1, nil) {
                    interpreter, match, arguments throws(Raised) in
                    let module = try interpreter.importModule("re")
                    let expand = try interpreter.namedAttribute(module.ref, "_expand")
                    return try interpreter.call(
                        expand.ref,
                        [match.held(24) ?? interpreter.none, match, arguments[0]])
                }
            },
        ]
    }

    private static var placeMethods: [MethodSpec] {
        [
            MethodSpec("start", .fast) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    let group = try number(interpreter, match, arguments[optional: 0])
                    return try interpreter.makeInt(match.indices(32)[group * 2])
                }
            },
            MethodSpec("end", .fast) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    let group = try number(interpreter, match, arguments[optional: 0])
                    return try interpreter.makeInt(match.indices(32)[group * 2 + 1])
                }
            },
            MethodSpec("span", .fast) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    try span(
                        interpreter, match,
                        try number(interpreter, match, arguments[optional: 0]))
                }
            },
        ]
    }

    private static var copyMethods: [MethodSpec] {
        [
            MethodSpec("__copy__", .noArguments) { object, _, _, _ in
                withSelf(object) { _, object throws(Raised) in object.owned() }
            },
            MethodSpec("__deepcopy__", .oneArgument) { object, _, _, _ in
                withSelf(object) { _, object throws(Raised) in object.owned() }
            },
            MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) { cls, arguments, _, _ in
                genericAlias(cls, arguments)
            },
        ]
    }
}

private func groupCount(_ match: Ref) -> Int { match.held(24)?.patternGroups ?? 0 }

/// The number of a group from an argument: a number or a name; 0 without.
private func number(
    _ interpreter: Interpreter, _ match: Ref, _ argument: Ref?
) throws(Raised) -> Int {
    guard let argument else { return 0 }
    var group: Int?
    if interpreter.isIndexLike(argument) {
        group = try interpreter.indexValue(argument, overflow: nil)
    } else if let names = match.held(24)?.patternGroupIndex,
        let found = try interpreter.dictGet(names, argument)
    {
        group = found.intValue
    }
    guard let group, group >= 0, group <= groupCount(match) else {
        throw interpreter.raise(.indexError, "no such group")
    }
    return group
}

private func text(
    _ interpreter: Interpreter, _ match: Ref, _ group: Int, _ missing: Ref
) throws(Raised) -> Owned {
    let marks = match.indices(32)
    guard marks[group * 2] >= 0, let string = match.held(16) else { return missing.owned() }
    return try interpreter.piece(string, marks[group * 2], marks[group * 2 + 1])
}

private func span(_ interpreter: Interpreter, _ match: Ref, _ group: Int) throws(Raised) -> Owned {
    let marks = match.indices(32)
    return try interpreter.makePair(
        try interpreter.makeInt(marks[group * 2]), try interpreter.makeInt(marks[group * 2 + 1]))
}

private func groups(
    _ interpreter: Interpreter, _ match: Ref, _ arguments: Arguments
) throws(Raised) -> Owned {
    if arguments.count <= 1 {
        return try text(
            interpreter, match, try number(interpreter, match, arguments[optional: 0]),
            interpreter.none)
    }
    let tuple = try interpreter.makeTuple(count: arguments.count)
    for index in 0..<arguments.count {
        tuple.ref.tupleItems[index] =
            try text(
                interpreter, match, try number(interpreter, match, arguments[index]),
                interpreter.none
            ).take()
    }
    return tuple
}

private func dict(_ interpreter: Interpreter, _ match: Ref, _ missing: Ref) throws(Raised) -> Owned
{
    let result = try interpreter.makeDict()
    guard let names = match.held(24)?.patternGroupIndex else { return result }
    var position = 0
    while let entry = interpreter.dictNext(names, &position) {
        let value = try text(interpreter, match, entry.value.intValue ?? 0, missing)
        try interpreter.dictSet(result.ref, entry.key, value.ref)
    }
    return result
}
