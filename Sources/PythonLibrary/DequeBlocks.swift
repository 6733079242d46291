import PythonRuntime

/// `collections.deque`: a chain of blocks of 64 items (`Modules/_collectionsmodule.c`).
///
///     leftBlock                                        rightBlock
///        ▼                                                ▼
///     │ · · · a b c d │ ⇄ │ e f g … │ ⇄ │ h i j k · · · · · │
///             ▲ leftIndex                      ▲ rightIndex
///
/// There is always a block. An empty deque begins in the middle of it, and one that is filled from an
/// iterable at its beginning. Up to 16 blocks that were emptied are kept for the same deque.
struct DequeObject {
    static let freeBlockLimit = 16

    var ob_refcnt: Int
    var ob_type: TypePointer
    var count: Int
    var leftBlock: DequeBlock?
    var rightBlock: DequeBlock?
    var leftIndex: Int
    var rightIndex: Int
    /// Changes with every change, so that iterators notice.
    var state: Int
    /// −1 for none.
    var maximum: Int
    var freeBlockCount: Int
    var freeBlocks:
        (
            DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?,
            DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?,
            DequeBlock?, DequeBlock?, DequeBlock?, DequeBlock?
        )
    var weakReferences: RawObject?
}

/// 528 bytes: the block to the left, 64 items, the block to the right.
struct DequeBlock: Equatable {
    static let length = 64
    static let center = (length - 1) / 2
    static let size = 8 + length * 8 + 8

    let start: UnsafeMutableRawPointer

    var left: DequeBlock? {
        get { start.load(as: DequeBlock?.self) }
        nonmutating set { start.storeBytes(of: newValue, as: DequeBlock?.self) }
    }

    var right: DequeBlock? {
        get { start.load(fromByteOffset: Self.size - 8, as: DequeBlock?.self) }
        nonmutating set {
            start.storeBytes(of: newValue, toByteOffset: Self.size - 8, as: DequeBlock?.self)
        }
    }

    /// The place of an item; the index is below 64.
    @inline(__always)
    func place(_ index: Int) -> UnsafeMutablePointer<RawObject?> {
        // SAFETY: the indexes of a deque are kept in its blocks by the functions of this file.
        (start + (8 &+ index &* 8)).assumingMemoryBound(to: RawObject?.self)
    }
}

/// A place in a deque that goes on to the next one on either side.
struct DequeCursor {
    var block: DequeBlock
    var index: Int

    var place: UnsafeMutablePointer<RawObject?> { block.place(index) }

    /// The cursor is on an item; past the last block it stays in that.
    mutating func moveRight() {
        index &+= 1
        if index == DequeBlock.length, let next = block.right {
            block = next
            index = 0
        }
    }

    mutating func moveLeft() {
        index &-= 1
        if index < 0, let next = block.left {
            block = next
            index = DequeBlock.length - 1
        }
    }
}

typealias DequePointer = UnsafeMutablePointer<DequeObject>

extension UnsafeMutablePointer where Pointee == DequeObject {
    /// The first block; every deque has one from its birth to its end.
    var firstBlock: DequeBlock { pointee.leftBlock.unsafelyUnwrapped }
    var lastBlock: DequeBlock { pointee.rightBlock.unsafelyUnwrapped }

    /// Where an item is, found from the nearer end; the index is in range.
    func cursor(at index: Int) -> DequeCursor {
        let place = pointee.leftIndex &+ index
        let number = place / DequeBlock.length
        var block: DequeBlock
        if index < pointee.count / 2 {
            block = firstBlock
            for _ in 0..<number { block = block.right ?? block }
        } else {
            block = lastBlock
            let last = (pointee.leftIndex &+ pointee.count &- 1) / DequeBlock.length
            for _ in number..<max(last, number) { block = block.left ?? block }
        }
        return DequeCursor(block: block, index: place % DequeBlock.length)
    }

    func place(_ index: Int) -> UnsafeMutablePointer<RawObject?> { cursor(at: index).place }

    func item(_ index: Int) -> Ref { Ref(place(index).pointee.unsafelyUnwrapped) }

    /// An empty deque begins in the middle of its block.
    func centre() {
        pointee.leftIndex = DequeBlock.center &+ 1
        pointee.rightIndex = DequeBlock.center
    }

    var isOverfull: Bool {
        pointee.maximum >= 0 && pointee.count > pointee.maximum
    }

    /// The bytes of the object and its blocks, as `__sizeof__` counts them.
    var size: Int {
        let used = pointee.leftIndex &+ pointee.count &+ DequeBlock.length &- 1
        return pointee.ob_type.pointee.tp_basicsize
            &+ used / DequeBlock.length &* DequeBlock.size
    }

    fileprivate var keptBlocks: UnsafeMutablePointer<DequeBlock?> {
        let offset = MemoryLayout<DequeObject>.offset(of: \.freeBlocks) ?? 0
        return (UnsafeMutableRawPointer(self) + offset).assumingMemoryBound(to: DequeBlock?.self)
    }
}

extension Ref {
    var deque: DequePointer { fields(DequeObject.self) }
}

extension Interpreter {
    /// A block that was kept, or a new one.
    func makeDequeBlock(_ deque: DequePointer) throws(Raised) -> DequeBlock {
        if deque.pointee.freeBlockCount > 0 {
            deque.pointee.freeBlockCount &-= 1
            if let block = deque.keptBlocks[deque.pointee.freeBlockCount] { return block }
        }
        guard let block = allocateBlock(DequeBlock.size) else { throw raiseMemoryError() }
        return DequeBlock(start: block)
    }

    /// Keeps an emptied block, or gives it back.
    func dropDequeBlock(_ deque: DequePointer, _ block: DequeBlock) {
        if deque.pointee.freeBlockCount < DequeObject.freeBlockLimit {
            deque.keptBlocks[deque.pointee.freeBlockCount] = block
            deque.pointee.freeBlockCount &+= 1
        } else {
            freeBlock(block.start)
        }
    }

    /// The first block of a new deque.
    func startDeque(_ deque: DequePointer) throws(Raised) {
        let block = try makeDequeBlock(deque)
        block.left = nil
        block.right = nil
        deque.pointee.leftBlock = block
        deque.pointee.rightBlock = block
        deque.pointee.maximum = -1
        deque.centre()
    }

    /// Drops the items and gives all blocks back, at the end of the deque's life.
    func endDeque(_ object: Ref) {
        let deque = object.deque
        guard let block = deque.pointee.leftBlock else { return }
        if deque.pointee.count > 0 { dequeClear(object) }
        // What the items' finalisers put in goes too.
        while let item = dequePopFirst(deque) { Ref(item).decref() }
        freeBlock((deque.pointee.leftBlock ?? block).start)
        deque.pointee.leftBlock = nil
        deque.pointee.rightBlock = nil
        for index in 0..<deque.pointee.freeBlockCount {
            if let kept = deque.keptBlocks[index] { freeBlock(kept.start) }
        }
        deque.pointee.freeBlockCount = 0
    }
}
