/// A slice (`Objects/sliceobject.c`), 40 bytes behind a GC head; one freed slice is kept for reuse.
@frozen
public struct PySliceObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var start: RawObject
    public var stop: RawObject
    public var step: RawObject
}

/// A slice as numbers, made to fit a length.
public struct SliceRange {
    public var start: Int
    public var stop: Int
    public var step: Int
    /// Items selected.
    public var count: Int

    public init(start: Int, stop: Int, step: Int, count: Int) {
        (self.start, self.stop, self.step, self.count) = (start, stop, step, count)
    }

    /// The position of the n-th item selected.
    @inline(__always)
    public subscript(number: Int) -> Int { start &+ number &* step }
}

extension Interpreter {
    /// A slice with new references to its parts.
    public func makeSlice(_ start: Ref, _ stop: Ref, _ step: Ref) throws(Raised) -> Owned {
        let raw: RawObject
        if let kept = state.pointee.freeLists.slice {
            state.pointee.freeLists.slice = nil
            initializeHeader(kept, type(.slice))
            raw = kept
        } else {
            raw = try newGCObject(type(.slice), size: 40)
        }
        let fields = raw.assumingMemoryBound(to: PySliceObject.self)
        fields.pointee.start = start.owned().take()
        fields.pointee.stop = stop.owned().take()
        fields.pointee.step = step.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    func deallocateSlice(_ raw: RawObject) {
        untrack(raw)
        let fields = raw.assumingMemoryBound(to: PySliceObject.self)
        Ref(fields.pointee.step).decref()
        Ref(fields.pointee.start).decref()
        Ref(fields.pointee.stop).decref()
        if state.pointee.freeLists.slice == nil {
            noteDeath(raw)
            state.pointee.freeLists.slice = raw
        } else {
            freeGCObject(raw)
        }
    }

    /// A part of a slice as a number; clamped if it is too large.
    private func sliceIndex(_ value: Ref) throws(Raised) -> Int {
        guard value.isInt || value.type.pointee.tp_as_number?.pointee.nb_index != nil else {
            throw raise(
                .typeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try indexValue(value, overflow: nil)
    }

    /// The parts as numbers, with what stands for an absent one (`PySlice_Unpack`).
    public func unpackSlice(_ slice: Ref) throws(Raised) -> (start: Int, stop: Int, step: Int) {
        let fields = slice.fields(PySliceObject.self)
        var step = 1
        if fields.pointee.step != none.raw {
            step = try sliceIndex(Ref(fields.pointee.step))
            if step == 0 { throw raise(.valueError, "slice step cannot be zero") }
            // So that the step can be negated.
            step = max(step, -Int.max)
        }
        var start = step < 0 ? Int.max : 0
        if fields.pointee.start != none.raw { start = try sliceIndex(Ref(fields.pointee.start)) }
        var stop = step < 0 ? Int.min : Int.max
        if fields.pointee.stop != none.raw { stop = try sliceIndex(Ref(fields.pointee.stop)) }
        return (start, stop, step)
    }

    /// Makes numbers fit a length, which is not negative (`PySlice_AdjustIndices`).
    public func adjustSlice(_ start: Int, _ stop: Int, _ step: Int, length: Int) -> SliceRange {
        func clamp(_ value: Int) -> Int {
            if value < 0 {
                let moved = value &+ length
                return moved < 0 ? (step < 0 ? -1 : 0) : moved
            }
            return value >= length ? (step < 0 ? length &- 1 : length) : value
        }
        let first = clamp(start)
        let last = clamp(stop)
        var count = 0
        if step < 0 {
            if last < first { count = (first &- last &- 1) / (0 &- step) &+ 1 }
        } else if first < last {
            count = (last &- first &- 1) / step &+ 1
        }
        return SliceRange(start: first, stop: last, step: step, count: count)
    }

    /// A slice made to fit a sequence, whose length is asked after the parts were converted.
    @inline(__always)
    public func sliceRange(_ slice: Ref, of sequence: Ref) throws(Raised) -> SliceRange {
        let (start, stop, step) = try unpackSlice(slice)
        return adjustSlice(start, stop, step, length: sequence.itemCount)
    }
}
