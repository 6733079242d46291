/// Sets of weak references whose members leave when what they refer to is gone: how `_abc` remembers
/// classes. A set is made with its first member.
///
/// A member's callback is a function bound to a weak reference to the set, so that the set can go as well.
extension Interpreter {
    /// Adds an object to the set at a place, which holds nil or the set.
    public func weakSetAdd(
        _ place: UnsafeMutablePointer<RawObject?>, _ object: Ref
    ) throws(Raised) {
        if place.pointee == nil { place.pointee = try makeSet().take() }
        guard let set = place.pointee.map({ Ref($0).owned() }) else { return }
        let weakSet = try newWeakReference(type(.weakReference), set.ref, nil)
        let callback = try makeBuiltinFunction(
            weakSetCallback(), self: weakSet.ref, module: nil)
        let member = try newWeakReference(type(.weakReference), object, callback.ref)
        try setAdd(set.ref, member.ref)
    }

    /// Whether an object is in a weak set; nothing that can't be referred to weakly is.
    public func weakSetContains(_ set: Ref?, _ object: Ref) throws(Raised) -> Bool {
        guard let set = set?.owned(), set.ref.setCount > 0 else { return false }
        let reference: Owned
        do throws(Raised) {
            reference = try newWeakReference(type(.weakReference), object, nil)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            return false
        }
        return try setContains(set.ref, reference.ref)
    }

    /// The objects of a weak set that still live.
    public func weakSetMembers(_ set: Ref) throws(Raised) -> Owned {
        let members = try makeList()
        let references = try makeList(from: set)
        for index in 0..<references.ref.itemCount {
            guard let object = referent(of: references.ref.listItem(index)) else { continue }
            try listAppend(members.ref, object)
        }
        return members
    }

    /// The definition of the function that a member's end calls, made once.
    private func weakSetCallback() -> UnsafeMutablePointer<PyMethodDef> {
        if let known = state.pointee.modules.weakSetCallback { return known }
        let definition = makeDefinition(
            MethodSpec("_destroy", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, weakSet, arguments throws(Raised) in
                    if let set = interpreter.referent(of: weakSet)?.owned() {
                        let hash = try interpreter.dictHash(arguments[0])
                        _ = try interpreter.setDiscard(set.ref, arguments[0], hash: hash)
                    }
                    return interpreter.none.owned()
                }
            })
        state.pointee.modules.weakSetCallback = definition
        return definition
    }
}
