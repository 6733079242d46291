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
        if let found = try lookupSpecial(classes, name(.__instancecheck__)) {
            let check = Owned(stealing: found)
            try enterNative(" in __instancecheck__")
            defer { leaveNative() }
            let result = try call(check.ref, object)
            return try isTrue(result.ref)
        }
        return try isRealInstance(object, of: classes)
    }

    /// Without `__instancecheck__`: by type, then by `__class__`. Anything with a tuple of `__bases__` is
    /// a class too.
    func isRealInstance(_ object: Ref, of cls: Ref) throws(Raised) -> Bool {
        guard cls.isType else {
            try checkClass(
                cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")
            guard let raw = try lookupAttribute(object, name(.__class__)) else { return false }
            let claimed = Owned(stealing: raw)
            return try isAbstractSubclass(claimed.ref, of: cls)
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
        if let found = try lookupSpecial(classes, name(.__subclasscheck__)) {
            let check = Owned(stealing: found)
            try enterNative(" in __subclasscheck__")
            defer { leaveNative() }
            let result = try call(check.ref, cls)
            return try isTrue(result.ref)
        }
        return try isRealSubclass(cls, of: classes)
    }

    func isRealSubclass(_ cls: Ref, of base: Ref) throws(Raised) -> Bool {
        if cls.isType, base.isType {
            return isSubtype(cls.fields(PyTypeObject.self), base.fields(PyTypeObject.self))
        }
        try checkClass(cls, "issubclass() arg 1 must be a class")
        try checkClass(
            base, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
        return try isAbstractSubclass(cls, of: base)
    }

    // MARK: Objects that are like classes

    /// `__bases__` where that is a tuple (`abstract_get_bases`); the caller owns it.
    private func abstractBases(_ cls: Ref) throws(Raised) -> RawObject? {
        guard let raw = try lookupAttribute(cls, name(.__bases__)) else { return nil }
        guard Ref(raw).isTuple else {
            Ref(raw).decref()
            return nil
        }
        return raw
    }

    private func checkClass(_ cls: Ref, _ complaint: String) throws(Raised) {
        guard let bases = try abstractBases(cls) else { throw raise(.typeError, complaint) }
        Ref(bases).decref()
    }

    /// Whether a class is reached along `__bases__`.
    private func isAbstractSubclass(_ cls: Ref, of wanted: Ref) throws(Raised) -> Bool {
        var current = cls.owned()
        while true {
            if current.ref == wanted { return true }
            guard let raw = try abstractBases(current.ref) else { return false }
            let bases = Owned(stealing: raw)
            if bases.ref.itemCount == 0 { return false }
            if bases.ref.itemCount == 1 {
                current = bases.ref.tupleItem(0).owned()
                continue
            }
            try enterNative(" in __issubclass__")
            defer { leaveNative() }
            for index in 0..<bases.ref.itemCount
            where try isAbstractSubclass(bases.ref.tupleItem(index), of: wanted) { return true }
            return false
        }
    }
}
