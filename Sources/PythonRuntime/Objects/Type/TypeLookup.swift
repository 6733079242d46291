/// Finding attributes along a type's method resolution order (`Objects/typeobject.c`).
///
/// A cache of 4,096 entries remembers `(type version, name) → attribute`, as `_PyType_Lookup` does.
/// A type gets a version when it is first looked up in, and loses it when it or a base changes, so a
/// stale entry can't be hit.
struct MethodCacheEntry {
    var version: UInt32
    var padding: UInt32
    /// The name, borrowed: an entry is only believed while the same interned string is asked for.
    var name: RawObject?
    /// The attribute, borrowed from the type's dict; nil when the type has none.
    var value: RawObject?
}

extension Interpreter {
    private static var methodCacheMask: Int { 4095 }

    private var methodCache: UnsafeMutablePointer<MethodCacheEntry> {
        (base + state.pointee.attributes.methodCacheOffset)
            .assumingMemoryBound(to: MethodCacheEntry.self)
    }

    /// Makes the cache's room; at start-up.
    func initializeMethodCache() {
        let bytes = (Self.methodCacheMask + 1) * MemoryLayout<MethodCacheEntry>.stride
        state.pointee.attributes.methodCacheOffset = allocateStatic(bytes) - base
    }

    /// Whether a type is another or derives from it.
    public func isSubtype(_ type: TypePointer, _ base: TypePointer) -> Bool {
        if type == base { return true }
        if let mro = type.pointee.tp_mro {
            let tuple = Ref(mro)
            let wanted = RawObject(base)
            for index in 0..<tuple.itemCount where tuple.tupleItems[index] == wanted {
                return true
            }
            return false
        }
        var current = type.pointee.tp_base
        while let type = current {
            if type == base { return true }
            current = type.pointee.tp_base
        }
        return base == self.type(.object)
    }

    /// Whether an object's type is a built-in type or derives from it.
    public func isInstance(_ object: Ref, _ builtin: BuiltinType) -> Bool {
        isSubtype(object.type, type(builtin))
    }

    /// The attribute of a type or its bases, borrowed, without binding it (`_PyType_Lookup`).
    /// The name is an exact str; only interned ones are cached.
    public func lookup(_ type: TypePointer, _ name: Ref) -> Ref? {
        let version = type.pointee.tp_version_tag
        let slot = methodCacheSlot(version, name)
        if version != 0, slot.pointee.version == version, slot.pointee.name == name.raw {
            return slot.pointee.value.map(Ref.init)
        }
        let found = lookupUncached(type, name)
        if isInterned(name), let version = assignVersion(type) {
            let slot = methodCacheSlot(version, name)
            slot.pointee.version = version
            slot.pointee.name = name.raw
            slot.pointee.value = found?.raw
        }
        return found
    }

    public func lookup(_ type: TypePointer, _ name: WellKnownName) -> Ref? {
        lookup(type, self.name(name))
    }

    @inline(__always)
    private func methodCacheSlot(
        _ version: UInt32, _ name: Ref
    ) -> UnsafeMutablePointer<MethodCacheEntry> {
        // The name's place within the mapping, so that collisions are the same on every machine.
        let address = Int(bitPattern: name.raw) & (AddressSpace.size &- 1)
        return methodCache + ((Int(version) ^ (address >> 3)) & Self.methodCacheMask)
    }

    private func isInterned(_ name: Ref) -> Bool {
        name.isExactly(.str) && name.fields(PyASCIIObject.self).pointee.state & 3 != 0
    }

    private func lookupUncached(_ type: TypePointer, _ name: Ref) -> Ref? {
        guard let mro = type.pointee.tp_mro else { return nil }
        let tuple = Ref(mro)
        for index in 0..<tuple.itemCount {
            let base = tuple.tupleItem(index).fields(PyTypeObject.self)
            if let dict = base.pointee.tp_dict, let value = dictGet(Ref(dict), str: name) {
                return documented(value, name, in: base)
            }
        }
        return nil
    }

    /// The type's version, given now if it has none; its bases get theirs first. Nil when they ran out.
    public func assignVersion(_ type: TypePointer) -> UInt32? {
        if type.pointee.tp_version_tag != 0 { return type.pointee.tp_version_tag }
        guard type.pointee.tp_flags & TypeFlags.ready != 0 else { return nil }
        if let bases = type.pointee.tp_bases {
            let tuple = Ref(bases)
            for index in 0..<tuple.itemCount {
                let base = tuple.tupleItem(index).fields(PyTypeObject.self)
                guard assignVersion(base) != nil else { return nil }
            }
        }
        guard ordersOnlyBases(type) else { return nil }
        let version = state.pointee.attributes.nextTypeVersion
        guard version != 0 else { return nil }
        state.pointee.attributes.nextTypeVersion = version &+ 1
        type.pointee.tp_version_tag = version
        type.pointee.tp_flags |= TypeFlags.validVersionTag
        return version
    }

    /// Whether a type hears of changes to every type in its order, as it does from those it derives
    /// from. A metaclass's `mro` may put others there; then nothing found in the order can be cached.
    private func ordersOnlyBases(_ type: TypePointer) -> Bool {
        guard type.object.type != self.type(.type), let mro = type.pointee.tp_mro else {
            return true
        }
        for index in 0..<Ref(mro).itemCount {
            let member = Ref(mro).tupleItem(index).fields(PyTypeObject.self)
            guard derives(type, from: member) else { return false }
        }
        return true
    }

    /// Along the bases, whatever the orders say.
    private func derives(_ type: TypePointer, from ancestor: TypePointer) -> Bool {
        if type == ancestor { return true }
        guard let bases = type.pointee.tp_bases else { return false }
        for index in 0..<Ref(bases).itemCount {
            let base = Ref(bases).tupleItem(index).fields(PyTypeObject.self)
            if derives(base, from: ancestor) { return true }
        }
        return false
    }

    /// Forgets the version of a type and of all that derive from it: its attributes changed (`PyType_Modified`).
    public func typeModified(_ type: TypePointer) {
        guard type.pointee.tp_version_tag != 0 else { return }
        type.pointee.tp_version_tag = 0
        type.pointee.tp_flags &= ~TypeFlags.validVersionTag
        forEachSubclass(of: type) { typeModified($0) }
    }
}
