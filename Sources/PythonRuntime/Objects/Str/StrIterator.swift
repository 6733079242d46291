/// The iterators over strings, `str_iterator` and, for ASCII, `str_ascii_iterator`: alike but for how they
/// read a character (`unicodeiterobject`). 32 bytes behind a GC head.
@frozen
public struct PyUnicodeIterObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var it_index: Int
    /// The string; nil once the iterator is exhausted.
    public var it_seq: RawObject?
}

extension Interpreter {
    func makeStrIterator(_ string: Ref) throws(Raised) -> Owned {
        let type = type(string.strIsASCII ? .strASCIIIterator : .strIterator)
        let raw = try newGCObject(type, size: 32)
        let fields = raw.assumingMemoryBound(to: PyUnicodeIterObject.self)
        fields.pointee.it_index = 0
        fields.pointee.it_seq = string.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    static func strIteratorTypeSpec() -> TypeSpec {
        stringIteratorSpec(.strIterator, "str_iterator")
    }

    static func strASCIIIteratorTypeSpec() -> TypeSpec {
        stringIteratorSpec(.strASCIIIterator, "str_ascii_iterator")
    }

    private static func stringIteratorSpec(
        _ builtin: BuiltinType, _ name: StaticString
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let fields = object.fields(PyUnicodeIterObject.self)
                        guard let sequence = fields.pointee.it_seq else {
                            return interpreter.smallInt(0).owned()
                        }
                        return try interpreter.makeInt(
                            Ref(sequence).strCount - fields.pointee.it_index)
                    }
                },
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try interpreter.reduceStrIterator(object)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let state = interpreter.argument(arguments, 0)
                        let index = try interpreter.indexValue(state, overflow: .overflowError)
                        let fields = object.fields(PyUnicodeIterObject.self)
                        if let sequence = fields.pointee.it_seq {
                            fields.pointee.it_index = min(max(index, 0), Ref(sequence).strCount)
                        }
                        return interpreter.none.owned()
                    }
                },
            ],
            slots: { block in
                block.pointee.type.tp_dealloc = { raw in
                    let interpreter = Interpreter(containing: raw)
                    interpreter.untrack(raw)
                    let fields = raw.assumingMemoryBound(to: PyUnicodeIterObject.self)
                    if let sequence = fields.pointee.it_seq { Ref(sequence).decref() }
                    interpreter.freeGCObject(raw)
                }
                block.pointee.type.tp_traverse = { raw, visit, argument in
                    let fields = raw.assumingMemoryBound(to: PyUnicodeIterObject.self)
                    return fields.pointee.it_seq.map { visit($0, argument) } ?? 0
                }
                block.pointee.type.tp_iter = { Ref($0).owned().take() }
                block.pointee.type.tp_iternext = { Interpreter(containing: $0).nextCharacter($0) }
            })
    }

    /// The next character, a new reference; nil at the end, when the string is let go.
    @inline(__always)
    func nextCharacter(_ raw: RawObject) -> RawObject? {
        let fields = raw.assumingMemoryBound(to: PyUnicodeIterObject.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let characters = Ref(sequence).characters
        let index = fields.pointee.it_index
        if index < characters.count {
            fields.pointee.it_index = index &+ 1
            let character = characters[index]
            if character < 256 {
                return latin1Character(UInt8(truncatingIfNeeded: character)).owned().take()
            }
            return slotResult { () throws(Raised) in try makeString(character: character) }
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }

    private func reduceStrIterator(_ object: Ref) throws(Raised) -> Owned {
        let fields = object.fields(PyUnicodeIterObject.self)
        guard let builtins = state.pointee.modules.builtinsDict else {
            throw raise(.runtimeError, "lost builtins")
        }
        let key = try intern("iter")
        guard let function = try dictGet(Ref(builtins), key.ref) else {
            throw raise(.attributeError, "iter")
        }
        let sequence = fields.pointee.it_seq.map { Ref($0) } ?? emptyString
        let arguments = try makeTuple([sequence])
        if fields.pointee.it_seq == nil { return try makeTuple([function, arguments.ref]) }
        let index = try makeInt(fields.pointee.it_index)
        return try makeTuple([function, arguments.ref, index.ref])
    }
}
