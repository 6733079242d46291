import PythonRuntime

/// `re.Pattern`, laid out as `PatternObject`.
enum Pattern {
    static func make(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        let code = values[2] ?? none
        try check(interpreter, code, code.isList, "code", "list")
        try check(interpreter, values[4] ?? none, values[4]?.isDict ?? false, "groupindex", "dict")
        try check(
            interpreter, values[5] ?? none, values[5]?.isTuple ?? false, "indexgroup", "tuple")
        var words: [UInt32] = []
        words.reserveCapacity(code.itemCount)
        for index in 0..<code.itemCount {
            // One that doesn't fit an Int is clamped, which doesn't fit a word either.
            let value = try interpreter.indexValue(code.listItem(index), overflow: nil)
            guard let word = UInt32(exactly: value) else {
                throw interpreter.raise(
                    .overflowError, "regular expression code size limit exceeded")
            }
            words.append(word)
        }
        if let source = values[0], !source.isStr, !source.isNone {
            _ = try interpreter.subjectView(source)
        }
        let groups = try interpreter.indexValue(values[3] ?? none, overflow: .overflowError)
        var translator = RegexTranslator(interpreter, source: words, groups: groups)
        let program = try translator.translate()
        let bytes = program.withUnsafeBytes { bytes in
            slotResult { () throws(Raised) in try interpreter.makeBytes(bytes) }
        }
        let codes = try checked(bytes)
        let flags = try interpreter.indexValue(values[1] ?? none, overflow: .overflowError)
        // An instance has room for a code more than it has items.
        let pattern = try interpreter.allocateInstance(
            interpreter.type(.pattern), items: words.count - 1)
        let fields = pattern.ref.fields(PatternObject.self)
        fields.pointee.ob_size = words.count
        fields.pointee.groups = groups
        fields.pointee.groupindex = (values[4] ?? none).owned().take()
        fields.pointee.indexgroup = (values[5] ?? none).owned().take()
        fields.pointee.pattern = (values[0] ?? none).owned().take()
        fields.pointee.flags = Int32(truncatingIfNeeded: flags)
        fields.pointee.isbytes = values[0].map { $0.isNone ? -1 : $0.isStr ? 0 : 1 } ?? -1
        fields.pointee.codesize = words.count
        fields.pointee.setProgram(codes)
        words.withUnsafeBytes { words in
            guard let start = words.baseAddress else { return }
            (pattern.raw + PatternObject.codeOffset).copyMemory(from: start, byteCount: words.count)
        }
        return pattern
    }

    private static func check(
        _ interpreter: Interpreter, _ value: Ref, _ isRight: Bool, _ name: String, _ type: String
    ) throws(Raised) {
        if isRight { return }
        let given = value.isNone ? "None" : interpreter.typeName(value.type)
        throw interpreter.raise(
            .typeError, "compile() argument '\(name)' must be \(type), not \(given)")
    }

    /// The object, and four bytes for each of the codes it was compiled from.
    private static var sizeMethod: MethodSpec {
        MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, pattern throws(Raised) in
                let fields = pattern.fields(PatternObject.self)
                return try interpreter.makeInt(PatternObject.size &+ 4 &* fields.pointee.codesize)
            }
        }
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "re.Pattern", basicSize: PatternObject.size, itemSize: 4,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: searchMethods + editMethods + copyMethods + [sizeMethod],
            getSets: [
                GetSetSpec("groupindex") { raw, _ in
                    withObject(raw) { interpreter, pattern throws(Raised) in
                        try interpreter.makeMappingProxy(
                            pattern.patternGroupIndex ?? interpreter.none)
                    }
                }
            ],
            members: [
                MemberSpec("pattern", .object, offset: 48), MemberSpec("flags", .int32, offset: 56),
                MemberSpec("groups", .int, offset: 24),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { pattern in
                    releaseFields(pattern, 32...48)
                    pattern.fields(PatternObject.self).pointee.dropProgram()
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitFields(raw, 32...48, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 32...48)
                return 0
            }
            block.pointee.type.tp_weaklistoffset = 64
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, pattern throws(Raised) in
                    try patternRepr(interpreter, pattern)
                }
            }
            block.pointee.type.tp_hash = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    let code = try interpreter.hash(Ref(raw).patternProgram)
                    let source = try interpreter.hash(Ref(raw).patternSource ?? interpreter.none)
                    let hash = code ^ source ^ Ref(raw).patternFlags ^ Ref(raw).patternGroups
                    return hash == -1 ? -2 : hash
                } catch { return -1 }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    guard op == .equal || op == .notEqual, left.type == right.type else {
                        return interpreter.notImplemented.owned()
                    }
                    let isSame = try samePattern(interpreter, left, right)
                    return interpreter.bool(isSame == (op == .equal))
                }
            }
        }
    }

    private static var searchMethods: [MethodSpec] {
        [
            MethodSpec("match", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try matching(interpreter, pattern, arguments, "match", .match)
                }
            },
            MethodSpec("fullmatch", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try matching(interpreter, pattern, arguments, "fullmatch", .fullMatch)
                }
            },
            MethodSpec("search", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try matching(interpreter, pattern, arguments, "search", .search)
                }
            },
            MethodSpec("findall", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try findAll(interpreter, pattern, arguments)
                }
            },
            MethodSpec("finditer", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    let scanner = try makeScanner(interpreter, pattern, arguments, "finditer")
                    let search = try interpreter.namedAttribute(scanner.ref, "search")
                    return try interpreter.makeCallableIterator(search.ref, interpreter.none)
                }
            },
            MethodSpec("scanner", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try makeScanner(interpreter, pattern, arguments, "scanner")
                }
            },
        ]
    }

    private static var editMethods: [MethodSpec] {
        [
            MethodSpec("split", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    try splitSubject(interpreter, pattern, arguments)
                }
            },
            MethodSpec("sub", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    var replaced = 0
                    return try substitute(interpreter, pattern, arguments, "sub", &replaced)
                }
            },
            MethodSpec("subn", .fastKeywords) { pattern, arguments, count, names in
                nativeMethod(pattern, arguments, count, names) {
                    interpreter, pattern, arguments throws(Raised) in
                    var replaced = 0
                    let text = try substitute(
                        interpreter, pattern, arguments, "subn", &replaced)
                    return try interpreter.makePair(text, try interpreter.makeInt(replaced))
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

    /// The pattern, the string, a view that keeps its memory in place; where to go on, the end, and an end
    /// that isn't wanted again.
    static func scannerSpec() -> TypeSpec {
        TypeSpec(
            library: "_sre.SRE_Scanner", basicSize: 232,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("match", .noArguments) { scanner, _, _, _ in
                    withSelf(scanner) { interpreter, scanner throws(Raised) in
                        try scan(interpreter, scanner, searches: false)
                    }
                },
                MethodSpec("search", .noArguments) { scanner, _, _, _ in
                    withSelf(scanner) { interpreter, scanner throws(Raised) in
                        try scan(interpreter, scanner, searches: true)
                    }
                },
            ],
            members: [MemberSpec("pattern", .object, offset: 16)]
        ) { ReferenceSlots.install($0, count: 3) }
    }
}

private func samePattern(
    _ interpreter: Interpreter, _ left: Ref, _ right: Ref
) throws(Raised) -> Bool {
    let none = interpreter.none
    guard left.patternFlags == right.patternFlags,
        try interpreter.compareBool(left.patternProgram, right.patternProgram, .equal),
        left.patternSource?.type == right.patternSource?.type
    else { return false }
    return try interpreter.compareBool(
        left.patternSource ?? none, right.patternSource ?? none, .equal)
}

private func patternRepr(_ interpreter: Interpreter, _ pattern: Ref) throws(Raised) -> Owned {
    let source = try interpreter.repr(pattern.patternSource ?? interpreter.none)
    var flags = pattern.patternFlags
    if pattern.patternSource?.isStr ?? false, flags & (4 | 32 | 256) == 32 { flags &= ~32 }
    var names: [String] = []
    for (name, bit) in [
        ("re.TEMPLATE", 1), ("re.IGNORECASE", 2), ("re.LOCALE", 4), ("re.MULTILINE", 8),
        ("re.DOTALL", 16), ("re.UNICODE", 32), ("re.VERBOSE", 64), ("re.DEBUG", 128),
        ("re.ASCII", 256),
    ] where flags & bit != 0 {
        names.append(name)
        flags &= ~bit
    }
    if flags != 0 { names.append("0x" + String(flags, radix: 16)) }
    var text = source.ref.text
    if text.count > 200 { text = String(text.prefix(200)) }
    return try interpreter.makeString(
        names.isEmpty
            ? "re.compile(\(text))" : "re.compile(\(text), \(names.joined(separator: "|")))")
}

/// A subject, and which part of it to look at.
struct RegexSubject {
    var string: Ref
    var from = 0
    var to = Int.max

    /// From the arguments `string, pos, endpos`.
    init(
        _ interpreter: Interpreter, _ arguments: Arguments, _ name: StaticString
    ) throws(Raised) {
        if arguments.names == nil, arguments.count > 0, arguments.count <= 3 {
            string = arguments[0]
            if arguments.count > 1 { from = try Self.position(interpreter, arguments[1]) }
            if arguments.count > 2 { to = try Self.position(interpreter, arguments[2]) }
            return
        }
        let values = try interpreter.bind(
            ParameterList(
                function: name, names: ["string", "pos", "endpos"], required: 1,
                maximumPositional: 3), arguments)
        string = values[0] ?? interpreter.none
        if let value = values[1] { from = try Self.position(interpreter, value) }
        if let value = values[2] { to = try Self.position(interpreter, value) }
    }

    private static func position(
        _ interpreter: Interpreter, _ value: Ref
    ) throws(Raised) -> Int {
        if value.isExactly(.int), let number = value.intValue { return number }
        return try interpreter.indexValue(value, overflow: nil)
    }
}

private enum Matching { case match, fullMatch, search }

private func matching(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString,
    _ kind: Matching
) throws(Raised) -> Owned {
    let subject = try RegexSubject(interpreter, arguments, name)
    return try interpreter.withMatcher(pattern, subject.string, subject.from, subject.to) {
        matcher throws(Raised) in
        matcher.isFull = kind == .fullMatch
        let found =
            kind == .search
            ? try matcher.search(from: matcher.start) : try matcher.match(at: matcher.start)
        if !found { return interpreter.none.owned() }
        return try Match.make(pattern, subject.string, matcher)
    }
}

private func makeScanner(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString
) throws(Raised) -> Owned {
    let subject = try RegexSubject(interpreter, arguments, name)
    return try interpreter.withMatcher(pattern, subject.string, subject.from, subject.to) {
        matcher throws(Raised) in
        let scanner = try interpreter.allocateInstance(interpreter.type(.scanner))
        scanner.ref.hold(16, pattern.owned())
        scanner.ref.hold(24, subject.string.owned())
        if !subject.string.isStr, !subject.string.isExactly(.bytes) {
            let view = Ref(RawObject(interpreter.type(.memoryview)))
            scanner.ref.hold(32, try interpreter.call(view, subject.string))
        }
        scanner.ref.number(40).pointee = matcher.start
        scanner.ref.number(48).pointee = matcher.end
        scanner.ref.number(56).pointee = -1
        return scanner
    }
}

private func scan(
    _ interpreter: Interpreter, _ scanner: Ref, searches: Bool
) throws(Raised) -> Owned {
    guard let pattern = scanner.held(16), let string = scanner.held(24) else {
        return interpreter.none.owned()
    }
    let place = scanner.number(40).pointee
    if place < 0 { return interpreter.none.owned() }
    return try interpreter.withMatcher(pattern, string, 0, scanner.number(48).pointee) {
        matcher throws(Raised) in
        matcher.forbiddenEnd = scanner.number(56).pointee
        let found =
            searches ? try matcher.search(from: place) : try matcher.match(at: place)
        guard found else {
            scanner.number(40).pointee = -1
            return interpreter.none.owned()
        }
        scanner.number(40).pointee = matcher.matchEnd
        scanner.number(56).pointee = matcher.emptyEnd
        return try Match.make(pattern, string, matcher)
    }
}

extension Interpreter {
    /// A function of `builtins`.
    func builtinNamed(_ name: String) throws(Raised) -> Owned {
        let module = try importModule("builtins")
        return try namedAttribute(module.ref, name)
    }
}
