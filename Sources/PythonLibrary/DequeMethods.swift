import PythonRuntime

/// The methods of deques.
extension Deque {
    static var endMethods: [MethodSpec] {
        [
            MethodSpec("append", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.dequeAppend(object.deque, arguments[0].owned())
                    return interpreter.none.owned()
                }
            },
            MethodSpec("appendleft", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.dequeAppendFirst(object.deque, arguments[0].owned())
                    return interpreter.none.owned()
                }
            },
            MethodSpec("pop", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    guard let item = interpreter.dequePopLast(object.deque) else {
                        throw interpreter.raise(.indexError, "pop from an empty deque")
                    }
                    return Owned(stealing: item)
                }
            },
            MethodSpec("popleft", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    guard let item = interpreter.dequePopFirst(object.deque) else {
                        throw interpreter.raise(.indexError, "pop from an empty deque")
                    }
                    return Owned(stealing: item)
                }
            },
            MethodSpec("extend", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.dequeExtend(object, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("extendleft", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.dequeExtend(object, arguments[0], first: true)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("clear", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    interpreter.dequeClear(object)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("rotate", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("deque.rotate", arguments.count, 0, 1)
                    let steps = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.sizeValue(value)
                    }
                    try interpreter.dequeRotate(object.deque, steps ?? 1)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("reverse", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let deque = object.deque
                    var low = DequeCursor(
                        block: deque.firstBlock, index: deque.pointee.leftIndex)
                    var high = DequeCursor(
                        block: deque.lastBlock, index: deque.pointee.rightIndex)
                    for _ in 0..<deque.pointee.count / 2 {
                        let item = low.place.pointee
                        low.place.pointee = high.place.pointee
                        high.place.pointee = item
                        low.moveRight()
                        high.moveLeft()
                    }
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static var searchMethods: [MethodSpec] {
        [
            MethodSpec("count", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    let total = try occurrences(interpreter, object, arguments[0])
                    return try interpreter.makeInt(total)
                }
            },
            MethodSpec("index", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkParsed("index", arguments.count, 1, 3)
                    let index = try position(interpreter, object, arguments)
                    return try interpreter.makeInt(index)
                }
            },
            MethodSpec("insert", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkParsed("insert", arguments.count, 2, 2)
                    let index = try interpreter.indexValue(arguments[0], overflow: .overflowError)
                    try dequeInsert(interpreter, object.deque, index, arguments[1])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("remove", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    let index = try removalIndex(interpreter, object, arguments[0])
                    if let item = try interpreter.dequeRemove(object.deque, at: index) {
                        Ref(item).decref()
                    }
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static var copyMethods: [MethodSpec] {
        [
            MethodSpec("copy", .noArguments, copyFunction),
            MethodSpec("__copy__", .noArguments, copyFunction),
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(object.deque.size)
                }
            },
            MethodSpec("__reversed__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try makeDequeIterator(interpreter, object, .dequeReverseIterator)
                }
            },
            MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                cls, arguments, _, _ in
                genericAlias(cls, arguments)
            },
            MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let maximum = object.deque.pointee.maximum
                    let limit = try interpreter.makeInt(max(0, maximum))
                    let arguments =
                        maximum < 0
                        ? interpreter.emptyTuple.owned()
                        : try interpreter.makeTuple(interpreter.emptyTuple, limit.ref)
                    let iterator = try interpreter.iterator(over: object)
                    let getState = try interpreter.intern("__getstate__")
                    let state = try interpreter.callMethod(object, getState.ref)
                    return try interpreter.makeTuple([
                        Ref(RawObject(object.type)), arguments.ref, state.ref, iterator.ref,
                    ])
                }
            },
        ]
    }

    private static var copyFunction: NativeFunction {
        { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try interpreter.makeDeque(like: object, object)
            }
        }
    }
}

/// How many items are equal to a value.
private func occurrences(
    _ interpreter: Interpreter, _ object: Ref, _ value: Ref
) throws(Raised) -> Int {
    let state = object.deque.pointee.state
    var total = 0
    var cursor = DequeCursor(
        block: object.deque.firstBlock, index: object.deque.pointee.leftIndex)
    for _ in 0..<object.deque.pointee.count {
        let item = Ref(cursor.place.pointee.unsafelyUnwrapped).owned()
        if try interpreter.compareBool(item.ref, value, .equal) { total += 1 }
        if object.deque.pointee.state != state { throw dequeMutated(interpreter) }
        cursor.moveRight()
    }
    return total
}

/// The index of the item that `remove` takes out.
private func removalIndex(
    _ interpreter: Interpreter, _ object: Ref, _ value: Ref
) throws(Raised) -> Int {
    let state = object.deque.pointee.state
    var cursor = DequeCursor(
        block: object.deque.firstBlock, index: object.deque.pointee.leftIndex)
    for index in 0..<object.deque.pointee.count {
        let item = Ref(cursor.place.pointee.unsafelyUnwrapped).owned()
        let isEqual = try interpreter.compareBool(item.ref, value, .equal)
        if object.deque.pointee.state != state {
            throw interpreter.raise(.indexError, "deque mutated during remove().")
        }
        if isEqual { return index }
        cursor.moveRight()
    }
    let text = try interpreter.repr(value)
    throw interpreter.raise(.valueError, "\(text.ref.text) is not in deque")
}

/// `deque.index(value, start, stop)`.
private func position(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Arguments
) throws(Raised) -> Int {
    let total = object.deque.pointee.count
    var bounds = [0, total]
    for number in 1..<max(arguments.count, 1) {
        bounds[number - 1] = try interpreter.positionArgument(arguments[number], length: total)
    }
    let found = try dequeFind(
        interpreter, object, arguments[0], from: bounds[0], to: bounds[1])
    if let found { return found }
    let text = try interpreter.repr(arguments[0])
    throw interpreter.raise(.valueError, "\(text.ref.text) is not in deque")
}

private func dequeInsert(
    _ interpreter: Interpreter, _ deque: DequePointer, _ index: Int, _ item: Ref
) throws(Raised) {
    let count = deque.pointee.count
    if deque.pointee.maximum == count {
        throw interpreter.raise(.indexError, "deque already at its maximum size")
    }
    if index >= count { return try interpreter.dequeAppend(deque, item.owned()) }
    if index <= -count || index == 0 {
        return try interpreter.dequeAppendFirst(deque, item.owned())
    }
    let place = index < 0 ? index + count : index
    try interpreter.dequeRotate(deque, -place)
    try interpreter.dequeAppendFirst(deque, item.owned())
    try interpreter.dequeRotate(deque, place)
}
