/// What lists do besides slicing and sorting.
extension Interpreter {
    func listConcat(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard right.isList else {
            throw raise(
                .typeError,
                "can only concatenate list (not \"\(typeName(right.type))\") to list")
        }
        let result = try makeList(count: left.itemCount &+ right.itemCount)
        guard let target = result.ref.listFields.pointee.ob_item else { return result }
        if let items = left.listFields.pointee.ob_item {
            copyReferences(items, left.itemCount, to: target)
        }
        if let items = right.listFields.pointee.ob_item {
            copyReferences(items, right.itemCount, to: target + left.itemCount)
        }
        return result
    }

    func listRepeat(_ list: Ref, _ times: Int) throws(Raised) -> Owned {
        let count = list.itemCount
        if count == 0 || times <= 0 { return try makeList() }
        let (total, overflow) = count.multipliedReportingOverflow(by: times)
        if overflow { throw raiseMemoryError() }
        let result = try makeList(count: total)
        if let source = list.listFields.pointee.ob_item,
            let target = result.ref.listFields.pointee.ob_item
        {
            repeatReferences(source, count, times: times, to: target)
        }
        return result
    }

    /// `list *= times`.
    func listRepeatInPlace(_ list: Ref, _ times: Int) throws(Raised) -> Owned {
        let count = list.itemCount
        if count == 0 || times == 1 { return list.owned() }
        if times < 1 {
            listClear(list)
            return list.owned()
        }
        let (total, overflow) = count.multipliedReportingOverflow(by: times)
        if overflow { throw raiseMemoryError() }
        try listResize(list, to: total)
        if let items = list.listFields.pointee.ob_item {
            repeatReferences(items, count, times: times &- 1, to: items + count)
        }
        return list.owned()
    }

    func listContains(_ list: Ref, _ item: Ref) throws(Raised) -> Bool {
        var index = 0
        while index < list.itemCount {
            let held = list.listItem(index).owned()
            if try compareBool(held.ref, item, .equal) { return true }
            index &+= 1
        }
        return false
    }

    func listCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard left.isList, right.isList else { return notImplemented.owned() }
        if left.itemCount != right.itemCount, op == .equal || op == .notEqual {
            return bool(op == .notEqual)
        }
        var index = 0
        while index < left.itemCount, index < right.itemCount {
            let first = left.listItem(index)
            let second = right.listItem(index)
            if first != second {
                let heldFirst = first.owned()
                let heldSecond = second.owned()
                if try !compareBool(heldFirst.ref, heldSecond.ref, .equal) { break }
            }
            index &+= 1
        }
        if index >= left.itemCount || index >= right.itemCount {
            return compareInts(left.itemCount, right.itemCount, op)
        }
        if op == .equal { return bool(false) }
        if op == .notEqual { return bool(true) }
        let first = left.listItem(index).owned()
        let second = right.listItem(index).owned()
        return try compare(first.ref, second.ref, op)
    }

    func listRepr(_ list: Ref) throws(Raised) -> Owned {
        if list.itemCount == 0 { return try makeString("[]") }
        return try guardedRepr(list, recursive: "[...]") { () throws(Raised) in
            // Room for the brackets and, for each item, one character and ", ".
            var writer = TextWriter(self, minimumRoom: 2 + 3 * (list.itemCount - 1) + 1)
            try writer.write("[")
            var index = 0
            while index < list.itemCount {
                if index > 0 { try writer.write(", ") }
                let text = try repr(list.listItem(index))
                try writer.write(text.ref)
                index &+= 1
            }
            writer.overallocates = false
            try writer.write("]")
            return try writer.finish()
        }
    }

    /// `list.insert(index, item)`.
    public func listInsert(_ list: Ref, at index: Int, _ item: Ref) throws(Raised) {
        let count = list.itemCount
        guard count < ListLayout.maximumCount else {
            throw raise(.overflowError, "cannot add more objects to list")
        }
        try listResize(list, to: count &+ 1)
        let place = index < 0 ? max(index &+ count, 0) : min(index, count)
        if let items = list.listFields.pointee.ob_item {
            memmoveReferences(items + place, count &- place, to: items + (place &+ 1))
            items[place] = item.owned().take()
        }
    }

    /// `list.pop(index)`.
    public func listPop(_ list: Ref, at position: Int) throws(Raised) -> Owned {
        let count = list.itemCount
        if count == 0 { throw raise(.indexError, "pop from empty list") }
        let index = position < 0 ? position &+ count : position
        guard index >= 0, index < count else { throw raise(.indexError, "pop index out of range") }
        let item = list.listItem(index)
        if index == count &- 1 {
            try listResize(list, to: index)
            // The list's own reference is now the caller's.
            return Owned(stealing: item.raw)
        }
        let result = item.owned()
        try listRemoveItems(list, from: index, to: index &+ 1)
        return result
    }

    /// `list.remove(value)`.
    func listRemove(_ list: Ref, _ value: Ref) throws(Raised) {
        var index = 0
        while index < list.itemCount {
            let held = list.listItem(index).owned()
            if try compareBool(held.ref, value, .equal) {
                try listRemoveItems(list, from: index, to: index &+ 1)
                return
            }
            index &+= 1
        }
        throw raise(.valueError, "list.remove(x): x not in list")
    }

    /// `list.index(value, start, stop)`.
    func listIndex(_ list: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("index", arguments.count, 1, 3)
        var start = 0
        var stop = Int.max
        if let argument = arguments[optional: 1] {
            start = try positionArgument(argument, length: list.itemCount)
        }
        if let argument = arguments[optional: 2] {
            stop = try positionArgument(argument, length: list.itemCount)
        }
        while start < stop, start < list.itemCount {
            let held = list.listItem(start).owned()
            if try compareBool(held.ref, arguments[0], .equal) { return try makeInt(start) }
            start &+= 1
        }
        let text = try repr(arguments[0])
        throw raise(.valueError, "\(text.ref.text) is not in list")
    }

    func listCount(_ list: Ref, _ value: Ref) throws(Raised) -> Owned {
        var count = 0
        var index = 0
        while index < list.itemCount {
            let item = list.listItem(index)
            if item == value {
                count &+= 1
            } else {
                let held = item.owned()
                if try compareBool(held.ref, value, .equal) { count &+= 1 }
            }
            index &+= 1
        }
        return try makeInt(count)
    }

    /// Turns the order of items around, in place.
    func reverseReferences(_ items: UnsafeMutablePointer<RawObject?>, _ count: Int) {
        var low = 0
        var high = count &- 1
        while low < high {
            let item = items[low]
            items[low] = items[high]
            items[high] = item
            low &+= 1
            high &-= 1
        }
    }
}
