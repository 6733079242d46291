/// The type `slice`.
extension Interpreter {
    static func sliceTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .slice, name: "slice", basicSize: 40, flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("indices", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, slice, arguments throws(Raised) in
                        try interpreter.sliceIndices(slice, arguments[0])
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, slice, _ throws(Raised) in
                        let parts = try interpreter.sliceParts(slice)
                        return try interpreter.makeTuple(
                            Ref(UnsafeMutableRawPointer(slice.type)), parts.ref)
                    }
                },
            ],
            members: [
                MemberSpec("start", .object, offset: 16),
                MemberSpec("stop", .object, offset: 24),
                MemberSpec("step", .object, offset: 32),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateSlice($0) }
            block.pointee.type.tp_repr = { raw in
                unarySlot(raw) { interpreter, slice throws(Raised) in
                    try interpreter.sliceRepr(slice)
                }
            }
            block.pointee.type.tp_hash = refuseToHash
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    try interpreter.sliceCompare(left, right, op)
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PySliceObject.self)
                for part in [fields.pointee.start, fields.pointee.stop, fields.pointee.step] {
                    let status = visit(part, argument)
                    if status != 0 { return status }
                }
                return 0
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newSlice(Ref(arguments), keywords)
                }
            }
        }
    }

    private func newSlice(_ arguments: Ref, _ keywords: RawObject?) throws(Raised) -> Owned {
        try refuseKeywords("slice", keywords)
        let count = arguments.itemCount
        try checkArguments("slice", count, 1, 3)
        if count == 1 { return try makeSlice(none, arguments.tupleItem(0), none) }
        return try makeSlice(
            arguments.tupleItem(0), arguments.tupleItem(1),
            count > 2 ? arguments.tupleItem(2) : none)
    }

    /// The three parts as a tuple.
    private func sliceParts(_ slice: Ref) throws(Raised) -> Owned {
        let fields = slice.fields(PySliceObject.self)
        return try makeTuple([
            Ref(fields.pointee.start), Ref(fields.pointee.stop), Ref(fields.pointee.step),
        ])
    }

    private func sliceRepr(_ slice: Ref) throws(Raised) -> Owned {
        let fields = slice.fields(PySliceObject.self)
        let start = try repr(Ref(fields.pointee.start))
        let stop = try repr(Ref(fields.pointee.stop))
        let step = try repr(Ref(fields.pointee.step))
        // `PyUnicode_FromFormat("slice(%R, %R, %R)", …)` makes room for 100 more than its format.
        var writer = TextWriter(self, minimumRoom: 117)
        try writer.write("slice(")
        try writer.write(start.ref)
        try writer.write(", ")
        try writer.write(stop.ref)
        try writer.write(", ")
        try writer.write(step.ref)
        try writer.write(")")
        return try writer.finish()
    }

    private func sliceCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard right.isExactly(.slice) else { return notImplemented.owned() }
        if left == right {
            return bool(op == .equal || op == .lessOrEqual || op == .greaterOrEqual)
        }
        let first = try sliceParts(left)
        let second = try sliceParts(right)
        return try compare(first.ref, second.ref, op)
    }

    /// `slice.indices(length)`, by objects: nothing is clamped to what fits a word.
    func sliceIndices(_ slice: Ref, _ lengthArgument: Ref) throws(Raised) -> Owned {
        let length = try exactIndex(lengthArgument)
        let zero = smallInt(0)
        if try compareBool(length.ref, zero, .less) {
            throw raise(.valueError, "length should not be negative")
        }
        let fields = slice.fields(PySliceObject.self)
        let step = try slicePart(fields.pointee.step) ?? smallInt(1).owned().take()
        let ownedStep = Owned(stealing: step)
        if try compareBool(ownedStep.ref, zero, .equal) {
            throw raise(.valueError, "slice step cannot be zero")
        }
        let isNegative = try compareBool(ownedStep.ref, zero, .less)
        let lower = try makeInt(isNegative ? -1 : 0)
        let one = smallInt(1)
        let upper =
            isNegative ? try intOperation(\.nb_subtract, length.ref, one) : length.ref.owned()
        let start = try clampSlicePart(
            fields.pointee.start, length.ref, lower.ref, upper.ref,
            absent: isNegative ? upper.ref : lower.ref)
        let stop = try clampSlicePart(
            fields.pointee.stop, length.ref, lower.ref, upper.ref,
            absent: isNegative ? lower.ref : upper.ref)
        return try makeTuple([start.ref, stop.ref, ownedStep.ref])
    }

    /// A part as an int, which the caller owns; nil for None.
    private func slicePart(_ part: RawObject) throws(Raised) -> RawObject? {
        if part == none.raw { return nil }
        let value = Ref(part)
        guard value.isInt || value.type.pointee.tp_as_number?.pointee.nb_index != nil else {
            throw raise(
                .typeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try exactIndex(value).take()
    }

    private func clampSlicePart(
        _ part: RawObject, _ length: Ref, _ lower: Ref, _ upper: Ref, absent: Ref
    ) throws(Raised) -> Owned {
        guard let raw = try slicePart(part) else { return absent.owned() }
        let value = Owned(stealing: raw)
        if try compareBool(value.ref, smallInt(0), .less) {
            let moved = try intOperation(\.nb_add, value.ref, length)
            if try compareBool(moved.ref, lower, .less) { return lower.owned() }
            return moved
        }
        if try compareBool(value.ref, upper, .greater) { return upper.owned() }
        return value
    }

    /// An operation of the type `int` on two ints.
    private func intOperation(
        _ slot: KeyPath<PyNumberMethods, BinarySlot?>, _ left: Ref, _ right: Ref
    ) throws(Raised) -> Owned {
        guard let function = type(.int).pointee.tp_as_number?.pointee[keyPath: slot] else {
            return notImplemented.owned()
        }
        return try checked(function(left.raw, right.raw))
    }
}
