public typealias UnarySlot = @convention(c) (RawObject) -> RawObject?
public typealias BinarySlot = @convention(c) (RawObject, RawObject) -> RawObject?
public typealias TernarySlot = @convention(c) (RawObject, RawObject, RawObject) -> RawObject?
/// 1 true, 0 false, -1 raised.
public typealias InquirySlot = @convention(c) (RawObject) -> Int32
/// A length, or -1 raised.
public typealias LengthSlot = @convention(c) (RawObject) -> Int
public typealias IndexedGetSlot = @convention(c) (RawObject, Int) -> RawObject?
/// Sets, or deletes when the value is nil; 0, or -1 raised.
public typealias IndexedSetSlot = @convention(c) (RawObject, Int, RawObject?) -> Int32
public typealias KeyedSetSlot = @convention(c) (RawObject, RawObject, RawObject?) -> Int32
public typealias ContainsSlot = @convention(c) (RawObject, RawObject) -> Int32
public typealias DeallocSlot = @convention(c) (RawObject) -> Void
/// The hash, or -1 raised.
public typealias HashSlot = @convention(c) (RawObject) -> Int
/// `callable, args tuple, kwargs dict or nil`.
public typealias CallSlot = @convention(c) (RawObject, RawObject, RawObject?) -> RawObject?
/// `self, other, Py_LT (0) … Py_GE (5)`.
public typealias CompareSlot = @convention(c) (RawObject, RawObject, Int32) -> RawObject?
public typealias DescriptorGetSlot =
    @convention(c) (RawObject, RawObject?, RawObject?) -> RawObject?
public typealias InitSlot = @convention(c) (RawObject, RawObject, RawObject?) -> Int32
/// `type, args tuple, kwargs dict or nil`.
public typealias NewSlot = @convention(c) (RawObject, RawObject, RawObject?) -> RawObject?
public typealias AllocSlot = @convention(c) (RawObject, Int) -> RawObject?
/// Called with each object held and the argument; non-zero stops (`visitproc`).
public typealias VisitSlot = @convention(c) (RawObject, UnsafeMutableRawPointer?) -> Int32
public typealias TraverseSlot =
    @convention(c) (RawObject, VisitSlot, UnsafeMutableRawPointer?) -> Int32
public typealias ClearSlot = @convention(c) (RawObject) -> Int32
/// `callable, args, nargsf, kwnames tuple or nil`: the vectorcall protocol of PEP 590.
public typealias VectorcallSlot =
    @convention(c) (RawObject, UnsafeMutablePointer<RawObject?>?, UInt, RawObject?) -> RawObject?
/// A native function or method: `self` (or the module), borrowed arguments, their number without
/// keywords, and the names of keyword arguments, whose values follow the positional ones.
public typealias NativeFunction =
    @convention(c) (RawObject?, UnsafeMutablePointer<RawObject?>?, Int, RawObject?) -> RawObject?
/// `exporter, Py_buffer to fill in, PyBUF_… flags`: 0, or -1 raised.
public typealias GetBufferSlot =
    @convention(c) (RawObject, UnsafeMutableRawPointer, Int32) -> Int32
/// `exporter, the Py_buffer it filled in`.
public typealias ReleaseBufferSlot = @convention(c) (RawObject, UnsafeMutableRawPointer) -> Void
public typealias GetterSlot = @convention(c) (RawObject, UnsafeMutableRawPointer?) -> RawObject?
public typealias SetterSlot =
    @convention(c) (RawObject, RawObject?, UnsafeMutableRawPointer?) -> Int32

/// A type (`Include/cpython/object.h`), 408 bytes, field by field CPython's.
@frozen
public struct PyTypeObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    /// UTF-8, NUL-terminated, dotted for static types outside `builtins`.
    public var tp_name: UnsafePointer<UInt8>?
    public var tp_basicsize: Int
    public var tp_itemsize: Int
    public var tp_dealloc: DeallocSlot?
    public var tp_vectorcall_offset: Int
    public var tp_getattr: UnsafeMutableRawPointer?
    public var tp_setattr: UnsafeMutableRawPointer?
    public var tp_as_async: UnsafeMutablePointer<PyAsyncMethods>?
    public var tp_repr: UnarySlot?
    public var tp_as_number: UnsafeMutablePointer<PyNumberMethods>?
    public var tp_as_sequence: UnsafeMutablePointer<PySequenceMethods>?
    public var tp_as_mapping: UnsafeMutablePointer<PyMappingMethods>?
    public var tp_hash: HashSlot?
    public var tp_call: CallSlot?
    public var tp_str: UnarySlot?
    public var tp_getattro: BinarySlot?
    public var tp_setattro: KeyedSetSlot?
    public var tp_as_buffer: UnsafeMutablePointer<PyBufferProcs>?
    public var tp_flags: UInt
    public var tp_doc: UnsafePointer<UInt8>?
    public var tp_traverse: TraverseSlot?
    public var tp_clear: ClearSlot?
    public var tp_richcompare: CompareSlot?
    public var tp_weaklistoffset: Int
    public var tp_iter: UnarySlot?
    /// The next item; nil at the end, without an exception set, or when raised.
    public var tp_iternext: UnarySlot?
    public var tp_methods: UnsafeMutablePointer<PyMethodDef>?
    public var tp_members: UnsafeMutablePointer<PyMemberDef>?
    public var tp_getset: UnsafeMutablePointer<PyGetSetDef>?
    public var tp_base: TypePointer?
    public var tp_dict: RawObject?
    public var tp_descr_get: DescriptorGetSlot?
    public var tp_descr_set: KeyedSetSlot?
    public var tp_dictoffset: Int
    public var tp_init: InitSlot?
    public var tp_alloc: AllocSlot?
    public var tp_new: NewSlot?
    public var tp_free: DeallocSlot?
    public var tp_is_gc: InquirySlot?
    public var tp_bases: RawObject?
    public var tp_mro: RawObject?
    public var tp_cache: RawObject?
    public var tp_subclasses: RawObject?
    public var tp_weaklist: RawObject?
    public var tp_del: DeallocSlot?
    public var tp_version_tag: UInt32
    public var tp_finalize: DeallocSlot?
    public var tp_vectorcall: VectorcallSlot?
}

/// `Include/cpython/object.h`.
@frozen
public struct PyNumberMethods {
    public var nb_add: BinarySlot?
    public var nb_subtract: BinarySlot?
    public var nb_multiply: BinarySlot?
    public var nb_remainder: BinarySlot?
    public var nb_divmod: BinarySlot?
    public var nb_power: TernarySlot?
    public var nb_negative: UnarySlot?
    public var nb_positive: UnarySlot?
    public var nb_absolute: UnarySlot?
    public var nb_bool: InquirySlot?
    public var nb_invert: UnarySlot?
    public var nb_lshift: BinarySlot?
    public var nb_rshift: BinarySlot?
    public var nb_and: BinarySlot?
    public var nb_xor: BinarySlot?
    public var nb_or: BinarySlot?
    public var nb_int: UnarySlot?
    public var nb_reserved: UnsafeMutableRawPointer?
    public var nb_float: UnarySlot?
    public var nb_inplace_add: BinarySlot?
    public var nb_inplace_subtract: BinarySlot?
    public var nb_inplace_multiply: BinarySlot?
    public var nb_inplace_remainder: BinarySlot?
    public var nb_inplace_power: TernarySlot?
    public var nb_inplace_lshift: BinarySlot?
    public var nb_inplace_rshift: BinarySlot?
    public var nb_inplace_and: BinarySlot?
    public var nb_inplace_xor: BinarySlot?
    public var nb_inplace_or: BinarySlot?
    public var nb_floor_divide: BinarySlot?
    public var nb_true_divide: BinarySlot?
    public var nb_inplace_floor_divide: BinarySlot?
    public var nb_inplace_true_divide: BinarySlot?
    public var nb_index: UnarySlot?
    public var nb_matrix_multiply: BinarySlot?
    public var nb_inplace_matrix_multiply: BinarySlot?
}

@frozen
public struct PySequenceMethods {
    public var sq_length: LengthSlot?
    public var sq_concat: BinarySlot?
    public var sq_repeat: IndexedGetSlot?
    public var sq_item: IndexedGetSlot?
    public var was_sq_slice: UnsafeMutableRawPointer?
    public var sq_ass_item: IndexedSetSlot?
    public var was_sq_ass_slice: UnsafeMutableRawPointer?
    public var sq_contains: ContainsSlot?
    public var sq_inplace_concat: BinarySlot?
    public var sq_inplace_repeat: IndexedGetSlot?
}

@frozen
public struct PyMappingMethods {
    public var mp_length: LengthSlot?
    public var mp_subscript: BinarySlot?
    public var mp_ass_subscript: KeyedSetSlot?
}

@frozen
public struct PyAsyncMethods {
    public var am_await: UnarySlot?
    public var am_aiter: UnarySlot?
    public var am_anext: UnarySlot?
    public var am_send: UnsafeMutableRawPointer?
}

/// Who lends an object's memory (`Include/cpython/object.h`).
@frozen
public struct PyBufferProcs {
    public var bf_getbuffer: GetBufferSlot?
    public var bf_releasebuffer: ReleaseBufferSlot?
}

/// A row of a type's or module's method table, in the static region (`Include/methodobject.h`).
@frozen
public struct PyMethodDef {
    public var ml_name: UnsafePointer<UInt8>?
    public var ml_meth: NativeFunction?
    public var ml_flags: MethodFlags
    public var ml_doc: UnsafePointer<UInt8>?
}

/// How a native function takes its arguments, `METH_…`. The signature is one for all; the flags say
/// what is checked before the call.
@frozen
public struct MethodFlags: OptionSet, Sendable {
    public let rawValue: Int32

    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let varArguments = MethodFlags(rawValue: 0x1)
    public static let keywords = MethodFlags(rawValue: 0x2)
    public static let noArguments = MethodFlags(rawValue: 0x4)
    public static let oneArgument = MethodFlags(rawValue: 0x8)
    public static let classMethod = MethodFlags(rawValue: 0x10)
    public static let staticMethod = MethodFlags(rawValue: 0x20)
    public static let coexist = MethodFlags(rawValue: 0x40)
    public static let fast = MethodFlags(rawValue: 0x80)
    public static let fastKeywords: MethodFlags = [.fast, .keywords]
}

/// `Include/structmember.h`.
@frozen
public struct PyMemberDef {
    public var name: UnsafePointer<UInt8>?
    public var type: Int32
    public var offset: Int
    public var flags: Int32
    public var doc: UnsafePointer<UInt8>?
}

/// `Include/descrobject.h`.
@frozen
public struct PyGetSetDef {
    public var name: UnsafePointer<UInt8>?
    public var get: GetterSlot?
    public var set: SetterSlot?
    public var doc: UnsafePointer<UInt8>?
    public var closure: UnsafeMutableRawPointer?
}

/// `Py_TPFLAGS_…` (`Include/object.h`).
public enum TypeFlags {
    @inlinable public static var disallowInstantiation: UInt { 1 << 7 }
    @inlinable public static var immutableType: UInt { 1 << 8 }
    @inlinable public static var heapType: UInt { 1 << 9 }
    @inlinable public static var baseType: UInt { 1 << 10 }
    @inlinable public static var haveVectorcall: UInt { 1 << 11 }
    @inlinable public static var ready: UInt { 1 << 12 }
    @inlinable public static var haveGC: UInt { 1 << 14 }
    @inlinable public static var methodDescriptor: UInt { 1 << 17 }
    @inlinable public static var haveVersionTag: UInt { 1 << 18 }
    @inlinable public static var validVersionTag: UInt { 1 << 19 }
    @inlinable public static var isAbstract: UInt { 1 << 20 }
    @inlinable public static var managedDict: UInt { 1 << 4 }
    @inlinable public static var sequence: UInt { 1 << 5 }
    @inlinable public static var mapping: UInt { 1 << 6 }
    @inlinable public static var collection: UInt { sequence | mapping }
    @inlinable public static var matchSelf: UInt { 1 << 22 }
    @inlinable public static var intSubclass: UInt { 1 << 24 }
    @inlinable public static var listSubclass: UInt { 1 << 25 }
    @inlinable public static var tupleSubclass: UInt { 1 << 26 }
    @inlinable public static var bytesSubclass: UInt { 1 << 27 }
    @inlinable public static var strSubclass: UInt { 1 << 28 }
    @inlinable public static var dictSubclass: UInt { 1 << 29 }
    @inlinable public static var exceptionSubclass: UInt { 1 << 30 }
    @inlinable public static var typeSubclass: UInt { 1 << 31 }
    @inlinable public static var standard: UInt { 0 }
}
