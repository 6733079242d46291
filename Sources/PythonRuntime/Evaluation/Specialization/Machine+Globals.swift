import PythonBytecode

/// Global names by their place in a table of keys that hasn't changed since.
///
/// Caches: counter, entry, version of the globals' keys (2), version of the builtins' keys.
extension EvaluationMachine {
    @inline(__always)
    private mutating func pushGlobal(_ value: RawObject) {
        Ref(value).incref()
        if argument & 1 != 0 { push(nil) }
        push(value)
        skipCaches(5)
    }

    @inline(__always)
    mutating func loadGlobalFromModule() throws(Raised) -> Bool {
        let keys = Ref(frame.pointee.f_globals).dictFields.pointee.ma_keys
        guard keys.pointee.dk_version == (caches + 2).pair,
            let value = interpreter.dictEntryValue(keys, Int((caches + 1).pointee))
        else { return false }
        pushGlobal(value)
        return true
    }

    @inline(__always)
    mutating func loadGlobalFromBuiltins() throws(Raised) -> Bool {
        let module = Ref(frame.pointee.f_globals).dictFields.pointee.ma_keys
        let namespace = Ref(frame.pointee.f_builtins)
        guard namespace.type == interpreter.type(.dict) else { return false }
        let builtins = namespace.dictFields.pointee.ma_keys
        guard module.pointee.dk_version == (caches + 2).pair,
            builtins.pointee.dk_version == UInt32((caches + 4).pointee),
            let value = interpreter.dictEntryValue(builtins, Int((caches + 1).pointee))
        else { return false }
        pushGlobal(value)
        return true
    }
}

extension Interpreter {
    /// `_Py_Specialize_LoadGlobal`.
    @inline(never)
    func specializeLoadGlobal(
        _ caches: UnsafeMutablePointer<UInt16>, _ name: Ref, _ globals: Ref, _ builtins: Ref
    ) {
        guard globals.isExactly(.dict), builtins.isExactly(.dict) else { return backOff(caches) }
        let moduleKeys = globals.dictFields.pointee.ma_keys
        let index = dictEntryIndex(moduleKeys, str: name)
        if index >= 0 {
            let version = dictKeysVersion(moduleKeys)
            guard index <= Int(UInt16.max), version != 0 else { return backOff(caches) }
            (caches + 1).pointee = UInt16(truncatingIfNeeded: index)
            (caches + 2).pair = version
            return specialize(caches, as: .LOAD_GLOBAL_MODULE)
        }
        let builtinKeys = builtins.dictFields.pointee.ma_keys
        guard index == DictIndex.empty, builtinKeys.isUnicode else { return backOff(caches) }
        let builtinIndex = dictEntryIndex(builtinKeys, str: name)
        guard builtinIndex >= 0, builtinIndex <= Int(UInt16.max) else { return backOff(caches) }
        let moduleVersion = dictKeysVersion(moduleKeys)
        let builtinVersion = dictKeysVersion(builtinKeys)
        guard moduleVersion != 0, builtinVersion != 0, builtinVersion <= UInt32(UInt16.max) else {
            return backOff(caches)
        }
        (caches + 1).pointee = UInt16(truncatingIfNeeded: builtinIndex)
        (caches + 2).pair = moduleVersion
        (caches + 4).pointee = UInt16(truncatingIfNeeded: builtinVersion)
        specialize(caches, as: .LOAD_GLOBAL_BUILTIN)
    }
}
