/// A float (`Include/cpython/floatobject.h`), 24 bytes.
@frozen
public struct PyFloatObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_fval: Double
}

extension Interpreter {
    @inline(__always)
    public func makeFloat(_ value: Double) throws(Raised) -> Owned {
        preconditionFailure("owner: scalars")
    }
}
