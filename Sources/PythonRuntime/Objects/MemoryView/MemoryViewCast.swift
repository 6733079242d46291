/// `memoryview.cast`: the same bytes as items of another format or in another shape.
extension Interpreter {
    func memoryViewCast(_ object: Ref, _ format: Ref, _ shape: Ref?) throws(Raised) -> Owned {
        guard format.isStr else { throw badArgument("cast", "argument 'format'", "str", format) }
        try checkUsable(object)
        let fields = object.memoryView.pointee
        if fields.flags & MemoryViewFlags.cContiguous == 0 {
            throw raise(
                .typeError, "memoryview: casts are restricted to C-contiguous views")
        }
        let view = fields.view
        if shape != nil || view.ndim != 1 {
            for index in 0..<Int(view.ndim)
            where view.shape?[index] == 0 || view.strides?[index] == 0 {
                throw raise(
                    .typeError, "memoryview: cannot cast view with zeros in shape or strides")
            }
        }
        var dimensions: Int?
        if let shape {
            guard shape.isList || shape.isTuple else {
                throw raise(.typeError, "shape must be a list or a tuple")
            }
            let count = shape.itemCount
            if count > 64 {
                throw raise(
                    .valueError, "memoryview: number of dimensions must not exceed 64")
            }
            if view.ndim != 1, count != 1 {
                throw raise(.typeError, "memoryview: cast must be 1D -> ND or ND -> 1D")
            }
            dimensions = count
        }
        let result = try makeMemoryView(
            over: managedBuffer(of: object), view, dimensions: max(dimensions ?? 1, 1))
        try castToLine(result.ref, format)
        if let shape, let dimensions { try castToShape(result.ref, shape, dimensions) }
        return result
    }

    /// Sets format and item size of a new view with one dimension.
    private func castToLine(_ target: Ref, _ format: Ref) throws(Raised) {
        let fields = target.memoryView
        let view = fields.pointee.view
        let text = Array(format.text.utf8) + [0]
        guard
            let wanted = text.withUnsafeBufferPointer({ BufferItem.native($0.baseAddress) }),
            let size = BufferItem.size(wanted)
        else {
            throw raise(
                .valueError,
                "memoryview: destination format must be a native single character format prefixed with an optional '@'"
            )
        }
        // Anything can be seen as bytes.
        if !BufferItem.isByte(wanted) {
            guard let source = BufferItem.native(view.format), BufferItem.isByte(source) else {
                throw raise(.typeError, "memoryview: cannot cast between two non-byte formats")
            }
        }
        if view.len % size != 0 {
            throw raise(.typeError, "memoryview: length is not a multiple of itemsize")
        }
        fields.pointee.view.format = BufferItem.text(wanted, withMark: text[0] == 64)
        fields.pointee.view.itemsize = size
        fields.pointee.view.ndim = 1
        view.shape?[0] = view.len / size
        view.strides?[0] = size
        fields.pointee.view.suboffsets = nil
        setContiguity(target)
    }

    private func castToShape(_ target: Ref, _ shape: Ref, _ dimensions: Int) throws(Raised) {
        let fields = target.memoryView
        var count = fields.pointee.view.itemsize
        for number in 0..<dimensions {
            let item = shape.fastSequenceItem(number)
            guard item.isInt else {
                throw raise(
                    .typeError, "memoryview.cast(): elements of shape must be integers")
            }
            let value = try indexValue(item, overflow: .overflowError)
            if value <= 0 {
                throw raise(
                    .valueError, "memoryview.cast(): elements of shape must be integers > 0")
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: value)
            if overflow {
                throw raise(.valueError, "memoryview.cast(): product(shape) > SSIZE_MAX")
            }
            count = product
            fields.pointee.view.shape?[number] = value
        }
        fields.pointee.view.ndim = Int32(dimensions)
        if dimensions == 0 {
            fields.pointee.view.shape = nil
            fields.pointee.view.strides = nil
        } else {
            setPackedStrides(target)
        }
        if count != fields.pointee.view.len {
            throw raise(
                .typeError, "memoryview: product(shape) * itemsize != buffer size")
        }
        setContiguity(target)
    }
}
