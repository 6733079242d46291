import PythonBytecode

/// Specialised calls of native functions: `PRECALL` does all the work and steps over `CALL`.
///
/// The native function is called without building anything; what it needs is on the value stack.
extension EvaluationMachine {
    /// Past the caches of `PRECALL`, and `CALL` with its own.
    @inline(__always)
    private mutating func skipCall() { instructionPointer += 6 }

    /// The callable and its arguments, the object among them.
    @inline(__always)
    func callParts() -> (
        callee: UnsafeMutablePointer<RawObject?>, callable: Ref, total: Int
    ) {
        let callee = stackPointer - argument - 2
        let hasObject = callee.pointee != nil
        return (
            callee, Ref((hasObject ? callee : callee + 1).pointee.unsafelyUnwrapped),
            argument &+ (hasObject ? 1 : 0)
        )
    }

    /// Releases arguments and callable, in that order, and pushes the result.
    @inline(__always)
    private mutating func finishNativeCall(
        _ result: RawObject, _ callee: UnsafeMutablePointer<RawObject?>, _ callable: Ref,
        _ total: Int
    ) {
        interpreter.releaseArguments(stackPointer - total, total)
        callable.decref()
        stackPointer = callee
        push(result)
        skipCall()
    }

    // MARK: Builtin functions

    @inline(__always)
    mutating func callBuiltinWithOneArgument() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 1, callable.type == interpreter.type(.builtinFunction) else {
            return false
        }
        let function = callable.fields(PyCFunctionObject.self)
        guard function.pointee.m_ml.pointee.ml_flags.rawValue == MethodFlags.oneArgument.rawValue,
            let native = function.pointee.m_ml.pointee.ml_meth
        else { return false }
        try interpreter.enterNative(" while calling a Python object")
        let result = native(function.pointee.m_self, stackPointer - 1, 1, nil)
        interpreter.leaveNative()
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, 1)
        return true
    }

    @inline(__always)
    mutating func callBuiltinFast() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard callable.type == interpreter.type(.builtinFunction) else {
            return false
        }
        let function = callable.fields(PyCFunctionObject.self)
        guard function.pointee.m_ml.pointee.ml_flags.rawValue == MethodFlags.fast.rawValue,
            let native = function.pointee.m_ml.pointee.ml_meth
        else { return false }
        let result = native(function.pointee.m_self, stackPointer - total, total, nil)
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, total)
        return true
    }

    @inline(__always)
    mutating func callBuiltinFastWithKeywords() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard callable.type == interpreter.type(.builtinFunction) else {
            return false
        }
        let function = callable.fields(PyCFunctionObject.self)
        guard
            function.pointee.m_ml.pointee.ml_flags.rawValue == MethodFlags.fastKeywords.rawValue,
            let native = function.pointee.m_ml.pointee.ml_meth
        else { return false }
        let names = keywordNames
        keywordNames = nil
        let positional = total &- (names.map { Ref($0).itemCount } ?? 0)
        let result = native(function.pointee.m_self, stackPointer - total, positional, names)
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, total)
        return true
    }

    /// `len(object)`.
    @inline(__always)
    mutating func callLength() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 1, callable.raw == interpreter.state.pointee.evaluation.lengthFunction else {
            return false
        }
        let object = peek(1)
        let result = try interpreter.lengthAsInt(object)
        stackPointer = callee
        push(result)
        callable.decref()
        object.decref()
        skipCall()
        return true
    }

    // MARK: Methods of built-in types

    /// The native function of a method descriptor that suits the object and has exactly those flags.
    @inline(__always)
    private func nativeMethod(
        _ callable: Ref, _ object: Ref, _ flags: MethodFlags
    ) -> NativeFunction? {
        guard callable.type == interpreter.type(.methodDescriptor) else { return nil }
        let descriptor = callable.fields(PyMethodDescrObject.self)
        guard descriptor.pointee.common.d_type == RawObject(object.type),
            descriptor.pointee.d_method.pointee.ml_flags.rawValue == flags.rawValue
        else { return nil }
        return descriptor.pointee.d_method.pointee.ml_meth
    }

    @inline(__always)
    mutating func callMethodWithoutArguments() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 1, let native = nativeMethod(callable, peek(1), .noArguments) else {
            return false
        }
        try interpreter.enterNative(" while calling a Python object")
        let result = native(peek(1).raw, stackPointer, 0, nil)
        interpreter.leaveNative()
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, 1)
        return true
    }

    @inline(__always)
    mutating func callMethodWithOneArgument() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 2, let native = nativeMethod(callable, peek(2), .oneArgument) else {
            return false
        }
        try interpreter.enterNative(" while calling a Python object")
        let result = native(peek(2).raw, stackPointer - 1, 1, nil)
        interpreter.leaveNative()
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, 2)
        return true
    }

    @inline(__always)
    mutating func callMethodFast() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total >= 1, let native = nativeMethod(callable, peek(total), .fast) else {
            return false
        }
        let result = native(peek(total).raw, stackPointer - (total &- 1), total &- 1, nil)
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, total)
        return true
    }

    @inline(__always)
    mutating func callMethodFastWithKeywords() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total >= 1, let native = nativeMethod(callable, peek(total), .fastKeywords) else {
            return false
        }
        let names = keywordNames
        keywordNames = nil
        let positional = total &- 1 &- (names.map { Ref($0).itemCount } ?? 0)
        let result = native(peek(total).raw, stackPointer - (total &- 1), positional, names)
        guard let result else { throw Raised() }
        finishNativeCall(result, callee, callable, total)
        return true
    }

    /// `list.append(item)` as a statement: the `POP_TOP` after it is done too.
    @inline(__always)
    mutating func callListAppend() throws(Raised) -> Bool {
        let callee = stackPointer - 3
        guard let callable = callee.pointee,
            callable == interpreter.state.pointee.evaluation.listAppendMethod,
            peek(2).type == interpreter.type(.list)
        else { return false }
        let list = peek(2)
        try interpreter.listAppend(list, peek(1))
        let item = peek(1)
        stackPointer = callee
        item.header.pointee.ob_refcnt &-= 1
        list.decref()
        Ref(callable).decref()
        instructionPointer += 7
        return true
    }

    // MARK: Types

    /// `type(object)`.
    @inline(__always)
    mutating func callTypeOfObject() -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 1, keywordNames == nil, callable.raw == RawObject(interpreter.type(.type))
        else { return false }
        let object = peek(1)
        let type = Ref(RawObject(object.type))
        type.incref()
        object.decref()
        callable.decref()
        stackPointer = callee
        push(type.raw)
        skipCall()
        return true
    }

    /// `str(object)`.
    @inline(__always)
    mutating func callStrOfObject() throws(Raised) -> Bool {
        let (callee, callable, total) = callParts()
        guard total == 1, keywordNames == nil, callable.raw == RawObject(interpreter.type(.str))
        else { return false }
        let result = try interpreter.str(peek(1)).take()
        finishNativeCall(result, callee, callable, 1)
        return true
    }
}

extension Interpreter {
    @inline(never)
    func lengthAsInt(_ object: Ref) throws(Raised) -> RawObject {
        try makeInt(try length(object)).take()
    }

    /// `_Py_Specialize_Precall`.
    @inline(never)
    func specializePrecall(
        _ caches: UnsafeMutablePointer<UInt16>, _ callable: Ref, _ count: Int, _ names: RawObject?
    ) {
        let opcode: Opcode?
        if callable.isExactly(.function) {
            opcode = .PRECALL_PYFUNC
        } else if callable.isExactly(.method) {
            opcode = .PRECALL_BOUND_METHOD
        } else if callable.isExactly(.builtinFunction) {
            opcode = specializedBuiltin(callable, count, names)
        } else if callable.isExactly(.methodDescriptor) {
            opcode = specializedMethod(caches, callable, count, names)
        } else if count == 1, names == nil, callable.raw == RawObject(type(.type)) {
            opcode = .PRECALL_NO_KW_TYPE_1
        } else if count == 1, names == nil, callable.raw == RawObject(type(.str)) {
            opcode = .PRECALL_NO_KW_STR_1
        } else {
            opcode = nil
        }
        guard let opcode else { return backOff(caches) }
        specialize(caches, as: opcode)
    }

    private func specializedBuiltin(
        _ callable: Ref, _ count: Int, _ names: RawObject?
    ) -> Opcode? {
        let function = callable.fields(PyCFunctionObject.self)
        switch function.pointee.m_ml.pointee.ml_flags.rawValue {
        case MethodFlags.oneArgument.rawValue where names == nil && count == 1:
            if isBuiltin(callable, "len") {
                state.pointee.evaluation.lengthFunction = callable.raw
                return .PRECALL_NO_KW_LEN
            }
            return .PRECALL_NO_KW_BUILTIN_O
        case MethodFlags.fast.rawValue where names == nil: return .PRECALL_NO_KW_BUILTIN_FAST
        case MethodFlags.fastKeywords.rawValue: return .PRECALL_BUILTIN_FAST_WITH_KEYWORDS
        default: return nil
        }
    }

    /// Whether a builtin function is that one of the module `builtins`, by which name it may be bound.
    private func isBuiltin(_ callable: Ref, _ name: StaticString) -> Bool {
        let function = callable.fields(PyCFunctionObject.self)
        guard let module = function.pointee.m_self, module == state.pointee.modules.builtins,
            let text = function.pointee.m_ml.pointee.ml_name
        else { return false }
        return String(cString: text) == "\(name)"
    }

    private func specializedMethod(
        _ caches: UnsafeMutablePointer<UInt16>, _ callable: Ref, _ count: Int, _ names: RawObject?
    ) -> Opcode? {
        let method = callable.fields(PyMethodDescrObject.self).pointee
        switch method.d_method.pointee.ml_flags.rawValue {
        case MethodFlags.noArguments.rawValue where names == nil && count == 1:
            return .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS
        case MethodFlags.oneArgument.rawValue where names == nil && count == 2:
            // Behind this cache: CALL with its four caches, then the next instruction.
            let next = Opcode(byte: UInt8(truncatingIfNeeded: (caches + 6).pointee))
            if next == .POP_TOP, method.common.d_type == RawObject(type(.list)),
                let text = method.d_method.pointee.ml_name, String(cString: text) == "append"
            {
                state.pointee.evaluation.listAppendMethod = callable.raw
                return .PRECALL_NO_KW_LIST_APPEND
            }
            return .PRECALL_NO_KW_METHOD_DESCRIPTOR_O
        case MethodFlags.fast.rawValue where names == nil && count >= 1:
            return .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST
        case MethodFlags.fastKeywords.rawValue where count >= 1:
            return .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS
        default: return nil
        }
    }
}
