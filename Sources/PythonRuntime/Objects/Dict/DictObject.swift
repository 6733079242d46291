/// A dict (`Include/cpython/dictobject.h`, `Objects/dictobject.c`): a small object that points to a
/// table of keys.
///
///     combined                                 split (attributes of an instance)
///     ┌──────────┐   ┌────────────────────┐    ┌──────────┐   ┌────────────────┐ shared by all
///     │ ma_keys ─┼──▶│ header │ indices   │    │ ma_keys ─┼──▶│ header, indices│ instances of
///     │ ma_values│nil│ entries: (hash,)   │    │          │   │ entries: key   │ the class
///     └──────────┘   │   key, value       │    │ ma_values┼┐  └────────────────┘
///                    └────────────────────┘    └──────────┘└▶ order bytes ◂│▸ value 0, value 1, …
///
/// Entries are in the order of insertion and removed ones leave holes, so iterating is walking the
/// entries; the indices are the hash table and hold the number of an entry. An empty dict points to
/// a table that all share. While a dict has only `str` keys, entries don't store the hash, which
/// each string has in itself.
@frozen
public struct PyDictObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ma_used: Int
    public var ma_version_tag: UInt64
    public var ma_keys: DictKeys
    /// The values of a split table, else nil.
    public var ma_values: UnsafeMutableRawPointer?
}

/// The counters of an interpreter's dicts.
public struct DictState {
    /// The last `ma_version_tag` given out.
    var version: UInt64 = 0
    /// The next `dk_version`; 0 when they have run out, after which nothing is specialised.
    var nextKeysVersion: UInt32 = 2
}

extension Interpreter {
    /// An empty dict, untracked, on the shared empty table.
    public func makeDict() throws(Raised) -> Owned {
        let keys = emptyDictKeys
        keys.pointee.dk_refcnt &+= 1
        return try makeDict(stealing: keys, values: nil, used: 0)
    }

    /// A dict around a table (`new_dict`), taken from the free list if one is there; the table is
    /// released when there is no memory.
    func makeDict(
        stealing keys: DictKeys, values: UnsafeMutableRawPointer?, used: Int
    ) throws(Raised) -> Owned {
        let raw: RawObject
        if let reused = state.pointee.freeLists.dicts.pop(linkedAt: DictLayout.freeListLink) {
            initializeHeader(reused, type(.dict))
            raw = reused
        } else {
            do {
                raw = try newGCObject(type(.dict), size: DictLayout.objectSize)
            } catch {
                releaseDictKeys(keys)
                if let values { freeDictValues(values) }
                throw error
            }
        }
        let fields = raw.assumingMemoryBound(to: PyDictObject.self)
        fields.pointee.ma_keys = keys
        fields.pointee.ma_values = values
        fields.pointee.ma_used = used
        fields.pointee.ma_version_tag = nextDictVersion()
        return Owned(stealing: raw)
    }

    /// A dict with room for as many entries (`_PyDict_NewPresized`), for displays and calls.
    public func makeDict(presized count: Int, onlyStrings: Bool) throws(Raised) -> Owned {
        let maximumLog2 = 17
        if count <= dictUsable(DictLayout.minimumSize) { return try makeDict() }
        let log2 =
            count > dictUsable(1 << maximumLog2) ? maximumLog2 : dictLog2Size(forCount: count)
        let keys = try makeDictKeys(log2Size: log2, onlyStrings: onlyStrings)
        return try makeDict(stealing: keys, values: nil, used: 0)
    }

    /// The next `ma_version_tag`: every change of any dict takes one.
    @inline(__always)
    func nextDictVersion() -> UInt64 {
        state.pointee.dicts.version &+= 1
        return state.pointee.dicts.version
    }

    /// Starts tracking a dict when something that may be in a cycle enters it.
    @inline(__always)
    func maintainDictTracking(_ dict: Ref, _ key: Ref, _ value: Ref) {
        if !isTracked(dict.raw), mayBeTracked(value) || mayBeTracked(key) { track(dict.raw) }
    }

    /// Whether the object's type takes part in collection.
    @inline(__always)
    func isCollectable(_ object: Ref) -> Bool {
        let type = object.type
        guard type.pointee.tp_flags & TypeFlags.haveGC != 0 else { return false }
        guard let slot = type.pointee.tp_is_gc else { return true }
        return slot(object.raw) != 0
    }

    /// Whether the object may be part of a cycle (`_PyObject_GC_MAY_BE_TRACKED`): an untracked
    /// tuple never becomes part of one.
    @inline(__always)
    func mayBeTracked(_ object: Ref) -> Bool {
        isCollectable(object) && (!object.isExactly(.tuple) || isTracked(object.raw))
    }
}

/// Sizes of dicts.
enum DictLayout {
    @inlinable static var objectSize: Int { 48 }
    /// Where a freed dict holds the next one of the free list.
    static var freeListLink: Int { 32 }
    static var freeListLimit: Int { 80 }
    static var minimumLog2: Int { 3 }
    static var minimumSize: Int { 8 }
    /// The most attributes a class's shared table takes.
    static var sharedKeysLimit: Int { 30 }
}

extension Ref {
    @inlinable @inline(__always)
    public var dictCount: Int { fields(PyDictObject.self).pointee.ma_used }

    @inlinable @inline(__always)
    var dictFields: UnsafeMutablePointer<PyDictObject> { fields(PyDictObject.self) }
}
