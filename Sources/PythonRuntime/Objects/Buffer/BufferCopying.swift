/// Copying the items of buffers whatever their arrangement (`PyBuffer_ToContiguous`).
extension Interpreter {
    /// Writes all bytes of a view, `len` of them, in C's order.
    func copyBytes(of view: borrowing BufferView, to target: UnsafeMutablePointer<UInt8>)
        throws(Raised)
    {
        copyItems(of: view.view, to: target, fortran: false)
    }

    /// Writes the items in C's order, or in Fortran's.
    func copyItems(of view: Py_buffer, to target: UnsafeMutablePointer<UInt8>, fortran: Bool) {
        guard let start = view.buf, view.len > 0 else { return }
        if view.isContiguous(fortran: fortran) {
            target.update(from: start.assumingMemoryBound(to: UInt8.self), count: view.len)
            return
        }
        var write = target
        forEachItem(of: view, fortran: fortran) { place in
            write.update(from: place.assumingMemoryBound(to: UInt8.self), count: view.itemsize)
            write += view.itemsize
        }
    }

    /// Calls with the place of each item, in C's order or in Fortran's.
    func forEachItem(
        of view: Py_buffer, fortran: Bool = false, _ body: (UnsafeMutableRawPointer) -> Void
    ) {
        guard let start = view.buf else { return }
        guard view.ndim > 0 else { return body(start) }
        let count = Int(view.ndim)
        let shape = (0..<count).map { view.shape?[$0] ?? view.len / max(view.itemsize, 1) }
        if shape.contains(0) { return }
        var indices = [Int](repeating: 0, count: count)
        while true {
            body(place(in: view, indices))
            var number = 0
            while number < count {
                let dimension = fortran ? number : count - 1 - number
                indices[dimension] += 1
                if indices[dimension] < shape[dimension] { break }
                indices[dimension] = 0
                number += 1
            }
            if number == count { return }
        }
    }

    /// Where the item of some indices is, which are in range.
    func place(in view: Py_buffer, _ indices: [Int]) -> UnsafeMutableRawPointer {
        // SAFETY: callers have checked that the view has a start.
        var place = view.buf.unsafelyUnwrapped
        for (dimension, index) in indices.enumerated() {
            place += index &* (view.strides?[dimension] ?? view.itemsize)
            if let offset = view.suboffsets?[dimension], offset >= 0 {
                place = place.load(as: UnsafeMutableRawPointer.self) + offset
            }
        }
        return place
    }
}
