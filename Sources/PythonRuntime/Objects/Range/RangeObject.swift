/// A range (`Objects/rangeobject.c`), 48 bytes, not collected: four ints of any size.
@frozen
public struct PyRangeObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var start: RawObject
    public var stop: RawObject
    public var step: RawObject
    public var length: RawObject
}

extension Ref {
    @inline(__always)
    var rangeFields: UnsafeMutablePointer<PyRangeObject> { fields(PyRangeObject.self) }
    var rangeStart: Ref { Ref(rangeFields.pointee.start) }
    var rangeStop: Ref { Ref(rangeFields.pointee.stop) }
    var rangeStep: Ref { Ref(rangeFields.pointee.step) }
    var rangeLength: Ref { Ref(rangeFields.pointee.length) }
}

extension Interpreter {
    /// A range with new references to the ints; the step isn't 0.
    func makeRange(_ start: Ref, _ stop: Ref, _ step: Ref) throws(Raised) -> Owned {
        let length = try rangeLength(start, stop, step)
        let raw = try newObject(type(.range), size: 48)
        let fields = raw.assumingMemoryBound(to: PyRangeObject.self)
        fields.pointee.start = start.owned().take()
        fields.pointee.stop = stop.owned().take()
        fields.pointee.step = step.owned().take()
        fields.pointee.length = length.take()
        return Owned(stealing: raw)
    }

    /// How many numbers there are: `(high - low - 1) // step + 1`. The ints on the way are made and
    /// released in CPython's order, which later ids show.
    private func rangeLength(_ start: Ref, _ stop: Ref, _ step: Ref) throws(Raised) -> Owned {
        let isUp = try compareBool(step, smallInt(0), .greater)
        let low = isUp ? start : stop
        let high = isUp ? stop : start
        let stride = isUp ? step.owned() : try negative(step)
        if try compareBool(low, high, .greaterOrEqual) { return smallInt(0).owned() }
        let distance = try subtract(high, low)
        let last = try subtract(distance.ref, smallInt(1))
        let steps = try floorDivide(last.ref, stride.ref)
        let length = try add(steps.ref, smallInt(1))
        _ = consume steps
        _ = consume last
        _ = consume stride
        _ = consume distance
        return length
    }

    /// `range(stop)`, `range(start, stop)` or `range(start, stop, step)`.
    func newRange(_ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("range", arguments.count, 1, 3)
        if arguments.count == 1 {
            let stop = try exactIndex(arguments[0])
            return try makeRange(smallInt(0), stop.ref, smallInt(1))
        }
        let start = try exactIndex(arguments[0])
        let stop = try exactIndex(arguments[1])
        guard arguments.count > 2 else { return try makeRange(start.ref, stop.ref, smallInt(1)) }
        let step = try exactIndex(arguments[2])
        if step.ref.intValue == 0 { throw raise(.valueError, "range() arg 3 must not be zero") }
        return try makeRange(start.ref, stop.ref, step.ref)
    }

    /// `start + index * step`.
    private func rangeElement(_ range: Ref, _ index: Ref) throws(Raised) -> Owned {
        if range.rangeStep == smallInt(1) { return try add(range.rangeStart, index) }
        let offset = try multiply(index, range.rangeStep)
        return try add(range.rangeStart, offset.ref)
    }

    func rangeItem(_ range: Ref, _ argument: Ref) throws(Raised) -> Owned {
        let zero = smallInt(0)
        let isFromEnd = try compareBool(argument, zero, .less)
        let index = isFromEnd ? try add(range.rangeLength, argument) : argument.owned()
        let isBelow = try compareBool(index.ref, zero, .less)
        let isBeyond =
            isBelow ? true : try compareBool(index.ref, range.rangeLength, .greaterOrEqual)
        if isBeyond { throw raise(.indexError, "range object index out of range") }
        return try rangeElement(range, index.ref)
    }

    func rangeSubscript(_ range: Ref, _ key: Ref) throws(Raised) -> Owned {
        if key.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let position = try index(key)
            return try rangeItem(range, position.ref)
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "range indices must be integers or slices, not \(typeName(key.type))")
        }
        let parts = try sliceIndices(key, range.rangeLength)
        let step = try multiply(parts.ref.tupleItem(2), range.rangeStep)
        let start = try rangeElement(range, parts.ref.tupleItem(0))
        let stop = try rangeElement(range, parts.ref.tupleItem(1))
        return try makeRange(start.ref, stop.ref, step.ref)
    }

    /// Whether `==` between a range's numbers and the object is arithmetic.
    private func isPlainInt(_ object: Ref) -> Bool {
        object.isExactly(.int) || object.isExactly(.bool)
    }

    func rangeContains(_ range: Ref, _ object: Ref) throws(Raised) -> Bool {
        guard isPlainInt(object) else {
            let iterator = try self.iterator(over: range)
            let slot = try nextSlot(iterator.ref)
            while let raw = try nextItem(iterator.ref, slot) {
                let item = Owned(stealing: raw)
                if try compareBool(item.ref, object, .equal) { return true }
            }
            return false
        }
        let isUp = try compareBool(range.rangeStep, smallInt(0), .greater)
        let low = isUp ? range.rangeStart : object
        let high = isUp ? object : range.rangeStart
        guard try compareBool(low, high, .lessOrEqual) else { return false }
        let isInside =
            isUp
            ? try compareBool(object, range.rangeStop, .less)
            : try compareBool(range.rangeStop, object, .less)
        guard isInside else { return false }
        let distance = try subtract(object, range.rangeStart)
        let rest = try remainder(distance.ref, range.rangeStep)
        return try compareBool(rest.ref, smallInt(0), .equal)
    }

    func rangeCount(_ range: Ref, _ object: Ref) throws(Raised) -> Owned {
        if isPlainInt(object) { return try makeInt(rangeContains(range, object) ? 1 : 0) }
        let iterator = try self.iterator(over: range)
        let slot = try nextSlot(iterator.ref)
        var count = 0
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try compareBool(item.ref, object, .equal) { count &+= 1 }
        }
        return try makeInt(count)
    }

    func rangeIndex(_ range: Ref, _ object: Ref) throws(Raised) -> Owned {
        if isPlainInt(object) {
            guard try rangeContains(range, object) else {
                let text = try repr(object)
                throw raise(.valueError, "\(text.ref.text) is not in range")
            }
            let distance = try subtract(object, range.rangeStart)
            if range.rangeStep == smallInt(1) { return distance }
            return try floorDivide(distance.ref, range.rangeStep)
        }
        let iterator = try self.iterator(over: range)
        let slot = try nextSlot(iterator.ref)
        var index = 0
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try compareBool(item.ref, object, .equal) { return try makeInt(index) }
            index &+= 1
        }
        throw raise(.valueError, "sequence.index(x): x not in sequence")
    }

    func rangeCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard right.isExactly(.range), op == .equal || op == .notEqual else {
            return notImplemented.owned()
        }
        return bool(try rangesAreEqual(left, right) == (op == .equal))
    }

    /// Whether two ranges are the same numbers in the same order.
    private func rangesAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        if left == right { return true }
        if try !compareBool(left.rangeLength, right.rangeLength, .equal) { return false }
        if try !isTrue(left.rangeLength) { return true }
        if try !compareBool(left.rangeStart, right.rangeStart, .equal) { return false }
        if try compareBool(left.rangeLength, smallInt(1), .equal) { return true }
        return try compareBool(left.rangeStep, right.rangeStep, .equal)
    }

    /// The hash of length, start and step as far as they count.
    func rangeHash(_ range: Ref) throws(Raised) -> Int {
        let isEmpty = try !isTrue(range.rangeLength)
        let isSingle = try compareBool(range.rangeLength, smallInt(1), .equal)
        let parts = try makeTuple([
            range.rangeLength, isEmpty ? none : range.rangeStart,
            isEmpty || isSingle ? none : range.rangeStep,
        ])
        return try hash(parts.ref)
    }

    func rangeRepr(_ range: Ref) throws(Raised) -> Owned {
        let isPlain = range.rangeStep.intValue == 1
        let start = try repr(range.rangeStart)
        let stop = try repr(range.rangeStop)
        // `PyUnicode_FromFormat("range(%R, %R)", …)` makes room for 100 more than its format.
        var writer = TextWriter(self, minimumRoom: isPlain ? 113 : 117)
        try writer.write("range(")
        try writer.write(start.ref)
        try writer.write(", ")
        try writer.write(stop.ref)
        if !isPlain {
            let step = try repr(range.rangeStep)
            try writer.write(", ")
            try writer.write(step.ref)
        }
        try writer.write(")")
        return try writer.finish()
    }
}
