import PythonRuntime

/// An instance of a C data type (`Modules/_ctypes/ctypes.h`), 96 bytes behind a GC head.
///
///     c_int(7)                    b_ptr ──▶ b_value │ 7 │         values of up to 16 bytes are in the object
///     (c_int * 100)()             b_ptr ──▶ a block of its own, which b_needsfree says is freed with it
///     structure.field             b_ptr ──▶ into the memory of b_base, which it keeps alive
///     c_int.from_address(id(x))   b_ptr ──▶ memory that isn't ctypes' at all
struct PyCDataObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// Where the value is: a host pointer, or an address that leads nowhere.
    var b_ptr: MemoryPlace
    var b_needsfree: Int32
    /// Whether the memory was given as a bare address; in CPython this is padding.
    var isForeign: Int32
    var b_base: RawObject?
    var b_size: Int
    var b_length: Int
    /// The place among the base's fields or items.
    var b_index: Int
    /// What must live as long as the value: one object, or a dict by place.
    var b_objects: RawObject?
    var padding: Int
    var b_value: (UInt64, UInt64)

    static var valueOffset: Int { 80 }
    static var objectsOffset: Int { 64 }
    static var baseOffset: Int { 32 }
    static var needsFreeOffset: Int { 24 }
    static var inlineSize: Int { 16 }
}

/// A function pointer (`PyCFuncPtrObject`), 160 bytes: what it is called with and gives.
struct PyCFuncPtrObject {
    var data: PyCDataObject
    var thunk: RawObject?
    var callable: RawObject?
    var converters: RawObject?
    var argtypes: RawObject?
    var restype: RawObject?
    var checker: RawObject?
    var errcheck: RawObject?
    var paramflags: RawObject?

    static var references: ClosedRange<Int> { 96...152 }
}

/// An argument on its way into a C function (`PyCArgObject`), 64 bytes; what `byref` gives.
struct PyCArgObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var pffi_type: Int
    /// The code of a simple type, `P` for a pointer, `V` for a structure.
    var tag: UInt8
    var value: (UInt64, UInt64)
    var obj: RawObject?
    var size: Int

    static var valueOffset: Int { 32 }
    static var objectOffset: Int { 48 }
}

/// A field of a structure (`CFieldObject`), 72 bytes behind a GC head: a descriptor.
struct CFieldObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var offset: Int
    /// Bytes; of a bit field the number of bits above the first 16, the first bit below.
    var size: Int
    var index: Int
    var proto: RawObject?
    var getfunc: CTypeCode
    var setfunc: CTypeCode
    var anonymous: Int
}

/// The dict of a C data type (`StgDictObject`), 192 bytes: a class's dict with what its instances look like behind it.
struct StgDictObject {
    var dict: PyDictObject
    var size: Int
    var align: Int
    var length: Int
    var ffi_size: Int
    var ffi_align_type: Int
    /// The types of the fields, counted by `fieldCount`; in CPython libffi's description.
    var ffi_elements: Int
    /// What `_type_` says: a type, or the str with a code.
    var proto: RawObject?
    var setfunc: CTypeCode
    var getfunc: CTypeCode
    var paramfunc: Int
    var argtypes: RawObject?
    var converters: RawObject?
    var restype: RawObject?
    var checker: RawObject?
    var flags: UInt32
    /// As PEP 3118 writes it, NUL-terminated, a block of its own.
    var format: UnsafeMutablePointer<UInt8>?
    var ndim: Int
    var shape: UnsafeMutablePointer<Int>?
}

/// What a type's `paramfunc` is: how instances become arguments.
enum CTypeKind: Int {
    case simple = 1, structure, array, pointer, function
}

enum StorageFlags {
    static var callingConvention: UInt32 { 0x1 }
    static var pythonAPI: UInt32 { 0x4 }
    static var useErrno: UInt32 { 0x8 }
    static var isPointer: UInt32 { 0x100 }
    static var hasPointer: UInt32 { 0x200 }
    static var hasUnion: UInt32 { 0x400 }
    static var hasBitField: UInt32 { 0x800 }
    /// The layout can't change any more: there are instances, or types that contain it.
    static var isFinal: UInt32 { 0x1000 }
}

typealias StoragePointer = UnsafeMutablePointer<StgDictObject>

extension Ref {
    var cdata: UnsafeMutablePointer<PyCDataObject> { fields(PyCDataObject.self) }
    var functionPointer: UnsafeMutablePointer<PyCFuncPtrObject> { fields(PyCFuncPtrObject.self) }
    var cArgument: UnsafeMutablePointer<PyCArgObject> { fields(PyCArgObject.self) }
    var cField: UnsafeMutablePointer<CFieldObject> { fields(CFieldObject.self) }
    var typePointer: TypePointer { fields(PyTypeObject.self) }
}

extension TypePointer {
    var asRef: Ref { Ref(RawObject(self)) }
}

extension Interpreter {
    /// What instances of a class look like; nil for a class that isn't a C data type, or is abstract.
    func storage(_ type: TypePointer) -> StoragePointer? {
        guard let dict = type.pointee.tp_dict, Ref(dict).type == self.type(.storageDict) else {
            return nil
        }
        return dict.assumingMemoryBound(to: StgDictObject.self)
    }

    /// The same of an object that may be no class.
    func storage(ofClass object: Ref) -> StoragePointer? {
        object.isType ? storage(object.typePointer) : nil
    }

    /// What an instance looks like; nil for an object of another kind.
    func storage(of object: Ref) -> StoragePointer? { storage(object.type) }

    /// The description of a class that has one, or `TypeError`.
    func needStorage(_ type: TypePointer) throws(Raised) -> StoragePointer {
        guard let found = storage(type) else { throw raise(.typeError, "abstract class") }
        return found
    }

    func isCData(_ object: Ref) -> Bool { isInstance(object, .cData) }
    func isCArray(_ object: Ref) -> Bool { isInstance(object, .cArray) }
    func isCPointer(_ object: Ref) -> Bool { isInstance(object, .cPointer) }

    /// Whether a class is of a kind of C data types.
    func isCType(_ object: Ref, _ meta: LibraryType) -> Bool {
        object.isType && isInstance(object, meta)
    }

    /// Whether instances of a class are given as they are, not as Python values: classes derived from
    /// `c_int` and the like.
    func isDerivedSimple(_ type: TypePointer) -> Bool {
        isInstance(type.asRef, .cSimpleMeta) && type.pointee.tp_base != self.type(.cSimple)
    }
}

/// The type of a value, by its `_type_` code and byte order; none for a value that is given as an object.
struct CTypeCode: Equatable {
    let bits: UInt

    static var none: CTypeCode { CTypeCode(bits: 0) }

    init(bits: UInt) { self.bits = bits }

    init(_ character: UInt8, isSwapped: Bool = false) {
        bits = UInt(character) | (isSwapped ? 0x100 : 0)
    }

    var isNone: Bool { bits == 0 }
    var character: UInt8 { UInt8(truncatingIfNeeded: bits) }
    var isSwapped: Bool { bits & 0x100 != 0 }
    var name: String { String(UnicodeScalar(character)) }

    /// The codes there are; nil for any other character.
    init?(code: UInt32) {
        guard let byte = UInt8(exactly: code), CTypeCode.all.contains(byte) else { return nil }
        self.init(byte)
    }

    static let all: [UInt8] = Array("cbBhHiIlLdfuzZqQPOv?g".utf8)

    var size: Int {
        switch character {
        case UInt8(ascii: "c"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "?"): 1
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "v"): 2
        case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"), UInt8(ascii: "u"): 4
        case UInt8(ascii: "g"): 16
        default: 8
        }
    }

    var isPointer: Bool {
        switch character {
        case UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "P"): true
        default: false
        }
    }

    /// Whether the type exists in the other byte order as well.
    var isSwappable: Bool {
        switch character {
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "i"), UInt8(ascii: "I"),
            UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "q"), UInt8(ascii: "Q"),
            UInt8(ascii: "f"), UInt8(ascii: "d"):
            true
        default: false
        }
    }

    var isInteger: Bool {
        switch character {
        case UInt8(ascii: "f"), UInt8(ascii: "d"), UInt8(ascii: "g"), UInt8(ascii: "c"),
            UInt8(ascii: "u"), UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "O"),
            UInt8(ascii: "P"):
            false
        default: true
        }
    }

    var isSigned: Bool {
        switch character {
        case UInt8(ascii: "b"), UInt8(ascii: "h"), UInt8(ascii: "i"), UInt8(ascii: "l"),
            UInt8(ascii: "q"), UInt8(ascii: "v"):
            true
        default: false
        }
    }

    /// As PEP 3118 writes it, with byte order and standard sizes.
    var format: String {
        let character: String
        switch name {
        case "l": character = "q"
        case "L": character = "Q"
        default: character = name
        }
        return (isSwapped ? ">" : "<") + character
    }
}
