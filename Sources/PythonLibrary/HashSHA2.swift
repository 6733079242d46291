/// SHA-2 (FIPS 180-4), laid out as `SHAobject` of `Modules/sha256module.c` and of `sha512module.c`: eight words from
/// 16 on, the length in bits, bytes that wait, how many these are, the digest's size.
struct SHA2State<Word: SHA2Word>: BlockHash {
    let start: UnsafeMutableRawPointer

    static var blockSize: Int { 16 * wordSize }
    static var bigEndian: Bool { true }
    private static var wordSize: Int { Word.bitWidth / 8 }
    private static var lengthOffset: Int { 16 + 8 * wordSize }

    private var words: UnsafeMutablePointer<Word> {
        (start + 16).assumingMemoryBound(to: Word.self)
    }
    private var sizes: UnsafeMutablePointer<Int32> {
        (start + Self.lengthOffset + 8 + Self.blockSize).assumingMemoryBound(to: Int32.self)
    }
    var waiting: UnsafeMutablePointer<UInt8> {
        (start + Self.lengthOffset + 8).assumingMemoryBound(to: UInt8.self)
    }
    /// Within a block whatever a program wrote to the memory.
    var waitingCount: Int {
        get { Int(sizes[0]) & (Self.blockSize - 1) }
        nonmutating set { sizes[0] = Int32(truncatingIfNeeded: newValue) }
    }
    var bitCount: UInt64 {
        get { (start + Self.lengthOffset).load(as: UInt64.self) }
        nonmutating set {
            (start + Self.lengthOffset).storeBytes(of: newValue, as: UInt64.self)
        }
    }

    func begin(_ size: Int) {
        let first = Word.first(isShort: size == Word.shortSize)
        for index in 0..<8 { words[index] = first[index] }
        sizes[1] = Int32(truncatingIfNeeded: size)
    }

    func finish() -> [UInt8] {
        pad()
        let size = Int(sizes[1]) == Word.shortSize ? Word.shortSize : 8 * Self.wordSize
        return Array(wordBytes(words, 8, bigEndian: true).prefix(size))
    }

    func mix(_ block: UnsafePointer<UInt8>) {
        let rounds = Word.constants.count
        withUnsafeTemporaryAllocation(of: Word.self, capacity: rounds) { schedule in
            for index in 0..<16 {
                schedule[index] = messageWord(block, index, as: Word.self, bigEndian: true)
            }
            for index in 16..<rounds {
                let (low, high) = (schedule[index - 15], schedule[index - 2])
                let first = turned(low, Word.early) ^ low >> Word(Word.early.2)
                let second = turned(high, Word.late) ^ high >> Word(Word.late.2)
                schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
            }
            turn(schedule)
        }
    }

    @inline(__always)
    private func turned(_ word: Word, _ counts: (Int, Int, Int)) -> Word {
        turnedRight(word, counts.0) ^ turnedRight(word, counts.1)
    }

    /// The rounds of a block.
    private func turn(_ schedule: UnsafeMutableBufferPointer<Word>) {
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        let constants = Word.constants
        for index in 0..<schedule.count {
            let sum = turned(e, Word.fifth) ^ turnedRight(e, Word.fifth.2)
            let first = h &+ sum &+ (e & f ^ ~e & g) &+ constants[index] &+ schedule[index]
            let other = turned(a, Word.first) ^ turnedRight(a, Word.first.2)
            let second = other &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        words[0] &+= a
        words[1] &+= b
        words[2] &+= c
        words[3] &+= d
        words[4] &+= e
        words[5] &+= f
        words[6] &+= g
        words[7] &+= h
    }
}
