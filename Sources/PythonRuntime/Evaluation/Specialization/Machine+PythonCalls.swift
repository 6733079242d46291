import PythonBytecode

/// Specialised calls of Python functions: the arguments fit, so they only move into the new frame.
///
/// Caches of `CALL`: counter, version of the function (2), the least number of arguments.
extension EvaluationMachine {
    @inline(__always)
    mutating func adaptiveCall() throws(Raised) {
        if isTimeToSpecialize() {
            let callee = stackPointer - argument - 2
            let hasObject = callee.pointee != nil
            let callable = Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped)
            interpreter.specializeCall(
                instructionPointer, callable, argument &+ (hasObject ? 1 : 0), keywordNames)
            instructionPointer -= 1
            return
        }
        try call()
    }

    @inline(__always)
    private mutating func missCall() throws(Raised) {
        countMiss(.CALL_ADAPTIVE)
        try call()
    }

    @inline(__always)
    mutating func callWithExactArguments() throws(Raised) {
        try callPython(fillsDefaults: false)
    }

    @inline(__always)
    mutating func callWithDefaults() throws(Raised) {
        try callPython(fillsDefaults: true)
    }

    @inline(__always)
    private mutating func callPython(fillsDefaults: Bool) throws(Raised) {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        let count = argument &+ (hasObject ? 1 : 0)
        let callable = (hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped
        guard keywordNames == nil, Ref(callable).type == interpreter.type(.function) else {
            return try missCall()
        }
        let function = Ref(callable).function
        let code = Ref(function.pointee.func_code).code
        let total = Int(code.pointee.co_argcount)
        guard function.pointee.func_version == (instructionPointer + 1).pair,
            fillsDefaults
                ? count <= total && count >= Int((instructionPointer + 3).pointee)
                : count == total,
            let new = interpreter.pushFrame(slots: interpreter.frameSlots(code))
        else { return try missCall() }
        new.initialize(function: callable, locals: nil)
        let arguments = stackPointer - count
        let target = new.locals
        var index = 0
        while index < count {
            target[index] = arguments[index]
            index &+= 1
        }
        if fillsDefaults, count < total, let defaults = function.pointee.func_defaults {
            let first = Ref(defaults).itemCount &- total
            while index < total {
                let value = Ref(defaults).tupleItem(first &+ index)
                value.incref()
                target[index] = value.raw
                index &+= 1
            }
        }
        let end = Int(code.pointee.co_nlocalsplus)
        while index < end {
            target[index] = nil
            index &+= 1
        }
        stackPointer = callee
        skipCaches(4)
        try enter(new)
    }

    /// `CALL` steps over `PRECALL`'s work when the callable is a Python function.
    @inline(__always)
    mutating func prepareFunctionCall() {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        let callable = Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped)
        guard callable.type == interpreter.type(.function) else {
            countMiss(.PRECALL_ADAPTIVE)
            return prepareCall()
        }
        skipCaches(1)
    }

    @inline(__always)
    mutating func prepareBoundMethodCall() {
        let callee = stackPointer - argument - 2
        guard callee.pointee == nil,
            let raw = (callee + 1).pointee, Ref(raw).type == interpreter.type(.method)
        else {
            countMiss(.PRECALL_ADAPTIVE)
            return prepareCall()
        }
        interpreter.unbind(Ref(raw), at: callee)
        skipCaches(1)
    }
}

extension Interpreter {
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
