/// A handle to one interpreter: the address of its state, which begins its mapping.
///
/// It is trivial, passed by value, and found from any object's address. The mapping itself is owned
/// by `InterpreterSession`, which outside code holds.
@frozen
public struct Interpreter: Equatable {
    public let state: UnsafeMutablePointer<InterpreterState>

    // SAFETY: the state is initialised by `InterpreterSession` before the first object exists
    // and stays at the start of the mapping until the mapping goes.
    @inlinable @inline(__always)
    public init(containing address: UnsafeRawPointer) {
        let base = UInt(bitPattern: address) & ~UInt(bitPattern: AddressSpace.size &- 1)
        state = UnsafeMutablePointer(bitPattern: base).unsafelyUnwrapped
    }

    @inlinable @inline(__always)
    public var base: UnsafeMutableRawPointer { UnsafeMutableRawPointer(state) }

    @inlinable @inline(__always)
    func at(_ offset: Int) -> RawObject { base + offset }
}

/// Where the static objects lie, as offsets in the mapping.
///
///     staticStart  types (one StaticTypeBlock of 1 KiB each)
///                  None, NotImplemented, Ellipsis, False, True, (), b''
///                  small ints −5 … 256, 32 bytes apart
///                  one-character Latin-1 strings, 64 bytes apart (ASCII) and 80 bytes apart
///                  well-known names, 96 bytes apart; one-byte bytes, 48 bytes apart
///                  the rest is carved upwards: names, tables, further static objects
public enum StaticLayout {
    @inlinable public static var typeStride: Int { 1024 }
    @inlinable public static var types: Int { AddressSpace.staticStart }
    @inlinable public static var singletons: Int { types + 256 * typeStride }
    @inlinable public static var none: Int { singletons }
    @inlinable public static var notImplemented: Int { singletons + 16 }
    @inlinable public static var ellipsis: Int { singletons + 32 }
    @inlinable public static var `false`: Int { singletons + 64 }
    @inlinable public static var `true`: Int { singletons + 96 }
    @inlinable public static var emptyTuple: Int { singletons + 128 + 16 }
    @inlinable public static var emptyBytes: Int { singletons + 192 }
    @inlinable public static var emptyDictKeys: Int { singletons + 256 }
    @inlinable public static var emptyString: Int { singletons + 512 }
    @inlinable public static var smallInts: Int { singletons + 1024 }
    @inlinable public static var smallIntStride: Int { 32 }
    @inlinable public static var asciiCharacters: Int { smallInts + 262 * smallIntStride }
    @inlinable public static var asciiCharacterStride: Int { 64 }
    @inlinable public static var latin1Characters: Int {
        asciiCharacters + 128 * asciiCharacterStride
    }
    @inlinable public static var latin1CharacterStride: Int { 80 }
    @inlinable public static var wellKnownNames: Int {
        latin1Characters + 128 * latin1CharacterStride
    }
    @inlinable public static var wellKnownNameStride: Int { 96 }
    @inlinable public static var byteCharacters: Int { wellKnownNames + 512 * wellKnownNameStride }
    @inlinable public static var byteCharacterStride: Int { 48 }
    /// From here on static memory is carved by `allocateStatic`.
    @inlinable public static var free: Int { byteCharacters + 256 * byteCharacterStride }
}

extension Interpreter {
    @inlinable @inline(__always)
    public func typeBlock(_ builtin: BuiltinType) -> UnsafeMutablePointer<StaticTypeBlock> {
        at(StaticLayout.types &+ builtin.rawValue &* StaticLayout.typeStride)
            .assumingMemoryBound(to: StaticTypeBlock.self)
    }

    @inlinable @inline(__always)
    public func type(_ builtin: BuiltinType) -> TypePointer {
        at(StaticLayout.types &+ builtin.rawValue &* StaticLayout.typeStride)
            .assumingMemoryBound(to: PyTypeObject.self)
    }

    @inlinable @inline(__always)
    public var none: Ref { Ref(at(StaticLayout.none)) }
    @inlinable @inline(__always)
    public var notImplemented: Ref { Ref(at(StaticLayout.notImplemented)) }
    @inlinable @inline(__always)
    public var ellipsis: Ref { Ref(at(StaticLayout.ellipsis)) }
    @inlinable @inline(__always)
    public var `true`: Ref { Ref(at(StaticLayout.true)) }
    @inlinable @inline(__always)
    public var `false`: Ref { Ref(at(StaticLayout.false)) }
    @inlinable @inline(__always)
    public var emptyTuple: Ref { Ref(at(StaticLayout.emptyTuple)) }
    @inlinable @inline(__always)
    public var emptyBytes: Ref { Ref(at(StaticLayout.emptyBytes)) }
    @inlinable @inline(__always)
    public var emptyString: Ref { Ref(at(StaticLayout.emptyString)) }

    /// The cached int of a value from −5 to 256.
    @inlinable @inline(__always)
    public func smallInt(_ value: Int) -> Ref {
        Ref(at(StaticLayout.smallInts &+ (value &+ 5) &* StaticLayout.smallIntStride))
    }

    /// The one-character string of a code point below 256.
    @inlinable @inline(__always)
    public func latin1Character(_ code: UInt8) -> Ref {
        if code < 128 {
            return Ref(
                at(
                    StaticLayout.asciiCharacters &+ Int(code)
                        &* StaticLayout.asciiCharacterStride))
        }
        return Ref(
            at(
                StaticLayout.latin1Characters &+ (Int(code) &- 128)
                    &* StaticLayout.latin1CharacterStride))
    }

    /// The interned string of a name the interpreter itself uses (`_Py_ID`).
    @inlinable @inline(__always)
    public func name(_ name: WellKnownName) -> Ref {
        Ref(
            at(
                StaticLayout.wellKnownNames &+ name.ordinal
                    &* StaticLayout.wellKnownNameStride))
    }

    /// `True` or `False`, a new reference.
    @inlinable @inline(__always)
    public func bool(_ value: Bool) -> Owned { (value ? self.true : self.false).owned() }

    /// The kind of a type if it is a static one.
    public func builtin(of type: TypePointer) -> BuiltinType? {
        let offset = UnsafeMutableRawPointer(type) - base - StaticLayout.types
        guard offset >= 0, offset % StaticLayout.typeStride == 0 else { return nil }
        return BuiltinType(rawValue: offset / StaticLayout.typeStride)
    }
}
