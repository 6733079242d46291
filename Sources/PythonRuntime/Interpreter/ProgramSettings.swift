import VirtualSystem

/// What a program was called with, as `sys` shows it. Set before the program runs; `sys` gets most of it when
/// its rare attributes are made.
public struct ProgramSettings: Sendable {
    /// `sys.argv`; nil leaves it as it is.
    public var arguments: [String]?
    /// `sys.orig_argv`.
    public var original: [String] = []
    /// The same two as the bytes they were, where some of these aren't UTF-8.
    public var argumentBytes: [[UInt8]]?
    public var originalBytes: [[UInt8]]?
    /// The first entry of `sys.path`: the script's folder, or empty for the working one.
    public var firstPath: String?
    /// Further entries before the library's: `PYTHONPATH`.
    public var paths: [String] = []
    /// The first thirteen fields of `sys.flags`; empty for those of `PYTHONHASHSEED=0 python3 -B`.
    public var flags: [Int] = []
    public var isDevelopment = false
    /// Whether `faulthandler` is enabled before the program begins.
    public var handlesFaults = false
    /// Whether text that is opened without an encoding gives an `EncodingWarning`.
    public var warnsOfDefaultEncoding = false
    public var isUTF8Mode = false
    /// `sys.pycache_prefix`.
    public var bytecodeFolder: String?
    /// The most decimal digits of an int, 0 for no limit; nil leaves it as it is.
    public var digitLimit: Int?
    public var hasSafePath = false
    public var usesFrozenModules = true
    /// Whether code keeps lines only (`-X no_debug_ranges`).
    public var hasNoDebugRanges = false
    /// When compiled files that know the hash of their source are checked: `default`, `always` or `never`.
    public var hashedFileCheck = "default"
    /// With how many calls `tracemalloc` keeps a stack from the start on; 0 when it isn't to be on.
    public var tracedCalls = 0
    /// Whether the allocator's state is written before each new arena and at the end.
    public var reportsArenas = false
    public var streams = StandardStreamSettings()
    /// `sys.warnoptions`.
    public var warnings: [String] = []
    /// `sys._xoptions`; without a value it's true.
    public var implementation: [(name: String, value: String?)] = []

    public init() {}

    /// Whether `site` isn't to be imported (`-S`): the seventh field of `sys.flags`.
    var leavesOutSite: Bool { flags.count > 6 && flags[6] != 0 }
    /// Whether modules that are compiled aren't kept: the fifth field.
    var writesNoBytecode: Bool { flags.count <= 4 || flags[4] != 0 }
    /// What `-O` asks of the compiler, 0 to 2: the fourth field.
    var optimizationLevel: Int { flags.count > 3 ? min(2, flags[3]) : 0 }
    /// `-b`: the tenth field.
    var warnsOfBytes: Bool { flags.count > 9 && flags[9] != 0 }
    /// `-I`: the thirteenth field.
    var isIsolated: Bool { flags.count > 12 && flags[12] != 0 }
}

extension InterpreterSession {
    public static var mostTracedCalls: Int { Interpreter.mostTracedCalls }

    /// Sets `sys.argv` and the program's part of `sys.path`.
    public func applySettings() {
        let settings = interpreter.programSettings
        if let arguments = settings.argumentBytes {
            setArguments(arguments)
        } else if let arguments = settings.arguments {
            setArguments(arguments.map { Array($0.utf8) })
        }
        interpreter.state.pointee.strings.checksCodecNames = settings.isDevelopment
        interpreter.state.pointee.strings.warnsOfBytes = settings.warnsOfBytes
        interpreter.state.pointee.strings.warnsOfDefaultEncoding = settings.warnsOfDefaultEncoding
        if let limit = settings.digitLimit {
            interpreter.state.pointee.limits.intMaxStringDigits = limit
        }
        if settings.optimizationLevel > 0 { clearDebugFlag() }
        interpreter.state.pointee.modules.dropsColumns = settings.hasNoDebugRanges
        interpreter.state.pointee.memory.reportsArenas = settings.reportsArenas
        if settings.tracedCalls > 0 {
            interpreter.startTracingAllocations(limit: settings.tracedCalls)
        }
        do throws(Raised) {
            guard let sys = interpreter.state.pointee.modules.sys,
                let dict = interpreter.moduleDict(Ref(sys)),
                let path = interpreter.dictGet(dict, str: interpreter.name(.path)), path.isList
            else { return }
            let library = settings.arguments != nil && interpreter.hostLibrary != nil
            for entry in (settings.firstPath.map { [$0] } ?? []) + settings.paths
                + (library ? [HostLibrary.folder, HostLibrary.sharedFolder] : [])
            {
                let text = try interpreter.makeString(entry)
                try interpreter.listAppend(path, text.ref)
            }
            // Only the library's module understands the options.
            if !settings.warnings.isEmpty { _ = try interpreter.importModule("warnings") }
            if settings.handlesFaults { try handleFaults() }
            if case .utf8 = StrCodec(settings.streams.encoding) { return }
            try interpreter.completeSys()
            interpreter.state.pointee.modules.hasForeignStreams = true
        } catch { interpreter.clearException() }
    }

    /// `builtins.__debug__` under `-O`.
    private func clearDebugFlag() {
        guard let builtins = interpreter.state.pointee.modules.builtinsDict else { return }
        let no = interpreter.bool(false)
        do throws(Raised) {
            try interpreter.dictSet(Ref(builtins), interpreter.name(.__debug__), no.ref)
        } catch { interpreter.clearException() }
    }

    /// Has signals of faults told on standard error (`_PyFaulthandler_Init`).
    private func handleFaults() throws(Raised) {
        let module = try interpreter.importModule("faulthandler")
        let enable = try interpreter.namedAttribute(module.ref, "enable")
        _ = try interpreter.call(enable.ref, interpreter.smallInt(2))
    }

    /// Warns of things in a program's source before it runs; how that ends if a filter makes an error of one.
    public func warn(of warnings: [SourceWarning], filename: String) -> RunOutcome? {
        guard !warnings.isEmpty else { return nil }
        let session = self
        let outcome = runGuarded {
            session.runNatively { interpreter throws(Raised) in
                for warning in warnings { try interpreter.warn(warning, filename: filename) }
            }
        }
        if case .finished = outcome { return nil }
        return outcome
    }

    /// Sets `__file__` of `__main__`, for a script or a `.pyc` file.
    public func setMainFile(_ path: String, isCompiled: Bool) {
        interpreter.state.pointee.modules.isMainCompiled = isCompiled
        do throws(Raised) {
            guard let main = interpreter.state.pointee.modules.main,
                let dict = interpreter.moduleDict(Ref(main))
            else { return }
            let text = try interpreter.makeString(path)
            try interpreter.dictSet(dict, try interpreter.intern("__file__"), text.ref)
            try interpreter.dictSet(
                dict, try interpreter.intern("__cached__"), interpreter.none)
        } catch { interpreter.clearException() }
    }

    /// Runs a module as `python3 -m` does, through the library's `runpy`; nil is that of the folder or archive which is
    /// the first entry of `sys.path`.
    public func runModule(_ name: String?) -> RunOutcome {
        let session = self
        return runGuarded {
            session.runNatively { interpreter throws(Raised) in
                let module = try interpreter.importModule("runpy")
                let function = try interpreter.namedAttribute(
                    module.ref, "_run_module_as_main")
                let text = try interpreter.makeString(name ?? "__main__")
                let altersArguments = interpreter.bool(name != nil)
                _ = try interpreter.call(function.ref, text.ref, altersArguments.ref)
            }
        }
    }

    /// Gives what the program didn't use of the instructions back to the machine.
    public func returnInstructions() {
        interpreter.process?.machine.instructionsLeft = interpreter.remainingInstructions
    }
}

extension Interpreter {
    /// Whether text that is opened without an encoding gives an `EncodingWarning`.
    public var warnsOfDefaultEncoding: Bool { state.pointee.strings.warnsOfDefaultEncoding }

    public var isUTF8Mode: Bool { programSettings.isUTF8Mode }
    /// `--check-hash-based-pycs`.
    public var hashedFileCheck: String { programSettings.hashedFileCheck }

    /// Whether modules that importing doesn't need are frozen ones (`-X frozen_modules`).
    public var usesFrozenModules: Bool { programSettings.usesFrozenModules }

    var programSettings: ProgramSettings {
        state.pointee.host?.takeUnretainedValue().host.settings ?? ProgramSettings()
    }
}
