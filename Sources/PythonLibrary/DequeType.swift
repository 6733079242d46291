import PythonRuntime

/// The type `deque` and its slots.
enum Deque {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "collections.deque", basicSize: MemoryLayout<DequeObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.sequence,
            methods: endMethods + searchMethods + copyMethods,
            getSets: [
                GetSetSpec("maxlen") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        let maximum = object.deque.pointee.maximum
                        return maximum < 0
                            ? interpreter.none.owned() : try interpreter.makeInt(maximum)
                    }
                }
            ]
        ) { block in
            memorySlots(block)
            sequenceSlots(block)
            block.pointee.type.tp_hash = Interpreter.refuseToHash
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.guardedRepr(object, recursive: "[...]") {
                        () throws(Raised) in try dequeRepr(interpreter, object)
                    }
                }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    guard interpreter.isInstance(left, .deque),
                        interpreter.isInstance(right, .deque)
                    else { return interpreter.notImplemented.owned() }
                    let first = try interpreter.makeList(from: left)
                    let second = try interpreter.makeList(from: right)
                    return try interpreter.compare(first.ref, second.ref, op)
                }
            }
        }
    }

    private static func memorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_weaklistoffset =
            MemoryLayout<DequeObject>.offset(of: \.weakReferences) ?? 0
        block.pointee.type.tp_new = { type, _, _ in
            slotResult { () throws(Raised) in
                let object = try Interpreter(containing: type).allocateInstance(
                    type.assumingMemoryBound(to: PyTypeObject.self))
                try Interpreter(containing: type).startDeque(object.ref.deque)
                return object
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let values = try interpreter.bind(
                    ParameterList(
                        function: "deque", names: ["iterable", "maxlen"], maximumPositional: 2),
                    tuple: Ref(arguments), keywords: keywords)
                if let maximum = values[1], !maximum.isNone {
                    guard maximum.isInt else {
                        throw interpreter.raise(.typeError, "an integer is required")
                    }
                    let limit = try interpreter.indexValue(maximum, overflow: .overflowError)
                    if limit < 0 {
                        throw interpreter.raise(.valueError, "maxlen must be non-negative")
                    }
                    Ref(raw).deque.pointee.maximum = limit
                } else {
                    Ref(raw).deque.pointee.maximum = -1
                }
                interpreter.dequeClear(Ref(raw))
                if let iterable = values[0] { try interpreter.dequeExtend(Ref(raw), iterable) }
                return 0
            }
        }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.deallocate(raw) { interpreter.endDeque($0) }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let deque = Ref(raw).deque
            guard let block = deque.pointee.leftBlock else { return 0 }
            var cursor = DequeCursor(block: block, index: deque.pointee.leftIndex)
            for _ in 0..<deque.pointee.count {
                let status = visitReference(cursor.place.pointee, visit, argument)
                if status != 0 { return status }
                cursor.moveRight()
            }
            return 0
        }
        block.pointee.type.tp_clear = { raw in
            Interpreter(containing: raw).dequeClear(Ref(raw))
            return 0
        }
    }

    private static func sequenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_length = { Ref($0).deque.pointee.count }
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                guard index >= 0, index < object.deque.pointee.count else {
                    throw interpreter.raise(.indexError, "deque index out of range")
                }
                return object.deque.item(index).owned()
            }
        }
        block.pointee.sequence.sq_ass_item = { raw, index, value in
            slotStatus { () throws(Raised) in
                let interpreter = Interpreter(containing: raw)
                let deque = Ref(raw).deque
                guard index >= 0, index < deque.pointee.count else {
                    throw interpreter.raise(.indexError, "deque index out of range")
                }
                if let value {
                    let old = deque.place(index).pointee
                    deque.place(index).pointee = Ref(value).owned().take()
                    if let old { Ref(old).decref() }
                } else if let item = try interpreter.dequeRemove(deque, at: index) {
                    Ref(item).decref()
                }
                return 0
            }
        }
        block.pointee.sequence.sq_contains = { raw, value in
            slotStatus { () throws(Raised) in
                try dequeFind(Interpreter(containing: raw), Ref(raw), Ref(value)) == nil ? 0 : 1
            }
        }
        block.pointee.sequence.sq_concat = { raw, other in
            withObjects(raw, other) { interpreter, object, other throws(Raised) in
                guard interpreter.isInstance(other, .deque) else {
                    throw interpreter.raise(
                        .typeError,
                        "can only concatenate deque (not \"\(interpreter.typeName(other.type))\") to deque"
                    )
                }
                let new = try interpreter.makeDeque(like: object, object)
                try interpreter.dequeExtend(new.ref, other)
                return new
            }
        }
        block.pointee.sequence.sq_inplace_concat = { raw, other in
            withObjects(raw, other) { interpreter, object, other throws(Raised) in
                try interpreter.dequeExtend(object, other)
                return object.owned()
            }
        }
        block.pointee.sequence.sq_repeat = { raw, times in
            withObject(raw) { interpreter, object throws(Raised) in
                let list = try interpreter.makeList(from: object)
                let count = try interpreter.makeInt(times)
                let items = try interpreter.multiply(list.ref, count.ref)
                return try interpreter.makeDeque(like: object, items.ref)
            }
        }
        block.pointee.sequence.sq_inplace_repeat = { raw, times in
            withObject(raw) { interpreter, object throws(Raised) in
                let list = try interpreter.makeList(from: object)
                let count = try interpreter.makeInt(times)
                let items = try interpreter.multiply(list.ref, count.ref)
                interpreter.dequeClear(object)
                try interpreter.dequeExtend(object, items.ref)
                return object.owned()
            }
        }
        block.pointee.type.tp_iter = { raw in
            withObject(raw) { interpreter, object throws(Raised) in
                try makeDequeIterator(interpreter, object, .dequeIterator)
            }
        }
    }

    /// The deque; the next index, the state it had at the start, and the block and place of the next item
    /// once there was one.
    static func iteratorTypeSpec(reversed: Bool) -> TypeSpec {
        iteratorSpec(
            reversed
                ? "_collections._deque_reverse_iterator" : "_collections._deque_iterator",
            references: 1, numbers: 4,
            methods: [
                MethodSpec("__length_hint__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let count = object.held(16)?.deque.pointee.count ?? 0
                        return try interpreter.makeInt(max(0, count - object.number(24).pointee))
                    }
                },
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let index = try interpreter.makeInt(object.number(24).pointee)
                        guard let deque = object.held(16) else {
                            let empty = try interpreter.call(
                                Ref(RawObject(interpreter.type(LibraryType.deque))))
                            return try interpreter.makeReduction(object, [empty.ref])
                        }
                        return try interpreter.makeReduction(object, [deque, index.ref])
                    }
                },
            ],
            isBase: false,
            new: { type, arguments, keywords in
                // CPython doesn't look at keywords here, nor says which function it is.
                newInstance(type, arguments, nil, "_deque_iterator", 0...Int.max) {
                    interpreter, object, arguments throws(Raised) in
                    let deque = try iteratedDeque(interpreter, arguments)
                    object.hold(16, deque.owned())
                    object.number(32).pointee = deque.deque.pointee.state
                    if arguments.itemCount == 2 {
                        let index = try interpreter.sizeValue(arguments.tupleItem(1))
                        object.number(24).pointee = min(max(0, index), deque.deque.pointee.count)
                    }
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    guard let held = object.held(16) else { return nil }
                    let deque = held.deque
                    let index = object.number(24).pointee
                    if deque.pointee.state != object.number(32).pointee {
                        object.drop(16)
                        throw interpreter.raise(
                            .runtimeError, "deque mutated during iteration")
                    }
                    if index >= deque.pointee.count {
                        object.drop(16)
                        return nil
                    }
                    object.number(24).pointee = index + 1
                    let isReversed = object.type == interpreter.type(.dequeReverseIterator)
                    return nextItem(of: deque, index, isReversed, object).owned().take()
                }
            })
    }
}

/// The deque that an iterator is made of, whose arguments are parsed by a format without a name.
private func iteratedDeque(
    _ interpreter: Interpreter, _ arguments: Ref
) throws(Raised) -> Ref {
    let count = arguments.itemCount
    guard (1...2).contains(count) else {
        let wanted = count == 0 ? "at least 1 argument" : "at most 2 arguments"
        throw interpreter.raise(.typeError, "function takes \(wanted) (\(count) given)")
    }
    let given = arguments.tupleItem(0)
    guard interpreter.isInstance(given, .deque) else {
        let name = given.isNone ? "None" : interpreter.typeName(given.type, limit: 50)
        throw interpreter.raise(.typeError, "argument 1 must be collections.deque, not \(name)")
    }
    return given
}

/// The item at an index, found from where the iterator was, which is moved on.
private func nextItem(
    of deque: DequePointer, _ index: Int, _ isReversed: Bool, _ iterator: Ref
) -> Ref {
    var cursor: DequeCursor
    if let start = UnsafeMutableRawPointer(bitPattern: iterator.number(40).pointee) {
        cursor = DequeCursor(
            block: DequeBlock(start: start), index: iterator.number(48).pointee)
        if isReversed { cursor.moveLeft() } else { cursor.moveRight() }
    } else {
        cursor = deque.cursor(at: isReversed ? deque.pointee.count - 1 - index : index)
    }
    iterator.number(40).pointee = Int(bitPattern: cursor.block.start)
    iterator.number(48).pointee = cursor.index
    // SAFETY: the deque's state is what it was, so the cursor is on one of its items.
    return Ref(cursor.place.pointee.unsafelyUnwrapped)
}

func makeDequeIterator(
    _ interpreter: Interpreter, _ object: Ref, _ type: LibraryType
) throws(Raised) -> Owned {
    let iterator = try interpreter.allocateInstance(interpreter.type(type))
    iterator.ref.hold(16, object.owned())
    iterator.ref.number(32).pointee = object.deque.pointee.state
    return iterator
}

/// The first index of an equal item. Items are compared in place, so none may come or go meanwhile.
func dequeFind(
    _ interpreter: Interpreter, _ object: Ref, _ value: Ref, from: Int = 0, to: Int = .max
) throws(Raised) -> Int? {
    let state = object.deque.pointee.state
    var index = from
    let end = min(to, object.deque.pointee.count)
    if from >= end { return nil }
    var cursor = object.deque.cursor(at: from)
    while index < end {
        let item = Ref(cursor.place.pointee.unsafelyUnwrapped).owned()
        if try interpreter.compareBool(item.ref, value, .equal) { return index }
        if object.deque.pointee.state != state { throw dequeMutated(interpreter) }
        index += 1
        cursor.moveRight()
    }
    return nil
}

func dequeMutated(_ interpreter: Interpreter) -> Raised {
    interpreter.raise(.runtimeError, "deque mutated during iteration")
}

private func dequeRepr(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> Owned {
    let list = try interpreter.makeList(from: object)
    let text = try interpreter.repr(list.ref)
    let name = interpreter.shortTypeName(object.type)
    let maximum = object.deque.pointee.maximum
    return try interpreter.makeString(
        maximum < 0 ? "\(name)(\(text.ref.text))" : "\(name)(\(text.ref.text), maxlen=\(maximum))")
}
