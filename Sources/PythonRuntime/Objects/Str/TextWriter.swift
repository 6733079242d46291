/// Builds a str piece by piece (`_PyUnicodeWriter` in `Objects/unicodeobject.c`): in a str object that
/// is made a quarter too large, reallocated when full, copied to a wider one when a character needs it,
/// and cut at the end. So what it takes from the allocator, and when, is what CPython's writer takes.
struct TextWriter: ~Copyable {
    private let interpreter: Interpreter
    /// The str being filled, owned; its header tells the room, not the length.
    private var buffer: RawObject?
    private var position = 0
    /// The least room to make at the first write.
    private let minimumRoom: Int
    /// Whether to make more room than asked for; switched off before the last piece.
    var overallocates: Bool

    init(_ interpreter: Interpreter, minimumRoom: Int = 0, overallocates: Bool = true) {
        self.interpreter = interpreter
        self.minimumRoom = minimumRoom
        self.overallocates = overallocates
    }

    deinit {
        if let buffer { Ref(buffer).decref() }
    }

    /// The characters the buffer has room for, and the widest of its width.
    private var room: Int { buffer.map { Ref($0).strCount } ?? 0 }
    private var widest: UInt32 { buffer.map { Self.widest(of: Ref($0)) } ?? 0 }

    static func widest(of string: Ref) -> UInt32 {
        if string.strIsASCII { return 127 }
        switch string.strKind {
        case 1: return 255
        case 2: return 65535
        default: return 0x10FFFF
        }
    }

    /// Appends a str.
    mutating func write(_ string: Ref) throws(Raised) {
        let characters = string.characters
        if characters.count == 0 { return }
        let maximum = Self.widest(of: string)
        try prepare(count: characters.count, maximum: maximum)
        if let buffer { characters.copy(to: Ref(buffer).characters, at: position) }
        position &+= characters.count
    }

    /// Appends characters, of the text or not.
    mutating func write(_ characters: StrCharacters) throws(Raised) {
        if characters.count == 0 { return }
        try prepare(count: characters.count, maximum: characters.maximum)
        if let buffer { characters.copyNarrowing(to: Ref(buffer).characters, at: position) }
        position &+= characters.count
    }

    /// Appends one character.
    mutating func write(character: UInt32) throws(Raised) {
        try fill(1, character)
    }

    /// Appends the same character several times.
    mutating func fill(_ count: Int, _ character: UInt32) throws(Raised) {
        if count <= 0 { return }
        try prepare(count: count, maximum: character)
        if let buffer { Ref(buffer).characters.fill(position, count, character) }
        position &+= count
    }

    /// Appends a padded number whose parts are in a buffer.
    mutating func write(
        _ padded: PaddedNumber, _ text: borrowing ASCIIBuffer
    ) throws(Raised) {
        let count = padded.count
        try prepare(count: count, maximum: padded.isPadded ? max(padded.fill, 127) : 127)
        if let buffer {
            let room = Ref(buffer).characters
            padded.write(text, to: room.slice(position, room.count))
        }
        position &+= count
    }

    /// Whether nothing has been written.
    var isEmpty: Bool { position == 0 }

    /// Appends an ASCII text.
    mutating func write(_ text: StaticString) throws(Raised) {
        let count = text.utf8CodeUnitCount
        try prepare(count: count, maximum: 127)
        let source = StrCharacters(
            start: UnsafeMutableRawPointer(mutating: text.utf8Start), count: count, kind: 1)
        if let buffer { source.copy(to: Ref(buffer).characters, at: position) }
        position &+= count
    }

    /// Makes room for more characters (`_PyUnicodeWriter_PrepareInternal`).
    private mutating func prepare(count: Int, maximum: UInt32) throws(Raised) {
        if maximum <= widest, count <= room &- position { return }
        guard count <= Int.max / 2 &- position else { throw interpreter.raiseMemoryError() }
        var wanted = position &+ count
        let maximum = max(maximum, 127)
        guard let old = buffer else {
            if overallocates { wanted &+= wanted / 4 }
            buffer = try interpreter.newString(count: max(wanted, minimumRoom), maximum: maximum)
                .take()
            return
        }
        if wanted > room {
            if overallocates { wanted &+= wanted / 4 }
            wanted = max(wanted, minimumRoom)
            if maximum <= widest {
                try resize(to: wanted)
                return
            }
        } else {
            wanted = room
        }
        let new = try interpreter.newString(count: wanted, maximum: max(maximum, widest))
        Ref(old).characters.slice(0, position).copy(to: new.ref.characters, at: 0)
        buffer = new.take()
        Ref(old).decref()
    }

    /// Reallocates the buffer for another number of characters.
    private mutating func resize(to count: Int) throws(Raised) {
        guard let old = buffer else { return }
        let string = Ref(old)
        let header = string.strIsASCII ? 48 : 72
        interpreter.noteDeath(old)
        let size = header &+ (count &+ 1) &* string.strKind
        guard let new = interpreter.reallocateBlock(old, to: size) else {
            interpreter.noteBirth(old)
            throw interpreter.raiseMemoryError()
        }
        interpreter.noteBirth(new)
        buffer = new
        Ref(new).strHeader.pointee.length = count
        Ref(new).characters.set(count, 0)
    }

    /// The shared str of a single Latin-1 character (`unicode_result`).
    private var sharedCharacter: Ref? {
        guard let buffer, Ref(buffer).characters[0] < 256 else { return nil }
        return interpreter.latin1Character(
            UInt8(truncatingIfNeeded: Ref(buffer).characters[0]))
    }

    /// The finished str.
    mutating func finish() throws(Raised) -> Owned {
        guard position > 0, buffer != nil else { return interpreter.emptyString.owned() }
        if position == 1, let character = sharedCharacter { return character.owned() }
        if room != position { try resize(to: position) }
        guard let result = buffer else { return interpreter.emptyString.owned() }
        buffer = nil
        return Owned(stealing: result)
    }
}
