/// Everything one interpreter knows that is not a Python object: the first pages of its mapping.
///
/// Every field is trivial, so the state is plain memory reached through a pointer: no exclusivity
/// checks, no reference counting. Each part is a struct of its own beside the code that keeps it.
public struct InterpreterState {
    var memory = MemoryState()
    var collector = CollectorState()
    var freeLists = FreeLists()
    var strings = StringState()
    var attributes = AttributeState()
    var evaluation = EvaluationState()
    var tracing = TracingState()
    var errors = ErrorState()
    var limits = LimitState()
    var recording = RecordingState()
    var modules = ModuleState()
    var dicts = DictState()
    var deferred = DeferredDeallocationState()
    var representation = ReprState()
    var asyncHooks = AsyncGeneratorHooks()
    var warnings = WarningsState()
    var codeAddresses = CodeAddressState()
    var codecs = CodecState()
    /// What else belongs to the running thread.
    public var thread = ThreadOwnState()
    public var threads = ThreadsState()
    /// The host as a retained box; released with the interpreter.
    var host: Unmanaged<HostBox>?

    /// The state of an interpreter that has no object yet.
    static var blank: InterpreterState {
        InterpreterState(
            memory: MemoryState(), collector: CollectorState(), freeLists: FreeLists(),
            strings: StringState(), attributes: AttributeState(), evaluation: EvaluationState(),
            errors: ErrorState(), limits: LimitState(), recording: RecordingState(),
            modules: ModuleState(), host: nil)
    }
}

/// What a run may use, counted and never timed, so that it ends at the same place everywhere.
public struct LimitState {
    /// Instructions left, as the eval loop counts them; the limit error comes when it drops below 0.
    public var instructionsLeft: Int = .max
    /// Whether the counter ran out since the run took too much of the host's time.
    var isOutOfTime = false
    /// Why the run is being ended, if it is.
    public var stop: StopReason = .none
    /// The bytes of live blocks the allocators may hand out.
    public var memoryLimit: Int = 1 << 30
    /// Python calls deep: `sys.getrecursionlimit()`.
    public var recursionLimit: Int = 1000
    /// Calls of native code into Python and back, which do use the host's stack, and how many of them
    /// the stack of this thread holds.
    public var nativeDepth: Int = 0
    public var nativeDepthLimit: Int = DeepStack.levelsElsewhere
    /// `sys.get_int_max_str_digits()`; 0 for no limit.
    public var intMaxStringDigits: Int = 4300
}

/// The exception being raised, and the ones being handled.
public struct ErrorState {
    /// The raised exception object, owned; nil when none is. It is always an instance, and its
    /// traceback is in its `__traceback__`.
    public var current: RawObject?
    /// The innermost link of the chain of exceptions being handled, for `raise` without argument and
    /// `__context__`; reached through `handledLink`, which makes the first one.
    public var handledLink: UnsafeMutablePointer<HandledException>?
    /// Preallocated `MemoryError`s, linked through `dict`.
    public var memoryErrors: RawObject?
    public var memoryErrorCount = 0
    public var lastMemoryError: RawObject?
    /// The class `ExceptionGroup`, owned.
    var exceptionGroupType: RawObject?
}

/// The version tags handed out for the method cache and the specialised instructions.
public struct AttributeState {
    public var nextTypeVersion: UInt32 = 1
    /// Where the method cache lies in the mapping.
    var methodCacheOffset = 0
    /// Where the definitions of `__dict__` and `__weakref__` that all classes share lie; 0 at first.
    var instanceGetSetsOffset = 0
}

/// The modules of this interpreter.
public struct ModuleState {
    /// `sys.modules`, a dict, owned.
    public var modules: RawObject?
    public var builtins: RawObject?
    /// `builtins.__dict__`, borrowed from the module.
    public var builtinsDict: RawObject?
    public var sys: RawObject?
    public var main: RawObject?
    /// `_frozen_importlib` once it was started, owned.
    public var importlib: RawObject?
    /// Whether there are hooks of audit events.
    var isAudited = false
    /// Whether `sys` has all its attributes.
    public var isSysComplete = false
    /// Whether `builtins` has the names that `site` adds.
    var hasSiteBuiltins = false
    /// Whether `sys.__interactivehook__` was asked for.
    var hasSiteHook = false
    /// Whether uncaught exceptions are kept as `sys.last_value`: in an interactive interpreter.
    var keepsLastException = false
    /// Whether `SystemExit` is shown as other exceptions are (`-i`).
    var showsExit = false
    /// Whether the program is a `.pyc` file.
    var isMainCompiled = false
    /// Whether the standard streams aren't UTF-8, so that all text goes through them.
    var hasForeignStreams = false
    /// Whether the program has ended and its modules are taken apart (`sys.is_finalizing`).
    public var isFinalizing = false
    /// Types of native modules, by the library's own numbers; nil until the first is made.
    public var libraryTypes: UnsafeMutablePointer<TypePointer?>?
    /// The classes of syntax trees by `NodeKind`, and behind them the objects of marks, owned; nil until the
    /// first tree or `_ast` is asked for.
    var nodeClasses: UnsafeMutablePointer<RawObject?>?
    /// Whether code keeps lines only (`-X no_debug_ranges`).
    var dropsColumns = false
    /// Where the generator behind `os.urandom` stands.
    public var entropy: UInt64 = 0
    /// How often a class was registered with an abstract one.
    public var abcGeneration = 0
    /// The function that takes a dead member out of a weak set.
    var weakSetCallback: UnsafeMutablePointer<PyMethodDef>?
    /// What native modules keep to themselves, a dict, owned; nil until the first does.
    var privateValues: RawObject?
    /// The function `open`, owned, and whether `_io` has given it its body.
    var openFunction: RawObject?
    var opensFiles = false
    /// What `atexit` registered, a list, owned; nil until it is imported.
    var exitFunctions: RawObject?
    /// The handlers of signals by number, a dict, owned; nil until `_signal` is imported.
    public var signalHandlers: RawObject?
}
