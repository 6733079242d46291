import PythonRuntime

/// `_io.StringIO` (`Modules/_io/stringio.c`): code points in memory, with line ends as `newline=` says.
enum StringIO {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.StringIO", basicSize: MemoryLayout<MemoryStreamObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: MemoryStreams.methods + methods,
            getSets: [
                MemoryStreams.closed,
                GetSetSpec("line_buffering") { raw, _ in
                    Ref(raw).interpreter.bool(false).take()
                },
            ], members: [MemberSpec("__dict__", .object, offset: 16)]
        ) { block in
            MemoryStreams.slots(block)
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "StringIO", names: ["initial_value", "newline"],
                            maximumPositional: 2), tuple: Ref(arguments), keywords: keywords)
                    try interpreter.initializeText(Ref(raw), values[0], values[1])
                    return 0
                }
            }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.checkOpenMemory(Ref(raw))
                    let line = try interpreter.textLine(Ref(raw).memoryStream, nil)
                    return line.ref.strCount == 0 ? nil : line.take()
                } catch { return nil }
            }
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.takeText(stream.memoryStream, size)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.textLine(stream.memoryStream, size)
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    guard arguments[0].isStr else {
                        throw interpreter.raise(
                            .typeError,
                            "string argument expected, got '\(interpreter.typeName(arguments[0].type))'"
                        )
                    }
                    try interpreter.checkOpenMemory(stream)
                    try interpreter.putText(stream.memoryStream, arguments[0])
                    return try interpreter.makeInt(arguments[0].strCount)
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    try interpreter.checkOpenMemory(stream)
                    return try interpreter.seekText(stream.memoryStream, arguments)
                }
            },
            MethodSpec("getvalue", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let fields = stream.memoryStream.pointee
                    return try interpreter.text(fields.data, 0, fields.count)
                }
            },
        ]
    }
}

extension Interpreter {
    fileprivate func initializeText(
        _ object: Ref, _ initial: Ref?, _ newline: Ref?
    ) throws(Raised) {
        let stream = object.memoryStream
        releaseMemory(stream)
        stream.pointee.hasBeenInitialized = true
        if let newline, !newline.isNone {
            guard newline.isStr else {
                throw raise(
                    .typeError, "newline must be str or None, not \(typeName(newline.type))")
            }
            let text = newline.text
            guard ["", "\n", "\r", "\r\n"].contains(text) else {
                throw raise(.valueError, "illegal newline value: \(try repr(newline).text)")
            }
            stream.pointee.newline = newline.owned().take()
        } else if newline == nil {
            stream.pointee.newline = try intern("\n").take()
        } else {
            stream.pointee.newline = nil
            stream.pointee.translatesOnReading = true
        }
        guard let initial, !initial.isNone else { return }
        guard initial.isStr else {
            throw raise(
                .typeError,
                "initial_value must be str or None, not \(typeName(initial.type))")
        }
        try putText(stream, initial)
        stream.pointee.position = 0
    }

    /// Writes with line ends translated: to `\n` without `newline`, else from `\n` to it.
    fileprivate func putText(_ stream: MemoryStream, _ text: Ref) throws(Raised) {
        let characters = text.characters
        var units: [UInt32] = []
        units.reserveCapacity(characters.count)
        let newline = stream.pointee.newline.map { Ref($0).text }
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            if newline == nil, character == 13 {
                if index < characters.count, characters[index] == 10 { index += 1 }
                units.append(10)
            } else if character == 10, let newline, newline == "\r" || newline == "\r\n" {
                units.append(13)
                if newline.utf8.count == 2 { units.append(10) }
            } else {
                units.append(character)
            }
        }
        let status = units.withUnsafeBufferPointer { buffer -> Int32 in
            slotStatus { () throws(Raised) in
                try put(stream, buffer)
                return 0
            }
        }
        if status < 0 { throw Raised() }
    }

    fileprivate func text(
        _ data: UnsafeMutableRawPointer?, _ from: Int, _ to: Int
    ) throws(Raised) -> Owned {
        guard let data, to > from else { return emptyString.owned() }
        return try makeString(
            characters: StrCharacters(start: data + 4 * from, count: to - from, kind: 4))
    }

    fileprivate func takeText(_ stream: MemoryStream, _ size: Int?) throws(Raised) -> Owned {
        let rest = max(0, stream.pointee.count - stream.pointee.position)
        let count = min(size ?? rest, rest)
        let place = stream.pointee.position
        let text = try text(stream.pointee.data, place, place + count)
        stream.pointee.position += count
        return text
    }

    fileprivate func textLine(_ stream: MemoryStream, _ limit: Int?) throws(Raised) -> Owned {
        let rest = max(0, stream.pointee.count - stream.pointee.position)
        let most = min(limit ?? rest, rest)
        guard most > 0, let data = stream.pointee.data else { return emptyString.owned() }
        let units = UnsafeBufferPointer(
            start: data.assumingMemoryBound(to: UInt32.self) + stream.pointee.position,
            count: most)
        let newline = stream.pointee.newline.map { Ref($0).text } ?? "\n"
        return try takeText(stream, lineEnd(units, newline))
    }

    /// How many units a line has, its end included.
    private func lineEnd(_ units: UnsafeBufferPointer<UInt32>, _ newline: String) -> Int {
        for index in units.indices {
            let isLast = index + 1 == units.count
            switch newline {
            case "":
                if units[index] == 10 { return index + 1 }
                if units[index] == 13 {
                    return !isLast && units[index + 1] == 10 ? index + 2 : index + 1
                }
            case "\r": if units[index] == 13 { return index + 1 }
            case "\r\n":
                if units[index] == 13, !isLast, units[index + 1] == 10 { return index + 2 }
            default: if units[index] == 10 { return index + 1 }
            }
        }
        return units.count
    }

    fileprivate func seekText(
        _ stream: MemoryStream, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let offset = try indexValue(arguments[0], overflow: .overflowError)
        let origin =
            try arguments[optional: 1].map { value throws(Raised) in
                try indexValue(value, overflow: .overflowError)
            } ?? 0
        guard (0...2).contains(origin) else {
            throw raise(.valueError, "Invalid whence (\(origin), should be 0, 1 or 2)")
        }
        if origin == 0, offset < 0 { throw raise(.valueError, "Negative seek position \(offset)") }
        if origin != 0, offset != 0 {
            throw raise(.osError, "Can't do nonzero cur-relative seeks")
        }
        if origin == 0 { stream.pointee.position = offset }
        if origin == 2 { stream.pointee.position = stream.pointee.count }
        return try makeInt(stream.pointee.position)
    }
}
