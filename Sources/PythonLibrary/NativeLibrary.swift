import PythonRuntime

/// The native modules that programs can import besides those the interpreter itself needs.
public enum NativeLibrary {
    public static let modules: [NativeModule] = [
        NativeModule("gc", make: GCModule.make)
    ]
}
