/// BLAKE2 (RFC 7693), of 64-bit words (`blake2b`) and of 32-bit ones (`blake2s`), in the room of `BLAKE2bObject` and
/// `BLAKE2sObject` (`Modules/_blake2`): the parameters from 16 on, then eight words, the count of bytes, flags,
/// bytes that wait, how many these are, and whether the node is the last of its level.
struct Blake2State<Word: SHA2Word> {
    let start: UnsafeMutableRawPointer

    static var wordSize: Int { Word.bitWidth / 8 }
    static var blockSize: Int { 16 * wordSize }
    static var parameterSize: Int { 8 * wordSize }
    static var saltSize: Int { 2 * wordSize }
    static var isWide: Bool { Word.bitWidth == 64 }

    var parameters: UnsafeMutablePointer<UInt8> {
        (start + 16).assumingMemoryBound(to: UInt8.self)
    }
    private var words: UnsafeMutablePointer<Word> {
        (start + 16 + Self.parameterSize).assumingMemoryBound(to: Word.self)
    }
    private var counters: UnsafeMutablePointer<Word> { words + 8 }
    private var flags: UnsafeMutablePointer<Word> { words + 10 }
    private var waiting: UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(words + 12).assumingMemoryBound(to: UInt8.self)
    }
    /// Behind room for two blocks, of which the first is used.
    private var waitingCountPlace: UnsafeMutablePointer<Int32> {
        UnsafeMutableRawPointer(waiting + 2 * Self.blockSize).assumingMemoryBound(to: Int32.self)
    }
    /// Within a block whatever a program wrote to the memory.
    private var waitingCount: Int {
        get { min(max(Int(waitingCountPlace.pointee), 0), Self.blockSize) }
        nonmutating set { waitingCountPlace.pointee = Int32(truncatingIfNeeded: newValue) }
    }
    private var lastNode: UnsafeMutablePointer<UInt8> { waiting + 2 * Self.blockSize + 4 }

    var digestSize: Int { min(max(Int(parameters[0]), 1), Self.parameterSize) }

    /// Begins with the parameters in their place.
    func begin(isLastNode: Bool) {
        for index in 0..<8 {
            let given: Word = messageWord(
                UnsafePointer(parameters), index, as: Word.self, bigEndian: false)
            words[index] = Self.first(index) ^ given
        }
        lastNode.pointee = isLastNode ? 1 : 0
    }

    func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        var count = waitingCount
        for byte in bytes {
            // The last block is kept back: it is mixed in with a flag.
            if count == Self.blockSize {
                advance(by: count)
                mix()
                count = 0
            }
            waiting[count] = byte
            count += 1
        }
        waitingCount = count
    }

    func finish() -> [UInt8] {
        let count = waitingCount
        advance(by: count)
        flags[0] = ~0
        if lastNode.pointee != 0 { flags[1] = ~0 }
        for index in count..<Self.blockSize { waiting[index] = 0 }
        mix()
        return Array(wordBytes(words, 8, bigEndian: false).prefix(digestSize))
    }

    private func advance(by count: Int) {
        counters[0] &+= Word(truncatingIfNeeded: count)
        if counters[0] < Word(truncatingIfNeeded: count) { counters[1] &+= 1 }
    }

    private func mix() {
        withUnsafeTemporaryAllocation(of: Word.self, capacity: 32) { room in
            guard let state = room.baseAddress else { return }
            let message = state + 16
            for index in 0..<16 {
                message[index] = messageWord(
                    UnsafePointer(waiting), index, as: Word.self, bigEndian: false)
            }
            for index in 0..<8 {
                state[index] = words[index]
                state[8 + index] = Self.first(index)
            }
            for index in 0..<2 {
                state[12 + index] ^= counters[index]
                state[14 + index] ^= flags[index]
            }
            for round in 0..<(Self.isWide ? 12 : 10) { turn(state, message, round % 10) }
            for index in 0..<8 { words[index] ^= state[index] ^ state[8 + index] }
        }
    }

    /// A round: the columns, then the diagonals.
    @inline(__always)
    private func turn(
        _ state: UnsafeMutablePointer<Word>, _ message: UnsafeMutablePointer<Word>, _ round: Int
    ) {
        for index in 0..<8 {
            let column = index % 4
            let skew = index / 4
            let a = column
            let b = 4 + (column + skew) % 4
            let c = 8 + (column + 2 * skew) % 4
            let d = 12 + (column + 3 * skew) % 4
            let order = round * 16 + 2 * index
            let turns: (Int, Int, Int, Int) = Self.isWide ? (32, 24, 16, 63) : (16, 12, 8, 7)
            state[a] = state[a] &+ state[b] &+ message[Int(blake2Order[order])]
            state[d] = turnedRight(state[d] ^ state[a], turns.0)
            state[c] = state[c] &+ state[d]
            state[b] = turnedRight(state[b] ^ state[c], turns.1)
            state[a] = state[a] &+ state[b] &+ message[Int(blake2Order[order + 1])]
            state[d] = turnedRight(state[d] ^ state[a], turns.2)
            state[c] = state[c] &+ state[d]
            state[b] = turnedRight(state[b] ^ state[c], turns.3)
        }
    }

    /// The words that SHA-512 and SHA-256 begin with.
    private static func first(_ index: Int) -> Word { Word.first(isShort: false)[index] }
}

/// Which words of the message each round takes, in which order (σ of RFC 7693, 2.7).
private let blake2Order: [UInt8] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
    11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
    7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
    9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
    2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
    12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
    13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
    6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
    10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
]
