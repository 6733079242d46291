/// Containers whose `repr` is being made, so that one inside itself shows as `[...]`
/// (`Py_ReprEnter`). As in CPython they are in a list, in the dict of the thread, which the first
/// such repr makes; both are objects of the heap like any other.
public struct ReprState {
    /// The thread's dict, owned.
    var threadDict: RawObject?
}

extension Interpreter {
    /// Runs `body` unless the object's repr is being made already, when `recursive` stands for it.
    @inline(__always)
    public func guardedRepr(
        _ object: Ref, recursive: StaticString, _ body: () throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        guard try enterRepr(object) else { return try makeString(recursive) }
        do throws(Raised) {
            let result = try body()
            leaveRepr(object)
            return result
        } catch {
            leaveRepr(object)
            throw error
        }
    }

    /// A str of an ASCII text.
    func makeString(_ text: StaticString) throws(Raised) -> Owned {
        try makeString(
            ascii: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The running thread's dict, made when it is first asked for (`PyThreadState_GetDict`).
    public func threadDict() throws(Raised) -> Ref {
        if let dict = state.pointee.representation.threadDict { return Ref(dict) }
        let dict = try makeDict().take()
        state.pointee.representation.threadDict = dict
        return Ref(dict)
    }

    /// The dicts of all threads that have one.
    public func forEachThreadDict(_ body: (Ref) -> Void) {
        if let dict = state.pointee.representation.threadDict { body(Ref(dict)) }
        forEachSuspendedThread { thread in
            if let dict = thread.representation.threadDict { body(Ref(dict)) }
        }
    }

    /// Notes that an object's repr is being made; false when it is already.
    public func enterRepr(_ object: Ref) throws(Raised) -> Bool {
        let dict = try threadDict()
        let key = name(.Py_Repr)
        guard let list = dictGet(dict, str: key) else {
            let new = try makeList()
            try dictSet(dict, key, new.ref)
            try listAppend(new.ref, object)
            return true
        }
        var index = list.itemCount
        while index > 0 {
            index &-= 1
            if list.listItem(index) == object { return false }
        }
        try listAppend(list, object)
        return true
    }

    public func leaveRepr(_ object: Ref) {
        guard let dict = state.pointee.representation.threadDict,
            let list = dictGet(Ref(dict), str: name(.Py_Repr))
        else { return }
        let pending = takeException()
        var index = list.itemCount
        while index > 0 {
            index &-= 1
            if list.listItem(index) == object {
                _ = try? listRemoveItems(list, from: index, to: index &+ 1)
                break
            }
        }
        state.pointee.errors.current = pending
    }
}
