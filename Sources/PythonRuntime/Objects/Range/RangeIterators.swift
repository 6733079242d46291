/// The iterators of ranges, 48 bytes each: over machine integers, and over ints of any size.
@frozen
public struct PyRangeIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var index: Int
    public var start: Int
    public var step: Int
    public var len: Int
}

@frozen
public struct PyLongRangeIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var index: RawObject
    public var start: RawObject
    public var step: RawObject
    public var len: RawObject
}

extension Interpreter {
    /// An iterator over machine integers.
    private func makeRangeIterator(start: Int, step: Int, count: Int) throws(Raised) -> Owned {
        let raw = try newObject(type(.rangeIterator), size: 48)
        let fields = raw.assumingMemoryBound(to: PyRangeIterator.self)
        fields.pointee.index = 0
        fields.pointee.start = start
        fields.pointee.step = step
        fields.pointee.len = count
        return Owned(stealing: raw)
    }

    private func makeLongRangeIterator(
        start: Ref, step: Ref, count: Ref
    ) throws(Raised) -> Owned {
        let raw = try newObject(type(.longRangeIterator), size: 48)
        let fields = raw.assumingMemoryBound(to: PyLongRangeIterator.self)
        fields.pointee.index = smallInt(0).owned().take()
        fields.pointee.start = start.owned().take()
        fields.pointee.step = step.owned().take()
        fields.pointee.len = count.owned().take()
        return Owned(stealing: raw)
    }

    /// `iter(range)`: over machine integers if start, stop, step and the number after the last fit.
    func rangeIterator(_ range: Ref) throws(Raised) -> Owned {
        if let start = range.rangeStart.intValue, let step = range.rangeStep.intValue,
            range.rangeStop.intValue != nil, let count = range.rangeLength.intValue,
            end(start, step, count) != nil
        {
            return try makeRangeIterator(start: start, step: step, count: count)
        }
        return try makeLongRangeIterator(
            start: range.rangeStart, step: range.rangeStep, count: range.rangeLength)
    }

    /// The number after the last one; nil when it doesn't fit.
    private func end(_ start: Int, _ step: Int, _ count: Int) -> Int? {
        let (distance, isLarge) = step.multipliedReportingOverflow(by: count)
        let (sum, isBeyond) = start.addingReportingOverflow(distance)
        return isLarge || isBeyond ? nil : sum
    }

    /// `reversed(range)`.
    func reversedRange(_ range: Ref) throws(Raised) -> Owned {
        if let start = range.rangeStart.intValue, let step = range.rangeStep.intValue,
            range.rangeStop.intValue != nil, let count = range.rangeLength.intValue,
            step != .min, !start.subtractingReportingOverflow(step).overflow,
            let end = end(start, step, count)
        {
            return try makeRangeIterator(start: end &- step, step: 0 &- step, count: count)
        }
        let last = try subtract(range.rangeLength, smallInt(1))
        let distance = try multiply(last.ref, range.rangeStep)
        let start = try add(range.rangeStart, distance.ref)
        let step = try negative(range.rangeStep)
        return try makeLongRangeIterator(
            start: start.ref, step: step.ref, count: range.rangeLength)
    }

    /// The next number, a new reference; nil at the end.
    @inline(__always)
    public func nextRangeItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.fields(PyRangeIterator.self)
        let index = fields.pointee.index
        guard index < fields.pointee.len else { return nil }
        fields.pointee.index = index &+ 1
        return try makeInt(fields.pointee.start &+ index &* fields.pointee.step).take()
    }

    private func nextLongRangeItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.fields(PyLongRangeIterator.self)
        let index = Ref(fields.pointee.index)
        try chargeInstructions(1)
        if try !compareBool(index, Ref(fields.pointee.len), .less) { return nil }
        let next = try add(index, smallInt(1))
        let distance = try multiply(index, Ref(fields.pointee.step))
        let result = try add(Ref(fields.pointee.start), distance.ref)
        fields.pointee.index = next.take()
        index.decref()
        return result.take()
    }

    static func rangeIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .rangeIterator, name: "range_iterator", basicSize: 48,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        let fields = iterator.fields(PyRangeIterator.self)
                        return try interpreter.makeInt(fields.pointee.len &- fields.pointee.index)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceRangeIterator(iterator)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, state throws(Raised) in
                        let index = try interpreter.indexValue(state[0], overflow: .overflowError)
                        let fields = iterator.fields(PyRangeIterator.self)
                        fields.pointee.index = min(max(index, 0), fields.pointee.len)
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).freeObject($0) }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.chargeInstructions(1)
                    return try interpreter.nextRangeItem(Ref(raw))
                } catch { return nil }
            }
        }
    }

    static func longRangeIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .longRangeIterator, name: "longrange_iterator", basicSize: 48,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        let fields = iterator.fields(PyLongRangeIterator.self)
                        return try interpreter.subtract(
                            Ref(fields.pointee.len), Ref(fields.pointee.index))
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceLongRangeIterator(iterator)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, state throws(Raised) in
                        try interpreter.setLongRangeState(iterator, state[0])
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyLongRangeIterator.self)
                Ref(fields.pointee.index).decref()
                Ref(fields.pointee.start).decref()
                Ref(fields.pointee.step).decref()
                Ref(fields.pointee.len).decref()
                Interpreter(containing: raw).freeObject(raw)
            }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextLongRangeItem(Ref(raw)) } catch {
                    return nil
                }
            }
        }
    }

    private func reduceRangeIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyRangeIterator.self).pointee
        let start = try makeInt(fields.start)
        let stop = try makeInt(fields.start &+ fields.len &* fields.step)
        let step = try makeInt(fields.step)
        let index = try makeInt(fields.index)
        return try reducedRange(start.ref, stop.ref, step.ref, index.ref)
    }

    private func reduceLongRangeIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyLongRangeIterator.self)
        let distance = try multiply(Ref(fields.pointee.len), Ref(fields.pointee.step))
        let stop = try add(Ref(fields.pointee.start), distance.ref)
        return try reducedRange(
            Ref(fields.pointee.start), stop.ref, Ref(fields.pointee.step),
            Ref(fields.pointee.index))
    }

    /// `(iter, (range,), index)`.
    private func reducedRange(
        _ start: Ref, _ stop: Ref, _ step: Ref, _ index: Ref
    ) throws(Raised) -> Owned {
        let range = try makeRange(start, stop, step)
        let function = try builtinFunction("iter")
        let arguments = try makeTuple([range.ref])
        return try makeTuple([function.ref, arguments.ref, index])
    }

    private func setLongRangeState(_ iterator: Ref, _ state: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyLongRangeIterator.self)
        var index = try self.index(state)
        if try compareBool(index.ref, smallInt(0), .less) {
            index = smallInt(0).owned()
        } else if try compareBool(index.ref, Ref(fields.pointee.len), .greater) {
            index = Ref(fields.pointee.len).owned()
        }
        let old = fields.pointee.index
        fields.pointee.index = index.take()
        Ref(old).decref()
        return none.owned()
    }
}
