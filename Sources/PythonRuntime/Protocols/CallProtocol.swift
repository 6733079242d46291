/// Calling objects (`Objects/call.c`, PEP 590).
extension Interpreter {
    /// The bit of `nargsf` that says `args[-1]` may be overwritten for the length of the call.
    public static var argumentsOffset: UInt { 1 << 63 }

    /// The vectorcall function of a callable; nil when its type has none.
    @inline(__always)
    public func vectorcall(of callable: Ref) -> VectorcallSlot? {
        let type = callable.type
        guard type.pointee.tp_flags & TypeFlags.haveVectorcall != 0 else { return nil }
        return (callable.raw + type.pointee.tp_vectorcall_offset)
            .assumingMemoryBound(to: VectorcallSlot?.self).pointee
    }

    /// Calls with borrowed arguments in place: `count` positional ones, then the values of `names`.
    public func call(
        _ callable: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, count: Int,
        names: Ref? = nil
    ) throws(Raised) -> Owned {
        if let function = vectorcall(of: callable) {
            return try checked(function(callable.raw, arguments, UInt(count), names?.raw))
        }
        return try callByTuple(callable, arguments, count: count, names: names)
    }

    /// Calls a type without vectorcall through `tp_call`.
    public func callByTuple(
        _ callable: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, count: Int, names: Ref?
    ) throws(Raised) -> Owned {
        guard let slot = callable.type.pointee.tp_call else {
            throw raise(.typeError, "'\(typeName(callable.type))' object is not callable")
        }
        let tuple = try makeTuple(UnsafeBufferPointer(start: arguments, count: count))
        guard let names, names.itemCount > 0, let arguments else {
            return try callSlot(slot, callable, tuple.ref, nil)
        }
        let keywords = try makeDict()
        for index in 0..<names.itemCount {
            guard let value = arguments[count + index] else { continue }
            try dictSet(keywords.ref, names.tupleItem(index), Ref(value))
        }
        return try callSlot(slot, callable, tuple.ref, keywords.ref)
    }

    private func callSlot(
        _ slot: CallSlot, _ callable: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        try enterNative(" while calling a Python object")
        let result = slot(callable.raw, arguments.raw, keywords?.raw)
        leaveNative()
        return try checked(result)
    }

    /// Calls with a tuple and an optional dict of keywords (`PyObject_Call`).
    public func call(
        _ callable: Ref, tuple: Ref, keywords: Ref? = nil
    ) throws(Raised) -> Owned {
        let keywords = keywords.flatMap { $0.dictCount > 0 ? $0 : nil }
        if vectorcall(of: callable) == nil, let slot = callable.type.pointee.tp_call {
            return try callSlot(slot, callable, tuple, keywords)
        }
        guard let keywords else {
            return try call(callable, tuple.tupleItems, count: tuple.itemCount)
        }
        let names = try makeTuple(count: keywords.dictCount)
        let total = tuple.itemCount + keywords.dictCount
        let buffer = UnsafeMutablePointer<RawObject?>.allocate(capacity: total)
        defer { buffer.deallocate() }
        for index in 0..<tuple.itemCount { buffer[index] = tuple.tupleItems[index] }
        var position = 0
        var index = 0
        defer {
            for place in tuple.itemCount..<(tuple.itemCount + index) {
                if let value = buffer[place] { Ref(value).decref() }
            }
        }
        while let entry = dictNext(keywords, &position), index < names.ref.itemCount {
            guard entry.key.isStr else { throw raise(.typeError, "keywords must be strings") }
            entry.key.incref()
            names.ref.tupleItems[index] = entry.key.raw
            // The call may change the dict.
            entry.value.incref()
            buffer[tuple.itemCount + index] = entry.value.raw
            index += 1
        }
        return try call(callable, buffer, count: tuple.itemCount, names: names.ref)
    }

    public func call(_ callable: Ref) throws(Raised) -> Owned {
        try call(callable, nil, count: 0)
    }

    public func call(_ callable: Ref, _ argument: Ref) throws(Raised) -> Owned {
        // Room before the argument, since a bound method puts its object there.
        var arguments: (RawObject?, RawObject?) = (nil, argument.raw)
        return try withUnsafeMutablePointer(to: &arguments) { pointer throws(Raised) in
            let start = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: RawObject?.self)
            return try call(callable, start + 1, count: 1)
        }
    }

    public func call(_ callable: Ref, _ first: Ref, _ second: Ref) throws(Raised) -> Owned {
        var arguments: (RawObject?, RawObject?, RawObject?) = (nil, first.raw, second.raw)
        return try withUnsafeMutablePointer(to: &arguments) { pointer throws(Raised) in
            let start = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: RawObject?.self)
            return try call(callable, start + 1, count: 2)
        }
    }

    /// `object.name()`.
    public func callMethod(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        let method = try getAttribute(object, name)
        return try call(method.ref)
    }

    /// `object.name(argument)`.
    public func callMethod(_ object: Ref, _ name: Ref, _ argument: Ref) throws(Raised) -> Owned {
        let method = try getAttribute(object, name)
        return try call(method.ref, argument)
    }
}
