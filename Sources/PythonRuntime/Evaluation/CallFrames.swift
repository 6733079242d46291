import PythonBytecode

/// Making, clearing and giving back the frames of calls.
extension Interpreter {
    /// A new frame for a call of a Python function, its arguments bound. Steals the function and the
    /// arguments, also when it raises (`_PyEvalFramePushAndInit`).
    @inline(never)
    func pushCall(
        _ function: RawObject, _ arguments: UnsafeMutablePointer<RawObject?>, _ count: Int,
        _ names: RawObject?, namespace: RawObject? = nil
    ) throws(Raised) -> FramePointer {
        let fields = Ref(function).function
        let code = Ref(fields.pointee.func_code).code
        let keywordCount = names.map { Ref($0).itemCount } ?? 0
        let flags = code.flags
        // The namespace of code that isn't a function body is the globals unless one is given.
        let locals = namespace ?? (flags.contains(.optimized) ? nil : fields.pointee.func_globals)
        guard let frame = pushFrame(slots: frameSlots(code)) else {
            releaseArguments(arguments, count)
            Ref(function).decref()
            throw raiseMemoryError()
        }
        frame.initialize(function: function, locals: locals)
        frame.locals.update(repeating: nil, count: Int(code.pointee.co_nlocalsplus))
        let positional = count - keywordCount
        if keywordCount == 0, positional == Int(code.pointee.co_argcount),
            code.pointee.co_kwonlyargcount == 0,
            flags.isDisjoint(with: [.varArguments, .varKeywords])
        {
            for index in 0..<positional { frame.locals[index] = arguments[index] }
            return frame
        }
        do {
            try FunctionArguments(
                self, function: Ref(function), locals: frame.locals, arguments: arguments,
                count: positional, names: names.map { Ref($0) }
            ).bind()
        } catch {
            clear(frame)
            popFrame(frame)
            throw error
        }
        return frame
    }

    /// The size of a frame: specials, locals and the value stack.
    @inline(__always)
    func frameSlots(_ code: UnsafeMutablePointer<PyCodeObject>) -> Int {
        Int(code.pointee.co_nlocalsplus) &+ Int(code.pointee.co_stacksize)
            &+ PyInterpreterFrame.specialsSize
    }

    /// Releases what a finished frame holds (`_PyFrame_Clear`). A frame object that others keep
    /// takes the frame's contents over.
    @inline(__always)
    func clear(_ frame: FramePointer) {
        if frame.pointee.frame_obj != nil, handOverToFrameObject(frame) { return }
        var slot = frame.locals
        let end = slot + Int(frame.pointee.stacktop)
        while slot < end {
            if let value = slot.pointee { Ref(value).decref() }
            slot += 1
        }
        if let object = frame.pointee.frame_obj { Ref(object).decref() }
        if let namespace = frame.pointee.f_locals { Ref(namespace).decref() }
        if let function = frame.pointee.f_func { Ref(function).decref() }
        Ref(frame.pointee.f_code).decref()
    }

    /// The recursion limit is reached: the frame of the call isn't entered.
    @inline(never)
    func refuseCall(_ frame: FramePointer) -> Raised {
        clear(frame)
        popFrame(frame)
        return raise(.recursionError, "maximum recursion depth exceeded")
    }

    /// Replaces a bound method by its function and object; the slot below the method is nil.
    @inline(never)
    func unbind(_ callable: Ref, at callee: UnsafeMutablePointer<RawObject?>) {
        let method = callable.method
        let function = Ref(method.pointee.im_func)
        let object = Ref(method.pointee.im_self)
        function.incref()
        object.incref()
        callee.pointee = function.raw
        (callee + 1).pointee = object.raw
        callable.decref()
    }

    /// Calls with arguments on the value stack; the slot before them may be used by the callee.
    @inline(__always)
    func callFromStack(
        _ callable: Ref, _ arguments: UnsafeMutablePointer<RawObject?>, _ total: Int,
        _ names: RawObject?
    ) throws(Raised) -> RawObject {
        let positional = total - (names.map { Ref($0).itemCount } ?? 0)
        if let function = vectorcall(of: callable) {
            let flagged = UInt(bitPattern: positional) | Self.argumentsOffset
            guard let result = function(callable.raw, arguments, flagged, names) else {
                throw Raised()
            }
            return result
        }
        return try call(callable, arguments, count: positional, names: names.map { Ref($0) }).take()
    }

    @inline(never)
    func releaseArguments(_ arguments: UnsafeMutablePointer<RawObject?>, _ count: Int) {
        for index in 0..<count {
            if let argument = arguments[index] { Ref(argument).decref() }
        }
    }

    /// `f(*args, **kwargs)`, the arguments already in a tuple or any iterable.
    @inline(never)
    func callUnpacked(
        _ callable: Ref, _ positional: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        if positional.isExactly(.tuple) {
            return try call(callable, tuple: positional, keywords: keywords)
        }
        guard positional.type.pointee.tp_iter != nil || isSequence(positional) else {
            throw raise(
                .typeError,
                "\(callableTitle(callable)) argument after * must be an iterable, "
                    + "not \(typeName(positional.type))")
        }
        let tuple = try tupleFromIterable(positional)
        return try call(callable, tuple: tuple.ref, keywords: keywords)
    }

    /// `__main__.f()`: how messages about unpacking name a callable (`_PyObject_FunctionStr`).
    func callableTitle(_ callable: Ref) -> String {
        let text = try? qualifiedTitle(callable)
        if text == nil { clearException() }
        return text ?? "object"
    }

    private func qualifiedTitle(_ callable: Ref) throws(Raised) -> String {
        guard let found = try lookupAttribute(callable, name(.__qualname__)) else {
            return try str(callable).text
        }
        let qualified = Owned(stealing: found)
        let title = try str(qualified.ref).text
        guard let raw = try lookupAttribute(callable, name(.__module__)) else {
            return "\(title)()"
        }
        let module = Owned(stealing: raw)
        let isPlain = module.ref.isNone || module.ref.isStr && module.ref.text == "builtins"
        return isPlain ? "\(title)()" : "\(try str(module.ref).text).\(title)()"
    }
}
