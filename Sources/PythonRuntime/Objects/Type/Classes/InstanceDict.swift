/// The attributes of a class's instances: values in a block of their own, whose names are in a table
/// that all instances share, until someone asks for the `__dict__` (`Objects/dictobject.c`).
///
///     −32 values ─▶ value 0, value 1, …      names: the class's ht_cached_keys
///     −24 __dict__, once it was asked for; values is nil then
extension Interpreter {
    @inline(__always)
    func valuesPlace(_ object: Ref) -> UnsafeMutablePointer<UnsafeMutableRawPointer?> {
        (object.raw - 32).assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    }

    @inline(__always)
    func managedDictPlace(_ object: Ref) -> UnsafeMutablePointer<RawObject?> {
        (object.raw - 24).assumingMemoryBound(to: RawObject?.self)
    }

    /// An empty table for the attribute names of a class (`_PyDict_NewKeysForClass`).
    func makeSharedKeys() throws(Raised) -> DictKeys {
        let keys = try makeDictKeys(log2Size: 6, onlyStrings: true)
        keys.pointee.dk_usable = DictLayout.sharedKeysLimit
        keys.pointee.dk_kind = DictKind.split
        return keys
    }

    /// Gives a new instance its values (`_PyObject_InitializeDict`): fewer with each instance, as
    /// long as more than one is to spare.
    func initializeAttributes(_ object: Ref) throws(Raised) {
        guard object.type.hasManagedDict, let keys = object.type.heap.pointee.ht_cached_keys
        else { return }
        if keys.pointee.dk_usable > 1 { keys.pointee.dk_usable &-= 1 }
        valuesPlace(object).pointee = try makeDictValues(
            count: keys.pointee.dk_usable &+ keys.pointee.dk_nentries)
    }

    /// The value of an attribute of an instance with managed dict, borrowed.
    @inline(__always)
    func managedAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Ref? {
        if let values = valuesPlace(object).pointee {
            guard let keys = object.type.heap.pointee.ht_cached_keys, name.isExactly(.str) else {
                return try dictGet(materializeDict(object), name)
            }
            let index = keys.find(str: name, hash: name.strHash)
            guard index >= 0 else { return nil }
            return values.assumingMemoryBound(to: RawObject?.self)[index].map { Ref($0) }
        }
        guard let dict = managedDictPlace(object).pointee else { return nil }
        return try dictGet(Ref(dict), name)
    }

    /// Sets an attribute of an instance with managed dict, or deletes it; false when it isn't there.
    func setManagedAttribute(
        _ object: Ref, _ name: Ref, _ value: Ref?
    ) throws(Raised) -> Bool {
        if let values = valuesPlace(object).pointee,
            let keys = object.type.heap.pointee.ht_cached_keys, name.isExactly(.str),
            let index = sharedIndex(keys, name)
        {
            let place = values.assumingMemoryBound(to: RawObject?.self) + index
            let old = place.pointee
            value?.incref()
            place.pointee = value?.raw
            if let old {
                if value == nil { removeDictOrder(values, index: index) }
                Ref(old).decref()
                return true
            }
            if value == nil { return false }
            appendDictOrder(values, index: index)
            return true
        }
        return try setDictAttribute(try materializeDict(object), name, value)
    }

    private func setDictAttribute(
        _ dict: Ref, _ name: Ref, _ value: Ref?
    ) throws(Raised) -> Bool {
        guard let value else { return try dictRemove(dict, name) }
        try dictSet(dict, name, value)
        return true
    }

    /// The place of a name in the shared table, where it is entered if need be; nil when it is full.
    private func sharedIndex(_ keys: DictKeys, _ name: Ref) -> Int? {
        let hash = name.strHash
        let index = keys.find(str: name, hash: hash)
        if index >= 0 { return index }
        guard keys.pointee.dk_usable > 0 else { return nil }
        keys.pointee.dk_version = 0
        let entry = keys.pointee.dk_nentries
        keys.setIndex(at: keys.emptySlot(hash: hash), to: entry)
        name.incref()
        keys.unicodeEntries[entry].me_key = name.raw
        keys.pointee.dk_usable &-= 1
        keys.pointee.dk_nentries = entry &+ 1
        return entry
    }

    /// The `__dict__` of an instance with managed dict, borrowed: made now, around the values it has.
    func materializeDict(_ object: Ref) throws(Raised) -> Ref {
        let place = managedDictPlace(object)
        if let dict = place.pointee { return Ref(dict) }
        guard let keys = object.type.heap.pointee.ht_cached_keys else {
            place.pointee = try makeDict().take()
            return Ref(place.pointee ?? none.raw)
        }
        let values: UnsafeMutableRawPointer
        if let existing = valuesPlace(object).pointee {
            values = existing
        } else {
            values = try makeDictValues(
                count: keys.pointee.dk_usable &+ keys.pointee.dk_nentries)
        }
        let used = Int(values.load(fromByteOffset: -2, as: UInt8.self))
        keys.pointee.dk_refcnt &+= 1
        let dict = try makeDict(stealing: keys, values: values, used: used)
        let slots = values.assumingMemoryBound(to: RawObject?.self)
        for index in 0..<keys.pointee.dk_nentries {
            if let value = slots[index], mayBeTracked(Ref(value)) {
                track(dict.raw)
                break
            }
        }
        valuesPlace(object).pointee = nil
        place.pointee = dict.take()
        return Ref(place.pointee ?? none.raw)
    }

    /// The `__dict__` of any object that may have one, borrowed, made if need be; nil without a place.
    func instanceDict(_ object: Ref) throws(Raised) -> Ref? {
        if object.type.hasManagedDict { return try materializeDict(object) }
        guard let place = dictPlace(object) else { return nil }
        if place.pointee == nil { place.pointee = try makeDict().take() }
        return place.pointee.map { Ref($0) }
    }

    /// Releases the attributes of a dying instance with managed dict.
    func releaseManagedAttributes(_ object: Ref) {
        if let values = valuesPlace(object).pointee {
            valuesPlace(object).pointee = nil
            let count = object.type.heap.pointee.ht_cached_keys?.pointee.dk_nentries ?? 0
            releaseDictValues(values, count: count)
        } else if let dict = managedDictPlace(object).pointee {
            managedDictPlace(object).pointee = nil
            Ref(dict).decref()
        }
    }

    /// Clears the values, whose memory stays until the instance dies.
    func clearManagedAttributes(_ object: Ref) {
        if let values = valuesPlace(object).pointee {
            let slots = values.assumingMemoryBound(to: RawObject?.self)
            let count = object.type.heap.pointee.ht_cached_keys?.pointee.dk_nentries ?? 0
            for index in 0..<count {
                guard let value = slots[index] else { continue }
                slots[index] = nil
                Ref(value).decref()
            }
        } else if let dict = managedDictPlace(object).pointee {
            managedDictPlace(object).pointee = nil
            Ref(dict).decref()
        }
    }

    func traverseManagedAttributes(
        _ object: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        if let values = valuesPlace(object).pointee {
            let slots = values.assumingMemoryBound(to: RawObject?.self)
            let count = object.type.heap.pointee.ht_cached_keys?.pointee.dk_nentries ?? 0
            for index in 0..<count {
                let status = visitReference(slots[index], visit, argument)
                if status != 0 { return status }
            }
            return 0
        }
        return visitReference(managedDictPlace(object).pointee, visit, argument)
    }
}
