import PythonRuntime

/// What `struct`'s functions and the methods of `Struct` have in common: they are given the struct.
extension Interpreter {
    /// `pack(*values)`; the values begin behind `first` other arguments.
    func structPack(
        _ object: Ref, _ arguments: Arguments, from first: Int
    ) throws(Raised) -> Owned {
        try checkReady(object)
        let wanted = object.structure.pointee.s_len
        if arguments.count - first != wanted {
            throw raise(
                .structError,
                "pack expected \(wanted) items for packing (got \(arguments.count - first))")
        }
        let size = object.structure.pointee.s_size
        if size == 0 { return emptyBytes.owned() }
        let result = try newBytes(count: size)
        try packStruct(object, arguments, from: first, result.ref.bytesStart)
        return result
    }

    /// `pack_into(buffer, offset, *values)`.
    func structPackInto(
        _ object: Ref, _ arguments: Arguments, from first: Int
    ) throws(Raised) -> Owned {
        try checkReady(object)
        let (size, wanted) = (object.structure.pointee.s_size, object.structure.pointee.s_len)
        let given = arguments.count - first
        if given < 1 { throw raise(.structError, "pack_into expected buffer argument") }
        if given < 2 { throw raise(.structError, "pack_into expected offset argument") }
        if given - 2 != wanted {
            throw raise(
                .structError,
                "pack_into expected \(wanted) items for packing (got \(given - 2))")
        }
        let view = try writableView(of: arguments[first])
        let offset = try indexValue(arguments[first + 1], overflow: .indexError)
        let start = try structStart(offset, size, view.count, isPacking: true)
        try packStruct(object, arguments, from: first + 2, view.start + start)
        return none.owned()
    }

    /// The bytes of a writable object, with the complaint of `w*`; `function` is nil where that isn't told.
    func writableView(of object: Ref, _ function: StaticString? = nil) throws(Raised) -> BufferView
    {
        do throws(Raised) {
            return try view(of: object, BufferFlags.writable)
        } catch {
            clearException()
            let what: StaticString = "read-write bytes-like object"
            if let function { throw badArgument(function, "argument", what, object) }
            throw raise(
                .typeError, "argument must be \(what), not \(typeName(object.type, limit: 50))")
        }
    }

    /// Where data of a size begins in a buffer, with a check that it fits.
    private func structStart(
        _ offset: Int, _ size: Int, _ count: Int, isPacking: Bool
    ) throws(Raised) -> Int {
        var start = offset
        if offset < 0 {
            if offset &+ size > 0 {
                throw raise(
                    .structError,
                    isPacking
                        ? "no space to pack \(size) bytes at offset \(offset)"
                        : "not enough data to unpack \(size) bytes at offset \(offset)")
            }
            start = offset &+ count
            if start < 0 {
                throw raise(
                    .structError, "offset \(offset) out of range for \(count)-byte buffer")
            }
        }
        if count - start < size {
            let (name, doing) =
                isPacking ? ("pack_into", "packing") : ("unpack_from", "unpacking")
            let least = UInt(bitPattern: start) + UInt(bitPattern: size)
            throw raise(
                .structError,
                "\(name) requires a buffer of at least \(least) bytes for \(doing) \(size) bytes at offset \(start) (actual buffer size is \(count))"
            )
        }
        return start
    }

    /// `unpack(buffer)`.
    func structUnpack(_ object: Ref, _ buffer: Ref) throws(Raised) -> Owned {
        try checkReady(object)
        let view = try view(of: buffer)
        let size = object.structure.pointee.s_size
        if view.count != size {
            throw raise(.structError, "unpack requires a buffer of \(size) bytes")
        }
        return try unpackStruct(object, view.start)
    }

    /// `unpack_from(buffer, offset)`.
    func structUnpackFrom(_ object: Ref, _ buffer: Ref, _ offset: Ref?) throws(Raised) -> Owned {
        try checkReady(object)
        let view = try view(of: buffer)
        let offset = try offset.map { value throws(Raised) in
            try indexValue(value, overflow: .overflowError)
        }
        let start = try structStart(
            offset ?? 0, object.structure.pointee.s_size, view.count, isPacking: false)
        return try unpackStruct(object, view.start + start)
    }
}
