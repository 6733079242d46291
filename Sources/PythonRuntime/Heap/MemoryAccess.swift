/// Memory as a program sees it that reads and writes by address, which only `ctypes` does.
///
/// Pointers in objects are host pointers; a program must see simulated addresses, and what it writes must
/// become host pointers again. So memory is read and written here by words of 8 bytes, aligned, and each is
/// translated on its way:
///
///     in the mapping                         as the program has it
///     a pointer into a region           ◀──▶ its simulated address
///     a pointer to the host's code      ◀──▶ an address of the simulated program's text, numbered as first met
///     anything else                     ◀──▶ itself
///
/// Memory that only programs write (`ctypes` buffers) holds simulated addresses as plain data and isn't
/// translated: *plain* memory, which the caller tells, or is asked about when a word looks like a pointer.
///
/// A place is where memory is accessed: a host pointer into the mapping, or, for an address that leads to
/// no region, that address itself, which faults when it is used.
public typealias MemoryPlace = UInt

/// The host's code that pointers in the heap lead to, as far as programs have seen it.
public struct CodeAddressState {
    /// Where the host keeps this program's code and constants.
    var low: UInt = 0
    var high: UInt = 0
    /// The pointers that have been shown, in that order, in the static region.
    var table: UnsafeMutablePointer<UInt>?
    var count = 0
    /// Whether the program wrote by address into memory that isn't its own data.
    var hasWrittenObjects = false
    /// Words of `ctypes` itself, in the static region.
    var library: UnsafeMutableRawPointer?

    static var capacity: Int { 4096 }
    /// Addresses of the text segment, 16 bytes apart.
    static var simulatedBase: UInt64 { 0x5555_5540_0000 }
}

extension Interpreter {
    // MARK: Addresses

    /// The place an address of the program means.
    public func place(ofSimulated address: UInt64) -> MemoryPlace {
        guard let offset = AddressSpace.offset(ofSimulated: address) else { return UInt(address) }
        return UInt(bitPattern: base + offset)
    }

    /// The address of a place as the program knows it.
    public func simulatedAddress(of place: MemoryPlace) -> UInt64 {
        let offset = place &- UInt(bitPattern: base)
        guard offset >= UInt(AddressSpace.staticStart), offset < UInt(AddressSpace.size) else {
            return UInt64(place)
        }
        return AddressSpace.simulatedAddress(of: base + Int(offset))
    }

    /// Whether so many bytes at a place are memory that the program has.
    public func isAccessible(_ place: MemoryPlace, _ count: Int) -> Bool {
        let offset = place &- UInt(bitPattern: base)
        guard count >= 0, offset < UInt(AddressSpace.size), UInt(count) <= UInt(AddressSpace.size)
        else { return false }
        let start = Int(offset)
        return isAccessible(from: start, to: start + count)
    }

    private func isAccessible(from start: Int, to end: Int) -> Bool {
        let memory = state.pointee.memory
        func page(_ offset: Int) -> Int { (offset + 4095) & ~4095 }
        if start < AddressSpace.staticStart { return false }
        if start < AddressSpace.rawStart { return end <= page(memory.staticEnd) }
        if start < AddressSpace.arenaStart { return end <= page(memory.rawEnd) }
        if start < AddressSpace.frameStart {
            guard end <= memory.arenaEnd else { return false }
            var arena = (start - AddressSpace.arenaStart) / SmallBlocks.arenaSize
            while AddressSpace.arenaStart + arena * SmallBlocks.arenaSize < max(end, start + 1) {
                if self.arena(arena).pointee.address == nil { return false }
                arena += 1
            }
            return true
        }
        guard let limit = state.pointee.evaluation.dataStackLimit else { return false }
        return end <= UnsafeMutableRawPointer(limit) - base
    }

    /// Ends the run as an access to memory that isn't there ends a process.
    @inline(never)
    public func segmentationFault(
        writing: Bool, _ place: MemoryPlace, _ count: Int
    ) -> Raised {
        let address = "0x" + String(simulatedAddress(of: place), radix: 16)
        let bytes = count == 1 ? "1 byte" : "\(count) bytes"
        return stop(
            .segmentationFault,
            "\(writing ? "wrote" : "read") \(bytes) at address \(address), where no memory is mapped"
        )
    }

    /// Ends the run as one is ended that takes something else for an object or a function.
    public func segmentationFault(_ message: String) -> Raised {
        stop(.segmentationFault, message)
    }

    // MARK: Words

    /// A word of the mapping as the program sees it.
    func simulatedWord(_ word: UInt64) -> UInt64 {
        let offset = word &- UInt64(UInt(bitPattern: base))
        if offset < UInt64(AddressSpace.size) {
            // What lies before the regions, lists' heads for instance, shows as addresses before them.
            let start = UInt64(AddressSpace.staticStart)
            if offset < start { return AddressSpace.simulatedStaticBase - start + offset }
            return AddressSpace.simulatedAddress(of: base + Int(offset))
        }
        let code = state.pointee.codeAddresses
        if word >= UInt64(code.low), word < UInt64(code.high) { return codeAddress(UInt(word)) }
        return word
    }

    /// A word the program writes as the mapping keeps it.
    func hostWord(_ word: UInt64) -> UInt64 {
        if let offset = AddressSpace.offset(ofSimulated: word) {
            return UInt64(UInt(bitPattern: base + offset))
        }
        let stateBase = AddressSpace.simulatedStaticBase - UInt64(AddressSpace.staticStart)
        if word >= stateBase, word < AddressSpace.simulatedStaticBase {
            return UInt64(UInt(bitPattern: base + Int(word - stateBase)))
        }
        let code = state.pointee.codeAddresses
        let number = (word &- CodeAddressState.simulatedBase) / 16
        if word >= CodeAddressState.simulatedBase, number < UInt64(code.count),
            let table = code.table
        {
            return UInt64(table[Int(number)])
        }
        return word
    }

    private func codeAddress(_ pointer: UInt) -> UInt64 {
        let code = state.pointee.codeAddresses
        guard let table = code.table else { return UInt64(pointer) }
        var number = 0
        while number < code.count, table[number] != pointer { number += 1 }
        if number == code.count {
            // The last entry stands for all there is no room for.
            number = min(number, CodeAddressState.capacity - 1)
            table[number] = pointer
            state.pointee.codeAddresses.count = number + 1
        }
        return CodeAddressState.simulatedBase + UInt64(number) * 16
    }

    /// Makes pointers to the host's code known; when `ctypes` is imported.
    public func initializeMemoryAccess() {
        guard state.pointee.codeAddresses.table == nil else { return }
        FaultGuard.install()
        let range = HostImage.range()
        state.pointee.codeAddresses.low = range.low
        state.pointee.codeAddresses.high = range.high
        state.pointee.codeAddresses.table = allocateStatic(CodeAddressState.capacity * 8)
            .assumingMemoryBound(to: UInt.self)
        state.pointee.codeAddresses.library = allocateStatic(64)
    }

    /// Eight words that `ctypes` has for itself, zeroed; it has been imported.
    public var ctypesState: Ref {
        // SAFETY: the module calls `initializeMemoryAccess` first of all.
        Ref(state.pointee.codeAddresses.library.unsafelyUnwrapped)
    }

    /// Whether the program has imported `ctypes`.
    public var accessesMemory: Bool { state.pointee.codeAddresses.table != nil }

    /// Whether the heap may have been damaged by the program itself.
    var hasWrittenObjects: Bool { state.pointee.codeAddresses.hasWrittenObjects }

    /// Notes that the program changed something that only the interpreter changes.
    public func noteWrittenObjects() { state.pointee.codeAddresses.hasWrittenObjects = true }

    /// Whether the run is being ended, so that no exception may be caught.
    public var isStopping: Bool { state.pointee.limits.stop != .none }

    // MARK: Access

    /// Copies bytes at a place, as the program sees them. Whether the memory is plain is asked for if it isn't
    /// known and a word there looks like a pointer.
    public func readMemory(
        _ place: MemoryPlace, _ count: Int, into target: UnsafeMutableRawPointer, isPlain: Bool?,
        asking isFoundPlain: @autoclosure () -> Bool
    ) throws(Raised) {
        guard count > 0 else { return }
        guard isAccessible(place, count), let source = UnsafeRawPointer(bitPattern: place) else {
            throw segmentationFault(writing: false, place, count)
        }
        if isPlain == true { return target.copyMemory(from: source, byteCount: count) }
        var known = isPlain
        forEachWord(place, count) { word, first, last in
            let raw = word.load(as: UInt64.self)
            let shown = simulatedWord(raw)
            let from = target + (UnsafeRawPointer(word) - source + first)
            guard shown != raw else {
                return from.copyMemory(from: word + first, byteCount: last - first)
            }
            if known == nil { known = isFoundPlain() }
            withUnsafeBytes(of: known == true ? raw : shown) { bytes in
                for index in first..<last {
                    from.storeBytes(of: bytes[index], toByteOffset: index - first, as: UInt8.self)
                }
            }
        }
    }

    /// Writes bytes of the program at a place.
    public func writeMemory(
        _ place: MemoryPlace, _ count: Int, from source: UnsafeRawPointer, isPlain: Bool?,
        asking isFoundPlain: @autoclosure () -> Bool
    ) throws(Raised) {
        guard count > 0 else { return }
        guard isAccessible(place, count), let target = UnsafeMutableRawPointer(bitPattern: place)
        else { throw segmentationFault(writing: true, place, count) }
        if isPlain == true { return target.copyMemory(from: source, byteCount: count) }
        noteWrittenObjects()
        var known = isPlain
        forEachWord(place, count) { word, first, last in
            let from = source + (word - target + first)
            let old = word.load(as: UInt64.self)
            let shown = simulatedWord(old)
            var new = shown
            withUnsafeMutableBytes(of: &new) { bytes in
                for index in first..<last {
                    bytes[index] = from.load(fromByteOffset: index - first, as: UInt8.self)
                }
            }
            guard shown != old || hostWord(new) != new else {
                return word.storeBytes(of: new, as: UInt64.self)
            }
            if known == nil { known = isFoundPlain() }
            if known == true {
                (word + first).copyMemory(from: from, byteCount: last - first)
            } else if new != shown {
                word.storeBytes(of: hostWord(new), as: UInt64.self)
            }
        }
    }

    /// Calls with each aligned word that a range touches, and which of its bytes are in the range.
    @inline(__always)
    private func forEachWord(
        _ place: MemoryPlace, _ count: Int, _ body: (UnsafeMutableRawPointer, Int, Int) -> Void
    ) {
        let end = place + UInt(count)
        var word = place & ~7
        while word < end {
            // SAFETY: the caller has checked that the range is in the mapping.
            let pointer = UnsafeMutableRawPointer(bitPattern: word).unsafelyUnwrapped
            body(pointer, Int(max(place, word) - word), Int(min(end, word + 8) - word))
            word += 8
        }
    }

    // MARK: Objects

    /// The object at an address, if there is one: memory with a reference count and a pointer to a type.
    public func object(atSimulated address: UInt64) -> Ref? {
        let place = place(ofSimulated: address)
        guard place & 7 == 0, isAccessible(place, 16), isObject(place, typeDepth: 0),
            let pointer = RawObject(bitPattern: place)
        else { return nil }
        return Ref(pointer)
    }

    /// An object's type is an object whose type is a type, up to `type`, its own.
    private func isObject(_ place: MemoryPlace, typeDepth: Int) -> Bool {
        guard let pointer = UnsafeRawPointer(bitPattern: place) else { return false }
        let kind = pointer.load(fromByteOffset: 8, as: UInt.self)
        guard kind & 7 == 0, isAccessible(kind, MemoryLayout<PyTypeObject>.size) else {
            return false
        }
        if kind == UInt(bitPattern: type(.type)) { return true }
        return typeDepth < 8 && isObject(kind, typeDepth: typeDepth + 1)
            && isTypeObject(kind)
    }

    private func isTypeObject(_ place: MemoryPlace) -> Bool {
        guard let pointer = UnsafeRawPointer(bitPattern: place) else { return false }
        let meta = pointer.load(fromByteOffset: 8, as: TypePointer.self)
        return meta.pointee.tp_flags & TypeFlags.typeSubclass != 0
    }

    /// The first tracked object that a condition holds for, borrowed.
    public func firstTracked(where condition: (Ref) -> Bool) -> Ref? {
        for number in 0..<3 {
            let list = gcList(number)
            var node = list.next
            while node != list {
                if condition(Ref(node.object)) { return Ref(node.object) }
                node = node.next
            }
        }
        return nil
    }

    /// The low 64 bits of an int, as if it had infinitely many (`PyLong_AsUnsignedLongLongMask`).
    public func lowBits(of integer: Ref) -> UInt64 {
        let count = min(abs(integer.intSize), 3)
        var bits: UInt64 = 0
        for index in (0..<count).reversed() {
            bits = bits << 30 | UInt64(integer.intDigits[index])
        }
        return integer.intSize < 0 ? 0 &- bits : bits
    }
}
