import PythonRuntime

/// Where a C value is: a place, and whether it is known that only programs write there.
struct CMemory {
    let place: MemoryPlace
    /// Nil when that has to be found out, should it matter.
    let isPlain: Bool?

    init(_ place: MemoryPlace, isPlain: Bool? = nil) {
        self.place = place
        self.isPlain = isPlain
    }

    /// Memory of the region that an object of this module has for values.
    init(plain pointer: UnsafeMutableRawPointer) {
        self.init(UInt(bitPattern: pointer), isPlain: true)
    }

    func advanced(by offset: Int) -> CMemory {
        CMemory(place &+ UInt(bitPattern: offset), isPlain: isPlain)
    }
}

extension Ref {
    /// The value of an instance.
    var cMemory: CMemory { CMemory(cdata.pointee.b_ptr, isPlain: hasOwnCMemory ? true : nil) }

    /// Whether neither the instance nor what it is a part of was found by a bare address.
    private var hasOwnCMemory: Bool {
        var object = self
        while true {
            if object.cdata.pointee.isForeign != 0 { return false }
            guard let base = object.cdata.pointee.b_base else { return true }
            object = Ref(base)
        }
    }
}

extension Interpreter {
    func read(
        _ memory: CMemory, _ count: Int, into target: UnsafeMutableRawPointer
    ) throws(Raised) {
        try readMemory(
            memory.place, count, into: target,
            isPlain: memory.isPlain,
            asking: isMemoryOfCData(memory.place))
    }

    func write(
        _ memory: CMemory, _ count: Int, from source: UnsafeRawPointer
    ) throws(Raised) {
        try writeMemory(
            memory.place, count, from: source,
            isPlain: memory.isPlain,
            asking: isMemoryOfCData(memory.place))
    }

    /// Whether a place is in the memory of an instance. All of them are looked at, which only a pointer that is
    /// accessed through a bare address leads to.
    private func isMemoryOfCData(_ place: MemoryPlace) -> Bool {
        firstTracked { object in
            guard isCData(object) else { return false }
            let fields = object.cdata.pointee
            return fields.b_needsfree != 0 && place >= fields.b_ptr
                && place - fields.b_ptr < UInt(max(fields.b_size, 0))
        } != nil
    }

    func readBytes(_ memory: CMemory, _ count: Int) throws(Raised) -> [UInt8] {
        guard count > 0 else { return [] }
        guard isAccessible(memory.place, count) else {
            throw segmentationFault(writing: false, memory.place, count)
        }
        var bytes = [UInt8](repeating: 0, count: count)
        let status = bytes.withUnsafeMutableBytes { buffer -> Int32 in
            // SAFETY: the buffer isn't empty.
            let start = buffer.baseAddress.unsafelyUnwrapped
            return slotStatus { () throws(Raised) in
                try read(memory, count, into: start)
                return 0
            }
        }
        if status < 0 { throw Raised() }
        return bytes
    }

    func writeBytes(_ memory: CMemory, _ bytes: [UInt8]) throws(Raised) {
        let status = bytes.withUnsafeBytes { buffer -> Int32 in
            guard let start = buffer.baseAddress else { return 0 }
            return slotStatus { () throws(Raised) in
                try write(memory, buffer.count, from: start)
                return 0
            }
        }
        if status < 0 { throw Raised() }
    }

    /// A number of fixed width, as its bytes stand there.
    func load<Number: FixedWidthInteger>(
        _ memory: CMemory, as _: Number.Type
    ) throws(Raised) -> Number {
        var word: UInt64 = 0
        try read(memory, MemoryLayout<Number>.size, into: &word)
        return Number(truncatingIfNeeded: word)
    }

    func store<Number: FixedWidthInteger>(
        _ memory: CMemory, _ number: Number
    ) throws(Raised) {
        var number = number
        try write(memory, MemoryLayout<Number>.size, from: &number)
    }

    /// The pointer that stands at a place, as a place.
    func loadPointer(_ memory: CMemory) throws(Raised) -> MemoryPlace {
        place(ofSimulated: try load(memory, as: UInt64.self))
    }

    func storePointer(_ memory: CMemory, _ pointer: MemoryPlace) throws(Raised) {
        try store(memory, simulatedAddress(of: pointer))
    }

    /// The bytes up to the first NUL, at most so many.
    func readText(_ memory: CMemory, limit: Int = .max) throws(Raised) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let byte = try load(memory.advanced(by: bytes.count), as: UInt8.self)
            if byte == 0 { break }
            bytes.append(byte)
        }
        return bytes
    }

    /// The characters of a `wchar_t` text up to the first NUL, at most so many.
    func readWideText(_ memory: CMemory, limit: Int = .max) throws(Raised) -> Owned {
        var characters: [UInt32] = []
        while characters.count < limit {
            let character = try load(
                memory.advanced(by: 4 * characters.count), as: UInt32.self)
            if character == 0 { break }
            characters.append(try wideCharacter(character))
        }
        return try makeString(codePoints: characters)
    }

    /// Refuses a number that is no character.
    func wideCharacter(_ number: UInt32) throws(Raised) -> UInt32 {
        if number <= 0x10FFFF { return number }
        throw raise(
            .valueError,
            "character U+\(String(number, radix: 16)) is not in range [U+0000; U+10ffff]")
    }

    /// Writes characters, each as a `wchar_t`.
    func writeWide(_ memory: CMemory, _ text: Ref, terminated: Bool) throws(Raised) {
        let characters = text.characters
        for index in 0..<characters.count {
            try store(memory.advanced(by: 4 * index), characters[index])
        }
        if terminated { try store(memory.advanced(by: 4 * characters.count), UInt32(0)) }
    }
}
