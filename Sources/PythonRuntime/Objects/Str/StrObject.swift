/// A compact ASCII string's header (`Include/cpython/unicodeobject.h`), 48 bytes; the characters
/// follow, then a NUL. Other kinds go on with `PyCompactUnicodeObject`.
@frozen
public struct PyASCIIObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Code points.
    public var length: Int
    /// −1 until computed.
    public var hash: Int
    /// Bits: interned 2, kind 3, compact 1, ascii 1, ready 1.
    public var state: UInt32
    public var padding: UInt32
    public var wstr: UnsafeMutableRawPointer?
}

/// The header of a compact string with characters over 127, 72 bytes; characters of 1, 2 or 4 bytes follow.
@frozen
public struct PyCompactUnicodeObject {
    public var base: PyASCIIObject
    public var utf8_length: Int
    public var utf8: UnsafeMutablePointer<UInt8>?
    public var wstr_length: Int
}

/// The strings an interpreter shares (owner: text).
public struct StringState {
    /// The dict of interned strings; holds no counted references, as in CPython.
    var interned: RawObject?
}

extension Interpreter {
    /// From WTF-8 bytes, which the caller knows to be valid; shared for '' and Latin-1 characters.
    public func makeString(wtf8 bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        preconditionFailure("owner: text")
    }

    public func makeString(_ text: String) throws(Raised) -> Owned {
        preconditionFailure("owner: text")
    }

    /// The interned string of that text, made if need be.
    public func intern(_ text: String) throws(Raised) -> Owned {
        preconditionFailure("owner: text")
    }

    /// The interned equal of an exact str: `PyUnicode_InternInPlace`.
    public func intern(_ string: consuming Owned) throws(Raised) -> Owned {
        preconditionFailure("owner: text")
    }

    /// Puts the well-known names, '' and the Latin-1 characters into the static region; at start-up.
    func initializeStaticStrings() {
        preconditionFailure("owner: text")
    }
}

extension Ref {
    /// The text of a str, lone surrogates replaced; for messages and the host's side.
    public var text: String {
        preconditionFailure("owner: text")
    }

    /// The cached or computed hash of an exact str; never raises.
    @inline(__always)
    public var strHash: Int {
        preconditionFailure("owner: text")
    }

    /// Whether two exact strs have the same characters.
    @inline(__always)
    public func strEquals(_ other: Ref) -> Bool {
        preconditionFailure("owner: text")
    }
}
