/// Making strings. The sizes asked of the allocator are `PyUnicode_New`'s.
extension Interpreter {
    /// A string of that many characters for the caller to fill in, wide enough for `maximum`;
    /// `''` itself for none. The NUL behind the characters is set.
    @inline(__always)
    func newString(count: Int, maximum: UInt32) throws(Raised) -> Owned {
        if count == 0 { return emptyString.owned() }
        let isASCII = maximum < 128
        let kind = maximum < 256 ? 1 : maximum < 65536 ? 2 : 4
        let header = isASCII ? 48 : 72
        guard count <= (Int.max >> 3) else { throw raiseMemoryError() }
        let raw = try newObject(type(.str), size: header &+ (count &+ 1) &* kind)
        writeStringHeader(raw, count: count, kind: kind, isASCII: isASCII)
        return Owned(stealing: raw)
    }

    /// Fills in everything but the object's header and its characters.
    @inline(__always)
    private func writeStringHeader(_ raw: RawObject, count: Int, kind: Int, isASCII: Bool) {
        let header = Ref(raw).strHeader
        header.pointee.length = count
        header.pointee.hash = -1
        header.pointee.state = StrState.make(kind: kind, isASCII: isASCII)
        header.pointee.padding = 0
        header.pointee.wstr = nil
        if !isASCII {
            let fields = raw.assumingMemoryBound(to: PyCompactUnicodeObject.self)
            fields.pointee.utf8_length = 0
            fields.pointee.utf8 = nil
            fields.pointee.wstr_length = 0
        }
        Ref(raw).characters.set(count, 0)
    }

    /// The string of one character; shared below 256.
    @inline(__always)
    public func makeString(character: UInt32) throws(Raised) -> Owned {
        if character < 256 {
            return latin1Character(UInt8(truncatingIfNeeded: character)).owned()
        }
        let result = try newString(count: 1, maximum: character)
        result.ref.characters.set(0, character)
        return result
    }

    /// A copy of characters, in the narrowest width; shared for none and for one below 256.
    public func makeString(characters: StrCharacters) throws(Raised) -> Owned {
        if characters.count == 1 { return try makeString(character: characters[0]) }
        return try makeString(characters: characters, maximum: characters.maximum)
    }

    /// The same, the largest character known.
    public func makeString(characters: StrCharacters, maximum: UInt32) throws(Raised) -> Owned {
        let result = try newString(count: characters.count, maximum: maximum)
        let target = result.ref.characters
        if target.kind >= characters.kind {
            characters.copy(to: target, at: 0)
        } else {
            for index in 0..<characters.count { target.set(index, characters[index]) }
        }
        return result
    }

    /// From code points.
    public func makeString(codePoints: [UInt32]) throws(Raised) -> Owned {
        if codePoints.count == 1 { return try makeString(character: codePoints[0]) }
        return try makeUnsharedString(codePoints: codePoints)
    }

    /// The same where CPython makes a new string even of one character: changing case, for example.
    func makeUnsharedString(codePoints: [UInt32]) throws(Raised) -> Owned {
        var maximum: UInt32 = 0
        for character in codePoints { maximum |= character }
        let result = try newString(count: codePoints.count, maximum: maximum)
        let target = result.ref.characters
        for index in 0..<codePoints.count { target.set(index, codePoints[index]) }
        return result
    }

    /// From ASCII bytes, which the caller knows to be ASCII.
    public func makeString(ascii bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        if bytes.count == 1 { return latin1Character(bytes[0]).owned() }
        let result = try newString(count: bytes.count, maximum: 127)
        if let source = bytes.baseAddress {
            result.ref.strData.copyMemory(from: source, byteCount: bytes.count)
        }
        return result
    }

    /// From WTF-8 bytes, which the caller knows to be valid; shared for '' and Latin-1 characters.
    public func makeString(wtf8 bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        var count = 0
        var maximum: UInt32 = 0
        var decoder = WTF8Decoder(bytes)
        while let character = decoder.next() {
            count += 1
            maximum |= character
        }
        if maximum < 128 { return try makeString(ascii: bytes) }
        if count == 1 { return try makeString(character: maximum) }
        let result = try newString(count: count, maximum: maximum)
        let target = result.ref.characters
        decoder = WTF8Decoder(bytes)
        var index = 0
        while let character = decoder.next() {
            target.set(index, character)
            index += 1
        }
        return result
    }

    public func makeString(_ text: String) throws(Raised) -> Owned {
        var text = text
        return try checked(
            text.withUTF8 { bytes in
                slotResult { () throws(Raised) in try makeString(wtf8: bytes) }
            })
    }

    /// Puts the well-known names, '' and the Latin-1 characters into the static region; at start-up,
    /// when dicts can be made.
    func initializeStaticStrings() {
        writeStaticString(emptyString.raw, [])
        for code in UInt8.min...UInt8.max {
            writeStaticString(latin1Character(code).raw, [code])
        }
        for wellKnown in WellKnownName.allCases {
            let bytes = Array(wellKnown.text.utf8)
            precondition(bytes.count <= StaticLayout.wellKnownNameStride - 49)
            writeStaticString(name(wellKnown).raw, bytes)
        }
        internStaticStrings()
        internLetters()
    }

    /// Letters that are names in CPython's frozen modules: statics of their own, apart from the Latin-1
    /// characters, and what a constant or a name of that letter is.
    private static var namedLetters: String { "abcdefhiklmnopqrstvwxyBCLST_" }

    private func internLetters() {
        for letter in Self.namedLetters.utf8 {
            let raw = allocateStatic(64)
            writeStaticString(raw, [letter])
            do { _ = try intern(Ref(raw).owned()) } catch {
                preconditionFailure("interning a letter raised")
            }
        }
    }

    /// A str among the static objects, which is never freed as long as the reference that is given away stays; an
    /// ordinary one where the text isn't ASCII.
    func makeStaticString(_ text: String) throws(Raised) -> Owned {
        let bytes = Array(text.utf8)
        guard bytes.count > 1, bytes.allSatisfy({ $0 < 128 }) else { return try makeString(text) }
        let raw = allocateStatic(49 + bytes.count)
        writeStaticString(raw, bytes)
        raw.assumingMemoryBound(to: PyObject.self).pointee.ob_refcnt = 1
        return Owned(stealing: raw)
    }

    /// Writes a static string of Latin-1 characters.
    private func writeStaticString(_ raw: RawObject, _ latin1: [UInt8]) {
        let header = raw.assumingMemoryBound(to: PyObject.self)
        header.pointee.ob_refcnt = StaticReferences.count
        header.pointee.ob_type = type(.str)
        let isASCII = latin1.allSatisfy { $0 < 128 }
        writeStringHeader(raw, count: latin1.count, kind: 1, isASCII: isASCII)
        for (index, byte) in latin1.enumerated() { Ref(raw).characters.set(index, UInt32(byte)) }
    }
}

/// Reads code points of UTF-8 bytes in which surrogates may be encoded too; the bytes are valid.
struct WTF8Decoder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    @inline(__always)
    mutating func next() -> UInt32? {
        guard position < bytes.count else { return nil }
        let first = UInt32(bytes[position])
        position &+= 1
        if first < 0x80 { return first }
        if first < 0xE0 { return (first & 0x1F) << 6 | continuation() }
        if first < 0xF0 {
            let second = continuation()
            return (first & 0x0F) << 12 | second << 6 | continuation()
        }
        let second = continuation()
        let third = continuation()
        return (first & 0x07) << 18 | second << 12 | third << 6 | continuation()
    }

    /// Whether bytes are UTF-8, with surrogates allowed: shortest forms only, nothing over U+10FFFF.
    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            index += 1
            if first < 0x80 { continue }
            let (length, least, most): (Int, UInt8, UInt8)
            switch first {
            case 0xC2...0xDF: (length, least, most) = (1, 0x80, 0xBF)
            case 0xE0: (length, least, most) = (2, 0xA0, 0xBF)
            case 0xE1...0xEF: (length, least, most) = (2, 0x80, 0xBF)
            case 0xF0: (length, least, most) = (3, 0x90, 0xBF)
            case 0xF1...0xF3: (length, least, most) = (3, 0x80, 0xBF)
            case 0xF4: (length, least, most) = (3, 0x80, 0x8F)
            default: return false
            }
            guard bytes.count - index >= length, bytes[index] >= least, bytes[index] <= most
            else { return false }
            for offset in 1..<max(1, length) where bytes[index + offset] & 0xC0 != 0x80 {
                return false
            }
            index += length
        }
        return true
    }

    @inline(__always)
    private mutating func continuation() -> UInt32 {
        guard position < bytes.count else { return 0 }
        defer { position &+= 1 }
        return UInt32(bytes[position] & 0x3F)
    }
}
