import PythonRuntime

/// The native modules that programs can import besides those the interpreter itself needs.
public enum NativeLibrary {
    public static let modules: [NativeModule] = [
        NativeModule("_abc", make: AbcModule.make),
        NativeModule("_ast", make: AstModule.make),
        NativeModule("_codecs", make: CodecsModule.make),
        NativeModule("_collections", make: CollectionsModule.make),
        NativeModule("_contextvars", make: ContextModule.make),
        NativeModule("_functools", make: FunctoolsModule.make),
        NativeModule("_imp", make: ImpModule.make),
        NativeModule("_io", make: IOModule.make),
        NativeModule("_queue", make: QueueModule.make),
        NativeModule("_random", make: RandomModule.make),
        NativeModule("_sha512", make: Sha512Module.make),
        NativeModule("_signal", make: SignalModule.make),
        NativeModule("_sre", make: SreModule.make),
        NativeModule("_string", make: StringModule.make),
        NativeModule("_struct", make: StructModule.make),
        NativeModule("_thread", make: ThreadModule.make),
        NativeModule("_typing", make: TypingModule.make),
        NativeModule("_warnings", make: WarningsModule.make),
        NativeModule("_weakref", make: WeakrefModule.make),
        NativeModule("array", make: ArrayModule.make),
        NativeModule("atexit", make: AtexitModule.make),
        NativeModule("binascii", make: BinasciiModule.make),
        NativeModule("errno", make: ErrnoModule.make),
        NativeModule("faulthandler", make: FaulthandlerModule.make),
        NativeModule("gc", make: GCModule.make),
        NativeModule("itertools", make: ItertoolsModule.make),
        NativeModule("marshal", make: MarshalModule.make),
        NativeModule("math", make: MathModule.make),
        NativeModule("posix", make: PosixModule.make),
        NativeModule("time", make: TimeModule.make),
    ]
}
