import PythonRuntime

/// `re.Match` (`MatchObject` of `Modules/_sre/sre.h`): an object of variable size with the marks at its end.
///
///     ob_refcnt ob_type ob_size string regs pattern pos endpos lastindex groups mark…
///     0         8       16      24     32   40      48  56     64        72     80
///
/// `regs` is made when first asked for; `groups` counts the whole match as one; unset marks are −1.
enum Match {
    static func make(
        _ pattern: Ref, _ string: Ref, _ matcher: borrowing RegexMatcher
    ) throws(Raised) -> Owned {
        let interpreter = matcher.interpreter
        let groups = matcher.groups
        let count = (groups &+ 1) &* 2
        let raw = try interpreter.newGCObject(
            interpreter.type(.match), size: 88 &+ count &* 8)
        let match = Ref(raw)
        match.number(16).pointee = count
        match.field(24).pointee = string.owned().take()
        match.field(32).pointee = nil
        match.field(40).pointee = pattern.owned().take()
        match.number(48).pointee = matcher.start
        match.number(56).pointee = matcher.end
        match.number(64).pointee = matcher.lastIndex
        match.number(72).pointee = groups &+ 1
        let marks = match.matchMarks
        marks[0] = matcher.matchStart
        marks[1] = matcher.matchEnd
        var mark = 0
        while mark < groups &* 2 {
            let isSet = matcher.isSet(mark)
            marks[mark &+ 2] = isSet ? matcher.marks[mark] : -1
            marks[mark &+ 3] = isSet ? matcher.marks[mark &+ 1] : -1
            mark &+= 2
        }
        interpreter.track(raw)
        return Owned(stealing: raw)
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "re.Match", basicSize: 88, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: groupMethods + placeMethods + copyMethods, getSets: getSets,
            members: [
                MemberSpec("string", .object, offset: 24), MemberSpec("re", .object, offset: 40),
                MemberSpec("pos", .int, offset: 48), MemberSpec("endpos", .int, offset: 56),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { releaseFields($0, 24...40) }
            }
            block.pointee.type.tp_traverse = { visitFields($0, 24...40, $1, $2) }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 24...40)
                return 0
            }
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
                    let marks = match.matchMarks
                    return try interpreter.makeString(
                        "<re.Match object; span=(\(marks[0]), \(marks[1])), match=\(shown.ref.text)>"
                    )
                }
            }
        }
    }

    private static var getSets: [GetSetSpec] {
        [
            GetSetSpec("lastindex") { raw, _ in
                withObject(raw) { interpreter, match throws(Raised) in
                    let last = match.number(64).pointee
                    return last < 0 ? interpreter.none.owned() : try interpreter.makeInt(last)
                }
            },
            GetSetSpec("lastgroup") { raw, _ in
                withObject(raw) { interpreter, match throws(Raised) in
                    let last = match.number(64).pointee
                    guard last >= 0, let names = match.matchPattern?.patternIndexGroup,
                        last < names.itemCount
                    else { return interpreter.none.owned() }
                    return names.tupleItem(last).owned()
                }
            },
            GetSetSpec("regs") { raw, _ in
                withObject(raw) { interpreter, match throws(Raised) in
                    if let regs = match.held(32) { return regs.owned() }
                    let regs = try interpreter.makeTuple(count: groupCount(match) + 1)
                    for group in 0...groupCount(match) {
                        regs.ref.tupleItems[group] = try span(interpreter, match, group).take()
                    }
                    match.hold(32, regs.ref.owned())
                    return regs
                }
            },
        ]
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
                        [match.matchPattern ?? interpreter.none, match, arguments[0]])
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
                    return try interpreter.makeInt(match.matchMarks[group * 2])
                }
            },
            MethodSpec("end", .fast) { match, arguments, count, names in
                nativeMethod(match, arguments, count, names) {
                    interpreter, match, arguments throws(Raised) in
                    let group = try number(interpreter, match, arguments[optional: 0])
                    return try interpreter.makeInt(match.matchMarks[group * 2 + 1])
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

extension Ref {
    fileprivate var matchPattern: Ref? { held(40) }

    /// The marks of a match, two for each group and before them the whole match's.
    fileprivate var matchMarks: UnsafeMutablePointer<Int> { number(80) }
}

/// How many groups there are besides the whole match.
private func groupCount(_ match: Ref) -> Int { match.number(72).pointee &- 1 }

/// The number of a group from an argument: a number or a name; 0 without.
private func number(
    _ interpreter: Interpreter, _ match: Ref, _ argument: Ref?
) throws(Raised) -> Int {
    guard let argument else { return 0 }
    var group: Int?
    if argument.isExactly(.str), let names = match.matchPattern?.patternGroupIndex {
        group = interpreter.dictGet(names, str: argument).flatMap { $0.isInt ? $0.intValue : nil }
    } else if interpreter.isIndexLike(argument) {
        group = try interpreter.indexValue(argument, overflow: nil)
    } else if let names = match.matchPattern?.patternGroupIndex,
        let found = try interpreter.dictGet(names, argument)
    {
        group = found.isInt ? found.intValue : nil
    }
    guard let group, group >= 0, group <= groupCount(match) else {
        throw interpreter.raise(.indexError, "no such group")
    }
    return group
}

private func text(
    _ interpreter: Interpreter, _ match: Ref, _ group: Int, _ missing: Ref
) throws(Raised) -> Owned {
    let marks = match.matchMarks
    guard group >= 0, group <= groupCount(match), marks[group * 2] >= 0, let string = match.held(24)
    else { return missing.owned() }
    return try interpreter.piece(string, marks[group * 2], marks[group * 2 + 1])
}

private func span(_ interpreter: Interpreter, _ match: Ref, _ group: Int) throws(Raised) -> Owned {
    let marks = match.matchMarks
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
    guard let names = match.matchPattern?.patternGroupIndex else { return result }
    var position = 0
    while let entry = interpreter.dictNext(names, &position) {
        let value = try text(
            interpreter, match, entry.value.isInt ? entry.value.intValue ?? 0 : 0, missing)
        try interpreter.dictSet(result.ref, entry.key, value.ref)
    }
    return result
}
