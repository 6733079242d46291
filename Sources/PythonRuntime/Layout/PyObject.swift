/// An object's address as it is stored in other objects and passed through type slots.
///
/// Slots are C function pointers and can carry no Swift struct, so they take this; everything
/// else wraps it in `Ref` (borrowed) or `Owned` (a new reference).
public typealias RawObject = UnsafeMutableRawPointer

/// The header every object starts with (`Include/object.h`).
@frozen
public struct PyObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
}

/// The header of objects with a variable part.
@frozen
public struct PyVarObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
}

public typealias TypePointer = UnsafeMutablePointer<PyTypeObject>

/// The collector's head, 16 bytes before an object that can be part of a cycle
/// (`Include/internal/pycore_gc.h`). Bit 0 of `_gc_prev` says the object was finalised, bit 1 that
/// it is being collected; `_gc_next` is 0 for an untracked object.
@frozen
public struct PyGC_Head {
    public var _gc_next: UInt
    public var _gc_prev: UInt
}
