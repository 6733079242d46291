import PythonBytecode

/// Calling Python functions from native code, and running code objects.
extension Interpreter {
    /// The vectorcall function of Python functions (`_PyFunction_Vectorcall`).
    var functionVectorcall: VectorcallSlot {
        { callable, arguments, flaggedCount, names in
            let count = Int(bitPattern: flaggedCount & ~Interpreter.argumentsOffset)
            return Ref(callable).interpreter.callFunction(
                Ref(callable), arguments, count, names, namespace: nil)
        }
    }

    /// Calls a Python function with borrowed arguments; `namespace` is what its code has as `f_locals`.
    func callFunction(
        _ function: Ref, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, namespace: Ref?
    ) -> RawObject? {
        let total = count + (names.map { Ref($0).itemCount } ?? 0)
        for index in 0..<total {
            if let argument = arguments?[index] { Ref(argument).incref() }
        }
        function.incref()
        let pushed = try? withUnsafeArguments(arguments) { arguments throws(Raised) in
            try pushCall(function.raw, arguments, total, names, namespace: namespace?.raw)
        }
        guard let frame = pushed else { return nil }
        let result = evaluate(frame)
        clear(frame)
        popFrame(frame)
        return result
    }

    /// A place to read no arguments from.
    @inline(__always)
    private func withUnsafeArguments(
        _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ body: (UnsafeMutablePointer<RawObject?>) throws(Raised) -> FramePointer
    ) throws(Raised) -> FramePointer {
        if let arguments { return try body(arguments) }
        // SAFETY: with a count of 0 the pointer is never read; the state is mapped memory.
        return try body(base.assumingMemoryBound(to: RawObject?.self))
    }

    /// Runs a code object in namespaces (`PyEval_EvalCode`): a module's or an `exec`'s.
    /// Code with free variables needs a closure of as many cells, which the caller has checked.
    public func run(
        code: Ref, globals: Ref, locals: Ref? = nil, closure: Ref? = nil
    ) throws(Raised) -> Owned {
        try ensureBuiltins(in: globals)
        let function = try makeFunction(code: code, globals: globals)
        if let closure { function.ref.function.pointee.func_closure = closure.owned().take() }
        return try checked(
            callFunction(function.ref, nil, 0, nil, namespace: locals ?? globals))
    }

    /// Runs a class body: a function without arguments in a namespace of its own.
    public func run(body function: Ref, namespace: Ref) throws(Raised) -> Owned {
        try checked(callFunction(function, nil, 0, nil, namespace: namespace))
    }

    /// `exec` and `eval` put the builtins into globals that lack them.
    func ensureBuiltins(in globals: Ref) throws(Raised) {
        guard try dictGet(globals, name(.__builtins__)) == nil,
            let builtins = state.pointee.modules.builtinsDict
        else { return }
        try dictSet(globals, name(.__builtins__), Ref(builtins))
    }
}
