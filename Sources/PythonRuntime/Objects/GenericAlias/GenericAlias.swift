/// `types.GenericAlias`, what `list[int]` is (`Objects/genericaliasobject.c`): a class with arguments
/// that only annotations and `isinstance`-like tools look at. It stands for the class nearly everywhere.
@frozen
public struct PyGenericAlias {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var origin: RawObject
    /// A tuple.
    public var args: RawObject
    /// The type variables among the arguments; nil until someone asks.
    public var parameters: RawObject?
    public var weakreflist: RawObject?
    /// Whether it is unpacked, as in `*tuple[int]`.
    public var starred: Bool
    public var vectorcall: VectorcallSlot?
}

extension Ref {
    var genericAlias: UnsafeMutablePointer<PyGenericAlias> { fields(PyGenericAlias.self) }
    var aliasOrigin: Ref { Ref(genericAlias.pointee.origin) }
    var aliasArguments: Ref { Ref(genericAlias.pointee.args) }
}

extension Interpreter {
    func isGenericAlias(_ object: Ref) -> Bool {
        isSubtype(object.type, type(.genericAlias))
    }

    /// `origin[arguments]`: what `__class_getitem__` of built-in types gives.
    public func makeGenericAlias(_ origin: Ref, _ arguments: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.genericAlias), size: MemoryLayout<PyGenericAlias>.stride)
        return try initializeAlias(raw, origin, arguments)
    }

    /// Fills in a new alias, whose memory it takes over, and tracks it.
    private func initializeAlias(
        _ raw: RawObject, _ origin: Ref, _ arguments: Ref
    ) throws(Raised) -> Owned {
        let fields = Ref(raw).genericAlias
        fields.pointee.origin = origin.owned().take()
        fields.pointee.parameters = nil
        fields.pointee.weakreflist = nil
        fields.pointee.starred = false
        fields.pointee.vectorcall =
            vectorcall(of: origin) == nil ? nil : Interpreter.aliasVectorcall
        fields.pointee.args = none.owned().take()
        track(raw)
        let alias = Owned(stealing: raw)
        let tuple = arguments.isTuple ? arguments.owned() : try makeTuple([arguments])
        none.decref()
        fields.pointee.args = tuple.take()
        return alias
    }

    /// `types.GenericAlias(origin, arguments)`.
    func newGenericAlias(
        _ cls: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        try refuseKeywords("GenericAlias", keywords)
        try checkArguments("GenericAlias", arguments.itemCount, 2, 2)
        let memory = try allocateInstance(cls)
        let raw = memory.take()
        if isTracked(raw) { untrack(raw) }
        return try initializeAlias(raw, arguments.tupleItem(0), arguments.tupleItem(1))
    }

    // MARK: Calling

    private static var aliasVectorcall: VectorcallSlot {
        { alias, arguments, flags, names in
            let interpreter = Interpreter(containing: alias)
            guard let function = interpreter.vectorcall(of: Ref(alias).aliasOrigin) else {
                return nil
            }
            let origin = Ref(alias).aliasOrigin
            return interpreter.setOriginalClass(
                function(origin.raw, arguments, flags, names), Ref(alias))
        }
    }

    /// Tells a new object which alias made it, where it can be told.
    func setOriginalClass(_ object: RawObject?, _ alias: Ref) -> RawObject? {
        guard let object else { return nil }
        let owned = Owned(stealing: object)
        do throws(Raised) {
            let key = try intern("__orig_class__")
            try setAttribute(owned.ref, key.ref, alias)
        } catch {
            guard currentExceptionIs(.attributeError) || currentExceptionIs(.typeError) else {
                return nil
            }
            clearException()
        }
        return owned.take()
    }

    // MARK: Text

    func aliasRepr(_ alias: Ref) throws(Raised) -> Owned {
        var text = alias.genericAlias.pointee.starred ? "*" : ""
        text += try typeArgumentText(alias.aliasOrigin) + "["
        let arguments = alias.aliasArguments
        for index in 0..<arguments.itemCount {
            if index > 0 { text += ", " }
            text += try typeArgumentText(arguments.tupleItem(index))
        }
        if arguments.itemCount == 0 { text += "()" }
        return try makeString(text + "]")
    }

    /// How an argument is shown: a class by its name, `...`, anything else by its repr
    /// (`ga_repr_item`).
    func typeArgumentText(_ item: Ref) throws(Raised) -> String {
        if item == ellipsis { return "..." }
        var isAlias = try hasAttribute(item, "__origin__")
        if isAlias { isAlias = try hasAttribute(item, "__args__") }
        if !isAlias, let raw = try lookupAttribute(item, name(.__qualname__)) {
            let qualified = Owned(stealing: raw)
            if let rawModule = try lookupAttribute(item, name(.__module__)) {
                let module = Owned(stealing: rawModule)
                if !module.ref.isNone {
                    let title = try str(qualified.ref).text
                    if module.ref.isStr, module.ref.text == "builtins" { return title }
                    return "\(try str(module.ref).text).\(title)"
                }
            }
        }
        return try repr(item).text
    }

    func hasAttribute(_ object: Ref, _ name: String) throws(Raised) -> Bool {
        let key = try intern(name)
        guard let found = try lookupAttribute(object, key.ref) else { return false }
        Ref(found).decref()
        return true
    }

    // MARK: Attributes

    /// Those an alias answers itself; all others are the class's.
    static var aliasOwnAttributes: [String] {
        [
            "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
            "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
            "__copy__", "__deepcopy__",
        ]
    }

    func aliasAttribute(_ alias: Ref, _ name: Ref) throws(Raised) -> Owned {
        if name.isStr, !Interpreter.aliasOwnAttributes.contains(name.text) {
            return try getAttribute(alias.aliasOrigin, name)
        }
        return try genericGetAttribute(alias, name)
    }

    /// The type variables of an alias or union, a tuple, borrowed.
    func typeParameters(
        _ place: inout RawObject?, _ arguments: Ref
    ) throws(Raised) -> Ref {
        if let known = place { return Ref(known) }
        let made = try collectTypeParameters(arguments)
        place = made.ref.owned().take()
        return made.ref
    }

    func aliasItem(_ alias: Ref, _ item: Ref) throws(Raised) -> Owned {
        let parameters = try typeParameters(
            &alias.genericAlias.pointee.parameters, alias.aliasArguments)
        let arguments = try substituteParameters(
            in: alias, alias.aliasArguments, parameters, item)
        let result = try makeGenericAlias(alias.aliasOrigin, arguments.ref)
        result.ref.genericAlias.pointee.starred = alias.genericAlias.pointee.starred
        return result
    }
}
