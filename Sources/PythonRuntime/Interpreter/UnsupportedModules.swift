/// Why an import that failed can't work here, for people: which module it is and what it would need.
enum UnsupportedModules {
    /// Nil for a name that is no module anywhere: then the import's own error says it all.
    static func explanation(_ name: String, hasLibrary: Bool) -> String? {
        let root = String(name.prefix { $0 != "." })
        if compiled.contains(root) {
            return
                "\(root) needs compiled extensions, which the simulated interpreter can't load"
        }
        if StandardModules.names.contains(root) {
            return hasLibrary
                ? "\(root) isn't available in the simulated interpreter yet"
                : "\(root) needs Python 3.11's standard library, which isn't installed here: "
                    + "install it (Debian: apt install libpython3.11-stdlib; "
                    + "macOS: brew install python@3.11), or name its folder "
                    + "with --stdlib or HEAPNOTE_STDLIB"
        }
        return nil
    }

    /// The packages with compiled parts that notes import most.
    private static let compiled: Set<String> = [
        "numpy", "pandas", "scipy", "matplotlib", "torch", "tensorflow", "sklearn", "cv2", "PIL",
        "jax", "numba", "h5py", "lxml", "psycopg2", "pyarrow", "polars", "xgboost", "lightgbm",
        "skimage", "statsmodels", "spacy", "transformers", "cryptography", "pydantic_core", "grpc",
        "seaborn", "keras", "torchvision", "torchaudio", "cython", "regex", "orjson", "tokenizers",
    ]
}
