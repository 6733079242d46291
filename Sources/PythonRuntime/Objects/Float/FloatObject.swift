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
        if let reused = reuseFloat(value) { return Owned(stealing: reused) }
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
        noteBirth(head)
        return head
    }

    @inline(never)
    private func freeFloatBlock(_ raw: RawObject) { freeObject(raw) }

    /// `tp_dealloc` of exact floats: to the free list while it has room.
    @inline(__always)
    func deallocateFloat(_ raw: RawObject) {
        guard state.pointee.freeLists.floats.count < 100 else { return freeFloatBlock(raw) }
        noteDeath(raw)
        Self.freeFloatLink(raw).pointee = state.pointee.freeLists.floats.head
        state.pointee.freeLists.floats.head = raw
        state.pointee.freeLists.floats.count &+= 1
    }

    /// Gives the free list's floats back to the allocator; part of a full collection.
    func clearFloatFreeList() {
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
    var isFloat: Bool {
        let interpreter = self.interpreter
        let type = self.type
        return type == interpreter.type(.float)
            || interpreter.isSubtype(type, interpreter.type(.float))
    }
}
