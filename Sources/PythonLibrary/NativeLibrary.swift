import PythonRuntime

/// The native modules that programs can import besides those the interpreter itself needs.
public enum NativeLibrary {
    public static let modules: [NativeModule] = [
        NativeModule("_weakref", make: WeakrefModule.make),
        NativeModule("gc", make: GCModule.make),
    ]
}
