/// Exceptions that nobody can be given, raised in finalisers, callbacks and collections.
extension Interpreter {
    /// Writes the current exception to standard error and drops it; `place` is the object it was
    /// raised in (`PyErr_WriteUnraisable`).
    func reportUnraisable(in place: Ref) {
        addMissingTraceback()
        guard let exception = takeException() else { return }
        var text = "<object repr() failed>"
        do { text = try repr(place).text } catch { clearException() }
        reportUnraisable("in: \(text)", Owned(stealing: exception))
    }

    /// The same with words for the place, `in garbage collection`.
    func reportUnraisable(_ place: String) {
        addMissingTraceback()
        guard let exception = takeException() else { return }
        reportUnraisable("\(place):", Owned(stealing: exception))
    }

    /// An exception that native code raised is shown where the program is.
    private func addMissingTraceback() {
        guard let current = state.pointee.errors.current,
            Ref(current).exception.pointee.traceback == nil,
            let frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        else { return }
        addTraceback(frame)
    }

    private func reportUnraisable(_ place: String, _ exception: consuming Owned) {
        var formatter = ExceptionFormatter(self)
        formatter.write(exception.ref)
        var text = "Exception ignored \(place)\n\(formatter.output)"
        text.withUTF8 { bytes in
            state.pointee.host?.takeUnretainedValue().host.write(2, UnsafeRawBufferPointer(bytes))
        }
    }
}
