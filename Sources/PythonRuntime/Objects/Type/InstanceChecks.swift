/// `isinstance` and `issubclass` (`Objects/abstract.c`).
extension Interpreter {
    /// `isinstance(object, classes)`, `classes` being a type, a tuple of them, or a union.
    public func isInstance(_ object: Ref, of classes: Ref) throws(Raised) -> Bool {
        if RawObject(object.type) == classes.raw { return true }
        if classes.isExactly(.type) { return try isRealInstance(object, of: classes) }
        if classes.isExactly(.unionType) {
            return try isInstance(object, of: classes.unionArguments)
        }
        if classes.isTuple {
            try enterNative(" in __instancecheck__")
            defer { leaveNative() }
            for index in 0..<classes.itemCount
            where try isInstance(object, of: classes.tupleItem(index)) {
                return true
            }
            return false
        }
        if let check = lookup(classes.type, .__instancecheck__) {
            try enterNative(" in __instancecheck__")
            defer { leaveNative() }
            let result = try call(check, classes, object)
            return try isTrue(result.ref)
        }
        return try isRealInstance(object, of: classes)
    }

    /// Without `__instancecheck__`: by type, then by `__class__`.
    func isRealInstance(_ object: Ref, of cls: Ref) throws(Raised) -> Bool {
        guard cls.isType else {
            throw raise(
                .typeError,
                "isinstance() arg 2 must be a type, a tuple of types, or a union")
        }
        let type = cls.fields(PyTypeObject.self)
        if isSubtype(object.type, type) { return true }
        guard let found = try lookupAttribute(object, name(.__class__)) else { return false }
        let claimed = Owned(stealing: found)
        guard claimed.ref.isType, claimed.raw != RawObject(object.type) else { return false }
        return isSubtype(claimed.ref.fields(PyTypeObject.self), type)
    }

    /// `issubclass(cls, classes)`.
    public func isSubclass(_ cls: Ref, of classes: Ref) throws(Raised) -> Bool {
        if classes.isExactly(.type) {
            return cls == classes ? true : try isRealSubclass(cls, of: classes)
        }
        if classes.isExactly(.unionType) {
            return try isSubclass(cls, of: classes.unionArguments)
        }
        if classes.isTuple {
            try enterNative(" in __subclasscheck__")
            defer { leaveNative() }
            for index in 0..<classes.itemCount
            where try isSubclass(cls, of: classes.tupleItem(index)) {
                return true
            }
            return false
        }
        if let check = lookup(classes.type, .__subclasscheck__) {
            try enterNative(" in __subclasscheck__")
            defer { leaveNative() }
            let result = try call(check, classes, cls)
            return try isTrue(result.ref)
        }
        return try isRealSubclass(cls, of: classes)
    }

    func isRealSubclass(_ cls: Ref, of base: Ref) throws(Raised) -> Bool {
        guard cls.isType else { throw raise(.typeError, "issubclass() arg 1 must be a class") }
        guard base.isType else {
            throw raise(
                .typeError,
                "issubclass() arg 2 must be a class, a tuple of classes, or a union")
        }
        return isSubtype(cls.fields(PyTypeObject.self), base.fields(PyTypeObject.self))
    }
}
