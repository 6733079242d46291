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

    /// The finished str.
    consuming func finish() throws(Raised) -> Owned {
        guard position > 0, buffer != nil else { return interpreter.emptyString.owned() }
        if room != position { try resize(to: position) }
        guard let result = buffer else { return interpreter.emptyString.owned() }
        buffer = nil
        return Owned(stealing: result)
    }
}
