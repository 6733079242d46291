/// Uncaught exceptions of a program that took into its hands how they are shown: it has a `sys.excepthook` or a
/// `sys.stderr` of its own (`_PyErr_PrintEx`, `Python/pythonrun.c`). Those of others go to the host as text.
extension Interpreter {
    var showsExceptionsItself: Bool {
        if state.pointee.modules.keepsLastException || state.pointee.modules.hasForeignStreams {
            return true
        }
        guard programSettings.arguments != nil, let dict = sysDict else { return false }
        return isAudited || !isOriginalStream(.stderr) || replacedExceptionHook(dict) != nil
    }

    /// `sys.excepthook` if the program set it.
    private func replacedExceptionHook(_ dict: Ref) -> Ref? {
        guard let hook = dictGet(dict, str: name(.excepthook)) else { return nil }
        guard let key = try? intern("__excepthook__"), let original = dictGet(dict, str: key.ref)
        else { return hook }
        return hook == original ? nil : hook
    }

    func showUncaught(_ exception: Ref) {
        guard let dict = sysDict else { return }
        do throws(Raised) {
            try noteLastException(exception, dict)
            try showThroughHook(exception, dict)
        } catch { clearException() }
    }

    private func showThroughHook(_ exception: Ref, _ dict: Ref) throws(Raised) {
        guard auditShowing(exception, dict) else { return }
        guard let found = replacedExceptionHook(dict) else {
            return writeToStandardError(formatException(exception))
        }
        let hook = found.owned()
        let traceback = exception.fields(PyBaseExceptionObject.self).pointee.traceback
        do throws(Raised) {
            _ = try call(
                hook.ref,
                [exception.type.object, exception, traceback.map { Ref($0) } ?? none])
        } catch {
            guard let raw = takeException() else { return }
            let failure = Owned(stealing: raw)
            writeToStandardError("Error in sys.excepthook:\n" + formatException(failure.ref))
            writeToStandardError(
                "\nOriginal exception was:\n" + formatException(exception))
        }
    }

    /// Tells the audit hooks; whether the exception may be shown.
    private func auditShowing(_ exception: Ref, _ dict: Ref) -> Bool {
        guard isAudited else { return true }
        let traceback = exception.fields(PyBaseExceptionObject.self).pointee.traceback
        do throws(Raised) {
            let key = try intern("excepthook")
            try audit(
                "sys.excepthook", .object(dictGet(dict, str: key.ref) ?? none),
                .object(exception.type.object), .object(exception),
                .object(traceback.map { Ref($0) } ?? none))
        } catch {
            if currentExceptionIs(.runtimeError) {
                clearException()
                return false
            }
            reportUnraisable(message: "in audit hook", nil)
        }
        return true
    }

    /// `sys.last_type` and the like.
    private func noteLastException(_ exception: Ref, _ dict: Ref) throws(Raised) {
        let traceback = exception.fields(PyBaseExceptionObject.self).pointee.traceback
        for (key, value) in [
            ("last_type", exception.type.object), ("last_value", exception),
            ("last_traceback", traceback.map { Ref($0) } ?? none),
        ] { try dictSet(dict, try intern(key), value) }
    }
}
