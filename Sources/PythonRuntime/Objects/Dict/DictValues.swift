/// The values of a split table (`PyDictValues`): the slots, and before them, growing downwards, how
/// many there are and which was set first.
///
///     … third, second, first, count, prefix size │ value 0, value 1, …
///                                      ma_values ┘
///
/// The prefix is rounded up to 8 bytes; the last byte of it says how long it is.
extension Interpreter {
    /// Empty values with that many slots.
    func makeDictValues(count: Int) throws(Raised) -> UnsafeMutableRawPointer {
        let prefix = (count &+ 2 &+ 7) & ~7
        guard let block = allocateBlock(prefix &+ count &* 8) else { throw raiseMemoryError() }
        let values = block + prefix
        values.storeBytes(of: UInt8(truncatingIfNeeded: prefix), toByteOffset: -1, as: UInt8.self)
        values.storeBytes(of: 0, toByteOffset: -2, as: UInt8.self)
        values.assumingMemoryBound(to: RawObject?.self).initialize(repeating: nil, count: count)
        return values
    }

    /// Frees the memory of values whose references are gone.
    func freeDictValues(_ values: UnsafeMutableRawPointer) {
        freeBlock(values - Int(values.load(fromByteOffset: -1, as: UInt8.self)))
    }

    /// Releases the values and frees their memory.
    func releaseDictValues(_ values: UnsafeMutableRawPointer, count: Int) {
        let slots = values.assumingMemoryBound(to: RawObject?.self)
        for index in 0..<count {
            if let value = slots[index] {
                slots[index] = nil
                Ref(value).decref()
            }
        }
        freeDictValues(values)
    }

    /// The slot that was set as number `order` of those that are set.
    @inline(__always)
    func dictValuesIndex(_ values: UnsafeMutableRawPointer, order: Int) -> Int {
        Int(values.load(fromByteOffset: -3 &- order, as: UInt8.self))
    }

    /// Notes that a slot was set.
    @inline(__always)
    func appendDictOrder(_ values: UnsafeMutableRawPointer, index: Int) {
        let count = values.load(fromByteOffset: -2, as: UInt8.self) &+ 1
        values.storeBytes(
            of: UInt8(truncatingIfNeeded: index), toByteOffset: -2 &- Int(count), as: UInt8.self)
        values.storeBytes(of: count, toByteOffset: -2, as: UInt8.self)
    }

    /// Notes that a slot was emptied.
    func removeDictOrder(_ values: UnsafeMutableRawPointer, index: Int) {
        let count = Int(values.load(fromByteOffset: -2, as: UInt8.self))
        var position = 0
        while position < count, dictValuesIndex(values, order: position) != index { position &+= 1 }
        while position &+ 1 < count {
            let next = UInt8(truncatingIfNeeded: dictValuesIndex(values, order: position &+ 1))
            values.storeBytes(of: next, toByteOffset: -3 &- position, as: UInt8.self)
            position &+= 1
        }
        values.storeBytes(
            of: UInt8(truncatingIfNeeded: count &- 1), toByteOffset: -2, as: UInt8.self)
    }
}
