import PythonRuntime

/// The module `_sre` (`Modules/_sre/sre.c`): compiled patterns, which `re/_compiler.py` makes, and their matches.
enum SreModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_sre", functions: functions)
        for (name, value) in [
            ("MAGIC", 20_220_615), ("CODESIZE", 4), ("MAXREPEAT", 4_294_967_295),
            ("MAXGROUPS", 1_073_741_823),
        ] { try interpreter.setInt(module.ref, name, value) }
        try interpreter.makeType(.pattern, Pattern.spec())
        try interpreter.makeType(.match, Match.spec())
        try interpreter.makeType(.scanner, Pattern.scannerSpec())
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("getcodesize", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(4) }
        },
        NativeModuleFunction("ascii_iscased", .oneArgument) { module, arguments, _, _ in
            onCharacter(module, arguments) { interpreter, character throws(Raised) in
                interpreter.bool(
                    character < 128 && RegexCharacters.isASCIIWord(character) && character > 64
                        && character != 95)
            }
        },
        NativeModuleFunction("unicode_iscased", .oneArgument) { module, arguments, _, _ in
            onCharacter(module, arguments) { interpreter, character throws(Raised) in
                interpreter.bool(
                    RegexCharacters.lower(character) != character
                        || RegexCharacters.upper(character) != character)
            }
        },
        NativeModuleFunction("ascii_tolower", .oneArgument) { module, arguments, _, _ in
            onCharacter(module, arguments) { interpreter, character throws(Raised) in
                try interpreter.makeInt(Int(RegexCharacters.asciiLower(character)))
            }
        },
        NativeModuleFunction("unicode_tolower", .oneArgument) { module, arguments, _, _ in
            onCharacter(module, arguments) { interpreter, character throws(Raised) in
                try interpreter.makeInt(Int(RegexCharacters.lower(character)))
            }
        },
        NativeModuleFunction("compile", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "compile",
                        names: ["pattern", "flags", "code", "groups", "groupindex", "indexgroup"],
                        required: 6, maximumPositional: 6), arguments)
                return try Pattern.make(interpreter, values)
            }
        },
    ]

    private static func onCharacter(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (Interpreter, UInt32) throws(Raised) -> Owned
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            let value = try interpreter.indexValue(argument, overflow: .overflowError)
            return try body(interpreter, UInt32(truncatingIfNeeded: value))
        }
    }
}

/// The fields of a `re.Pattern`, by their offsets.
extension Ref {
    var patternSource: Ref? { held(16) }
    var patternGroupIndex: Ref? { held(24) }
    var patternIndexGroup: Ref? { held(32) }
    var patternFlags: Int { number(56).pointee }
    var patternGroups: Int { number(64).pointee }

    /// The program, in a bytes object.
    @inline(__always)
    var patternCode: UnsafePointer<UInt32> {
        // SAFETY: the field is set when the pattern is made.
        UnsafePointer(
            (field(40).pointee.unsafelyUnwrapped + 32).assumingMemoryBound(to: UInt32.self))
    }
}

extension Interpreter {
    /// A part of a subject whose characters, or bytes, are at hand.
    func piece(
        _ string: Ref, _ text: StrCharacters, _ from: Int, _ to: Int
    ) throws(Raised) -> Owned {
        let isWhole = from == 0 && to == text.count
        if string.isStr {
            if isWhole, string.isExactly(.str) { return string.owned() }
            if to &- from == 1 { return try makeString(character: text[from]) }
            let part = text.slice(from, max(from, to))
            return string.strIsASCII
                ? try makeString(characters: part, maximum: 127)
                : try makeString(characters: part)
        }
        if isWhole, string.isExactly(.bytes) { return string.owned() }
        return try makeBytes(
            UnsafeRawBufferPointer(
                start: UnsafeRawPointer(text.start) + from, count: max(0, to &- from)))
    }

    /// The bytes of a subject that isn't a str; it can't change its size as long as the view lives.
    func subjectView(_ string: Ref) throws(Raised) -> BufferView {
        do throws(Raised) { return try view(of: string) } catch {
            guard currentExceptionIs(.typeError) || currentExceptionIs(.bufferError) else {
                throw error
            }
            throw raise(
                .typeError,
                "expected string or bytes-like object, got '\(typeName(string.type))'")
        }
    }

    /// A part of a subject that may have become shorter since it was matched.
    func piece(_ string: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        if string.isStr {
            let count = string.strCount
            return try piece(string, string.characters, min(from, count), min(to, count))
        }
        let view = try subjectView(string)
        let bytes = StrCharacters(
            start: UnsafeMutableRawPointer(view.start), count: view.count, kind: 1)
        return try piece(string, bytes, min(from, view.count), min(to, view.count))
    }
}
