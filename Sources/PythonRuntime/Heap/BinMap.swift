/// 256 bits in place.
struct BinMap {
    private var words: SIMD4<UInt64> = .zero

    mutating func set(_ bit: Int, _ value: Bool) {
        let mask: UInt64 = 1 << UInt64(bit & 63)
        if value { words[bit >> 6] |= mask } else { words[bit >> 6] &= ~mask }
    }

    /// The first set bit at or after one; nil when there is none.
    func firstBit(from start: Int) -> Int? {
        guard start < 256 else { return nil }
        var word = start >> 6
        var bits = words[word] & (~0 << UInt64(start & 63))
        while bits == 0 {
            word += 1
            if word == 4 { return nil }
            bits = words[word]
        }
        return (word << 6) + bits.trailingZeroBitCount
    }
}
