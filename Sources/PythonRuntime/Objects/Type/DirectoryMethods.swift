/// `__dir__`: the names of an object, a class or a module (`object___dir___impl` and `type___dir___impl`
/// in `Objects/typeobject.c`).
extension Interpreter {
    static var objectDirectoryMethod: MethodSpec {
        MethodSpec("__dir__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                try interpreter.objectDirectory(object)
            }
        }
    }

    static var typeDirectoryMethod: MethodSpec {
        MethodSpec("__dir__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, type, _ throws(Raised) in
                let names = try interpreter.makeDict()
                try interpreter.addNames(of: type, to: names.ref)
                return try interpreter.keyList(names.ref)
            }
        }
    }

    static var moduleDirectoryMethod: MethodSpec {
        MethodSpec("__dir__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, module, _ throws(Raised) in
                try interpreter.moduleDirectory(module)
            }
        }
    }

    /// `dir(object)`.
    func directory(of object: Ref) throws(Raised) -> Owned {
        guard let names = try callSpecial(object, .__dir__) else {
            throw raise(.typeError, "object does not provide __dir__")
        }
        let given = Owned(stealing: names)
        let list = try makeList(from: given.ref)
        _ = try callMethod(list.ref, name(.sort))
        return list
    }

    private func objectDirectory(_ object: Ref) throws(Raised) -> Owned {
        let names = try makeDict()
        if let found = try lookupAttribute(object, name(.__dict__)) {
            let own = Owned(stealing: found)
            if own.ref.isDict { try addKeys(of: own.ref, to: names.ref) }
        }
        if let found = try lookupAttribute(object, name(.__class__)) {
            let cls = Owned(stealing: found)
            try addNames(of: cls.ref, to: names.ref)
        }
        return try keyList(names.ref)
    }

    private func moduleDirectory(_ module: Ref) throws(Raised) -> Owned {
        let dict = try getAttribute(module, name(.__dict__))
        guard dict.ref.isDict else {
            throw raise(.typeError, "<module>.__dict__ is not a dictionary")
        }
        if let function = try dictGet(dict.ref, name(.__dir__)) {
            let kept = function.owned()
            return try call(kept.ref)
        }
        return try keyList(dict.ref)
    }

    /// The names of a class, then those of its bases, as far as they have them.
    private func addNames(of cls: Ref, to names: Ref) throws(Raised) {
        try enterNative()
        defer { leaveNative() }
        if let found = try lookupAttribute(cls, name(.__dict__)) {
            let dict = Owned(stealing: found)
            let keys = try makeList(from: dict.ref)
            for index in 0..<keys.ref.itemCount {
                try dictSet(names, keys.ref.listItem(index), none)
            }
        }
        guard let found = try lookupAttribute(cls, name(.__bases__)) else { return }
        let bases = Owned(stealing: found)
        guard bases.ref.isTuple else { return }
        for index in 0..<bases.ref.itemCount {
            try addNames(of: bases.ref.tupleItem(index), to: names)
        }
    }

    private func addKeys(of dict: Ref, to names: Ref) throws(Raised) {
        var position = 0
        while let entry = dictNext(dict, &position) { try dictSet(names, entry.key, none) }
    }

    private func keyList(_ dict: Ref) throws(Raised) -> Owned { try makeList(from: dict) }
}
