/// A table of keys (`Include/internal/pycore_dict.h`): this header, then 2^dk_log2_size indices of
/// 1, 2, 4 or 8 bytes, then the entries, of 16 bytes in an all-string table and 24 otherwise.
@frozen
public struct PyDictKeysObject {
    public var dk_refcnt: Int
    public var dk_log2_size: UInt8
    /// Of the whole index area, not of one index.
    public var dk_log2_index_bytes: UInt8
    /// 0 general, 1 all strings, 2 split.
    public var dk_kind: UInt8
    /// 0 until asked for, and again after each change of the keys.
    public var dk_version: UInt32
    /// How many entries may still be added.
    public var dk_usable: Int
    /// Entries in use, holes of removed ones included.
    public var dk_nentries: Int
}

public typealias DictKeys = UnsafeMutablePointer<PyDictKeysObject>

/// An entry of a table with any keys.
@frozen
public struct PyDictKeyEntry {
    public var me_hash: Int
    public var me_key: RawObject?
    public var me_value: RawObject?
}

/// An entry of a table with `str` keys only; the value is unused in a split table.
@frozen
public struct PyDictUnicodeEntry {
    public var me_key: RawObject?
    public var me_value: RawObject?
}

/// The values of `dk_kind`.
enum DictKind {
    @inlinable static var general: UInt8 { 0 }
    @inlinable static var unicode: UInt8 { 1 }
    @inlinable static var split: UInt8 { 2 }
}

/// What an index holds that is no entry, and what a lookup gives besides one.
enum DictIndex {
    @inlinable static var empty: Int { -1 }
    @inlinable static var dummy: Int { -2 }
}

// SAFETY: the accessors stay inside the block as long as a slot is below `size` and an entry below
// the usable count of that size; lookups mask slots, and indices hold only entries written before.
extension UnsafeMutablePointer where Pointee == PyDictKeysObject {
    @inline(__always)
    var size: Int { 1 &<< Int(pointee.dk_log2_size) }

    @inline(__always)
    var mask: Int { size &- 1 }

    /// Whether all keys are exact strs.
    @inline(__always)
    var isUnicode: Bool { pointee.dk_kind != DictKind.general }

    @inline(__always)
    var indices: UnsafeMutableRawPointer { UnsafeMutableRawPointer(self) + 32 }

    @inline(__always)
    var entriesStart: UnsafeMutableRawPointer { indices + (1 &<< Int(pointee.dk_log2_index_bytes)) }

    @inline(__always)
    var entries: UnsafeMutablePointer<PyDictKeyEntry> {
        entriesStart.assumingMemoryBound(to: PyDictKeyEntry.self)
    }

    @inline(__always)
    var unicodeEntries: UnsafeMutablePointer<PyDictUnicodeEntry> {
        entriesStart.assumingMemoryBound(to: PyDictUnicodeEntry.self)
    }

    /// The index in a slot.
    @inline(__always)
    func index(at slot: Int) -> Int {
        let log2 = pointee.dk_log2_size
        if log2 < 8 { return Int(indices.assumingMemoryBound(to: Int8.self)[slot]) }
        if log2 < 16 { return Int(indices.assumingMemoryBound(to: Int16.self)[slot]) }
        if log2 < 32 { return Int(indices.assumingMemoryBound(to: Int32.self)[slot]) }
        return indices.assumingMemoryBound(to: Int.self)[slot]
    }

    @inline(__always)
    func setIndex(at slot: Int, to index: Int) {
        let log2 = pointee.dk_log2_size
        if log2 < 8 {
            indices.assumingMemoryBound(to: Int8.self)[slot] = Int8(truncatingIfNeeded: index)
        } else if log2 < 16 {
            indices.assumingMemoryBound(to: Int16.self)[slot] = Int16(truncatingIfNeeded: index)
        } else if log2 < 32 {
            indices.assumingMemoryBound(to: Int32.self)[slot] = Int32(truncatingIfNeeded: index)
        } else {
            indices.assumingMemoryBound(to: Int.self)[slot] = index
        }
    }

    /// The key of an entry; nil in a hole.
    @inline(__always)
    func key(_ index: Int) -> RawObject? {
        isUnicode ? unicodeEntries[index].me_key : entries[index].me_key
    }

    /// The bytes of the whole block.
    var byteCount: Int {
        let entry = isUnicode ? 16 : 24
        return 32 &+ (1 &<< Int(pointee.dk_log2_index_bytes)) &+ dictUsable(size) &* entry
    }
}

/// The entries a table of that many slots takes: two thirds.
@inline(__always)
func dictUsable(_ size: Int) -> Int { (size &<< 1) / 3 }

/// The size of a table, as a power of two, with at least so many slots. A request of exactly a
/// power of two above 8 gets twice that, as CPython's way of rounding up does.
func dictLog2Size(atLeast minimum: Int) -> Int {
    let wanted = (minimum | DictLayout.minimumSize) &- 1
    return Int.bitWidth &- (wanted | (DictLayout.minimumSize &- 1)).leadingZeroBitCount
}

/// The size of a table, as a power of two, that takes so many entries (`estimate_log2_keysize`).
func dictLog2Size(forCount count: Int) -> Int {
    dictLog2Size(atLeast: (count &* 3 &+ 1) / 2)
}

extension Interpreter {
    /// The table all empty dicts share: one slot, no entries.
    @inline(__always)
    var emptyDictKeys: DictKeys {
        at(StaticLayout.emptyDictKeys).assumingMemoryBound(to: PyDictKeysObject.self)
    }

    /// Sets up the shared empty table; at start-up.
    func initializeStaticDictKeys() {
        let keys = emptyDictKeys
        keys.initialize(
            to: PyDictKeysObject(
                dk_refcnt: 1, dk_log2_size: 0, dk_log2_index_bytes: 0, dk_kind: DictKind.unicode,
                dk_version: 1, dk_usable: 0, dk_nentries: 0))
        keys.indices.initializeMemory(as: UInt8.self, repeating: 0xff, count: 8)
    }

    /// An empty table of 2^log2Size slots (`new_keys_object`).
    func makeDictKeys(log2Size: Int, onlyStrings: Bool) throws(Raised) -> DictKeys {
        let log2IndexBytes: Int
        switch log2Size {
        case ..<8: log2IndexBytes = log2Size
        case ..<16: log2IndexBytes = log2Size + 1
        case ..<32: log2IndexBytes = log2Size + 2
        default: log2IndexBytes = log2Size + 3
        }
        guard log2Size < 48 else { throw raiseMemoryError() }
        let usable = dictUsable(1 << log2Size)
        let entryBytes = usable &* (onlyStrings ? 16 : 24)
        let block: UnsafeMutableRawPointer
        if log2Size == DictLayout.minimumLog2, onlyStrings,
            let reused = state.pointee.freeLists.dictKeys.pop(linkedAt: 0)
        {
            block = reused
        } else {
            guard let fresh = allocateBlock(32 &+ (1 << log2IndexBytes) &+ entryBytes) else {
                throw raiseMemoryError()
            }
            block = fresh
        }
        let keys = block.assumingMemoryBound(to: PyDictKeysObject.self)
        keys.initialize(
            to: PyDictKeysObject(
                dk_refcnt: 1, dk_log2_size: UInt8(truncatingIfNeeded: log2Size),
                dk_log2_index_bytes: UInt8(truncatingIfNeeded: log2IndexBytes),
                dk_kind: onlyStrings ? DictKind.unicode : DictKind.general,
                dk_version: 0, dk_usable: usable, dk_nentries: 0))
        keys.indices.initializeMemory(as: UInt8.self, repeating: 0xff, count: 1 << log2IndexBytes)
        keys.entriesStart.initializeMemory(as: UInt8.self, repeating: 0, count: entryBytes)
        return keys
    }

    /// Drops a reference to a table; the last one frees it with the references it holds.
    @inline(__always)
    func releaseDictKeys(_ keys: DictKeys) {
        keys.pointee.dk_refcnt &-= 1
        if keys.pointee.dk_refcnt == 0 { freeDictKeys(keys) }
    }

    /// Frees a table and releases its keys and values, in the order of the entries.
    func freeDictKeys(_ keys: DictKeys) {
        let count = keys.pointee.dk_nentries
        if keys.isUnicode {
            let entries = keys.unicodeEntries
            for index in 0..<count {
                if let key = entries[index].me_key { Ref(key).decref() }
                if let value = entries[index].me_value { Ref(value).decref() }
            }
        } else {
            let entries = keys.entries
            for index in 0..<count {
                if let key = entries[index].me_key { Ref(key).decref() }
                if let value = entries[index].me_value { Ref(value).decref() }
            }
        }
        giveBackDictKeys(keys)
    }

    /// Frees a table's memory, keeping small all-string ones for reuse.
    func giveBackDictKeys(_ keys: DictKeys) {
        if Int(keys.pointee.dk_log2_size) == DictLayout.minimumLog2, keys.isUnicode,
            state.pointee.freeLists.dictKeys.count < DictLayout.freeListLimit
        {
            state.pointee.freeLists.dictKeys.push(UnsafeMutableRawPointer(keys), linkedAt: 0)
        } else {
            freeBlock(UnsafeMutableRawPointer(keys))
        }
    }

    /// Gives the memory of the free lists back to the allocator; a full collection does.
    func clearDictFreeLists() {
        while let dict = state.pointee.freeLists.dicts.pop(linkedAt: DictLayout.freeListLink) {
            freeListedGCBlock(dict)
        }
        while let keys = state.pointee.freeLists.dictKeys.pop(linkedAt: 0) { freeBlock(keys) }
    }

    /// Frees an object of a free list, whose death has been noted when it came there.
    func freeListedGCBlock(_ raw: RawObject) {
        freeGCBlock(raw)
    }
}

extension LinkedFreeList {
    @inline(__always)
    mutating func pop(linkedAt offset: Int) -> RawObject? {
        guard let first = head else { return nil }
        head = (first + offset).assumingMemoryBound(to: RawObject?.self).pointee
        count &-= 1
        return first
    }

    @inline(__always)
    mutating func push(_ raw: RawObject, linkedAt offset: Int) {
        (raw + offset).assumingMemoryBound(to: RawObject?.self).pointee = head
        head = raw
        count &+= 1
    }
}
