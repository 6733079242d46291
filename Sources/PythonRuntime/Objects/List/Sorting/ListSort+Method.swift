/// `list.sort`: around the algorithm, the list is emptied so that the key function and comparisons
/// can't reach what is being moved.
extension Interpreter {
    func sortMethod(_ list: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        let parameters = ParameterList(
            function: "sort", names: ["key", "reverse"], maximumPositional: 0)
        let values = try bind(parameters, arguments)
        var isReversed = false
        if let argument = values[1] {
            isReversed = try indexValue(argument, overflow: .overflowError) != 0
        }
        let function = values[0].flatMap { $0.isNone ? nil : $0 }
        try listSort(list, key: function, isReversed: isReversed)
        return none.owned()
    }

    /// Sorts a list in place.
    public func listSort(_ list: Ref, key function: Ref?, isReversed: Bool) throws(Raised) {
        let fields = list.listFields
        let count = fields.pointee.ob_size
        let items = fields.pointee.ob_item
        let allocated = fields.pointee.allocated
        fields.pointee.ob_size = 0
        fields.pointee.ob_item = nil
        fields.pointee.allocated = -1
        let result: Result<Void, Raised>
        if let items {
            result = Result { () throws(Raised) in
                try sortItems(items, count, key: function, isReversed: isReversed)
            }
        } else {
            result = .success(())
        }
        let wasChanged = fields.pointee.allocated != -1
        let strayItems = fields.pointee.ob_item
        let strayCount = fields.pointee.ob_size
        fields.pointee.ob_size = count
        fields.pointee.ob_item = items
        fields.pointee.allocated = allocated
        defer { releaseStray(strayItems, strayCount) }
        try result.get()
        if wasChanged { throw raise(.valueError, "list modified during sort") }
    }

    /// Releases what was put into the list while it was being sorted.
    private func releaseStray(_ items: UnsafeMutablePointer<RawObject?>?, _ count: Int) {
        guard let items else { return }
        var index = count &- 1
        while index >= 0 {
            if let item = items[index] { Ref(item).decref() }
            index &-= 1
        }
        freeBlock(UnsafeMutableRawPointer(items))
    }

    private func sortItems(
        _ items: UnsafeMutablePointer<RawObject?>, _ count: Int, key function: Ref?,
        isReversed: Bool
    ) throws(Raised) {
        guard let function else {
            try sortPlace(SortPlace(keys: items, values: nil), count, isReversed: isReversed)
            return
        }
        // The keys of short lists are on CPython's stack.
        let isBlock = count >= ListSort.stackCount / 2
        let keys: UnsafeMutablePointer<RawObject?>
        if isBlock {
            guard let block = allocateBlock(count &* 8) else { throw raiseMemoryError() }
            keys = block.assumingMemoryBound(to: RawObject?.self)
        } else {
            keys = UnsafeMutablePointer<RawObject?>.allocate(capacity: max(count, 1))
        }
        var made = 0
        defer {
            for index in 0..<made { if let key = keys[index] { Ref(key).decref() } }
            if isBlock { freeBlock(UnsafeMutableRawPointer(keys)) } else { keys.deallocate() }
        }
        while made < count {
            guard let item = items[made] else { break }
            keys[made] = try call(function, Ref(item)).take()
            made &+= 1
        }
        try sortPlace(SortPlace(keys: keys, values: items), count, isReversed: isReversed)
    }

    /// Sorts keys and values. Reversing before and after keeps equal items in their order.
    private func sortPlace(
        _ place: SortPlace, _ count: Int, isReversed: Bool
    ) throws(Raised) {
        if count < 2 { return }
        let comparison = SortComparison(self, place.keys, count)
        if isReversed { place.reverse(count) }
        defer { if isReversed { SortPlace.reverse(place.values ?? place.keys, count) } }
        var sort = ListSort(self, comparison, place, count: count)
        try sort.sort()
    }
}
