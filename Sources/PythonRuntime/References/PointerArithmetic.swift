/// Going back from a typed pointer, by way of bytes.
///
/// Swift 6.3's optimiser takes `pointer - 1` for `pointer` itself when it looks for dead stores: of
/// `(pointer - 1).pointee = a; pointer.pointee = b` only the second remains. The value stack and the
/// inline caches are written just so. These operators are preferred to the standard library's
/// throughout the module, and don't have that fault. (A negative literal as a subscript still has.)
extension UnsafeMutablePointer {
    @inline(__always)
    static func - (pointer: Self, count: Int) -> Self {
        (UnsafeMutableRawPointer(pointer) + (0 &- count &* MemoryLayout<Pointee>.stride))
            .assumingMemoryBound(to: Pointee.self)
    }

    @inline(__always)
    static func -= (pointer: inout Self, count: Int) {
        pointer = pointer - count
    }
}
