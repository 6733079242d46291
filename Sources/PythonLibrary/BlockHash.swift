/// A hash of the family of MD4: words that each block of the message is mixed into, and at the end a padding that
/// tells the message's length. What differs is where the words lie, and how a block is mixed in.
protocol BlockHash {
    static var blockSize: Int { get }
    static var bigEndian: Bool { get }

    /// Bytes that wait until they fill a block, and how many they are.
    var waiting: UnsafeMutablePointer<UInt8> { get }
    var waitingCount: Int { get nonmutating set }
    /// The message's length so far.
    var bitCount: UInt64 { get nonmutating set }

    func mix(_ block: UnsafePointer<UInt8>)
}

extension BlockHash {
    func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        bitCount &+= UInt64(bytes.count) &* 8
        absorb(bytes)
    }

    private func absorb(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        var count = waitingCount
        var taken = 0
        while taken < bytes.count {
            if count == 0, bytes.count - taken >= Self.blockSize {
                mix(start + taken)
                taken += Self.blockSize
                continue
            }
            waiting[count] = start[taken]
            count += 1
            taken += 1
            if count == Self.blockSize {
                mix(UnsafePointer(waiting))
                count = 0
            }
        }
        waitingCount = count
    }

    /// Ends the message: a bit, zeros, and its length in the last eighth of a block.
    func pad() {
        let length = bitCount
        let place = Self.blockSize / 8
        let used = (waitingCount + 1 + place) % Self.blockSize
        let zeros = (used == 0 ? 0 : Self.blockSize - used) + place - 8
        var padding = [UInt8](repeating: 0, count: 1 + zeros)
        padding[0] = 0x80
        for index in 0..<8 {
            let shift = UInt64(Self.bigEndian ? 56 - 8 * index : 8 * index)
            padding.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        padding.withUnsafeBufferPointer { absorb($0) }
    }
}

/// The layout that MD5 and SHA-1 share: the length in bits at 16, words from 24 on, behind them how many bytes
/// wait, and these.
protocol FourByteHash: BlockHash {
    var start: UnsafeMutableRawPointer { get }
    static var wordCount: Int { get }
}

extension FourByteHash {
    static var blockSize: Int { 64 }

    var words: UnsafeMutablePointer<UInt32> {
        (start + 24).assumingMemoryBound(to: UInt32.self)
    }
    var waiting: UnsafeMutablePointer<UInt8> {
        (start + 28 + 4 * Self.wordCount).assumingMemoryBound(to: UInt8.self)
    }
    /// Within a block whatever a program wrote to the memory.
    var waitingCount: Int {
        get { Int(words[Self.wordCount]) & (Self.blockSize - 1) }
        nonmutating set { words[Self.wordCount] = UInt32(truncatingIfNeeded: newValue) }
    }
    var bitCount: UInt64 {
        get { (start + 16).load(as: UInt64.self) }
        nonmutating set { (start + 16).storeBytes(of: newValue, as: UInt64.self) }
    }

    func finish() -> [UInt8] {
        pad()
        return wordBytes(words, Self.wordCount, bigEndian: Self.bigEndian)
    }
}

/// The bytes of words, in the order a hash writes them.
func wordBytes<Word: FixedWidthInteger & UnsignedInteger>(
    _ words: UnsafeMutablePointer<Word>, _ count: Int, bigEndian: Bool
) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in 0..<count {
        for place in 0..<(Word.bitWidth / 8) {
            let shift = bigEndian ? Word.bitWidth - 8 - 8 * place : 8 * place
            bytes.append(UInt8(truncatingIfNeeded: words[index] >> Word(shift)))
        }
    }
    return bytes
}

/// A word of a message, wherever it lies.
@inline(__always)
func messageWord<Word: FixedWidthInteger>(
    _ block: UnsafePointer<UInt8>, _ index: Int, as type: Word.Type, bigEndian: Bool
) -> Word {
    let place = UnsafeRawPointer(block) + index &* (Word.bitWidth / 8)
    let word = place.loadUnaligned(as: Word.self)
    return bigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
}

/// A word with its bits turned to the left.
@inline(__always)
func turnedLeft<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word, _ count: Int) -> Word {
    word &<< Word(truncatingIfNeeded: count)
        | word &>> Word(truncatingIfNeeded: Word.bitWidth &- count)
}

@inline(__always)
func turnedRight<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word, _ count: Int) -> Word {
    turnedLeft(word, Word.bitWidth &- count)
}
