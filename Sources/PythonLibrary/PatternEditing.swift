import PythonRuntime

/// `findall`, `split` and `sub`.
func findAll(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments
) throws(Raised) -> Owned {
    let subject = try RegexSubject(interpreter, arguments, "findall")
    let string = subject.string
    return try interpreter.withMatcher(pattern, string, subject.from, subject.to) {
        matcher throws(Raised) in
        let list = try interpreter.makeList()
        let groups = matcher.groups
        var place = matcher.start
        while place <= matcher.end, try matcher.search(from: place) {
            let item: Owned
            switch groups {
            case 0: item = try matcher.piece(string, matcher.matchStart, matcher.matchEnd)
            case 1: item = try matcher.groupText(string, 1, missing: nil)
            default:
                item = try interpreter.makeTuple(count: groups)
                for group in 1...groups {
                    item.ref.tupleItems[group &- 1] =
                        try matcher.groupText(string, group, missing: nil).take()
                }
            }
            try interpreter.listAppend(list.ref, item.ref)
            place = matcher.matchEnd
            matcher.forbiddenEnd = matcher.emptyEnd
        }
        return list
    }
}

extension RegexMatcher {
    /// A part of the subject.
    borrowing func piece(_ string: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        try interpreter.piece(string, text, from, to)
    }

    /// What a group matched; `missing`, or an empty text, if nothing.
    borrowing func groupText(
        _ string: Ref, _ group: Int, missing: Ref?
    ) throws(Raised) -> Owned {
        let mark = (group &- 1) &* 2
        guard isSet(mark) else {
            if let missing { return missing.owned() }
            return (string.isStr ? interpreter.emptyString : interpreter.emptyBytes).owned()
        }
        return try interpreter.piece(string, text, marks[mark], marks[mark &+ 1])
    }
}

func splitSubject(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments
) throws(Raised) -> Owned {
    let string: Ref
    var most = 0
    if arguments.names == nil, arguments.count == 1 {
        string = arguments[0]
    } else {
        let values = try interpreter.bind(
            ParameterList(
                function: "split", names: ["string", "maxsplit"], required: 1,
                maximumPositional: 2), arguments)
        string = values[0] ?? interpreter.none
        if let value = values[1] {
            most = try interpreter.indexValue(value, overflow: .overflowError)
        }
    }
    return try interpreter.withMatcher(pattern, string, 0, .max) { matcher throws(Raised) in
        try split(interpreter, string, &matcher, most)
    }
}

private func split(
    _ interpreter: Interpreter, _ string: Ref, _ matcher: inout RegexMatcher, _ most: Int
) throws(Raised) -> Owned {
    let list = try interpreter.makeList()
    let groups = matcher.groups
    var last = 0
    var count = 0
    while most == 0 || count < most {
        guard try matcher.search(from: last) else { break }
        let piece = try matcher.piece(string, last, matcher.matchStart)
        try interpreter.listAppend(list.ref, piece.ref)
        for group in 0..<groups {
            let text = try matcher.groupText(string, group + 1, missing: interpreter.none)
            try interpreter.listAppend(list.ref, text.ref)
        }
        count += 1
        last = matcher.matchEnd
        matcher.forbiddenEnd = matcher.emptyEnd
    }
    let rest = try matcher.piece(string, last, matcher.end)
    try interpreter.listAppend(list.ref, rest.ref)
    return list
}

func substitute(
    _ interpreter: Interpreter, _ pattern: Ref, _ arguments: Arguments, _ name: StaticString,
    _ replaced: inout Int
) throws(Raised) -> Owned {
    let (given, string): (Ref, Ref)
    var most = 0
    if arguments.names == nil, arguments.count == 2 {
        (given, string) = (arguments[0], arguments[1])
    } else {
        let values = try interpreter.bind(
            ParameterList(
                function: name, names: ["repl", "string", "count"], required: 2,
                maximumPositional: 3), arguments)
        (given, string) = (values[0] ?? interpreter.none, values[1] ?? interpreter.none)
        if let value = values[2] {
            most = try interpreter.indexValue(value, overflow: .overflowError)
        }
    }
    let replacement = try replacement(interpreter, pattern, given)
    var count = 0
    let text = try interpreter.withMatcher(pattern, string, 0, .max) { matcher throws(Raised) in
        try substitute(interpreter, pattern, string, &matcher, replacement.ref, most, &count)
    }
    replaced = count
    return text
}

private func substitute(
    _ interpreter: Interpreter, _ pattern: Ref, _ string: Ref, _ matcher: inout RegexMatcher,
    _ replacement: Ref, _ most: Int, _ replaced: inout Int
) throws(Raised) -> Owned {
    let isFunction = replacement.type.pointee.tp_call != nil
    let pieces = try interpreter.makeList()
    var last = 0
    while most == 0 || replaced < most {
        guard try matcher.search(from: last) else { break }
        if last < matcher.matchStart {
            let piece = try matcher.piece(string, last, matcher.matchStart)
            try interpreter.listAppend(pieces.ref, piece.ref)
        }
        if isFunction {
            let match = try Match.make(pattern, string, matcher)
            let text = try interpreter.call(replacement, match.ref)
            if !text.ref.isNone { try interpreter.listAppend(pieces.ref, text.ref) }
        } else {
            try interpreter.listAppend(pieces.ref, replacement)
        }
        replaced += 1
        last = matcher.matchEnd
        matcher.forbiddenEnd = matcher.emptyEnd
    }
    if replaced == 0 { return try matcher.piece(string, 0, matcher.end) }
    if last < matcher.end {
        let rest = try matcher.piece(string, last, matcher.end)
        try interpreter.listAppend(pieces.ref, rest.ref)
    }
    if string.isStr { return try interpreter.strJoin(interpreter.emptyString, pieces.ref) }
    let join = try interpreter.namedAttribute(interpreter.emptyBytes, "join")
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
