/// SHA-3 and SHAKE (FIPS 202), in the room of `SHA3object` (`Modules/_sha3/sha3module.c`): the sponge's 25 lanes from
/// 16 on, its rate in bytes at 216, the place in it at 220.
struct KeccakState {
    let start: UnsafeMutableRawPointer

    private var lanes: UnsafeMutablePointer<UInt64> {
        (start + 16).assumingMemoryBound(to: UInt64.self)
    }
    private var sizes: UnsafeMutablePointer<Int32> {
        (start + 216).assumingMemoryBound(to: Int32.self)
    }
    /// Within the sponge whatever a program wrote to the memory.
    private var rate: Int { min(max(Int(sizes[0]), 1), 200) }
    private var position: Int {
        get { min(max(Int(sizes[1]), 0), rate - 1) }
        nonmutating set { sizes[1] = Int32(truncatingIfNeeded: newValue) }
    }

    func begin(rate: Int) {
        for index in 0..<25 { lanes[index] = 0 }
        sizes[0] = Int32(truncatingIfNeeded: rate)
        sizes[1] = 0
    }

    private func mixIn(_ byte: UInt8, at place: Int) {
        lanes[place / 8] ^= UInt64(byte) << UInt64(place % 8 * 8)
    }

    func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        let rate = rate
        var place = position
        for byte in bytes {
            mixIn(byte, at: place)
            place += 1
            if place == rate {
                permute()
                place = 0
            }
        }
        position = place
    }

    /// Ends the message with the bits that tell the kinds of hashes apart, and gives as many bytes as are wanted.
    func finish(_ count: Int, suffix: UInt8) -> [UInt8] {
        let rate = rate
        mixIn(suffix, at: position)
        mixIn(0x80, at: rate - 1)
        permute()
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var place = 0
        while result.count < count {
            if place == rate {
                permute()
                place = 0
            }
            result.append(UInt8(truncatingIfNeeded: lanes[place / 8] >> UInt64(place % 8 * 8)))
            place += 1
        }
        return result
    }

    /// Keccak-f[1600].
    private func permute() {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 25) { other in
            for constant in Self.roundConstants {
                mixColumns()
                for x in 0..<5 {
                    for y in 0..<5 {
                        let from = x + 5 * y
                        other[y + 5 * ((2 * x + 3 * y) % 5)] =
                            turnedLeft(lanes[from], Self.turns[from])
                    }
                }
                for row in stride(from: 0, to: 25, by: 5) {
                    for x in 0..<5 {
                        lanes[row + x] =
                            other[row + x] ^ (~other[row + (x + 1) % 5] & other[row + (x + 2) % 5])
                    }
                }
                lanes[0] ^= constant
            }
        }
    }

    /// Adds to each lane the parities of two columns beside it (θ).
    private func mixColumns() {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 5) { parity in
            for x in 0..<5 {
                parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            }
            for x in 0..<5 {
                let sum = parity[(x + 4) % 5] ^ turnedLeft(parity[(x + 1) % 5], 1)
                for row in stride(from: 0, to: 25, by: 5) { lanes[row + x] ^= sum }
            }
        }
    }

    /// How far each lane is turned: triangular numbers along the way that the lanes are moved (ρ).
    private static let turns: [Int] = {
        var turns = [Int](repeating: 0, count: 25)
        var (x, y) = (1, 0)
        for step in 0..<24 {
            turns[x + 5 * y] = (step + 1) * (step + 2) / 2 % 64
            (x, y) = (y, (2 * x + 3 * y) % 5)
        }
        return turns
    }()

    /// The constants of the rounds, from the shift register of FIPS 202, 3.2.5.
    private static let roundConstants: [UInt64] = {
        var register: UInt8 = 1
        return (0..<24).map { _ in
            var constant: UInt64 = 0
            for power in 0..<7 {
                if register & 1 != 0 { constant |= 1 << UInt64((1 << power) - 1) }
                register = register & 0x80 != 0 ? register << 1 ^ 0x71 : register << 1
            }
            return constant
        }
    }()
}
