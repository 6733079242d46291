/// The type `bytearray`: its slots and `bytearray(…)`.
extension Interpreter {
    static func byteArrayTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .bytearray, name: "bytearray",
            basicSize: MemoryLayout<PyByteArrayObject>.size,
            flags: TypeFlags.baseType | TypeFlags.matchSelf,
            methods: byteArrayMethods(),
            slots: { block in
                setByteArraySlots(block)
                setByteArraySequenceSlots(block)
                setByteArrayMappingSlots(block)
            })
    }

    private static func setByteArraySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateByteArray($0) }
        let repr: UnarySlot = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.bytesRepr(object)
            }
        }
        block.pointee.type.tp_repr = repr
        block.pointee.type.tp_str = Interpreter.bytesStr
        block.pointee.type.tp_richcompare = { left, right, op in
            withObjects(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.byteArrayCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeBytesIterator(object)
            }
        }
        block.pointee.type.tp_new = { type, _, _ in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).allocateInstance(
                    type.assumingMemoryBound(to: PyTypeObject.self))
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            statusSlot(raw) { interpreter, array throws(Raised) in
                try interpreter.initializeByteArray(array, Ref(arguments), keywords.map(Ref.init))
            }
        }
        block.pointee.number.nb_remainder = { left, right in
            guard Ref(left).isByteArray else { return notImplementedResult(left) }
            return withObjects(left, right) { interpreter, format, values throws(Raised) in
                let held = try interpreter.view(of: format)
                var run = PercentFormat(
                    interpreter, held.characters, values, makesBytes: true)
                let bytes = try run.run()
                return try interpreter.makeByteArray(bytes.ref.bytesBuffer)
            }
        }
        block.pointee.buffer.bf_getbuffer = { raw, view, flags in
            let object = Ref(raw)
            let status = object.interpreter.fillBuffer(
                view, object, UnsafeMutableRawPointer(object.byteArrayStart), object.itemCount,
                isReadOnly: false, flags)
            if status == 0 { object.byteArray.pointee.ob_exports &+= 1 }
            return status
        }
        block.pointee.buffer.bf_releasebuffer = { raw, _ in
            Ref(raw).byteArray.pointee.ob_exports &-= 1
        }
    }

    private static func setByteArraySequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).itemCount }
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
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            statusSlot(raw) { interpreter, array throws(Raised) in
                try interpreter.byteArraySetItem(array, index, value.map(Ref.init))
            }
        }
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.bytesContains(object, Ref(item))
            }
        }
        block.pointee.sequence.sq_inplace_concat = {
            withObjects($0, $1) { interpreter, array, other throws(Raised) in
                try interpreter.byteArrayAppend(array, contentsOf: other)
                return array.owned()
            }
        }
        block.pointee.sequence.sq_inplace_repeat = { raw, times in
            withObject(raw) { interpreter, array throws(Raised) in
                try interpreter.byteArrayRepeatInPlace(array, times)
                return array.owned()
            }
        }
    }

    private static func setByteArrayMappingSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.mapping.mp_length = { Ref($0).itemCount }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.bytesSubscript(object, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, array throws(Raised) in
                try interpreter.byteArraySetSubscript(array, Ref(key), value.map(Ref.init))
            }
        }
    }

    /// `left op right` of a bytearray and any object that lends its bytes.
    private func byteArrayCompare(
        _ left: Ref, _ right: Ref, _ op: Int32
    ) throws(Raised) -> Owned {
        guard left.hasBuffer, right.hasBuffer else {
            try warnOfComparing(left, right, op)
            return notImplemented.owned()
        }
        let first = try view(of: left)
        let second: BufferView
        do throws(Raised) {
            second = try view(of: right)
        } catch {
            clearException()
            return notImplemented.owned()
        }
        let (one, two) = (first.characters, second.characters)
        if one.count != two.count {
            if op == Comparison.equal.rawValue { return bool(false) }
            if op == Comparison.notEqual.rawValue { return bool(true) }
        }
        return Owned(stealing: comparisonResult(self, op, one.order(to: two)))
    }
}
