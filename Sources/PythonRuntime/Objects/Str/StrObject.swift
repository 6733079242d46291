import Glibc

/// A compact ASCII string's header (`Include/cpython/unicodeobject.h`), 48 bytes; the characters
/// follow, then a NUL. Other kinds go on with `PyCompactUnicodeObject`.
///
///     ob_refcnt ob_type length hash state  wstr  utf8_length utf8 wstr_length
///     0         8       16     24   32     40    48          56   64          72
///                                                └ characters when ASCII      └ else here
///
/// A string is stored with 1, 2 or 4 bytes a character, the fewest its largest character allows,
/// so that equal strings have equal bytes. The counterpart is `Objects/unicodeobject.c`.
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

/// The header of a string of a subclass of `str`, 80 bytes: its characters are a block of their own.
@frozen
public struct PyUnicodeObject {
    public var base: PyCompactUnicodeObject
    public var data: UnsafeMutableRawPointer?
}

/// The bits of `state`.
enum StrState {
    static var internedMask: UInt32 { 3 }
    static var internedMortal: UInt32 { 1 }
    static var compact: UInt32 { 1 << 5 }
    static var ascii: UInt32 { 1 << 6 }
    static var ready: UInt32 { 1 << 7 }

    /// A string of that many bytes a character that is ready, with the flags.
    @inline(__always)
    static func make(kind: Int, isASCII: Bool, isCompact: Bool = true) -> UInt32 {
        UInt32(truncatingIfNeeded: kind) << 2 | ready | (isCompact ? compact : 0)
            | (isASCII ? ascii : 0)
    }
}

/// The strings an interpreter shares (owner: text).
public struct StringState {
    /// The dict of interned strings; holds no counted references, as in CPython.
    var interned: RawObject?
    var hashKey = HashKey()
    /// Whether the program runs in development mode.
    var checksCodecNames = false
    /// Whether bytes that are taken for text give a `BytesWarning` (`-b`).
    var warnsOfBytes = false
    /// Whether text that is opened without an encoding gives an `EncodingWarning`.
    var warnsOfDefaultEncoding = false
}

extension Ref {
    @inline(__always)
    var strHeader: UnsafeMutablePointer<PyASCIIObject> { fields(PyASCIIObject.self) }

    /// The number of code points of a str.
    @inline(__always)
    public var strCount: Int { strHeader.pointee.length }

    /// Bytes a character: 1, 2 or 4.
    @inline(__always)
    public var strKind: Int { Int(strHeader.pointee.state >> 2 & 7) }

    @inline(__always)
    public var strIsASCII: Bool { strHeader.pointee.state & StrState.ascii != 0 }

    @inline(__always)
    var strIsInterned: Bool { strHeader.pointee.state & StrState.internedMask != 0 }

    /// Where the characters of a str are: behind its header, or in the block of a subclass's string.
    @inline(__always)
    public var strData: UnsafeMutableRawPointer {
        let state = strHeader.pointee.state
        if state & StrState.ascii != 0 && state & StrState.compact != 0 { return raw + 48 }
        if state & StrState.compact != 0 { return raw + 72 }
        // SAFETY: a string that isn't compact is made by `newStrSubclass`, which sets its block.
        return fields(PyUnicodeObject.self).pointee.data.unsafelyUnwrapped
    }

    /// The characters of a str, valid while it lives.
    @inline(__always)
    public var characters: StrCharacters {
        StrCharacters(start: strData, count: strCount, kind: strKind)
    }

    /// The text of a str, lone surrogates replaced; for messages and the host's side.
    public var text: String {
        let characters = self.characters
        if strIsASCII {
            return String(
                decoding: UnsafeRawBufferPointer(start: characters.start, count: characters.count),
                as: UTF8.self)
        }
        var text = String()
        text.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            text.unicodeScalars.append(Unicode.Scalar(characters[index]) ?? "\u{FFFD}")
        }
        return text
    }

    /// Whether two exact strs have the same characters.
    @inline(__always)
    public func strEquals(_ other: Ref) -> Bool {
        self == other || strHasEqualCharacters(other)
    }

    @inline(__always)
    func strHasEqualCharacters(_ other: Ref) -> Bool {
        let count = strCount
        guard count == other.strCount, strKind == other.strKind else { return false }
        return equalMemory(strData, other.strData, count &* strKind)
    }
}

/// A view of the characters of a string, whatever their width.
public struct StrCharacters {
    public let start: UnsafeMutableRawPointer
    public let count: Int
    /// Bytes a character: 1, 2 or 4.
    public let kind: Int

    @inlinable @inline(__always)
    public init(start: UnsafeMutableRawPointer, count: Int, kind: Int) {
        self.start = start
        self.count = count
        self.kind = kind
    }

    // SAFETY: `start` has `count` characters of `kind` bytes and callers stay below `count`.
    @inline(__always)
    public subscript(index: Int) -> UInt32 {
        switch kind {
        case 1: UInt32(start.assumingMemoryBound(to: UInt8.self)[index])
        case 2: UInt32(start.assumingMemoryBound(to: UInt16.self)[index])
        default: start.assumingMemoryBound(to: UInt32.self)[index]
        }
    }

    /// Stores a character that fits the width; for strings being made.
    @inline(__always)
    public func set(_ index: Int, _ character: UInt32) {
        switch kind {
        case 1:
            start.assumingMemoryBound(to: UInt8.self)[index] =
                UInt8(truncatingIfNeeded: character)
        case 2:
            start.assumingMemoryBound(to: UInt16.self)[index] =
                UInt16(truncatingIfNeeded: character)
        default: start.assumingMemoryBound(to: UInt32.self)[index] = character
        }
    }

    /// Part of the characters, in place.
    @inline(__always)
    public func slice(_ from: Int, _ to: Int) -> StrCharacters {
        StrCharacters(start: start + from &* kind, count: to &- from, kind: kind)
    }

    /// The largest character, or a larger one of the same class (128, 256, 65536, 2²¹).
    public var maximum: UInt32 {
        switch kind {
        case 1: Self.maximum(start.assumingMemoryBound(to: UInt8.self), count)
        case 2: Self.maximum(start.assumingMemoryBound(to: UInt16.self), count)
        default: Self.maximum(start.assumingMemoryBound(to: UInt32.self), count)
        }
    }

    private static func maximum<Character: FixedWidthInteger & UnsignedInteger>(
        _ start: UnsafePointer<Character>, _ count: Int
    ) -> UInt32 {
        var bits: Character = 0
        for index in 0..<count { bits |= start[index] }
        return UInt32(truncatingIfNeeded: bits)
    }

    /// Copies the characters to a place in a string at least as wide.
    @inline(__always)
    public func copy(to target: StrCharacters, at offset: Int) {
        if kind == target.kind {
            (target.start + offset &* kind).copyMemory(from: start, byteCount: count &* kind)
        } else {
            for index in 0..<count { target.set(offset &+ index, self[index]) }
        }
    }
}

/// `memcmp` for equality.
@inline(__always)
func equalMemory(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    memcmp(left, right, count) == 0
}
