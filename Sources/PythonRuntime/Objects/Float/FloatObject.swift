/// A float (`Include/cpython/floatobject.h`), 24 bytes. Freed floats go to a list of at most 100,
/// linked through `ob_type`, and are the next to be handed out, as in `Objects/floatobject.c`.
@frozen
public struct PyFloatObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_fval: Double
}

extension Interpreter {
    @inline(__always)
    public func makeFloat(_ value: Double) throws(Raised) -> Owned {
        if let reused = reuseFloat(value) ?? takeFloatAside(value) {
            return Owned(stealing: reused)
        }
        let raw = try newObject(type(.float), size: 24)
        raw.assumingMemoryBound(to: PyFloatObject.self).pointee.ob_fval = value
        return Owned(stealing: raw)
    }

    /// A new float from the free list, if that has one.
    @inline(__always)
    func reuseFloat(_ value: Double) -> RawObject? {
        guard let head = state.pointee.freeLists.floats.head else { return nil }
        state.pointee.freeLists.floats.head = Self.freeFloatLink(head).pointee
        state.pointee.freeLists.floats.count &-= 1
        // float is a static type, which doesn't count its instances.
        let float = head.assumingMemoryBound(to: PyFloatObject.self)
        float.pointee.ob_refcnt = 1
        float.pointee.ob_type = type(.float)
        float.pointee.ob_fval = value
        return head
    }

    /// A new float from the free list while births are noted.
    @inline(__always)
    private func takeFloatAside(_ value: Double) -> RawObject? {
        guard state.pointee.freeLists.floatsAside != nil else { return nil }
        swap(&state.pointee.freeLists.floatsAside, &state.pointee.freeLists.floats.head)
        let reused = reuseFloat(value)
        swap(&state.pointee.freeLists.floatsAside, &state.pointee.freeLists.floats.head)
        if let reused { noteBirth(reused) }
        return reused
    }

    /// Sets the free list aside, so that no float comes from it or goes to it unnoticed, or back.
    func setFloatsAside(_ isAside: Bool) {
        guard isAside != (state.pointee.freeLists.floatLimit == 0) else { return }
        state.pointee.freeLists.floatLimit = isAside ? 0 : FreeLists.mostFloats
        swap(&state.pointee.freeLists.floatsAside, &state.pointee.freeLists.floats.head)
    }

    /// Frees a float that has no room in the free list, or whose death is noted.
    @inline(never)
    private func freeFloatElsewhere(_ raw: RawObject) {
        guard state.pointee.freeLists.floatLimit == 0,
            state.pointee.freeLists.floats.count < FreeLists.mostFloats
        else { return freeObject(raw) }
        noteDeath(raw)
        Self.freeFloatLink(raw).pointee = state.pointee.freeLists.floatsAside
        state.pointee.freeLists.floatsAside = raw
        state.pointee.freeLists.floats.count &+= 1
    }

    /// `tp_dealloc` of exact floats: to the free list while it has room.
    @inline(__always)
    func deallocateFloat(_ raw: RawObject) {
        guard state.pointee.freeLists.floats.count < state.pointee.freeLists.floatLimit else {
            return freeFloatElsewhere(raw)
        }
        Self.freeFloatLink(raw).pointee = state.pointee.freeLists.floats.head
        state.pointee.freeLists.floats.head = raw
        state.pointee.freeLists.floats.count &+= 1
    }

    /// Gives the free list's floats back to the allocator; part of a full collection.
    func clearFloatFreeList() {
        let isAside = state.pointee.freeLists.floatLimit == 0
        setFloatsAside(false)
        defer { setFloatsAside(isAside) }
        while let head = state.pointee.freeLists.floats.head {
            state.pointee.freeLists.floats.head = Self.freeFloatLink(head).pointee
            freeBlock(head)
        }
        state.pointee.freeLists.floats.count = 0
    }

    // SAFETY: a float on the free list is dead; its `ob_type` field holds the next one.
    @inline(__always)
    private static func freeFloatLink(_ raw: RawObject) -> UnsafeMutablePointer<RawObject?> {
        (raw + 8).assumingMemoryBound(to: RawObject?.self)
    }
}

extension Ref {
    /// The value of a float object (or a subclass's); the caller has checked the type.
    @inline(__always)
    public var floatValue: Double { fields(PyFloatObject.self).pointee.ob_fval }

    /// Whether the type is float or derives from it.
    @inline(__always)
    public var isFloat: Bool {
        let interpreter = self.interpreter
        let type = self.type
        return type == interpreter.type(.float)
            || interpreter.isSubtype(type, interpreter.type(.float))
    }
}
