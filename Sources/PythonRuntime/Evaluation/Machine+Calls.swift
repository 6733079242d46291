import PythonBytecode

/// Calls, returns and function objects.
extension EvaluationMachine {
    @inline(__always)
    mutating func keywordNamesFromConstants() { keywordNames = constants[argument] }

    /// A bound method's function and object take the places of the nil and the method.
    @inline(__always)
    mutating func prepareCall() {
        let callee = stackPointer - argument - 2
        if callee.pointee == nil {
            let callable = Ref((callee + 1).pointee.unsafelyUnwrapped)
            if callable.isExactly(.method) { interpreter.unbind(callable, at: callee) }
        }
        skipCaches(1)
    }

    /// The stack holds nil and a callable, or a function and its object; then the arguments.
    @inline(__always)
    mutating func call() throws(Raised) {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        let total = argument &+ (hasObject ? 1 : 0)
        let callable = Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped)
        if callable.isExactly(.function) {
            let names = keywordNames
            keywordNames = nil
            let arguments = stackPointer - total
            stackPointer = callee
            skipCaches(4)
            try enter(
                interpreter.pushCall(callable.raw, arguments, total, names))
            return
        }
        try callNative(callable, total: total, callee: callee)
    }

    /// Calls anything but a Python function.
    @inline(__always)
    mutating func callNative(
        _ callable: Ref, total: Int, callee: UnsafeMutablePointer<RawObject?>
    ) throws(Raised) {
        let names = keywordNames
        keywordNames = nil
        let result = try interpreter.callFromStack(callable, stackPointer - total, total, names)
        callable.decref()
        interpreter.releaseArguments(stackPointer - total, total)
        stackPointer = callee
        push(result)
        skipCaches(4)
    }

    /// Goes on in a new frame. The caller's state is that after the call, without the operands.
    @inline(__always)
    mutating func enter(_ callee: FramePointer) throws(Raised) {
        let state = interpreter.state
        save()
        if state.pointee.evaluation.depth >= state.pointee.limits.recursionLimit {
            throw interpreter.refuseCall(callee)
        }
        state.pointee.evaluation.depth &+= 1
        callee.pointee.previous = frame
        state.pointee.evaluation.currentFrame = callee
        load(callee)
        try spend(frame.code.pointee.ob_size)
    }

    /// Leaves the frame. Gives the value when it was the frame the loop was entered with; else goes
    /// on in the caller with the value pushed.
    @inline(__always)
    mutating func returnValue() -> RawObject? {
        let value = pop()
        let done = frame
        let state = interpreter.state
        done.pointee.stacktop = done.code.pointee.co_nlocalsplus
        state.pointee.evaluation.depth &-= 1
        guard !done.pointee.is_entry, let previous = done.pointee.previous else { return value }
        // A finaliser that runs now sees the caller, not the frame that is going.
        state.pointee.evaluation.currentFrame = previous
        interpreter.clear(done)
        interpreter.popFrame(done)
        load(previous)
        push(value)
        return nil
    }

    /// `f(*args, **kwargs)`: bit 0 of the argument says that there is a mapping.
    @inline(__always)
    mutating func callWithUnpacking() throws(Raised) {
        let hasKeywords = argument & 1 != 0
        let base = stackPointer - (hasKeywords ? 4 : 3)
        let keywords = hasKeywords ? peek(1) : nil
        var positional = peek(hasKeywords ? 2 : 1)
        if positional.isExactly(.list) {
            // The list goes before the call, as CPython's does once it has the tuple.
            let tuple = try interpreter.makeTuple(from: positional)
            (base + 2).pointee = tuple.ref.raw
            let list = positional
            positional = Ref(tuple.take())
            list.decref()
        }
        let callable = Ref((base + 1).pointee.unsafelyUnwrapped)
        let result = try interpreter.callUnpacked(callable, positional, keywords)
        stackPointer = base
        push(result)
        callable.decref()
        positional.decref()
        keywords?.decref()
    }

    /// The argument's bits say which parts are on the stack: defaults, keyword defaults, annotations, closure.
    @inline(__always)
    mutating func makeFunction() throws(Raised) {
        try interpreter.checkFunctionParts(stackPointer, argument)
        let code = peek(1)
        let function = try interpreter.makeFunction(
            code: code, globals: Ref(frame.pointee.f_globals))
        let fields = function.ref.function
        drop(1)
        code.decref()
        if argument & 8 != 0 { fields.pointee.func_closure = pop() }
        if argument & 4 != 0 { fields.pointee.func_annotations = pop() }
        if argument & 2 != 0 { fields.pointee.func_kwdefaults = pop() }
        if argument & 1 != 0 { fields.pointee.func_defaults = pop() }
        push(function)
    }
}
