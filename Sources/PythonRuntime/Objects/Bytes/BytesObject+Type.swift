/// The type `bytes`: its slots and `bytes(…)`. Methods are in the files `BytesMethods….swift`.
extension Interpreter {
    static func bytesTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .bytes, name: "bytes", basicSize: 33, itemSize: 1,
            flags: TypeFlags.baseType | TypeFlags.bytesSubclass | TypeFlags.matchSelf,
            methods: bytesMethods(),
            slots: { block in
                block.pointee.type.tp_dealloc = { raw in
                    let interpreter = Interpreter(containing: raw)
                    if Ref(raw).isExactly(.bytes) {
                        interpreter.freeInstance(raw)
                    } else {
                        interpreter.freeSubclassObject(raw)
                    }
                }
                let repr: UnarySlot = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.bytesRepr(object)
                    }
                }
                block.pointee.type.tp_repr = repr
                block.pointee.type.tp_str = Interpreter.bytesStr
                block.pointee.type.tp_hash = { Ref($0).bytesHash }
                block.pointee.type.tp_richcompare = { left, right, op in
                    guard Ref(left).isBytes, Ref(right).isBytes else {
                        return Interpreter.bytesCompareOther(left, right, op)
                    }
                    return Ref(left).interpreter.bytesRichCompare(Ref(left), Ref(right), op)
                }
                block.pointee.type.tp_iter = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.makeBytesIterator(object)
                    }
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, type throws(Raised) in
                        try interpreter.newBytes(type, Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                block.pointee.buffer.bf_getbuffer = { raw, view, flags in
                    let object = Ref(raw)
                    return object.interpreter.fillBuffer(
                        view, object, UnsafeMutableRawPointer(object.bytesStart),
                        object.itemCount, isReadOnly: true, flags)
                }
                setBytesSequenceSlots(block)
            })
    }

    private static func setBytesSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).itemCount }
        block.pointee.mapping.mp_length = { Ref($0).itemCount }
        block.pointee.sequence.sq_concat = {
            withObjects($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.bytesConcatenate(left, right)
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.bytesRepeat(object, times)
            }
        }
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.bytesItem(object, index)
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            slotStatus { () throws(Raised) in
                try Interpreter(containing: raw).bytesContains(Ref(raw), Ref(item)) ? 1 : 0
            }
        }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.bytesSubscript(object, key)
            }
        }
        block.pointee.number.nb_remainder = { left, right in
            guard Ref(left).isBytes else { return notImplementedResult(left) }
            return withObjects(left, right) { interpreter, format, values throws(Raised) in
                var run = PercentFormat(
                    interpreter, format.byteCharacters, values, makesBytes: true)
                return try run.run()
            }
        }
    }

    private static let bytesParameters = Parameters("bytes", ["source", "encoding", "errors"])

    /// `bytes.__new__(type, …)`.
    private func newBytes(_ type: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let parsed = try parseArguments(
            Self.bytesParameters, tuple: arguments, keywords: keywords)
        let value = try bytesFromArguments(parsed)
        if type.raw == RawObject(self.type(.bytes)) { return value }
        guard let allocate = type.fields(PyTypeObject.self).pointee.tp_alloc else {
            throw raiseMemoryError()
        }
        let count = value.ref.itemCount
        let result = try checked(allocate(type.raw, count))
        result.ref.fields(PyBytesObject.self).pointee.ob_shash = -1
        result.ref.bytesStart.update(from: value.ref.bytesStart, count: count + 1)
        return result
    }

    private func bytesFromArguments(_ parsed: [Ref?]) throws(Raised) -> Owned {
        let encoding = try codecName(parsed[1], "bytes", "encoding")
        let errors = try codecName(parsed[2], "bytes", "errors")
        guard let source = parsed[0] else {
            if encoding != nil || errors != nil {
                throw raiseNoStringArgument(hasEncoding: encoding != nil)
            }
            return emptyBytes.owned()
        }
        if encoding == nil, errors == nil, !source.isBytes,
            lookup(source.type, name(.__bytes__)) != nil
        {
            return try bytesFromObject(source)
        }
        if source.isStr {
            guard encoding != nil else {
                throw raise(.typeError, "string argument without an encoding")
            }
            return try encode(
                source, encoding: encoding ?? "utf-8", errors: errors ?? "strict")
        }
        if encoding != nil || errors != nil {
            throw raiseNoStringArgument(hasEncoding: encoding != nil)
        }
        if !source.isBytes, lookup(source.type, name(.__bytes__)) == nil, isIndex(source),
            let count = try zeroCount(source)
        {
            return try zeroBytes(count)
        }
        return try bytesFromObject(source)
    }

    private func zeroBytes(_ count: Int) throws(Raised) -> Owned {
        if count < 0 { throw raise(.valueError, "negative count") }
        let result = try newBytes(count: count)
        result.ref.bytesStart.update(repeating: 0, count: count)
        return result
    }
}
