import PythonRuntime

/// `collections.deque`: here a ring of references in one block, which grows by doubling.
///
///         first                 (first + count) & (room − 1)
///           ▼                        ▼
///     · · · a b c d e f · · · · · ·        room is a power of two
struct DequeObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var items: UnsafeMutablePointer<RawObject?>?
    var first: Int
    var count: Int
    var room: Int
    /// −1 for none.
    var maximum: Int
    /// Changes with every change, so that iterators notice.
    var state: Int
    var weakReferences: RawObject?
}

typealias DequePointer = UnsafeMutablePointer<DequeObject>

extension UnsafeMutablePointer where Pointee == DequeObject {
    /// The place of an item; the index is in range.
    @inline(__always)
    func place(_ index: Int) -> UnsafeMutablePointer<RawObject?> {
        // SAFETY: a deque with items has a ring, and `room` is its power of two.
        pointee.items.unsafelyUnwrapped + ((pointee.first &+ index) & (pointee.room &- 1))
    }

    func item(_ index: Int) -> Ref { Ref(place(index).pointee.unsafelyUnwrapped) }
}

extension Ref {
    var deque: DequePointer { fields(DequeObject.self) }
}

extension Interpreter {
    private func growDeque(_ deque: DequePointer) throws(Raised) {
        let room = max(8, deque.pointee.room * 2)
        guard let block = allocateBlock(room * 8) else { throw raiseMemoryError() }
        let items = block.assumingMemoryBound(to: RawObject?.self)
        for index in 0..<deque.pointee.count { items[index] = deque.place(index).pointee }
        if let old = deque.pointee.items { freeBlock(UnsafeMutableRawPointer(old)) }
        deque.pointee.items = items
        deque.pointee.first = 0
        deque.pointee.room = room
    }

    func dequeAppend(_ deque: DequePointer, _ item: consuming Owned) throws(Raised) {
        if deque.pointee.maximum == 0 { return }
        if deque.pointee.count == deque.pointee.room { try growDeque(deque) }
        deque.pointee.count &+= 1
        deque.place(deque.pointee.count &- 1).pointee = item.take()
        deque.pointee.state &+= 1
        if deque.pointee.maximum >= 0, deque.pointee.count > deque.pointee.maximum {
            if let dropped = dequePopFirst(deque) { Ref(dropped).decref() }
        }
    }

    func dequeAppendFirst(_ deque: DequePointer, _ item: consuming Owned) throws(Raised) {
        if deque.pointee.maximum == 0 { return }
        if deque.pointee.count == deque.pointee.room { try growDeque(deque) }
        deque.pointee.first = (deque.pointee.first &- 1) & (deque.pointee.room &- 1)
        deque.pointee.count &+= 1
        deque.place(0).pointee = item.take()
        deque.pointee.state &+= 1
        if deque.pointee.maximum >= 0, deque.pointee.count > deque.pointee.maximum {
            if let dropped = dequePopLast(deque) { Ref(dropped).decref() }
        }
    }

    func dequePopLast(_ deque: DequePointer) -> RawObject? {
        if deque.pointee.count == 0 { return nil }
        let item = deque.place(deque.pointee.count &- 1).pointee
        deque.pointee.count &-= 1
        deque.pointee.state &+= 1
        return item
    }

    func dequePopFirst(_ deque: DequePointer) -> RawObject? {
        if deque.pointee.count == 0 { return nil }
        let item = deque.place(0).pointee
        deque.pointee.first = (deque.pointee.first &+ 1) & (deque.pointee.room &- 1)
        deque.pointee.count &-= 1
        deque.pointee.state &+= 1
        return item
    }

    func dequeExtend(_ object: Ref, _ iterable: Ref, first: Bool = false) throws(Raised) {
        let source = iterable == object ? try makeList(from: iterable) : iterable.owned()
        let iterator = try self.iterator(over: source.ref)
        while let raw = try next(iterator.ref) {
            if first {
                try dequeAppendFirst(object.deque, Owned(stealing: raw))
            } else {
                try dequeAppend(object.deque, Owned(stealing: raw))
            }
        }
    }

    func dequeClear(_ object: Ref) {
        let deque = object.deque
        let (items, first, count, room) = (
            deque.pointee.items, deque.pointee.first, deque.pointee.count, deque.pointee.room
        )
        deque.pointee.items = nil
        deque.pointee.first = 0
        deque.pointee.count = 0
        deque.pointee.room = 0
        deque.pointee.state &+= 1
        guard let items else { return }
        for index in 0..<count {
            if let item = items[(first &+ index) & (room &- 1)] { Ref(item).decref() }
        }
        freeBlock(UnsafeMutableRawPointer(items))
    }

    /// Moves the items so many places to the right.
    func dequeRotate(_ deque: DequePointer, _ steps: Int) throws(Raised) {
        let count = deque.pointee.count
        if count < 2 { return }
        var steps = steps % count
        if steps < 0 { steps += count }
        for _ in 0..<steps {
            guard let item = dequePopLast(deque) else { return }
            try dequeAppendFirst(deque, Owned(stealing: item))
        }
    }

    /// Takes an item out of the middle.
    func dequeRemove(_ deque: DequePointer, at index: Int) throws(Raised) -> RawObject? {
        try dequeRotate(deque, -index)
        let item = dequePopFirst(deque)
        try dequeRotate(deque, index)
        return item
    }

    /// An empty deque of the same type and limit.
    func makeDeque(like object: Ref, _ contents: Ref) throws(Raised) -> Owned {
        let cls = Ref(RawObject(object.type))
        let made: Owned
        if object.deque.pointee.maximum < 0 {
            made = try call(cls, contents)
        } else {
            let maximum = try makeInt(object.deque.pointee.maximum)
            made = try call(cls, contents, maximum.ref)
        }
        guard isInstance(made.ref, .deque) else {
            throw raise(
                .typeError,
                "\(typeName(object.type))() must return a deque, not \(typeName(made.ref.type))")
        }
        return made
    }
}
