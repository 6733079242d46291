import PythonRuntime

/// The module `_random` (`Modules/_randommodule.c`): the Mersenne Twister MT19937 of Matsumoto and Nishimura.
/// An object has the place among its 624 words at 16, the words from 20 on.
enum RandomModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_random")
        try interpreter.addType(.randomGenerator, spec(), to: module.ref)
        return module
    }

    private static func spec() -> TypeSpec {
        TypeSpec(
            library: "_random.Random", basicSize: 2520, flags: TypeFlags.baseType,
            methods: [
                MethodSpec("random", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        var words = MersenneTwister(object)
                        let high = words.next() >> 5
                        let low = words.next() >> 6
                        return try interpreter.makeFloat(
                            (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992)
                    }
                },
                MethodSpec("seed", .fast) { object, arguments, count, names in
                    nativeMethod(object, arguments, count, names) {
                        interpreter, object, arguments throws(Raised) in
                        try interpreter.checkArguments("seed", arguments.count, 0, 1)
                        try seedGenerator(interpreter, object, arguments[optional: 0])
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("getrandbits", .oneArgument) { object, arguments, _, _ in
                    nativeMethod(object, arguments, 1, nil) {
                        interpreter, object, arguments throws(Raised) in
                        let count = try interpreter.indexValue(
                            arguments[0], overflow: .overflowError)
                        return try randomBits(interpreter, object, count)
                    }
                },
                MethodSpec("getstate", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try generatorState(interpreter, object)
                    }
                },
                MethodSpec("setstate", .oneArgument) { object, arguments, _, _ in
                    nativeMethod(object, arguments, 1, nil) {
                        interpreter, object, arguments throws(Raised) in
                        try setGeneratorState(interpreter, object, arguments[0])
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).freeInstance($0) }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let cls = type.assumingMemoryBound(to: PyTypeObject.self)
                    if interpreter.keepsInitializer(cls, of: interpreter.type(.randomGenerator)) {
                        try interpreter.refuseKeywords("Random", keywords)
                    }
                    guard Ref(arguments).itemCount <= 1 else {
                        throw interpreter.raise(
                            .typeError, "Random() requires 0 or 1 argument")
                    }
                    let object = try interpreter.allocateInstance(cls)
                    let seed =
                        Ref(arguments).itemCount > 0 ? Ref(arguments).tupleItem(0) : nil
                    try seedGenerator(interpreter, object.ref, seed)
                    return object
                }
            }
            block.pointee.type.tp_init = { _, _, _ in 0 }
        }
    }
}

/// The generator in an object.
struct MersenneTwister {
    private let place: UnsafeMutablePointer<Int32>
    private let words: UnsafeMutablePointer<UInt32>

    init(_ object: Ref) {
        place = (object.raw + 16).assumingMemoryBound(to: Int32.self)
        words = (object.raw + 20).assumingMemoryBound(to: UInt32.self)
    }

    var index: Int {
        get { Int(place.pointee) }
        nonmutating set { place.pointee = Int32(truncatingIfNeeded: newValue) }
    }

    subscript(place: Int) -> UInt32 {
        get { words[place] }
        nonmutating set { words[place] = newValue }
    }

    mutating func next() -> UInt32 {
        // A program that writes to memory may have put anything there.
        if !(0..<624).contains(index) { twist() }
        var value = words[index]
        index += 1
        value ^= value >> 11
        value ^= value << 7 & 0x9D2C_5680
        value ^= value << 15 & 0xEFC6_0000
        return value ^ value >> 18
    }

    private func twist() {
        for place in 0..<624 {
            let mixed =
                words[place] & 0x8000_0000 | words[(place + 1) % 624] & 0x7FFF_FFFF
            words[place] =
                words[(place + 397) % 624] ^ mixed >> 1 ^ (mixed & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        index = 0
    }

    private func seed(_ value: UInt32) {
        words[0] = value
        for place in 1..<624 {
            let before = words[place - 1]
            words[place] = 1_812_433_253 &* (before ^ before >> 30) &+ UInt32(place)
        }
        index = 624
    }

    /// From the words of a key (`init_by_array`).
    func seed(_ key: [UInt32]) {
        seed(19_650_218)
        var (place, item) = (1, 0)
        for _ in 0..<max(624, key.count) {
            let before = words[place - 1]
            words[place] =
                (words[place] ^ (before ^ before >> 30) &* 1_664_525) &+ key[item]
                &+ UInt32(item)
            place += 1
            item += 1
            if place >= 624 {
                words[0] = words[623]
                place = 1
            }
            if item >= key.count { item = 0 }
        }
        for _ in 0..<623 {
            let before = words[place - 1]
            words[place] =
                (words[place] ^ (before ^ before >> 30) &* 1_566_083_941) &- UInt32(place)
            place += 1
            if place >= 624 {
                words[0] = words[623]
                place = 1
            }
        }
        words[0] = 0x8000_0000
    }
}

private func seedGenerator(
    _ interpreter: Interpreter, _ object: Ref, _ seed: Ref?
) throws(Raised) {
    let number: Owned
    if let seed, !seed.isNone {
        if seed.isInt {
            number = try interpreter.absolute(seed)
        } else {
            let hash = try interpreter.hash(seed)
            number = try interpreter.makeInt(unsigned: UInt(bitPattern: hash))
        }
    } else {
        number = try interpreter.makeInt(unsigned: UInt(interpreter.nextEntropy()))
    }
    MersenneTwister(object).seed(try words(interpreter, number.ref))
}

/// An int's bits in words of 32, lowest first; one at least.
private func words(_ interpreter: Interpreter, _ number: Ref) throws(Raised) -> [UInt32] {
    let size = abs(number.fields(PyLongObject.self).pointee.ob_size)
    var result: [UInt32] = []
    var (carry, bits) = (UInt64(0), UInt64(0))
    for index in 0..<size {
        let digit = number.raw.load(fromByteOffset: 24 + 4 * index, as: UInt32.self)
        carry |= UInt64(digit) << bits
        bits += 30
        if bits >= 32 {
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
            bits -= 32
        }
    }
    if carry != 0 || result.isEmpty { result.append(UInt32(truncatingIfNeeded: carry)) }
    return result
}

private func randomBits(
    _ interpreter: Interpreter, _ object: Ref, _ count: Int
) throws(Raised) -> Owned {
    if count < 0 {
        throw interpreter.raise(.valueError, "number of bits must be non-negative")
    }
    if count > 1 << 32 { throw interpreter.raiseMemoryError() }
    var generator = MersenneTwister(object)
    if count == 0 { return try interpreter.makeInt(0) }
    if count <= 32 {
        return try interpreter.makeInt(Int(generator.next() >> UInt32(32 - count)))
    }
    var bytes: [UInt8] = []
    var left = count
    while left > 0 {
        var word = generator.next()
        if left < 32 { word >>= UInt32(32 - left) }
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        left -= 32
    }
    let data = try interpreter.makeBytes(bytes)
    let convert = try interpreter.namedAttribute(
        Ref(RawObject(interpreter.type(BuiltinType.int))), "from_bytes")
    let order = try interpreter.intern("little")
    return try interpreter.call(convert.ref, data.ref, order.ref)
}

private func generatorState(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> Owned {
    let generator = MersenneTwister(object)
    let tuple = try interpreter.makeTuple(count: 625)
    tuple.ref.tupleItems[624] = try interpreter.makeInt(generator.index).take()
    for index in 0..<624 {
        tuple.ref.tupleItems[index] = try interpreter.makeInt(Int(generator[index])).take()
    }
    return tuple
}

private func setGeneratorState(
    _ interpreter: Interpreter, _ object: Ref, _ state: Ref
) throws(Raised) {
    guard state.isTuple else {
        throw interpreter.raise(.typeError, "state vector must be a tuple")
    }
    guard state.itemCount == 625 else {
        throw interpreter.raise(.valueError, "state vector is the wrong size")
    }
    var values: [UInt32] = []
    for index in 0..<625 {
        let value = try interpreter.indexValue(
            state.tupleItem(index), overflow: .overflowError)
        values.append(UInt32(truncatingIfNeeded: value))
    }
    guard values[624] <= 624 else { throw interpreter.raise(.valueError, "invalid state") }
    let generator = MersenneTwister(object)
    for index in 0..<624 { generator[index] = values[index] }
    generator.index = Int(values[624])
}
