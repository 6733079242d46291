import PythonRuntime

/// What the options of `-X` and the environment's variables say (`Python/initconfig.c`, `Python/preconfig.c`).
extension PythonCommandLine {
    /// What variables of the environment add, unless they are to be ignored.
    mutating func apply(_ variable: (String) -> String?) throws(Failure) {
        options.hashSeed = .random
        guard options.ignoresEnvironment == 0 else { return }
        try applyHashSeed(variable("PYTHONHASHSEED"))
        func isSet(_ name: String) -> Bool { !(variable(name) ?? "").isEmpty }
        func level(_ name: String) -> Int {
            guard let text = variable(name), !text.isEmpty else { return 0 }
            return Int(text) ?? 1
        }
        options.optimize = max(options.optimize, level("PYTHONOPTIMIZE"))
        options.verbose = max(options.verbose, level("PYTHONVERBOSE"))
        options.debug = max(options.debug, level("PYTHONDEBUG"))
        if isSet("PYTHONINSPECT") { options.inspect = max(1, options.inspect) }
        if isSet("PYTHONDONTWRITEBYTECODE") { options.writesNoBytecode = 1 }
        if isSet("PYTHONNOUSERSITE") { options.hasNoUserSite = 1 }
        if isSet("PYTHONUNBUFFERED") { options.isUnbuffered = true }
        if isSet("PYTHONSAFEPATH") { options.safePath = true }
        if isSet("PYTHONNODEBUGRANGES") { options.hasNoDebugRanges = true }
        if isSet("PYTHONFAULTHANDLER") { options.handlesFaults = true }
        if isSet("PYTHONWARNDEFAULTENCODING") { options.warnsOfDefaultEncoding = true }
        if isSet("PYTHONDEVMODE") { options.setDevelopment() }
        options.reportsArenas = isSet("PYTHONMALLOCSTATS")
        try applyValues(variable)
        options.streams.apply(variable, isUTF8Mode: options.isUTF8Mode)
        if let filters = variable("PYTHONWARNINGS"), !filters.isEmpty {
            options.warnings =
                filters.split(separator: ",").map { String($0) } + options.warnings
        }
    }

    private mutating func applyHashSeed(_ seed: String?) throws(Failure) {
        guard let seed, !seed.isEmpty, seed != "random", !options.hasRandomHashes else { return }
        guard let number = UInt32(seed) else {
            throw .fatal(
                "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in "
                    + "range [0; 4294967295]")
        }
        options.hashSeed = .number(number)
    }

    /// The variables with values, which options of `-X` override.
    private mutating func applyValues(_ variable: (String) -> String?) throws(Failure) {
        let said = Set(implementationOptions.map(\.name))
        let allocators = [
            "", "default", "debug", "malloc", "malloc_debug", "pymalloc", "pymalloc_debug",
        ]
        if let name = variable("PYTHONMALLOC"), !allocators.contains(name) {
            throw .fatal("preconfig_init_allocator: PYTHONMALLOC: unknown allocator")
        }
        if options.isUTF8Mode == nil, let mode = variable("PYTHONUTF8"), !mode.isEmpty {
            guard mode == "0" || mode == "1" else {
                throw .fatal(
                    "preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value")
            }
            options.isUTF8Mode = mode == "1"
        }
        if options.isUTF8Mode == nil {
            options.isUTF8Mode = ["C", "POSIX"].contains(StandardStreamSettings.locale(variable))
        }
        if !said.contains("pycache_prefix"), let folder = variable("PYTHONPYCACHEPREFIX"),
            !folder.isEmpty
        {
            options.bytecodeFolder = folder
        }
        if options.digitLimit == nil, let digits = variable("PYTHONINTMAXSTRDIGITS"),
            !digits.isEmpty
        {
            options.digitLimit = try Options.digitLimit(digits, "PYTHONINTMAXSTRDIGITS")
        }
        let traced = try Options.tracedCalls(
            variable("PYTHONTRACEMALLOC") ?? "", "PYTHONTRACEMALLOC")
        if !said.contains("tracemalloc") { options.tracedCalls = traced }
    }

    /// `sys._xoptions`: names and values; true for those without.
    var implementationOptions: [(name: String, value: String?)] { options.implementationOptions }
}

extension PythonCommandLine.Options {
    var implementationOptions: [(name: String, value: String?)] {
        implementation.map { option in
            guard let equals = option.firstIndex(of: "=") else { return (option, nil) }
            return (String(option[..<equals]), String(option[option.index(after: equals)...]))
        }
    }

    /// Development mode has its warnings, and tells of faults.
    mutating func setDevelopment() {
        isDevelopment = true
        handlesFaults = true
    }

    /// Understands the options of `-X` that this interpreter knows; of several values of one the first counts.
    mutating func readImplementation() throws(PythonCommandLine.Failure) {
        for (name, value) in implementationOptions {
            switch name {
            case "dev": setDevelopment()
            case "faulthandler": handlesFaults = true
            case "warn_default_encoding": warnsOfDefaultEncoding = true
            case "no_debug_ranges": hasNoDebugRanges = true
            case "tracemalloc":
                tracedCalls =
                    try value.map { text throws(PythonCommandLine.Failure) in
                        try Self.tracedCalls(text, "-X tracemalloc=NFRAME")
                    } ?? 1
            case "utf8":
                guard isUTF8Mode == nil else { continue }
                guard ["0", "1", nil].contains(value) else {
                    throw .fatal("preconfig_init_utf8_mode: invalid -X utf8 option value")
                }
                isUTF8Mode = value != "0"
            case "pycache_prefix":
                bytecodeFolder = bytecodeFolder ?? value.flatMap { $0.isEmpty ? nil : $0 }
            case "int_max_str_digits":
                let limit = try Self.digitLimit(value ?? "", "-X int_max_str_digits")
                digitLimit = digitLimit ?? limit
            case "frozen_modules":
                guard ["", "on", "off", nil].contains(value) else {
                    throw .fatal(
                        "bad value for option -X frozen_modules (expected \"on\" or \"off\")")
                }
                usesFrozenModules = value != "off"
            default: break
            }
        }
    }

    /// How many calls of a stack an option or variable asks `tracemalloc` to keep.
    static func tracedCalls(
        _ text: String, _ source: String
    ) throws(PythonCommandLine.Failure) -> Int {
        if text.isEmpty { return 0 }
        guard let number = Int(text), (0...InterpreterSession.mostTracedCalls).contains(number)
        else { throw .fatal("config_init_tracemalloc: \(source): invalid number of frames") }
        return number
    }

    /// The most decimal digits of an int that an option or variable sets.
    static func digitLimit(
        _ text: String, _ source: String
    ) throws(PythonCommandLine.Failure) -> Int {
        guard let number = Int(text), number == 0 || (640...Int(Int32.max)).contains(number) else {
            throw .fatal(
                "config_init_int_max_str_digits: \(source): invalid limit; must be >= 640 or 0 "
                    + "for unlimited.")
        }
        return number
    }
}

extension StandardStreamSettings {
    /// The locale of characters; C where the environment names none.
    fileprivate static func locale(_ variable: (String) -> String?) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variable($0) }.first { !$0.isEmpty } ?? "C"
    }

    /// What the locale and `PYTHONIOENCODING` say of the streams (`config_init_stdio_encoding`, `Python/initconfig.c`).
    fileprivate mutating func apply(_ variable: (String) -> String?, isUTF8Mode: Bool?) {
        let plain = ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"]
        let isPlain = plain.contains(Self.locale(variable))
        errors = isPlain || isUTF8Mode == true ? "surrogateescape" : "strict"
        guard let said = variable("PYTHONIOENCODING"), !said.isEmpty else { return }
        let parts = said.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if !parts[0].isEmpty {
            encoding = String(parts[0])
            errors = "strict"
        }
        if parts.count > 1, !parts[1].isEmpty { errors = String(parts[1]) }
    }
}
