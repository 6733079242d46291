/// The type `str`: its slots. Methods are in the files `StrMethods+….swift`.
extension Interpreter {
    static func strTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .str, name: "str", basicSize: 80,
            flags: TypeFlags.baseType | TypeFlags.strSubclass | TypeFlags.matchSelf,
            methods: strMethods(),
            slots: { block in
                block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateString($0) }
                block.pointee.type.tp_repr = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.strRepr(object)
                    }
                }
                block.pointee.type.tp_str = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.exactString(object)
                    }
                }
                block.pointee.type.tp_hash = { Ref($0).strHash }
                block.pointee.type.tp_richcompare = { left, right, op in
                    guard Ref(left).isStr, Ref(right).isStr else {
                        return notImplementedResult(left)
                    }
                    return Ref(left).interpreter.strRichCompare(Ref(left), Ref(right), op)
                }
                block.pointee.type.tp_iter = {
                    withObject($0) { interpreter, object throws(Raised) in
                        try interpreter.makeStrIterator(object)
                    }
                }
                block.pointee.type.tp_new = { type, arguments, keywords in
                    withObject(type) { interpreter, type throws(Raised) in
                        try interpreter.newStr(type, Ref(arguments), keywords.map { Ref($0) })
                    }
                }
                setStrSequenceSlots(block)
            })
    }

    private static func setStrSequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).strCount }
        block.pointee.mapping.mp_length = { Ref($0).strCount }
        block.pointee.sequence.sq_concat = {
            withObjects($0, $1) { interpreter, left, right throws(Raised) in
                try interpreter.strConcatenateChecked(left, right)
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.strRepeat(object, times)
            }
        }
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                guard index >= 0, index < object.strCount else {
                    throw interpreter.raise(.indexError, "string index out of range")
                }
                return try interpreter.strItem(object, index)
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            slotStatus { () throws(Raised) in
                try Interpreter(containing: raw).strContains(Ref(raw), Ref(item)) ? 1 : 0
            }
        }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.strSubscript(object, key)
            }
        }
        block.pointee.number.nb_remainder = { left, right in
            guard Ref(left).isStr else { return notImplementedResult(left) }
            return withObjects(left, right) { interpreter, format, values throws(Raised) in
                try interpreter.strPercentFormat(format, values)
            }
        }
    }

    /// `left + right`, whatever the right operand is.
    func strConcatenateChecked(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard right.isStr else {
            throw raise(
                .typeError,
                "can only concatenate str (not \"\(typeName(right.type))\") to str")
        }
        return try strConcatenate(left, right)
    }
}
