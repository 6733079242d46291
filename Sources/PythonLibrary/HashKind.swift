import PythonRuntime

/// The hashes that programs can have, each a type of its own with its state in its instances.
enum HashKind: Int, CaseIterable {
    case md5, sha1, sha224, sha256, sha384, sha512
    case sha3At224, sha3At256, sha3At384, sha3At512, shake128, shake256
    case blake2b, blake2s

    var libraryType: LibraryType {
        switch self {
        case .md5: .md5
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        case .sha3At224: .sha3At224
        case .sha3At256: .sha3At256
        case .sha3At384: .sha3At384
        case .sha3At512: .sha3At512
        case .shake128: .shake128
        case .shake256: .shake256
        case .blake2b: .blake2b
        case .blake2s: .blake2s
        }
    }

    var typeName: StaticString {
        switch self {
        case .md5: "_md5.md5"
        case .sha1: "_sha1.sha1"
        case .sha224: "_sha256.sha224"
        case .sha256: "_sha256.sha256"
        case .sha384: "_sha512.sha384"
        case .sha512: "_sha512.sha512"
        case .sha3At224: "_sha3.sha3_224"
        case .sha3At256: "_sha3.sha3_256"
        case .sha3At384: "_sha3.sha3_384"
        case .sha3At512: "_sha3.sha3_512"
        case .shake128: "_sha3.shake_128"
        case .shake256: "_sha3.shake_256"
        case .blake2b: "_blake2.blake2b"
        case .blake2s: "_blake2.blake2s"
        }
    }

    /// The size of an instance.
    var size: Int {
        switch self {
        case .md5, .sha1: 112
        case .sha224, .sha256: 128
        case .sha384, .sha512: 224
        case .blake2b: 448
        default: 240
        }
    }

    var blockSize: Int {
        switch self {
        case .md5, .sha1, .sha224, .sha256, .blake2s: 64
        case .sha384, .sha512, .blake2b: 128
        case .shake128: 168
        case .sha3At224: 144
        case .sha3At256, .shake256: 136
        case .sha3At384: 104
        case .sha3At512: 72
        }
    }

    /// The size of the digest; 0 where the caller says how long it shall be. A BLAKE2 knows its own.
    var digestSize: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha224, .sha3At224: 28
        case .sha256, .sha3At256, .blake2s: 32
        case .sha384, .sha3At384: 48
        case .sha512, .sha3At512, .blake2b: 64
        case .shake128, .shake256: 0
        }
    }

    /// The bits that end the message of a SHA-3, and those of a SHAKE.
    var suffix: UInt8 { isExtendable ? 0x1f : 0x06 }
    var isExtendable: Bool { self == .shake128 || self == .shake256 }
    var isSHA2: Bool { rawValue >= Self.sha224.rawValue && rawValue <= Self.sha512.rawValue }
    var isKeccak: Bool { rawValue >= Self.sha3At224.rawValue && rawValue <= Self.shake256.rawValue }
    var isBlake2: Bool { self == .blake2b || self == .blake2s }

    /// Begins a hash whose memory is zero; those with parameters have theirs in place already.
    func begin(_ start: UnsafeMutableRawPointer) {
        switch self {
        case .md5: MD5State(start: start).begin()
        case .sha1: SHA1State(start: start).begin()
        case .sha224, .sha256: SHA2State<UInt32>(start: start).begin(digestSize)
        case .sha384, .sha512: SHA2State<UInt64>(start: start).begin(digestSize)
        case .blake2b, .blake2s: break
        default: KeccakState(start: start).begin(rate: blockSize)
        }
    }

    func update(_ start: UnsafeMutableRawPointer, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch self {
        case .md5: MD5State(start: start).update(bytes)
        case .sha1: SHA1State(start: start).update(bytes)
        case .sha224, .sha256: SHA2State<UInt32>(start: start).update(bytes)
        case .sha384, .sha512: SHA2State<UInt64>(start: start).update(bytes)
        case .blake2b: Blake2State<UInt64>(start: start).update(bytes)
        case .blake2s: Blake2State<UInt32>(start: start).update(bytes)
        default: KeccakState(start: start).update(bytes)
        }
    }

    /// The digest of what was given so far; more can be given afterwards, since a copy is finished.
    func digest(_ start: UnsafeMutableRawPointer, _ count: Int) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { copy in
            guard let place = copy.baseAddress else { return [] }
            place.copyMemory(from: start, byteCount: size)
            switch self {
            case .md5: return MD5State(start: place).finish()
            case .sha1: return SHA1State(start: place).finish()
            case .sha224, .sha256: return SHA2State<UInt32>(start: place).finish()
            case .sha384, .sha512: return SHA2State<UInt64>(start: place).finish()
            case .blake2b: return Blake2State<UInt64>(start: place).finish()
            case .blake2s: return Blake2State<UInt32>(start: place).finish()
            default: return KeccakState(start: place).finish(count, suffix: suffix)
            }
        }
    }
}

extension Interpreter {
    /// Which hash an object is; its type is one of those, since these have no subclasses.
    func hashKind(_ type: TypePointer) -> HashKind {
        for kind in HashKind.allCases
        where hasLibraryType(kind.libraryType.rawValue) && self.type(kind.libraryType) == type {
            return kind
        }
        return .md5
    }

    /// Gives an object's bytes to a hash, with the complaints of `hashlib.h`.
    func updateHash(_ hash: Ref, _ kind: HashKind, _ data: Ref) throws(Raised) {
        if data.isStr { throw raise(.typeError, "Strings must be encoded before hashing") }
        guard data.hasBuffer else {
            throw raise(.typeError, "object supporting the buffer API required")
        }
        let view = try view(of: data)
        if view.view.ndim > 1 { throw raise(.bufferError, "Buffer must be single dimension") }
        kind.update(hash.raw, view.bytes)
    }
}
