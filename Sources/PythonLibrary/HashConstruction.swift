import PythonRuntime

/// `sha3_224(data=b'', /, *, usedforsecurity=True)` and the others of its family, which share their arguments' parser in
/// CPython and so its name in complaints.
enum KeccakConstruction {
    static var slot: NewSlot {
        { type, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: type)
                let values = try interpreter.bind(
                    ParameterList(
                        function: "sha3_224", names: ["", "usedforsecurity"], positionalOnly: 1,
                        maximumPositional: 1), tuple: Ref(arguments), keywords: keywords)
                if let flag = values[1] { _ = try interpreter.isTrue(flag) }
                let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                let kind = interpreter.hashKind(pointer)
                let hash = try interpreter.allocateInstance(pointer)
                kind.begin(hash.ref.raw)
                if let data = values[0] { try interpreter.updateHash(hash.ref, kind, data) }
                return hash
            }
        }
    }
}

/// `blake2b(data=b'', /, *, digest_size=64, key=b'', …)`: the arguments fill the parameter block of RFC 7693, 2.5.
enum Blake2Construction {
    static var slot: NewSlot {
        { type, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: type)
                let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                let kind = interpreter.hashKind(pointer)
                let values = try interpreter.bind(
                    ParameterList(
                        function: kind == .blake2b ? "blake2b" : "blake2s",
                        names: Blake2Construction.names,
                        positionalOnly: 1, maximumPositional: 1),
                    tuple: Ref(arguments), keywords: keywords)
                let hash = try interpreter.allocateInstance(pointer)
                if kind == .blake2b {
                    try Blake2Construction.begin(
                        interpreter, hash.ref, kind, values,
                        Blake2State<UInt64>(start: hash.ref.raw))
                } else {
                    try Blake2Construction.begin(
                        interpreter, hash.ref, kind, values,
                        Blake2State<UInt32>(start: hash.ref.raw))
                }
                return hash
            }
        }
    }

    fileprivate static var names: [StaticString] {
        [
            "", "digest_size", "key", "salt", "person", "fanout", "depth", "leaf_size",
            "node_offset", "node_depth", "inner_size", "last_node", "usedforsecurity",
        ]
    }

    fileprivate static func begin<Word>(
        _ interpreter: Interpreter, _ hash: Ref, _ kind: HashKind, _ values: [Ref?],
        _ state: Blake2State<Word>
    ) throws(Raised) {
        let numbers = try Blake2Numbers(interpreter, values, most: kind.digestSize)
        let key = try values[2].map { key throws(Raised) in try interpreter.bytesLike(key) } ?? []
        let places = state.parameters
        let isWide = Blake2State<Word>.isWide
        let salt = Blake2State<Word>.saltSize
        try numbers.checkSizes(interpreter)
        try copy(interpreter, values[3], "salt", to: places + 2 * salt, salt)
        try copy(interpreter, values[4], "person", to: places + 3 * salt, salt)
        try numbers.checkTree(interpreter, isWide: isWide)
        if key.count > kind.digestSize {
            throw interpreter.raise(.valueError, "maximum key length is \(kind.digestSize) bytes")
        }
        numbers.write(to: places, keySize: key.count, isWide: isWide)
        state.begin(isLastNode: numbers.isLastNode)
        if !key.isEmpty {
            let rest = [UInt8](repeating: 0, count: Blake2State<Word>.blockSize - key.count)
            (key + rest).withUnsafeBufferPointer { state.update($0) }
        }
        if let data = values[0] { try interpreter.updateHash(hash, kind, data) }
    }

    /// Bytes of an argument that may not be longer than its place.
    private static func copy(
        _ interpreter: Interpreter, _ argument: Ref?, _ name: String,
        to place: UnsafeMutablePointer<UInt8>, _ size: Int
    ) throws(Raised) {
        guard let argument else { return }
        let bytes = try interpreter.bytesLike(argument)
        if bytes.count > size {
            throw interpreter.raise(.valueError, "maximum \(name) length is \(size) bytes")
        }
        for index in bytes.indices { place[index] = bytes[index] }
    }
}

/// The numbers among the arguments of a BLAKE2.
private struct Blake2Numbers {
    var digestSize = 0
    var fanout = 1
    var depth = 1
    var leafSize: UInt = 0
    var nodeOffset: UInt = 0
    var nodeDepth = 0
    var innerSize = 0
    var isLastNode = false
    let most: Int

    init(_ interpreter: Interpreter, _ values: [Ref?], most: Int) throws(Raised) {
        self.most = most
        digestSize =
            try values[1].map { value throws(Raised) in
                try interpreter.intArgument(value)
            } ?? most
        if let value = values[5] { fanout = try interpreter.intArgument(value) }
        if let value = values[6] { depth = try interpreter.intArgument(value) }
        if let value = values[7] { leafSize = try interpreter.unsignedArgument(value) }
        if let value = values[8] {
            do throws(Raised) {
                nodeOffset = try interpreter.unsignedArgument(value)
            } catch {
                guard interpreter.currentExceptionIs(.overflowError) else { throw error }
                interpreter.clearException()
                throw interpreter.raise(.overflowError, "int too big to convert")
            }
        }
        if let value = values[9] { nodeDepth = try interpreter.intArgument(value) }
        if let value = values[10] { innerSize = try interpreter.intArgument(value) }
        if let value = values[11] { isLastNode = try interpreter.isTrue(value) }
        if let value = values[12] { _ = try interpreter.isTrue(value) }
    }

    func checkSizes(_ interpreter: Interpreter) throws(Raised) {
        if digestSize <= 0 || digestSize > most {
            throw interpreter.raise(
                .valueError, "digest_size must be between 1 and \(most) bytes")
        }
    }

    func checkTree(_ interpreter: Interpreter, isWide: Bool) throws(Raised) {
        if !(0...255).contains(fanout) {
            throw interpreter.raise(.valueError, "fanout must be between 0 and 255")
        }
        if !(1...255).contains(depth) {
            throw interpreter.raise(.valueError, "depth must be between 1 and 255")
        }
        if leafSize > 0xFFFF_FFFF {
            throw interpreter.raise(.overflowError, "leaf_size is too large")
        }
        if !isWide, nodeOffset > 0xFFFF_FFFF_FFFF {
            throw interpreter.raise(.overflowError, "node_offset is too large")
        }
        if !(0...255).contains(nodeDepth) {
            throw interpreter.raise(.valueError, "node_depth must be between 0 and 255")
        }
        if !(0...most).contains(innerSize) {
            throw interpreter.raise(
                .valueError, "inner_size must be between 0 and is \(most)")
        }
    }

    func write(to places: UnsafeMutablePointer<UInt8>, keySize: Int, isWide: Bool) {
        places[0] = UInt8(truncatingIfNeeded: digestSize)
        places[1] = UInt8(truncatingIfNeeded: keySize)
        places[2] = UInt8(truncatingIfNeeded: fanout)
        places[3] = UInt8(truncatingIfNeeded: depth)
        for index in 0..<4 {
            places[4 + index] = UInt8(truncatingIfNeeded: leafSize >> UInt(8 * index))
        }
        let offsetSize = isWide ? 8 : 6
        for index in 0..<offsetSize {
            places[8 + index] = UInt8(truncatingIfNeeded: nodeOffset >> UInt(8 * index))
        }
        places[8 + offsetSize] = UInt8(truncatingIfNeeded: nodeDepth)
        places[9 + offsetSize] = UInt8(truncatingIfNeeded: innerSize)
    }
}
