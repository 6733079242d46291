import PythonRuntime

/// Python's command line: `python3 [OPTION ...] [-c CODE | -m MODULE | FILE | -] [ARGUMENT ...]`.
///
/// Read in one place, for `heapnote python` and for the interpreters that programs start.
public struct PythonCommandLine: Sendable {
    /// What is run.
    public enum Program: Sendable, Equatable {
        case code(String)
        case module(String)
        case file(String)
        case standardInput
    }

    /// What the options say, as `sys.flags` shows it.
    public struct Options: Sendable, Equatable {
        public var debug = 0
        public var inspect = 0
        public var interactive = 0
        public var optimize = 0
        public var writesNoBytecode = 0
        public var hasNoUserSite = 0
        public var hasNoSite = 0
        public var ignoresEnvironment = 0
        public var verbose = 0
        public var bytesWarning = 0
        public var quiet = 0
        public var isIsolated = 0
        public var safePath = false
        public var isUnbuffered = false
        /// What the environment says of the standard streams, besides `-u`.
        public var streams = StandardStreamSettings()
        public var hashSeed = HashSeed.number(0)
        /// The arguments of `-W` and `-X`, in order.
        public var warnings: [String] = []
        public var implementation: [String] = []
        /// What the environment says of it.
        public var hasNoDebugRanges = false
        /// With how many calls `tracemalloc` keeps a stack from the start on; 0 when it isn't to be on.
        public var tracedCalls = 0
        /// Whether the allocator's state is written to standard error (`PYTHONMALLOCSTATS`).
        public var reportsArenas = false
    }

    /// Where the key of the hashes comes from: 0 for a program by itself, else what `PYTHONHASHSEED` says.
    public enum HashSeed: Sendable, Equatable { case random, number(UInt32) }

    public var program: Program
    public var options = Options()
    /// `sys.argv`.
    public var arguments: [String]
    /// `sys.orig_argv`, the interpreter first.
    public var original: [String]

    /// Why a command line can't be run.
    public enum Failure: Error, Equatable {
        /// An error, as CPython puts it.
        case usage(String)
        /// An error of the configuration that isn't one of the command line's form.
        case fatal(String)
        case help
        case version
    }

    public init(_ words: [String]) throws(Failure) {
        var options = Options()
        var rest = words[...]
        var found: Program?
        while found == nil, let word = rest.first, word.hasPrefix("-"), word != "-" {
            rest.removeFirst()
            if word.hasPrefix("--") {
                if try Self.readLong(word, &rest) { break }
                continue
            }
            found = try Self.read(word, &rest, &options)
        }
        if let found {
            program = found
            if case .code = found { arguments = ["-c"] + rest } else { arguments = ["-m"] + rest }
        } else if let first = rest.first {
            program = first == "-" ? .standardInput : .file(first)
            arguments = Array(rest)
        } else {
            program = .standardInput
            arguments = [""]
        }
        for option in options.implementation {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == "tracemalloc" else { continue }
            options.tracedCalls =
                parts.count == 1
                ? 1 : try Self.tracedCalls(String(parts[1]), "-X tracemalloc=NFRAME")
        }
        self.options = options
        original = [Host.executable] + words
    }

    /// How many calls of a stack an option or variable asks `tracemalloc` to keep.
    private static func tracedCalls(_ text: String, _ source: String) throws(Failure) -> Int {
        if text.isEmpty { return 0 }
        guard let number = Int(text), (0...InterpreterSession.mostTracedCalls).contains(number)
        else { throw .fatal("config_init_tracemalloc: \(source): invalid number of frames") }
        return number
    }

    /// True for `--`, which ends the options.
    private static func readLong(
        _ word: String, _ rest: inout ArraySlice<String>
    ) throws(Failure) -> Bool {
        switch word {
        case "--": return true
        case "--help": throw .help
        case "--version": throw .version
        case "--check-hash-based-pycs":
            if rest.popFirst() == nil { throw missing(word) }
            return false
        default: throw .usage("unknown option \(word)")
        }
    }

    private static func missing(_ option: String) -> Failure {
        .usage("Argument expected for the \(option) option")
    }

    /// Reads a word of options, `-Ic`; gives the program if one of them names it.
    private static func read(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: inout Options
    ) throws(Failure) -> Program? {
        var letters = Substring(word.dropFirst())
        while let letter = letters.popFirst() {
            if "cmWX".contains(letter) {
                let value = letters.isEmpty ? rest.popFirst() : String(letters)
                guard let value else { throw missing("-\(letter)") }
                switch letter {
                case "c": return .code(value)
                case "m": return .module(value)
                case "W": options.warnings.append(value)
                default: options.implementation.append(value)
                }
                return nil
            }
            try set(letter, &options)
        }
        return nil
    }

    private static func set(_ letter: Character, _ options: inout Options) throws(Failure) {
        switch letter {
        case "b": options.bytesWarning += 1
        case "B": options.writesNoBytecode += 1
        case "d": options.debug += 1
        case "E": options.ignoresEnvironment += 1
        case "i":
            options.inspect += 1
            options.interactive += 1
        case "I":
            options.isIsolated += 1
            options.ignoresEnvironment += 1
            options.hasNoUserSite += 1
            options.safePath = true
        case "O": options.optimize += 1
        case "P": options.safePath = true
        case "q": options.quiet += 1
        case "R", "t", "J": break
        case "s": options.hasNoUserSite += 1
        case "S": options.hasNoSite += 1
        case "u": options.isUnbuffered = true
        case "v": options.verbose += 1
        case "x": break
        case "h", "?": throw .help
        case "V": throw .version
        default: throw .usage("Unknown option: -\(letter)")
        }
    }

    /// What variables of the environment add, unless they are to be ignored.
    mutating func apply(_ variable: (String) -> String?) throws(Failure) {
        options.hashSeed = .random
        guard options.ignoresEnvironment == 0 else { return }
        if let seed = variable("PYTHONHASHSEED"), !seed.isEmpty, seed != "random" {
            guard let number = UInt32(seed) else {
                throw .fatal(
                    "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in "
                        + "range [0; 4294967295]")
            }
            options.hashSeed = .number(number)
        }
        func isSet(_ name: String) -> Bool { !(variable(name) ?? "").isEmpty }
        func level(_ name: String) -> Int {
            guard let text = variable(name), !text.isEmpty else { return 0 }
            return Int(text) ?? 1
        }
        options.optimize = max(options.optimize, level("PYTHONOPTIMIZE"))
        options.verbose = max(options.verbose, level("PYTHONVERBOSE"))
        options.debug = max(options.debug, level("PYTHONDEBUG"))
        if isSet("PYTHONDONTWRITEBYTECODE") { options.writesNoBytecode = 1 }
        if isSet("PYTHONNOUSERSITE") { options.hasNoUserSite = 1 }
        if isSet("PYTHONUNBUFFERED") { options.isUnbuffered = true }
        options.streams.apply(variable)
        if isSet("PYTHONSAFEPATH") { options.safePath = true }
        options.hasNoDebugRanges = isSet("PYTHONNODEBUGRANGES")
        options.reportsArenas = isSet("PYTHONMALLOCSTATS")
        let traced = try Self.tracedCalls(
            variable("PYTHONTRACEMALLOC") ?? "", "PYTHONTRACEMALLOC")
        let isSaid = implementationOptions.contains { $0.name == "tracemalloc" }
        if !isSaid { options.tracedCalls = traced }
        if let filters = variable("PYTHONWARNINGS"), !filters.isEmpty {
            options.warnings =
                filters.split(separator: ",").map { String($0) } + options.warnings
        }
    }

    /// `sys.warnoptions`.
    var warningOptions: [String] {
        let bytes =
            options.bytesWarning > 1
            ? ["error::BytesWarning"]
            : options.bytesWarning == 1 ? ["default::BytesWarning"] : []
        let development = isDevelopment ? ["default"] : []
        return development + options.warnings + bytes
    }

    var isDevelopment: Bool { options.implementation.contains("dev") }

    /// `sys._xoptions`: names and values; true for those without.
    var implementationOptions: [(name: String, value: String?)] {
        options.implementation.map { option in
            guard let equals = option.firstIndex(of: "=") else { return (option, nil) }
            return (String(option[..<equals]), String(option[option.index(after: equals)...]))
        }
    }
}

extension StandardStreamSettings {
    /// What the locale and `PYTHONIOENCODING` say of the streams (`config_init_stdio_encoding`, `Python/initconfig.c`).
    fileprivate mutating func apply(_ variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variable($0) }
            .first { !$0.isEmpty }
        let isPlain = ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].contains(locale ?? "C")
        errors = isPlain ? "surrogateescape" : "strict"
        guard let said = variable("PYTHONIOENCODING"), !said.isEmpty else { return }
        let parts = said.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if !parts[0].isEmpty {
            encoding = String(parts[0])
            errors = "strict"
        }
        if parts.count > 1, !parts[1].isEmpty { errors = String(parts[1]) }
    }
}
