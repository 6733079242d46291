/// ASCII characters being put together: the digits of a number and what is laid out around them.
///
/// One allocation for all steps of a conversion, freed with the buffer.
struct ASCIIBuffer: ~Copyable {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = max(capacity, 16)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// A character below `count`.
    subscript(_ index: Int) -> UInt8 {
        @inline(__always) get { start[index] }
        @inline(__always) nonmutating set { start[index] = newValue }
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The characters from a place on, as an array.
    func array(from first: Int = 0) -> [UInt8] {
        Array(UnsafeBufferPointer(start: start + first, count: count - first))
    }

    mutating func reserve(_ more: Int) {
        let wanted = count &+ more
        if wanted > capacity { grow(to: wanted) }
    }

    @inline(never)
    private mutating func grow(to wanted: Int) {
        capacity = max(wanted, capacity &* 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count &+= 1
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Characters that aren't the buffer's own.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        if let source = bytes.baseAddress {
            (start + count).update(from: source, count: bytes.count)
        }
        count &+= bytes.count
    }

    mutating func append(_ byte: UInt8, times: Int) {
        if times <= 0 { return }
        reserve(times)
        (start + count).update(repeating: byte, count: times)
        count &+= times
    }

    /// A run of the buffer's own characters once more.
    mutating func append(copyOf range: Range<Int>) {
        reserve(range.count)
        (start + count).update(from: start + range.lowerBound, count: range.count)
        count &+= range.count
    }

    /// Room for characters at a place, whose contents the caller writes.
    mutating func open(_ index: Int, _ length: Int) {
        reserve(length)
        (start + index + length).update(from: start + index, count: count &- index)
        count &+= length
    }

    mutating func insert(_ byte: UInt8, at index: Int) {
        open(index, 1)
        start[index] = byte
    }

    mutating func reverse(from first: Int) {
        var end = UnsafeMutableBufferPointer(start: start + first, count: count - first)
        end.reverse()
    }

    mutating func remove(at index: Int) {
        (start + index).update(from: start + index + 1, count: count &- index &- 1)
        count &-= 1
    }

    /// Leaves out the characters from a place on.
    mutating func cut(to length: Int) { count = min(count, length) }

    /// A whole number in decimal digits, at least so many.
    mutating func append(_ value: UInt64, minimumDigits: Int = 1) {
        var digits = 1
        var bound: UInt64 = 10
        while digits < 20, value >= bound {
            digits &+= 1
            if digits < 20 { bound &*= 10 }
        }
        digits = max(digits, minimumDigits)
        reserve(digits)
        var place = start + count + digits
        var rest = value
        for _ in 0..<digits {
            place -= 1
            place.pointee = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count &+= digits
    }
}

extension Interpreter {
    /// A str of the characters.
    func makeString(_ text: borrowing ASCIIBuffer) throws(Raised) -> Owned {
        try makeString(ascii: text.bytes)
    }
}
