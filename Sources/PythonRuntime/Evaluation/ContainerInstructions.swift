/// What the instructions that build containers do outside the loop.
extension Interpreter {
    /// A tuple that takes over references from the stack.
    @inline(__always)
    func tupleFromStack(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: count)
        for index in 0..<count { tuple.ref.tupleItems[index] = items[index] }
        return tuple
    }

    /// A list that takes over references from the stack.
    @inline(never)
    func listFromStack(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        let list = try makeList(count: count)
        if count > 0, let buffer = list.ref.fields(PyListObject.self).pointee.ob_item {
            for index in 0..<count { buffer[index] = items[index] }
        }
        return list
    }

    @inline(never)
    func setFromStack(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        let set = try makeSet()
        for index in 0..<count {
            if let item = items[index] { try setAdd(set.ref, Ref(item)) }
        }
        return set
    }

    /// A dict of keys and values that alternate on the stack.
    @inline(never)
    func dictFromStack(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        let dict = try makeDict(presized: count, onlyStrings: areStrings(items, count, stride: 2))
        for index in 0..<count {
            guard let key = items[index * 2], let value = items[index * 2 + 1] else { continue }
            try dictSet(dict.ref, Ref(key), Ref(value))
        }
        return dict
    }

    /// A dict of values on the stack, whose keys are in a constant tuple.
    @inline(never)
    func dictFromStack(
        keys: Ref, _ values: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        guard keys.isTuple, keys.itemCount == count else { throw raiseBadOperand() }
        let dict = try makeDict(
            presized: count, onlyStrings: areStrings(keys.tupleItems, count, stride: 1))
        for index in 0..<count {
            guard let value = values[index] else { continue }
            try dictSet(dict.ref, keys.tupleItem(index), Ref(value))
        }
        return dict
    }

    private func areStrings(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int, stride: Int
    ) -> Bool {
        for index in 0..<count {
            guard let item = items[index * stride], Ref(item).isExactly(.str) else { return false }
        }
        return true
    }

    @inline(never)
    func addToSet(_ set: Ref, _ item: Ref) throws(Raised) { try setAdd(set, item) }

    @inline(never)
    func updateSet(_ set: Ref, _ iterable: Ref) throws(Raised) { try setUpdate(set, iterable) }

    @inline(never)
    func addToMap(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) {
        try dictSet(dict, key, value)
    }

    // MARK: Unpacking in displays and calls

    /// `[*iterable]`.
    @inline(never)
    func extendList(_ list: Ref, _ iterable: Ref) throws(Raised) {
        do throws(Raised) { try listExtend(list, iterable) } catch {
            guard currentExceptionIs(.typeError), iterable.type.pointee.tp_iter == nil,
                !isSequence(iterable)
            else { throw error }
            clearException()
            throw raise(
                .typeError,
                "Value after * must be an iterable, not \(typeName(iterable.type))")
        }
    }

    /// `{**mapping}`.
    @inline(never)
    func updateDict(_ dict: Ref, _ mapping: Ref) throws(Raised) {
        do throws(Raised) { try dictUpdate(dict, mapping) } catch {
            guard currentExceptionIs(.attributeError) else { throw error }
            clearException()
            throw raise(.typeError, "'\(typeName(mapping.type))' object is not a mapping")
        }
    }

    /// `f(**mapping)`: a keyword given twice is an error.
    @inline(never)
    func mergeKeywords(_ dict: Ref, _ mapping: Ref, function: Ref) throws(Raised) {
        do throws(Raised) {
            try dictMerge(dict, mapping, .refuse)
        } catch {
            throw try keywordError(mapping, function) ?? error
        }
    }

    /// What the failure to merge keywords means for the call (`format_kwargs_error`); nil leaves it as it is.
    private func keywordError(_ mapping: Ref, _ function: Ref) throws(Raised) -> Raised? {
        if currentExceptionIs(.attributeError) {
            clearException()
            return raise(
                .typeError,
                "\(callableTitle(function)) argument after ** must be a mapping, "
                    + "not \(typeName(mapping.type))")
        }
        guard currentExceptionIs(.keyError), let raw = takeException() else { return nil }
        let exception = Owned(stealing: raw)
        guard let arguments = exception.ref.exception.pointee.args, Ref(arguments).itemCount == 1
        else { return reraise(exception) }
        let key = try str(Ref(arguments).tupleItem(0))
        return raise(
            .typeError,
            "\(callableTitle(function)) got multiple values for keyword argument "
                + "'\(key.ref.text)'")
    }

    @inline(never)
    func tupleFromList(_ list: Ref) throws(Raised) -> Owned {
        let count = list.itemCount
        let tuple = try makeTuple(count: count)
        for index in 0..<count {
            let item = list.listItem(index)
            item.incref()
            tuple.ref.tupleItems[index] = item.raw
        }
        return tuple
    }

    /// `tuple(iterable)`.
    public func tupleFromIterable(_ iterable: Ref) throws(Raised) -> Owned {
        let list = try makeList()
        try listExtend(list.ref, iterable)
        return try tupleFromList(list.ref)
    }
}
