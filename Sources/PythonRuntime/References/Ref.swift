/// A borrowed reference: an address with the promise, kept by whoever made it, that someone else
/// holds the object for as long as the `Ref` is used. Its counterpart is CPython's "borrowed" `PyObject *`.
@frozen
public struct Ref: Hashable {
    public let raw: RawObject

    // SAFETY: every Ref is made from an address of a live object of the region; the owner of
    // the reference keeps it alive.
    @inlinable @inline(__always)
    public init(_ raw: RawObject) { self.raw = raw }

    @inlinable @inline(__always)
    public var header: UnsafeMutablePointer<PyObject> {
        raw.assumingMemoryBound(to: PyObject.self)
    }

    @inlinable @inline(__always)
    public var type: TypePointer { header.pointee.ob_type }

    @inlinable @inline(__always)
    public var refcount: Int { header.pointee.ob_refcnt }

    /// The object's own fields, as the layout of its type; the caller has checked the type.
    @inlinable @inline(__always)
    public func fields<Layout>(_: Layout.Type) -> UnsafeMutablePointer<Layout> {
        raw.assumingMemoryBound(to: Layout.self)
    }

    /// The interpreter whose region the object lies in.
    @inlinable @inline(__always)
    public var interpreter: Interpreter { Interpreter(containing: raw) }

    @inlinable @inline(__always)
    public func incref() { header.pointee.ob_refcnt &+= 1 }

    @inlinable @inline(__always)
    public func decref() {
        let count = header.pointee.ob_refcnt &- 1
        header.pointee.ob_refcnt = count
        if count == 0 { deallocate() }
    }

    /// A new reference to the same object.
    @inlinable @inline(__always)
    public func owned() -> Owned {
        incref()
        return Owned(stealing: raw)
    }

    /// Gives the object to its type's `tp_dealloc`; called when the count has reached 0.
    @inline(never)
    public func deallocate() {
        type.pointee.tp_dealloc?(raw)
    }

    /// Whether the type is exactly that one.
    @inlinable @inline(__always)
    public func isExactly(_ builtin: BuiltinType) -> Bool {
        type == interpreter.type(builtin)
    }

    @inlinable @inline(__always)
    public func typeHas(_ flag: UInt) -> Bool { type.pointee.tp_flags & flag != 0 }

    @inlinable public var isInt: Bool { typeHas(TypeFlags.intSubclass) }
    @inlinable public var isStr: Bool { typeHas(TypeFlags.strSubclass) }
    @inlinable public var isList: Bool { typeHas(TypeFlags.listSubclass) }
    @inlinable public var isTuple: Bool { typeHas(TypeFlags.tupleSubclass) }
    @inlinable public var isDict: Bool { typeHas(TypeFlags.dictSubclass) }
    @inlinable public var isBytes: Bool { typeHas(TypeFlags.bytesSubclass) }
    @inlinable public var isType: Bool { typeHas(TypeFlags.typeSubclass) }
    @inlinable public var isException: Bool { typeHas(TypeFlags.exceptionSubclass) }
    /// Whether the object is `None`.
    @inlinable public var isNone: Bool { self == interpreter.none }
}

/// A new reference: whoever has it must give it away with `take()` or let it go, which decrefs.
@frozen
public struct Owned: ~Copyable {
    public let raw: RawObject

    /// Takes over a reference that the caller owns.
    @inlinable @inline(__always)
    public init(stealing raw: RawObject) { self.raw = raw }

    /// The same object, borrowed for as long as this reference lives.
    @inlinable @inline(__always)
    public var ref: Ref { Ref(raw) }

    /// Gives the reference away; the receiver must release it.
    @inlinable @inline(__always)
    public consuming func take() -> RawObject {
        let raw = self.raw
        discard self
        return raw
    }

    @inlinable @inline(__always)
    deinit { Ref(raw).decref() }
}

/// A Python exception has been raised; the exception itself is in the interpreter's state.
@frozen
public struct Raised: Error {
    @inlinable @inline(__always)
    public init() {}
}

/// Turns what a slot returned, nil for raised, into a value or a throw.
@inlinable @inline(__always)
public func checked(_ result: RawObject?) throws(Raised) -> Owned {
    guard let result else { throw Raised() }
    return Owned(stealing: result)
}

/// The body of a slot in terms of typed throws: nil for raised.
@inlinable @inline(__always)
public func slotResult(_ body: () throws(Raised) -> Owned) -> RawObject? {
    do { return try body().take() } catch { return nil }
}

/// The body of a slot that gives a status: -1 for raised, else what `body` gives.
@inlinable @inline(__always)
public func slotStatus(_ body: () throws(Raised) -> Int32) -> Int32 {
    do { return try body() } catch { return -1 }
}
