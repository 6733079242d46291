/// SHA-1 (FIPS 180-4), laid out as `SHA1object` (`Modules/sha1module.c`): the length in bits at 16, five words from
/// 24 on, how many bytes wait at 44, and these from 48 on.
struct SHA1State: FourByteHash {
    let start: UnsafeMutableRawPointer

    static var wordCount: Int { 5 }
    static var bigEndian: Bool { true }

    func begin() {
        words[0] = 0x6745_2301
        words[1] = 0xefcd_ab89
        words[2] = 0x98ba_dcfe
        words[3] = 0x1032_5476
        words[4] = 0xc3d2_e1f0
    }

    func mix(_ block: UnsafePointer<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
            for index in 0..<16 {
                schedule[index] = messageWord(block, index, as: UInt32.self, bigEndian: true)
            }
            for index in 16..<80 {
                let mixed =
                    schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14]
                    ^ schedule[index - 16]
                schedule[index] = turnedLeft(mixed, 1)
            }
            turn(schedule)
        }
    }

    /// The eighty rounds of a block.
    private func turn(_ schedule: UnsafeMutableBufferPointer<UInt32>) {
        var (a, b, c, d, e) = (words[0], words[1], words[2], words[3], words[4])
        for index in 0..<80 {
            let (mixed, constant): (UInt32, UInt32) =
                switch index / 20 {
                case 0: (b & c | ~b & d, 0x5a82_7999)
                case 1: (b ^ c ^ d, 0x6ed9_eba1)
                case 2: (b & c | b & d | c & d, 0x8f1b_bcdc)
                default: (b ^ c ^ d, 0xca62_c1d6)
                }
            let sum = turnedLeft(a, 5) &+ mixed &+ e &+ constant &+ schedule[index]
            (e, d, c, b, a) = (d, c, turnedLeft(b, 30), a, sum)
        }
        words[0] &+= a
        words[1] &+= b
        words[2] &+= c
        words[3] &+= d
        words[4] &+= e
    }
}
