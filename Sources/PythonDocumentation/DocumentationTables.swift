extension NativeDocumentation {
    /// The tables of a module, by the name that its functions and types give as theirs.
    static func tables(of module: String) -> [StaticString] {
        switch module {
        case "_abc": [nativeAbcRows]
        case "_bisect": [bisectRows]
        case "_blake2", "_csv", "_ctypes", "_queue", "_random", "_sha3", "_socket", "array", "re",
            "resource", "select":
            [smallModulesRows]
        case "_codecs": [nativeCodecsRows]
        case "_collections": [nativeCollectionsRows]
        case "_functools": [nativeFunctoolsRows]
        case "_heapq": [heapqRows]
        case "_imp": [nativeImpRows]
        case "io", "_io": [nativeIoRows, ioRows]
        case "_opcode": [nativeOpcodeRows]
        case "_operator": [nativeOperatorRows]
        case "_signal": [nativeSignalRows]
        case "_sre": [nativeSreRows]
        case "_stat": [nativeStatRows]
        case "_string": [nativeStringRows]
        case "_struct": [nativeStructRows]
        case "_symtable": [nativeSymtableRows]
        case "_thread": [nativeThreadRows]
        case "_tracemalloc": [nativeTracemallocRows]
        case "_typing": [nativeTypingRows]
        case "_warnings": [nativeWarningsRows]
        case "_weakref": [nativeWeakrefRows]
        case "atexit": [atexitRows]
        case "binascii": [binasciiRows]
        case "builtins":
            [
                builtinClassesRows,
                builtinContainersRows,
                builtinExceptionsRows,
                builtinFunctionsRows,
                builtinNumbersRows,
                builtinTextsRows,
            ]
        case "cmath": [cmathRows]
        case "collections": [collectionsRows]
        case "faulthandler": [faulthandlerRows]
        case "fcntl": [systemModulesRows]
        case "functools": [functoolsRows]
        case "gc": [gcRows]
        case "grp", "pwd": [smallModulesRows, systemModulesRows]
        case "itertools": [itertoolsRows]
        case "marshal": [marshalRows]
        case "math": [mathRows]
        case "operator": [operatorRows]
        case "os": [osRows]
        case "posix": [posixRows, posixRowsFromLink]
        case "signal": [signalRows]
        case "struct": [structRows]
        case "sys": [sysRows]
        case "time": [timeRows]
        case "types": [typesRows]
        case "unicodedata": [unicodedataRows]
        case "weakref": [weakrefRows]
        default: []
        }
    }
}
