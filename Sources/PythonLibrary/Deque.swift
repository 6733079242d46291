import PythonRuntime

/// What changes a deque: items at its ends, rotation, clearing.
extension Interpreter {
    func dequeAppend(_ deque: DequePointer, _ item: consuming Owned) throws(Raised) {
        if deque.pointee.rightIndex == DequeBlock.length - 1 {
            let block = try makeDequeBlock(deque)
            block.left = deque.pointee.rightBlock
            block.right = nil
            deque.lastBlock.right = block
            deque.pointee.rightBlock = block
            deque.pointee.rightIndex = -1
        }
        deque.pointee.count &+= 1
        deque.pointee.rightIndex &+= 1
        deque.lastBlock.place(deque.pointee.rightIndex).pointee = item.take()
        if deque.isOverfull {
            if let dropped = dequePopFirst(deque) { Ref(dropped).decref() }
        } else {
            deque.pointee.state &+= 1
        }
    }

    func dequeAppendFirst(_ deque: DequePointer, _ item: consuming Owned) throws(Raised) {
        if deque.pointee.leftIndex == 0 {
            let block = try makeDequeBlock(deque)
            block.right = deque.pointee.leftBlock
            block.left = nil
            deque.firstBlock.left = block
            deque.pointee.leftBlock = block
            deque.pointee.leftIndex = DequeBlock.length
        }
        deque.pointee.count &+= 1
        deque.pointee.leftIndex &-= 1
        deque.firstBlock.place(deque.pointee.leftIndex).pointee = item.take()
        if deque.isOverfull {
            if let dropped = dequePopLast(deque) { Ref(dropped).decref() }
        } else {
            deque.pointee.state &+= 1
        }
    }

    func dequePopLast(_ deque: DequePointer) -> RawObject? {
        if deque.pointee.count == 0 { return nil }
        let block = deque.lastBlock
        let item = block.place(deque.pointee.rightIndex).pointee
        deque.pointee.rightIndex &-= 1
        deque.pointee.count &-= 1
        deque.pointee.state &+= 1
        if deque.pointee.count == 0 {
            deque.centre()
        } else if deque.pointee.rightIndex < 0, let previous = block.left {
            dropDequeBlock(deque, block)
            previous.right = nil
            deque.pointee.rightBlock = previous
            deque.pointee.rightIndex = DequeBlock.length - 1
        }
        return item
    }

    func dequePopFirst(_ deque: DequePointer) -> RawObject? {
        if deque.pointee.count == 0 { return nil }
        let block = deque.firstBlock
        let item = block.place(deque.pointee.leftIndex).pointee
        deque.pointee.leftIndex &+= 1
        deque.pointee.count &-= 1
        deque.pointee.state &+= 1
        if deque.pointee.count == 0 {
            deque.centre()
        } else if deque.pointee.leftIndex == DequeBlock.length, let next = block.right {
            dropDequeBlock(deque, block)
            next.left = nil
            deque.pointee.leftBlock = next
            deque.pointee.leftIndex = 0
        }
        return item
    }

    /// Puts in what an iterable gives. An empty deque is filled from the end of its block, to save room.
    func dequeExtend(_ object: Ref, _ iterable: Ref, first: Bool = false) throws(Raised) {
        let deque = object.deque
        let source = iterable == object ? try makeList(from: iterable) : iterable.owned()
        let iterator = try self.iterator(over: source.ref)
        if deque.pointee.count == 0, deque.pointee.maximum != 0 {
            deque.pointee.leftIndex = first ? DequeBlock.length - 1 : 1
            deque.pointee.rightIndex = deque.pointee.leftIndex &- 1
        }
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            if deque.pointee.maximum == 0 { continue }
            if first {
                try dequeAppendFirst(deque, item.ref.owned())
            } else {
                try dequeAppend(deque, item.ref.owned())
            }
        }
    }

    /// Empties a deque before the items are dropped, for their finalisers may come back to it.
    func dequeClear(_ object: Ref) {
        let deque = object.deque
        let count = deque.pointee.count
        if count == 0 { return }
        var cursor = DequeCursor(block: deque.firstBlock, index: deque.pointee.leftIndex)
        guard let fresh = try? makeDequeBlock(deque) else {
            clearException()
            while let item = dequePopLast(deque) { Ref(item).decref() }
            return
        }
        fresh.left = nil
        fresh.right = nil
        deque.pointee.leftBlock = fresh
        deque.pointee.rightBlock = fresh
        deque.pointee.count = 0
        deque.pointee.state &+= 1
        deque.centre()
        for number in 0..<count {
            let block = cursor.block
            let item = cursor.place.pointee
            cursor.moveRight()
            let isLast = number == count &- 1
            if let item { Ref(item).decref() }
            if isLast || cursor.block != block { dropDequeBlock(deque, block) }
        }
    }

    /// Moves the items so many places to the right, over the end that is nearer.
    func dequeRotate(_ deque: DequePointer, _ steps: Int) throws(Raised) {
        let count = deque.pointee.count
        if count < 2 { return }
        let half = count / 2
        var steps = steps
        if steps > half || steps < -half {
            steps %= count
            if steps > half { steps -= count } else if steps < -half { steps += count }
        }
        while steps > 0, let item = dequePopLast(deque) {
            try dequeAppendFirst(deque, Owned(stealing: item))
            steps -= 1
        }
        while steps < 0, let item = dequePopFirst(deque) {
            try dequeAppend(deque, Owned(stealing: item))
            steps += 1
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
