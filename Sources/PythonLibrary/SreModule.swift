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
}

/// The memory of a subject that isn't a str, lent by it: it can't change its size as long as this lives.
final class SubjectLease {
    private var view = Py_buffer()

    init(_ interpreter: Interpreter, _ string: Ref) throws(Raised) {
        do throws(Raised) {
            try interpreter.getBuffer(string, &view, BufferFlags.simple)
        } catch {
            guard
                interpreter.currentExceptionIs(.typeError)
                    || interpreter.currentExceptionIs(.bufferError)
            else { throw error }
            throw interpreter.raise(
                .typeError,
                "expected string or bytes-like object, got '\(interpreter.typeName(string.type))'")
        }
    }

    deinit { releaseBuffer(&view) }

    var count: Int { view.len }

    /// The bytes as characters.
    func characters(_ string: Ref) -> StrCharacters {
        StrCharacters(start: view.buf ?? string.raw, count: view.len, kind: 1)
    }
}

extension Interpreter {
    /// The characters a pattern is to look at, of a str or of bytes as the pattern is.
    func subject(
        _ pattern: Ref, _ string: Ref
    ) throws(Raised) -> (text: StrCharacters, lease: SubjectLease?) {
        let source = pattern.patternSource ?? none
        if string.isStr {
            if source.isBytes {
                throw raise(.typeError, "cannot use a bytes pattern on a string-like object")
            }
            return (string.characters, nil)
        }
        let lease = try SubjectLease(self, string)
        if source.isStr {
            throw raise(.typeError, "cannot use a string pattern on a bytes-like object")
        }
        return (lease.characters(string), lease)
    }

    /// A part of a subject.
    func piece(_ string: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        // The subject may be shorter than it was when it was matched.
        if string.isStr {
            let end = min(to, string.strCount)
            let start = min(from, end)
            if start == 0, end == string.strCount, string.isExactly(.str) {
                return string.owned()
            }
            return try makeString(characters: string.characters.slice(start, end))
        }
        let lease = try SubjectLease(self, string)
        let end = min(to, lease.count)
        let start = min(from, end)
        if start == 0, end == lease.count, string.isExactly(.bytes) { return string.owned() }
        let characters = lease.characters(string).slice(start, end)
        return try makeBytes(
            UnsafeRawBufferPointer(start: characters.start, count: characters.count))
    }

    func makeMatcher(
        _ pattern: Ref, _ string: Ref, _ from: Int = 0, _ to: Int = .max
    ) throws(Raised) -> RegexMatcher {
        let (text, lease) = try subject(pattern, string)
        let start = min(max(0, from), text.count)
        let end = max(start, min(max(0, to), text.count))
        // SAFETY: the code is in bytes that the pattern holds, and the pattern lives during the match.
        let code = (pattern.field(40).pointee.unsafelyUnwrapped + 32)
            .assumingMemoryBound(to: UInt32.self)
        return RegexMatcher(
            code: code, text: text, groups: pattern.patternGroups, start: start, end: end,
            interpreter: self, lease: lease)
    }
}
