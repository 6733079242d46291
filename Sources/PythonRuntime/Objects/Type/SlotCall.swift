/// Calling a slot's function with a method's arguments, by its shape (`wrap_…` in `Objects/typeobject.c`).
extension Interpreter {
    // SAFETY: the function came from the slot that the row describes, so its type is the row's shape's.
    func callSlot(
        _ row: SlotRow, _ function: UnsafeMutableRawPointer, _ object: Ref, _ arguments: Ref,
        _ keywords: Ref?
    ) throws(Raised) -> Owned {
        switch row.shape {
        case .unary, .next:
            try expect(arguments, 0)
            let result = unsafeBitCast(function, to: UnarySlot.self)(object.raw)
            if result == nil, row.shape == .next, state.pointee.errors.current == nil {
                throw raise(.stopIteration)
            }
            return try checked(result)
        case .binary, .binarySequence, .attributeGet:
            try expect(arguments, 1)
            return try checked(
                unsafeBitCast(function, to: BinarySlot.self)(
                    object.raw, arguments.tupleItem(0).raw))
        case .binaryReflected:
            try expect(arguments, 1)
            return try checked(
                unsafeBitCast(function, to: BinarySlot.self)(
                    arguments.tupleItem(0).raw, object.raw))
        case .ternary, .ternaryReflected:
            return try callTernary(row, function, object, arguments)
        case .inquiry:
            try expect(arguments, 0)
            let result = unsafeBitCast(function, to: InquirySlot.self)(object.raw)
            if result < 0 { throw Raised() }
            return bool(result != 0)
        case .length, .hash:
            try expect(arguments, 0)
            let result = unsafeBitCast(function, to: LengthSlot.self)(object.raw)
            if result == -1, state.pointee.errors.current != nil { throw Raised() }
            return try makeInt(result)
        case .index, .repeatSequence:
            try expect(arguments, 1, unpacks: row.shape == .repeatSequence)
            let index = try wrapperIndex(row, object, arguments.tupleItem(0))
            return try checked(
                unsafeBitCast(function, to: IndexedGetSlot.self)(object.raw, index))
        case .compare:
            try expect(arguments, 1)
            return try checked(
                unsafeBitCast(function, to: CompareSlot.self)(
                    object.raw, arguments.tupleItem(0).raw, row.comparison?.rawValue ?? 0))
        case .call:
            return try checked(
                unsafeBitCast(function, to: CallSlot.self)(
                    object.raw, arguments.raw, keywords?.raw))
        case .descriptorGet:
            return try callDescriptorGet(function, object, arguments)
        default:
            return try callStatusSlot(row, function, object, arguments, keywords)
        }
    }

    /// The slots that only say whether they worked; the method gives `None`, or a bool for `contains`.
    private func callStatusSlot(
        _ row: SlotRow, _ function: UnsafeMutableRawPointer, _ object: Ref, _ arguments: Ref,
        _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let status: Int32
        switch row.shape {
        case .contains:
            try expect(arguments, 1)
            status = unsafeBitCast(function, to: ContainsSlot.self)(
                object.raw, arguments.tupleItem(0).raw)
            if status < 0 { throw Raised() }
            return bool(status != 0)
        case .initialize:
            status = unsafeBitCast(function, to: InitSlot.self)(
                object.raw, arguments.raw, keywords?.raw)
        case .indexedSet, .indexedDelete:
            let sets = row.shape == .indexedSet
            try expect(arguments, sets ? 2 : 1, unpacks: sets)
            let index = try wrapperIndex(row, object, arguments.tupleItem(0))
            let value = row.shape == .indexedSet ? arguments.tupleItem(1).raw : nil
            status = unsafeBitCast(function, to: IndexedSetSlot.self)(object.raw, index, value)
        case .finalize:
            try expect(arguments, 0)
            unsafeBitCast(function, to: DeallocSlot.self)(object.raw)
            status = 0
        default:
            let deletes =
                row.shape == .keyedDelete || row.shape == .attributeDelete
                || row.shape == .descriptorDelete
            try expect(arguments, deletes ? 1 : 2, unpacks: !deletes)
            if row.shape == .attributeSet || row.shape == .attributeDelete {
                try checkSetting(object, function, row.name)
            }
            status = unsafeBitCast(function, to: KeyedSetSlot.self)(
                object.raw, arguments.tupleItem(0).raw, deletes ? nil : arguments.tupleItem(1).raw)
        }
        if status < 0 { throw Raised() }
        return none.owned()
    }

    /// Refuses to set an attribute by the function of a base where a type between has a native one of its
    /// own, which it would jump over (`hackcheck`).
    private func checkSetting(
        _ object: Ref, _ function: UnsafeMutableRawPointer, _ name: WellKnownName
    ) throws(Raised) {
        let type = object.type
        guard let mro = type.pointee.tp_mro else { return }
        func setter(_ type: TypePointer) -> UInt {
            type.pointee.tp_setattro.map { ClassSlots.address($0) } ?? 0
        }
        let ofClasses = ClassSlots.address(ClassSlots.setAttribute)
        var defining: TypePointer? = type
        for index in (0..<Ref(mro).itemCount).reversed() {
            let base = Ref(mro).tupleItem(index).fields(PyTypeObject.self)
            guard setter(base) != ofClasses, setter(base) == setter(type) else { continue }
            defining = base
            break
        }
        while let base = defining {
            if setter(base) == UInt(bitPattern: function) { return }
            if setter(base) != ofClasses {
                throw raise(
                    .typeError, "can't apply this \(name) to \(typeName(type)) object")
            }
            defining = base.pointee.tp_base
        }
    }

    private func callTernary(
        _ row: SlotRow, _ function: UnsafeMutableRawPointer, _ object: Ref, _ arguments: Ref
    ) throws(Raised) -> Owned {
        try checkArguments("", arguments.itemCount, 1, 2)
        let other = arguments.tupleItem(0).raw
        let third = arguments.itemCount == 2 ? arguments.tupleItem(1).raw : none.raw
        let slot = unsafeBitCast(function, to: TernarySlot.self)
        return try checked(
            row.shape == .ternary ? slot(object.raw, other, third) : slot(other, object.raw, third))
    }

    private func callDescriptorGet(
        _ function: UnsafeMutableRawPointer, _ object: Ref, _ arguments: Ref
    ) throws(Raised) -> Owned {
        try checkArguments("", arguments.itemCount, 1, 2)
        let instance = arguments.tupleItem(0)
        let owner = arguments.itemCount == 2 ? arguments.tupleItem(1) : none
        if instance.isNone, owner.isNone {
            throw raise(.typeError, "__get__(None, None) is invalid")
        }
        return try checked(
            unsafeBitCast(function, to: DescriptorGetSlot.self)(
                object.raw, instance.isNone ? nil : instance.raw, owner.isNone ? nil : owner.raw))
    }

    private func wrapperIndex(
        _ row: SlotRow, _ object: Ref, _ argument: Ref
    ) throws(Raised) -> Int {
        let index = try indexValue(argument, overflow: .overflowError)
        guard index < 0, row.shape != .repeatSequence,
            let length = object.type.pointee.tp_as_sequence?.pointee.sq_length
        else { return index }
        let count = length(object.raw)
        if count < 0 { throw Raised() }
        return index + count
    }

    /// - Parameter unpacks: whether CPython has the arguments unpacked for a function without a name, whose place
    ///   in the message stays empty.
    private func expect(
        _ arguments: Ref, _ count: Int, unpacks: Bool = false
    ) throws(Raised) {
        if unpacks { return try checkArguments("", arguments.itemCount, count, count) }
        guard arguments.itemCount == count else {
            throw raise(
                .typeError,
                "expected \(count) argument\(count == 1 ? "" : "s"), got \(arguments.itemCount)")
        }
    }
}
