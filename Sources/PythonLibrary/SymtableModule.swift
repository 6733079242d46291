import PythonBytecode
import PythonRuntime

/// The module `_symtable` (`Modules/symtablemodule.c`), over the compiler's own table, which the host gives.
enum SymtableModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_symtable", functions: functions)
        try interpreter.makeType(.symbolScope, entrySpec())
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        return module
    }

    private static let constants: [(String, Int)] = [
        ("USE", 16), ("DEF_GLOBAL", 1), ("DEF_NONLOCAL", 8), ("DEF_LOCAL", 2), ("DEF_PARAM", 4),
        ("DEF_FREE", 32), ("DEF_FREE_CLASS", 64), ("DEF_IMPORT", 128), ("DEF_BOUND", 134),
        ("DEF_ANNOT", 256), ("TYPE_FUNCTION", 0), ("TYPE_CLASS", 1), ("TYPE_MODULE", 2),
        ("LOCAL", 1), ("GLOBAL_EXPLICIT", 2), ("GLOBAL_IMPLICIT", 3), ("FREE", 4), ("CELL", 5),
        ("SCOPE_OFF", 11), ("SCOPE_MASK", 15),
    ]

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("symtable", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("symtable", arguments.count, 3, 3)
                return try interpreter.symbolTable(arguments[0], arguments[1], arguments[2])
            }
        }
    ]

    /// An entry: id, symbols, name, parameters and children as objects, then what kind it is.
    private static func entrySpec() -> TypeSpec {
        TypeSpec(
            library: "symtable entry", basicSize: 120, flags: TypeFlags.disallowInstantiation,
            members: [
                MemberSpec("id", .object, offset: 16), MemberSpec("symbols", .object, offset: 24),
                MemberSpec("name", .object, offset: 32),
                MemberSpec("varnames", .object, offset: 40),
                MemberSpec("children", .object, offset: 48), MemberSpec("type", .int, offset: 56),
                MemberSpec("nested", .int, offset: 64), MemberSpec("lineno", .int, offset: 72),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...48)
                Interpreter(containing: raw).freeInstance(raw)
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, entry throws(Raised) in
                    let id = try interpreter.repr(entry.held(16) ?? interpreter.none)
                    let name = entry.held(32)?.text ?? ""
                    return try interpreter.makeString(
                        "<symtable entry \(name)(\(id.text)), line \(entry.number(72).pointee)>")
                }
            }
        }
    }
}

extension Interpreter {
    fileprivate func symbolTable(
        _ source: Ref, _ filename: Ref, _ start: Ref
    ) throws(Raised) -> Owned {
        let name = try pathText(filename)
        guard start.isStr else { throw badArgument("symtable", "argument 3", "str", start) }
        let bytes: [UInt8]
        if source.isStr {
            bytes = utf8Bytes(source)
        } else if source.hasBuffer {
            bytes = try bytesLike(source)
        } else {
            throw raise(.typeError, "symtable() arg 1 must be a string or bytes object")
        }
        if bytes.contains(0) {
            throw raise(.valueError, "source code string cannot contain null bytes")
        }
        let mode: CompileRequest.Mode
        switch start.text {
        case "exec": mode = .exec
        case "eval": mode = .eval
        case "single": mode = .single
        default:
            throw raise(
                .valueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'")
        }
        var request = CompileRequest(source: bytes, filename: name, mode: mode)
        request.isText = source.isStr
        var reply = symbols(of: request)
        if case .encoded(let encoding) = reply {
            try decodeSource(of: &request, encoding)
            reply = symbols(of: request)
        }
        switch reply {
        case .scopes(let scopes): return try makeSymbolEntries(scopes)
        case .failure(let failure): throw try raiseWithWarnings(failure, filename: name)
        case .encoded, .unavailable: throw raiseUnsupported("the symbol table of a source")
        }
    }

    /// The entries of scopes, whose children come after them; gives the first.
    private func makeSymbolEntries(_ scopes: [SymbolScope]) throws(Raised) -> Owned {
        let made = try makeList()
        for _ in scopes {
            let entry = try allocateInstance(type(.symbolScope))
            try listAppend(made.ref, entry.ref)
        }
        for (index, scope) in scopes.enumerated() {
            let entry = made.ref.listItem(index)
            // Any number that is another one for each entry; in CPython the address of its tree.
            entry.hold(
                16, try makeInt(unsigned: UInt(AddressSpace.simulatedAddress(of: entry.raw))))
            let symbols = try makeDict()
            for symbol in scope.symbols {
                let name = try intern(symbol.name)
                let flags = try makeInt(symbol.flags)
                try dictSet(symbols.ref, name, flags.ref)
            }
            entry.hold(24, symbols)
            entry.hold(32, try intern(scope.name))
            let parameters = try makeList()
            for parameter in scope.parameters {
                let name = try intern(parameter)
                try listAppend(parameters.ref, name.ref)
            }
            entry.hold(40, parameters)
            let children = try makeList()
            for child in scope.children where child > index {
                try listAppend(children.ref, made.ref.listItem(child))
            }
            entry.hold(48, children)
            entry.number(56).pointee = scope.kind
            entry.number(64).pointee = scope.isNested ? 1 : 0
            entry.number(72).pointee = scope.line
        }
        return made.ref.listItem(0).owned()
    }
}
