extension NativeDocumentation {
    /// The tables of a module, by the name that its functions and types give as theirs.
    static func tables(of module: String) -> [StaticString] {
        switch module {
        case "_abc": [nativeAbc]
        case "_codecs": [nativeCodecs]
        case "_collections": [nativeCollections]
        case "_imp": [nativeImp]
        case "io", "_io": [nativeIo, io]
        case "_opcode": [nativeOpcode]
        case "_operator": [nativeOperator]
        case "_signal": [nativeSignal]
        case "_sre": [nativeSre]
        case "_struct": [nativeStruct]
        case "_symtable": [nativeSymtable]
        case "_tracemalloc": [nativeTracemalloc]
        case "_typing": [nativeTyping]
        case "_warnings": [nativeWarnings]
        case "_weakref": [nativeWeakref]
        case "builtins":
            [
                builtinClasses,
                builtinContainers,
                builtinFunctions,
                builtinNumbers,
                builtinTexts,
            ]
        case "collections": [collections]
        case "gc": [gc]
        case "itertools": [itertools]
        case "marshal": [marshal]
        case "math": [math]
        case "posix": [posix]
        case "sys": [sys]
        case "unicodedata": [unicodedata]
        default: []
        }
    }
}
