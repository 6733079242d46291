import PythonRuntime

/// The types of hashes: all have `update`, `digest`, `hexdigest` and `copy`, and tell their name and sizes.
enum HashType {
    static func spec(_ kind: HashKind) -> TypeSpec {
        let isMade = kind.isKeccak || kind.isBlake2
        return TypeSpec(
            library: kind.typeName, basicSize: kind.size,
            flags: isMade ? 0 : TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: methods + (kind.isExtendable ? extendableMethods : digestMethods),
            getSets: getSets + (kind.isKeccak ? spongeGetSets : [])
                + (kind.isSHA2 ? [] : [digestSizeGetSet]),
            // Where it is known by a field of the state (`SHA2State`).
            members: kind.isSHA2
                ? [MemberSpec("digest_size", .int32, offset: kind.size - 4)] : []
        ) { block in
            if isMade {
                block.pointee.type.tp_dealloc = { Interpreter(containing: $0).freeInstance($0) }
            } else {
                block.pointee.type.tp_dealloc = {
                    Interpreter(containing: $0).deallocate($0) { _ in }
                }
                block.pointee.type.tp_traverse = { _, _, _ in 0 }
            }
            if kind.isKeccak { block.pointee.type.tp_new = KeccakConstruction.slot }
            if kind.isBlake2 { block.pointee.type.tp_new = Blake2Construction.slot }
        }
    }

    private static var getSets: [GetSetSpec] {
        [
            GetSetSpec("block_size") { raw, _ in
                withObject(raw) { interpreter, hash throws(Raised) in
                    try interpreter.makeInt(interpreter.hashKind(hash.type).blockSize)
                }
            },
            GetSetSpec("name") { raw, _ in
                withObject(raw) { interpreter, hash throws(Raised) in
                    try interpreter.makeString(interpreter.shortTypeName(hash.type))
                }
            },
        ]
    }

    private static var digestSizeGetSet: GetSetSpec {
        GetSetSpec("digest_size") { raw, _ in
            withObject(raw) { interpreter, hash throws(Raised) in
                try interpreter.makeInt(
                    HashType.digestSize(hash, interpreter.hashKind(hash.type)))
            }
        }
    }

    private static var spongeGetSets: [GetSetSpec] {
        [
            GetSetSpec("_capacity_bits") { raw, _ in
                withObject(raw) { interpreter, hash throws(Raised) in
                    let rate = interpreter.hashKind(hash.type).blockSize
                    return try interpreter.makeInt(1600 - 8 * rate)
                }
            },
            GetSetSpec("_rate_bits") { raw, _ in
                withObject(raw) { interpreter, hash throws(Raised) in
                    try interpreter.makeInt(8 * interpreter.hashKind(hash.type).blockSize)
                }
            },
            GetSetSpec("_suffix") { raw, _ in
                withObject(raw) { interpreter, hash throws(Raised) in
                    try interpreter.makeBytes([interpreter.hashKind(hash.type).suffix])
                }
            },
        ]
    }

    static func digestSize(_ hash: Ref, _ kind: HashKind) -> Int {
        switch kind {
        case .blake2b: Blake2State<UInt64>(start: hash.raw).digestSize
        case .blake2s: Blake2State<UInt32>(start: hash.raw).digestSize
        default: kind.digestSize
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("copy", .noArguments) { hash, _, _, _ in
                withSelf(hash) { interpreter, hash throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    let copy = try interpreter.allocateInstance(hash.type)
                    (copy.raw + 16).copyMemory(from: hash.raw + 16, byteCount: kind.size - 16)
                    return copy
                }
            },
            MethodSpec("update", .oneArgument) { hash, arguments, _, _ in
                nativeMethod(hash, arguments, 1, nil) {
                    interpreter, hash, arguments throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    try interpreter.updateHash(hash, kind, arguments[0])
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static var digestMethods: [MethodSpec] {
        [
            MethodSpec("digest", .noArguments) { hash, _, _, _ in
                withSelf(hash) { interpreter, hash throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    return try interpreter.makeBytes(kind.digest(hash.raw, kind.digestSize))
                }
            },
            MethodSpec("hexdigest", .noArguments) { hash, _, _, _ in
                withSelf(hash) { interpreter, hash throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    return try interpreter.makeString(
                        HashType.digits(of: kind.digest(hash.raw, kind.digestSize)))
                }
            },
        ]
    }

    private static var extendableMethods: [MethodSpec] {
        [
            MethodSpec("digest", .oneArgument) { hash, arguments, _, _ in
                nativeMethod(hash, arguments, 1, nil) {
                    interpreter, hash, arguments throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    let count = try HashType.digestLength(interpreter, arguments[0])
                    return try interpreter.makeBytes(kind.digest(hash.raw, count))
                }
            },
            MethodSpec("hexdigest", .oneArgument) { hash, arguments, _, _ in
                nativeMethod(hash, arguments, 1, nil) {
                    interpreter, hash, arguments throws(Raised) in
                    let kind = interpreter.hashKind(hash.type)
                    let count = try HashType.digestLength(interpreter, arguments[0])
                    return try interpreter.makeString(
                        HashType.digits(of: kind.digest(hash.raw, count)))
                }
            },
        ]
    }

    fileprivate static func digestLength(
        _ interpreter: Interpreter, _ argument: Ref
    ) throws(Raised) -> Int {
        let count = try interpreter.unsignedArgument(argument)
        if count >= 1 << 29 { throw interpreter.raise(.valueError, "length is too large") }
        return Int(count)
    }

    fileprivate static func digits(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Interpreter {
    /// An argument of C's type `unsigned long` (`_PyLong_UnsignedLong_Converter`).
    func unsignedArgument(_ argument: Ref) throws(Raised) -> UInt {
        guard argument.isInt else { throw raise(.typeError, "an integer is required") }
        if argument.fields(PyLongObject.self).pointee.ob_size < 0 {
            throw raise(.valueError, "value must be positive")
        }
        guard let value: UInt = fixedWidth(argument) else {
            throw raise(.overflowError, "Python int too large to convert to C unsigned long")
        }
        return value
    }
}
