import PythonRuntime

/// The methods of arrays.
enum ArrayMethods {
    static var changes: [MethodSpec] {
        [
            MethodSpec("append", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    try interpreter.arrayInsert(object, object.itemCount, arguments[0])
                }
            },
            MethodSpec("extend", .fast) { object, arguments, count, _ in
                change(object, arguments, count) { interpreter, object, arguments throws(Raised) in
                    try interpreter.checkExactly("extend", arguments, 1)
                    try interpreter.arrayExtend(object, arguments[0])
                }
            },
            MethodSpec("insert", .fast) { object, arguments, count, _ in
                change(object, arguments, count) { interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("insert", arguments.count, 2, 2)
                    let position = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    try interpreter.arrayInsert(object, position, arguments[1])
                }
            },
            MethodSpec("remove", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    guard let index = try interpreter.arrayFind(object, arguments[0]) else {
                        throw interpreter.raise(
                            .valueError, "array.remove(x): x not in array")
                    }
                    try interpreter.arrayDelete(object, from: index, to: index + 1)
                }
            },
            MethodSpec("reverse", .noArguments) { object, arguments, _, _ in
                change(object, arguments, 0) { _, object, _ in reverseArray(object) }
            },
            MethodSpec("byteswap", .noArguments) { object, arguments, _, _ in
                change(object, arguments, 0) { _, object, _ in swapArrayBytes(object) }
            },
            MethodSpec("pop", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("pop", arguments.count, 0, 1)
                    return try interpreter.arrayPop(object, arguments[optional: 0])
                }
            },
            MethodSpec("count", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    var total = 0
                    var from = 0
                    while let index = try interpreter.arrayFind(object, arguments[0], from: from) {
                        total += 1
                        from = index + 1
                    }
                    return try interpreter.makeInt(total)
                }
            },
            MethodSpec("index", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("index", arguments.count, 1, 3)
                    return try interpreter.arrayPosition(object, arguments)
                }
            },
        ]
    }

    static var conversions: [MethodSpec] {
        [
            MethodSpec("tolist", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.arrayList(object)
                }
            },
            MethodSpec("fromlist", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    try interpreter.arrayAppend(object, list: arguments[0])
                }
            },
            MethodSpec("tobytes", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.arrayBytes(object)
                }
            },
            MethodSpec("frombytes", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    try interpreter.arrayAppend(object, bytes: arguments[0])
                }
            },
            MethodSpec("tounicode", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    guard object.arrayCode.isText else {
                        throw interpreter.raise(
                            .valueError,
                            "tounicode() may only be called on unicode type arrays")
                    }
                    return try interpreter.arrayText(object)
                }
            },
            MethodSpec("fromunicode", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    try interpreter.arrayAppend(object, text: arguments[0])
                }
            },
            MethodSpec("tofile", .oneArgument) { object, arguments, _, _ in
                change(object, arguments, 1) { interpreter, object, arguments throws(Raised) in
                    try interpreter.arrayWrite(object, to: arguments[0])
                }
            },
            MethodSpec("fromfile", .fast) { object, arguments, count, _ in
                change(object, arguments, count) { interpreter, object, arguments throws(Raised) in
                    try interpreter.checkExactly("fromfile", arguments, 2)
                    let count = try interpreter.indexValue(arguments[1], overflow: .overflowError)
                    try interpreter.arrayRead(object, from: arguments[0], count)
                }
            },
        ]
    }

    static var copies: [MethodSpec] {
        [
            MethodSpec("__copy__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.arrayCopy(object)
                }
            },
            MethodSpec("__deepcopy__", .oneArgument) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.arrayCopy(object)
                }
            },
            MethodSpec("__reduce_ex__", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkExactly("__reduce_ex__", arguments, 1)
                    return try interpreter.reduceArray(object, arguments[0])
                }
            },
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(
                        object.type.pointee.tp_basicsize
                            + object.array.pointee.allocated * object.arrayCode.size)
                }
            },
            MethodSpec("buffer_info", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let address = object.array.pointee.ob_item.map {
                        AddressSpace.simulatedAddress(of: $0)
                    }
                    return try interpreter.makePair(
                        try interpreter.makeInt(unsigned: UInt(address ?? 0)),
                        try interpreter.makeInt(object.itemCount))
                }
            },
        ]
    }
}

/// The body of a method that gives `None`.
private func change(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ body: (Interpreter, Ref, Arguments) throws(Raised) -> Void
) -> RawObject? {
    nativeMethod(object, arguments, count, nil) {
        interpreter, object, arguments throws(Raised) in
        try body(interpreter, object, arguments)
        return interpreter.none.owned()
    }
}

private func reverseArray(_ object: Ref) {
    let size = object.arrayCode.size
    var (low, high) = (0, object.itemCount - 1)
    while low < high {
        for byte in 0..<size {
            let left = (object.arrayPlace(low) + byte).assumingMemoryBound(to: UInt8.self)
            let right = (object.arrayPlace(high) + byte).assumingMemoryBound(to: UInt8.self)
            (left.pointee, right.pointee) = (right.pointee, left.pointee)
        }
        low += 1
        high -= 1
    }
}

private func swapArrayBytes(_ object: Ref) {
    let size = object.arrayCode.size
    for index in 0..<object.itemCount {
        let item = object.arrayPlace(index).assumingMemoryBound(to: UInt8.self)
        for byte in 0..<size / 2 {
            (item[byte], item[size - 1 - byte]) = (item[size - 1 - byte], item[byte])
        }
    }
}

extension Interpreter {
    /// The complaint of functions of a fixed number of positional arguments among those with keywords.
    func checkExactly(
        _ function: StaticString, _ arguments: Arguments, _ count: Int
    ) throws(Raised) {
        if arguments.count == count { return }
        if arguments.count > count {
            throw raise(
                .typeError,
                "\(function)() takes at most \(count) argument\(count == 1 ? "" : "s") (\(arguments.count) given)"
            )
        }
        throw raise(
            .typeError,
            "\(function)() takes exactly \(count) positional argument\(count == 1 ? "" : "s") (\(arguments.count) given)"
        )
    }

    fileprivate func arrayPop(_ object: Ref, _ position: Ref?) throws(Raised) -> Owned {
        let wanted = try position.map { value throws(Raised) in
            try indexValue(value, overflow: .overflowError)
        }
        let count = object.itemCount
        if count == 0 { throw raise(.indexError, "pop from empty array") }
        let given = wanted ?? -1
        let index = given < 0 ? given &+ count : given
        guard index >= 0, index < count else {
            throw raise(.indexError, "pop index out of range")
        }
        let item = try arrayItem(object, index)
        try arrayDelete(object, from: index, to: index + 1)
        return item
    }

    fileprivate func arrayPosition(
        _ object: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        var bounds = [0, Int.max]
        for number in 1..<max(arguments.count, 1) {
            bounds[number - 1] = try positionArgument(arguments[number], length: object.itemCount)
        }
        if let index = try arrayFind(object, arguments[0], from: bounds[0], to: bounds[1]) {
            return try makeInt(index)
        }
        throw raise(.valueError, "array.index(x): x not in array")
    }

    /// `array.fromlist(list)`: all of it or nothing.
    fileprivate func arrayAppend(_ object: Ref, list: Ref) throws(Raised) {
        guard list.isList else { throw raise(.typeError, "arg must be list") }
        let (count, more) = (object.itemCount, list.itemCount)
        if more == 0 { return }
        try resizeArray(object, to: count + more)
        object.arrayPlace(count).initializeMemory(
            as: UInt8.self, repeating: 0, count: more * object.arrayCode.size)
        do throws(Raised) {
            for index in 0..<more {
                let item = list.listItem(index).owned()
                try setArrayItem(object, count + index, item.ref)
                if list.itemCount != more {
                    throw raise(.runtimeError, "list changed size during iteration")
                }
            }
        } catch {
            if object.itemCount > count { try resizeArray(object, to: count) }
            throw error
        }
    }

    fileprivate func arrayAppend(_ object: Ref, text: Ref) throws(Raised) {
        guard text.isStr else {
            throw badArgument("fromunicode", "argument", "str", text)
        }
        guard object.arrayCode.isText else {
            throw raise(
                .valueError, "fromunicode() may only be called on unicode type arrays")
        }
        let count = object.itemCount
        let characters = text.characters
        if characters.count == 0 { return }
        try resizeArray(object, to: count + characters.count)
        for index in 0..<characters.count {
            object.arrayPlace(count + index).storeBytes(of: characters[index], as: UInt32.self)
        }
    }

    /// `array.tofile(file)`: 64 KiB a call, as CPython writes them.
    fileprivate func arrayWrite(_ object: Ref, to file: Ref) throws(Raised) {
        let total = object.itemCount * object.arrayCode.size
        var offset = 0
        while offset < total {
            let count = min(65536, total - offset)
            let bytes = try makeBytes(
                UnsafeRawBufferPointer(
                    start: object.array.pointee.ob_item.map { $0 + offset }, count: count))
            let method = try namedAttribute(file, "write")
            _ = try call(method.ref, bytes.ref)
            offset += count
            if object.itemCount * object.arrayCode.size < total { return }
        }
    }

    fileprivate func arrayRead(_ object: Ref, from file: Ref, _ count: Int) throws(Raised) {
        if count < 0 { throw raise(.valueError, "negative count") }
        let (size, overflows) = count.multipliedReportingOverflow(by: object.arrayCode.size)
        if overflows { throw raiseMemoryError() }
        let method = try namedAttribute(file, "read")
        let number = try makeInt(size)
        let bytes = try call(method.ref, number.ref)
        guard bytes.ref.isBytes else { throw raise(.typeError, "read() didn't return bytes") }
        try arrayAppend(object, bytes: bytes.ref)
        if bytes.ref.itemCount != size {
            throw raise(.eofError, "read() didn't return enough bytes")
        }
    }
}
