/// The key of an interpreter's hashes. All zeros, as CPython has it for `PYTHONHASHSEED=0`, unless a
/// program starts another interpreter with another seed; so hashes are the same on every machine and
/// every run.
public struct HashKey: Equatable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0

    public init() {}

    /// A key that is told.
    init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }

    /// Any key, as for `PYTHONHASHSEED=random`.
    public init(randomBytes: () -> UInt8) {
        func word() -> UInt64 {
            (0..<8).reduce(0) { word, _ in word << 8 | UInt64(randomBytes()) }
        }
        first = word()
        second = word()
    }

    /// The key that CPython derives from a seed: bytes of a linear congruential generator
    /// (`lcg_urandom` in `Python/bootstrap_hash.c`).
    public init(seed: UInt32) {
        if seed == 0 { return }
        var state = seed
        func word() -> UInt64 {
            var word: UInt64 = 0
            for place in 0..<8 {
                state = state &* 214_013 &+ 2_531_011
                word |= UInt64(state >> 16 & 0xFF) << UInt64(8 * place)
            }
            return word
        }
        first = word()
        second = word()
    }
}

/// The hash of strings and bytes: SipHash-1-3 (`Python/pyhash.c`) with the interpreter's key.
enum StrHash {
    /// The hash of bytes in memory: 0 for none, never −1.
    static func hash(_ start: UnsafeRawPointer, _ count: Int, _ key: HashKey) -> Int {
        if count == 0 { return 0 }
        let hash = Int(bitPattern: UInt(sipHash13(start, count, key)))
        return hash == -1 ? -2 : hash
    }

    static func sipHash13(
        _ start: UnsafeRawPointer, _ count: Int, _ key: HashKey
    ) -> UInt64 {
        var state = SipState(key)
        let words = count >> 3
        for index in 0..<words {
            let word = start.loadUnaligned(fromByteOffset: index << 3, as: UInt64.self)
            state.absorb(UInt64(littleEndian: word))
        }
        var last = UInt64(truncatingIfNeeded: count) << 56
        for index in 0..<(count & 7) {
            let byte = start.load(fromByteOffset: words << 3 + index, as: UInt8.self)
            last |= UInt64(byte) << UInt64(index << 3)
        }
        state.absorb(last)
        return state.finish()
    }
}

extension Interpreter {
    /// The hash by which `.pyc` files know their source (`_Py_KeyedHash`): SipHash-1-3 with a key of its own.
    public func sourceHash(_ source: UnsafeRawBufferPointer, key: UInt64) -> UInt64 {
        guard let start = source.baseAddress else {
            var nothing: UInt8 = 0
            return StrHash.sipHash13(&nothing, 0, HashKey(first: key, second: 0))
        }
        return StrHash.sipHash13(start, source.count, HashKey(first: key, second: 0))
    }
}

/// The four words of SipHash.
private struct SipState {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    @inline(__always)
    init(_ key: HashKey) {
        v0 = 0x736f_6d65_7073_6575 ^ key.first
        v1 = 0x646f_7261_6e64_6f6d ^ key.second
        v2 = 0x6c79_6765_6e65_7261 ^ key.first
        v3 = 0x7465_6462_7974_6573 ^ key.second
    }

    @inline(__always)
    mutating func round() {
        v0 = v0 &+ v1
        v1 = rotate(v1, 13) ^ v0
        v0 = rotate(v0, 32)
        v2 = v2 &+ v3
        v3 = rotate(v3, 16) ^ v2
        v0 = v0 &+ v3
        v3 = rotate(v3, 21) ^ v0
        v2 = v2 &+ v1
        v1 = rotate(v1, 17) ^ v2
        v2 = rotate(v2, 32)
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        v0 ^= word
    }

    @inline(__always)
    mutating func finish() -> UInt64 {
        v2 ^= 0xff
        round()
        round()
        round()
        return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word &<< bits | word &>> (64 &- bits)
    }
}

extension Ref {
    /// The cached or computed hash of an exact str; never raises.
    @inline(__always)
    public var strHash: Int {
        let hash = strHeader.pointee.hash
        return hash != -1 ? hash : computeStrHash()
    }

    @inline(never)
    func computeStrHash() -> Int {
        let key = interpreter.state.pointee.strings.hashKey
        let hash = StrHash.hash(strData, strCount &* strKind, key)
        strHeader.pointee.hash = hash
        return hash
    }
}
