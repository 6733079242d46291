/// What a static type is made from at start-up. One table a type, beside its implementation.
public struct TypeSpec {
    public var builtin: BuiltinType
    /// `tp_name`: `int`, `types.SimpleNamespace`.
    public var name: StaticString
    public var base: BuiltinType = .object
    public var basicSize: Int
    public var itemSize: Int = 0
    /// Added to `TypeFlags.standard`; `haveGC` and the subclass flags included.
    public var flags: UInt = 0
    public var methods: [MethodSpec] = []
    public var getSets: [GetSetSpec] = []
    public var members: [MemberSpec] = []
    /// Fills in the slots. Suites are in the block; the type points to those that have a slot set.
    public var slots: (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    /// Whether the type takes `__getattribute__` over from its base, and so hasn't it in its dict.
    public var inheritsGetAttribute = false

    init(
        builtin: BuiltinType, name: StaticString, base: BuiltinType = .object, basicSize: Int,
        itemSize: Int = 0, flags: UInt = 0, methods: [MethodSpec] = [],
        getSets: [GetSetSpec] = [], members: [MemberSpec] = [],
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) {
        self.builtin = builtin
        self.name = name
        self.base = base
        self.basicSize = basicSize
        self.itemSize = itemSize
        self.flags = flags
        self.methods = methods
        self.getSets = getSets
        self.members = members
        self.slots = slots
    }

    /// A type of a native module, for `makeType`; its name is dotted with the module's.
    public init(
        library name: StaticString, base: BuiltinType = .object, basicSize: Int, itemSize: Int = 0,
        flags: UInt = 0, methods: [MethodSpec] = [], getSets: [GetSetSpec] = [],
        members: [MemberSpec] = [],
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) {
        self.init(
            builtin: .object, name: name, base: base, basicSize: basicSize, itemSize: itemSize,
            flags: flags, methods: methods, getSets: getSets, members: members, slots: slots)
    }
}

/// A method, or a function of a native module.
public struct MethodSpec {
    public var name: StaticString
    public var flags: MethodFlags
    public var function: NativeFunction
    /// What `__doc__` tells; behind a line with the signature and one of two hyphens, if that is known.
    public var doc: StaticString?

    public init(
        _ name: StaticString, _ flags: MethodFlags, doc: StaticString? = nil,
        _ function: @escaping NativeFunction
    ) {
        self.name = name
        self.flags = flags
        self.doc = doc
        self.function = function
    }
}

/// A computed attribute.
public struct GetSetSpec {
    public var name: StaticString
    public var get: GetterSlot
    public var set: SetterSlot?
    public var doc: StaticString?

    public init(_ name: StaticString, _ get: @escaping GetterSlot, _ set: SetterSlot? = nil) {
        self.name = name
        self.get = get
        self.set = set
    }
}

/// A field of the layout shown as an attribute (`Include/structmember.h`).
public struct MemberSpec {
    public enum Kind: Int32 {
        /// A reference; absent reads as `None` (`T_OBJECT`).
        case object = 6
        /// A reference; absent raises `AttributeError` (`T_OBJECT_EX`).
        case objectOrError = 16
        case int32 = 1
        case int = 19
        case bool = 14
        case double = 4
        /// A pointer to text that ends with a zero; absent reads as `None` (`T_STRING`).
        case text = 5
        /// `T_ULONG`; the only one there is are a type's flags.
        case typeFlags = 12
    }

    public var name: StaticString
    public var kind: Kind
    /// Bytes from the object's header.
    public var offset: Int
    public var isReadOnly: Bool

    public init(_ name: StaticString, _ kind: Kind, offset: Int, isReadOnly: Bool = true) {
        self.name = name
        self.kind = kind
        self.offset = offset
        self.isReadOnly = isReadOnly
    }
}
