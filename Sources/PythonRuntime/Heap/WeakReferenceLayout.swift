/// A weak reference (`Include/cpython/weakrefobject.h`): a node in the list of its referent.
@frozen
public struct PyWeakReference {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// The referent, not counted; `None` once it is dead.
    public var wr_object: RawObject
    public var wr_callback: RawObject?
    /// −1 until computed.
    public var hash: Int
    public var wr_prev: UnsafeMutablePointer<PyWeakReference>?
    public var wr_next: UnsafeMutablePointer<PyWeakReference>?
    public var vectorcall: VectorcallSlot?
}

extension Interpreter {
    /// The first weak reference in an object's list; nil when its type has no such list.
    func weakReferenceList(
        _ raw: RawObject
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<PyWeakReference>?>? {
        let offset = Ref(raw).type.pointee.tp_weaklistoffset
        guard offset > 0 else { return nil }
        return (raw + offset).assumingMemoryBound(to: UnsafeMutablePointer<PyWeakReference>?.self)
    }

    /// Takes a weak reference out of its referent's list; its callback stays.
    func detach(_ reference: UnsafeMutablePointer<PyWeakReference>) {
        guard reference.pointee.wr_object != none.raw else { return }
        if let list = weakReferenceList(reference.pointee.wr_object), list.pointee == reference {
            list.pointee = reference.pointee.wr_next
        }
        reference.pointee.wr_object = none.raw
        reference.pointee.wr_prev?.pointee.wr_next = reference.pointee.wr_next
        reference.pointee.wr_next?.pointee.wr_prev = reference.pointee.wr_prev
        reference.pointee.wr_prev = nil
        reference.pointee.wr_next = nil
    }
}
