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
        try interpreter.setText(
            module.ref, "copyright", " Heapnote's own regular-expression matcher, modelled on SRE ")
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
            let value = try interpreter.intArgument(argument)
            return try body(interpreter, UInt32(truncatingIfNeeded: value))
        }
    }
}

/// `PatternObject` (`Modules/_sre/sre.h`); the codes of `_compiler` follow.
struct PatternObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var ob_size: Int
    var groups: Int
    var groupindex: RawObject?
    var indexgroup: RawObject?
    var pattern: RawObject?
    var flags: Int32
    /// Where the program is that the codes were translated to, in 16 bytes from the start of the mapping: CPython
    /// has nothing here, and runs the codes themselves.
    private var programPlace: UInt32
    var weakreflist: RawObject?
    var isbytes: Int32
    var codesize: Int

    static var size: Int { 96 }
    static var codeOffset: Int { 88 }

    /// The bytes object with the program.
    @inline(__always)
    var program: RawObject {
        Interpreter(containing: ob_type).base + Int(programPlace) << 4
    }

    mutating func setProgram(_ bytes: consuming Owned) {
        let raw = bytes.take()
        programPlace = UInt32(truncatingIfNeeded: (raw - Interpreter(containing: raw).base) >> 4)
    }

    mutating func dropProgram() {
        if programPlace != 0 { Ref(program).decref() }
        programPlace = 0
    }
}

extension Ref {
    var patternSource: Ref? { held(48) }
    var patternGroupIndex: Ref? { held(32) }
    var patternIndexGroup: Ref? { held(40) }
    var patternFlags: Int { Int(fields(PatternObject.self).pointee.flags) }
    var patternGroups: Int { fields(PatternObject.self).pointee.groups }
    @inline(__always)
    var patternProgram: Ref { Ref(fields(PatternObject.self).pointee.program) }

    /// The program, in a bytes object.
    @inline(__always)
    var patternCode: UnsafePointer<UInt32> {
        // SAFETY: the program is set when the pattern is made.
        UnsafePointer((patternProgram.raw + 32).assumingMemoryBound(to: UInt32.self))
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
