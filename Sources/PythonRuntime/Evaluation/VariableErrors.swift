import PythonBytecode

/// The slow paths of the instructions for variables, and their errors.
extension Interpreter {
    private func localName(_ frame: FramePointer, _ index: Int) -> Ref {
        Ref(frame.code.pointee.co_localsplusnames).tupleItem(index)
    }

    @inline(never)
    func raiseUnbound(_ frame: FramePointer, _ index: Int) -> Raised {
        raiseNamed(
            .unboundLocalError, localName(frame, index),
            "cannot access local variable '\(localName(frame, index).text)' "
                + "where it is not associated with a value")
    }

    @inline(never)
    func raiseUnboundCell(_ frame: FramePointer, _ index: Int) -> Raised {
        let isFree =
            index >= Int(frame.code.pointee.co_nlocalsplus - frame.code.pointee.co_nfreevars)
        guard isFree else { return raiseUnbound(frame, index) }
        return raiseNamed(
            .nameError, localName(frame, index),
            "cannot access free variable '\(localName(frame, index).text)' "
                + "where it is not associated with a value in enclosing scope")
    }

    @inline(never)
    func raiseUndefined(_ name: Ref) -> Raised {
        raiseNamed(.nameError, name, "name '\(name.text)' is not defined")
    }

    /// A `NameError` that knows the name, for suggestions.
    private func raiseNamed(_ type: BuiltinType, _ name: Ref, _ message: String) -> Raised {
        let raised = raise(type, message)
        if let current = state.pointee.errors.current, isInstance(Ref(current), .nameError) {
            let field = Ref(current).fields(PyNameErrorObject.self)
            if field.pointee.name == nil {
                name.incref()
                field.pointee.name = name.raw
            }
        }
        return raised
    }

    @inline(never)
    func copyFreeVariables(_ frame: FramePointer, count: Int) throws(Raised) {
        guard let function = frame.pointee.f_func,
            let closure = Ref(function).function.pointee.func_closure,
            Ref(closure).itemCount == count
        else { throw raiseBadOperand() }
        let first = Int(frame.code.pointee.co_nlocalsplus) - count
        for index in 0..<count {
            let cell = Ref(closure).tupleItem(index)
            cell.incref()
            frame.locals[first + index] = cell.raw
        }
    }

    /// A free variable of a class body: its namespace first, then the cell.
    @inline(never)
    func loadClassDereferenced(
        _ frame: FramePointer, _ index: Int, _ cell: Ref
    ) throws(Raised) -> Owned {
        if let namespace = frame.pointee.f_locals,
            let value = try namespaceValue(Ref(namespace), localName(frame, index))
        {
            return Owned(stealing: value)
        }
        guard let value = cell.cellContent else { throw raiseUnboundCell(frame, index) }
        return Ref(value).owned()
    }

    /// A name in a namespace that may be any mapping; the caller owns the result, nil when missing.
    func namespaceValue(_ namespace: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        if namespace.isExactly(.dict) { return try dictGet(namespace, name)?.owned().take() }
        do { return try getItem(namespace, name).take() } catch {
            guard currentExceptionIs(.keyError) else { throw error }
            clearException()
            return nil
        }
    }

    // MARK: Names

    /// `LOAD_NAME`: the namespace, the globals, the builtins.
    @inline(never)
    func loadName(_ frame: FramePointer, _ name: Ref) throws(Raised) -> Owned {
        guard let namespace = frame.pointee.f_locals else {
            throw raise(.systemError, "no locals when loading \(try repr(name).text)")
        }
        if let value = try namespaceValue(Ref(namespace), name) { return Owned(stealing: value) }
        if let value = try dictGet(Ref(frame.pointee.f_globals), name) { return value.owned() }
        let builtins = Ref(frame.pointee.f_builtins)
        if let value = try namespaceValue(builtins, name) { return Owned(stealing: value) }
        if let value = try siteBuiltin(name, in: builtins) { return Owned(stealing: value) }
        throw raiseUndefined(name)
    }

    /// `LOAD_GLOBAL`: the globals, the builtins. A dict of a derived class is asked as any mapping.
    @inline(never)
    func loadGlobal(_ frame: FramePointer, _ name: Ref) throws(Raised) -> Owned {
        let globals = Ref(frame.pointee.f_globals)
        let builtins = Ref(frame.pointee.f_builtins)
        if let value = try namespaceValue(globals, name) { return Owned(stealing: value) }
        if let value = try namespaceValue(builtins, name) { return Owned(stealing: value) }
        if let value = try siteBuiltin(name, in: builtins) { return Owned(stealing: value) }
        throw raiseUndefined(name)
    }

    /// `STORE_NAME`; the value is borrowed.
    @inline(never)
    func storeName(_ frame: FramePointer, _ name: Ref, _ value: Ref) throws(Raised) {
        guard let namespace = frame.pointee.f_locals.map({ Ref($0) }) else {
            throw raise(.systemError, "no locals found when storing \(try repr(name).text)")
        }
        if namespace.isExactly(.dict) {
            try dictSet(namespace, name, value)
        } else {
            try setItem(namespace, name, value)
        }
    }

    @inline(never)
    func deleteName(_ frame: FramePointer, _ name: Ref) throws(Raised) {
        guard let namespace = frame.pointee.f_locals.map({ Ref($0) }) else {
            throw raise(.systemError, "no locals when deleting \(try repr(name).text)")
        }
        do { try setItem(namespace, name, nil) } catch {
            guard currentExceptionIs(.keyError) else { throw error }
            clearException()
            throw raiseUndefined(name)
        }
    }

    @inline(never)
    func deleteGlobal(_ frame: FramePointer, _ name: Ref) throws(Raised) {
        guard try dictRemove(Ref(frame.pointee.f_globals), name) else { throw raiseUndefined(name) }
    }
}
