/// The common start of the descriptors in a type's dict (`Include/cpython/descrobject.h`).
@frozen
public struct PyDescrObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var d_type: RawObject
    public var d_name: RawObject
    public var d_qualname: RawObject?
}

/// `list.append`: calls the native function with the instance as `self`.
@frozen
public struct PyMethodDescrObject {
    public var common: PyDescrObject
    public var d_method: UnsafeMutablePointer<PyMethodDef>
    public var vectorcall: VectorcallSlot?
}

/// `int.real`: calls a getter or setter.
@frozen
public struct PyGetSetDescrObject {
    public var common: PyDescrObject
    public var d_getset: UnsafeMutablePointer<PyGetSetDef>
}

/// `function.__closure__`: a field of the layout.
@frozen
public struct PyMemberDescrObject {
    public var common: PyDescrObject
    public var d_member: UnsafeMutablePointer<PyMemberDef>
}

/// `int.__add__`: a slot as a method. `d_base` is the row of the slot table, here its number.
@frozen
public struct PyWrapperDescrObject {
    public var common: PyDescrObject
    public var d_base: Int
    public var d_wrapped: UnsafeMutableRawPointer
}

/// `(1).__add__`: a slot wrapper bound to an instance.
@frozen
public struct PyMethodWrapperObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var descr: RawObject
    public var `self`: RawObject
}

/// A native function or bound method (`Include/cpython/methodobject.h`).
@frozen
public struct PyCFunctionObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var m_ml: UnsafeMutablePointer<PyMethodDef>
    public var m_self: RawObject?
    public var m_module: RawObject?
    public var m_weakreflist: RawObject?
    public var vectorcall: VectorcallSlot?
}
