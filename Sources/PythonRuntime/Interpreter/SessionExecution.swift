import PythonBytecode

/// Running code from outside the runtime: what the pipeline calls.
extension InterpreterSession {
    public func setInstructionLimit(_ count: Int) {
        interpreter.state.pointee.limits.instructionsLeft = count
        instructionLimit = count
    }

    /// What was counted since the limit was set.
    public var instructionsUsed: Int {
        instructionLimit - max(0, interpreter.state.pointee.limits.instructionsLeft)
    }

    /// Bytes of live blocks from which on an allocation fails with `MemoryError`.
    public func setMemoryLimit(_ bytes: Int) {
        interpreter.state.pointee.limits.memoryLimit = bytes
    }

    /// Sets `sys.argv`.
    public func setArguments(_ arguments: [String]) {
        do throws(Raised) {
            let list = try interpreter.makeList()
            for argument in arguments {
                let text = try interpreter.makeString(argument)
                try interpreter.listAppend(list.ref, text.ref)
            }
            guard let sys = interpreter.state.pointee.modules.sys,
                let dict = interpreter.moduleDict(Ref(sys))
            else { return }
            let key = try interpreter.intern("argv")
            try interpreter.dictSet(dict, key.ref, list.ref)
        } catch { interpreter.clearException() }
    }
}
