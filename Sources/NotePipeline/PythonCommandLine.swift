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
        /// `--check-hash-based-pycs`.
        public var hashedFileCheck = "default"
        /// With how many calls `tracemalloc` keeps a stack from the start on; 0 when it isn't to be on.
        public var tracedCalls = 0
        /// Whether the allocator's state is written to standard error (`PYTHONMALLOCSTATS`).
        public var reportsArenas = false
        /// `-X dev`.
        public var isDevelopment = false
        /// Whether `faulthandler` is enabled from the start on.
        public var handlesFaults = false
        /// Whether opening text without an encoding gives an `EncodingWarning`.
        public var warnsOfDefaultEncoding = false
        /// `-X utf8`; nil where nothing says.
        public var isUTF8Mode: Bool?
        /// Where compiled modules are kept, if not beside their sources.
        public var bytecodeFolder: String?
        /// The most decimal digits of an int, 0 for no limit; nil where nothing says.
        public var digitLimit: Int?
        /// `-X frozen_modules`.
        public var usesFrozenModules = true
        /// `-R`: random hashes, whatever the environment says.
        public var hasRandomHashes = false
        /// `-x`: the source's first line is left out.
        public var skipsFirstLine = false
    }

    /// Where the key of the hashes comes from: 0 for a program by itself, else what `PYTHONHASHSEED` says.
    public enum HashSeed: Sendable, Equatable { case random, number(UInt32) }

    public var program: Program
    public var options = Options()
    /// `sys.argv`.
    public var arguments: [String]
    /// `sys.orig_argv`, the interpreter first.
    public var original: [String]

    /// The bytes of the words, where some aren't UTF-8.
    var words: [[UInt8]]?
    /// How many words stand behind the options and the program they name, or are the file and its arguments.
    let restCount: Int

    /// Why a command line can't be run.
    public enum Failure: Error, Equatable {
        /// An error, as CPython puts it.
        case usage(String)
        /// An error of the configuration that isn't one of the command line's form.
        case fatal(String)
        case help(Help)
        case version
        /// The code isn't UTF-8; the exception that says so.
        case undecodable(String)
    }

    /// Which of the texts that explain the command line is asked for.
    public enum Help: Sendable { case options, environment, implementation, all }

    public init(_ words: [String]) throws(Failure) {
        var options = Options()
        var rest = words[...]
        var found: Program?
        while found == nil, let word = rest.first, word.hasPrefix("-"), word != "-" {
            rest.removeFirst()
            if word.hasPrefix("--") {
                if try Self.readLong(word, &rest, &options) { break }
                continue
            }
            found = try Self.read(word, &rest, &options)
        }
        restCount = rest.count
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
        try options.readImplementation()
        self.options = options
        original = [Host.executable] + words
    }

    /// True for `--`, which ends the options.
    private static func readLong(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: inout Options
    ) throws(Failure) -> Bool {
        switch word {
        case "--": return true
        case "--help": throw .help(.options)
        case "--help-env": throw .help(.environment)
        case "--help-xoptions": throw .help(.implementation)
        case "--help-all": throw .help(.all)
        case "--version": throw .version
        case "--check-hash-based-pycs":
            guard let value = rest.popFirst() else { throw missing(word) }
            guard ["default", "always", "never"].contains(value) else {
                throw .usage("\(word) must be one of 'default', 'always', or 'never'")
            }
            options.hashedFileCheck = value
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
        case "B": options.writesNoBytecode = 1
        case "d": options.debug += 1
        case "E": options.ignoresEnvironment = 1
        case "i":
            options.inspect += 1
            options.interactive += 1
        case "I":
            options.isIsolated = 1
            options.ignoresEnvironment = 1
            options.hasNoUserSite = 1
            options.safePath = true
        case "O": options.optimize += 1
        case "P": options.safePath = true
        case "q": options.quiet += 1
        case "R": options.hasRandomHashes = true
        case "t", "J": break
        case "s": options.hasNoUserSite = 1
        case "S": options.hasNoSite = 1
        case "u": options.isUnbuffered = true
        case "v": options.verbose += 1
        case "x": options.skipsFirstLine = true
        case "h", "?": throw .help(.options)
        case "V": throw .version
        default: throw .usage("Unknown option: -\(letter)")
        }
    }

    /// `sys.warnoptions`.
    var warningOptions: [String] {
        let bytes =
            options.bytesWarning > 1
            ? ["error::BytesWarning"]
            : options.bytesWarning == 1 ? ["default::BytesWarning"] : []
        let development = options.isDevelopment ? ["default"] : []
        return development + options.warnings + bytes
    }
}
