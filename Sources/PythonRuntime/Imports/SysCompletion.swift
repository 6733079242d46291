import VirtualSystem

/// The attributes of `sys` that few programs ask for: made when the first of them is, or when the library is
/// first imported from, so that starting an interpreter doesn't pay for them.
extension Interpreter {
    /// Gives `sys` the rest of its attributes, once.
    public func completeSys() throws(Raised) {
        guard !state.pointee.modules.isSysComplete, let sys = state.pointee.modules.sys,
            let dict = moduleDict(Ref(sys))
        else { return }
        state.pointee.modules.isSysComplete = true
        try asPartOfStart { () throws(Raised) in try addRareAttributes(of: sys, dict) }
    }

    private func addRareAttributes(of sys: RawObject, _ dict: Ref) throws(Raised) {
        try addFunctions(Interpreter.rareSysFunctions(), to: Ref(sys))
        try addStructures(dict)
        try addImportState(dict)
        try addRareTexts(dict)
        for (name, original) in [
            ("__displayhook__", "displayhook"), ("__excepthook__", "excepthook"),
            ("__unraisablehook__", "unraisablehook"), ("__breakpointhook__", "breakpointhook"),
        ] {
            let key = try intern(original)
            if let value = dictGet(dict, str: key.ref) { try set(dict, name, value) }
        }
    }

    private func set(_ dict: Ref, _ key: String, _ value: Ref) throws(Raised) {
        try dictSet(dict, try intern(key), value)
    }

    private func setText(_ dict: Ref, _ key: String, _ text: String) throws(Raised) {
        let value = try intern(text)
        try set(dict, key, value.ref)
    }

    // MARK: Structures

    private func addStructures(_ dict: Ref) throws(Raised) {
        try setStructure(dict, "flags", 0, Self.flagsSpec, flagValues)
        try setStructure(dict, "float_info", 1, Self.floatInfoSpec, Self.floatInfoValues)
        try setStructure(dict, "hash_info", 2, Self.hashInfoSpec, Self.hashInfoValues)
        try setStructure(dict, "int_info", 3, Self.intInfoSpec, Self.intInfoValues)
        try setStructure(dict, "thread_info", 4, Self.threadInfoSpec, Self.threadInfoValues)
        try setStructure(dict, "version_info", 5, Self.versionInfoSpec, Self.versionInfoValues)
        let implementation = try makeDict()
        try setText(implementation.ref, "name", "cpython")
        try setText(implementation.ref, "cache_tag", "cpython-311")
        let key = try intern("version_info")
        if let version = dictGet(dict, str: key.ref) {
            try set(implementation.ref, "version", version)
        }
        let hex = try makeInt(0x030B_02F0)
        try set(implementation.ref, "hexversion", hex.ref)
        try setText(implementation.ref, "_multiarch", "x86_64-linux-gnu")
        let namespace = try makeNamespace(implementation)
        try set(dict, "implementation", namespace.ref)
    }

    private func setStructure(
        _ dict: Ref, _ key: String, _ number: Int, _ spec: StructSequenceSpec,
        _ values: [SysValue]
    ) throws(Raised) {
        let isInstantiable = key != "flags" && key != "version_info"
        let type = try makeStructSequenceType(number, spec, isInstantiable: isInstantiable)
        var objects: [RawObject] = []
        defer { for object in objects { Ref(object).decref() } }
        for value in values { objects.append(try make(value).take()) }
        let structure = try makeStructSequence(type, objects.map { Ref($0) })
        try set(dict, key, structure.ref)
    }

    private func make(_ value: SysValue) throws(Raised) -> Owned {
        switch value {
        case .int(let value): try makeInt(value)
        case .float(let value): try makeFloat(value)
        case .text(let value): try intern(value)
        case .flag(let value): bool(value)
        }
    }

    // MARK: Imports

    private func addImportState(_ dict: Ref) throws(Raised) {
        try setTexts(dict, "warnoptions", programSettings.warnings)
        if let original = programSettings.originalBytes {
            let list = try makeList()
            for word in original {
                let item = try makeSystemString(word)
                try listAppend(list.ref, item.ref)
            }
            try set(dict, "orig_argv", list.ref)
        } else {
            try setTexts(dict, "orig_argv", programSettings.original)
        }
        for key in ["meta_path", "path_hooks"] {
            let list = try makeList()
            try set(dict, key, list.ref)
        }
        let entries = try makeDict()
        try set(dict, "path_importer_cache", entries.ref)
        let options = try makeDict()
        for option in programSettings.implementation {
            let value = try option.value.map { text throws(Raised) in
                try makeString(text).take()
            }
            defer { if let value { Ref(value).decref() } }
            try set(options.ref, option.name, value.map { Ref($0) } ?? self.true)
        }
        try set(dict, "_xoptions", options.ref)
        let prefix = try programSettings.bytecodeFolder.map { text throws(Raised) in
            try makeString(text).take()
        }
        try set(dict, "pycache_prefix", prefix.map { Ref($0) } ?? none)
        if let prefix { Ref(prefix).decref() }
        try set(dict, "_home", none)
        let writesNone = bool(programSettings.writesNoBytecode)
        try set(dict, "dont_write_bytecode", writesNone.ref)
        if hostLibrary != nil, let path = dictGet(dict, str: name(.path)), path.isList {
            let folder = try makeString(HostLibrary.folder)
            // A program's path has it from the start.
            if programSettings.arguments == nil {
                try listAppend(path, folder.ref)
                let shared = try makeString(HostLibrary.sharedFolder)
                try listAppend(path, shared.ref)
            }
            try set(dict, "_stdlib_dir", folder.ref)
        }
        let builtinNames =
            (nativeModules.map(\.name).filter(isBuiltinModule) + ["builtins", "sys"]).sorted()
        let names = try makeList()
        for text in builtinNames {
            let name = try intern(text)
            try listAppend(names.ref, name.ref)
        }
        let tuple = try makeTuple(from: names.ref)
        try set(dict, "builtin_module_names", tuple.ref)
        let all = try makeList()
        for text in StandardModules.names {
            let name = try intern(text)
            try listAppend(all.ref, name.ref)
        }
        let set = try makeFrozenSet(all.ref)
        try self.set(dict, "stdlib_module_names", set.ref)
    }

    private func setTexts(_ dict: Ref, _ key: String, _ texts: [String]) throws(Raised) {
        let list = try makeList()
        for text in texts {
            let item = try makeString(text)
            try listAppend(list.ref, item.ref)
        }
        try set(dict, key, list.ref)
    }

    private func addRareTexts(_ dict: Ref) throws(Raised) {
        for (key, value) in [
            ("base_exec_prefix", "/usr"), ("_base_executable", Host.executable), ("_framework", ""),
            ("abiflags", ""),
        ] { try setText(dict, key, value) }
        let name = try intern("CPython")
        let revision = try makeTuple([name.ref, emptyString, emptyString])
        try set(dict, "_git", revision.ref)
        try addStandardStreams(to: dict)
    }
}

extension Interpreter {
    /// The context that runs now, which whoever sets it owns; the module `_contextvars` looks after it.
    public var currentContextObject: RawObject? {
        get { state.pointee.thread.currentContext }
        nonmutating set { state.pointee.thread.currentContext = newValue }
    }

    /// The scopes of a source, as the host's compiler sees them.
    public func symbols(of request: CompileRequest) -> SymbolReply {
        state.pointee.host?.takeUnretainedValue().host.symbols(request) ?? .unavailable
    }

    /// How often a class was registered with an abstract one.
    public var abstractRegistrations: Int { state.pointee.modules.abcGeneration }

    public func noteAbstractRegistration() { state.pointee.modules.abcGeneration &+= 1 }
}

/// A value of a structure of `sys`.
enum SysValue: Sendable {
    case int(Int)
    case float(Double)
    case text(String)
    case flag(Bool)
}

extension Interpreter {
    private static var flagsSpec: StructSequenceSpec {
        StructSequenceSpec(
            "sys.flags",
            [
                "debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
                "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning",
                "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
                "warn_default_encoding", "safe_path", "int_max_str_digits",
            ])
    }

    /// As of `PYTHONHASHSEED=0 python3 -B`.
    private var flagValues: [SysValue] {
        let settings = programSettings
        if settings.flags.count == 13 {
            return settings.flags.map { .int($0) } + [
                .flag(settings.isDevelopment), .int(settings.isUTF8Mode ? 1 : 0),
                .int(settings.warnsOfDefaultEncoding ? 1 : 0), .flag(settings.hasSafePath),
                .int(settings.digitLimit ?? -1),
            ]
        }
        return [
            .int(0), .int(0), .int(0), .int(0), .int(1), .int(0), .int(0), .int(0), .int(0),
            .int(0), .int(0), .int(0), .int(0), .flag(false), .int(0), .int(0), .flag(false),
            .int(-1),
        ]
    }

    private static var floatInfoSpec: StructSequenceSpec {
        StructSequenceSpec(
            "sys.float_info",
            [
                "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
                "epsilon", "radix", "rounds",
            ])
    }

    private static var floatInfoValues: [SysValue] {
        [
            .float(.greatestFiniteMagnitude), .int(1024), .int(308),
            .float(.leastNormalMagnitude), .int(-1021), .int(-307), .int(15), .int(53),
            .float(.ulpOfOne), .int(2), .int(1),
        ]
    }

    private static var hashInfoSpec: StructSequenceSpec {
        StructSequenceSpec(
            "sys.hash_info",
            [
                "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits",
                "cutoff",
            ])
    }

    private static var hashInfoValues: [SysValue] {
        [
            .int(64), .int(2_305_843_009_213_693_951), .int(314_159), .int(0), .int(1_000_003),
            .text("siphash13"), .int(64), .int(128), .int(0),
        ]
    }

    private static var intInfoSpec: StructSequenceSpec {
        StructSequenceSpec(
            "sys.int_info",
            [
                "bits_per_digit", "sizeof_digit", "default_max_str_digits",
                "str_digits_check_threshold",
            ])
    }

    private static var intInfoValues: [SysValue] { [.int(30), .int(4), .int(4300), .int(640)] }

    private static var threadInfoSpec: StructSequenceSpec {
        StructSequenceSpec("sys.thread_info", ["name", "lock", "version"])
    }

    private static var threadInfoValues: [SysValue] {
        [.text("pthread"), .text("semaphore"), .text("NPTL 2.36")]
    }

    private static var versionInfoSpec: StructSequenceSpec {
        StructSequenceSpec(
            "sys.version_info", ["major", "minor", "micro", "releaselevel", "serial"])
    }

    private static var versionInfoValues: [SysValue] {
        [.int(3), .int(11), .int(2), .text("final"), .int(0)]
    }
}

extension Interpreter {
    /// Counts the steps of a native loop that could go on for long; ends the run at the limit.
    public func chargeInstructions(_ count: Int) throws(Raised) {
        state.pointee.limits.instructionsLeft &-= count
        // The end of a turn waits until native code is left.
        if state.pointee.limits.instructionsLeft < 0,
            state.pointee.threads.reserve &+ state.pointee.limits.instructionsLeft < 0
        {
            throw raiseOutOfInstructions()
        }
    }
}
