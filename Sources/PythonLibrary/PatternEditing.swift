import PythonRuntime

/// `findall`, `split` and `sub`.
func findAll(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments
) throws(Raised) -> Owned {
    var (matcher, string) = try bindMatcher(interpreter, pattern, arguments, "findall")
    let list = try interpreter.makeList()
    var place = matcher.start
    while place <= matcher.end, try matcher.search(from: place) {
        let item: Owned
        switch pattern.patternGroups {
        case 0: item = try interpreter.piece(string, matcher.matchStart, matcher.matchEnd)
        case 1: item = try groupText(interpreter, string, matcher, 1, missing: nil)
        default:
            item = try interpreter.makeTuple(count: pattern.patternGroups)
            for group in 1...pattern.patternGroups {
                item.ref.tupleItems[group - 1] =
                    try groupText(interpreter, string, matcher, group, missing: nil).take()
            }
        }
        try interpreter.listAppend(list.ref, item.ref)
        place = matcher.matchEnd
        matcher.forbiddenEnd = matcher.emptyEnd
    }
    return list
}

/// What a group matched; `missing`, or an empty text, if nothing.
func groupText(
    _ interpreter: Interpreter, _ string: Ref, _ matcher: RegexMatcher, _ group: Int,
    missing: Ref?
) throws(Raised) -> Owned {
    let index = (group - 1) * 2
    guard matcher.isSet(index) else {
        if let missing { return missing.owned() }
        return (string.isStr ? interpreter.emptyString : interpreter.emptyBytes).owned()
    }
    return try interpreter.piece(string, matcher.marks[index], matcher.marks[index + 1])
}

func splitSubject(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments
) throws(Raised) -> Owned {
    let values = try interpreter.bind(
        ParameterList(
            function: "split", names: ["string", "maxsplit"], required: 1, maximumPositional: 2),
        arguments)
    let string = values[0] ?? interpreter.none
    let most =
        try values[1].map { value throws(Raised) in
            try interpreter.indexValue(value, overflow: .overflowError)
        } ?? 0
    var matcher = try interpreter.makeMatcher(pattern, string)
    let list = try interpreter.makeList()
    var place = 0
    var last = 0
    var count = 0
    while most == 0 || count < most {
        guard try matcher.search(from: place) else { break }
        let piece = try interpreter.piece(string, last, matcher.matchStart)
        try interpreter.listAppend(list.ref, piece.ref)
        for group in 0..<pattern.patternGroups {
            let text = try groupText(
                interpreter, string, matcher, group + 1, missing: interpreter.none)
            try interpreter.listAppend(list.ref, text.ref)
        }
        count += 1
        last = matcher.matchEnd
        place = last
        matcher.forbiddenEnd = matcher.emptyEnd
    }
    let rest = try interpreter.piece(string, last, matcher.end)
    try interpreter.listAppend(list.ref, rest.ref)
    return list
}

func substitute(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString,
    _ replaced: inout Int
) throws(Raised) -> Owned {
    let values = try interpreter.bind(
        ParameterList(
            function: name, names: ["repl", "string", "count"], required: 2,
            maximumPositional: 3), arguments)
    let string = values[1] ?? interpreter.none
    let most =
        try values[2].map { value throws(Raised) in
            try interpreter.indexValue(value, overflow: .overflowError)
        } ?? 0
    let replacement = try replacement(interpreter, pattern, values[0] ?? interpreter.none)
    let isFunction = replacement.ref.type.pointee.tp_call != nil
    var matcher = try interpreter.makeMatcher(pattern, string)
    let pieces = try interpreter.makeList()
    var place = 0
    var last = 0
    while most == 0 || replaced < most {
        guard try matcher.search(from: place) else { break }
        if last < matcher.matchStart {
            let piece = try interpreter.piece(string, last, matcher.matchStart)
            try interpreter.listAppend(pieces.ref, piece.ref)
        }
        if isFunction {
            let match = try Match.make(interpreter, pattern, string, matcher)
            let text = try interpreter.call(replacement.ref, match.ref)
            if !text.ref.isNone { try interpreter.listAppend(pieces.ref, text.ref) }
        } else {
            try interpreter.listAppend(pieces.ref, replacement.ref)
        }
        replaced += 1
        last = matcher.matchEnd
        place = last
        matcher.forbiddenEnd = matcher.emptyEnd
    }
    if replaced == 0 { return try interpreter.piece(string, 0, matcher.end) }
    if last < matcher.end {
        let rest = try interpreter.piece(string, last, matcher.end)
        try interpreter.listAppend(pieces.ref, rest.ref)
    }
    let separator = string.isStr ? interpreter.emptyString : interpreter.emptyBytes
    let join = try interpreter.namedAttribute(separator, "join")
    return try interpreter.call(join.ref, pieces.ref)
}

/// A function to call for each match, or the text to put in its place.
private func replacement(
    _ interpreter: Interpreter, _ pattern: Ref, _ given: Ref
) throws(Raised) -> Owned {
    if given.type.pointee.tp_call != nil { return given.owned() }
    let hasBackslash: Bool
    if given.isStr {
        let characters = given.characters
        hasBackslash = (0..<characters.count).contains { characters[$0] == 92 }
    } else if let bytes = interpreter.byteContents(of: given) {
        hasBackslash = bytes.contains(92)
    } else {
        hasBackslash = true
    }
    if !hasBackslash { return given.owned() }
    let module = try interpreter.importModule("re")
    let function = try interpreter.namedAttribute(module.ref, "_subx")
    return try interpreter.call(function.ref, pattern, given)
}
