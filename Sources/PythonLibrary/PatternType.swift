import PythonRuntime

/// `re.Pattern`: source, group names, names by group, codes; weak references, flags, number of groups.
enum Pattern {
    static func make(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        let code = values[2] ?? none
        guard code.isList else {
            throw interpreter.raise(.typeError, "compile() argument 'code' must be list")
        }
        guard let names = values[4], names.isDict else {
            throw wrongArgument(interpreter, "groupindex", "dict", values[4])
        }
        guard let groups = values[5], groups.isTuple else {
            throw wrongArgument(interpreter, "indexgroup", "tuple", values[5])
        }
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
        let groupCount = try interpreter.indexValue(
            values[3] ?? none, overflow: .overflowError)
        guard RegexValidator(words, groupCount).isValid else {
            throw interpreter.raise(.runtimeError, "invalid SRE code")
        }
        if let source = values[0], !source.isStr, !source.isNone {
            _ = try SubjectLease(interpreter, source)
        }
        let bytes = words.withUnsafeBytes { bytes in
            slotResult { () throws(Raised) in try interpreter.makeBytes(bytes) }
        }
        let codes = try checked(bytes)
        let pattern = try interpreter.allocateInstance(interpreter.type(.pattern))
        pattern.ref.hold(16, (values[0] ?? none).owned())
        pattern.ref.hold(24, (values[4] ?? none).owned())
        pattern.ref.hold(32, (values[5] ?? none).owned())
        pattern.ref.hold(40, codes)
        pattern.ref.number(56).pointee = try interpreter.indexValue(
            values[1] ?? none, overflow: .overflowError)
        pattern.ref.number(64).pointee = groupCount
        return pattern
    }

    private static func wrongArgument(
        _ interpreter: Interpreter, _ name: String, _ expected: String, _ value: Ref?
    ) -> Raised {
        let got = value.map { $0.isNone ? "None" : interpreter.typeName($0.type) } ?? "None"
        return interpreter.raise(
            .typeError, "compile() argument '\(name)' must be \(expected), not \(got)")
    }

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "re.Pattern", basicSize: 72,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: searchMethods + editMethods + copyMethods,
            getSets: [
                GetSetSpec("groupindex") { raw, _ in
                    withObject(raw) { interpreter, pattern throws(Raised) in
                        try interpreter.makeMappingProxy(
                            pattern.patternGroupIndex ?? interpreter.none)
                    }
                }
            ],
            members: [
                MemberSpec("pattern", .object, offset: 16), MemberSpec("flags", .int, offset: 56),
                MemberSpec("groups", .int, offset: 64),
            ]
        ) { block in
            ReferenceSlots.install(block, count: 4)
            block.pointee.type.tp_weaklistoffset = 48
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, pattern throws(Raised) in
                    try patternRepr(interpreter, pattern)
                }
            }
            block.pointee.type.tp_hash = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    let code = try interpreter.hash(Ref(raw).held(40) ?? interpreter.none)
                    let source = try interpreter.hash(Ref(raw).held(16) ?? interpreter.none)
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
                matching(pattern, arguments, count, names, "match") {
                    matcher throws(Raised) in try matcher.match(at: matcher.start)
                }
            },
            MethodSpec("fullmatch", .fastKeywords) { pattern, arguments, count, names in
                matching(pattern, arguments, count, names, "fullmatch") {
                    matcher throws(Raised) in
                    matcher.isFull = true
                    return try matcher.match(at: matcher.start)
                }
            },
            MethodSpec("search", .fastKeywords) { pattern, arguments, count, names in
                matching(pattern, arguments, count, names, "search") {
                    matcher throws(Raised) in try matcher.search(from: matcher.start)
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
                    let iter = try interpreter.builtinNamed("iter")
                    return try interpreter.call(iter.ref, search.ref, interpreter.none)
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

    /// The pattern, the string, a view that keeps its memory in place; where to go on, the end, and an end that isn't wanted again.
    static func scannerSpec() -> TypeSpec {
        TypeSpec(
            library: "_sre.SRE_Scanner", basicSize: 64,
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
        try interpreter.compareBool(left.held(40) ?? none, right.held(40) ?? none, .equal),
        left.patternSource?.type == right.patternSource?.type
    else { return false }
    return try interpreter.compareBool(left.held(16) ?? none, right.held(16) ?? none, .equal)
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

/// Binds `string, pos, endpos` and makes a matcher for them.
func bindMatcher(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString
) throws(Raised) -> (matcher: RegexMatcher, string: Ref) {
    let values = try interpreter.bind(
        ParameterList(
            function: name, names: ["string", "pos", "endpos"], required: 1, maximumPositional: 3),
        arguments)
    let string = values[0] ?? interpreter.none
    let from = try values[1].map { value throws(Raised) in
        try interpreter.indexValue(value, overflow: nil)
    }
    let to = try values[2].map { value throws(Raised) in
        try interpreter.indexValue(value, overflow: nil)
    }
    return (try interpreter.makeMatcher(pattern, string, from ?? 0, to ?? .max), string)
}

private func matching(
    _ pattern: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ names: RawObject?, _ name: StaticString,
    _ body: (inout RegexMatcher) throws(Raised) -> Bool
) -> RawObject? {
    nativeMethod(pattern, arguments, count, names) {
        interpreter, pattern, arguments throws(Raised) in
        var (matcher, string) = try bindMatcher(interpreter, pattern, arguments, name)
        guard try body(&matcher) else { return interpreter.none.owned() }
        return try Match.make(interpreter, pattern, string, matcher)
    }
}

private func makeScanner(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString
) throws(Raised) -> Owned {
    let (matcher, string) = try bindMatcher(interpreter, pattern, arguments, name)
    let scanner = try interpreter.allocateInstance(interpreter.type(.scanner))
    scanner.ref.hold(16, pattern.owned())
    scanner.ref.hold(24, string.owned())
    if !string.isStr, !string.isExactly(.bytes) {
        let view = Ref(RawObject(interpreter.type(.memoryview)))
        scanner.ref.hold(32, try interpreter.call(view, string))
    }
    scanner.ref.number(40).pointee = matcher.start
    scanner.ref.number(48).pointee = matcher.end
    scanner.ref.number(56).pointee = -1
    return scanner
}

private func scan(
    _ interpreter: Interpreter, _ scanner: Ref, searches: Bool
) throws(Raised) -> Owned {
    guard let pattern = scanner.held(16), let string = scanner.held(24) else {
        return interpreter.none.owned()
    }
    let place = scanner.number(40).pointee
    if place < 0 { return interpreter.none.owned() }
    var matcher = try interpreter.makeMatcher(pattern, string, 0, scanner.number(48).pointee)
    matcher.forbiddenEnd = scanner.number(56).pointee
    let found =
        searches ? try matcher.search(from: place) : try matcher.match(at: place)
    guard found else {
        scanner.number(40).pointee = -1
        return interpreter.none.owned()
    }
    scanner.number(40).pointee = matcher.matchEnd
    scanner.number(56).pointee = matcher.emptyEnd
    return try Match.make(interpreter, pattern, string, matcher)
}

extension Interpreter {
    /// A function of `builtins`.
    func builtinNamed(_ name: String) throws(Raised) -> Owned {
        let module = try importModule("builtins")
        return try namedAttribute(module.ref, name)
    }
}
