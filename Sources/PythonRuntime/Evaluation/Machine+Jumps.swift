import PythonBytecode

/// Jumps, conditions and loops.
///
/// The instruction budget is counted here and at calls: a jump backwards costs the code units jumped
/// over, a call those of the called code. Both depend on the code alone, so the count is the same
/// whatever is specialised. The counter holds a thread's turn when there are several, so that its end,
/// and anything else that waits for a moment between instructions, costs no check of its own.
extension EvaluationMachine {
    @inline(__always)
    func spend(_ codeUnits: Int) throws(Raised) {
        let left = interpreter.state.pointee.limits.instructionsLeft &- codeUnits
        interpreter.state.pointee.limits.instructionsLeft = left
        if left < 0 { try interpreter.counterRanOut() }
    }

    @inline(__always)
    mutating func jumpForward() { instructionPointer += argument }

    @inline(__always)
    mutating func jumpBackward() throws(Raised) {
        instructionPointer -= argument
        try spend(argument)
    }

    /// The first jumps of a code object count as runs of it, after which it is quickened.
    @inline(__always)
    mutating func jumpBackwardCounting() throws(Raised) {
        interpreter.warmUp(frame.pointee.f_code)
        try jumpBackward()
    }

    /// The truth of the top value, which is taken off.
    @inline(__always)
    private mutating func popCondition() throws(Raised) -> Bool {
        let value = peek(1)
        if value == interpreter.true {
            drop(1)
            value.decref()
            return true
        }
        if value == interpreter.false {
            drop(1)
            value.decref()
            return false
        }
        let isTrue = try interpreter.isTrueSlowly(value)
        popAndRelease()
        return isTrue
    }

    @inline(__always)
    mutating func popJumpForward(if wanted: Bool) throws(Raised) {
        if try popCondition() == wanted { instructionPointer += argument }
    }

    /// Unlike CPython's, this counts towards quickening too: a `while` loop ends in it.
    @inline(__always)
    mutating func popJumpBackward(if wanted: Bool) throws(Raised) {
        if try popCondition() == wanted { try jumpBackwardCounting() }
    }

    @inline(__always)
    private mutating func popIsNone() -> Bool {
        let value = Ref(pop())
        let isNone = value == interpreter.none
        value.decref()
        return isNone
    }

    @inline(__always)
    mutating func popJumpForward(ifNone wanted: Bool) {
        if popIsNone() == wanted { instructionPointer += argument }
    }

    @inline(__always)
    mutating func popJumpBackward(ifNone wanted: Bool) throws(Raised) {
        if popIsNone() == wanted { try jumpBackward() }
    }

    /// `and` and `or`: the value stays where the jump is taken.
    @inline(__always)
    mutating func jumpOrPop(if wanted: Bool) throws(Raised) {
        let value = peek(1)
        let isTrue =
            value == interpreter.true
            ? true
            : value == interpreter.false ? false : try interpreter.isTrueSlowly(value)
        if isTrue == wanted {
            instructionPointer += argument
        } else {
            popAndRelease()
        }
    }

    // MARK: Iteration

    @inline(__always)
    mutating func getIterator() throws(Raised) {
        replaceTop(with: try interpreter.iterator(over: peek(1)))
    }

    @inline(__always)
    mutating func forIterator() throws(Raised) {
        let iterator = peek(1)
        if iterator.type == interpreter.type(.rangeIterator) {
            finishIteration(try interpreter.nextRangeItem(iterator))
        } else if iterator.type == interpreter.type(.listIterator) {
            finishIteration(interpreter.nextListItem(iterator))
        } else {
            finishIteration(try interpreter.nextSlowly(iterator))
        }
    }

    /// Pushes the next item, or leaves the loop.
    @inline(__always)
    private mutating func finishIteration(_ value: RawObject?) {
        if let value { return push(value) }
        popAndRelease()
        instructionPointer += argument
    }
}

extension Interpreter {
    @inline(never)
    func nextSlowly(_ iterator: Ref) throws(Raised) -> RawObject? {
        guard iterator.isExactly(.generator) else { return try next(iterator) }
        if let item = nextItem(ofGenerator: iterator) { return item }
        try endIteration()
        return nil
    }

    @inline(never)
    func isTrueSlowly(_ value: Ref) throws(Raised) -> Bool { try isTrue(value) }

    @inline(never)
    func raiseOutOfInstructions() -> Raised {
        state.pointee.limits.instructionsLeft = 0
        return stop(
            .instructions,
            state.pointee.limits.isOutOfTime
                ? "the limit of time is reached" : "the limit of instructions is reached")
    }
}
