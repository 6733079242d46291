/// `bytes` (`Include/cpython/bytesobject.h`): the bytes from offset 32, then a NUL.
@frozen
public struct PyBytesObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var ob_shash: Int
    public var ob_sval: UInt8
}

extension Interpreter {
    /// A bytes object with a copy of the bytes; shared for none and for one.
    public func makeBytes(_ bytes: UnsafeRawBufferPointer) throws(Raised) -> Owned {
        preconditionFailure("owner: text")
    }
}
