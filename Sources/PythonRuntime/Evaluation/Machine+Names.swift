import PythonBytecode

/// Names of modules and class bodies, and attributes.
extension EvaluationMachine {
    @inline(__always)
    mutating func loadName() throws(Raised) {
        push(try interpreter.loadName(frame, name(argument)))
    }

    @inline(__always)
    mutating func storeName() throws(Raised) {
        try interpreter.storeName(frame, name(argument), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func deleteName() throws(Raised) {
        try interpreter.deleteName(frame, name(argument))
    }

    /// The lowest bit of the argument asks for a nil below the value, for a call.
    @inline(__always)
    mutating func loadGlobal() throws(Raised) {
        let value = try interpreter.loadGlobal(frame, name(argument >> 1))
        if argument & 1 != 0 { push(nil) }
        push(value)
        skipCaches(5)
    }

    @inline(__always)
    mutating func storeGlobal() throws(Raised) {
        try interpreter.dictSet(Ref(frame.pointee.f_globals), name(argument), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func deleteGlobal() throws(Raised) {
        try interpreter.deleteGlobal(frame, name(argument))
    }

    // MARK: Attributes

    @inline(__always)
    mutating func loadAttribute() throws(Raised) {
        let object = peek(1)
        let value = try interpreter.getAttribute(object, name(argument)).take()
        setTop(value)
        object.decref()
        skipCaches(4)
    }

    @inline(__always)
    mutating func storeAttribute() throws(Raised) {
        try interpreter.setAttribute(peek(1), name(argument), peek(2))
        let object = Ref(pop())
        let value = Ref(pop())
        value.decref()
        object.decref()
        skipCaches(4)
    }

    @inline(__always)
    mutating func deleteAttribute() throws(Raised) {
        try interpreter.setAttribute(peek(1), name(argument), nil)
        popAndRelease()
    }

    /// Pushes the function and its object, or nil and an attribute to call.
    @inline(__always)
    mutating func loadMethod() throws(Raised) {
        let object = peek(1)
        let (method, takesObject) = try interpreter.loadMethod(object, name(argument))
        if takesObject {
            replaceTop(with: method, object.raw)
        } else {
            replaceTop(with: nil, method)
            object.decref()
        }
        skipCaches(10)
    }
}

extension Interpreter {
    @inline(never)
    func loadMethod(_ object: Ref, _ name: Ref) throws(Raised) -> (RawObject, Bool) {
        var takesObject = false
        let method = try getMethod(object, name, takesObject: &takesObject)
        return (method, takesObject)
    }
}
