/// Items and slices of memoryviews.
extension Interpreter {
    /// The native format of a memoryview's items, or `NotImplementedError` (`adjust_fmt`).
    func itemFormat(_ object: Ref) throws(Raised) -> UInt8 {
        let format = object.memoryView.pointee.view.format
        guard let native = BufferItem.native(format) else {
            let shown = format.map { String(cString: $0) } ?? "B"
            throw raise(.notImplementedError, "memoryview: format \(shown) not supported")
        }
        return native
    }

    /// `view[index]` of a view with one dimension (`sq_item`).
    func memoryViewItem(_ object: Ref, _ index: Int) throws(Raised) -> Owned {
        try checkUsable(object)
        let format = try itemFormat(object)
        let view = object.memoryView.pointee.view
        if view.ndim == 0 { throw raise(.typeError, "invalid indexing of 0-dim memory") }
        if view.ndim > 1 {
            throw raise(
                .notImplementedError, "multi-dimensional sub-views are not implemented")
        }
        return try unpackItem(try memoryPlace(view, [index]), format)
    }

    /// Where an item is; indices count from the end when negative.
    private func memoryPlace(
        _ view: Py_buffer, _ given: [Int]
    ) throws(Raised) -> UnsafeMutableRawPointer {
        var indices = given
        for dimension in indices.indices {
            let count = view.shape?[dimension] ?? 0
            if indices[dimension] < 0 { indices[dimension] &+= count }
            guard indices[dimension] >= 0, indices[dimension] < count else {
                throw raise(.indexError, "index out of bounds on dimension \(dimension + 1)")
            }
        }
        return place(in: view, indices)
    }

    /// What a key of a subscript means.
    private enum MemoryKey {
        case index, slice, indices, slices, ellipsis, none, other
    }

    private func memoryKey(_ key: Ref) -> MemoryKey {
        if isIndex(key) { return .index }
        if key.isExactly(.slice) { return .slice }
        if key == ellipsis { return .ellipsis }
        guard key.isTuple else { return .other }
        let items = (0..<key.itemCount).map { key.tupleItem($0) }
        if items.isEmpty { return .none }
        if items.allSatisfy({ isIndex($0) }) { return .indices }
        return items.allSatisfy { $0.isExactly(.slice) } ? .slices : .other
    }

    /// `view[key]`.
    func memoryViewSubscript(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        try checkUsable(object)
        let view = object.memoryView.pointee.view
        let kind = memoryKey(key)
        if view.ndim == 0 {
            if kind == .none, let start = view.buf {
                return try unpackItem(start, try itemFormat(object))
            }
            if kind == .ellipsis { return object.owned() }
            throw raise(.typeError, "invalid indexing of 0-dim memory")
        }
        switch kind {
        case .index:
            return try memoryViewItem(object, try indexValue(key, overflow: .indexError))
        case .slice: return try memoryViewSlice(object, key)
        case .indices, .none:
            let format = try itemFormat(object)
            return try unpackItem(try memoryPlace(object, tuple: key), format)
        case .slices:
            throw raise(
                .notImplementedError, "multi-dimensional slicing is not implemented")
        case .ellipsis, .other: throw raise(.typeError, "memoryview: invalid slice key")
        }
    }

    private func memoryPlace(
        _ object: Ref, tuple: Ref
    ) throws(Raised) -> UnsafeMutableRawPointer {
        let dimensions = Int(object.memoryView.pointee.view.ndim)
        let count = tuple.itemCount
        if count < dimensions {
            throw raise(.notImplementedError, "sub-views are not implemented")
        }
        if count > dimensions {
            throw raise(
                .typeError, "cannot index \(dimensions)-dimension view with \(count)-element tuple")
        }
        var indices: [Int] = []
        for number in 0..<count {
            indices.append(try indexValue(tuple.tupleItem(number), overflow: .indexError))
        }
        try checkUsable(object)
        return try memoryPlace(object.memoryView.pointee.view, indices)
    }

    /// `view[start:stop:step]`: a view of the same memory, cut in the first dimension.
    private func memoryViewSlice(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        // Made first: it keeps the memory while the slice's parts may release this view.
        let result = try makeMemoryView(
            over: managedBuffer(of: object), object.memoryView.pointee.view)
        let (start, stop, step) = try unpackSlice(key)
        let fields = result.ref.memoryView
        let view = fields.pointee.view
        guard let shape = view.shape, let strides = view.strides else { return result }
        let range = adjustSlice(start, stop, step, length: shape[0])
        if let suboffsets = view.suboffsets, suboffsets[0] >= 0 {
            suboffsets[0] &+= strides[0] &* range.start
        } else {
            fields.pointee.view.buf = view.buf.map { $0 + strides[0] &* range.start }
        }
        shape[0] = range.count
        strides[0] = strides[0] &* range.step
        var count = view.itemsize
        for dimension in 0..<Int(view.ndim) { count = count &* shape[dimension] }
        fields.pointee.view.len = count
        setContiguity(result.ref)
        return result
    }

    /// `view[key] = value`; deleting isn't possible.
    func memoryViewSetSubscript(_ object: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        try checkUsable(object)
        let format = try itemFormat(object)
        let view = object.memoryView.pointee.view
        if view.readonly != 0 { throw raise(.typeError, "cannot modify read-only memory") }
        guard let value else { throw raise(.typeError, "cannot delete memory") }
        let kind = memoryKey(key)
        if view.ndim == 0 {
            guard kind == .none || kind == .ellipsis, let start = view.buf else {
                throw raise(.typeError, "invalid indexing of 0-dim memory")
            }
            return try packMemory(object, value, start, format)
        }
        switch kind {
        case .index:
            if view.ndim > 1 {
                throw raise(.notImplementedError, "sub-views are not implemented")
            }
            let index = try indexValue(key, overflow: .indexError)
            try checkUsable(object)
            try packMemory(object, value, try memoryPlace(view, [index]), format)
        case .slice where view.ndim == 1: try memoryViewSetSlice(object, key, value)
        case .indices, .none:
            try packMemory(object, value, try memoryPlace(object, tuple: key), format)
        case .slice, .slices:
            throw raise(
                .notImplementedError,
                "memoryview slice assignments are currently restricted to ndim = 1")
        case .ellipsis, .other: throw raise(.typeError, "memoryview: invalid slice key")
        }
    }

    /// Writes an item, unless converting the value has released the view.
    private func packMemory(
        _ object: Ref, _ value: Ref, _ place: UnsafeMutableRawPointer, _ format: UInt8
    ) throws(Raised) {
        let size = object.memoryView.pointee.view.itemsize
        let text = object.memoryView.pointee.view.format
        var aside: UInt64 = 0
        try withUnsafeMutableBytes(of: &aside) { bytes throws(Raised) in
            guard let start = bytes.baseAddress else { return }
            try packItem(value, start, format, text)
            try checkUsable(object)
            place.copyMemory(from: start, byteCount: min(size, 8))
        }
    }

    private func memoryViewSetSlice(
        _ object: Ref, _ key: Ref, _ value: Ref
    ) throws(Raised) {
        let source = try self.view(of: value, BufferFlags.fullReadOnly)
        let target = try memoryViewSlice(object, key)
        // The slice's parts may have released this view.
        try checkUsable(object)
        let view = target.ref.memoryView.pointee.view
        let count = view.shape?[0] ?? 0
        let given = source.view
        let sourceCount = given.shape?[0] ?? given.len / max(given.itemsize, 1)
        guard given.ndim == 1, given.itemsize == view.itemsize, sourceCount == count,
            sameFormat(given.format, view.format)
        else {
            throw raise(
                .valueError,
                "memoryview assignment: lvalue and rvalue have different structures")
        }
        // Aside, since source and target may be the same memory.
        var items = [UInt8](repeating: 0, count: given.len)
        items.withUnsafeMutableBufferPointer { buffer in
            guard let aside = buffer.baseAddress else { return }
            copyItems(of: given, to: aside, fortran: false)
            var read = aside
            forEachItem(of: view) { place in
                place.copyMemory(from: read, byteCount: view.itemsize)
                read += view.itemsize
            }
        }
    }

    /// Whether two formats are the same but for an `@` (`equiv_format`).
    private func sameFormat(
        _ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?
    ) -> Bool {
        func text(_ format: UnsafePointer<UInt8>?) -> String {
            let full = format.map { String(cString: $0) } ?? "B"
            return full.hasPrefix("@") ? String(full.dropFirst()) : full
        }
        return text(left) == text(right)
    }
}
