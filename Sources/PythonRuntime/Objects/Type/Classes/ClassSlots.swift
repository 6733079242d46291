/// The functions in the slots of classes whose special methods are Python's: each calls the method
/// (`slot_…` in `Objects/typeobject.c`). They are kept as addresses, to be compared and written.
enum ClassSlots {
    private static func unary(_ slot: UnarySlot) -> UInt { address(slot) }
    private static func binary(_ slot: BinarySlot) -> UInt { address(slot) }

    // SAFETY: a C function pointer is an address.
    static func address<Slot>(_ slot: Slot) -> UInt { unsafeBitCast(slot, to: UInt.self) }

    /// In the order of the fields of `PyNumberMethods`.
    static let number: [UInt] = [
        binary { specialOperator($0, $1, .__add__, .__radd__, 0) },
        binary { specialOperator($0, $1, .__sub__, .__rsub__, 1) },
        binary { specialOperator($0, $1, .__mul__, .__rmul__, 2) },
        binary { specialOperator($0, $1, .__mod__, .__rmod__, 3) },
        binary { specialOperator($0, $1, .__divmod__, .__rdivmod__, 4) },
        address(power),
        unary { specialUnary($0, .__neg__) },
        unary { specialUnary($0, .__pos__) },
        unary { specialUnary($0, .__abs__) },
        address(truth),
        unary { specialUnary($0, .__invert__) },
        binary { specialOperator($0, $1, .__lshift__, .__rlshift__, 11) },
        binary { specialOperator($0, $1, .__rshift__, .__rrshift__, 12) },
        binary { specialOperator($0, $1, .__and__, .__rand__, 13) },
        binary { specialOperator($0, $1, .__xor__, .__rxor__, 14) },
        binary { specialOperator($0, $1, .__or__, .__ror__, 15) },
        unary { specialUnary($0, .__int__) },
        0,
        unary { specialUnary($0, .__float__) },
        binary { specialBinary($0, $1, .__iadd__) },
        binary { specialBinary($0, $1, .__isub__) },
        binary { specialBinary($0, $1, .__imul__) },
        binary { specialBinary($0, $1, .__imod__) },
        address(inPlacePower),
        binary { specialBinary($0, $1, .__ilshift__) },
        binary { specialBinary($0, $1, .__irshift__) },
        binary { specialBinary($0, $1, .__iand__) },
        binary { specialBinary($0, $1, .__ixor__) },
        binary { specialBinary($0, $1, .__ior__) },
        binary { specialOperator($0, $1, .__floordiv__, .__rfloordiv__, 29) },
        binary { specialOperator($0, $1, .__truediv__, .__rtruediv__, 30) },
        binary { specialBinary($0, $1, .__ifloordiv__) },
        binary { specialBinary($0, $1, .__itruediv__) },
        unary { specialUnary($0, .__index__) },
        binary { specialOperator($0, $1, .__matmul__, .__rmatmul__, 34) },
        binary { specialBinary($0, $1, .__imatmul__) },
    ]

    /// Whether a type's operator is one of these functions.
    @inline(__always)
    static func isGenericNumber(_ type: TypePointer, _ index: Int) -> Bool {
        guard type.isHeapType, let suite = type.pointee.tp_as_number else { return false }
        let words = UnsafeMutableRawPointer(suite).assumingMemoryBound(to: UInt.self)
        return words[index] == number[index]
    }

    /// The function for a row's slot; 0 where only a base's own can be.
    static func generic(_ row: SlotRow) -> UInt {
        switch row.suite {
        case .number: return number[row.offset / 8]
        case .type: return typeSlot(row)
        case .sequence, .mapping, .async: return containerSlot(row)
        }
    }

    private static func typeSlot(_ row: SlotRow) -> UInt {
        switch row.name {
        case .__getattribute__: address(getAttribute)
        case .__setattr__, .__delattr__: address(setAttribute)
        case .__repr__: unary { specialUnary($0, .__repr__) }
        case .__str__: unary { specialUnary($0, .__str__) }
        case .__hash__: address(hash)
        case .__call__: address(call)
        case .__iter__: address(iterate)
        case .__next__: address(next)
        case .__get__: address(descriptorGet)
        case .__set__, .__delete__: address(descriptorSet)
        case .__init__: address(initialize)
        case .__del__: address(finalize)
        default: row.shape == .compare ? address(compare) : 0
        }
    }

    private static func containerSlot(_ row: SlotRow) -> UInt {
        switch (row.suite, row.name) {
        case (_, .__len__): address(length)
        case (.mapping, .__getitem__): binary { specialBinary($0, $1, .__getitem__) }
        case (.mapping, _): address(setItem)
        case (.sequence, .__getitem__): address(itemAt)
        case (.sequence, .__setitem__), (.sequence, .__delitem__): address(setItemAt)
        case (.sequence, .__contains__): address(contains)
        case (.async, .__await__): unary { specialUnary($0, .__await__) }
        case (.async, .__aiter__): unary { specialUnary($0, .__aiter__) }
        case (.async, .__anext__): unary { specialUnary($0, .__anext__) }
        default: 0
        }
    }
}
