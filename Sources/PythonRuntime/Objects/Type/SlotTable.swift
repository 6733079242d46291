/// How a slot is called as a method: what arguments its wrapper takes and what it gives back.
enum SlotShape: UInt8 {
    case unary, binary, binaryReflected, binarySequence, ternary, ternaryReflected
    case inquiry, length, index, indexedSet, indexedDelete, contains
    case keyedSet, keyedDelete, hash, call, compare, next, descriptorGet, descriptorSet
    case descriptorDelete, initialize, attributeGet, attributeSet, attributeDelete
    case finalize, repeatSequence
}

/// Which part of a type a slot is in.
enum SlotSuite: UInt8 { case type, number, sequence, mapping, async }

/// One row of the correspondence of special methods and slots (`slotdefs` in `Objects/typeobject.c`).
struct SlotRow {
    var name: WellKnownName
    var suite: SlotSuite
    /// Bytes from the start of the suite, or of the type.
    var offset: Int
    var shape: SlotShape
    /// The comparison, for `compare`.
    var comparison: Comparison?
}

/// The table of all of them. The wrappers in a type's dict, the calls of those wrappers and the slots
/// of classes made by `class` statements all read it.
enum SlotTable {
    static let rows: [SlotRow] = typeRows + numberRows + containerRows

    private static func type(
        _ name: WellKnownName, _ path: PartialKeyPath<PyTypeObject>, _ shape: SlotShape,
        _ comparison: Comparison? = nil
    ) -> SlotRow {
        SlotRow(
            name: name, suite: .type, offset: MemoryLayout<PyTypeObject>.offset(of: path) ?? 0,
            shape: shape, comparison: comparison)
    }

    private static func number(
        _ name: WellKnownName, _ path: PartialKeyPath<PyNumberMethods>, _ shape: SlotShape
    ) -> SlotRow {
        SlotRow(
            name: name, suite: .number,
            offset: MemoryLayout<PyNumberMethods>.offset(of: path) ?? 0, shape: shape)
    }

    private static func sequence(
        _ name: WellKnownName, _ path: PartialKeyPath<PySequenceMethods>, _ shape: SlotShape
    ) -> SlotRow {
        SlotRow(
            name: name, suite: .sequence,
            offset: MemoryLayout<PySequenceMethods>.offset(of: path) ?? 0, shape: shape)
    }

    private static func mapping(
        _ name: WellKnownName, _ path: PartialKeyPath<PyMappingMethods>, _ shape: SlotShape
    ) -> SlotRow {
        SlotRow(
            name: name, suite: .mapping,
            offset: MemoryLayout<PyMappingMethods>.offset(of: path) ?? 0, shape: shape)
    }

    private static func async(
        _ name: WellKnownName, _ path: PartialKeyPath<PyAsyncMethods>
    ) -> SlotRow {
        SlotRow(
            name: name, suite: .async, offset: MemoryLayout<PyAsyncMethods>.offset(of: path) ?? 0,
            shape: .unary)
    }

    private static let typeRows: [SlotRow] = [
        type(.__repr__, \.tp_repr, .unary),
        type(.__hash__, \.tp_hash, .hash),
        type(.__call__, \.tp_call, .call),
        type(.__str__, \.tp_str, .unary),
        type(.__getattribute__, \.tp_getattro, .attributeGet),
        type(.__setattr__, \.tp_setattro, .attributeSet),
        type(.__delattr__, \.tp_setattro, .attributeDelete),
        type(.__lt__, \.tp_richcompare, .compare, .less),
        type(.__le__, \.tp_richcompare, .compare, .lessOrEqual),
        type(.__eq__, \.tp_richcompare, .compare, .equal),
        type(.__ne__, \.tp_richcompare, .compare, .notEqual),
        type(.__gt__, \.tp_richcompare, .compare, .greater),
        type(.__ge__, \.tp_richcompare, .compare, .greaterOrEqual),
        type(.__iter__, \.tp_iter, .unary),
        type(.__next__, \.tp_iternext, .next),
        type(.__get__, \.tp_descr_get, .descriptorGet),
        type(.__set__, \.tp_descr_set, .descriptorSet),
        type(.__delete__, \.tp_descr_set, .descriptorDelete),
        type(.__init__, \.tp_init, .initialize),
        type(.__del__, \.tp_finalize, .finalize),
        async(.__await__, \.am_await),
        async(.__aiter__, \.am_aiter),
        async(.__anext__, \.am_anext),
    ]

    private static let numberRows: [SlotRow] = [
        number(.__add__, \.nb_add, .binary), number(.__radd__, \.nb_add, .binaryReflected),
        number(.__sub__, \.nb_subtract, .binary),
        number(.__rsub__, \.nb_subtract, .binaryReflected),
        number(.__mul__, \.nb_multiply, .binary),
        number(.__rmul__, \.nb_multiply, .binaryReflected),
        number(.__mod__, \.nb_remainder, .binary),
        number(.__rmod__, \.nb_remainder, .binaryReflected),
        number(.__divmod__, \.nb_divmod, .binary),
        number(.__rdivmod__, \.nb_divmod, .binaryReflected),
        number(.__pow__, \.nb_power, .ternary),
        number(.__rpow__, \.nb_power, .ternaryReflected),
        number(.__neg__, \.nb_negative, .unary), number(.__pos__, \.nb_positive, .unary),
        number(.__abs__, \.nb_absolute, .unary), number(.__bool__, \.nb_bool, .inquiry),
        number(.__invert__, \.nb_invert, .unary),
        number(.__lshift__, \.nb_lshift, .binary),
        number(.__rlshift__, \.nb_lshift, .binaryReflected),
        number(.__rshift__, \.nb_rshift, .binary),
        number(.__rrshift__, \.nb_rshift, .binaryReflected),
        number(.__and__, \.nb_and, .binary), number(.__rand__, \.nb_and, .binaryReflected),
        number(.__xor__, \.nb_xor, .binary), number(.__rxor__, \.nb_xor, .binaryReflected),
        number(.__or__, \.nb_or, .binary), number(.__ror__, \.nb_or, .binaryReflected),
        number(.__int__, \.nb_int, .unary), number(.__float__, \.nb_float, .unary),
        number(.__iadd__, \.nb_inplace_add, .binary),
        number(.__isub__, \.nb_inplace_subtract, .binary),
        number(.__imul__, \.nb_inplace_multiply, .binary),
        number(.__imod__, \.nb_inplace_remainder, .binary),
        number(.__ipow__, \.nb_inplace_power, .ternary),
        number(.__ilshift__, \.nb_inplace_lshift, .binary),
        number(.__irshift__, \.nb_inplace_rshift, .binary),
        number(.__iand__, \.nb_inplace_and, .binary),
        number(.__ixor__, \.nb_inplace_xor, .binary),
        number(.__ior__, \.nb_inplace_or, .binary),
        number(.__floordiv__, \.nb_floor_divide, .binary),
        number(.__rfloordiv__, \.nb_floor_divide, .binaryReflected),
        number(.__truediv__, \.nb_true_divide, .binary),
        number(.__rtruediv__, \.nb_true_divide, .binaryReflected),
        number(.__ifloordiv__, \.nb_inplace_floor_divide, .binary),
        number(.__itruediv__, \.nb_inplace_true_divide, .binary),
        number(.__index__, \.nb_index, .unary),
        number(.__matmul__, \.nb_matrix_multiply, .binary),
        number(.__rmatmul__, \.nb_matrix_multiply, .binaryReflected),
        number(.__imatmul__, \.nb_inplace_matrix_multiply, .binary),
    ]

    private static let containerRows: [SlotRow] = [
        mapping(.__len__, \.mp_length, .length),
        mapping(.__getitem__, \.mp_subscript, .binarySequence),
        mapping(.__setitem__, \.mp_ass_subscript, .keyedSet),
        mapping(.__delitem__, \.mp_ass_subscript, .keyedDelete),
        sequence(.__len__, \.sq_length, .length),
        sequence(.__add__, \.sq_concat, .binarySequence),
        sequence(.__mul__, \.sq_repeat, .repeatSequence),
        sequence(.__rmul__, \.sq_repeat, .repeatSequence),
        sequence(.__getitem__, \.sq_item, .index),
        sequence(.__setitem__, \.sq_ass_item, .indexedSet),
        sequence(.__delitem__, \.sq_ass_item, .indexedDelete),
        sequence(.__contains__, \.sq_contains, .contains),
        sequence(.__iadd__, \.sq_inplace_concat, .binarySequence),
        sequence(.__imul__, \.sq_inplace_repeat, .repeatSequence),
    ]
}

extension SlotRow {
    /// The slot's function in a type, as an address; nil when it is empty.
    func function(in type: TypePointer) -> UnsafeMutableRawPointer? {
        let start: UnsafeMutableRawPointer? =
            switch suite {
            case .type: UnsafeMutableRawPointer(type)
            case .number: type.pointee.tp_as_number.map(UnsafeMutableRawPointer.init)
            case .sequence: type.pointee.tp_as_sequence.map(UnsafeMutableRawPointer.init)
            case .mapping: type.pointee.tp_as_mapping.map(UnsafeMutableRawPointer.init)
            case .async: type.pointee.tp_as_async.map(UnsafeMutableRawPointer.init)
            }
        guard let start else { return nil }
        return (start + offset).assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
    }
}
