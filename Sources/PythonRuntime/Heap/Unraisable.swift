/// Exceptions that nobody can be given, raised in finalisers, callbacks and collections.
extension Interpreter {
    /// Tells `sys.unraisablehook` of the current exception and drops it; `place` is the object it was
    /// raised in (`PyErr_WriteUnraisable`).
    func reportUnraisable(in place: Ref) { reportUnraisable(message: nil, place) }

    /// The same with words for the place, `in garbage collection`.
    func reportUnraisable(_ place: String) { reportUnraisable(message: place, nil) }

    /// The same with both, `in thread started by` a function (`_PyErr_WriteUnraisableMsg`).
    public func reportUnraisable(message: String?, _ object: Ref?) {
        addMissingTraceback()
        guard let raw = takeException() else { return }
        let exception = Owned(stealing: raw)
        // What ended the run is told at its end; what it interrupts isn't.
        if state.pointee.limits.stop != .none { return }
        let message = message.map { "Exception ignored \($0)" }
        if isAudited, !auditUnraisable(exception.ref, message, object) { return }
        if let hook = unraisableHook {
            do throws(Raised) {
                let arguments = try unraisableArguments(exception.ref, message, object)
                let kept = hook.owned()
                _ = try call(kept.ref, arguments.ref)
                return
            } catch {
                guard let raised = takeException() else { return }
                let failure = Owned(stealing: raised)
                writeUnraisable(failure.ref, "Exception ignored in sys.unraisablehook", hook)
            }
        } else {
            writeUnraisable(exception.ref, message, object)
        }
    }

    /// Tells the audit hooks. What one of them raises is told in the place of the exception, which isn't then.
    private func auditUnraisable(_ exception: Ref, _ message: String?, _ object: Ref?) -> Bool {
        do throws(Raised) {
            try completeSys()
            let arguments = try unraisableArguments(exception, message, object)
            let key = try intern("unraisablehook")
            guard let dict = sysDict, let hook = dictGet(dict, str: key.ref) else { return true }
            try audit("sys.unraisablehook", .object(hook), .object(arguments.ref))
            return true
        } catch {
            guard let raised = takeException() else { return false }
            let failure = Owned(stealing: raised)
            writeUnraisable(failure.ref, "Exception ignored in audit hook", nil)
            return false
        }
    }

    /// The hook, if the program has set one of its own.
    private var unraisableHook: Ref? {
        guard state.pointee.limits.stop == .none,
            let dict = sysDict,
            let key = try? intern("unraisablehook"),
            let original = try? intern("__unraisablehook__"),
            let hook = dictGet(dict, str: key.ref), hook != dictGet(dict, str: original.ref)
        else { return nil }
        return hook.isNone ? nil : hook
    }

    /// After the structures of `sys`' attributes and that of the hooks of asynchronous generators.
    private static var unraisableArgumentsNumber: Int { 7 }

    private func unraisableArguments(
        _ exception: Ref, _ message: String?, _ object: Ref?
    ) throws(Raised) -> Owned {
        let type = try makeStructSequenceType(
            Self.unraisableArgumentsNumber,
            StructSequenceSpec(
                "UnraisableHookArgs",
                ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"]))
        let text = try message.map { text throws(Raised) in try makeString(text).take() }
        defer { if let text { Ref(text).decref() } }
        return try makeStructSequence(
            type,
            [
                Ref(RawObject(exception.type)), exception,
                exception.exception.pointee.traceback.map { Ref($0) } ?? none,
                text.map { Ref($0) } ?? none, object ?? none,
            ])
    }

    /// `sys.__unraisablehook__`: the hook's arguments in words, on standard error.
    func runUnraisableHook(_ arguments: Ref) throws(Raised) {
        guard hasLibraryType(Self.unraisableArgumentsNumber),
            arguments.type == libraryType(Self.unraisableArgumentsNumber)
        else {
            throw raise(
                .typeError, "sys.unraisablehook argument type must be UnraisableHookArgs")
        }
        let message = arguments.tupleItem(3)
        let object = arguments.tupleItem(4)
        writeUnraisable(
            arguments.tupleItem(1), message.isStr ? message.text : nil,
            object.isNone ? nil : object)
    }

    /// An exception that native code raised is shown where the program is.
    private func addMissingTraceback() {
        guard let current = state.pointee.errors.current,
            Ref(current).exception.pointee.traceback == nil,
            let frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        else { return }
        addTraceback(frame)
    }

    /// Gives the current exception a traceback of all calls that are going on.
    func addTracebackOfAllFrames() {
        guard let current = state.pointee.errors.current,
            Ref(current).exception.pointee.traceback == nil
        else { return }
        var frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        while let current = frame {
            addTraceback(current)
            frame = visibleFrame(from: current.pointee.previous)
        }
    }

    private func writeUnraisable(_ exception: Ref, _ message: String?, _ object: Ref?) {
        var head = message ?? "Exception ignored in"
        if let object {
            var text = "<object repr() failed>"
            do { text = try repr(object).text } catch { clearException() }
            head += ": \(text)"
        } else {
            head += ":"
        }
        var formatter = ExceptionFormatter(self)
        if exception.isException { formatter.write(exception) }
        writeToStandardError("\(head)\n\(formatter.output)")
    }
}
