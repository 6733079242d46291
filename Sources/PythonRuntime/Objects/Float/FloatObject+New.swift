/// `float(…)`: from numbers, text and bytes, and as a subclass's object.
extension Interpreter {
    /// `float.__new__(type, …)`.
    func newFloat(_ type: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let isExact = type.raw == RawObject(self.type(.float))
        let pointer = type.fields(PyTypeObject.self)
        let isInitializedHere = sameSlot(
            pointer.pointee.tp_init, self.type(.float).pointee.tp_init)
        if let keywords, keywords.dictCount > 0, isExact || isInitializedHere {
            throw raise(.typeError, "float() takes no keyword arguments")
        }
        try checkArguments("float", arguments.itemCount, 0, 1)
        let value =
            arguments.itemCount == 0
            ? try makeFloat(0) : try numberToFloat(arguments.tupleItem(0))
        if isExact { return value }
        guard let allocate = pointer.pointee.tp_alloc else { throw raiseMemoryError() }
        let result = try checked(allocate(type.raw, 0))
        result.ref.fields(PyFloatObject.self).pointee.ob_fval = value.ref.floatValue
        return result
    }

    /// `float(object)`.
    public func numberToFloat(_ object: Ref) throws(Raised) -> Owned {
        if object.isExactly(.float) { return object.owned() }
        if object.isExactly(.str) { return try floatFromString(object) }
        if let slot = object.type.pointee.tp_as_number?.pointee.nb_float {
            let result = try checkedFloat(slot(object.raw), object)
            return try exactFloat(result.ref)
        }
        if object.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let integer = try index(object)
            return try makeFloat(intToDouble(integer.ref))
        }
        if object.isFloat { return try makeFloat(object.floatValue) }
        if object.isStr { return try floatFromString(object) }
        if object.hasBuffer {
            let contents = try view(of: object)
            let bytes = contents.bytes.trimmingASCIISpace()
            if let value = FloatText.parse(.init(rebasing: bytes)) {
                return try makeFloat(value)
            }
            throw try notAFloat(object)
        }
        throw raise(
            .typeError,
            "float() argument must be a string or a real number, not '\(typeName(object.type))'"
        )
    }

    /// The double of a number, for native functions that take one (`PyFloat_AsDouble`).
    public func doubleValue(_ object: Ref) throws(Raised) -> Double {
        if object.isFloat { return object.floatValue }
        if let slot = object.type.pointee.tp_as_number?.pointee.nb_float {
            let result = try checkedFloat(slot(object.raw), object)
            return result.ref.floatValue
        }
        if object.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let integer = try index(object)
            return try intToDouble(integer.ref)
        }
        throw raise(.typeError, "must be real number, not \(typeName(object.type, limit: 50))")
    }

    /// What `__float__` gave, which must be a float.
    private func checkedFloat(_ raw: RawObject?, _ object: Ref) throws(Raised) -> Owned {
        let result = try checked(raw)
        guard result.ref.isFloat else {
            throw raise(
                .typeError,
                "\(typeName(object.type, limit: 50)).__float__ returned non-float (type \(typeName(result.ref.type, limit: 50)))"
            )
        }
        if !result.ref.isExactly(.float) {
            try warnOfSubclass(
                "\(typeName(object.type)).__float__ returned non-float", result.ref, "float")
        }
        return result
    }

    private func floatFromString(_ text: Ref) throws(Raised) -> Owned {
        let ascii = text.characters.decimalASCII
        let value = ascii.withUnsafeBufferPointer {
            FloatText.parse(.init(rebasing: $0.trimmingASCIISpace()))
        }
        guard let value else { throw try notAFloat(text) }
        return try makeFloat(value)
    }

    private func notAFloat(_ object: Ref) throws(Raised) -> Raised {
        let shown = try repr(object)
        return raise(.valueError, "could not convert string to float: \(shown.ref.text)")
    }
}
