import PythonRuntime

/// Slots of types that hold a few references right behind the header and plain numbers after them: the
/// usual shape of the native modules' iterators.
enum ReferenceSlots {
    /// Sets `tp_dealloc`, `tp_traverse` and `tp_clear` for so many references from offset 16 on.
    static func install(_ block: UnsafeMutablePointer<StaticTypeBlock>, count: Int) {
        switch count {
        case 1: set(block, { release($0, 1) }, { visit($0, 1, $1, $2) }, { clear($0, 1) })
        case 2: set(block, { release($0, 2) }, { visit($0, 2, $1, $2) }, { clear($0, 2) })
        case 3: set(block, { release($0, 3) }, { visit($0, 3, $1, $2) }, { clear($0, 3) })
        case 4: set(block, { release($0, 4) }, { visit($0, 4, $1, $2) }, { clear($0, 4) })
        case 5: set(block, { release($0, 5) }, { visit($0, 5, $1, $2) }, { clear($0, 5) })
        default: set(block, { release($0, 6) }, { visit($0, 6, $1, $2) }, { clear($0, 6) })
        }
    }

    private static func set(
        _ block: UnsafeMutablePointer<StaticTypeBlock>, _ dealloc: DeallocSlot,
        _ traverse: TraverseSlot, _ clear: ClearSlot
    ) {
        block.pointee.type.tp_dealloc = dealloc
        block.pointee.type.tp_traverse = traverse
        block.pointee.type.tp_clear = clear
    }
}

private func release(_ raw: RawObject, _ count: Int) {
    Interpreter(containing: raw).deallocate(raw) { releaseFields($0, 16...(8 + 8 * count)) }
}

private func visit(
    _ raw: RawObject, _ count: Int, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    visitFields(raw, 16...(8 + 8 * count), visit, argument)
}

private func clear(_ raw: RawObject, _ count: Int) -> Int32 {
    releaseFields(Ref(raw), 16...(8 + 8 * count))
    return 0
}

/// The spec of an iterator type with `references` references and `numbers` numbers.
func iteratorSpec(
    _ name: StaticString, references: Int, numbers: Int = 0, methods: [MethodSpec] = [],
    isBase: Bool = true, new: NewSlot?, next: @escaping UnarySlot
) -> TypeSpec {
    let flags =
        TypeFlags.haveGC
        | (new == nil ? TypeFlags.disallowInstantiation : isBase ? TypeFlags.baseType : 0)
    return TypeSpec(
        library: name, basicSize: 16 + 8 * (references + numbers), flags: flags, methods: methods
    ) { block in
        ReferenceSlots.install(block, count: references)
        block.pointee.type.tp_iter = SharedSlots.selfIterator
        block.pointee.type.tp_iternext = next
        block.pointee.type.tp_new = new
    }
}

/// The body of a `tp_new`: arguments sorted by a list of parameters, then an empty instance to fill.
func newInstance(
    _ type: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ list: ParameterList,
    _ fill: (Interpreter, Ref, [Ref?]) throws(Raised) -> Void
) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: type)
        let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
        let values = try interpreter.bind(list, tuple: Ref(arguments), keywords: keywords)
        let object = try interpreter.allocateInstance(pointer)
        try fill(interpreter, object.ref, values)
        return object
    }
}

/// The body of a `tp_new` that takes any number of positional arguments and no keywords, but for
/// subclasses with an `__init__` of their own.
func newInstance(
    _ type: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ name: StaticString,
    _ range: ClosedRange<Int>, _ fill: (Interpreter, Ref, Ref) throws(Raised) -> Void
) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: type)
        let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
        if interpreter.keepsInitializer(pointer, of: interpreter.type(BuiltinType.object)) {
            try interpreter.refuseKeywords(name, keywords)
        }
        try interpreter.checkArguments(
            name, Ref(arguments).itemCount, range.lowerBound, range.upperBound)
        let object = try interpreter.allocateInstance(pointer)
        try fill(interpreter, object.ref, Ref(arguments))
        return object
    }
}

/// The body of a `tp_iternext`: nil without an exception is the end.
@inline(__always)
func nextItem(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> RawObject?
) -> RawObject? {
    do throws(Raised) {
        let interpreter = Interpreter(containing: raw)
        // Native code may take items without end.
        try interpreter.chargeInstructions(1)
        return try body(interpreter, Ref(raw))
    } catch { return nil }
}

extension Ref {
    /// A number among an object's fields.
    @inline(__always)
    func number(_ offset: Int) -> UnsafeMutablePointer<Int> {
        (raw + offset).assumingMemoryBound(to: Int.self)
    }

    /// A field's reference, borrowed.
    @inline(__always)
    func held(_ offset: Int) -> Ref? { field(offset).pointee.map { Ref($0) } }

    /// Puts a new reference into a field, releasing what was there.
    func hold(_ offset: Int, _ value: consuming Owned) {
        let place = field(offset)
        let previous = place.pointee
        place.pointee = value.take()
        if let previous { Ref(previous).decref() }
    }

    /// Empties a field.
    func drop(_ offset: Int) {
        let place = field(offset)
        let previous = place.pointee
        place.pointee = nil
        if let previous { Ref(previous).decref() }
    }

    /// The next item of an iterator that is a field's; nil at its end or when it raised.
    @inline(__always)
    func nextOfField(_ offset: Int) -> RawObject? {
        guard let inner = field(offset).pointee else { return nil }
        return Ref(inner).type.pointee.tp_iternext?(inner)
    }

    /// A field's bytes object as an array of numbers: how combinations keep their indices.
    @inline(__always)
    func indices(_ offset: Int) -> UnsafeMutablePointer<Int> {
        // SAFETY: the field was set, when the object was made, to bytes that nobody else has.
        (field(offset).pointee.unsafelyUnwrapped + 32).assumingMemoryBound(to: Int.self)
    }
}

extension Interpreter {
    /// What `__reduce__` gives: the type and its arguments, and the state where there is one.
    func makeReduction(
        _ object: Ref, _ arguments: Ref, state: Ref? = nil
    ) throws(Raised) -> Owned {
        let type = Ref(RawObject(object.type))
        guard let state else { return try makeTuple(type, arguments) }
        return try makeTuple([type, arguments, state])
    }

    /// The same with arguments that aren't a tuple yet.
    func makeReduction(
        _ object: Ref, _ arguments: [Ref], state: Ref? = nil
    ) throws(Raised) -> Owned {
        let tuple = try makeTuple(arguments)
        return try makeReduction(object, tuple.ref, state: state)
    }

    /// The checks of a `__setstate__` that takes a tuple of some length.
    func checkState(_ state: Ref, _ counts: ClosedRange<Int>) throws(Raised) {
        guard state.isTuple else { throw raise(.typeError, "state is not a tuple") }
        let count = state.itemCount
        if counts.contains(count) { return }
        let isTooFew = count < counts.lowerBound
        let bound = isTooFew ? counts.lowerBound : counts.upperBound
        let word = counts.count == 1 ? "exactly" : isTooFew ? "at least" : "at most"
        throw raise(
            .typeError,
            "function takes \(word) \(bound) argument\(bound == 1 ? "" : "s") (\(count) given)")
    }

    /// An int among a state's items, brought into a range.
    func stateIndex(_ value: Ref, _ range: ClosedRange<Int>) throws(Raised) -> Int {
        guard value.isInt else { throw raise(.typeError, "an integer is required") }
        let index = try indexValue(value, overflow: .overflowError)
        return min(max(index, range.lowerBound), range.upperBound)
    }

    /// A tuple of some of the numbers of an object's array.
    func indexTuple(
        _ indices: UnsafeMutablePointer<Int>, _ count: Int
    ) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: count)
        for index in 0..<count {
            tuple.ref.tupleItems[index] = try makeInt(indices[index]).take()
        }
        return tuple
    }

    /// Memory for numbers, as a bytes object nobody else sees.
    func makeIndices(_ numbers: [Int]) throws(Raised) -> Owned {
        let made = numbers.withUnsafeBytes { bytes in
            slotResult { () throws(Raised) in try makeBytes(bytes) }
        }
        let bytes = try checked(made)
        // Bytes of 0 or 1 are shared objects, and these are written to.
        return numbers.isEmpty ? try makeBytes([UInt8](repeating: 0, count: 8)) : bytes
    }
}
