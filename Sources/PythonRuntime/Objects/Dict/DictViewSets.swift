/// The set operations of the views of keys and items.
extension Interpreter {
    static func dictViewSetMethods() -> [MethodSpec] {
        [
            MethodSpec("isdisjoint", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, arguments throws(Raised) in
                    interpreter.bool(try interpreter.viewIsDisjoint(view, arguments[0]))
                }
            }
        ]
    }

    static func dictViewSetSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_contains = { raw, item in
            truthSlot(raw) { interpreter, view throws(Raised) in
                try interpreter.viewContains(view, Ref(item))
            }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.viewCompare(left, right, op)
            }
        }
        block.pointee.number.nb_subtract = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                let result = try interpreter.viewSet(left)
                try interpreter.setDifferenceUpdate(result.ref, right)
                return result
            }
        }
        block.pointee.number.nb_and = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.viewIntersection(left, right)
            }
        }
        block.pointee.number.nb_xor = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.viewSymmetricDifference(left, right)
            }
        }
        block.pointee.number.nb_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                let result = try interpreter.viewSet(left)
                try interpreter.setUpdate(result.ref, right)
                return result
            }
        }
    }

    /// The items of a view, or of the other operand of one, as a set.
    private func viewSet(_ view: Ref) throws(Raised) -> Owned {
        if view.isExactly(.dictKeys), view.viewedDict.isExactly(.dict) {
            return try makeSet(from: view.viewedDict)
        }
        return try makeSet(from: view)
    }

    private func viewContains(_ view: Ref, _ item: Ref) throws(Raised) -> Bool {
        if view.isKeysView { return try dictContains(view.viewedDict, item) }
        guard item.isTuple, item.itemCount == 2 else { return false }
        guard let found = try dictGet(view.viewedDict, item.tupleItem(0)) else { return false }
        let held = found.owned()
        return try compareBool(held.ref, item.tupleItem(1), .equal)
    }

    /// Whether each item of one is in the other.
    private func isContained(_ items: Ref, in container: Ref) throws(Raised) -> Bool {
        let iterator = try self.iterator(over: items)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try !contains(container, item.ref) { return false }
        }
        return true
    }

    private func viewCompare(_ view: Ref, _ other: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard other.isAnySet || other.isDictViewSet else { return notImplemented.owned() }
        let count = view.viewedDict.dictCount
        let otherCount = try length(other)
        switch op {
        case .equal, .notEqual:
            let isEqual = count == otherCount ? try isContained(view, in: other) : false
            return bool(isEqual == (op == .equal))
        case .less: return bool(count < otherCount ? try isContained(view, in: other) : false)
        case .lessOrEqual:
            return bool(count <= otherCount ? try isContained(view, in: other) : false)
        case .greater: return bool(count > otherCount ? try isContained(other, in: view) : false)
        case .greaterOrEqual:
            return bool(count >= otherCount ? try isContained(other, in: view) : false)
        }
    }

    private func viewIsDisjoint(_ view: Ref, _ other: Ref) throws(Raised) -> Bool {
        let count = view.viewedDict.dictCount
        if view == other { return count == 0 }
        // The shorter one is walked through, if asking the other one is cheap.
        var walked = other
        var asked = view
        if other.isExactly(.set) || other.isExactly(.frozenset) || other.isDictViewSet,
            try length(other) > count
        {
            walked = view
            asked = other
        }
        let iterator = try self.iterator(over: walked)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try contains(asked, item.ref) { return false }
        }
        return true
    }

    private func viewIntersection(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        // With a view on the right only, the operands are exchanged.
        var view = left.isDictViewSet ? left : right
        var other = left.isDictViewSet ? right : left
        let count = view.viewedDict.dictCount
        if other.isExactly(.set), count <= other.setCount {
            return try setIntersection(other, view)
        }
        if other.isDictViewSet, other.viewedDict.dictCount > count { swap(&view, &other) }
        let result = try makeSet()
        let iterator = try self.iterator(over: other)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try viewContains(view, item.ref) { try setAdd(result.ref, item.ref) }
        }
        return result
    }

    private func viewSymmetricDifference(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if left.isExactly(.dictItems), right.isExactly(.dictItems) {
            return try itemsSymmetricDifference(left.viewedDict, right.viewedDict)
        }
        let result = try viewSet(left)
        try setSymmetricDifferenceUpdate(result.ref, right)
        return result
    }

    /// Items of two dicts that only one has, without making sets of all of them.
    private func itemsSymmetricDifference(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let smaller = left.dictCount > right.dictCount ? right : left
        let larger = left.dictCount > right.dictCount ? left : right
        let rest = try dictCopy(smaller)
        let result = try makeSet()
        var position = 0
        while let (key, value, hash) = dictNext(larger, &position) {
            let heldKey = key.owned()
            let heldValue = value.owned()
            let index = try dictFind(rest.ref, heldKey.ref, hash: hash)
            if index >= 0, let raw = dictValue(rest.ref, index) {
                let other = Ref(raw).owned()
                if try compareBool(other.ref, heldValue.ref, .equal) {
                    _ = try dictRemove(rest.ref, heldKey.ref)
                    continue
                }
            }
            let pair = try makeTuple(heldKey.ref, heldValue.ref)
            try setAdd(result.ref, pair.ref)
        }
        let remaining = try makeDictView(.dictItems, rest.ref)
        try setUpdate(result.ref, remaining.ref)
        return result
    }
}
