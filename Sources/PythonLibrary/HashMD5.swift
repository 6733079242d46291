import Glibc

/// MD5 (RFC 1321), laid out as `MD5object` (`Modules/md5module.c`): the length in bits at 16, four words from 24
/// on, how many bytes wait at 40, and these from 44 on.
struct MD5State: FourByteHash {
    let start: UnsafeMutableRawPointer

    static var wordCount: Int { 4 }
    static var bigEndian: Bool { false }

    func begin() {
        words[0] = 0x6745_2301
        words[1] = 0xefcd_ab89
        words[2] = 0x98ba_dcfe
        words[3] = 0x1032_5476
    }

    func mix(_ block: UnsafePointer<UInt8>) {
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        for index in 0..<64 {
            let round = index / 16
            let (mixed, place): (UInt32, Int) =
                switch round {
                case 0: (b & c | ~b & d, index)
                case 1: (d & b | ~d & c, (5 &* index &+ 1) & 15)
                case 2: (b ^ c ^ d, (3 &* index &+ 5) & 15)
                default: (c ^ (b | ~d), (7 &* index) & 15)
                }
            let word = messageWord(block, place, as: UInt32.self, bigEndian: false)
            let sum = a &+ mixed &+ Self.sines[index] &+ word
            let turned = turnedLeft(sum, Self.turns[round * 4 + index % 4])
            (a, d, c, b) = (d, c, b, b &+ turned)
        }
        words[0] &+= a
        words[1] &+= b
        words[2] &+= c
        words[3] &+= d
    }

    private static let turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

    /// The first 32 bits behind the point of the sines of 1 to 64, without their signs.
    private static let sines: [UInt32] = (1...64).map { angle in
        UInt32(truncatingIfNeeded: Int(abs(sin(Double(angle))) * 4_294_967_296))
    }
}
