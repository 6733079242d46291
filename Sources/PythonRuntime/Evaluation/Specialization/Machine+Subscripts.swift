import PythonBytecode

/// Specialised subscripts and unpacking.
extension EvaluationMachine {
    /// The value of an int of at most one digit that isn't negative; −1 for anything else.
    @inline(__always)
    private func smallIndex(_ key: Ref) -> Int {
        guard key.type == interpreter.type(.int), UInt(bitPattern: key.intSize) <= 1 else {
            return -1
        }
        return key.singleDigitValue
    }

    @inline(__always)
    private mutating func replaceSubscript(_ container: Ref, _ key: Ref, with item: Ref) {
        item.incref()
        drop(1)
        interpreter.releaseInt(key)
        setTop(item.raw)
        container.decref()
        skipCaches(4)
    }

    @inline(__always)
    mutating func subscriptList() throws(Raised) -> Bool {
        let key = peek(1)
        let list = peek(2)
        guard list.type == interpreter.type(.list) else { return false }
        let index = smallIndex(key)
        guard index >= 0, index < list.itemCount else { return false }
        replaceSubscript(list, key, with: list.listItem(index))
        return true
    }

    @inline(__always)
    mutating func subscriptTuple() throws(Raised) -> Bool {
        let key = peek(1)
        let tuple = peek(2)
        guard tuple.type == interpreter.type(.tuple) else { return false }
        let index = smallIndex(key)
        guard index >= 0, index < tuple.itemCount else { return false }
        replaceSubscript(tuple, key, with: tuple.tupleItem(index))
        return true
    }

    @inline(__always)
    mutating func subscriptDict() throws(Raised) -> Bool {
        let key = peek(1)
        let dict = peek(2)
        guard dict.type == interpreter.type(.dict) else { return false }
        let value = try interpreter.subscriptDict(dict, key)
        drop(1)
        setTop(value)
        key.decref()
        dict.decref()
        skipCaches(4)
        return true
    }

    // MARK: Storing

    @inline(__always)
    mutating func storeListItem() throws(Raised) -> Bool {
        let key = peek(1)
        let list = peek(2)
        guard list.type == interpreter.type(.list) else { return false }
        let index = smallIndex(key)
        guard index >= 0, index < list.itemCount,
            let items = list.fields(PyListObject.self).pointee.ob_item
        else { return false }
        let previous = items[index]
        items[index] = peek(3).raw
        drop(3)
        if let previous { Ref(previous).decref() }
        interpreter.releaseInt(key)
        list.decref()
        skipCaches(1)
        return true
    }

    @inline(__always)
    mutating func storeDictItem() throws(Raised) -> Bool {
        let key = peek(1)
        let dict = peek(2)
        guard dict.type == interpreter.type(.dict) else { return false }
        try interpreter.addToMap(dict, key, peek(3))
        let value = peek(3)
        drop(3)
        key.decref()
        value.decref()
        dict.decref()
        skipCaches(1)
        return true
    }

    // MARK: Unpacking

    @inline(__always)
    private mutating func pushItems(
        _ items: UnsafeMutablePointer<RawObject?>, _ sequence: Ref
    ) {
        drop(1)
        var index = argument
        while index > 0 {
            index &-= 1
            pushCopy(Ref(items[index].unsafelyUnwrapped))
        }
        sequence.decref()
        skipCaches(1)
    }

    @inline(__always)
    mutating func unpackTuple() throws(Raised) -> Bool {
        let sequence = peek(1)
        guard sequence.type == interpreter.type(.tuple), sequence.itemCount == argument else {
            return false
        }
        pushItems(sequence.tupleItems, sequence)
        return true
    }

    @inline(__always)
    mutating func unpackList() throws(Raised) -> Bool {
        let sequence = peek(1)
        guard sequence.type == interpreter.type(.list), sequence.itemCount == argument,
            let items = sequence.fields(PyListObject.self).pointee.ob_item
        else { return false }
        pushItems(items, sequence)
        return true
    }
}

extension EvaluationMachine {
    /// `__getitem__` of a class, written in Python. Caches: counter, version of the type (2), and of the function.
    @inline(__always)
    mutating func callGetItem() throws(Raised) -> Bool {
        let container = peek(2)
        guard container.type.pointee.tp_version_tag == (caches + 1).pair,
            let new = interpreter.pushGetItemCall(
                container.type, (caches + 3).pointee, stackPointer - 2)
        else { return false }
        drop(2)
        skipCaches(4)
        try enter(new)
        return true
    }
}

extension Interpreter {
    /// The frame of a call of the `__getitem__` that the class keeps for this; steals the arguments.
    @inline(never)
    func pushGetItemCall(
        _ type: TypePointer, _ version: UInt16, _ arguments: UnsafeMutablePointer<RawObject?>
    ) -> FramePointer? {
        guard type.isHeapType, let raw = type.heap.pointee.spec_cache else { return nil }
        let function = Ref(raw)
        guard function.function.pointee.func_version == UInt32(version) else { return nil }
        function.incref()
        if let frame = pushExactCall(function, arguments, 2) { return frame }
        function.decref()
        return nil
    }

    /// Whether a subscript calls a Python function that takes just the container and the key.
    private func specializeGetItem(
        _ caches: UnsafeMutablePointer<UInt16>, _ container: Ref
    ) -> Bool {
        let type = container.type
        guard type.isHeapType, let function = lookup(type, name(.__getitem__)),
            function.isExactly(.function), let typeVersion = assignVersion(type)
        else { return false }
        let code = Ref(function.function.pointee.func_code).code
        guard code.flags.contains(.optimized), code.pointee.co_kwonlyargcount == 0,
            code.flags.isDisjoint(with: [.varArguments, .varKeywords]),
            code.pointee.co_argcount == 2
        else { return false }
        let version = functionVersion(function)
        guard version != 0, version <= UInt32(UInt16.max) else { return false }
        (caches + 1).pair = typeVersion
        (caches + 3).pointee = UInt16(truncatingIfNeeded: version)
        // Borrowed: the class holds it, and a change of the class changes its version.
        type.heap.pointee.spec_cache = function.raw
        specialize(caches, as: .BINARY_SUBSCR_GETITEM)
        return true
    }

    @inline(never)
    func subscriptDict(_ dict: Ref, _ key: Ref) throws(Raised) -> RawObject {
        if let value = try dictGet(dict, key) { return value.owned().take() }
        throw raise(.keyError, argument: key)
    }

    private func isSmallIndex(_ key: Ref) -> Bool {
        key.isExactly(.int) && UInt(bitPattern: key.intSize) <= 1
    }

    @inline(never)
    func specializeSubscript(
        _ caches: UnsafeMutablePointer<UInt16>, _ container: Ref, _ key: Ref
    ) {
        if container.isExactly(.list), isSmallIndex(key) {
            specialize(caches, as: .BINARY_SUBSCR_LIST_INT)
        } else if container.isExactly(.tuple), isSmallIndex(key) {
            specialize(caches, as: .BINARY_SUBSCR_TUPLE_INT)
        } else if container.isExactly(.dict) {
            specialize(caches, as: .BINARY_SUBSCR_DICT)
        } else if !specializeGetItem(caches, container) {
            backOff(caches)
        }
    }

    @inline(never)
    func specializeStoreSubscript(
        _ caches: UnsafeMutablePointer<UInt16>, _ container: Ref, _ key: Ref
    ) {
        if container.isExactly(.list), isSmallIndex(key), key.singleDigitValue < container.itemCount
        {
            specialize(caches, as: .STORE_SUBSCR_LIST_INT)
        } else if container.isExactly(.dict) {
            specialize(caches, as: .STORE_SUBSCR_DICT)
        } else {
            backOff(caches)
        }
    }

    @inline(never)
    func specializeUnpack(
        _ caches: UnsafeMutablePointer<UInt16>, _ sequence: Ref, _ count: Int
    ) {
        if sequence.isExactly(.tuple), sequence.itemCount == count {
            specialize(
                caches, as: count == 2 ? .UNPACK_SEQUENCE_TWO_TUPLE : .UNPACK_SEQUENCE_TUPLE)
        } else if sequence.isExactly(.list), sequence.itemCount == count {
            specialize(caches, as: .UNPACK_SEQUENCE_LIST)
        } else {
            backOff(caches)
        }
    }
}
