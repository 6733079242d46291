/// `find`, `index`, `count`, `startswith`, `endswith` and what is built on them.
extension Interpreter {
    typealias NativeArguments = UnsafeMutablePointer<RawObject?>?

    /// The optional `start` and `end` behind a first argument, made to fit a length.
    func searchRange(
        _ name: StaticString, _ arguments: NativeArguments, _ count: Int, length: Int
    ) throws(Raised) -> (from: Int, to: Int) {
        if count < 1 || count > 3 {
            let bound = count < 1 ? "at least 1 argument" : "at most 3 arguments"
            throw raise(.typeError, "\(name)() takes \(bound) (\(count) given)")
        }
        var from = count > 1 ? try searchBound(argument(arguments, 1)) ?? 0 : 0
        var to = count > 2 ? try searchBound(argument(arguments, 2)) ?? length : length
        if to > length { to = length }
        if to < 0 { to = max(to &+ length, 0) }
        if from < 0 { from = max(from &+ length, 0) }
        return (from, to)
    }

    private func searchBound(_ object: Ref) throws(Raised) -> Int? {
        if object.isNone { return nil }
        guard isIndex(object) else {
            throw raise(
                .typeError, "slice indices must be integers or None or have an __index__ method")
        }
        return try indexValue(object, overflow: nil)
    }

    /// The position found by `find` and its kin; nil when there is none.
    private func strPosition(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int, last: Bool
    ) throws(Raised) -> Int? {
        let (from, to) = try searchRange(name, arguments, count, length: object.strCount)
        let needle = argument(arguments, 0)
        guard needle.isStr else {
            throw raise(.typeError, "must be str, not \(typeName(needle.type, limit: 100))")
        }
        if to < from { return nil }
        return last
            ? object.characters.lastIndex(of: needle.characters, from: from, to: to)
            : object.characters.firstIndex(of: needle.characters, from: from, to: to)
    }

    func strFind(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int, last: Bool
    ) throws(Raised) -> Owned {
        try makeInt(strPosition(object, name, arguments, count, last: last) ?? -1)
    }

    func strIndex(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int, last: Bool
    ) throws(Raised) -> Owned {
        guard let found = try strPosition(object, name, arguments, count, last: last) else {
            throw raise(.valueError, "substring not found")
        }
        return try makeInt(found)
    }

    func strCountMethod(
        _ object: Ref, _ arguments: NativeArguments, _ count: Int
    ) throws(Raised) -> Owned {
        let (from, to) = try searchRange("count", arguments, count, length: object.strCount)
        let needle = argument(arguments, 0)
        guard needle.isStr else {
            throw raise(.typeError, "must be str, not \(typeName(needle.type, limit: 100))")
        }
        return try makeInt(
            object.characters.occurrences(of: needle.characters, from: from, to: to))
    }

    /// `startswith` and `endswith`, of a str or a tuple of strs.
    func strHasAffix(
        _ object: Ref, _ name: StaticString, _ arguments: NativeArguments, _ count: Int, atEnd: Bool
    ) throws(Raised) -> Owned {
        let (from, to) = try searchRange(name, arguments, count, length: object.strCount)
        let affix = argument(arguments, 0)
        if affix.isTuple {
            for index in 0..<affix.itemCount {
                let item = affix.tupleItem(index)
                guard item.isStr else {
                    throw raise(
                        .typeError,
                        "tuple for \(name) must only contain str, not \(typeName(item.type))")
                }
                if hasAffix(object, item, from, to, atEnd) { return self.true.owned() }
            }
            return self.false.owned()
        }
        guard affix.isStr else {
            throw raise(
                .typeError,
                "\(name) first arg must be str or a tuple of str, not \(typeName(affix.type, limit: 100))"
            )
        }
        return bool(hasAffix(object, affix, from, to, atEnd))
    }

    private func hasAffix(
        _ object: Ref, _ affix: Ref, _ from: Int, _ to: Int, _ atEnd: Bool
    ) -> Bool {
        let needle = affix.characters
        guard to - from >= needle.count else { return false }
        if needle.count == 0 { return true }
        guard needle.kind <= object.strKind else { return false }
        return object.characters.matches(needle, at: atEnd ? to - needle.count : from)
    }

    func strRemoveAffix(
        _ object: Ref, _ name: StaticString, _ affix: Ref, atEnd: Bool
    ) throws(Raised) -> Owned {
        guard affix.isStr else { throw badArgument(name, "argument", "str", affix) }
        let (count, length) = (affix.strCount, object.strCount)
        guard count > 0, hasAffix(object, affix, 0, length, atEnd) else {
            return try exactString(object)
        }
        return try strSlice(object, atEnd ? 0 : count, atEnd ? length - count : length)
    }

    /// The two sides of the first or last separator, and the separator itself.
    func strPartition(_ object: Ref, _ separator: Ref, last: Bool) throws(Raised) -> Owned {
        guard separator.isStr else {
            throw raise(.typeError, "must be str, not \(typeName(separator.type, limit: 100))")
        }
        if separator.strCount == 0 { throw raise(.valueError, "empty separator") }
        let found =
            last
            ? object.characters.lastIndex(of: separator.characters)
            : object.characters.firstIndex(of: separator.characters)
        guard let found else {
            let whole = try exactString(object)
            return last
                ? try makeTuple([emptyString, emptyString, whole.ref])
                : try makeTuple([whole.ref, emptyString, emptyString])
        }
        let head = try strSlice(object, 0, found)
        let tail = try strSlice(object, found + separator.strCount, object.strCount)
        return try makeTuple([head.ref, separator, tail.ref])
    }
}
