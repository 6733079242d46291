import PythonBytecode

/// Building and unpacking containers and strings.
extension EvaluationMachine {
    /// The operands that become the items, lowest first.
    @inline(__always)
    private var operands: UnsafeMutablePointer<RawObject?> { stackPointer - argument }

    @inline(__always)
    mutating func buildTuple() throws(Raised) {
        let tuple = try interpreter.tupleFromStack(operands, argument)
        drop(argument)
        push(tuple)
    }

    @inline(__always)
    mutating func buildList() throws(Raised) {
        let list = try interpreter.listFromStack(operands, argument)
        drop(argument)
        push(list)
    }

    @inline(__always)
    mutating func buildSet() throws(Raised) {
        let set = try interpreter.setFromStack(operands, argument)
        releaseOperands(argument)
        push(set)
    }

    @inline(__always)
    mutating func buildMap() throws(Raised) {
        let dict = try interpreter.dictFromStack(stackPointer - argument * 2, argument)
        releaseOperands(argument * 2)
        push(dict)
    }

    @inline(__always)
    mutating func buildConstantKeyMap() throws(Raised) {
        let dict = try interpreter.dictFromStack(
            keys: peek(1), stackPointer - 1 - argument, argument)
        releaseOperands(argument + 1)
        push(dict)
    }

    @inline(__always)
    mutating func buildString() throws(Raised) {
        let string = try interpreter.stringFromStack(operands, argument)
        releaseOperands(argument)
        push(string)
    }

    /// Releases the topmost values, the top one first.
    @inline(__always)
    mutating func releaseOperands(_ count: Int) {
        for _ in 0..<count { popAndRelease() }
    }

    // MARK: Adding to containers

    /// The container so many slots below the top, once the value is off.
    @inline(__always)
    mutating func listAppend() throws(Raised) {
        try interpreter.listAppend(peek(argument + 1), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func setAdd() throws(Raised) {
        try interpreter.addToSet(peek(argument + 1), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func mapAdd() throws(Raised) {
        try interpreter.addToMap(peek(argument + 2), peek(2), peek(1))
        let value = Ref(pop())
        let key = Ref(pop())
        key.decref()
        value.decref()
    }

    @inline(__always)
    mutating func listExtend() throws(Raised) {
        try interpreter.extendList(peek(argument + 1), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func setUpdate() throws(Raised) {
        try interpreter.updateSet(peek(argument + 1), peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func dictUpdate() throws(Raised) {
        try interpreter.updateDict(peek(argument + 1), peek(1))
        popAndRelease()
    }

    /// `**mapping` of a call: the function is below the dict that collects the keywords.
    @inline(__always)
    mutating func dictMerge() throws(Raised) {
        try interpreter.mergeKeywords(
            peek(argument + 1), peek(1), function: peek(argument + 3))
        popAndRelease()
    }

    @inline(__always)
    mutating func listToTuple() throws(Raised) {
        replaceTop(with: try interpreter.tupleFromList(peek(1)))
    }

    // MARK: Unpacking

    @inline(__always)
    mutating func unpackSequence() throws(Raised) {
        let sequence = peek(1)
        let end = stackPointer - 1 + argument
        try interpreter.unpack(sequence, count: argument, after: nil, into: end)
        stackPointer = end
        sequence.decref()
        skipCaches(1)
    }

    /// `a, *b, c = …`: names before the star in the low byte, after it above.
    @inline(__always)
    mutating func unpackExtended() throws(Raised) {
        let sequence = peek(1)
        let before = argument & 0xff
        let after = argument >> 8
        let end = stackPointer - 1 + before + 1 + after
        try interpreter.unpack(sequence, count: before, after: after, into: end)
        stackPointer = end
        sequence.decref()
    }

    // MARK: Strings

    /// `{value!r:spec}` of an f-string: the conversion in the low bits, bit 2 says there is a spec.
    @inline(__always)
    mutating func formatValue() throws(Raised) {
        let hasSpecification = argument & 4 != 0
        let text = try interpreter.formatInterpolated(
            peek(hasSpecification ? 2 : 1), conversion: argument & 3,
            specification: hasSpecification ? peek(1) : nil)
        releaseOperands(hasSpecification ? 2 : 1)
        push(text)
    }
}
