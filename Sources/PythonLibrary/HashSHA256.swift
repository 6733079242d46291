/// SHA-256 and SHA-224 (FIPS 180-4), laid out as `SHAobject` of `Modules/sha256module.c`: eight words from 16 on,
/// the length in bits at 48, bytes that wait from 56 on, how many these are at 120, the digest's size at 124.
struct SHA256State: BlockHash {
    let start: UnsafeMutableRawPointer

    static var blockSize: Int { 64 }
    static var bigEndian: Bool { true }
    static var digestSizeOffset: Int { 124 }

    private var words: UnsafeMutablePointer<UInt32> {
        (start + 16).assumingMemoryBound(to: UInt32.self)
    }
    private var sizes: UnsafeMutablePointer<Int32> {
        (start + 120).assumingMemoryBound(to: Int32.self)
    }
    var waiting: UnsafeMutablePointer<UInt8> {
        (start + 56).assumingMemoryBound(to: UInt8.self)
    }
    /// Within a block whatever a program wrote to the memory.
    var waitingCount: Int {
        get { Int(sizes[0]) & (Self.blockSize - 1) }
        nonmutating set { sizes[0] = Int32(truncatingIfNeeded: newValue) }
    }
    var bitCount: UInt64 {
        get { (start + 48).load(as: UInt64.self) }
        nonmutating set { (start + 48).storeBytes(of: newValue, as: UInt64.self) }
    }
    var digestSize: Int { sizes[1] == 28 ? 28 : 32 }

    func begin(_ size: Int) {
        let first = size == 28 ? Self.first224 : Self.first256
        for index in 0..<8 { words[index] = first[index] }
        sizes[1] = Int32(truncatingIfNeeded: size)
    }

    func finish() -> [UInt8] {
        pad()
        return Array(wordBytes(words, 8, bigEndian: true).prefix(digestSize))
    }

    func mix(_ block: UnsafePointer<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for index in 0..<16 {
                schedule[index] = messageWord(block, index, as: UInt32.self, bigEndian: true)
            }
            for index in 16..<64 {
                let (low, high) = (schedule[index - 15], schedule[index - 2])
                let first = turnedRight(low, 7) ^ turnedRight(low, 18) ^ low >> 3
                let second = turnedRight(high, 17) ^ turnedRight(high, 19) ^ high >> 10
                schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
            }
            turn(schedule)
        }
    }

    /// The sixty-four rounds of a block.
    private func turn(_ schedule: UnsafeMutableBufferPointer<UInt32>) {
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        for index in 0..<64 {
            let sum = turnedRight(e, 6) ^ turnedRight(e, 11) ^ turnedRight(e, 25)
            let first = h &+ sum &+ (e & f ^ ~e & g) &+ Self.constants[index] &+ schedule[index]
            let other = turnedRight(a, 2) ^ turnedRight(a, 13) ^ turnedRight(a, 22)
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

    /// The first halves of the words that SHA-512 begins with.
    static let first256 = SHA512State.first512.map { UInt32(truncatingIfNeeded: $0 >> 32) }

    /// The second halves of the words that SHA-384 begins with.
    private static let first224 = SHA512State.first384.map { UInt32(truncatingIfNeeded: $0) }

    /// The first halves of SHA-512's: both take the bits behind the point of the same cube roots.
    private static let constants = SHA512State.constants.prefix(64).map {
        UInt32(truncatingIfNeeded: $0 >> 32)
    }
}
