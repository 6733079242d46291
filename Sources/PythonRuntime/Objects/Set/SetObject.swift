/// A set or frozenset (`Objects/setobject.c`), 200 bytes: the first table, of eight entries, is in the
/// object; a larger one is a block of its own.
///
/// Entries are key and hash. A slot without key ends a search; a removed entry keeps a mark with the hash −1.
/// Each step of the probe sequence looks at up to ten neighbouring slots, which a cache line or
/// two hold, before it jumps.
@frozen
public struct PySetObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Entries in use and marks of removed ones.
    public var fill: Int
    public var used: Int
    public var mask: Int
    public var table: UnsafeMutablePointer<SetEntry>
    /// Of a frozenset; −1 until computed.
    public var hash: Int
    /// Where `pop` goes on looking.
    public var finger: Int
}

@frozen
public struct SetEntry {
    public var key: RawObject?
    public var hash: Int
}

/// Sizes of sets.
enum SetLayout {
    static var objectSize: Int { 200 }
    static var smallTable: Int { 64 }
    static var weakReferences: Int { 192 }
    static var minimumSize: Int { 8 }
    static var linearProbes: Int { 9 }
    static var perturbShift: Int { 5 }
}

extension StaticLayout {
    /// What stands for a removed entry's key; only its address counts.
    static var removedSetKey: Int { singletons + 48 }
}

extension Ref {
    @inline(__always)
    var setFields: UnsafeMutablePointer<PySetObject> { fields(PySetObject.self) }

    @inline(__always)
    var setCount: Int { setFields.pointee.used }

    /// The table inside the object.
    @inline(__always)
    var smallSetTable: UnsafeMutablePointer<SetEntry> {
        (raw + SetLayout.smallTable).assumingMemoryBound(to: SetEntry.self)
    }

    /// Whether it is a set or frozenset, or of a subclass.
    var isAnySet: Bool {
        if isExactly(.set) || isExactly(.frozenset) { return true }
        return interpreter.isInstance(self, .set) || interpreter.isInstance(self, .frozenset)
    }
}

extension Interpreter {
    @inline(__always)
    var removedSetKey: RawObject { at(StaticLayout.removedSetKey) }

    /// An empty set.
    public func makeSet() throws(Raised) -> Owned { try makeSet(type(.set), from: nil) }

    /// A set of an iterable's items.
    public func makeSet(from iterable: Ref) throws(Raised) -> Owned {
        try makeSet(type(.set), from: iterable)
    }

    /// A frozenset of an iterable's items.
    public func makeFrozenSet(_ iterable: Ref) throws(Raised) -> Owned {
        try makeSet(type(.frozenset), from: iterable)
    }

    /// A set of a type with an iterable's items (`make_new_set`).
    func makeSet(_ type: TypePointer, from iterable: Ref?) throws(Raised) -> Owned {
        let set = try allocateInstance(type)
        let fields = set.ref.setFields
        fields.pointee.mask = SetLayout.minimumSize - 1
        fields.pointee.table = set.ref.smallSetTable
        fields.pointee.hash = -1
        if let iterable { try setUpdate(set.ref, iterable) }
        return set
    }

    /// A set of the built-in type the set's type derives from.
    func makePlainSet(like set: Ref, from iterable: Ref?) throws(Raised) -> Owned {
        let isFrozen = isInstance(set, .frozenset)
        return try makeSet(type(isFrozen ? .frozenset : .set), from: iterable)
    }

    /// `tp_dealloc`.
    func deallocateSet(_ raw: RawObject) {
        let set = Ref(raw)
        untrack(raw)
        let isExact = set.isExactly(.set) || set.isExactly(.frozenset)
        guard !isExact || beginDeallocation(raw) else { return }
        clearWeakReferences(to: set)
        let fields = set.setFields
        let table = fields.pointee.table
        releaseSetEntries(table, fields.pointee.used)
        if table != set.smallSetTable { freeBlock(UnsafeMutableRawPointer(table)) }
        freeInstance(raw)
        if isExact { endDeallocation() }
    }

    /// Releases the keys of a table, whose number is known.
    private func releaseSetEntries(_ table: UnsafeMutablePointer<SetEntry>, _ count: Int) {
        var left = count
        var slot = 0
        while left > 0 {
            if let key = table[slot].key, key != removedSetKey {
                left &-= 1
                Ref(key).decref()
            }
            slot &+= 1
        }
    }

    /// Empties a set; it is empty before the first key goes.
    public func setClear(_ set: Ref) {
        let fields = set.setFields
        let old = fields.pointee.table
        let used = fields.pointee.used
        if old != set.smallSetTable {
            resetSet(set)
            releaseSetEntries(old, used)
            freeBlock(UnsafeMutableRawPointer(old))
        } else if fields.pointee.fill > 0 {
            withUnsafeTemporaryAllocation(of: SetEntry.self, capacity: SetLayout.minimumSize) {
                copy in
                guard let start = copy.baseAddress else { return }
                start.initialize(from: old, count: SetLayout.minimumSize)
                resetSet(set)
                releaseSetEntries(start, used)
            }
        }
    }

    /// Puts a set on its empty small table.
    private func resetSet(_ set: Ref) {
        let fields = set.setFields
        set.smallSetTable.initialize(
            repeating: SetEntry(key: nil, hash: 0), count: SetLayout.minimumSize)
        fields.pointee.fill = 0
        fields.pointee.used = 0
        fields.pointee.mask = SetLayout.minimumSize - 1
        fields.pointee.table = set.smallSetTable
        fields.pointee.hash = -1
    }

    /// The key at or after a position of the table, borrowed, which moves past it; nil at the end.
    @inline(__always)
    public func setNext(_ set: Ref, _ position: inout Int) -> (key: Ref, hash: Int)? {
        let fields = set.setFields
        while position >= 0, position <= fields.pointee.mask {
            let entry = fields.pointee.table[position]
            position &+= 1
            if let key = entry.key, key != removedSetKey { return (Ref(key), entry.hash) }
        }
        return nil
    }
}
