/// `bytearray(…)`: from text, a number of zeros, a buffer or an iterable of ints.
extension Interpreter {
    private static let byteArrayParameters = Parameters(
        "bytearray", ["source", "encoding", "errors"])

    /// `bytearray.__init__`, which empties the object first.
    func initializeByteArray(
        _ array: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) {
        let parsed = try parseArguments(
            Self.byteArrayParameters, tuple: arguments, keywords: keywords)
        let encoding = try codecName(parsed[1], "bytearray", "encoding")
        let errors = try codecName(parsed[2], "bytearray", "errors")
        if array.itemCount > 0 { try resizeByteArray(array, to: 0) }
        guard let source = parsed[0] else {
            if encoding != nil || errors != nil {
                throw raiseNoStringArgument(hasEncoding: encoding != nil)
            }
            return
        }
        if source.isStr {
            guard encoding != nil else {
                throw raise(.typeError, "string argument without an encoding")
            }
            let bytes = try encode(
                source, encoding: encoding ?? "utf-8", errors: errors ?? "strict")
            return try byteArrayAppend(array, contentsOf: bytes.ref)
        }
        if encoding != nil || errors != nil {
            throw raiseNoStringArgument(hasEncoding: encoding != nil)
        }
        if isIndex(source), try fillWithZeros(array, source) { return }
        if source.hasBuffer {
            let contents = try view(of: source, BufferFlags.fullReadOnly)
            try resizeByteArray(array, to: contents.count)
            if contents.count > 0 { try copyBytes(of: contents, to: array.byteArrayStart) }
            return
        }
        try fillFromIterable(array, source)
    }

    /// The complaint about an encoding or error handler without text, of `bytes` too.
    func raiseNoStringArgument(hasEncoding: Bool) -> Raised {
        raise(
            .typeError,
            hasEncoding
                ? "encoding without a string argument" : "errors without a string argument")
    }

    /// How many zeros an int means, for `bytes` too; nil when `__index__` raises `TypeError`, as it may mean nothing.
    func zeroCount(_ source: Ref) throws(Raised) -> Int? {
        do throws(Raised) {
            return try indexValue(source, overflow: .overflowError)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            return nil
        }
    }

    /// As many zeros as an int says; false when it isn't one.
    private func fillWithZeros(_ array: Ref, _ source: Ref) throws(Raised) -> Bool {
        guard let count = try zeroCount(source) else { return false }
        if count < 0 { throw raise(.valueError, "negative count") }
        if count > 0 {
            try resizeByteArray(array, to: count)
            array.byteArrayStart.update(repeating: 0, count: count)
        }
        return true
    }

    private func fillFromIterable(_ array: Ref, _ source: Ref) throws(Raised) {
        if source.isExactly(.list) || source.isExactly(.tuple),
            try fillFromItems(array, source)
        {
            return
        }
        let iterator: Owned
        do throws(Raised) {
            iterator = try self.iterator(over: source)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            throw raise(
                .typeError, "cannot convert '\(typeName(source.type))' object to bytearray")
        }
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            let byte = try byteArrayValue(item.ref)
            try appendByte(array, byte)
        }
    }

    /// The ints of a list or tuple, whose number is known; false when there is something else among them.
    private func fillFromItems(_ array: Ref, _ source: Ref) throws(Raised) -> Bool {
        let count = source.itemCount
        for index in 0..<count where !source.fastSequenceItem(index).isExactly(.int) {
            return false
        }
        try resizeByteArray(array, to: count)
        for index in 0..<count {
            array.byteArrayStart[index] = try byteArrayValue(source.fastSequenceItem(index))
        }
        return true
    }

    private func appendByte(_ array: Ref, _ byte: UInt8) throws(Raised) {
        let fields = array.byteArray
        let count = fields.pointee.ob_size
        // The block may be used up to its end, although bytes were cut off its start.
        let cutOff = (fields.pointee.ob_start ?? array.raw) - (fields.pointee.ob_bytes ?? array.raw)
        if count + 1 + cutOff < fields.pointee.ob_alloc {
            fields.pointee.ob_size = count + 1
            array.byteArrayStart[count + 1] = 0
        } else {
            try resizeByteArray(array, to: count + 1)
        }
        array.byteArrayStart[count] = byte
    }

    /// An int from 0 to 255, with bytearray's message.
    func byteArrayValue(_ object: Ref) throws(Raised) -> UInt8 {
        let value = try indexValue(object, overflow: nil)
        guard value >= 0, value <= 255 else {
            throw raise(.valueError, "byte must be in range(0, 256)")
        }
        return UInt8(value)
    }
}
