/// What a static type is made from at start-up. One table a type, beside its implementation.
struct TypeSpec {
    var builtin: BuiltinType
    /// `tp_name`: `int`, `types.SimpleNamespace`.
    var name: StaticString
    var base: BuiltinType = .object
    var basicSize: Int
    var itemSize: Int = 0
    /// Added to `TypeFlags.standard`; `haveGC` and the subclass flags included.
    var flags: UInt = 0
    var methods: [MethodSpec] = []
    var getSets: [GetSetSpec] = []
    var members: [MemberSpec] = []
    /// Fills in the slots. Suites are in the block; the type points to those that have a slot set.
    var slots: (UnsafeMutablePointer<StaticTypeBlock>) -> Void
}

/// A method, or a function of a native module.
struct MethodSpec {
    var name: StaticString
    var flags: MethodFlags
    var function: NativeFunction

    init(_ name: StaticString, _ flags: MethodFlags, _ function: @escaping NativeFunction) {
        self.name = name
        self.flags = flags
        self.function = function
    }
}

/// A computed attribute.
struct GetSetSpec {
    var name: StaticString
    var get: GetterSlot
    var set: SetterSlot?

    init(_ name: StaticString, _ get: @escaping GetterSlot, _ set: SetterSlot? = nil) {
        self.name = name
        self.get = get
        self.set = set
    }
}

/// A field of the layout shown as an attribute (`Include/structmember.h`).
struct MemberSpec {
    enum Kind: Int32 {
        /// A reference; absent reads as `None` (`T_OBJECT`).
        case object = 6
        /// A reference; absent raises `AttributeError` (`T_OBJECT_EX`).
        case objectOrError = 16
        case int32 = 1
        case int = 19
        case bool = 14
    }

    var name: StaticString
    var kind: Kind
    /// Bytes from the object's header.
    var offset: Int
    var isReadOnly: Bool

    init(_ name: StaticString, _ kind: Kind, offset: Int, isReadOnly: Bool = true) {
        self.name = name
        self.kind = kind
        self.offset = offset
        self.isReadOnly = isReadOnly
    }
}
