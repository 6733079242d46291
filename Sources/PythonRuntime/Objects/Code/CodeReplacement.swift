import PythonBytecode

/// Code objects made from their parts: `code(…)` and `code.replace(…)` (`_PyCode_New` and its callers,
/// `Objects/codeobject.c`). References are borrowed.
private struct CodeParts {
    var argumentCount: Int
    var positionalOnlyCount: Int
    var keywordOnlyCount: Int
    var localCount: Int
    var stackSize: Int
    var flags: Int
    var firstLine: Int
    var instructions: Ref
    var constants: Ref
    var names: Ref
    var localNames: Ref
    var freeNames: Ref
    var cellNames: Ref
    var filename: Ref
    var name: Ref
    var qualifiedName: Ref
    var locations: Ref
    var exceptions: Ref
}

extension Interpreter {
    static var codeReplacementMethods: [MethodSpec] {
        [
            MethodSpec("replace", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, code, arguments throws(Raised) in
                    try interpreter.replaceCode(code, arguments)
                }
            },
            MethodSpec("_varname_from_oparg", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, code, arguments throws(Raised) in
                    let index = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    let names = Ref(code.code.pointee.co_localsplusnames)
                    guard index >= 0, index < names.itemCount else {
                        throw interpreter.raise(.indexError, "tuple index out of range")
                    }
                    return names.tupleItem(index).owned()
                }
            },
            MethodSpec("__sizeof__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, code, _ throws(Raised) in
                    try interpreter.makeInt(interpreter.ownSize(code))
                }
            },
        ]
    }

    /// The numbers of a code object, in the order of `code(…)` without the line.
    private static let countNames: [StaticString] = [
        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
        "co_flags", "co_firstlineno",
    ]
    private static let objectNames: [StaticString] = [
        "co_code", "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars",
        "co_filename", "co_name", "co_qualname", "co_linetable", "co_exceptiontable",
    ]

    private func replaceCode(_ code: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        let parameters = Parameters(
            "replace", Interpreter.countNames + Interpreter.objectNames, positional: 0)
        let values = try parseArguments(
            parameters, arguments.start, arguments.count, arguments.names?.raw)
        // Attributes that are computed live as long as this list.
        let kept = try makeList()
        func object(_ index: Int) throws(Raised) -> Ref {
            let number = index + Interpreter.countNames.count
            if let given = values[number] {
                try checkPart(given, Interpreter.objectNames[index])
                return given
            }
            let key = try intern("\(Interpreter.objectNames[index])")
            let value = try getAttribute(code, key.ref)
            try listAppend(kept.ref, value.ref)
            return value.ref
        }
        func count(_ index: Int) throws(Raised) -> Int {
            let name = Interpreter.countNames[index]
            guard let given = values[index] else {
                let key = try intern("\(name)")
                let value = try getAttribute(code, key.ref)
                return try indexValue(value.ref, overflow: .overflowError)
            }
            let number = try indexValue(given, overflow: .overflowError)
            guard number >= 0 else {
                throw raise(.valueError, "\(name) must be a positive integer")
            }
            return number
        }
        var parts = CodeParts(
            argumentCount: try count(0), positionalOnlyCount: try count(1),
            keywordOnlyCount: try count(2), localCount: try count(3), stackSize: try count(4),
            flags: try count(5), firstLine: try count(6), instructions: try object(0),
            constants: try object(1), names: try object(2), localNames: try object(3),
            freeNames: try object(4), cellNames: try object(5), filename: try object(6),
            name: try object(7), qualifiedName: try object(8), locations: try object(9),
            exceptions: try object(10))
        // Other names without another number of them mean that number.
        if values[3] == nil, values[10] != nil { parts.localCount = parts.localNames.itemCount }
        return try makeCode(parts)
    }

    private func checkPart(_ value: Ref, _ name: StaticString) throws(Raised) {
        let expected: StaticString
        switch "\(name)" {
        case "co_code", "co_linetable", "co_exceptiontable":
            if value.isBytes { return }
            expected = "bytes"
        case "co_filename", "co_name", "co_qualname":
            if value.isStr { return }
            expected = "str"
        default:
            if value.isTuple { return }
            expected = "tuple"
        }
        throw raise(
            .typeError,
            "replace() argument '\(name)' must be \(expected), not \(typeName(value.type, limit: 50))"
        )
    }

    /// `code(argcount, …)`.
    func newCode(_ arguments: Ref, _ keywords: RawObject?) throws(Raised) -> Owned {
        try refuseKeywords("code", keywords)
        try checkArguments("code", arguments.itemCount, 16, 18)
        func count(_ index: Int, _ name: String) throws(Raised) -> Int {
            let number = try indexValue(arguments.tupleItem(index), overflow: .overflowError)
            guard number >= 0 else {
                throw raise(.valueError, "code: \(name) must not be negative")
            }
            return number
        }
        func object(_ index: Int, _ isRight: (Ref) -> Bool, _ type: String) throws(Raised) -> Ref {
            let value = arguments.tupleItem(index)
            guard isRight(value) else {
                throw raise(
                    .typeError,
                    "code() argument \(index + 1) must be \(type), not \(typeName(value.type, limit: 50))"
                )
            }
            return value
        }
        func tuple(_ index: Int) throws(Raised) -> Ref { try object(index, \.isTuple, "tuple") }
        func bytes(_ index: Int) throws(Raised) -> Ref { try object(index, \.isBytes, "bytes") }
        func text(_ index: Int) throws(Raised) -> Ref { try object(index, \.isStr, "str") }
        return try makeCode(
            CodeParts(
                argumentCount: try count(0, "argcount"),
                positionalOnlyCount: try count(1, "posonlyargcount"),
                keywordOnlyCount: try count(2, "kwonlyargcount"),
                localCount: try count(3, "nlocals"), stackSize: try count(4, "stacksize"),
                flags: try count(5, "flags"), firstLine: try count(13, "firstlineno"),
                instructions: try bytes(6), constants: try tuple(7), names: try tuple(8),
                localNames: try tuple(9),
                freeNames: arguments.itemCount > 16 ? try tuple(16) : emptyTuple,
                cellNames: arguments.itemCount > 17 ? try tuple(17) : emptyTuple,
                filename: try text(10), name: try text(11), qualifiedName: try text(12),
                locations: try bytes(14), exceptions: try bytes(15)))
    }

    // MARK: Putting the parts together

    private func makeCode(_ parts: CodeParts) throws(Raised) -> Owned {
        try audit(
            "code.__new__", .object(parts.instructions), .object(parts.filename),
            .object(parts.name), .int(parts.argumentCount), .int(parts.positionalOnlyCount),
            .int(parts.keywordOnlyCount), .int(parts.localCount), .int(parts.stackSize),
            .int(parts.flags))
        for names in [parts.names, parts.localNames, parts.freeNames, parts.cellNames] {
            for index in 0..<names.itemCount where !names.tupleItem(index).isStr {
                throw raise(
                    .typeError,
                    "name tuples must contain only strings, not "
                        + "'\(typeName(names.tupleItem(index).type))'")
            }
        }
        var kinds: [LocalKind] = []
        let allNames = try variables(of: parts, &kinds)
        guard parts.positionalOnlyCount <= parts.argumentCount,
            !parts.instructions.bytesBuffer.isEmpty,
            parts.instructions.bytesBuffer.count % 2 == 0
        else { throw raise(.systemError, "bad argument to internal function") }
        var parameterCount = parts.argumentCount &+ parts.keywordOnlyCount
        let flags = CodeFlags(rawValue: UInt32(truncatingIfNeeded: parts.flags))
        if flags.contains(.varArguments) { parameterCount &+= 1 }
        if flags.contains(.varKeywords) { parameterCount &+= 1 }
        guard parts.localCount == parts.localNames.itemCount else {
            throw raise(.valueError, "code: co_nlocals != len(co_varnames)")
        }
        guard parameterCount <= parts.localCount else {
            throw raise(.valueError, "code: co_varnames is too small")
        }
        let kindBytes = try kindsObject(kinds)
        let count = parts.instructions.bytesBuffer.count
        let raw = try newObject(
            type(.code), size: PyCodeObject.instructionsOffset + count)
        let code = raw.assumingMemoryBound(to: PyCodeObject.self)
        fill(code, parts)
        code.pointee.co_localsplusnames = allNames.take()
        code.pointee.co_localspluskinds = kindBytes.take()
        code.fill(
            instructions: UnsafeRawBufferPointer(parts.instructions.bytesBuffer),
            kinds: Ref(code.pointee.co_localspluskinds).bytesBuffer)
        code.markUnverified()
        return Owned(stealing: raw)
    }

    private func kindsObject(_ kinds: [LocalKind]) throws(Raised) -> Owned {
        let bytes = kinds.map(\.rawValue)
        return try checked(
            bytes.withUnsafeBytes { buffer in
                slotResult { () throws(Raised) in try makeBytes(buffer) }
            })
    }

    /// All variables in the order of their slots: locals, cells that aren't locals, free variables.
    private func variables(
        of parts: CodeParts, _ kinds: inout [LocalKind]
    ) throws(Raised) -> Owned {
        var names = (0..<parts.localNames.itemCount).map { parts.localNames.tupleItem($0) }
        kinds = [LocalKind](repeating: .local, count: names.count)
        for index in 0..<parts.cellNames.itemCount {
            let name = parts.cellNames.tupleItem(index)
            if let known = names.firstIndex(where: { $0.strEquals(name) }) {
                kinds[known].insert(.cell)
            } else {
                names.append(name)
                kinds.append(.cell)
            }
        }
        for index in 0..<parts.freeNames.itemCount {
            names.append(parts.freeNames.tupleItem(index))
            kinds.append(.free)
        }
        let tuple = try makeTuple(count: names.count)
        for (index, name) in names.enumerated() {
            tuple.ref.tupleItems[index] = try intern(name.owned()).take()
        }
        return tuple
    }

    private func fill(_ code: UnsafeMutablePointer<PyCodeObject>, _ parts: CodeParts) {
        func number(_ value: Int) -> Int32 { Int32(truncatingIfNeeded: value) }
        code.pointee.co_consts = parts.constants.owned().take()
        code.pointee.co_names = parts.names.owned().take()
        code.pointee.co_exceptiontable = parts.exceptions.owned().take()
        code.pointee.co_flags = number(parts.flags)
        code.pointee.co_argcount = number(parts.argumentCount)
        code.pointee.co_posonlyargcount = number(parts.positionalOnlyCount)
        code.pointee.co_kwonlyargcount = number(parts.keywordOnlyCount)
        code.pointee.co_stacksize = number(parts.stackSize)
        code.pointee.co_firstlineno = number(parts.firstLine)
        code.pointee.co_filename = parts.filename.owned().take()
        code.pointee.co_name = parts.name.owned().take()
        code.pointee.co_qualname = parts.qualifiedName.owned().take()
        code.pointee.co_linetable = parts.locations.owned().take()
    }
}
