/// What memoryviews hold, as bytes, lists and hashes, and whether two hold the same.
extension Interpreter {
    /// `view.tobytes(order)`.
    func memoryViewBytes(_ object: Ref, _ order: Ref?) throws(Raised) -> Owned {
        if let order, !order.isStr, !order.isNone {
            throw raise(
                .typeError,
                "tobytes() argument 'order' must be str or None, not \(typeName(order.type, limit: 50))"
            )
        }
        try checkUsable(object)
        var fortran = false
        if let order, !order.isNone {
            switch order.text {
            case "C": break
            case "F": fortran = true
            case "A":
                fortran =
                    object.memoryView.pointee.flags & MemoryViewFlags.fortranContiguous != 0
            default: throw raise(.valueError, "order must be 'C', 'F' or 'A'")
            }
        }
        let view = object.memoryView.pointee.view
        var bytes = [UInt8](repeating: 0, count: view.len)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let target = buffer.baseAddress else { return }
            copyItems(of: view, to: target, fortran: fortran)
        }
        return try makeBytes(bytes)
    }

    /// `view.tolist()`: lists of lists, one level a dimension; the item itself when there is none.
    func memoryViewList(_ object: Ref) throws(Raised) -> Owned {
        try checkUsable(object)
        let format = try itemFormat(object)
        let view = object.memoryView.pointee.view
        guard let start = view.buf else { return try makeList() }
        if view.ndim == 0 { return try unpackItem(start, format) }
        return try memoryViewList(view, [], format)
    }

    private func memoryViewList(
        _ view: Py_buffer, _ indices: [Int], _ format: UInt8
    ) throws(Raised) -> Owned {
        let count = view.shape?[indices.count] ?? 0
        let list = try makeList(count: count)
        list.ref.listFields.pointee.ob_size = 0
        for index in 0..<count {
            let inner = indices + [index]
            let item =
                inner.count == Int(view.ndim)
                ? try unpackItem(place(in: view, inner), format)
                : try memoryViewList(view, inner, format)
            try listAppend(list.ref, item.ref)
        }
        return list
    }

    /// The hash of a read-only view of bytes: that of its bytes.
    func memoryViewHash(_ object: Ref) throws(Raised) -> Int {
        let fields = object.memoryView
        if fields.pointee.hash != -1 { return fields.pointee.hash }
        try checkUsable(object)
        let view = fields.pointee.view
        if view.readonly == 0 {
            throw raise(.valueError, "cannot hash writable memoryview object")
        }
        guard let format = BufferItem.native(view.format), BufferItem.isByte(format) else {
            throw raise(
                .valueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
        }
        if let exporter = view.obj { _ = try hash(Ref(exporter)) }
        let bytes = try memoryViewBytes(object, nil)
        fields.pointee.hash = StrHash.hash(
            bytes.ref.bytesStart, bytes.ref.itemCount, state.pointee.strings.hashKey)
        return fields.pointee.hash
    }

    /// `left == right` and `left != right`: same shape, and items that are equal as objects.
    func memoryViewCompare(_ left: Ref, _ right: Ref, _ op: Int32) throws(Raised) -> Owned {
        guard op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue else {
            return notImplemented.owned()
        }
        let isEqual: Bool
        let isReleased = left.memoryView.pointee.flags & MemoryViewFlags.released != 0
        let otherIsReleased =
            right.isExactly(.memoryview)
            && right.memoryView.pointee.flags & MemoryViewFlags.released != 0
        if isReleased || otherIsReleased {
            isEqual = left == right
        } else {
            guard right.hasBuffer else { return notImplemented.owned() }
            let other: BufferView
            do throws(Raised) {
                other = try view(of: right, BufferFlags.fullReadOnly)
            } catch {
                clearException()
                return notImplemented.owned()
            }
            // Held, so that comparing the items can't release it.
            left.memoryView.pointee.exports &+= 1
            defer { left.memoryView.pointee.exports &-= 1 }
            isEqual = try sameItems(left.memoryView.pointee.view, other.view)
        }
        return bool(isEqual == (op == Comparison.equal.rawValue))
    }

    private func sameItems(_ left: Py_buffer, _ right: Py_buffer) throws(Raised) -> Bool {
        guard left.ndim == right.ndim else { return false }
        for index in 0..<Int(left.ndim) {
            let count = right.shape?[index] ?? right.len / max(right.itemsize, 1)
            if left.shape?[index] != count { return false }
            if count == 0 { return true }
        }
        guard let one = BufferItem.native(left.format), let two = BufferItem.native(right.format)
        else { return false }
        var places: [UnsafeMutableRawPointer] = []
        forEachItem(of: left) { places.append($0) }
        var others: [UnsafeMutableRawPointer] = []
        forEachItem(of: right) { others.append($0) }
        let isPlain = one == two && !"fd?".utf8.contains(one)
        for (place, other) in zip(places, others) {
            if isPlain {
                if !equalMemory(place, other, left.itemsize) { return false }
                continue
            }
            let item = try unpackItem(place, one)
            let otherItem = try unpackItem(other, two)
            let result = try compare(item.ref, otherItem.ref, .equal)
            if try !isTrue(result.ref) { return false }
        }
        return true
    }
}
