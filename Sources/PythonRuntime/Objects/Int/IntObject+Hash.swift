/// The hash of numbers: their value modulo the prime 2⁶¹ − 1, so that equal numbers of different
/// types have equal hashes (`Python/pyhash.c`).
enum NumberHash {
    static var modulus: UInt64 { (1 << 61) - 1 }
    static var infinity: Int { 314159 }
    static var imaginary: Int { 1_000_003 }

    /// Multiplies by a power of two modulo 2⁶¹ − 1, which is a rotation of 61 bits.
    @inline(__always)
    static func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 {
        value << bits & modulus | value >> (61 - bits)
    }

    /// The hash of a finite or infinite double; NaN is hashed by address.
    static func hash(_ value: Double) -> Int {
        if value.isInfinite { return value > 0 ? infinity : -infinity }
        if value == 0 { return 0 }
        var bits = value.significandBitPattern
        var exponent = Int(value.exponentBitPattern) - 1075
        if value.exponentBitPattern == 0 { exponent += 1 } else { bits |= 1 << 52 }
        let rotation = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61
        let residue = Int(rotated(bits, by: UInt64(rotation)) % modulus)
        let hash = value < 0 ? -residue : residue
        return hash == -1 ? -2 : hash
    }
}

extension Ref {
    /// The hash of an int (or a subclass's object).
    @inline(__always)
    public var intHash: Int {
        if Interpreter.isSingleDigit(self) {
            let value = singleDigitValue
            return value == -1 ? -2 : value
        }
        return longIntHash
    }

    @inline(never)
    private var longIntHash: Int {
        let size = intSize
        var index = abs(size)
        var residue: UInt64 = 0
        while index > 0 {
            index -= 1
            residue = NumberHash.rotated(residue, by: 30) &+ UInt64(intDigits[index])
            if residue >= NumberHash.modulus { residue -= NumberHash.modulus }
        }
        let hash = size < 0 ? -Int(residue) : Int(residue)
        return hash == -1 ? -2 : hash
    }
}
