/// A view of an object's memory (`Include/pybuffer.h`), 80 bytes: where the bytes are and how they are
/// arranged in items and dimensions. Exporters fill it in; whoever asked gives it back.
@frozen
public struct Py_buffer {
    public var buf: UnsafeMutableRawPointer?
    /// The exporter, a counted reference; nil once the view is given back.
    public var obj: RawObject?
    /// All bytes.
    public var len: Int
    public var itemsize: Int
    public var readonly: Int32
    public var ndim: Int32
    /// As `struct` writes it, NUL-terminated; nil stands for `B`.
    public var format: UnsafePointer<UInt8>?
    /// Items in each dimension; nil for one dimension of all items. Outlives the view's moving.
    public var shape: UnsafeMutablePointer<Int>?
    public var strides: UnsafeMutablePointer<Int>?
    public var suboffsets: UnsafeMutablePointer<Int>?
    public var `internal`: UnsafeMutableRawPointer?

    public init() {
        (len, itemsize, readonly, ndim) = (0, 1, 1, 1)
    }
}

/// What a consumer needs of a view, `PyBUF_…`.
public enum BufferFlags {
    public static var simple: Int32 { 0 }
    public static var writable: Int32 { 0x1 }
    public static var format: Int32 { 0x4 }
    public static var dimensions: Int32 { 0x8 }
    public static var strides: Int32 { 0x18 }
    public static var cContiguous: Int32 { 0x38 }
    public static var fortranContiguous: Int32 { 0x58 }
    public static var anyContiguous: Int32 { 0x98 }
    public static var indirect: Int32 { 0x118 }
    /// Everything, read-only (`PyBUF_FULL_RO`).
    public static var fullReadOnly: Int32 { 0x11C }
}
