import PythonBytecode

/// Objects to and from marshal's bytes (`Python/marshal.c`), by way of the values the compiler makes.
extension Interpreter {
    /// The object of marshalled bytes, a new reference.
    public func unmarshal(_ bytes: [UInt8]) throws(Raised) -> Owned {
        var reader = MarshalReader(bytes)
        let constant: Constant
        do throws(MarshalError) {
            constant = try reader.readConstant()
        } catch {
            throw raise(error == .truncated ? .eofError : .valueError, error.message)
        }
        return try CodeBuilder.object(constant, in: self)
    }

    /// The marshalled bytes of an object, which must be made of what code can hold.
    public func marshal(_ object: Ref) throws(Raised) -> [UInt8] {
        var writer = MarshalWriter()
        writer.append(try constant(object, depth: 0))
        return writer.bytes
    }

    private func constant(_ object: Ref, depth: Int) throws(Raised) -> Constant {
        if depth > 500 { throw raise(.valueError, "object too deeply nested to marshal") }
        if object.isNone { return .none }
        if object == self.true { return .true }
        if object == self.false { return .false }
        if object == ellipsis { return .ellipsis }
        if object.isExactly(.int) {
            if let value = object.intValue { return .integer(.small(value)) }
            let size = object.fields(PyLongObject.self).pointee.ob_size
            let digits = (0..<abs(size)).map {
                object.raw.load(fromByteOffset: 24 + 4 * $0, as: UInt32.self)
            }
            return .integer(.big(isNegative: size < 0, digits: digits))
        }
        if object.isExactly(.float) { return .float(object.floatValue) }
        if object.isExactly(.str) { return .string(utf8Bytes(object)) }
        if object.isExactly(.bytes) { return .bytes(Array(object.bytesBuffer)) }
        if object.isExactly(.tuple) {
            var items: [Constant] = []
            for index in 0..<object.itemCount {
                items.append(try constant(object.tupleItem(index), depth: depth + 1))
            }
            return .tuple(items)
        }
        if object.isExactly(.frozenset) {
            var items: [Constant] = []
            var position = 0
            while let entry = setNext(object, &position) {
                items.append(try constant(entry.key, depth: depth + 1))
            }
            return .frozenSet(items)
        }
        throw raise(.valueError, "unmarshallable object")
    }
}

extension Interpreter {
    /// Names another file in a code object and those within it that had the same (`update_code_filenames`).
    public func setFilename(of code: Ref, to filename: Ref) {
        guard code.isExactly(.code), filename.isStr else { return }
        let old = Ref(code.fields(PyCodeObject.self).pointee.co_filename).owned()
        if old.ref.strEquals(filename) { return }
        setFilename(of: code, from: old.ref, to: filename)
    }

    private func setFilename(of code: Ref, from old: Ref, to filename: Ref) {
        let fields = code.fields(PyCodeObject.self)
        guard Ref(fields.pointee.co_filename).strEquals(old) else { return }
        let previous = fields.pointee.co_filename
        filename.incref()
        fields.pointee.co_filename = filename.raw
        Ref(previous).decref()
        let constants = Ref(fields.pointee.co_consts)
        for index in 0..<constants.itemCount {
            let constant = constants.tupleItem(index)
            if constant.isExactly(.code) { setFilename(of: constant, from: old, to: filename) }
        }
    }
}

/// Bytes for the native modules.
extension Interpreter {
    /// The bytes of a bytes-like object, copied; `TypeError` for anything else.
    public func bytesLike(_ object: Ref) throws(Raised) -> [UInt8] {
        if object.isBytes { return Array(object.bytesBuffer) }
        let view = try view(of: object)
        return Array(view.bytes)
    }

    /// The bytes of a bytes object or bytearray in place, valid until that changes; nil for anything else.
    public func byteContents(of object: Ref) -> UnsafeBufferPointer<UInt8>? {
        object.isBytes || object.isByteArray ? object.bytesBuffer : nil
    }

    /// Copies bytes into a writable bytes-like object; how many fitted.
    public func copyBytes(_ bytes: [UInt8], into object: Ref) throws(Raised) -> Int {
        let view = try view(of: object, BufferFlags.writable)
        let count = min(bytes.count, view.count)
        for index in 0..<count { view.start[index] = bytes[index] }
        return count
    }
}
