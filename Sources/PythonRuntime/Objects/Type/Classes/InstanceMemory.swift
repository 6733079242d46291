/// The life of instances of classes: what a class adds to its base's deallocation and traversal
/// (`subtype_dealloc`, `subtype_traverse`, `subtype_clear` in `Objects/typeobject.c`).
extension Interpreter {
    static var instanceDealloc: DeallocSlot {
        { Interpreter(containing: $0).deallocateInstance(Ref($0)) }
    }

    static var instanceTraverse: TraverseSlot {
        { raw, visit, argument in
            Interpreter(containing: raw).traverseInstance(Ref(raw), visit, argument)
        }
    }

    static var instanceClear: ClearSlot {
        { raw in
            Interpreter(containing: raw).clearInstance(Ref(raw))
        }
    }

    /// The nearest base that isn't a class.
    @inline(__always)
    func staticBase(_ type: TypePointer) -> TypePointer {
        var base = type
        while base.isHeapType, let next = base.pointee.tp_base { base = next }
        return base
    }

    /// `tp_dealloc` of all classes.
    private func deallocateInstance(_ object: Ref) {
        let isCollected = object.typeHas(TypeFlags.haveGC)
        if isCollected {
            untrack(object.raw)
            guard beginDeallocation(object.raw) else { return }
        }
        defer { if isCollected { endDeallocation() } }
        if object.type.pointee.tp_finalize != nil, finalizeDying(object) { return }
        if object.type.pointee.tp_del != nil {
            clearWeakReferences(to: object)
            if callLegacyFinalizer(object) { return }
        }
        // The finaliser may have given the object another class.
        let type = object.type
        let base = staticBase(type)
        clearWeakReferences(to: object)
        releaseSlots(object, type)
        if type.hasManagedDict {
            releaseManagedAttributes(object)
        } else if base.pointee.tp_dictoffset == 0, let place = dictPlace(object),
            let dict = place.pointee
        {
            place.pointee = nil
            Ref(dict).decref()
        }
        if isCollected, base.pointee.tp_flags & TypeFlags.haveGC != 0 { track(object.raw) }
        base.pointee.tp_dealloc?(object.raw)
        type.object.decref()
    }

    /// Calls `tp_del`, which is called again each time the object dies; true when it brought that back.
    private func callLegacyFinalizer(_ object: Ref) -> Bool {
        let isCollected = object.typeHas(TypeFlags.haveGC)
        object.header.pointee.ob_refcnt = 1
        if isCollected { track(object.raw) }
        object.type.pointee.tp_del?(object.raw)
        object.header.pointee.ob_refcnt &-= 1
        if object.refcount > 0 { return true }
        if isCollected { untrack(object.raw) }
        return false
    }

    /// Calls the finaliser of a dying object, once; true when it brought the object back.
    public func finalizeDying(_ object: Ref) -> Bool {
        let isCollected = object.typeHas(TypeFlags.haveGC)
        if isCollected, GCNode(object: object.raw).isFinalized { return false }
        guard let finalize = object.type.pointee.tp_finalize else { return false }
        object.header.pointee.ob_refcnt = 1
        if isCollected { track(object.raw) }
        noteFinalization(object)
        finalize(object.raw)
        if isCollected { GCNode(object: object.raw).setFinalized() }
        object.header.pointee.ob_refcnt &-= 1
        if object.refcount > 0 {
            noteResurrection(object)
            return true
        }
        if isCollected { untrack(object.raw) }
        return false
    }

    /// Calls with each slot that `__slots__` made, of the class and its bases.
    @inline(__always)
    private func forEachSlot(
        _ object: Ref, _ type: TypePointer,
        _ body: (UnsafeMutablePointer<RawObject?>) -> Int32
    ) -> Int32 {
        var current = type
        while current.isHeapType {
            for index in 0..<current.pointee.ob_size {
                let offset = current.slotDefinitions[index].offset
                let status = body((object.raw + offset).assumingMemoryBound(to: RawObject?.self))
                if status != 0 { return status }
            }
            guard let base = current.pointee.tp_base else { break }
            current = base
        }
        return 0
    }

    private func releaseSlots(_ object: Ref, _ type: TypePointer) {
        _ = forEachSlot(object, type) { place in
            if let value = place.pointee {
                place.pointee = nil
                Ref(value).decref()
            }
            return 0
        }
    }

    private func traverseInstance(
        _ object: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        let type = object.type
        let base = staticBase(type)
        var status = forEachSlot(object, type) { visitReference($0.pointee, visit, argument) }
        if status != 0 { return status }
        if type.hasManagedDict {
            status = traverseManagedAttributes(object, visit, argument)
        } else if base.pointee.tp_dictoffset == 0, let place = dictPlace(object) {
            status = visitReference(place.pointee, visit, argument)
        }
        if status == 0 { status = visit(RawObject(type), argument) }
        if status != 0 { return status }
        return base.pointee.tp_traverse?(object.raw, visit, argument) ?? 0
    }

    private func clearInstance(_ object: Ref) -> Int32 {
        let type = object.type
        let base = staticBase(type)
        releaseSlots(object, type)
        if type.hasManagedDict {
            clearManagedAttributes(object)
        } else if base.pointee.tp_dictoffset == 0, let place = dictPlace(object),
            let dict = place.pointee
        {
            place.pointee = nil
            Ref(dict).decref()
        }
        return base.pointee.tp_clear?(object.raw) ?? 0
    }
}
