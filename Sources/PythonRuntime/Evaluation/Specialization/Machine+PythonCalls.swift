import PythonBytecode

/// Specialised calls of Python functions: the arguments fit, so they only move into the new frame.
///
/// Caches of `CALL`: counter, version of the function (2), the least number of arguments.
extension EvaluationMachine {
    @inline(__always)
    mutating func callWithExactArguments() throws(Raised) -> Bool {
        try callPython(fillsDefaults: false)
    }

    @inline(__always)
    mutating func callWithDefaults() throws(Raised) -> Bool {
        try callPython(fillsDefaults: true)
    }

    @inline(__always)
    private mutating func callPython(fillsDefaults: Bool) throws(Raised) -> Bool {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        let count = argument &+ (hasObject ? 1 : 0)
        let callable = Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped)
        guard keywordNames == nil, callable.type == interpreter.type(.function),
            callable.function.pointee.func_version == (caches + 1).pair
        else { return false }
        let arguments = stackPointer - count
        let new =
            fillsDefaults
            ? interpreter.pushCallWithDefaults(
                callable, arguments, count, Int((caches + 3).pointee))
            : interpreter.pushExactCall(callable, arguments, count)
        guard let new else { return false }
        stackPointer = callee
        skipCaches(4)
        try enter(new)
        return true
    }

    /// `CALL` steps over `PRECALL`'s work when the callable is a Python function.
    @inline(__always)
    mutating func prepareFunctionCall() -> Bool {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        let callable = Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped)
        guard callable.type == interpreter.type(.function) else {
            return false
        }
        skipCaches(1)
        return true
    }

    @inline(__always)
    mutating func prepareBoundMethodCall() -> Bool {
        let callee = stackPointer - argument - 2
        guard callee.pointee == nil,
            let raw = (callee + 1).pointee, Ref(raw).type == interpreter.type(.method)
        else {
            return false
        }
        interpreter.unbind(Ref(raw), at: callee)
        skipCaches(1)
        return true
    }
}

extension Interpreter {
    /// The frame of a call whose arguments are just those the function takes; nil when they aren't, or
    /// there is no room. Steals function and arguments.
    @inline(never)
    func pushExactCall(
        _ callable: Ref, _ arguments: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) -> FramePointer? {
        let code = Ref(callable.function.pointee.func_code).code
        guard count == Int(code.pointee.co_argcount),
            let frame = pushFrame(slots: frameSlots(code))
        else { return nil }
        frame.initialize(function: callable.raw, locals: nil)
        moveArguments(arguments, count, to: frame, Int(code.pointee.co_nlocalsplus))
        return frame
    }

    /// The same when some arguments at the end may be missing, down to `minimum` that are given.
    @inline(never)
    func pushCallWithDefaults(
        _ callable: Ref, _ arguments: UnsafeMutablePointer<RawObject?>, _ count: Int, _ minimum: Int
    ) -> FramePointer? {
        let code = Ref(callable.function.pointee.func_code).code
        let total = Int(code.pointee.co_argcount)
        guard count <= total, count >= minimum, let frame = pushFrame(slots: frameSlots(code))
        else { return nil }
        frame.initialize(function: callable.raw, locals: nil)
        moveArguments(arguments, count, to: frame, Int(code.pointee.co_nlocalsplus))
        guard let defaults = callable.function.pointee.func_defaults else { return frame }
        let first = Ref(defaults).itemCount &- total
        for index in count..<total {
            let value = Ref(defaults).tupleItem(first &+ index)
            value.incref()
            frame.locals[index] = value.raw
        }
        return frame
    }

    /// Fills the first locals, and sets the others to nil.
    @inline(__always)
    private func moveArguments(
        _ arguments: UnsafeMutablePointer<RawObject?>, _ count: Int, to frame: FramePointer,
        _ end: Int
    ) {
        let target = frame.locals
        var index = 0
        while index < count {
            target[index] = arguments[index]
            index &+= 1
        }
        while index < end {
            target[index] = nil
            index &+= 1
        }
    }

    /// `_Py_Specialize_Call`.
    @inline(never)
    func specializeCall(
        _ caches: UnsafeMutablePointer<UInt16>, _ callable: Ref, _ count: Int, _ names: RawObject?
    ) {
        guard names == nil, callable.isExactly(.function) else { return backOff(caches) }
        let function = callable.function
        let code = Ref(function.pointee.func_code).code
        let flags = code.flags
        guard flags.contains(.optimized), code.pointee.co_kwonlyargcount == 0,
            flags.isDisjoint(with: [.varArguments, .varKeywords])
        else { return backOff(caches) }
        let total = Int(code.pointee.co_argcount)
        let defaults = function.pointee.func_defaults.map { Ref($0).itemCount } ?? 0
        let minimum = total - defaults
        guard count <= total, count >= minimum, minimum >= 0, minimum <= Int(UInt16.max) else {
            return backOff(caches)
        }
        let version = functionVersion(callable)
        guard version != 0 else { return backOff(caches) }
        (caches + 1).pair = version
        (caches + 3).pointee = UInt16(truncatingIfNeeded: minimum)
        specialize(caches, as: count == total ? .CALL_PY_EXACT_ARGS : .CALL_PY_WITH_DEFAULTS)
    }
}
