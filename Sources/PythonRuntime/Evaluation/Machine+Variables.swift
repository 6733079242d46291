import PythonBytecode

/// Constants, locals, cells and the stack itself.
extension EvaluationMachine {
    @inline(__always)
    mutating func loadFast() throws(Raised) {
        guard let value = locals[argument] else { throw interpreter.raiseUnbound(frame, argument) }
        pushCopy(Ref(value))
    }

    @inline(__always)
    mutating func storeFast() {
        let value = pop()
        let previous = locals[argument]
        locals[argument] = value
        if let previous { Ref(previous).decref() }
    }

    @inline(__always)
    mutating func deleteFast() throws(Raised) {
        guard let value = locals[argument] else { throw interpreter.raiseUnbound(frame, argument) }
        locals[argument] = nil
        Ref(value).decref()
    }

    @inline(__always)
    mutating func loadConstant() {
        pushCopy(Ref(constants[argument].unsafelyUnwrapped))
    }

    /// The argument of the second half of a superinstruction, which is stepped over.
    @inline(__always)
    mutating func takeNextArgument() {
        instructionPointer += 1
        let unit = instructionPointer.pointee
        argument = Int(unit >> 8)
        frame.pointee.prev_instr = instructionPointer
    }

    @inline(__always)
    mutating func popTop() { popAndRelease() }

    @inline(__always)
    mutating func copyItem() { pushCopy(peek(argument)) }

    @inline(__always)
    mutating func swapItems() {
        let other = stackPointer - argument
        let top = (stackPointer - 1).pointee
        (stackPointer - 1).pointee = other.pointee
        other.pointee = top
    }

    // MARK: Cells

    /// Turns a local, an argument perhaps, into a cell with its value.
    @inline(__always)
    mutating func makeCell() throws(Raised) {
        let value = locals[argument]
        locals[argument] = nil
        locals[argument] = try interpreter.makeCell(stealing: value).take()
    }

    @inline(__always)
    mutating func copyFreeVariables() throws(Raised) {
        try interpreter.copyFreeVariables(frame, count: argument)
    }

    @inline(__always)
    mutating func loadDereferenced() throws(Raised) {
        guard let value = cell(argument).cellContent else {
            throw interpreter.raiseUnboundCell(frame, argument)
        }
        pushCopy(Ref(value))
    }

    @inline(__always)
    mutating func storeDereferenced() {
        let value = pop()
        let cell = cell(argument)
        let previous = cell.cellContent
        cell.cellContent = value
        if let previous { Ref(previous).decref() }
    }

    @inline(__always)
    mutating func deleteDereferenced() throws(Raised) {
        let cell = cell(argument)
        guard let value = cell.cellContent else {
            throw interpreter.raiseUnboundCell(frame, argument)
        }
        cell.cellContent = nil
        Ref(value).decref()
    }

    @inline(__always)
    mutating func loadClassDereferenced() throws(Raised) {
        push(try interpreter.loadClassDereferenced(frame, argument, cell(argument)))
    }

    @inline(__always)
    private func cell(_ index: Int) -> Ref { Ref(locals[index].unsafelyUnwrapped) }
}
