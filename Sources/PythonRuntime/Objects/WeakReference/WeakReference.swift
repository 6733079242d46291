/// Weak references (`Objects/weakrefobject.c`): `weakref.ref`.
///
/// An object's references are in a list that begins in the object. The plain `ref` comes first if there
/// is one, then the plain proxy; both are made once and shared. Those with a callback follow.
///
///     object ─▶ ref ─▶ proxy ─▶ newest with callback ─▶ …
extension Interpreter {
    /// The shared reference and proxy of an object (`get_basic_refs`).
    func sharedReferences(
        _ first: UnsafeMutablePointer<PyWeakReference>?
    ) -> (
        reference: UnsafeMutablePointer<PyWeakReference>?,
        proxy: UnsafeMutablePointer<PyWeakReference>?
    ) {
        var head = first
        var reference: UnsafeMutablePointer<PyWeakReference>?
        guard head?.pointee.wr_callback == nil else { return (nil, nil) }
        if let candidate = head, candidate.pointee.ob_type == type(.weakReference) {
            reference = candidate
            head = candidate.pointee.wr_next
        }
        if let candidate = head, candidate.pointee.wr_callback == nil,
            isWeakProxy(Ref(UnsafeMutableRawPointer(candidate)))
        {
            return (reference, candidate)
        }
        return (reference, nil)
    }

    func isWeakProxy(_ object: Ref) -> Bool {
        object.isExactly(.weakProxy) || object.isExactly(.weakCallableProxy)
    }

    func isWeakReference(_ object: Ref) -> Bool {
        isSubtype(object.type, type(.weakReference)) || isWeakProxy(object)
    }

    /// The list of an object that can be referred to weakly.
    func requireWeakReferenceList(
        _ object: Ref
    ) throws(Raised) -> UnsafeMutablePointer<UnsafeMutablePointer<PyWeakReference>?> {
        if let list = weakReferenceList(object.raw) { return list }
        throw raise(
            .typeError,
            "cannot create weak reference to '\(typeName(object.type, limit: nil))' object")
    }

    /// `ref(object, callback)`, or one of a subclass.
    func newWeakReference(
        _ cls: TypePointer, _ object: Ref, _ callback: Ref?
    ) throws(Raised) -> Owned {
        let list = try requireWeakReferenceList(object)
        let callback = callback.flatMap { $0.isNone ? nil : $0 }
        let isShared = callback == nil && cls == type(.weakReference)
        if isShared, let known = sharedReferences(list.pointee).reference {
            return Ref(UnsafeMutableRawPointer(known)).owned()
        }
        let made = try allocateInstance(cls)
        let reference = made.ref.fields(PyWeakReference.self)
        initializeWeakReference(reference, object, callback)
        reference.pointee.vectorcall = Interpreter.weakReferenceVectorcall
        // Making it may have collected garbage, and with it others.
        let shared = sharedReferences(list.pointee)
        if isShared {
            insertFirst(reference, list)
        } else {
            insert(reference, after: shared.proxy ?? shared.reference, list)
        }
        return made
    }

    func initializeWeakReference(
        _ reference: UnsafeMutablePointer<PyWeakReference>, _ object: Ref, _ callback: Ref?
    ) {
        reference.pointee.wr_object = object.raw
        reference.pointee.wr_callback = callback.map { $0.owned().take() }
        reference.pointee.hash = -1
        reference.pointee.wr_prev = nil
        reference.pointee.wr_next = nil
        reference.pointee.vectorcall = nil
    }

    func insertFirst(
        _ reference: UnsafeMutablePointer<PyWeakReference>,
        _ list: UnsafeMutablePointer<UnsafeMutablePointer<PyWeakReference>?>
    ) {
        reference.pointee.wr_next = list.pointee
        list.pointee?.pointee.wr_prev = reference
        list.pointee = reference
    }

    func insert(
        _ reference: UnsafeMutablePointer<PyWeakReference>,
        after previous: UnsafeMutablePointer<PyWeakReference>?,
        _ list: UnsafeMutablePointer<UnsafeMutablePointer<PyWeakReference>?>
    ) {
        guard let previous else { return insertFirst(reference, list) }
        reference.pointee.wr_prev = previous
        reference.pointee.wr_next = previous.pointee.wr_next
        previous.pointee.wr_next?.pointee.wr_prev = reference
        previous.pointee.wr_next = reference
    }

    /// What a reference refers to, borrowed; nil when that is gone.
    func referent(of reference: Ref) -> Ref? {
        let raw = reference.fields(PyWeakReference.self).pointee.wr_object
        return raw == none.raw || Ref(raw).refcount <= 0 ? nil : Ref(raw)
    }

    // MARK: The end of the referent

    /// Kills the weak references to a dying object, then calls their callbacks
    /// (`PyObject_ClearWeakRefs`).
    public func clearWeakReferences(to object: Ref) {
        guard let list = weakReferenceList(object.raw), list.pointee != nil else { return }
        var waiting: [RawObject] = []
        while let reference = list.pointee {
            noteClearing(reference)
            detach(reference)
            let raw = UnsafeMutableRawPointer(reference)
            // One that is dying itself has nobody to tell.
            if reference.pointee.wr_callback != nil, Ref(raw).refcount > 0 {
                waiting.append(Ref(raw).owned().take())
            }
        }
        guard !waiting.isEmpty else { return }
        let pending = takeException()
        for raw in waiting {
            callWeakReferenceCallback(Ref(raw))
            Ref(raw).decref()
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    private func callWeakReferenceCallback(_ reference: Ref) {
        let fields = reference.fields(PyWeakReference.self)
        guard let raw = fields.pointee.wr_callback else { return }
        fields.pointee.wr_callback = nil
        let callback = Owned(stealing: raw)
        do throws(Raised) { _ = try call(callback.ref, reference) } catch {
            reportUnraisable(in: callback.ref)
        }
    }

    // MARK: For the module `_weakref`

    /// How many weak references to an object there are.
    public func weakReferenceCount(of object: Ref) -> Int {
        var count = 0
        var next = weakReferenceList(object.raw)?.pointee
        while let reference = next {
            count += 1
            next = reference.pointee.wr_next
        }
        return count
    }

    /// All weak references to an object, a list.
    public func weakReferences(to object: Ref) throws(Raised) -> Owned {
        let list = try makeList()
        var next = weakReferenceList(object.raw)?.pointee
        while let reference = next {
            try listAppend(list.ref, Ref(UnsafeMutableRawPointer(reference)))
            next = reference.pointee.wr_next
        }
        return list
    }

    /// Removes a key of a dict whose value is a dead weak reference; a missing key is no error.
    public func removeDeadWeakReference(_ dict: Ref, _ key: Ref) throws(Raised) {
        guard let value = try dictGet(dict, key) else { return }
        guard isWeakReference(value) else { throw raise(.typeError, "not a weakref") }
        if referent(of: value) == nil { _ = try dictRemove(dict, key) }
    }
}
