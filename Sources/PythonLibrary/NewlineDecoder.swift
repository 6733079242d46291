import Glibc
import PythonRuntime

/// What is known of the line ends in a text that is decoded piece by piece: a carriage return that waits for what follows
/// it, and which kinds were seen.
struct NewlineState {
    private var bits: UInt8 = 0

    private static var waits: UInt8 { 1 }
    static var carriageReturn: UInt8 { 2 }
    static var lineFeed: UInt8 { 4 }
    static var both: UInt8 { 8 }

    var holdsReturn: Bool {
        get { bits & Self.waits != 0 }
        set { bits = bits & ~Self.waits | (newValue ? Self.waits : 0) }
    }
    var seen: UInt8 { bits & ~Self.waits }

    mutating func note(_ kind: UInt8) { bits |= kind }
    mutating func reset() { bits = 0 }
}

extension Interpreter {
    /// Translates the line ends of the next piece of a text, and keeps a carriage return at its end back unless it is the
    /// last.
    func decodeNewlines(
        _ input: consuming Owned, _ state: UnsafeMutablePointer<NewlineState>, translates: Bool,
        isFinal: Bool
    ) throws(Raised) -> Owned {
        var text = input
        if state.pointee.holdsReturn, isFinal || text.ref.strCount > 0 {
            let mark = try makeString(character: 13)
            text = try strConcatenate(mark.ref, text.ref)
            state.pointee.holdsReturn = false
        }
        let count = text.ref.strCount
        if !isFinal, count > 0, text.ref.characters[count - 1] == 13 {
            state.pointee.holdsReturn = true
            text = try makeString(characters: text.ref.characters.slice(0, count - 1))
        }
        let characters = text.ref.characters
        let hasReturn = find(13, in: characters, from: 0) != nil
        if !hasReturn {
            if state.pointee.seen & NewlineState.lineFeed == 0,
                find(10, in: characters, from: 0) != nil
            {
                state.pointee.note(NewlineState.lineFeed)
            }
            return text
        }
        noteLineEnds(characters, state)
        return translates ? try universalLines(self, text.ref) : text
    }

    private func noteLineEnds(
        _ characters: StrCharacters, _ state: UnsafeMutablePointer<NewlineState>
    ) {
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character == 10 {
                state.pointee.note(NewlineState.lineFeed)
            } else if character == 13 {
                if index < characters.count, characters[index] == 10 {
                    index += 1
                    state.pointee.note(NewlineState.both)
                } else {
                    state.pointee.note(NewlineState.carriageReturn)
                }
            }
        }
    }

    /// The kinds of line ends that were seen, as the attribute `newlines` shows them.
    func seenNewlines(_ state: NewlineState) throws(Raised) -> Owned {
        var kinds: [String] = []
        if state.seen & NewlineState.carriageReturn != 0 { kinds.append("\r") }
        if state.seen & NewlineState.lineFeed != 0 { kinds.append("\n") }
        if state.seen & NewlineState.both != 0 { kinds.append("\r\n") }
        if kinds.isEmpty { return none.owned() }
        if kinds.count == 1 { return try makeString(kinds[0]) }
        let result = try makeTuple(count: kinds.count)
        for index in kinds.indices {
            result.ref.tupleItems[index] = try makeString(kinds[index]).take()
        }
        return result
    }

    /// Where a character is, from a place on.
    func find(_ character: UInt8, in characters: StrCharacters, from start: Int) -> Int? {
        guard start < characters.count else { return nil }
        if characters.kind == 1 {
            let place = characters.start + start
            guard let found = memchr(place, Int32(character), characters.count - start) else {
                return nil
            }
            return start + (UnsafeRawPointer(found) - UnsafeRawPointer(place))
        }
        for index in start..<characters.count where characters[index] == UInt32(character) {
            return index
        }
        return nil
    }
}

/// `IncrementalNewlineDecoder`: the decoder below (or `None`) at 16, whether line ends are translated at 24, the state
/// at 32, whether it was made ready at 33.
enum NewlineDecoder {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.IncrementalNewlineDecoder", basicSize: 40,
            flags: TypeFlags.baseType, methods: methods,
            getSets: [
                GetSetSpec("newlines") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        try interpreter.checkDecoder(object)
                        return try interpreter.seenNewlines(object.newlineState.pointee)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "IncrementalNewlineDecoder",
                            names: ["decoder", "translate", "errors"], required: 2,
                            maximumPositional: 3), tuple: Ref(arguments), keywords: keywords)
                    object.hold(16, (values[0] ?? interpreter.none).owned())
                    object.number(24).pointee =
                        try interpreter.intArgument(values[1] ?? interpreter.none) != 0 ? 1 : 0
                    object.newlineState.pointee.reset()
                }
            }
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("decode", .fastKeywords) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "decode", names: ["input", "final"], required: 1,
                            maximumPositional: 2), arguments)
                    let isFinal = try interpreter.isTrue(values[1] ?? interpreter.false)
                    return try interpreter.decodeLines(
                        object, values[0] ?? interpreter.none, isFinal)
                }
            },
            MethodSpec("getstate", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.newlineDecoderState(object)
                }
            },
            MethodSpec("setstate", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.setNewlineDecoderState(object, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("reset", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.checkDecoder(object)
                    object.newlineState.pointee.reset()
                    guard let decoder = object.held(16), !decoder.isNone else {
                        return interpreter.none.owned()
                    }
                    let reset = try interpreter.intern("reset")
                    return try interpreter.callMethod(decoder, reset.ref)
                }
            },
        ]
    }
}

extension Ref {
    var newlineState: UnsafeMutablePointer<NewlineState> {
        (raw + 32).assumingMemoryBound(to: NewlineState.self)
    }
}

extension Interpreter {
    fileprivate func checkDecoder(_ object: Ref) throws(Raised) {
        if object.held(16) == nil {
            throw raise(.valueError, "IncrementalNewlineDecoder.__init__() not called")
        }
    }

    fileprivate func decodeLines(
        _ object: Ref, _ input: Ref, _ isFinal: Bool
    ) throws(Raised) -> Owned {
        try checkDecoder(object)
        var text = input.owned()
        if let decoder = object.held(16), !decoder.isNone {
            let method = try namedAttribute(decoder, "decode")
            text = try call(method.ref, input, isFinal ? self.true : self.false)
        }
        guard text.ref.isStr else {
            throw raise(
                .typeError,
                "decoder should return a string result, not '\(typeName(text.ref.type))'")
        }
        return try decodeNewlines(
            text, object.newlineState, translates: object.number(24).pointee != 0,
            isFinal: isFinal)
    }

    /// `(bytes, flags)`, the flags above the bit that says whether a carriage return waits.
    fileprivate func newlineDecoderState(_ object: Ref) throws(Raised) -> Owned {
        try checkDecoder(object)
        var buffer = emptyBytes.owned()
        var flags = 0
        if let decoder = object.held(16), !decoder.isNone {
            let key = try intern("getstate")
            let state = try callMethod(decoder, key.ref)
            guard state.ref.isTuple, state.ref.itemCount == 2 else {
                throw raise(.typeError, "illegal decoder state")
            }
            buffer = state.ref.tupleItem(0).owned()
            flags = try indexValue(state.ref.tupleItem(1), overflow: .overflowError)
        }
        let waits = object.newlineState.pointee.holdsReturn ? 1 : 0
        let number = try makeInt(flags &<< 1 | waits)
        return try makeTuple(buffer.ref, number.ref)
    }

    fileprivate func setNewlineDecoderState(_ object: Ref, _ state: Ref) throws(Raised) {
        try checkDecoder(object)
        guard state.isTuple, state.itemCount == 2 else {
            throw raise(.typeError, "state argument must be a tuple")
        }
        let flags = try indexValue(state.tupleItem(1), overflow: .overflowError)
        object.newlineState.pointee.holdsReturn = flags & 1 != 0
        guard let decoder = object.held(16), !decoder.isNone else { return }
        let number = try makeInt(flags >> 1)
        let below = try makeTuple(state.tupleItem(0), number.ref)
        let key = try intern("setstate")
        _ = try callMethod(decoder, key.ref, below.ref)
    }
}

/// Every kind of line end as `\n`.
func universalLines(_ interpreter: Interpreter, _ text: Ref) throws(Raised) -> Owned {
    let characters = text.characters
    guard interpreter.find(13, in: characters, from: 0) != nil else { return text.owned() }
    var result: [UInt32] = []
    result.reserveCapacity(characters.count)
    var index = 0
    while index < characters.count {
        let character = characters[index]
        index += 1
        if character == 13 {
            if index < characters.count, characters[index] == 10 { index += 1 }
            result.append(10)
        } else {
            result.append(character)
        }
    }
    return try interpreter.makeString(codePoints: result)
}
