import PythonRuntime

/// The module `_ctypes` (`Modules/_ctypes`), from which the library's `ctypes` is made: C data in the simulated memory,
/// and access to that memory by address.
enum CtypesModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        interpreter.initializeMemoryAccess()
        let module = try interpreter.makeModule("_ctypes", functions: functions)
        try addTypes(interpreter, module.ref)
        let state = interpreter.ctypesState
        if state.held(CtypesState.arrayCache) == nil {
            state.hold(CtypesState.arrayCache, try interpreter.makeDict())
            state.hold(CtypesState.pointerCache, try interpreter.makeDict())
        }
        if let cache = state.held(CtypesState.pointerCache) {
            try interpreter.setModuleAttribute(module.ref, "_pointer_type_cache", cache)
        }
        try addConstants(interpreter, module.ref)
        return module
    }

    private static func addConstants(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        for (name, function) in [
            ("_memmove_addr", LibraryFunctions.memmove), ("_memset_addr", .memset),
            ("_string_at_addr", .string_at), ("_cast_addr", .cast),
            ("_wstring_at_addr", .wstring_at),
        ] {
            try interpreter.setInt(module, name, Int(function.address))
        }
        try interpreter.setInt(module, "FUNCFLAG_CDECL", 1)
        try interpreter.setInt(module, "FUNCFLAG_PYTHONAPI", 4)
        try interpreter.setInt(module, "FUNCFLAG_USE_ERRNO", 8)
        try interpreter.setInt(module, "FUNCFLAG_USE_LASTERROR", 16)
        try interpreter.setInt(module, "RTLD_LOCAL", 0)
        try interpreter.setInt(module, "RTLD_GLOBAL", 256)
        try interpreter.setInt(module, "CTYPES_MAX_ARGCOUNT", 1024)
        try interpreter.setText(module, "__version__", "1.1.0")
        try interpreter.addException(.cArgumentError, "ctypes.ArgumentError", to: module)
    }

    private static func addTypes(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        let dict = interpreter.type(BuiltinType.dict)
        try interpreter.makeType(.storageDict, StorageDict.spec(), base: dict)
        try interpreter.makeType(.cArgument, inheriting(CArgumentType.spec()))
        try interpreter.makeType(.cField, inheriting(CFieldType.spec()))
        try interpreter.makeType(.cThunk, inheriting(CThunkType.spec()))
        try interpreter.makeType(.cData, inheriting(CDataType.spec()))
        try interpreter.makeType(.cSimpleMeta, CSimpleType.metaSpec())
        try interpreter.makeType(
            .cStructureMeta, CStructureType.metaSpec("_ctypes.PyCStructType", isUnion: false))
        try interpreter.makeType(
            .cUnionMeta, CStructureType.metaSpec("_ctypes.UnionType", isUnion: true))
        try interpreter.makeType(.cArrayMeta, CArrayType.metaSpec())
        try interpreter.makeType(.cPointerMeta, CPointerType.metaSpec())
        try interpreter.makeType(.cFunctionMeta, CFunctionType.metaSpec())
        try add(
            interpreter, .cStructure, .cStructureMeta, CStructureType.spec("_ctypes.Structure"),
            module)
        try add(interpreter, .cUnion, .cUnionMeta, CStructureType.spec("_ctypes.Union"), module)
        try add(interpreter, .cPointer, .cPointerMeta, CPointerType.spec(), module)
        try add(interpreter, .cArray, .cArrayMeta, CArrayType.spec(), module)
        try add(interpreter, .cSimple, .cSimpleMeta, CSimpleType.spec(), module)
        try add(interpreter, .cFunction, .cFunctionMeta, CFunctionType.spec(), module)
    }

    private static func inheriting(_ spec: TypeSpec) -> TypeSpec {
        var spec = spec
        spec.inheritsGetAttribute = true
        return spec
    }

    /// A type of C data, whose own type is a metaclass.
    private static func add(
        _ interpreter: Interpreter, _ type: LibraryType, _ meta: LibraryType,
        _ spec: @autoclosure () -> TypeSpec, _ module: Ref
    ) throws(Raised) {
        try interpreter.addType(
            type, inheriting(spec()), base: interpreter.type(.cData), to: module)
        interpreter.type(type).pointee.ob_type = interpreter.type(meta)
    }
}

/// The module's own words, by offset.
enum CtypesState {
    static var arrayCache: Int { 0 }
    static var pointerCache: Int { 8 }
    static var errno: Int { 16 }
}
